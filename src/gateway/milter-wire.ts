/**
 * The milter protocol on the wire, version 6: packets in, replies out.
 *
 * A packet is a length (32 bits, big-endian, the command counted), a command of one character, and its data; strings end
 * in NUL. Source: `mfdef.h` and `mfapi.h` of Sendmail 8.15; Postfix speaks the same (MILTER_README).
 */

export interface Packet {
  readonly command: string;
  readonly data: Buffer;
}

const VERSION = 6;

/** What we do to a message: add a header, delete a recipient, change a header. */
export const ACTIONS = { addHeader: 0x01, deleteRecipient: 0x08, changeHeader: 0x10 } as const;

/** Steps to which the MTA waits for no answer, and values with the space that stood after the colon. */
export const STEPS = {
  noReplyToHeader: 0x80,
  noUnknown: 0x100,
  noReplyToConnect: 0x1000,
  noReplyToHelo: 0x2000,
  noReplyToMail: 0x4000,
  noReplyToRecipient: 0x8000,
  noReplyToData: 0x10000,
  noReplyToHeaderEnd: 0x40000,
  noReplyToBody: 0x80000,
  headerSpace: 0x100000,
} as const;

/** Bodies come in pieces of 64 KiB, of 1 MiB at most; a longer packet is no milter's. */
const MAX_PACKET_BYTES = 2 * 1024 * 1024;

/** Who is at the other end does not speak this protocol. */
export class NotMilterError extends Error {
  override readonly name = 'NotMilterError';
}

/** Reads no further than it is asked, so that a slow store slows its client. Throws `NotMilterError`. */
export async function* packetsOf(socket: AsyncIterable<Buffer>): AsyncGenerator<Packet, undefined> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  let wanted = 4;
  for await (const piece of socket) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < wanted) continue;
    let all = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting);
    for (wanted = lengthOf(all); all.length >= wanted; wanted = lengthOf(all)) {
      yield { command: String.fromCharCode(all[4] ?? 0), data: all.subarray(5, wanted) };
      all = all.subarray(wanted);
    }
    waiting = [all];
    bytes = all.length;
  }
  return undefined;
}

/** Of the packet that begins here, its length included; of a beginning that is too short, what it takes to tell. */
function lengthOf(bytes: Buffer): number {
  if (bytes.length < 4) return 5;
  const length = bytes.readUInt32BE(0);
  if (length < 1 || length > MAX_PACKET_BYTES) throw new NotMilterError(`a packet of ${length} bytes`);
  return length + 4;
}

/** Strings that end in NUL, as UTF-8: addresses may be of SMTPUTF8. */
export function stringsIn(data: Buffer): string[] {
  const strings = data.toString('utf8').split('\0');
  if (strings.at(-1) === '') strings.pop();
  return strings;
}

export function packet(command: string, data: Buffer | string = ''): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length + 1);
  head.write(command, 4, 'latin1');
  return Buffer.concat([head, bytes]);
}

/** Takes the offer of the MTA: of what we want, what it can do. */
export function negotiated(offer: Buffer): {
  readonly reply: Buffer;
  readonly actions: number;
  readonly steps: number;
} {
  if (offer.length < 12) throw new NotMilterError('an offer that is too short');
  const wanted = Object.values(ACTIONS).reduce((sum, flag) => sum | flag, 0);
  const unasked = Object.values(STEPS).reduce((sum, flag) => sum | flag, 0);
  const version = Math.min(VERSION, offer.readUInt32BE(0));
  const actions = wanted & offer.readUInt32BE(4);
  const steps = unasked & offer.readUInt32BE(8);
  const data = Buffer.alloc(12);
  data.writeUInt32BE(version, 0);
  data.writeUInt32BE(actions, 4);
  data.writeUInt32BE(steps, 8);
  return { reply: packet('O', data), actions, steps };
}

export const CONTINUE = packet('c');
export const DISCARD = packet('d');

/** `index` counts from 1 among the headers of this name; an empty value deletes. */
export function changeHeader(name: string, index: number, value: string): Buffer {
  return packet('m', Buffer.concat([uint32(index), latin1(`${name}\0${value}\0`)]));
}

/** On top of all others. */
export function insertHeader(name: string, value: string): Buffer {
  return packet('i', Buffer.concat([uint32(0), latin1(`${name}\0${value}\0`)]));
}

export function deleteRecipient(address: string): Buffer {
  return packet('-', `<${address}>\0`);
}

/** An answer of our own words; a per cent sign is doubled, because MTAs expand it. */
export function answer(code: number, words: string): Buffer {
  return packet('y', `${code} ${words.replaceAll('%', '%%')}\0`);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
