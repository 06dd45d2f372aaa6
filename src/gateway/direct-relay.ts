/**
 * Relays what this gateway took in as soon as it is released, without a job for it: who settles a message tells all that
 * listen, and the gateway that took it is the one that acts.
 *
 * A job costs as much as storing the message. Should the news be missed, or this process end, the reconciler finds the
 * row and enqueues it; should both come, the lease lets one of them send.
 */
import type { Log } from '../log.ts';
import type { MessageEvents } from '../store/events.ts';

export interface DirectRelay {
  /** A message is ours: its release is waited for. */
  readonly expect: (id: string) => void;
  /** Ends the listening and resolves when what is at work has ended. */
  readonly close: () => Promise<void>;
}

/** Messages in memory at once, as in the queue. */
const AT_ONCE = 16;
/** Older ones are left to the reconciler: a gateway that takes in faster than workers inspect must not grow. */
const MOST_EXPECTED = 100_000;

export function directRelay(
  events: Pick<MessageEvents, 'all'>,
  relay: (id: string) => Promise<unknown>,
  log: Log,
): DirectRelay {
  const expected = new Set<string>();
  const released: string[] = [];
  const atWork = new Set<Promise<void>>();
  const stop = new AbortController();

  async function work(): Promise<void> {
    for (let id = released.shift(); id !== undefined; id = released.shift()) {
      try {
        await relay(id);
      } catch (error) {
        log.warn({ messageId: id, error }, 'not relayed at once; the reconciler sees to it');
      }
    }
  }

  function start(id: string): void {
    released.push(id);
    if (atWork.size >= AT_ONCE) return;
    const one = work().finally(() => atWork.delete(one));
    atWork.add(one);
  }

  const listening = (async () => {
    try {
      for await (const { id, state } of events.all(stop.signal)) {
        // Of a split one, which is held, the job relays to those who may have it.
        if (expected.delete(id) && state === 'released') start(id);
      }
    } catch (error) {
      if (!stop.signal.aborted) log.error({ error }, 'releases are no longer heard of; the reconciler sees to them');
    }
  })();

  return {
    expect: (id) => {
      expected.add(id);
      if (expected.size > MOST_EXPECTED) for (const oldest of expected.values().take(1)) expected.delete(oldest);
    },
    close: async () => {
      stop.abort();
      await listening;
      released.length = 0;
      await Promise.all(atWork);
    },
  };
}
