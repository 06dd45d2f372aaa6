/** What the log says of an outage of the queues: when it begins, and when it is over. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { createQueues } from '../../src/queue/connect.ts';
import { QUEUES } from '../../src/queue/jobs.ts';
import { outageTold } from '../../src/queue/outage.ts';
import { testDatabase } from '../postgres.ts';
import { wireTo } from '../wire.ts';

const AWAY = 'the queues are away; the reconciler enqueues what waits when they are back';
const BACK = 'the queues are back';

function listening() {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line).msg) });
  return { lines, log };
}

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
    const { lines, log } = listening();
    const { failed, isOver } = outageTold(log);
    isOver();
    for (const what of ['worker error', 'queue error']) failed(what, { error });
    for (let connection = 0; connection < 2; connection += 1) isOver();
    failed('worker error', { error });
    expect(lines).toEqual([AWAY, BACK, AWAY]);
  });

  it('hides no fault', () => {
    const { lines, log } = listening();
    const { failed } = outageTold(log);
    failed('worker error', { error: refused });
    failed('worker error', { error: new Error('could not renew lock') });
    failed('queue error', { error: 'x' });
    expect(lines).toEqual([AWAY, 'worker error', 'queue error']);
  });
});

it('of PostgreSQL is two lines in the log, however many hear of it', { timeout: 30_000 }, async () => {
  const { databaseUrl, drop } = await testDatabase();
  const url = new URL(databaseUrl);
  const wire = await wireTo({ path: `${url.searchParams.get('host')}/.s.PGSQL.5432` });
  url.searchParams.delete('host');
  url.port = String(wire.port);
  const { lines, log } = listening();
  const queues = await createQueues({ redisUrl: null }, { poolConfig: { connectionString: url.href } }, log);
  const isAtWork = Promise.withResolvers<void>();
  const processor = async () => {
    isAtWork.resolve();
    return 'seen';
  };
  for (const queue of QUEUES) queues.startWorker(queue, processor, 1);
  const enqueue = () => queues.enqueue('inspect', { messageId: randomUUID() });
  await enqueue();
  await isAtWork.promise;
  await vi.waitFor(async () => expect((await queues.depths()).inspect.active).toBe(0));

  await wire.cut();
  for (let refused = 0; refused < 5; ) if (!(await enqueue())) refused += 1;
  await wire.join();
  await vi.waitFor(() => expect(lines).toContain(BACK), 10_000);
  await queues.close();
  await wire.cut();
  await drop();
  expect(lines).toEqual([AWAY, BACK]);
});
