/**
 * Messages from acceptance to decision: the record of everything that came in.
 *
 * Every transition is one statement guarded by the state before, so that a job that runs twice, late or beside itself
 * changes nothing the second time. All methods throw `StoreUnavailableError` where waiting may mend it.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Finding } from '../../classifiers/finding.ts';
import type { Inspection } from '../inspect.ts';
import { chunksOf, openChunks, type SealedChunk, sealChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { insertMessage, type NewMessage } from './insert-message.ts';
import { newDataKey, seal, unseal, unwrapDataKey } from './seal.ts';

/** A message that a worker has taken for inspection. */
export interface Begun {
  readonly id: string;
  readonly envelope: Envelope;
  readonly bytes: Buffer;
  /** How often it was taken before: a message that ends its workers must not do so for ever. */
  readonly inspections: number;
}

/** What is sealed with a held message for its reviewer: findings quote confidential text. */
export interface StoredInspection {
  readonly findings: readonly Finding[];
  readonly unscannable: Inspection['unscannable'];
  readonly coverage: Inspection['coverage'];
  readonly from: readonly string[];
}

export interface AcceptOptions {
  readonly idempotencyKey?: string | undefined;
  /** Not relayed by us before so many milliseconds have passed: a milter hands a message back to its MTA first. */
  readonly notBeforeMs?: number | undefined;
}

export interface Messages {
  /**
   * Commits envelope and sealed bytes in one transaction; gives the id. The message is ours only once this resolves.
   * Under an idempotency key that is known already nothing is stored, and the id is that of the first message.
   */
  readonly accept: (envelope: Envelope, raw: AsyncIterable<Uint8Array>, options?: AcceptOptions) => Promise<string>;
  /** received | inspecting → inspecting; undefined where it is settled already. */
  readonly begin: (id: string) => Promise<Begun | undefined>;
  /** inspecting → held | released, with the recipients' own states; false where somebody else was faster. */
  readonly settle: (id: string, inspection: Inspection, versions: Versions) => Promise<boolean>;
  /** The bytes as they came. */
  readonly raw: (id: string) => Promise<Buffer>;
  /** Findings of a message that was held, while its data key lives. */
  readonly inspection: (id: string) => Promise<StoredInspection | undefined>;
}

export interface Versions {
  readonly register: string;
  readonly policy: string;
}

export function messagesOf(db: Db, masterKey: Uint8Array): Messages {
  return {
    accept: (envelope, raw, { idempotencyKey: key, notBeforeMs } = {}) => {
      const store = () => accept(db, masterKey, envelope, raw, { idempotencyKey: key ?? null, notBeforeMs });
      return key ? once(db, key, store) : store();
    },
    begin: (id) => available(begin(db, masterKey, id)),
    settle: (id, inspection, versions) => available(settle(db, masterKey, id, inspection, versions)),
    raw: (id) => available(rawOf(db, masterKey, id)),
    inspection: (id) => available(inspectionOf(db, masterKey, id)),
  };
}

/** The index decides between two who come at the same time: the second one's statement fails and stores nothing. */
async function once(db: Db, key: string, store: () => Promise<string>): Promise<string> {
  const known = async () =>
    (await available(db.selectFrom('messages').select('id').where('idempotency_key', '=', key).executeTakeFirst()))?.id;
  const first = await known();
  if (first) return first;
  try {
    return await store();
  } catch (error) {
    const winner = isKeyTaken(error) ? await known() : undefined;
    if (winner) return winner;
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
  extra: Pick<NewMessage, 'idempotencyKey' | 'notBeforeMs'>,
): Promise<string> {
  const id = uuidv7();
  const dataKey = newDataKey(masterKey, id);
  const chunks = sealChunks(raw, dataKey, id);
  const first = await chunks.next();
  if (first.done) throw new RangeError('sealing yields at least one chunk');
  const second = await chunks.next();

  // Nearly every message is one chunk: it is stored in one statement, and no connection waits for a slow client.
  if (second.done) {
    await available(
      insertMessage(db, { id, state: 'received', dataKey, envelope, ...extra, ...second.value }, [first.value]),
    );
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
  readonly envelope: Omit<Envelope, 'recipients'>;
  readonly recipients: Envelope['recipients'];
  readonly data_key: Buffer;
  readonly inspections: number;
  readonly first: Buffer;
  readonly chunks: number;
}

async function begin(db: Db, masterKey: Uint8Array, id: string): Promise<Begun | undefined> {
  // Losing this to a crash leaves the message as it was, to be begun again: the disk need not be waited for.
  const { rows } = await sql<BegunRow>`
    update messages set state = 'inspecting', state_since = now(), inspections = inspections + 1
    where id = ${id} and state in ('received', 'inspecting')
    returning envelope, data_key, inspections - 1 as inspections,
      (select json_agg(json_strip_nulls(json_build_object('address', address, 'dsn', dsn)) order by ordinal)
       from recipients where message_id = messages.id) as recipients,
      (select bytes from message_chunks where message_id = messages.id and ordinal = 0) as first,
      (select count(*)::int from message_chunks where message_id = messages.id) as chunks,
      set_config('synchronous_commit', 'off', true)
  `.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const key = unwrapDataKey(masterKey, row.data_key, id);
  const chunks = row.chunks === 1 ? [{ bytes: row.first }] : await chunksOf(db, id);
  const { envelope, recipients, inspections } = row;
  return { id, envelope: { ...envelope, recipients }, bytes: openChunks(key, id, chunks), inspections };
}

async function settle(
  db: Db,
  masterKey: Uint8Array,
  id: string,
  inspection: Inspection,
  versions: Versions,
): Promise<boolean> {
  const { decision, findings, unscannable, coverage, head, from } = inspection;
  const state = decision.action === 'release' ? 'released' : 'held';
  // A person may ask what was found, until the message is forgotten; nearly all mail has nothing to tell.
  const tells = state === 'held' || findings.length > 0;
  const wrapped = tells ? await dataKeyOf(db, id) : undefined;
  const stored: StoredInspection = { findings, unscannable, coverage, from };
  const sealed = wrapped
    ? seal(unwrapDataKey(masterKey, wrapped, id), Buffer.from(JSON.stringify(stored)), `inspection ${id}`)
    : null;

  const held = decision.recipients.filter(({ action }) => action === 'hold' || decision.action === 'hold');
  const categories = [...new Set(findings.map(({ category }) => category))];
  const record = { action: decision.action, reason: decision.reason, categories, ...versions };
  const { rows } = await sql`
    with settled as (
      update messages set state = ${state}, state_since = now(), held_at = case when ${state} = 'held' then now() end,
        action = ${decision.action}, reason = ${decision.reason}, decision = ${JSON.stringify(decision)}::jsonb,
        inspection = ${sealed}, categories = ${categories}::text[], subject = ${(tells && head?.subject.slice(0, 998)) || null},
        register_version = ${versions.register}, policy_version = ${versions.policy}
      where id = ${id} and state = 'inspecting'
      returning id
    ), each as (
      update recipients set state = case when recipients.address = any(${held.map(({ address }) => address)}::text[])
          then 'held' else 'pending' end, reason = decided.reason, updated_at = now()
      from settled, unnest(${decision.recipients.map(({ address }) => address)}::text[],
        ${decision.recipients.map(({ reason }) => reason)}::text[]) as decided (address, reason)
      where recipients.message_id = settled.id and recipients.address = decided.address
    )
    select append_audit('reticent', ${`decided ${state}`}, id, ${JSON.stringify(record)}::jsonb),
      pg_notify(${CHANNEL}, id || ' ' || ${state})
    from settled
  `.execute(db);
  return rows.length > 0;
}

async function dataKeyOf(db: Db, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('messages').select('data_key').where('id', '=', id).executeTakeFirst();
  return row?.data_key ?? undefined;
}

async function rawOf(db: Db, masterKey: Uint8Array, id: string): Promise<Buffer> {
  const wrapped = await dataKeyOf(db, id);
  if (!wrapped) throw new MessageForgottenError(`the bytes of message ${id} are deleted`);
  return openChunks(unwrapDataKey(masterKey, wrapped, id), id, await chunksOf(db, id));
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

/** The data key is gone: released and relayed, or past its retention. */
export class MessageForgottenError extends Error {
  override readonly name = 'MessageForgottenError';
}
