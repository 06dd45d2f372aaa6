/**
 * What every way in does with a message: store it, ask for its inspection, and only then say yes.
 */
import type { Log } from '../log.ts';
import type { Enqueue } from '../queue/jobs.ts';
import type { AcceptOptions, Taken } from '../store/accept.ts';
import type { Envelope } from '../store/envelope.ts';
import type { MessageEvents } from '../store/events.ts';
import type { Messages } from '../store/messages.ts';
import type { DirectInspection, Room } from './direct-inspection.ts';

export interface IntakeTools {
  readonly messages: Pick<Messages, 'acceptAndBegin' | 'state'>;
  readonly enqueue: Enqueue;
  /** Where this process inspects too; what finds no room there goes through the queue, like all mail without it. */
  readonly inspection?: DirectInspection | undefined;
  readonly events: Pick<MessageEvents, 'next'>;
  /** Whether mail waits for inspection longer than the configuration allows. */
  readonly isBehind: () => Promise<boolean>;
  /** Told of each message that is ours to relay, before anybody may release it. */
  readonly expect?: (id: string) => void;
  readonly log: Log;
}

/** More bytes came than a message may have. The rest is read and dropped, and nothing is stored. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';
}

/** A line ends in something other than CR LF (RFC 5321, 2.3.8): the way in which a second message is smuggled. */
export class BareLineEndError extends Error {
  override readonly name = 'BareLineEndError';
}

/** The message has passed here, or anywhere, too often: two servers send it to each other (RFC 5321, 6.3). */
export class LoopError extends Error {
  override readonly name = 'LoopError';
}

/** The client keeps its session and sends next to nothing. */
export class SlowClientError extends Error {
  override readonly name = 'SlowClientError';
}

/** The client went away in the middle of its message, which it still has: no fault, and nobody to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

/** More messages are under way than there is memory for; the client keeps the message and comes back. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** What came earlier waits too long already; the client keeps the message and comes back. */
export class WorkersBehindError extends Error {
  override readonly name = 'WorkersBehindError';
}

export interface IntakeOptions extends AcceptOptions {
  /** How long to wait for the verdict; without it nobody waits. */
  readonly waitMs?: number | undefined;
  /** The verdict is waited for until it is recorded, for who shows it; without this a release may be told before. */
  readonly isShown?: boolean | undefined;
  /** Line feeds that stand alone become CR LF: a program that posts a file is no client that smuggles. */
  readonly mendsLineEnds?: boolean | undefined;
}

export interface Accepted {
  readonly id: string;
  /** Its state as far as it was waited for: `held` and `released` are verdicts, `received` is none. */
  readonly state: string;
}

/** Each holds up to two chunks of its message, a megabyte. */
const MOST_UNDER_WAY = 256;

export type Intake = (envelope: Envelope, raw: AsyncIterable<Uint8Array>, options?: IntakeOptions) => Promise<Accepted>;

/**
 * Takes how large a message may be now. Gives the id once envelope and bytes are committed. Throws `MessageTooLargeError`, `BareLineEndError`,
 * `LoopError`, `BusyError`, `WorkersBehindError`, and `StoreUnavailableError` where waiting may mend it; after a throw nothing is stored.
 */
export function intakeOf(tools: IntakeTools, maxBytes: () => number): Intake {
  const { messages, enqueue, inspection, events, isBehind, expect, log } = tools;
  let underWay = 0;
  async function received(
    envelope: Envelope,
    raw: AsyncIterable<Uint8Array>,
    accept: AcceptOptions,
  ): Promise<Taken & { readonly room: Room | undefined }> {
    if (underWay >= MOST_UNDER_WAY) throw new BusyError('too many messages at once');
    underWay += 1;
    let room: Room | undefined;
    const takes = (bytes: Buffer) => {
      room = inspection?.room({ envelope, bytes, isJudgedOnly: accept.purpose === 'judge' });
      return room;
    };
    try {
      // One with a key may have come before: the queue knows of it then.
      const taken = await messages.acceptAndBegin(envelope, raw, accept.idempotencyKey ? accept : { ...accept, takes });
      if (!taken.begun) room?.free();
      return { ...taken, room };
    } catch (error) {
      room?.free();
      throw error;
    } finally {
      underWay -= 1;
    }
  }

  return async (envelope, raw, { waitMs, isShown = false, mendsLineEnds, ...accept } = {}) => {
    if (await isBehind()) throw new WorkersBehindError('mail waits too long for inspection');
    const lines = mendsLineEnds ? mended(raw) : raw;
    const { id, begun, room } = await received(envelope, checked(lines, maxBytes()), accept);
    log.info({ messageId: id, via: envelope.via, recipients: envelope.recipients.length }, 'accepted');
    if ((accept.purpose ?? 'relay') === 'relay') expect?.(id);
    if (begun && room) {
      const settled = room.start(begun, isShown);
      return { id, state: (waitMs === undefined ? undefined : await within(settled, waitMs)) ?? 'received' };
    }
    // Listened for before anybody is asked to inspect it, so that the verdict cannot come unheard.
    const verdict = waitMs === undefined ? undefined : verdictOf(events, id, waitMs);
    // One that was sent before under its key has its verdict already, which is not told again.
    const known = accept.idempotencyKey ? await messages.state(id) : undefined;
    if (known && known !== 'received' && known !== 'inspecting') return { id, state: known };
    // Should the queue be away, the row stands and the reconciler enqueues it.
    await enqueue('inspect', { messageId: id });
    return { id, state: (await verdict) ?? 'received' };
  };
}

/** Undefined where the time is over first. */
async function within<Value>(value: Promise<Value>, ms: number): Promise<Value | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  try {
    return await Promise.race([value, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined where the time is over first. */
async function verdictOf(events: IntakeTools['events'], id: string, waitMs: number): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(waitMs);
  try {
    return (await events.next(id, timeout)).state;
  } catch (error) {
    if (timeout.aborted) return undefined;
    throw error;
  }
}

const CR = 0x0d;
const LF = 0x0a;

async function* checked(raw: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let last = 0;
  const trace = new Trace();
  for await (const piece of raw) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) throw new MessageTooLargeError(`a message may have ${maxBytes} bytes`);
    last = lineEndsChecked(piece, last);
    trace.read(piece);
    yield piece;
  }
  if (last === CR) throw new BareLineEndError('a line ends in a bare CR');
}

/** Searches by `indexOf`, because a loop over bytes would cost more than all the rest of accepting. */
function lineEndsChecked(piece: Uint8Array, before: number): number {
  const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  if (before === CR && buffer[0] !== LF) throw new BareLineEndError('a line ends in a bare CR');
  for (let at = buffer.indexOf(LF); at >= 0; at = buffer.indexOf(LF, at + 1)) {
    if ((at === 0 ? before : buffer[at - 1]) !== CR) throw new BareLineEndError('a line ends in a bare LF');
  }
  for (let at = buffer.indexOf(CR); at >= 0 && at < buffer.length - 1; at = buffer.indexOf(CR, at + 1)) {
    if (buffer[at + 1] !== LF) throw new BareLineEndError('a line ends in a bare CR');
  }
  return buffer.at(-1) ?? before;
}

/** RFC 5321, 6.3: at least 100. Of our own passes fewer are a loop: nobody's mail comes by here ten times. */
const MAX_RECEIVED = 100;
const MAX_OWN_PASSES = 10;
const HEADER_CHARACTERS = 256 * 1024;

/** Counts the hops that the header of a message tells of. */
class Trace {
  #header = '';
  #isOver = false;

  /** Throws `LoopError`. */
  read(piece: Uint8Array): void {
    if (this.#isOver) return;
    this.#header += Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    const end = this.#header.indexOf('\r\n\r\n');
    if (end < 0 && this.#header.length < HEADER_CHARACTERS) return;
    this.#isOver = true;
    const header = end < 0 ? this.#header : this.#header.slice(0, end);
    this.#header = '';
    if ((header.match(/^Received:/gim)?.length ?? 0) > MAX_RECEIVED) throw new LoopError('too many hops');
    if ((header.match(/^X-Reticent: /gm)?.length ?? 0) > MAX_OWN_PASSES) throw new LoopError('mail loops back to us');
  }
}

async function* mended(raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let endsInCr = false;
  for await (const piece of raw) {
    const text = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    const first = endsInCr && text.startsWith('\n') ? '\n' : '';
    const mended = first + text.slice(first.length).replace(/(?<!\r)\n/g, '\r\n');
    endsInCr = text.endsWith('\r');
    yield Buffer.from(mended, 'latin1');
  }
}
