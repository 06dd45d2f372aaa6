import { EventEmitter, once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createQueues, type Queues } from '../../src/queue/connect.ts';
import { payload, QUEUES } from '../../src/queue/jobs.ts';
import { reconcile } from '../../src/queue/reconcile.ts';
import { envelope, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { testRedisUrl } from '../redis.ts';

const log = createLog({ log: 'silent' });

/** The same suite on both: `REDIS_URL` changes where jobs lie and nothing else. */
describe.each([
  ['PostgreSQL', async () => null],
  ['Redis', testRedisUrl],
])('queues on %s', (_name, redisUrl) => {
  let store: TestStore;
  let queues: Queues;

  beforeAll(async () => {
    store = await testStore();
    queues = await createQueues({ redisUrl: await redisUrl() }, store, log);
  });
  afterAll(async () => {
    await queues.close();
    await store.close();
  });
  afterEach(() => queues.deleteAllJobs());

  const accept = () => store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));

  /** A worker that notes whom it saw; `until` resolves when it saw so many. */
  function watcher(work: (messageId: string) => Promise<string> = async () => 'seen') {
    const seen: string[] = [];
    const events = new EventEmitter();
    const worker = queues.startWorker(
      'inspect',
      async (job) => {
        const { messageId } = payload(job);
        const word = await work(messageId);
        seen.push(messageId);
        events.emit('seen');
        return word;
      },
      4,
    );
    const until = async (count: number) => {
      while (seen.length < count) await once(events, 'seen');
    };
    return { seen, until, close: worker.close };
  }

  it('carry an id to a worker', async () => {
    const id = await accept();
    const { seen, until, close } = watcher();
    expect(await queues.enqueue('inspect', { messageId: id })).toBe(true);
    await until(1);
    await close();
    expect(seen).toEqual([id]);
  });

  it('hold one job for a message, however often it is enqueued', async () => {
    const id = await accept();
    for (let time = 0; time < 5; time += 1) await queues.enqueue('inspect', { messageId: id });
    await queues.enqueueAll('inspect', [id, id]);
    expect((await queues.depths()).inspect).toEqual({ waiting: 1, active: 0, delayed: 0 });
  });

  it('take a message again after its job has ended', async () => {
    const id = await accept();
    const { seen, until, close } = watcher();
    await queues.enqueue('inspect', { messageId: id });
    await until(1);
    // The job is removed only after the processor has returned.
    while ((await queues.depths()).inspect.active > 0) await new Promise(setImmediate);
    await queues.enqueue('inspect', { messageId: id });
    await until(2);
    await close();
    expect(seen).toEqual([id, id]);
  });

  it('try again what failed', async () => {
    const id = await accept();
    let attempts = 0;
    const { seen, until, close } = watcher(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('the database went away');
      return 'seen';
    });
    await queues.enqueue('inspect', { messageId: id });
    await until(1);
    await close();
    expect([seen, attempts]).toEqual([[id], 2]);
  });

  it('lose nothing when every job is deleted', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, accept));
    for (const messageId of ids) await queues.enqueue('inspect', { messageId });
    await queues.deleteAllJobs();
    expect((await queues.depths()).inspect.waiting).toBe(0);

    await reconcile(store.backlog, queues, 0);
    const { seen, until, close } = watcher();
    await until(ids.length);
    await close();
    expect(new Set(ids).difference(new Set(seen))).toEqual(new Set());
  });

  it('go on after the database ended every connection', async () => {
    const [before, after] = [await accept(), await accept()];
    const { seen, until, close } = watcher();
    await queues.enqueue('inspect', { messageId: before });
    await until(1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(store.db);

    // Whoever is told no asks again, as the reconciler does.
    while (!(await queues.enqueue('inspect', { messageId: after }))) await new Promise(setImmediate);
    await until(2);
    await close();
    expect(seen).toEqual([before, after]);
  });

  it('finish what is at work before they close', async () => {
    const id = await accept();
    const started = new EventEmitter();
    const begun = once(started, 'begun');
    let finished = false;
    const { close } = watcher(async () => {
      started.emit('begun');
      await new Promise(setImmediate);
      finished = true;
      return 'seen';
    });
    await queues.enqueue('inspect', { messageId: id });
    await begun;
    await close();
    expect(finished).toBe(true);
  });
});

// Each costs the server some megabytes for as long as there are workers, who look around all the time.
it('queues on PostgreSQL share few connections, besides those over which workers listen', async () => {
  const store = await testStore();
  const application_name = 'statements of queues';
  const queues = await createQueues({ redisUrl: null }, { poolConfig: { ...store.poolConfig, application_name } }, log);
  try {
    const seen = new EventEmitter();
    const asked = ['inspect', 'release', 'notify'] as const;
    let toCome = asked.length;
    const all = once(seen, 'all');
    const processor = async () => {
      toCome -= 1;
      if (toCome === 0) seen.emit('all');
      return 'seen';
    };
    for (const queue of QUEUES) queues.startWorker(queue, processor, 8);
    const messageId = '01990000-0000-7000-8000-000000000000';
    await Promise.all(asked.map((queue) => queues.enqueue(queue, { messageId })));
    await all;
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = ${application_name}`.execute(store.db);
    expect(rows[0]?.count).toBeLessThanOrEqual(3);
  } finally {
    await queues.close();
    await store.close();
  }
});
