/** A word sealed by the master key, at most one: by it another key is told before anything is sealed with that one. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table secret_proof (
      is_only boolean primary key default true check (is_only),
      sealed bytea not null
    )`.execute(db);
}
