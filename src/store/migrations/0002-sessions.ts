/** Sign-in links and sessions of the reviewer's pages. Only hashes are stored: who reads the table can sign in as nobody. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      hash bytea primary key,
      kind text not null check (kind in ('link', 'session')),
      reviewer text not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null
    )`.execute(db);
}
