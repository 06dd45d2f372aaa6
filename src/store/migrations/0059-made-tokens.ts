/** Which token made a token: what a program passed on ends when its own token is revoked. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table api_tokens add column made_by uuid references api_tokens`.execute(db);
  await sql`create index api_tokens_made_by on api_tokens (made_by) where made_by is not null`.execute(db);
}
