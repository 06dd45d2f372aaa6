/**
 * Messages from acceptance to decision: the record of everything that came in.
 *
 * Every transition is one statement guarded by the state before, so that a job that runs twice, late or beside itself
 * changes nothing the second time. All methods throw `StoreUnavailableError` where waiting may mend it.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Inspection } from '../inspect.ts';
import type { Claim } from '../policy/decision.ts';
import { batched } from './batched.ts';
import { openChunks, readChunks, type SealedChunk, sealChunks } from './chunks.ts';
import { unsealReason } from './claims.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import { available } from './errors.ts';
import { insertMessage, insertMessages, type NewMessage, type Purpose, type WithChunks } from './insert-message.ts';
import { newDataKey, unseal, unwrapDataKey } from './seal.ts';
import { type StoredInspection, settle, type Versions } from './settle.ts';
import { type Released, settleReleased } from './settle-released.ts';

/** A message that a worker has taken for inspection. */
export interface Begun {
  readonly id: string;
  readonly envelope: Envelope;
  readonly bytes: Buffer;
  /** How often it was taken before: a message that ends its workers must not do so for ever. */
  readonly inspections: number;
  /** Made by the link of a notice; those of header and subject stand in the message. */
  readonly claims: readonly Claim[];
  /** How many of this sender's claims of the last year were decided, and refused. */
  readonly claimRecord: { readonly decided: number; readonly refused: number };
  readonly isJudgedOnly: boolean;
}

export interface AcceptOptions {
  readonly idempotencyKey?: string | undefined;
  /** Ours to relay (the default), borrowed from its MTA (`borrowed.ts`), or to be judged alone (`judgements.ts`). */
  readonly purpose?: Purpose | undefined;
}

export interface Messages {
  /**
   * Commits envelope and sealed bytes in one transaction; gives the id. The message is ours only once this resolves.
   * Under an idempotency key that is known already nothing is stored, and the id is that of the first message; throws
   * `KeyReusedError` where the bytes are others.
   */
  readonly accept: (envelope: Envelope, raw: AsyncIterable<Uint8Array>, options?: AcceptOptions) => Promise<string>;
  /** received | inspecting → inspecting; undefined where it is settled already. */
  readonly begin: (id: string) => Promise<Begun | undefined>;
  /** inspecting → held | released, with the recipients' own states; false where somebody else was faster. */
  readonly settle: (id: string, inspection: Inspection, versions: Versions) => Promise<boolean>;
  /** Where it has come to; undefined for one that is not there. */
  readonly state: (id: string) => Promise<string | undefined>;
  /** The bytes as they came. */
  readonly raw: (id: string) => Promise<Buffer>;
  /** Findings of a message that was held, while its data key lives. */
  readonly inspection: (id: string) => Promise<StoredInspection | undefined>;
}

/** In one statement: few enough bytes that none waits long for the others. */
const AT_ONCE = 32;
const BYTES_AT_ONCE = 2 * 1024 * 1024;

export function messagesOf(db: Db, masterKey: Uint8Array): Messages {
  const insertOne = batched(
    async (all: readonly WithChunks[]) => {
      await available(insertMessages(db, all));
      return all.map(() => undefined);
    },
    {
      calls: AT_ONCE,
      weight: { of: ({ chunks }) => chunks.reduce((sum, { bytes }) => sum + bytes.length, 0), most: BYTES_AT_ONCE },
    },
  );
  const beginOne = batched((ids: readonly string[]) => available(begin(db, masterKey, ids)), { calls: AT_ONCE });
  const settleOne = batched((all: readonly Released[]) => available(settleReleased(db, all)), { calls: AT_ONCE });
  return {
    accept: (envelope, raw, { idempotencyKey: key, purpose = 'relay' } = {}) => {
      const store = () => accept(db, masterKey, envelope, raw, { idempotencyKey: key ?? null, purpose }, insertOne);
      return key ? once(db, key, raw, store) : store();
    },
    begin: (id) => beginOne(id),
    settle: (id, inspection, versions) => {
      const { decision, findings, claims } = inspection;
      // Nearly all mail has nothing to tell; of the rest a person may ask what was found, until it is forgotten.
      if (decision.action === 'release' && findings.length === 0 && claims.length === 0)
        return settleOne({ id, decision, versions });
      return available(settleTold(db, masterKey, id, inspection, versions));
    },
    state: async (id) =>
      (await available(db.selectFrom('messages').select('state').where('id', '=', id).executeTakeFirst()))?.state,
    raw: (id) => available(rawOf(db, masterKey, id)),
    inspection: (id) => available(inspectionOf(db, masterKey, id)),
  };
}

/** The index decides between two who come at the same time: the second one's statement fails and stores nothing. */
async function once(
  db: Db,
  key: string,
  raw: AsyncIterable<Uint8Array>,
  store: () => Promise<string>,
): Promise<string> {
  const find = () =>
    db.selectFrom('messages').select(['id', 'sha256']).where('idempotency_key', '=', key).executeTakeFirst();
  const first = await available(find());
  if (first) {
    const hash = createHash('sha256');
    for await (const piece of raw) hash.update(piece);
    if (!hash.digest().equals(first.sha256)) throw new KeyReusedError('this key was used for another message');
    return first.id;
  }
  try {
    return await store();
  } catch (error) {
    const winner = isKeyTaken(error) ? await available(find()) : undefined;
    if (winner) return winner.id;
    throw error;
  }
}

function isKeyTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'messages_idempotency';
}

async function accept(
  db: Db,
  masterKey: Uint8Array,
  envelope: Envelope,
  raw: AsyncIterable<Uint8Array>,
  extra: Pick<NewMessage, 'idempotencyKey' | 'purpose'>,
  insertOne: (all: WithChunks) => Promise<undefined>,
): Promise<string> {
  const id = uuidv7();
  const dataKey = newDataKey(masterKey, id);
  const chunks = sealChunks(raw, dataKey, id);
  const first = await chunks.next();
  if (first.done) throw new RangeError('sealing yields at least one chunk');
  const second = await chunks.next();

  // Nearly every message is one chunk: it is stored in one statement, and no connection waits for a slow client.
  if (second.done) {
    await insertOne({
      message: { id, state: 'received', dataKey, envelope, ...extra, ...second.value },
      chunks: [first.value],
    });
    return id;
  }
  await available(
    db.transaction().execute(async (transaction) => {
      const pending = await insertChunks(transaction, id, [first.value, second.value]);
      let next = await chunks.next();
      while (!next.done) {
        await pending(next.value);
        next = await chunks.next();
      }
      await insertMessage(transaction, { id, state: 'received', dataKey, envelope, ...extra, ...next.value }, []);
    }),
  );
  return id;
}

/** The foreign key of chunks is checked at the commit, so that they may go before the message whose hash they make. */
async function insertChunks(
  db: Db,
  id: string,
  chunks: readonly SealedChunk[],
): Promise<(chunk: SealedChunk) => Promise<void>> {
  const one = async ({ ordinal, bytes }: SealedChunk) => {
    await sql`insert into message_chunks values (${id}, ${ordinal}, ${bytes})`.execute(db);
  };
  for (const chunk of chunks) await one(chunk);
  return one;
}

interface BegunRow {
  readonly id: string;
  readonly envelope: Omit<Envelope, 'recipients'>;
  /** Null where there are none: of what is judged alone. */
  readonly recipients: Envelope['recipients'] | null;
  readonly data_key: Buffer;
  readonly inspections: number;
  readonly first: Buffer;
  readonly chunks: number;
  readonly sizeBytes: number;
  readonly claims: readonly { readonly codes: readonly string[]; readonly reason: string }[] | null;
  readonly decided: number;
  readonly refused: number;
  readonly is_judged_only: boolean;
}

async function begin(db: Db, masterKey: Uint8Array, ids: readonly string[]): Promise<(Begun | undefined)[]> {
  // Losing this to a crash leaves the message as it was, to be begun again: the disk need not be waited for.
  const { rows } = await sql<BegunRow>`
    update messages set state = 'inspecting', state_since = now(), inspections = inspections + 1
    where id = any(${[...ids].sort()}::uuid[]) and state in ('received', 'inspecting')
    returning id, envelope, data_key, is_judged_only, inspections - 1 as inspections,
      (select json_agg(json_strip_nulls(json_build_object('address', address, 'dsn', dsn)) order by ordinal)
       from recipients where message_id = messages.id) as recipients,
      (select bytes from message_chunks where message_id = messages.id and ordinal = 0) as first,
      (select count(*)::int from message_chunks where message_id = messages.id) as chunks,
      size_bytes::float8 as "sizeBytes",
      (select json_agg(json_build_object('codes', codes, 'reason', encode(reason, 'base64')) order by id)
       from claims where message_id = messages.id and source = 'link') as claims,
      (select count(*)::int from claims where sender = coalesce(login, mail_from) and outcome is not null
         and decided_at > now() - interval '1 year') as decided,
      (select count(*)::int from claims where sender = coalesce(login, mail_from) and outcome = 'refused'
         and decided_at > now() - interval '1 year') as refused,
      set_config('synchronous_commit', 'off', true)
  `.execute(db);
  const begun = new Map<string, Begun>();
  for (const row of rows) begun.set(row.id, await begunOf(db, masterKey, row));
  // Asked for twice in one batch, a message is begun once: the second asker would inspect beside the first.
  return ids.map((id) => {
    const one = begun.get(id);
    begun.delete(id);
    return one;
  });
}

async function begunOf(db: Db, masterKey: Uint8Array, row: BegunRow): Promise<Begun> {
  const { id, envelope, recipients, inspections, decided, refused } = row;
  const key = unwrapDataKey(masterKey, row.data_key, id);
  return {
    id,
    envelope: { ...envelope, recipients: recipients ?? [] },
    bytes: row.chunks === 1 ? openChunks(key, id, [{ bytes: row.first }]) : await readChunks(db, key, id, row),
    inspections,
    claims: (row.claims ?? []).map(({ codes, reason }) => ({
      codes,
      reason: unsealReason(masterKey, id, row.data_key, Buffer.from(reason, 'base64')),
      source: 'link',
    })),
    claimRecord: { decided, refused },
    isJudgedOnly: row.is_judged_only,
  };
}

async function settleTold(
  db: Db,
  masterKey: Uint8Array,
  id: string,
  inspection: Inspection,
  versions: Versions,
): Promise<boolean> {
  return settle(db, masterKey, id, inspection, versions, await dataKeyOf(db, id));
}

/** The wrapped data key; undefined where the message is forgotten. */
async function dataKeyOf(db: Db, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('messages').select('data_key').where('id', '=', id).executeTakeFirst();
  return row?.data_key ?? undefined;
}

async function rawOf(db: Db, masterKey: Uint8Array, id: string): Promise<Buffer> {
  const { rows } = await sql<{ data_key: Buffer | null; chunks: number; sizeBytes: number }>`
    select data_key, size_bytes::float8 as "sizeBytes",
      (select count(*)::int from message_chunks where message_id = messages.id) as chunks
    from messages where id = ${id}
  `.execute(db);
  const [row] = rows;
  if (!row?.data_key) throw new MessageForgottenError(`the bytes of message ${id} are deleted`);
  return readChunks(db, unwrapDataKey(masterKey, row.data_key, id), id, row);
}

async function inspectionOf(db: Db, masterKey: Uint8Array, id: string): Promise<StoredInspection | undefined> {
  const row = await db
    .selectFrom('messages')
    .select(['data_key', 'inspection'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.data_key || !row.inspection) return undefined;
  const key = unwrapDataKey(masterKey, row.data_key, id);
  return JSON.parse(unseal(key, row.inspection, `inspection ${id}`).toString());
}

/** The idempotency key stands for other bytes: a program mixes two messages up. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';
}

/** The data key is gone: released and relayed, or past its retention. */
export class MessageForgottenError extends Error {
  override readonly name = 'MessageForgottenError';
}
