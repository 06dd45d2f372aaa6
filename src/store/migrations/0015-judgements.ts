/** Messages that are judged and not sent: stored for the inspection, and deleted when its result is read. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table messages add column is_judged_only boolean not null default false`.execute(db);
}
