/**
 * What is looked through for forgetting, each hour: what has ended and still has its key, and what was judged and never
 * read. Nearly all messages are forgotten as they are relayed, and stand in neither index.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index messages_forgettable on messages (state, state_since)
    where data_key is not null and state in ('rejected', 'returned', 'relayed')
  `.execute(db);
  await sql`create index messages_judged on messages (received_at) where is_judged_only`.execute(db);
}
