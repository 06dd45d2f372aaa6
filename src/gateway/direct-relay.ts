/**
 * Relays what this gateway took in as soon as it is released, without a job for it: who settles a message tells all that
 * listen, and the gateway that took it is the one that acts.
 *
 * A job costs as much as storing the message. What this process inspected itself comes with its bytes, under the lease that
 * it has had since it was stored, and is not read again; of the rest only the id is known. Should the news be missed, or this process end, the reconciler finds the
 * row and enqueues it; should both come, the lease lets one of them send.
 */
import type { Log } from '../log.ts';
import type { Outgoing } from '../store/deliveries.ts';
import type { MessageEvents } from '../store/events.ts';

/** Room for one message that is about to be settled under a lease of ours: it is sent, or the room is given back. */
export interface Place {
  readonly send: (outgoing: Outgoing) => void;
  readonly free: () => void;
}

export interface DirectRelay {
  /** A message is ours: its release is waited for. */
  readonly expect: (id: string) => void;
  /**
   * For an expected message, which no longer is; undefined where as many as may be are under way (its turn comes), and for
   * what is not expected: a message that is borrowed from its MTA is not ours to send.
   */
  readonly place: (id: string) => Place | undefined;
  /** Ends the listening and resolves when what is at work has ended. */
  readonly close: () => Promise<void>;
}

/** Messages in memory at once, as in the queue. */
const AT_ONCE = 16;
/** Older ones are left to the reconciler: a gateway that takes in faster than workers inspect must not grow. */
const MOST_EXPECTED = 100_000;

export function directRelay(
  events: Pick<MessageEvents, 'all'>,
  relay: {
    readonly byId: (id: string, signal: AbortSignal) => Promise<unknown>;
    readonly taken: (outgoing: Outgoing, signal: AbortSignal) => Promise<unknown>;
  },
  log: Log,
): DirectRelay {
  const expected = new Set<string>();
  const released: string[] = [];
  const atWork = new Set<Promise<void>>();
  let promised = 0;
  const stop = new AbortController();

  async function sent(messageId: string, sending: Promise<unknown>): Promise<void> {
    try {
      await sending;
    } catch (error) {
      log.warn({ messageId, error }, 'not relayed at once; the reconciler sees to it');
    }
  }

  /** After the first, all that has been waiting. */
  async function work(first?: Outgoing): Promise<void> {
    if (first) await sent(first.id, relay.taken(first, stop.signal));
    for (let id = released.shift(); id !== undefined; id = released.shift())
      await sent(id, relay.byId(id, stop.signal));
  }

  function start(first?: Outgoing): void {
    const one = work(first).finally(() => atWork.delete(one));
    atWork.add(one);
  }

  const listening = (async () => {
    try {
      for await (const { id, state } of events.all(stop.signal)) {
        // Of a split one, which is held, the job relays to those who may have it.
        if (!expected.delete(id) || state !== 'released') continue;
        released.push(id);
        if (atWork.size + promised < AT_ONCE) start();
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
    place: (id) => {
      if (stop.signal.aborted || released.length > 0 || atWork.size + promised >= AT_ONCE) return undefined;
      if (!expected.delete(id)) return undefined;
      promised += 1;
      return {
        send: (outgoing) => {
          promised -= 1;
          start(outgoing);
        },
        free: () => {
          promised -= 1;
        },
      };
    },
    close: async () => {
      stop.abort();
      await listening;
      released.length = 0;
      await Promise.all(atWork);
    },
  };
}
