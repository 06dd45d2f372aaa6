/**
 * Messages from acceptance to decision: the record of everything that came in.
 *
 * Every transition is one statement guarded by the state before, so that a job that runs twice, late or beside itself
 * changes nothing the second time. All methods throw `StoreUnavailableError` where waiting may mend it.
 */
import { sql } from 'kysely';
import type { Inspection } from '../inspect.ts';
import { type AcceptOptions, acceptOf, type Taken } from './accept.ts';
import { batched } from './batched.ts';
import type { Begun } from './begun.ts';
import { openChunks, readChunks } from './chunks.ts';
import { unsealReason } from './claims.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import { available } from './errors.ts';
import type { LastMoments } from './last-moments.ts';
import { isFree } from './lease.ts';
import { ONE_PLAN } from './prepared-pool.ts';
import { unseal, unwrapDataKey } from './seal.ts';
import { type Kept, type StoredInspection, settle, type Versions } from './settle.ts';
import { type Released, settleReleased } from './settle-released.ts';
import { isNow } from './transitions.ts';

/** In one statement. */
const AT_ONCE = 32;

/** Whose lease it is under which a message is settled, and whether it goes on for the relay. */
export interface OnLease {
  readonly lease: string | null;
  readonly goesOn: boolean;
}

/** A message that may be on this lease. */
export interface Lent {
  readonly id: string;
  readonly lease: string;
}

export interface Messages {
  /**
   * Commits envelope and sealed bytes in one transaction; gives the id. The message is ours only once this resolves.
   * Under an idempotency key that is known already nothing is stored, and the id is that of the first message; throws
   * `KeyReusedError` where bytes, sender or recipients are others.
   */
  readonly accept: (envelope: Envelope, raw: AsyncIterable<Uint8Array>, options?: AcceptOptions) => Promise<string>;
  /** The same, and begun in the same statement where `takes` says so: born `inspecting`. */
  readonly acceptAndBegin: (
    envelope: Envelope,
    raw: AsyncIterable<Uint8Array>,
    options?: AcceptOptions,
  ) => Promise<Taken>;
  /** received | inspecting → inspecting; undefined where it is settled already, or on lease to somebody alive. */
  readonly begin: (id: string) => Promise<Begun | undefined>;
  /** inspecting → held | released, with the recipients' own states; false where somebody else was faster. */
  readonly settle: (id: string, inspection: Inspection, versions: Versions, onLease?: OnLease) => Promise<boolean>;
  /** Gives the lease back, unsettled: the reconciler finds it. */
  readonly giveBack: (id: string, lease: string) => Promise<boolean>;
  /** The same for many; gives those that were on these leases, with their states. */
  readonly giveBackAll: (
    leases: readonly Lent[],
  ) => Promise<readonly { readonly id: string; readonly state: string }[]>;
  /** Where it has come to; undefined for one that is not there. */
  readonly state: (id: string) => Promise<string | undefined>;
  /** The bytes as they came. */
  readonly raw: (id: string) => Promise<Buffer>;
  /** What was found in it; of a message that is forgotten what is kept of that, without a word of it or a name of a part. */
  readonly inspection: (id: string) => Promise<StoredInspection | undefined>;
}

export function messagesOf(db: Db, masterKey: Uint8Array, holder: number, moments: Pick<LastMoments, 'add'>): Messages {
  const beginOne = batched((ids: readonly string[]) => available(begin(db, masterKey, ids)), { calls: AT_ONCE });
  const settleOne = batched(
    async (all: readonly Released[]) => {
      const settleAll = () => available(settleReleased(db, all));
      const settled = await settleAll();
      moments.add(settleAll);
      return settled;
    },
    { calls: AT_ONCE },
  );
  const acceptAndBegin = acceptOf(db, masterKey, holder);
  return {
    accept: async (...message) => (await acceptAndBegin(...message)).id,
    acceptAndBegin,
    begin: (id) => beginOne(id),
    settle: (id, inspection, versions, { lease, goesOn } = { lease: null, goesOn: false }) => {
      // Nearly all mail has nothing to tell; of the rest a person may ask what was found, until it is forgotten.
      if (tellsNothing(inspection)) return settleOne({ id, decision: inspection.decision, versions, lease, goesOn });
      return available(settleTold(db, masterKey, id, lease, inspection, versions));
    },
    giveBack: async (id, lease) => (await available(giveBackAll(db, [{ id, lease }]))).length > 0,
    giveBackAll: (leases) => available(giveBackAll(db, leases)),
    state: async (id) =>
      (await available(db.selectFrom('messages').select('state').where('id', '=', id).executeTakeFirst()))?.state,
    raw: (id) => available(rawOf(db, masterKey, id)),
    inspection: (id) => available(inspectionOf(db, masterKey, id)),
  };
}

/** Released without a finding or a claim: settled without a look back at the message. */
export function tellsNothing({ decision, findings, claims }: Inspection): boolean {
  return decision.action === 'release' && findings.length === 0 && claims.length === 0;
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
  readonly record: readonly [decided: number, refused: number];
  readonly is_judged_only: boolean;
  readonly sha256: Buffer;
  readonly received_at: Date;
}

async function begin(db: Db, masterKey: Uint8Array, ids: readonly string[]): Promise<(Begun | undefined)[]> {
  // Losing this to a crash leaves the message as it was, to be begun again: the disk need not be waited for.
  const { rows } = await sql<BegunRow>`${ONE_PLAN}
    update messages set state = 'inspecting', state_since = now(), inspections = inspections + 1,
      relay_lease = null, relay_holder = null, relay_lease_until = null
    where id = any(${[...ids].sort()}::uuid[]) and ${isNow('received', 'inspecting')} and ${isFree}
    returning id, envelope, data_key, is_judged_only, sha256, received_at, inspections - 1 as inspections,
      (select json_agg(json_strip_nulls(json_build_object('address', address, 'dsn', dsn)) order by ordinal)
       from recipients where message_id = messages.id) as recipients,
      (select bytes from message_chunks where message_id = messages.id and ordinal = 0) as first,
      (select count(*)::int from message_chunks where message_id = messages.id) as chunks,
      size_bytes::float8 as "sizeBytes",
      (select json_agg(json_build_object('codes', codes, 'reason', encode(reason, 'base64')) order by id)
       from claims where message_id = messages.id and source = 'link') as claims,
      claim_record(coalesce(login, mail_from)) as record,
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
  const { id, envelope, recipients, inspections } = row;
  const [decided, refused] = row.record;
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
    lease: null,
    sha256: row.sha256,
    receivedAt: row.received_at,
  };
}

async function settleTold(
  db: Db,
  masterKey: Uint8Array,
  id: string,
  lease: string | null,
  inspection: Inspection,
  versions: Versions,
): Promise<boolean> {
  return settle(db, masterKey, { id, lease, wrapped: await dataKeyOf(db, id) }, inspection, versions);
}

async function giveBackAll(db: Db, leases: readonly Lent[]): Promise<{ id: string; state: string }[]> {
  const sorted = [...leases].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { rows } = await sql<{ id: string; state: string }>`${ONE_PLAN}
    update messages set relay_lease = null, relay_holder = null, relay_lease_until = null
    from unnest(${sorted.map(({ id }) => id)}::uuid[], ${sorted.map(({ lease }) => lease)}::uuid[]) as given (id, lease)
    where messages.id = given.id and relay_lease = given.lease
    returning messages.id, state
  `.execute(db);
  return rows;
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
  const { rows } = await sql<{ key: Buffer | null; sealed: Buffer | null; kept: Kept | null }>`
    select data_key as key, inspection as sealed, kept from messages where id = ${id}
  `.execute(db);
  const [row] = rows;
  if (!row?.key || !row.sealed) return row?.kept ? keptInspection(row.kept) : undefined;
  return JSON.parse(unseal(unwrapDataKey(masterKey, row.key, id), row.sealed, `inspection ${id}`).toString());
}

/** Parts have numbers instead of names. */
function keptInspection({ findings, unscannable, from }: Kept): StoredInspection {
  return {
    findings: findings.map((finding) => ({ ...finding, part: `part ${Number(finding.part) + 1}` })),
    unscannable: unscannable.map((each) => ({ ...each, part: 'a part' })),
    coverage: null,
    from,
  };
}

/** The data key is gone: released and relayed, or past its retention. */
export class MessageForgottenError extends Error {
  override readonly name = 'MessageForgottenError';
}
