/**
 * Inspects what this gateway took in without a job for it, where its process inspects too: bytes and key are at hand, and
 * nothing is asked of the queue.
 *
 * Bounded: what finds no room goes through the queue, where other workers are. The row is on lease to this process; should
 * it end, the lease ends too, and the reconciler finds the row (docs/decisions/0048).
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Document } from '../document/document.ts';
import type { Log } from '../log.ts';
import type { Begun, Messages } from '../store/messages.ts';

/** For one message: it is started, or the room is given back. */
export interface Room {
  /** Never rejects. Gives the state that the message was settled as; undefined where it was not settled here. */
  readonly start: (message: Begun) => Promise<string | undefined>;
  readonly free: () => void;
}

export interface DirectInspection {
  /** For a message whose bytes have come; undefined where there is none. Reading begins with this, before it is stored. */
  readonly room: (bytes: Buffer) => Room | undefined;
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

export interface DirectTools {
  /** Reads in a child process: what may be done with a message that is not stored yet. */
  readonly read: (bytes: Buffer) => Promise<Document>;
  /** Gives one word, as a job's processor does. Without a document it reads by itself. */
  readonly inspect: (message: Begun, document?: Promise<Document>) => Promise<string>;
  readonly messages: Pick<Messages, 'giveBack'>;
  readonly log: Log;
  readonly retryMs?: number;
}

export function directInspection(tools: DirectTools): DirectInspection {
  const { read, inspect, messages, log, retryMs = RETRY_MS } = tools;
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

  async function settled(message: Begun, document?: Promise<Document>): Promise<string | undefined> {
    await turn();
    try {
      if (!stop.signal.aborted) return STATES[await inspect(message, document)];
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
    room: (raw) => {
      if (stop.signal.aborted || count >= MOST_MESSAGES || bytes + raw.length > MOST_BYTES) return undefined;
      count += 1;
      bytes += raw.length;
      const free = () => {
        count -= 1;
        bytes -= raw.length;
      };
      // Who waits for the disk may as well read. Judging waits until the message is stored, and counted.
      const document = count <= AT_ONCE ? read(raw) : undefined;
      document?.catch(() => undefined); // heard by who inspects, or of no interest any more
      return {
        free,
        start: (message) => {
          const run = settled(message, document).finally(() => {
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
