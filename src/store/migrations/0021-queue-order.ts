/** One number orders the queue, so that its pages are read from an index by key; and what a verdict can be undone to. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index messages_queue`.execute(db);
  // The smaller the sooner: what has waited too long first, then by gravity.
  await sql`
    alter table messages
      add column queue_rank int not null generated always as (-(hold_level * 100 + gravity)) stored
  `.execute(db);
  await sql`create index messages_queue on messages (queue_rank, held_at, id) where state = 'held'`.execute(db);
  await sql`alter table verdicts add column before jsonb, add column decided_at timestamptz`.execute(db);
}
