/**
 * The queues by name, and what their jobs carry: an id, never content.
 *
 * A job's own id is the message's id, so that a message has at most one job in a queue however often it is enqueued. The
 * row in PostgreSQL says what is to be done; a job only says that somebody should look.
 */
import { type Job, UnrecoverableError } from 'bullmq';
import { z } from 'zod';

/** Each has exactly one processor, in `workers/` under the same name. */
export const QUEUES = ['inspect', 'release', 'notify', 'retain', 'holds', 'sweep'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Queues whose jobs concern one message; `retain` and `holds` are started by the clock, `sweep` concerns a drive. */
export type MessageQueue = Exclude<QueueName, 'retain' | 'holds' | 'sweep'>;

export interface MessageJob {
  readonly messageId: string;
}

/**
 * What a worker runs. Gives one word for the log (`hold`, `already-settled`). Throws only what waiting can mend
 * (`StoreUnavailableError`): the job is tried again, and after its last attempt the reconciler enqueues it anew.
 */
export type Processor = (job: Pick<Job, 'id' | 'data'>, token?: string, signal?: AbortSignal) => Promise<string>;

/**
 * Asks for a look at a message. False where the queue could not be reached: nothing is lost by that, because the row
 * stands and the reconciler finds it; so no caller has to do anything about it. A delay only spares a look that would be
 * too early: what may be done when is guarded by the row.
 */
export type Enqueue = (queue: MessageQueue, job: MessageJob, delayMs?: number) => Promise<boolean>;

const messageJob = z.object({ messageId: z.uuid() });

/** What a message job carries. Throws `UnrecoverableError` (no second attempt) for a job that we did not write. */
export function payload(job: Pick<Job, 'id' | 'data'>): MessageJob {
  const result = messageJob.safeParse(job.data);
  if (result.success) return result.data;
  throw new UnrecoverableError(`job \`${job.id}\` carries no message id`);
}

/** What is to be done of a sweep: begin one of a drive, list it, read a batch of files, end it. `id` is of that row. */
export interface SweepJob {
  readonly kind: 'start' | 'list' | 'batch' | 'finish';
  readonly id: string;
  /** Set where a job of the same may still stand in the queue, of a process that is gone. */
  readonly after?: number | null;
}

const sweepJob = z.object({ kind: z.enum(['start', 'list', 'batch', 'finish']), id: z.uuid() });

/** What a sweep's job carries. Throws `UnrecoverableError` like `payload`. */
export function sweepPayload(job: Pick<Job, 'id' | 'data'>): SweepJob {
  const result = sweepJob.safeParse(job.data);
  if (result.success) return result.data;
  throw new UnrecoverableError(`job \`${job.id}\` is of no sweep`);
}
