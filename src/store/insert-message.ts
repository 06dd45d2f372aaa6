/** Messages with their recipients and (where they are small) their chunks, in one statement. */
import { sql } from 'kysely';
import type { Received, SealedChunk } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import type { DataKey } from './seal.ts';

export type Purpose = 'relay' | 'hand-back' | 'judge';

export interface NewMessage extends Received {
  readonly id: string;
  /** What comes from outside is `received`; what we write ourselves is released as it is born. */
  readonly state: 'received' | 'released';
  readonly dataKey: DataKey;
  readonly envelope: Envelope;
  readonly idempotencyKey?: string | null;
  readonly purpose?: Purpose;
}

export interface WithChunks {
  readonly message: NewMessage;
  /** Those of a large message go before it, in the same transaction: their foreign key is checked at the commit. */
  readonly chunks: readonly SealedChunk[];
}

export function insertMessage(db: Db, message: NewMessage, chunks: readonly SealedChunk[]): Promise<void> {
  return insertMessages(db, [{ message, chunks }]);
}

export async function insertMessages(db: Db, all: readonly WithChunks[]): Promise<void> {
  const messages = all.map(({ message }) => message);
  const column = <Value>(value: (message: NewMessage) => Value) => messages.map(value);
  const chunks = all.flatMap(({ message: { id }, chunks: own }) => own.map((chunk) => ({ id, ...chunk })));
  const recipients = messages.flatMap(({ id, envelope }) =>
    envelope.recipients.map(({ address, dsn }, index) => ({ id, address, dsn, ordinal: index + 1 })),
  );
  await sql`
    with message as (
      insert into messages (id, state, via, login, mail_from, envelope, size_bytes, sha256, data_key, action, reason,
        idempotency_key, deliver_after, is_judged_only)
      select id, state, via, login, mail_from, envelope::jsonb, size_bytes, sha256, data_key,
        case state when 'released' then 'release' end, case state when 'released' then 'no-confidential-matter' end,
        idempotency_key, case when purpose <> 'relay' then 'infinity'::timestamptz end, purpose = 'judge'
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ state }) => state)}::text[],
        ${column(({ envelope }) => envelope.via)}::text[], ${column(({ envelope }) => envelope.login)}::text[],
        ${column(({ envelope }) => envelope.mailFrom)}::text[], ${column(({ envelope }) => withoutRecipients(envelope))}::text[],
        ${column(({ sizeBytes }) => sizeBytes)}::bigint[], ${column(({ sha256 }) => sha256)}::bytea[],
        ${column(({ dataKey }) => dataKey.wrapped)}::bytea[], ${column(({ idempotencyKey }) => idempotencyKey ?? null)}::text[],
        ${column(({ purpose }) => purpose ?? 'relay')}::text[])
        as given (id, state, via, login, mail_from, envelope, size_bytes, sha256, data_key, idempotency_key, purpose)
    ), chunk as (
      insert into message_chunks
      select * from unnest(${chunks.map(({ id }) => id)}::uuid[], ${chunks.map(({ ordinal }) => ordinal)}::int[],
        ${chunks.map(({ bytes }) => bytes)}::bytea[])
    )
    insert into recipients (message_id, ordinal, address, dsn, state)
    select id, ordinal, address, dsn::jsonb, 'pending'
    from unnest(${recipients.map(({ id }) => id)}::uuid[], ${recipients.map(({ ordinal }) => ordinal)}::int[],
      ${recipients.map(({ address }) => address)}::text[],
      ${recipients.map(({ dsn }) => (dsn ? JSON.stringify(dsn) : null))}::text[]) as r (id, ordinal, address, dsn)
  `.execute(db);
}

function withoutRecipients({ recipients: _own, ...rest }: Envelope): string {
  return JSON.stringify(rest);
}
