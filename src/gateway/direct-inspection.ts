/**
 * Inspects what this gateway took in without a job for it, where its process inspects too: bytes and key are at hand, and
 * nothing is asked of the queue.
 *
 * Bounded: what finds no room goes through the queue, where other workers are. The row is on lease to this process; should
 * it end, the lease ends too, and the reconciler finds the row (docs/decisions/0048).
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Begun, Messages } from '../store/messages.ts';

/** For one message: it is started, or the room is given back. */
export interface Room {
  /** Never rejects. Gives the state that the message was settled as; undefined where it was not settled here. */
  readonly start: (message: Begun) => Promise<string | undefined>;
  readonly free: () => void;
}

export interface DirectInspection {
  /** For a message of so many bytes; undefined where there is none. */
  readonly room: (sizeBytes: number) => Room | undefined;
  /** Resolves when what is at work has ended; what waits for its turn is given back. */
  readonly close: () => Promise<void>;
}

/** Of one process: its children read one message each, the rest waits for them. */
const AT_ONCE = 8;
/** Waiting and at work: seconds of work at most, so that mail does not wait here while another machine is idle. */
const MOST_MESSAGES = 128;
const MOST_BYTES = 32 * 1024 * 1024;
const RETRY_MS = 1_000;

const STATES: Readonly<Record<string, string>> = {
  release: 'released',
  hold: 'held',
  split: 'held',
  judged: 'returned',
};

/** `inspect` gives one word, as a job's processor does. */
export function directInspection(
  inspect: (message: Begun) => Promise<string>,
  messages: Pick<Messages, 'giveBack'>,
  log: Log,
  retryMs = RETRY_MS,
): DirectInspection {
  const waiting: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  const stop = new AbortController();
  let [count, bytes, atWork] = [0, 0, 0];

  async function turn(): Promise<void> {
    if (atWork >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else atWork += 1;
  }

  function pass(): void {
    const next = waiting.shift();
    if (next) next();
    else atWork -= 1;
  }

  async function settled(message: Begun): Promise<string | undefined> {
    await turn();
    try {
      if (!stop.signal.aborted) return STATES[await inspect(message)];
    } catch (error) {
      log.warn({ messageId: message.id, error }, 'not inspected at once; the reconciler sees to it');
    } finally {
      pass();
    }
    await giveBack(message);
    return undefined;
  }

  /** While the lease is ours the reconciler leaves the row alone, so that giving it back has to succeed. */
  async function giveBack({ id, lease }: Begun): Promise<void> {
    for (;;) {
      try {
        if (lease !== null) await messages.giveBack(id, lease);
        return;
      } catch (error) {
        // When this process ends, its leases end with it.
        if (stop.signal.aborted) return;
        log.warn({ messageId: id, error }, 'not given back yet');
        await pause(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
  }

  return {
    room: (sizeBytes) => {
      if (stop.signal.aborted || count >= MOST_MESSAGES || bytes + sizeBytes > MOST_BYTES) return undefined;
      count += 1;
      bytes += sizeBytes;
      const free = () => {
        count -= 1;
        bytes -= sizeBytes;
      };
      return {
        free,
        start: (message) => {
          const run = settled(message).finally(() => {
            free();
            running.delete(run);
          });
          running.add(run);
          return run;
        },
      };
    },
    close: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
}
