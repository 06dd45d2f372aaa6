/** For the ways in: a submission that is repeated is one message, and accounts that may send by AUTH. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table messages add column idempotency_key text`.execute(db);
  await sql`create unique index messages_idempotency on messages (idempotency_key) where idempotency_key is not null`.execute(
    db,
  );
  await sql`
    create table mail_accounts (
      login text primary key,
      salt bytea not null,
      hash bytea not null,
      created_at timestamptz not null default now()
    )`.execute(db);
}
