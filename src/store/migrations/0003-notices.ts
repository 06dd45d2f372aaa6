/** When the sender of a held message was told, so that nobody is told twice. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table messages add column notified_at timestamptz`.execute(db);
  await sql`create index messages_notified on messages (login, notified_at) where notified_at is not null`.execute(db);
}
