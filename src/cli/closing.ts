/**
 * Closes what a process opened, within a bounded time, whatever does not answer: the database, Redis, the next hop.
 *
 * What is at work has a while to end. What has not ended by then is left behind, and done again when it is known to be: a
 * lease ends with its process, and the reconciler finds the row (docs/decisions/0077). Service managers kill after ten seconds
 * (Docker) or ninety (systemd).
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';

export type Close = () => Promise<void> | void;

/** For all that is at work; and until the end, with the connections that are closed then. */
const WORK_MS = 5_000;
const ALL_MS = 7_000;

export interface Patience {
  readonly workMs?: number;
  readonly allMs?: number;
}

/** One after another, each when the one before has ended or its time is over. What one throws is logged, and the rest closes. */
export async function closedInTurn(
  closers: readonly Close[],
  log: Log,
  { workMs = WORK_MS, allMs = ALL_MS }: Patience = {},
): Promise<void> {
  const done = new AbortController();
  const over = (ms: number) => pause(ms, undefined, done).catch(() => undefined);
  const [workIsOver, allIsOver] = [over(workMs), over(allMs)];
  void workIsOver.then(() => {
    if (!done.signal.aborted) log.warn('what is still at work is left behind, and done again at the next start');
  });
  const closings: Promise<void>[] = [];
  for (const close of closers) {
    const closing = (async () => close())().catch((error: unknown) => log.error({ error }, 'not closed'));
    closings.push(closing);
    await Promise.race([closing, workIsOver]);
  }
  await Promise.race([Promise.all(closings), allIsOver]);
  done.abort();
}
