/**
 * A message's bytes as sealed chunks: made while they arrive, opened while they are read.
 */
import { createHash, type Hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { type DataKey, SealBrokenError, seal, unseal } from './seal.ts';

/** Large enough that most messages are one chunk, small enough that a message of the size limit streams. */
export const CHUNK_BYTES = 512 * 1024;

export interface SealedChunk {
  readonly ordinal: number;
  readonly bytes: Buffer;
}

/** One that was just made. */
export interface FreshChunk extends SealedChunk {
  /** What it seals, where that is the whole message; of a larger one nothing stays in memory but what is sealed. */
  readonly whole: Buffer | undefined;
}

/** What is known of a message once its last byte has come. */
export interface Received {
  readonly sizeBytes: number;
  /** Over the bytes as they came: the relay checks what it sends against it. */
  readonly sha256: Buffer;
}

/** Each chunk is bound to its message and place, and the last one says so: none can be swapped, dropped or added. */
function boundTo(messageId: string, ordinal: number, last: boolean): string {
  return `chunk ${messageId} ${ordinal}${last ? ' last' : ''}`;
}

/** Seals `raw` chunk by chunk; the generator's return value is its size and hash. An empty message is one empty chunk. */
export async function* sealChunks(
  raw: AsyncIterable<Uint8Array>,
  { key }: DataKey,
  messageId: string,
): AsyncGenerator<FreshChunk, Received> {
  const hash: Hash = createHash('sha256');
  let sizeBytes = 0;
  let ordinal = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const sealed = (last: boolean): FreshChunk => {
    const plain = Buffer.concat(waiting);
    const whole = last && ordinal === 0 ? plain : undefined;
    return { ordinal, bytes: seal(key, plain, boundTo(messageId, ordinal, last)), whole };
  };
  for await (const piece of raw) {
    hash.update(piece);
    sizeBytes += piece.byteLength;
    // A chunk leaves only when more follows, because the last one has to be known as the last.
    if (waitingBytes > 0 && waitingBytes + piece.byteLength > CHUNK_BYTES) {
      yield sealed(false);
      ordinal += 1;
      waiting = [];
      waitingBytes = 0;
    }
    waiting.push(piece);
    waitingBytes += piece.byteLength;
  }
  yield sealed(true);
  return { sizeBytes, sha256: hash.digest() };
}

/** Opens all chunks of a message, in order. Throws `SealBrokenError`, also where one is missing or stands elsewhere. */
export function openChunks(key: Uint8Array, messageId: string, chunks: readonly Pick<SealedChunk, 'bytes'>[]): Buffer {
  if (chunks.length === 0) throw new SealBrokenError(`message ${messageId} has no bytes`);
  // Bound to its place among those that are here, not to the ordinal that its row claims.
  const opened = chunks.map(({ bytes }, index) => {
    return unseal(key, bytes, boundTo(messageId, index, index === chunks.length - 1));
  });
  const [only] = opened;
  return opened.length === 1 && only ? only : Buffer.concat(opened);
}

/** Opens one chunk in its place, for what is too large to be whole in memory. Throws `SealBrokenError`. */
export function openChunk(key: Uint8Array, id: string, { ordinal, bytes }: SealedChunk, isLast: boolean): Buffer {
  return unseal(key, bytes, boundTo(id, ordinal, isLast));
}

/** Headers end well before this. */
const HEADER_CHARACTERS = 65_536;

/** The header of a message as it came, in latin1. Reads the first chunk and no more. Throws `SealBrokenError`. */
export async function readHeader(db: Db, key: Uint8Array, id: string): Promise<string> {
  const first = await db
    .selectFrom('message_chunks as first')
    .select(['first.ordinal', 'first.bytes'])
    .select(
      sql<boolean>`not exists (select from message_chunks as second where second.message_id = ${id} and second.ordinal = 1)`.as(
        'is_last',
      ),
    )
    .where('first.message_id', '=', id)
    .where('first.ordinal', '=', 0)
    .executeTakeFirst();
  if (!first) throw new SealBrokenError(`message ${id} has no bytes`);
  const bytes = openChunk(key, id, first, first.is_last);
  const end = bytes.indexOf('\r\n') === 0 ? 0 : bytes.indexOf('\r\n\r\n');
  return bytes.toString('latin1', 0, Math.min(end < 0 ? bytes.length : end, HEADER_CHARACTERS));
}

/** The bytes of a message of several chunks, read one by one, so that the whole lies in memory once and no more. */
export async function readChunks(
  db: Db,
  key: Uint8Array,
  id: string,
  { chunks, sizeBytes }: { readonly chunks: number; readonly sizeBytes: number },
): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(sizeBytes);
  let at = 0;
  for (let ordinal = 0; ordinal < chunks; ordinal += 1) {
    const sealed = await db
      .selectFrom('message_chunks')
      .select('bytes')
      .where('message_id', '=', id)
      .where('ordinal', '=', ordinal)
      .executeTakeFirst();
    if (!sealed) throw new SealBrokenError(`message ${id} lacks chunk ${ordinal}`);
    const opened = unseal(key, sealed.bytes, boundTo(id, ordinal, ordinal === chunks - 1));
    if (at + opened.length > sizeBytes) throw new SealBrokenError(`message ${id} is longer than its row says`);
    at += opened.copy(whole, at);
  }
  if (at !== sizeBytes) throw new SealBrokenError(`message ${id} is shorter than its row says`);
  return whole;
}
