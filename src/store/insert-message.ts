/** Messages with their recipients and (where they are small) their chunks, in one statement. */
import { sql } from 'kysely';
import type { Received, SealedChunk } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import { LEASE } from './lease.ts';
import { ONE_PLAN, SWITCH_TO_ONE_PLAN } from './prepared-pool.ts';
import type { DataKey } from './seal.ts';

export type Purpose = 'relay' | 'hand-back' | 'judge';

export interface NewMessage extends Received {
  readonly id: string;
  /** What comes from outside is `received`, or `inspecting` under a lease; what we write is released as it is born. */
  readonly state: 'received' | 'inspecting' | 'released';
  readonly dataKey: DataKey;
  readonly envelope: Envelope;
  readonly idempotencyKey?: string | null;
  readonly purpose?: Purpose;
  /** Of the process that inspects it at once. */
  readonly lease?: Lease | null;
}

export interface Lease {
  readonly token: string;
  readonly holder: number;
}

/** What the database tells of a message that is stored on lease, for its inspection. */
export interface Stored {
  readonly id: string;
  readonly receivedAt: Date;
  /** How many of this sender's claims of the last year were decided, and refused. */
  readonly record: readonly [decided: number, refused: number];
}

export interface WithChunks {
  readonly message: NewMessage;
  /** Those of a large message go before it, in the same transaction: their foreign key is checked at the commit. */
  readonly chunks: readonly SealedChunk[];
}

export async function insertMessage(db: Db, message: NewMessage, chunks: readonly SealedChunk[]): Promise<void> {
  await insertMessages(db, [{ message, chunks }]);
}

/** How far a statement has come. */
export interface Progress {
  /** It is about to leave: from now on it may be carried out, whatever we hear. */
  readonly leaves: () => void;
  /** It is with the server, and has not failed by then. */
  readonly sent: () => void;
}

/** Gives those that are on lease, in no order. */
export async function insertMessages(
  db: Db,
  given: readonly WithChunks[],
  progress?: Progress,
): Promise<readonly Stored[]> {
  // In one order everywhere: two that come twice at once, each under its key, must not wait for each other.
  const keyOf = ({ message }: WithChunks) => message.idempotencyKey ?? '';
  const all = [...given].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  const messages = all.map(({ message }) => message);
  const column = <Value>(value: (message: NewMessage) => Value) => messages.map(value);
  // By itself, a value of bytes goes as it is; within an array it would be spelled out in digits, twice as long.
  const sealed = all.flatMap(({ chunks: own }) => own.map(({ bytes }) => bytes));
  const blob = sealed.length === 1 ? sealed[0] : Buffer.concat(sealed);
  let end = 1;
  const chunks = all.flatMap(({ message: { id }, chunks: own }) =>
    own.map((chunk) => {
      const start = end;
      end += chunk.bytes.length;
      return { id, start, ...chunk };
    }),
  );
  const recipients = messages.flatMap(({ id, envelope }) =>
    envelope.recipients.map(({ address, dsn }, index) => ({ id, address, dsn, ordinal: index + 1 })),
  );
  const statement = sql<Stored>`${ONE_PLAN}
    with message as (
      insert into messages (id, state, via, login, mail_from, envelope, size_bytes, sha256, data_key, action, reason,
        idempotency_key, deliver_after, is_judged_only, inspections, relay_lease, relay_holder, relay_lease_until)
      select id, state, via, login, mail_from, envelope::jsonb, size_bytes, sha256, data_key,
        case state when 'released' then 'release' end, case state when 'released' then 'no-confidential-matter' end,
        idempotency_key, case when purpose <> 'relay' then 'infinity'::timestamptz end, purpose = 'judge',
        case when lease is null then 0 else 1 end, lease, holder, case when lease is not null then now() + ${LEASE}::interval end
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ state }) => state)}::text[],
        ${column(({ envelope }) => envelope.via)}::text[], ${column(({ envelope }) => envelope.login)}::text[],
        ${column(({ envelope }) => envelope.mailFrom)}::text[], ${column(({ envelope }) => withoutRecipients(envelope))}::text[],
        ${column(({ sizeBytes }) => sizeBytes)}::bigint[], ${column(({ sha256 }) => sha256)}::bytea[],
        ${column(({ dataKey }) => dataKey.wrapped)}::bytea[], ${column(({ idempotencyKey }) => idempotencyKey ?? null)}::text[],
        ${column(({ purpose }) => purpose ?? 'relay')}::text[], ${column(({ lease }) => lease?.token ?? null)}::uuid[],
        ${column(({ lease }) => lease?.holder ?? null)}::int[])
        as given (id, state, via, login, mail_from, envelope, size_bytes, sha256, data_key, idempotency_key, purpose,
          lease, holder)
      returning id, received_at, relay_lease, coalesce(login, mail_from) as sender
    ), chunk as (
      insert into message_chunks
      select id, ordinal, substring(${blob}::bytea from start for size)
      from unnest(${chunks.map(({ id }) => id)}::uuid[], ${chunks.map(({ ordinal }) => ordinal)}::int[],
        ${chunks.map(({ start }) => start)}::int[], ${chunks.map(({ bytes }) => bytes.length)}::int[])
        as given (id, ordinal, start, size)
    ), recipient as (
      insert into recipients (message_id, ordinal, address, dsn, state)
      select id, ordinal, address, dsn::jsonb, 'pending'
      from unnest(${recipients.map(({ id }) => id)}::uuid[], ${recipients.map(({ ordinal }) => ordinal)}::int[],
        ${recipients.map(({ address }) => address)}::text[],
        ${recipients.map(({ dsn }) => (dsn ? JSON.stringify(dsn) : null))}::text[]) as r (id, ordinal, address, dsn)
    )
    select id, received_at as "receivedAt", claim_record(sender) as record
    from message where relay_lease is not null
  `;
  if (!progress) return (await statement.execute(db)).rows;
  return db.connection().execute(async (connection) => {
    await SWITCH_TO_ONE_PLAN.execute(connection);
    // What has its connection, as it is to be set, is written to the socket before the event loop turns.
    const turn = setImmediate(progress.sent);
    progress.leaves();
    try {
      return (await statement.execute(connection)).rows;
    } catch (error) {
      clearImmediate(turn);
      throw error;
    }
  });
}

function withoutRecipients({ recipients: _own, ...rest }: Envelope): string {
  return JSON.stringify(rest);
}
