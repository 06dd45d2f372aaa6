/**
 * The reconciler: finds every message whose job is gone and enqueues it again.
 *
 * It runs by its own clock and not by a job, because the loss that it mends may be that of the whole queue, schedules
 * included. Enqueueing what still has a job changes nothing (`jobs.ts`), so it need not know what the queue holds.
 */
import type { Log } from '../log.ts';
import type { Backlog } from '../store/backlog.ts';
import type { Drives } from '../store/drives.ts';
import type { Sweeps } from '../store/sweeps.ts';
import type { Queues } from './connect.ts';

/** How often it looks, and how long a message may stand still before it is asked for again. */
const EVERY_MS = 5_000;
const STANDS_STILL_MS = 15_000;
/** In one pass and queue. What is left out comes in with a later pass, when the older ones have moved. */
const AT_MOST = 1_000;
/**
 * After an outage nothing has to stand still before it is asked for: it has. But each process first does again what the server
 * may have lost of it (`src/store/last-moments.ts`).
 */
const AFTER_RETURN_MS = 2_000;

/**
 * One pass. Takes how long a message must have stood in its state (milliseconds). Gives how many were enqueued, those
 * that still had their job included. Throws what store and queue throw.
 */
export async function reconcile(
  backlog: Backlog,
  queues: Pick<Queues, 'enqueueAll'>,
  standsStillMs = STANDS_STILL_MS,
): Promise<number> {
  const toInspect = await backlog.toInspect(standsStillMs, AT_MOST);
  await queues.enqueueAll('inspect', toInspect);
  const toRelay = await backlog.toRelay(standsStillMs, AT_MOST);
  await queues.enqueueAll('release', toRelay);
  return toInspect.length + toRelay.length;
}

/** The same for sweeps: listings and batches that nobody is at. */
export async function reconcileSweeps(
  sweeps: Pick<Sweeps, 'waiting'>,
  queues: Pick<Queues, 'enqueueSweep'>,
  standsStillMs = STANDS_STILL_MS,
): Promise<number> {
  const waiting = await sweeps.waiting(standsStillMs, AT_MOST);
  await queues.enqueueSweep(waiting);
  return waiting.length;
}

/** Puts the schedule of every drive into the queue, which may have lost it. */
export async function scheduleDrives(
  drives: Pick<Drives, 'schedules'>,
  queues: Pick<Queues, 'schedule'>,
): Promise<void> {
  for (const { id, schedule, zone } of await drives.schedules()) await queues.schedule(id, schedule, zone);
}

interface ReconcilerStore {
  readonly backlog: Backlog;
  readonly sweeps: Sweeps;
  readonly drives: Drives;
  readonly onReturn: (told: () => void) => void;
}

/** Starts the clock, with a first pass at once. Gives what stops it, resolving when a pass under way has ended. */
export function startReconciler(
  { backlog, sweeps, drives, onReturn }: ReconcilerStore,
  queues: Pick<Queues, 'enqueueAll' | 'enqueueSweep' | 'schedule'>,
  log: Log,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  /** What was asked for while a pass is under way: one more, however often, by the shortest standing still. */
  let next: number | null = null;
  let isScheduled = false;
  /** An outage is told once, and not with each pass. */
  let isAway = false;

  async function passes(): Promise<void> {
    while (next !== null) {
      const standsStillMs = next;
      next = null;
      await pass(standsStillMs);
    }
    // Before anybody else has a turn: what is asked for from now on begins anew.
    running = undefined;
  }

  async function pass(standsStillMs: number): Promise<void> {
    try {
      await reconcile(backlog, queues, standsStillMs);
      await reconcileSweeps(sweeps, queues);
      if (!isScheduled) await scheduleDrives(drives, queues);
      isScheduled = true;
      if (isAway) log.info('the reconciler looks again');
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ error }, 'the reconciler cannot look; it tries every five seconds');
      isAway = true;
    }
  }

  function ask(standsStillMs: number): void {
    next = Math.min(next ?? standsStillMs, standsStillMs);
    running ??= passes();
  }

  ask(STANDS_STILL_MS);
  const clock = setInterval(ask, EVERY_MS, STANDS_STILL_MS);
  let soon: NodeJS.Timeout | undefined;
  onReturn(() => {
    clearTimeout(soon);
    soon = setTimeout(ask, AFTER_RETURN_MS, 0);
  });
  return async () => {
    clearInterval(clock);
    clearTimeout(soon);
    next = null;
    await running;
  };
}
