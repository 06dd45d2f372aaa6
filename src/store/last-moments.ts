/**
 * What the server said yes to and its disk may not have: that of the last moments before it fell is done again when it is back.
 *
 * Statements that nobody waits for (`synchronous_commit = off`) say yes before the disk has them. A crash of the server
 * loses the last of them, while our process goes on: a message would be settled, sent and recorded here, and nothing of that
 * there, so that it waits for the end of its lease and is sent once more (docs/decisions/0069). Each is guarded by the state
 * before, so that done again in their order they mend what was lost and change nothing else.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailableError } from './errors.ts';

export interface LastMoments {
  /** To be called when a statement was answered; `again` does the same once more, and nothing where it was not lost. */
  readonly add: (again: () => Promise<unknown>) => void;
  /**
   * Throws `StoreUnavailableError` from when the server fell until all is done again: what rests on what was lost would be
   * refused for good.
   */
  readonly check: () => void;
  /** The connection of our presence ended, which is before any other connection to a server that was started anew. */
  readonly fell: () => void;
  /** Our presence is known to the server again: does all again. False where it fell meanwhile, or all is closed. */
  readonly isBack: () => Promise<boolean>;
  readonly close: () => void;
}

/** The server writes what nobody waits for after three times its `wal_writer_delay` (200 ms unless it is set) at the latest. */
const KEPT_MS = 2_000;
/** Backends that outlive their server answer for a while after our presence ended; and where that alone cannot come back, all go on. */
const KEPT_AWAY_MS = 60_000;
const RETRY_MS = 500;

interface Moment {
  readonly at: number;
  readonly again: () => Promise<unknown>;
}

export interface LastMomentsTools {
  /** Hears what could not be done again, though the server is there: the row is left as its disk has it. */
  readonly failed?: (error: unknown) => void;
  /** Milliseconds that only rise. */
  readonly now?: () => number;
  readonly retryMs?: number;
}

export function lastMoments({
  failed = () => undefined,
  now = () => performance.now(),
  retryMs = RETRY_MS,
}: LastMomentsTools = {}): LastMoments {
  /** Of the last moments until now; and of those before it fell, until all is done again. */
  const kept: Moment[] = [];
  const lost: Moment[] = [];
  const stop = new AbortController();
  let falls = 0;
  let isWhole = true;

  async function untilAnswered(again: () => Promise<unknown>, isStill: () => boolean): Promise<void> {
    while (isStill()) {
      try {
        await again();
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) {
          failed(error);
          return;
        }
        await pause(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
  }

  return {
    add: (again) => {
      const at = now();
      kept.push({ at, again });
      const mostMs = isWhole ? KEPT_MS : KEPT_AWAY_MS;
      while (kept[0] && at - kept[0].at > mostMs) kept.shift();
    },
    check: () => {
      if (!isWhole) throw new StoreUnavailableError(null, 'what the database may have lost is not done again yet');
    },
    fell: () => {
      falls += 1;
      isWhole = false;
      lost.push(...kept.splice(0));
    },
    isBack: async () => {
      const seen = falls;
      // Should it fall meanwhile, who holds no lock any more writes no lease: its next return begins anew.
      const isStill = () => seen === falls && !stop.signal.aborted;
      for (const { again } of [...lost, ...kept]) await untilAnswered(again, isStill);
      if (!isStill()) return false;
      isWhole = true;
      // What was done again is not on the disk yet either.
      kept.unshift(...lost.splice(0).map(({ again }) => ({ at: now(), again })));
      return true;
    },
    close: () => stop.abort(),
  };
}
