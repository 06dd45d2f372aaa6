/**
 * BullMQ on PostgreSQL, or on Redis where `redisUrl` is given: the same queues, the same workers.
 *
 * Jobs are removed when they end, because BullMQ ignores an id that it still knows. On PostgreSQL the queues' connections
 * do not wait for the disk: losing every job loses nothing (`reconcile.ts`), and the record itself is written durably
 * over connections of its own. See docs/decisions/0002.
 */
import {
  createPostgresBackend,
  DEFAULT_SCHEMA,
  type PostgresConnectionOptions,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq';
import { Redis } from 'ioredis';
import { Pool, type PoolConfig } from 'pg';
import type { Log } from '../log.ts';
import { batched } from '../store/batched.ts';
import { closed, counted } from './closing.ts';
import { type Enqueue, type MessageQueue, type Processor, QUEUES, type QueueName, type SweepJob } from './jobs.ts';
import { type Outage, outageTold } from './outage.ts';

/**
 * These carry the short statements of all queues; each worker listens over one more. At rest all are kept, because workers
 * look around together every few seconds, and each costs the server 6 MB once it has met BullMQ's functions.
 */
const STATEMENT_CONNECTIONS = 3;
/** What a burst of jobs left a connection ends with it. The store's end by themselves: nobody asks them every few seconds. */
const CONNECTION_SECONDS = 60;

/**
 * A worker that dies is noticed when its lock runs out. Extraction runs in child processes, so a living worker renews in
 * time; should one be late, its job runs twice, and processors are safe to run twice.
 */
const LOCK_MS = 20_000;
const STALLED_CHECK_MS = 5_000;
/** The row counts how often an inspection was begun and ends it as a hold; the queue need not count. */
const MAX_STALLED = 1_000;

const JOBS_AT_ONCE = 64;
/** A Redis that says nothing for so long is away (milliseconds): the command fails, and the connection is made anew. */
const SILENT = { commandTimeout: 5_000, socketTimeout: 5_000, connectTimeout: 5_000 } as const;

const JOB_OPTIONS = {
  attempts: 4,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

export interface Depth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

export interface RunningWorker {
  /** Takes no new job and resolves when those at work have ended. */
  readonly close: () => Promise<void>;
}

export interface Queues {
  readonly enqueue: Enqueue;
  /** The same for many messages in one call; throws where the queue cannot be reached. */
  readonly enqueueAll: (queue: MessageQueue, messageIds: readonly string[]) => Promise<void>;
  /** Like `enqueueAll`, for what is to be done of sweeps. */
  readonly enqueueSweep: (jobs: readonly SweepJob[]) => Promise<void>;
  /** Begins sweeps of a drive by the clock (cron, with its time zone); null ends that. */
  readonly schedule: (driveId: string, cron: string | null, zone: string) => Promise<void>;
  readonly startWorker: (queue: QueueName, processor: Processor, concurrency: number) => RunningWorker;
  /** Runs a queue without messages (`retain`) every so often; the same from every process that calls it. */
  readonly every: (queue: Exclude<QueueName, MessageQueue>, milliseconds: number) => Promise<void>;
  readonly depths: () => Promise<Readonly<Record<QueueName, Depth>>>;
  /** Deletes every job, as a disaster would: for tests. */
  readonly deleteAllJobs: () => Promise<void>;
  /** Ends the workers first, then the connections. */
  readonly close: () => Promise<void>;
}

/** A queue or worker on either backend: what is used here of BullMQ's classes, whose types name their backend. */
type AnyQueue = Pick<
  Queue,
  'add' | 'addBulk' | 'upsertJobScheduler' | 'removeJobScheduler' | 'getJobCounts' | 'obliterate' | 'close'
> &
  Pick<NodeJS.EventEmitter, 'on'>;
type AnyWorker = Pick<Worker, 'close'> & Pick<NodeJS.EventEmitter, 'on'>;

interface Backend {
  readonly queue: (name: QueueName) => AnyQueue;
  readonly worker: (name: QueueName, processor: Processor, concurrency: number) => AnyWorker;
  readonly close: () => Promise<void>;
}

/** Takes how the store connects (`Store.poolConfig`). Throws what the first connection throws. */
export async function createQueues(
  { redisUrl }: { readonly redisUrl: string | null },
  { poolConfig }: { readonly poolConfig: PoolConfig },
  log: Log,
): Promise<Queues> {
  const outage = outageTold(log);
  const backend = redisUrl === null ? await onPostgres(poolConfig, outage) : await onRedis(redisUrl, outage);
  const queues = Object.fromEntries(QUEUES.map((name) => [name, backend.queue(name)])) as Record<QueueName, AnyQueue>;
  for (const name of QUEUES) queues[name].on('error', (error) => outage.failed('queue error', { error, queue: name }));
  /** Of each worker what ends it. */
  const workers = new Set<() => Promise<void>>();

  const enqueueAll: Queues['enqueueAll'] = async (queue, messageIds) => {
    const jobs = messageIds.map((messageId) => ({ name: queue, data: { messageId }, opts: { jobId: messageId } }));
    if (jobs.length > 0) await queues[queue].addBulk(jobs);
  };

  // Together where they come together: a job by itself is a round trip and a commit by itself.
  const enqueueSome = (queue: QueueName) => async (messageIds: readonly string[]) => {
    try {
      await enqueueAll(queue as MessageQueue, messageIds);
      return messageIds.map(() => true);
    } catch (error) {
      outage.failed('not enqueued; the reconciler will', { error, queue, messageIds });
      return messageIds.map(() => false);
    }
  };
  const enqueueOne = Object.fromEntries(
    QUEUES.map((queue) => [queue, batched(enqueueSome(queue), { calls: JOBS_AT_ONCE })]),
  ) as Record<QueueName, (messageId: string) => Promise<boolean>>;

  return {
    enqueueAll,
    enqueue: async (queue, { messageId }, delayMs = 0) => {
      if (delayMs === 0) return enqueueOne[queue](messageId);
      try {
        await queues[queue].add(queue, { messageId }, later(messageId, delayMs));
        return true;
      } catch (error) {
        outage.failed('not enqueued; the reconciler will', { error, queue, messageId });
        return false;
      }
    },
    enqueueSweep: async (jobs) => {
      const all = jobs.map(({ kind, id, after }) => {
        const jobId = [kind, id, ...(after ? [after] : [])].join('-');
        return { name: 'sweep', data: { kind, id }, opts: { jobId } };
      });
      if (all.length > 0) await queues.sweep.addBulk(all);
    },
    schedule: async (driveId, cron, zone) => {
      const name = `drive-${driveId}`;
      if (cron === null) await queues.sweep.removeJobScheduler(name);
      else {
        const template = { name: 'sweep', data: { kind: 'start', id: driveId } };
        await queues.sweep.upsertJobScheduler(name, { pattern: cron, tz: zone }, template);
      }
    },
    startWorker: (queue, processor, concurrency) => {
      const { processor: process, atWork } = counted(processor);
      const worker = backend.worker(queue, process, concurrency);
      worker.on('error', (error) => outage.failed('worker error', { error, queue }));
      worker.on('failed', (job, error) => log.error({ error, queue, messageId: job?.id }, 'job failed'));
      worker.on('stalled', (messageId) => log.warn({ queue, messageId }, 'job stalled and runs again'));
      const close = async () => {
        workers.delete(close);
        await closed(() => worker.close(), `worker of ${queue}`, log, atWork);
      };
      workers.add(close);
      return { close };
    },
    every: async (queue, milliseconds) => {
      await queues[queue].upsertJobScheduler(queue, { every: milliseconds }, { name: queue, data: {} });
    },
    depths: async () => {
      const depth = async (name: QueueName): Promise<[QueueName, Depth]> => {
        const counts = await queues[name].getJobCounts('waiting', 'active', 'delayed');
        return [name, { waiting: counts.waiting ?? 0, active: counts.active ?? 0, delayed: counts.delayed ?? 0 }];
      };
      return Object.fromEntries(await Promise.all(QUEUES.map(depth))) as Record<QueueName, Depth>;
    },
    deleteAllJobs: async () => {
      await Promise.all(QUEUES.map((name) => queues[name].obliterate({ force: true })));
    },
    close: async () => {
      await Promise.all([...workers].map((close) => close()));
      await Promise.all(QUEUES.map((name) => closed(() => queues[name].close(), `queue ${name}`, log)));
      await closed(backend.close, 'connections of the queues', log);
    },
  };
}

async function onPostgres(poolConfig: PoolConfig, outage: Outage): Promise<Backend> {
  // BullMQ calls its functions by bare names and leaves it to a pool that is handed in to find them.
  const options = `-c synchronous_commit=off -c search_path=${DEFAULT_SCHEMA}`;
  const pool = new Pool({ ...poolConfig, max: STATEMENT_CONNECTIONS, maxLifetimeSeconds: CONNECTION_SECONDS, options });
  const ended = (error: Error) => outage.failed('a queue connection ended', { error });
  // Each queue and worker listens for the end of it.
  pool.setMaxListeners(0);
  pool.on('error', ended).on('connect', (client) => {
    client.on('error', ended);
    outage.isOver();
  });
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    // Ended, for it may have read all of BullMQ's functions, and would be what a worker listens over from now on.
    client.release(true);
  }
  // BullMQ's own copy of the pool's type has narrower overloads of `on` than the real one.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    queue: (name) => new Queue(name, { connection, defaultJobOptions: JOB_OPTIONS }, createPostgresBackend),
    worker: (name, processor, concurrency) => {
      pool.options.max += 1; // over which it listens
      return new Worker(name, processor, { connection, ...workerOptions(concurrency) }, createPostgresBackend);
    },
    close: () => pool.end(),
  };
}

async function onRedis(url: string, outage: Outage): Promise<Backend> {
  // A producer must not wait for a Redis that is away: the message is stored, and the reconciler enqueues it later. A
  // worker has nothing better to do than to wait.
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, ...SILENT });
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  const both = [producer, consumer];
  for (const connection of both) {
    connection.on('error', (error: unknown) => outage.failed('redis connection error', { error }));
    // Each comes back in its own time.
    connection.on('ready', () => {
      if (both.every(({ status }) => status === 'ready')) outage.isOver();
    });
  }
  await new Promise<void>((resolve) => {
    // Away at the start is no reason not to start: the connections come back by themselves.
    producer.once('ready', () => resolve()).once('error', () => resolve());
  });
  return {
    // A queue asks for the version of Redis once, when it is made, and where that fails it never works again.
    queue: (name) =>
      new Queue(name, {
        connection: producer,
        defaultJobOptions: JOB_OPTIONS,
        skipWaitingForReady: true,
        skipVersionCheck: true,
      }),
    worker: (name, processor, concurrency) =>
      new Worker(name, processor, { connection: consumer, ...workerOptions(concurrency) }),
    close: async () => {
      for (const connection of both) connection.disconnect();
    },
  };
}

/** One that waits has an id of its own, so that a decision made anew is not taken for the one that was undone. */
function later(messageId: string, delayMs: number) {
  return { jobId: `${messageId}-${Date.now() + delayMs}`, delay: delayMs };
}

function workerOptions(concurrency: number) {
  return {
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: MAX_STALLED,
    runRetryDelay: 1_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  };
}
