/** One message with its recipients and (where it is small) its chunks, in one statement. */
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

/** Chunks of a large message go before it, in the same transaction: their foreign key is checked at the commit. */
export async function insertMessage(
  db: Db,
  { id, state, dataKey, envelope, idempotencyKey = null, purpose = 'relay', sizeBytes, sha256 }: NewMessage,
  chunks: readonly SealedChunk[],
): Promise<void> {
  const { recipients, ...rest } = envelope;
  const decided = state === 'released' ? { action: 'release', reason: 'no-confidential-matter' } : null;
  await sql`
    with message as (
      insert into messages (id, state, via, login, mail_from, envelope, size_bytes, sha256, data_key, action, reason,
        idempotency_key, deliver_after, is_judged_only)
      values (${id}, ${state}, ${envelope.via}, ${envelope.login}, ${envelope.mailFrom}, ${JSON.stringify(rest)}::jsonb,
        ${sizeBytes}, ${sha256}, ${dataKey.wrapped}, ${decided?.action ?? null}, ${decided?.reason ?? null},
        ${idempotencyKey}, ${purpose === 'relay' ? null : 'infinity'}, ${purpose === 'judge'})
    ), chunk as (
      insert into message_chunks
      select ${id}, * from unnest(${chunks.map(({ ordinal }) => ordinal)}::int[], ${chunks.map(({ bytes }) => bytes)}::bytea[])
    )
    insert into recipients (message_id, ordinal, address, dsn, state)
    select ${id}, ordinal, address, dsn::jsonb, 'pending'
    from unnest(${recipients.map(({ address }) => address)}::text[],
      ${recipients.map(({ dsn }) => (dsn ? JSON.stringify(dsn) : null))}::text[]) with ordinality as r (address, dsn, ordinal)
  `.execute(db);
}
