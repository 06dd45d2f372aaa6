/** What became of the claims of a person's addresses is found in any letters without reading all claims. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index claims_of_person on claims (lower(sender), decided_at) where outcome is not null`.execute(db);
}
