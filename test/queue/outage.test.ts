/** What the log says of an outage of the queues: when it begins, and when it is over. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createQueues } from '../../src/queue/connect.ts';
import { outageTold } from '../../src/queue/outage.ts';
import { heardLog } from '../heard.ts';
import { testDatabase } from '../postgres.ts';
import { testRedisUrl } from '../redis.ts';
import { wireToDatabase, wireToRedis } from '../wire.ts';

const AWAY = 'the queues are away; the reconciler enqueues what waits when they are back';
const BACK = 'the queues are back';

describe('an outage', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const ofConnections: [why: string, error: Error][] = [
    ['refused', refused],
    ['ended by an administrator', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['ended', new Error('Connection terminated unexpectedly')],
    ['closed, to Redis', new Error('Connection is closed.')],
    ['not there, to Redis', new Error("Stream isn't writeable and enableOfflineQueue options is false")],
  ];
  it.each(ofConnections)('is a connection that is %s, and told once', (_why, error) => {
    const { lines, log } = heardLog();
    const { failed, isOver } = outageTold(log);
    isOver();
    for (const what of ['worker error', 'queue error']) failed(what, { error });
    for (let connection = 0; connection < 2; connection += 1) isOver();
    failed('worker error', { error });
    expect(lines).toEqual([AWAY, BACK, AWAY]);
  });

  it('hides no fault', () => {
    const { lines, log } = heardLog();
    const { failed } = outageTold(log);
    failed('worker error', { error: refused });
    failed('worker error', { error: new Error('could not renew lock') });
    failed('queue error', { error: 'x' });
    expect(lines).toEqual([AWAY, 'worker error', 'queue error']);
  });
});

describe.each(['PostgreSQL', 'Redis'])('an outage of %s', (backend) => {
  it('is two lines in the log, however many hear of it', { timeout: 30_000 }, async () => {
    const { databaseUrl, drop } = await testDatabase();
    const isRedis = backend === 'Redis';
    const wire = isRedis ? await wireToRedis(await testRedisUrl()) : await wireToDatabase(databaseUrl);
    const poolConfig = { connectionString: isRedis ? databaseUrl : wire.url };
    const { lines, log } = heardLog();
    const queues = await createQueues({ redisUrl: isRedis ? wire.url : null }, { poolConfig }, log);
    let done = 0;
    const processor = async () => {
      done += 1;
      return 'seen';
    };
    queues.startWorker('inspect', processor, 1);
    const enqueue = () => queues.enqueue('inspect', { messageId: randomUUID() });
    await enqueue();
    await vi.waitFor(() => expect(done).toBe(1), 20_000);
    await vi.waitFor(async () => expect((await queues.depths()).inspect.active).toBe(0), 20_000);

    await wire.cut();
    for (let refused = 0; refused < 5; ) if (!(await enqueue())) refused += 1;
    await wire.join();
    await vi.waitFor(() => expect(lines).toContain(BACK), 10_000);
    // A worker waits on a connection of its own, which comes back in its own time.
    await enqueue();
    await vi.waitFor(() => expect(done).toBeGreaterThan(1), 10_000);
    await queues.close();
    await wire.cut();
    await drop();
    expect(lines).toEqual([AWAY, BACK]);
  });
});
