/**
 * Leases that nobody works under: their message could not be finished while the database was away, or is stored or taken
 * without our hearing of it, because the answer did not come.
 *
 * The row would be left alone to the end of its lease (minutes). All of them are given back by one statement each second, and
 * what was given back is enqueued at once: it has waited already (docs/decisions/0061). Nothing of a message is kept for
 * that but its id and lease: while the database is away, what is refused must not pile up here.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Enqueue } from '../queue/jobs.ts';
import type { Lent, Messages } from '../store/messages.ts';

export interface LostLeases {
  readonly add: (id: string, lease: string) => void;
  /** Asks no more; resolves when nothing is under way. */
  readonly close: () => Promise<void>;
}

export interface LostTools {
  readonly messages: Pick<Messages, 'giveBackAll'>;
  readonly enqueue: Enqueue;
  readonly log: Log;
  readonly retryMs?: number;
}

const RETRY_MS = 1_000;
/** A statement whose answer was lost may still commit: it is asked for so often, a minute at a second each. */
const MOST_ANSWERS = 60;
/** More wait for the end of their lease. */
const MOST_LOST = 10_000;

export function lostLeases({ messages, enqueue, log, retryMs = RETRY_MS }: LostTools): LostLeases {
  /** By id and lease: of one message several may be lost, and nobody knows which of them stands. */
  const lost = new Map<string, Lent & { readonly answers: number }>();
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  /** An outage is told once, and not each second. */
  let isAway = false;

  async function ask(): Promise<void> {
    const asked = [...lost];
    try {
      const given = await messages.giveBackAll(asked.map(([, { id, lease }]) => ({ id, lease })));
      const ids = new Set(given.map(({ id }) => id));
      for (const [key, { id, lease, answers }] of asked) {
        if (ids.has(id) || answers + 1 >= MOST_ANSWERS) lost.delete(key);
        else if (lost.has(key)) lost.set(key, { id, lease, answers: answers + 1 });
      }
      isAway = false;
      if (given.length > 0) log.info({ count: given.length }, 'messages given back, and enqueued');
      // The reconciler finds what the queue does not take.
      await Promise.all(given.map(({ id, state }) => enqueue(queueFor(state), { messageId: id })));
    } catch (error) {
      if (!isAway) log.warn({ count: asked.length, error }, 'not given back yet: messages wait for the database');
      isAway = true;
    }
  }

  async function run(): Promise<void> {
    while (lost.size > 0 && !stop.signal.aborted) {
      await pause(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) await ask();
    }
    // Before anybody else has a turn: what is lost from now on begins anew.
    running = undefined;
  }

  return {
    add: (id, lease) => {
      lost.set(`${id} ${lease}`, { id, lease, answers: 0 });
      if (lost.size > MOST_LOST) for (const oldest of lost.keys().take(1)) lost.delete(oldest);
      if (!stop.signal.aborted) running ??= run();
    },
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

function queueFor(state: string): 'inspect' | 'release' {
  return state === 'received' || state === 'inspecting' ? 'inspect' : 'release';
}
