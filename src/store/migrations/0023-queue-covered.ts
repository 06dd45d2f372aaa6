/**
 * The queue's index holds all that the queue is filtered and counted by, so that neither reads the messages themselves,
 * which carry their decisions. What was changed is vacuumed soon, because only then is the index alone enough.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index messages_queue`.execute(db);
  await sql`
    create index messages_queue on messages (queue_rank, held_at, id)
    include (hold_level, categories, reason, assigned_to, is_strictly, login, mail_from) where state = 'held'
  `.execute(db);
  await sql`
    alter table messages set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02)
  `.execute(db);
  await sql`create index claims_open on claims (message_id) where outcome is null`.execute(db);
}
