/**
 * Leases on messages that may be stored without our hearing of it: the answer to the statement did not come.
 *
 * The sender hears that it is to send again, and will; but what is stored is not left to the end of its lease (minutes),
 * should its sender not come (docs/decisions/0061). Nothing of a message is kept for that but its id and lease, and all of
 * them are asked for together: while the database is away, what is refused must not pile up here.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Messages } from '../store/messages.ts';

export interface LostLeases {
  readonly add: (id: string, lease: string) => void;
  /** Resolves when nothing is asked any more: soon after the signal, where it has come. */
  readonly ended: () => Promise<void>;
}

export interface LostTools {
  readonly messages: Pick<Messages, 'giveBackAll'>;
  readonly log: Log;
  readonly retryMs: number;
  readonly signal: AbortSignal;
}

/** A statement whose answer was lost may still commit: it is asked for so often, a minute at a second each. */
const MOST_ANSWERS = 60;
/** More wait for the end of their lease. */
const MOST_LOST = 10_000;

export function lostLeases({ messages, log, retryMs, signal }: LostTools): LostLeases {
  const lost = new Map<string, { readonly lease: string; readonly answers: number }>();
  let running: Promise<void> | undefined;
  /** Told once, and not each second. */
  let isAway = false;

  async function ask(): Promise<void> {
    const asked = [...lost];
    try {
      const given = await messages.giveBackAll(new Map(asked.map(([id, { lease }]) => [id, lease])));
      for (const [id, { lease, answers }] of asked) {
        if (answers + 1 >= MOST_ANSWERS) lost.delete(id);
        else if (lost.has(id)) lost.set(id, { lease, answers: answers + 1 });
      }
      for (const id of given) {
        lost.delete(id);
        log.info({ messageId: id }, 'stored without our hearing of it; given back');
      }
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ count: asked.length, error }, 'not given back yet');
      isAway = true;
    }
  }

  async function run(): Promise<void> {
    while (lost.size > 0 && !signal.aborted) {
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await ask();
    }
    // Before anybody else has a turn: what is lost from now on begins anew.
    running = undefined;
  }

  return {
    add: (id, lease) => {
      lost.set(id, { lease, answers: 0 });
      if (lost.size > MOST_LOST) for (const oldest of lost.keys().take(1)) lost.delete(oldest);
      if (!signal.aborted) running ??= run();
    },
    ended: async () => running,
  };
}
