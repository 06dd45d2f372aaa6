/**
 * Inspects what this gateway took in without a job for it, where its process inspects too: bytes and key are at hand, and
 * nothing is asked of the queue.
 *
 * While the disk is waited for the message is read, and judged as soon as the statement that stores it is with the server:
 * from then on it is counted, whatever becomes of this process. What is judged so is settled only once the message is stored.
 *
 * Bounded: what finds no room goes through the queue, where other workers are. The row is on lease to this process; should
 * it end, the lease ends too, and the reconciler finds the row (docs/decisions/0048).
 */
import type { Document } from '../document/document.ts';
import type { Log } from '../log.ts';
import type { Taker } from '../store/accept.ts';
import type { Begun } from '../store/begun.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import type { Messages } from '../store/messages.ts';
import type { LostLeases } from './lost-leases.ts';

/** What is known of a message before it is stored. */
export type Unstored = Pick<Begun, 'envelope' | 'bytes' | 'isJudgedOnly'>;

/** For one message: it is started, or the room is given back. */
export interface Room extends Taker {
  /**
   * Never rejects. Gives what the message comes to: the state that it was settled as, or `released` before that, where its
   * relay is ours, unless `isShown`: what is shown has to be recorded. Undefined where it was not settled here.
   */
  readonly start: (message: Begun, isShown?: boolean) => Promise<string | undefined>;
  readonly free: () => void;
}

export interface DirectInspection {
  /** For a message whose bytes have come; undefined where there is none. Reading begins with this, before it is stored. */
  readonly room: (message: Unstored) => Room | undefined;
  /** Resolves when what is at work has ended; what waits for its turn is given back. */
  readonly close: () => Promise<void>;
}

/** Of one process: its children read one message each, the rest waits for them. */
const AT_ONCE = 8;
/** Waiting and at work: seconds of work at most, so that mail does not wait here while another machine is idle. */
const MOST_MESSAGES = 128;
const MOST_BYTES = 32 * 1024 * 1024;

const STATES: Readonly<Record<string, string>> = {
  release: 'released',
  hold: 'held',
  split: 'held',
  judged: 'returned',
};

/** What is under way for a message when it is stored. */
export interface Ahead<Judgement> {
  readonly document: Promise<Document>;
  readonly judgement: Promise<Judgement>;
}

export interface DirectTools<Judgement = unknown> {
  /** Reads in a child process: what may be done with a message that is not stored yet. */
  readonly read: (bytes: Buffer) => Promise<Document>;
  readonly judge: (message: Unstored, document: Promise<Document>) => Promise<Judgement>;
  /** Gives one word, as a job's processor does. What is not ahead it does itself. `released` is called before that is settled. */
  readonly inspect: (message: Begun, ahead: Ahead<Judgement> | undefined, released: () => void) => Promise<string>;
  readonly messages: Pick<Messages, 'giveBack'>;
  readonly leases: Pick<LostLeases, 'add'>;
  readonly log: Log;
}

export function directInspection<Judgement>(tools: DirectTools<Judgement>): DirectInspection {
  const { read, judge, inspect, messages, leases, log } = tools;
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

  async function settled(
    message: Begun,
    ahead: Ahead<Judgement> | undefined,
    released: () => void,
  ): Promise<string | undefined> {
    await turn();
    try {
      if (!stop.signal.aborted) return STATES[await inspect(message, ahead, released)];
    } catch (error) {
      // Of a database that is away nothing is said for each message: who gives them back tells how many there were.
      const level = error instanceof StoreUnavailableError ? 'debug' : 'warn';
      log[level]({ messageId: message.id, error }, 'not inspected at once');
    } finally {
      pass();
    }
    await giveBack(message);
    return undefined;
  }

  /** While the lease is ours the reconciler leaves the row alone. When this process ends, its leases end with it. */
  async function giveBack({ id, lease }: Begun): Promise<void> {
    if (lease === null) return;
    if (stop.signal.aborted) await messages.giveBack(id, lease).catch(() => undefined);
    else leases.add(id, lease);
  }

  /** INVARIANT: judging, in our own process, waits until the message is counted: what kills us must not come for ever. */
  function begin(message: Unstored, counted: Promise<void>): Ahead<Judgement> {
    const document = read(message.bytes);
    const judgement = Promise.all([document, counted]).then(() => judge(message, document));
    for (const promise of [document, judgement]) promise.catch(() => undefined); // heard by who inspects, or by nobody
    return { document, judgement };
  }

  return {
    room: (unstored) => {
      const size = unstored.bytes.length;
      if (stop.signal.aborted || count >= MOST_MESSAGES || bytes + size > MOST_BYTES) return undefined;
      count += 1;
      bytes += size;
      const free = () => {
        count -= 1;
        bytes -= size;
      };
      const counted = Promise.withResolvers<void>();
      const ahead = count <= AT_ONCE ? begin(unstored, counted.promise) : undefined;
      return {
        free,
        sent: counted.resolve,
        lost: leases.add,
        start: (message, isShown = false) => {
          counted.resolve();
          const verdict = Promise.withResolvers<string | undefined>();
          const released = () => {
            if (!isShown) verdict.resolve('released');
          };
          const run = settled(message, ahead, released).finally(() => {
            free();
            running.delete(run);
          });
          running.add(run);
          void run.then(verdict.resolve);
          return verdict.promise;
        },
      };
    },
    close: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
}
