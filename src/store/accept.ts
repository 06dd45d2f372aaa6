/**
 * Accepting: envelope and sealed bytes are committed together, and only then the message is ours.
 *
 * A message of one chunk is one statement; a larger one is sealed on the disk first (`spool.ts`). Where the process that takes it also
 * inspects it, it is born under its lease (`lease.ts`), and nobody has to read it again.
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { batched } from './batched.ts';
import type { Begun } from './begun.ts';
import { type Received, type SealedChunk, sealChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import { available, StoreUnavailableError } from './errors.ts';
import {
  insertMessage,
  insertMessages,
  type NewMessage,
  type Purpose,
  type Stored,
  type WithChunks,
} from './insert-message.ts';
import { newDataKey } from './seal.ts';
import { openSpool, type Spool } from './spool.ts';

export interface AcceptOptions {
  readonly idempotencyKey?: string | undefined;
  /** Ours to relay (the default), borrowed from its MTA (`borrowed.ts`), or to be judged alone (`judgements.ts`). */
  readonly purpose?: Purpose | undefined;
  /**
   * Asked when the whole message has come, with its bytes: whoever it gives takes it for inspection in this process, on
   * lease. Not asked for what is larger than a chunk, which is never whole in memory on its way in.
   */
  readonly takes?: ((bytes: Buffer) => Taker | undefined) | undefined;
}

export interface Taker {
  /**
   * The statement that stores the message is with the server: should this process die now, the message is stored and
   * counted all the same. Not told of statements so large that they may leave piece by piece.
   */
  readonly sent: () => void;
  /**
   * The answer to that statement did not come: the message may be stored, on a lease that nobody works under. Not told where
   * the statement never left: no connection was to be had.
   */
  readonly lost: (id: string, lease: string) => void;
}

export interface Taken {
  readonly id: string;
  /** What was asked for by `takes`; undefined where somebody else is to inspect it. */
  readonly begun: Begun | undefined;
}

/** The idempotency key stands for other bytes or another envelope: a program mixes two messages up. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';
}

/** In one statement: few enough bytes that none waits long for the others. */
const AT_ONCE = 32;
const BYTES_AT_ONCE = 2 * 1024 * 1024;
/** A socket takes so much at once, and a statement has some kilobytes besides. */
const SENT_AT_ONCE_BYTES = 128 * 1024;
/** Each waits for the disk: with one, a message would wait for that of another sender besides its own. */
const STATEMENTS = 2;

export type Accept = (envelope: Envelope, raw: AsyncIterable<Uint8Array>, options?: AcceptOptions) => Promise<Taken>;

export function acceptOf(db: Db, masterKey: Uint8Array, holder: number): Accept {
  const insertOne = batched(
    async (all: readonly Storing[]) => {
      const isSentAtOnce = all.reduce((sum, each) => sum + sealedBytes(each), 0) <= SENT_AT_ONCE_BYTES;
      const sent = () => {
        if (isSentAtOnce) for (const { taker } of all) taker?.sent();
      };
      let hasLeft = false;
      const leaves = () => {
        hasLeft = true;
      };
      try {
        const stored = new Map(
          (await available(insertMessages(db, all, { leaves, sent }))).map((one) => [one.id, one]),
        );
        return all.map(({ message }) => stored.get(message.id));
      } catch (error) {
        if (hasLeft && error instanceof StoreUnavailableError) for (const each of all) tellLost(each);
        throw error;
      }
    },
    {
      calls: AT_ONCE,
      statements: STATEMENTS,
      weight: { of: sealedBytes, most: BYTES_AT_ONCE },
    },
  );
  return (envelope, raw, options = {}) => {
    const { idempotencyKey: key, purpose = 'relay', takes } = options;
    const tools: AcceptTools = { db, masterKey, holder, insertOne, takes };
    const store = (bytes: AsyncIterable<Uint8Array>) =>
      accept(tools, envelope, bytes, { idempotencyKey: key ?? null, purpose });
    return key ? once(db, key, envelope, raw, store) : store(raw);
  };
}

function tellLost({ message: { id, lease }, taker }: Storing): void {
  if (lease) taker?.lost(id, lease.token);
}

function sealedBytes({ chunks }: WithChunks): number {
  return chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** The index decides between two who come at the same time: the second one's statement fails and stores nothing. */
async function once(
  db: Db,
  key: string,
  envelope: Envelope,
  raw: AsyncIterable<Uint8Array>,
  store: (raw: AsyncIterable<Uint8Array>) => Promise<Taken>,
): Promise<Taken> {
  const find = () => available(firstUnder(db, key));
  const hash = createHash('sha256');
  const hashed = async function* () {
    for await (const piece of raw) {
      hash.update(piece);
      yield piece;
    }
  };
  const first = await find();
  if (first) {
    for await (const _piece of hashed()); // the hash wants all of it
    return again(first, envelope, hash.digest());
  }
  try {
    return await store(hashed());
  } catch (error) {
    const winner = isKeyTaken(error) ? await find() : undefined;
    if (winner) return again(winner, envelope, hash.digest());
    throw error;
  }
}

async function firstUnder(db: Db, key: string) {
  const first = await db
    .selectFrom('messages')
    .select(['id', 'sha256', 'login', 'mail_from'])
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  if (!first) return undefined;
  const recipients = await db.selectFrom('recipients').select('address').where('message_id', '=', first.id).execute();
  return { ...first, recipients: recipients.map(({ address }) => address) };
}

/** Throws `KeyReusedError`: to call another message, or the same for other people, taken would lose it. */
function again(
  first: NonNullable<Awaited<ReturnType<typeof firstUnder>>>,
  { login, mailFrom, recipients }: Envelope,
  sha256: Buffer,
): Taken {
  if (!sha256.equals(first.sha256)) throw new KeyReusedError('this key was used for another message');
  const addresses = recipients.map(({ address }) => address).sort();
  const isSame =
    login === first.login && mailFrom === first.mail_from && isDeepStrictEqual(addresses, first.recipients.sort());
  if (!isSame) throw new KeyReusedError('this key was used for another sender or other recipients');
  return { id: first.id, begun: undefined };
}

function isKeyTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'messages_idempotency';
}

interface Storing extends WithChunks {
  readonly taker: Taker | undefined;
}

interface AcceptTools extends Pick<AcceptOptions, 'takes'> {
  readonly db: Db;
  readonly masterKey: Uint8Array;
  readonly holder: number;
  readonly insertOne: (all: Storing) => Promise<Stored | undefined>;
}

async function accept(
  { db, masterKey, holder, insertOne, takes }: AcceptTools,
  envelope: Envelope,
  raw: AsyncIterable<Uint8Array>,
  extra: { readonly idempotencyKey: string | null; readonly purpose: Purpose },
): Promise<Taken> {
  const id = uuidv7();
  const dataKey = newDataKey(masterKey, id);
  const chunks = sealChunks(raw, dataKey, id);
  const first = await chunks.next();
  if (first.done) throw new RangeError('sealing yields at least one chunk');
  const second = await chunks.next();

  // Nearly every message is one chunk: it is stored in one statement.
  if (second.done) {
    const { whole, ...chunk } = first.value;
    if (!whole) throw new RangeError('the only chunk of a message is all of it');
    const taker = takes?.(whole);
    const lease = taker ? { token: uuidv7(), holder } : null;
    const state = lease ? 'inspecting' : 'received';
    const message: NewMessage = { id, state, dataKey, envelope, lease, ...extra, ...second.value };
    const stored = await insertOne({ message, chunks: [chunk], taker });
    return { id, begun: lease && stored ? bornOf(message, lease.token, stored, whole) : undefined };
  }
  const message = { id, state: 'received', dataKey, envelope, ...extra } as const;
  await insertLarge(db, message, chunks, [first.value, second.value]);
  return { id, begun: undefined };
}

/** `come`: the chunks that were made already. They wait on the disk for the last one, and no connection waits for a slow client. */
async function insertLarge(
  db: Db,
  message: Omit<NewMessage, keyof Received>,
  chunks: AsyncGenerator<SealedChunk, Received>,
  come: readonly SealedChunk[],
): Promise<void> {
  let spool: Spool | undefined;
  try {
    spool = await openSpool();
    for (const chunk of come) await spool.add(chunk);
    let next = await chunks.next();
    for (; !next.done; next = await chunks.next()) await spool.add(next.value);
    const whole: NewMessage = { ...message, ...next.value };
    const { chunks: kept } = spool;
    await available(
      db.transaction().execute(async (transaction) => {
        // Before the message: their foreign key is checked at the commit.
        for await (const { ordinal, bytes } of kept())
          await sql`insert into message_chunks values (${message.id}, ${ordinal}, ${bytes})`.execute(transaction);
        await insertMessage(transaction, whole, []);
      }),
    );
  } finally {
    await spool?.close();
    // Where the disk is full, or there is none, who sends can be read to the end by somebody else.
    await (chunks as AsyncGenerator<unknown, unknown>).return(undefined);
  }
}

function bornOf(message: NewMessage, lease: string, stored: Stored, bytes: Buffer): Begun {
  const { id, envelope, purpose, sha256 } = message;
  const {
    receivedAt,
    record: [decided, refused],
  } = stored;
  const claimRecord = { decided, refused };
  const isJudgedOnly = purpose === 'judge';
  return { id, envelope, bytes, inspections: 0, claims: [], claimRecord, isJudgedOnly, lease, sha256, receivedAt };
}
