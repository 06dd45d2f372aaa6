/**
 * Released messages on their way out: who sends one, what became of each recipient, and when to try again.
 *
 * One relay at a time holds a message by a lease with a token. A relay that was believed dead and writes late carries an
 * old token and changes nothing.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Decision } from '../policy/decision.ts';
import { batched } from './batched.ts';
import type { Begun } from './begun.ts';
import { openChunks, readChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope, RecipientDsn } from './envelope.ts';
import { available, NotAskedError } from './errors.ts';
import { CHANNEL } from './events.ts';
import type { LastMoments } from './last-moments.ts';
import { isFree, LEASE } from './lease.ts';
import { insertOwnMessage, type OwnMessage } from './own-message.ts';
import { ONE_PLAN } from './prepared-pool.ts';
import { unwrapDataKey } from './seal.ts';
import { isNow } from './transitions.ts';

export interface PendingRecipient {
  readonly ordinal: number;
  readonly address: string;
  readonly dsn: RecipientDsn | null;
  /** Reason code that released it, for the `X-Reticent:` line. */
  readonly reason: string | null;
  /** Tries so far. */
  readonly attempts: number;
}

export interface Outgoing {
  readonly id: string;
  readonly lease: string;
  readonly envelope: Omit<Envelope, 'recipients'>;
  readonly recipients: readonly PendingRecipient[];
  readonly bytes: Buffer;
  /** Of the bytes as they came in. */
  readonly sha256: Buffer;
  readonly receivedAt: Date;
  /** Since when it may go: a message may have been held for longer than its delivery is tried. */
  readonly releasedAt: Date;
  readonly action: string;
  readonly reason: string;
}

/** A message that was just settled as released under a lease that goes on, as its relay takes it. */
export function outgoingOf(begun: Begun, decision: Decision): Outgoing | undefined {
  const { id, lease, envelope, bytes, sha256, receivedAt } = begun;
  if (lease === null) return undefined;
  const reasons = new Map(decision.recipients.map(({ address, reason }) => [address, reason]));
  const recipients = envelope.recipients.map(({ address, dsn = null }, index) => ({
    ordinal: index + 1,
    address,
    dsn,
    reason: reasons.get(address) ?? null,
    attempts: 0,
  }));
  const { action, reason } = decision;
  return { id, lease, envelope, recipients, bytes, sha256, receivedAt, releasedAt: receivedAt, action, reason };
}

export interface Delivery {
  readonly ordinal: number;
  readonly state: 'relayed' | 'deferred' | 'bounced';
  /** The next hop's answer, one line. */
  readonly response: string;
}

export interface Deliveries {
  /**
   * Takes the lease on a released message with recipients still to serve; undefined where there is nothing to do now. `lost` is
   * told of a lease that may stand though its answer did not come: nobody will work under it.
   */
  readonly take: (id: string, lost?: (id: string, lease: string) => void) => Promise<Outgoing | undefined>;
  /**
   * Writes what became of recipients and gives the lease back. When none is left to serve, the message is `relayed` and
   * forgotten, unless recipients are still held. `bounce` is stored with it, in one transaction;
   * `isKept` leaves forgetting to the retention of released messages. False where the lease was lost.
   */
  readonly record: (
    outgoing: Outgoing,
    deliveries: readonly Delivery[],
    retryAt: Date | null,
    bounce?: OwnMessage | null,
    isKept?: boolean,
  ) => Promise<boolean>;
  /** Gives the lease back without a result, for a relay that could not even begin. */
  readonly giveBack: (outgoing: Outgoing) => Promise<void>;
}

export function deliveriesOf(
  db: Db,
  masterKey: Uint8Array,
  holder: number,
  moments: Pick<LastMoments, 'add' | 'check'>,
): Deliveries {
  const takeOne = batched(
    async (all: readonly Taking[]) => {
      moments.check();
      const lease = uuidv7();
      try {
        const taken = await available(take(db, masterKey, { lease, holder }, all));
        const ids = taken.flatMap((outgoing) => outgoing?.id ?? []);
        if (ids.length > 0) moments.add(() => available(lend(db, { lease, holder }, ids)));
        return taken;
      } catch (error) {
        if (!(error instanceof NotAskedError)) for (const { id, lost } of all) lost?.(id, lease);
        throw error;
      }
    },
    { calls: AT_ONCE },
  );
  const writeOne = batched(
    async (all: readonly Recorded[]) => {
      moments.check();
      // Without the bytes of its message, which nobody needs any more.
      const alone = all.map((one) => ({ ...one, outgoing: { id: one.outgoing.id, lease: one.outgoing.lease } }));
      const writeAll = () => available(write(db, alone, false));
      const written = await writeAll();
      moments.add(writeAll);
      return written;
    },
    { calls: AT_ONCE },
  );
  const writeWith = async (recorded: Recorded, bounce: OwnMessage) => {
    moments.check();
    return available(recordWith(db, masterKey, recorded, bounce));
  };
  return {
    take: (id, lost) => takeOne({ id, lost }),
    record: (outgoing, deliveries, retryAt, bounce = null, isKept = false) => {
      const recorded = { outgoing, deliveries, retryAt, isKept };
      return bounce ? writeWith(recorded, bounce) : writeOne(recorded);
    },
    giveBack: (outgoing) => available(giveBack(db, outgoing)),
  };
}

/** In one statement. Each brings up to a chunk of bytes. */
const AT_ONCE = 16;

/** In these states a message is relayed. */
const mayGo = sql`(${isNow('released')} or (${isNow('held')} and messages.action = 'split'))`;

/** Of what is on its way the outcome is written also where it is looked at again meanwhile, for those who wait. */
const isGoing = sql`(${mayGo} or (${isNow('inspecting')} and messages.action = 'split'))`;

/** There is somebody to serve now, and nobody at it. Counted, as in `write`. */
const isDue = sql`data_key is not null and ${isFree} and (deliver_after is null or deliver_after <= now()) and ${mayGo}
  and 0 < (select count(*) from recipients where message_id = messages.id and recipients.state in ('pending', 'deferred'))`;

interface Taking {
  readonly id: string;
  readonly lost: ((id: string, lease: string) => void) | undefined;
}

interface TakenRow {
  readonly id: string;
  readonly envelope: Omit<Envelope, 'recipients'>;
  readonly data_key: Buffer;
  readonly sha256: Buffer;
  readonly received_at: Date;
  readonly state_since: Date;
  readonly action: string;
  readonly reason: string;
  readonly recipients: PendingRecipient[];
  readonly first: Buffer;
  readonly chunks: number;
  readonly sizeBytes: number;
}

async function take(
  db: Db,
  masterKey: Uint8Array,
  { lease, holder }: Lease,
  all: readonly Taking[],
): Promise<(Outgoing | undefined)[]> {
  const ids = all.map(({ id }) => id);
  // A crash of the server that loses the lease ends its holder's presence too: the disk need not be waited for. A holder that
  // lives takes it again as soon as the server is back (`lend`), before anybody else may.
  const { rows } = await sql<TakenRow>`${ONE_PLAN}
    update messages set relay_lease = ${lease}, relay_holder = ${holder}, relay_lease_until = now() + ${LEASE}::interval
    where id = any(${[...ids].sort()}::uuid[]) and ${isDue}
    returning id, envelope, data_key, sha256, received_at, state_since, action, reason,
      (select json_agg(json_build_object('ordinal', ordinal, 'address', address, 'dsn', dsn, 'reason', r.reason,
        'attempts', attempts) order by ordinal)
       from recipients r where message_id = messages.id and r.state in ('pending', 'deferred')) as recipients,
      (select bytes from message_chunks where message_id = messages.id and ordinal = 0) as first,
      (select count(*)::int from message_chunks where message_id = messages.id) as chunks,
      size_bytes::float8 as "sizeBytes", set_config('synchronous_commit', 'off', true)
  `.execute(db);
  const taken = new Map<string, Outgoing>();
  for (const row of rows) {
    const { id, envelope, recipients, sha256, action, reason } = row;
    const { received_at: receivedAt, state_since: releasedAt } = row;
    const key = unwrapDataKey(masterKey, row.data_key, id);
    const bytes = row.chunks === 1 ? openChunks(key, id, [{ bytes: row.first }]) : await readChunks(db, key, id, row);
    taken.set(id, { id, lease, envelope, recipients, bytes, sha256, receivedAt, releasedAt, action, reason });
  }
  // Asked for twice in one batch, a message is taken once.
  return ids.map((id) => {
    const outgoing = taken.get(id);
    taken.delete(id);
    return outgoing;
  });
}

interface Lease {
  readonly lease: string;
  readonly holder: number;
}

/** The lease of who is at work on these already, where the server lost it. */
async function lend(db: Db, { lease, holder }: Lease, ids: readonly string[]): Promise<void> {
  await sql`
    update messages set relay_lease = ${lease}, relay_holder = ${holder}, relay_lease_until = now() + ${LEASE}::interval
    where id = any(${[...ids].sort()}::uuid[]) and ${isDue}
  `.execute(db);
}

interface Recorded {
  readonly outgoing: Pick<Outgoing, 'id' | 'lease'>;
  readonly deliveries: readonly Delivery[];
  readonly retryAt: Date | null;
  readonly isKept: boolean;
}

function recordWith(db: Db, masterKey: Uint8Array, recorded: Recorded, bounce: OwnMessage): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const [isWritten = false] = await write(transaction, [recorded], true);
    if (isWritten) await insertOwnMessage(transaction, masterKey, bounce);
    return isWritten;
  });
}

/** `waits`: for the disk. */
async function write(db: Db, all: readonly Recorded[], waits: boolean): Promise<boolean[]> {
  const sorted = [...all].sort((a, b) => (a.outgoing.id < b.outgoing.id ? -1 : 1));
  const each = sorted.flatMap(({ outgoing: { id }, deliveries }) =>
    deliveries.map((delivery) => ({ id, ...delivery })),
  );
  // The audit chain tells what was decided; what the next hop answered stands with each recipient, because a link of the
  // chain makes every other writer wait for this one's disk.
  // The disk is not waited for: should the server crash before it has this, it is done again (docs/decisions/0069); should our
  // process end with it, the message is sent once more. A report goes with its message, and is waited for.
  // INVARIANT: no message ends as relayed without a decision on the audit log. A server that crashed may have lost what
  // settled this one, and has it as `inspecting` again under the same lease: hence the state and not the lease alone.
  // Who was released by a reviewer while the others were served waits until that can no longer be undone.
  // Unless the policy says otherwise nothing is kept of what was released: with the data key gone, so is the message (docs/decisions/0011).
  const { rows } = await sql<{ id: string }>`${ONE_PLAN}
    with done as (
      select * from unnest(${each.map(({ id }) => id)}::uuid[], ${each.map(({ ordinal }) => ordinal)}::int[],
        ${each.map(({ state }) => state)}::text[], ${each.map(({ response }) => response)}::text[])
        as done (id, ordinal, state, response)
    ), given as materialized (
      select given.*, others.left = 0 as finished
      from unnest(${sorted.map(({ outgoing }) => outgoing.id)}::uuid[], ${sorted.map(({ outgoing }) => outgoing.lease)}::uuid[],
        ${sorted.map(({ retryAt }) => retryAt)}::timestamptz[], ${sorted.map(({ isKept }) => isKept)}::bool[])
        as given (id, lease, retry_at, is_kept)
      -- Counted, since what exists is looked for among all recipients of all messages.
      cross join lateral (
        select count(*) as left from recipients
        where message_id = given.id and state in ('pending', 'deferred', 'held') and not exists (
          select from done where done.id = message_id and done.ordinal = recipients.ordinal and done.state <> 'deferred')
      ) as others
    ), message as (
      update messages set relay_lease = null, relay_holder = null, relay_lease_until = null,
        deliver_after = greatest(given.retry_at, case when undo_until > now() then undo_until end),
        state = case when finished then 'relayed' else state end,
        state_since = case when finished then now() else state_since end,
        data_key = case when is_kept or not finished then data_key end,
        inspection = case when is_kept or not finished then inspection end,
        subject = case when is_kept or not finished then subject end,
        search = case when is_kept or not finished then search end
      from given where messages.id = given.id and relay_lease = given.lease and ${isGoing}
      returning messages.id, state, is_kept
    ), each as (
      update recipients set state = done.state, response = done.response, attempts = attempts + 1, updated_at = now()
      from message, done
      where recipients.message_id = message.id and done.id = message.id and recipients.ordinal = done.ordinal
    ), texts as (
      delete from message_texts using message
      where message_id = message.id and message.state = 'relayed' and not is_kept
    ), forgotten as (
      delete from message_chunks using message
      where message_id = message.id and message.state = 'relayed' and not is_kept
    )
    select id, case when state = 'relayed' then pg_notify(${CHANNEL}, id || ' relayed') end,
      case when not ${waits}::bool then set_config('synchronous_commit', 'off', true) end
    from message
  `.execute(db);
  const written = new Set(rows.map(({ id }) => id));
  return all.map(({ outgoing: { id } }) => written.has(id));
}

async function giveBack(db: Db, { id, lease }: Outgoing): Promise<void> {
  await sql`update messages set relay_lease = null, relay_holder = null, relay_lease_until = null where id = ${id} and relay_lease = ${lease}`.execute(
    db,
  );
}
