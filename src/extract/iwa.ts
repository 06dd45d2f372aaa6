/**
 * Archives of Apple's iWork (`.iwa`): numbered objects, each a message of Protocol Buffers, packed by Snappy.
 *
 * Source: Snappy's `format_description.txt` (blocks without the stream's check sums), Protocol Buffers' encoding; the rest
 * is as SheetJS and others have found it. An archive is a run of frames: a zero, three bytes of length, a block.
 */
import { PackageTooLargeError } from './package-zip.ts';

/** The bytes are no such archive. `extract.ts` makes it `corrupt`. */
class IwaError extends Error {
  override readonly name = 'IwaError';
}

export interface IwaObject {
  readonly id: number;
  /** What kind of message it is; numbers below 1000 mean another thing in each program. */
  readonly type: number;
  readonly bytes: Buffer;
}

/** Values by field number: whole numbers as such, everything else as bytes. */
export type Fields = ReadonlyMap<number, readonly (number | Buffer)[]>;

/** Takes an archive, and how many bytes it may unpack to. */
export function* objectsOf(archive: Buffer, bytesLeft: number): Generator<IwaObject> {
  const buffer = unpacked(archive, bytesLeft);
  for (let at = 0; at < buffer.length; ) {
    const [length, from] = varint(buffer, at);
    const head = fieldsOf(buffer.subarray(from, from + length));
    at = from + length;
    for (const each of head.get(2) ?? []) {
      const message = fieldsOf(each);
      const bytes = buffer.subarray(at, at + numberIn(message, 3));
      yield { id: numberIn(head, 1), type: numberIn(message, 1), bytes };
      at += bytes.length;
    }
  }
}

export function fieldsOf(message: number | Buffer | undefined): Fields {
  const fields = new Map<number, (number | Buffer)[]>();
  if (!Buffer.isBuffer(message)) return fields;
  for (let at = 0; at < message.length; ) {
    const [key, from] = varint(message, at);
    const [value, next] = valueAt(message, from, key & 7);
    at = next;
    const field = Math.floor(key / 8);
    const values = fields.get(field);
    if (values) values.push(value);
    else fields.set(field, [value]);
  }
  return fields;
}

function valueAt(message: Buffer, at: number, wire: number): [value: number | Buffer, next: number] {
  if (wire === 0) return varint(message, at);
  const [length, from] = wire === 2 ? varint(message, at) : [wire === 1 ? 8 : 4, at];
  if (wire === 3 || wire === 4 || wire > 5 || from + length > message.length) throw new IwaError('no message');
  return [message.subarray(from, from + length), from + length];
}

/** The first value of a field, where it is a number; else 0. */
export function numberIn(fields: Fields, field: number): number {
  const value = fields.get(field)?.[0];
  return typeof value === 'number' ? value : 0;
}

/** All values of a field as text. */
export function textIn(fields: Fields, field: number): string {
  return (fields.get(field) ?? []).map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : '')).join('');
}

/** The number of the object that a field leads to; 0 is none. */
export function referenceIn(fields: Fields, field: number): number {
  return numberIn(fieldsOf(fields.get(field)?.[0]), 1);
}

/** Past 2^53 only ids of other things go, which nobody looks up. */
function varint(buffer: Buffer, start: number): [value: number, next: number] {
  let value = 0;
  let factor = 1;
  for (let at = start; at < start + 10; at += 1) {
    const byte = buffer[at];
    if (byte === undefined) break;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return [value, at + 1];
    factor *= 128;
  }
  throw new IwaError('a number does not end');
}

/** A block says how much it unpacks to; none grows more than this (64 bytes from a tag of 2 or 3). */
const MOST_GROWTH = 64;

function unpacked(archive: Buffer, bytesLeft: number): Buffer {
  const blocks: Buffer[] = [];
  let left = bytesLeft;
  for (let at = 0; at < archive.length; ) {
    if (archive[at] !== 0 || at + 4 > archive.length) throw new IwaError('no frame');
    const end = at + 4 + archive.readUIntLE(at + 1, 3);
    const block = archive.subarray(at + 4, end);
    const [size, from] = varint(block, 0);
    if (size > block.length * MOST_GROWTH) throw new IwaError('a block cannot be as large as it says');
    left -= size;
    if (left < 0) throw new PackageTooLargeError('the archive expands over the limit');
    blocks.push(unpackedBlock(block, from, Buffer.alloc(size)));
    at = end;
  }
  return Buffer.concat(blocks);
}

function unpackedBlock(block: Buffer, from: number, out: Buffer): Buffer {
  let written = 0;
  for (let at = from; at < block.length; ) {
    const tag = block[at] ?? 0;
    const kind = tag & 3;
    at += 1;
    if (kind === 0) {
      // Up to 60 bytes the tag tells the length, beyond in how many bytes it stands.
      const lengthBytes = Math.max(0, (tag >> 2) - 59);
      const length = (lengthBytes === 0 ? tag >> 2 : littleEndian(block, at, lengthBytes)) + 1;
      at += lengthBytes;
      written += block.copy(out, written, at, at + length);
      at += length;
    } else {
      const offsetBytes = kind === 3 ? 4 : kind;
      const low = littleEndian(block, at, offsetBytes);
      const offset = kind === 1 ? (tag >> 5) * 256 + low : low;
      const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
      at += offsetBytes;
      if (offset === 0 || offset > written) throw new IwaError('a copy of nothing');
      const end = Math.min(out.length, written + length);
      for (; written < end; written += 1) out[written] = out[written - offset] ?? 0;
    }
  }
  return out;
}

function littleEndian(buffer: Buffer, at: number, bytes: number): number {
  if (at + bytes > buffer.length) throw new IwaError('a block ends within a tag');
  return buffer.readUIntLE(at, bytes);
}
