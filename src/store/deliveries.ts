/**
 * Released messages on their way out: who sends one, what became of each recipient, and when to try again.
 *
 * One relay at a time holds a message by a lease with a token. A relay that was believed dead and writes late carries an
 * old token and changes nothing.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { chunksOf, openChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope, RecipientDsn } from './envelope.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { insertOwnMessage, type OwnMessage } from './own-message.ts';
import { isPresent } from './presence.ts';
import { unwrapDataKey } from './seal.ts';

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
  readonly action: string;
  readonly reason: string;
}

export interface Delivery {
  readonly ordinal: number;
  readonly state: 'relayed' | 'deferred' | 'bounced';
  /** The next hop's answer, one line. */
  readonly response: string;
}

export interface Deliveries {
  /** Takes the lease on a released message with recipients still to serve; undefined where there is nothing to do now. */
  readonly take: (id: string) => Promise<Outgoing | undefined>;
  /**
   * Writes what became of recipients and gives the lease back. When none is left to serve, the message is `relayed` and
   * forgotten, unless recipients are still held. `bounce` is stored with it, in one transaction;
   * `isKept` leaves forgetting to the retention of released messages. False where the lease
   * was lost.
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

/**
 * A lease ends when its holder's process does (`presence.ts`), and at the latest after this: longer than any SMTP
 * transaction may take (RFC 5321, 4.5.3.2: ten minutes for the final answer), with a margin.
 */
const LEASE = '15 minutes';

/** True for a message that no living relay has on lease. */
export const isFree = sql`(relay_lease is null or relay_lease_until < now() or not ${isPresent(sql`relay_holder`)})`;

export function deliveriesOf(db: Db, masterKey: Uint8Array, holder: number): Deliveries {
  return {
    take: (id) => available(take(db, masterKey, holder, id)),
    record: (outgoing, deliveries, retryAt, bounce = null, isKept = false) =>
      available(record(db, masterKey, outgoing, { deliveries, retryAt, bounce, isKept })),
    giveBack: (outgoing) => available(giveBack(db, outgoing)),
  };
}

interface TakenRow {
  readonly envelope: Omit<Envelope, 'recipients'>;
  readonly data_key: Buffer;
  readonly sha256: Buffer;
  readonly received_at: Date;
  readonly action: string;
  readonly reason: string;
  readonly recipients: PendingRecipient[];
  readonly first: Buffer;
  readonly chunks: number;
}

async function take(db: Db, masterKey: Uint8Array, holder: number, id: string): Promise<Outgoing | undefined> {
  const lease = uuidv7();
  // A crash of the server that loses the lease ends its holder's presence too: the disk need not be waited for.
  const { rows } = await sql<TakenRow>`
    update messages set relay_lease = ${lease}, relay_holder = ${holder}, relay_lease_until = now() + ${LEASE}::interval
    where id = ${id} and data_key is not null and ${isFree}
      and (deliver_after is null or deliver_after <= now())
      and (state = 'released' or (state = 'held' and action = 'split'))
      and exists (select from recipients where message_id = ${id} and recipients.state in ('pending', 'deferred'))
    returning envelope, data_key, sha256, received_at, action, reason,
      (select json_agg(json_build_object('ordinal', ordinal, 'address', address, 'dsn', dsn, 'reason', r.reason,
        'attempts', attempts) order by ordinal)
       from recipients r where message_id = messages.id and r.state in ('pending', 'deferred')) as recipients,
      (select bytes from message_chunks where message_id = messages.id and ordinal = 0) as first,
      (select count(*)::int from message_chunks where message_id = messages.id) as chunks,
      set_config('synchronous_commit', 'off', true)
  `.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const chunks = row.chunks === 1 ? [{ bytes: row.first }] : await chunksOf(db, id);
  const { envelope, recipients, sha256, received_at: receivedAt, action, reason } = row;
  const bytes = openChunks(unwrapDataKey(masterKey, row.data_key, id), id, chunks);
  return { id, lease, envelope, recipients, bytes, sha256, receivedAt, action, reason };
}

interface Results {
  readonly deliveries: readonly Delivery[];
  readonly retryAt: Date | null;
  readonly bounce: OwnMessage | null;
  readonly isKept: boolean;
}

async function record(db: Db, masterKey: Uint8Array, outgoing: Outgoing, results: Results): Promise<boolean> {
  const { bounce } = results;
  if (!bounce) return write(db, outgoing, results);
  return db.transaction().execute(async (transaction) => {
    if (!(await write(transaction, outgoing, results))) return false;
    await insertOwnMessage(transaction, masterKey, bounce);
    return true;
  });
}

async function write(db: Db, { id, lease }: Outgoing, { deliveries, retryAt, isKept }: Results): Promise<boolean> {
  // The audit chain tells what was decided; what the next hop answered stands with each recipient, because a link of the
  // chain makes every other writer wait for this one's disk.
  // Unless the policy says otherwise nothing is kept of what was released: with the data key gone, so is the message (docs/decisions/0011).
  const { rows } = await sql`
    with done as (
      select * from unnest(${deliveries.map(({ ordinal }) => ordinal)}::int[], ${deliveries.map(({ state }) => state)}::text[],
        ${deliveries.map(({ response }) => response)}::text[]) as done (ordinal, state, response)
    ), remaining as (
      select count(*) as count from recipients
      where message_id = ${id} and state in ('pending', 'deferred', 'held')
        and not exists (select from done where done.ordinal = recipients.ordinal and done.state <> 'deferred')
    ), message as (
      update messages set relay_lease = null, relay_holder = null, relay_lease_until = null, deliver_after = ${retryAt},
        state = case when finished then 'relayed' else state end,
        state_since = case when finished then now() else state_since end,
        data_key = case when ${isKept} or not finished then data_key end,
        inspection = case when ${isKept} or not finished then inspection end,
        subject = case when ${isKept} or not finished then subject end,
        search = case when ${isKept} or not finished then search end
      from (select count = 0 as finished from remaining) as remaining
      where id = ${id} and relay_lease = ${lease}
      returning id, state
    ), each as (
      update recipients set state = done.state, response = done.response, attempts = attempts + 1, updated_at = now()
      from message, done where recipients.message_id = message.id and recipients.ordinal = done.ordinal
    ), texts as (
      delete from message_texts using message where message_id = message.id and message.state = 'relayed' and not ${isKept}
    ), forgotten as (
      delete from message_chunks using message where message_id = message.id and message.state = 'relayed' and not ${isKept}
    )
    select id, case when state = 'relayed' then pg_notify(${CHANNEL}, id || ' relayed') end from message
  `.execute(db);
  return rows.length > 0;
}

async function giveBack(db: Db, { id, lease }: Outgoing): Promise<void> {
  await sql`update messages set relay_lease = null, relay_lease_until = null where id = ${id} and relay_lease = ${lease}`.execute(
    db,
  );
}
