/** When the sender of a rejected message was told, so that nobody is told twice. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table verdicts add column told_at timestamptz`.execute(db);
}
