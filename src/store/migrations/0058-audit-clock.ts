/**
 * The moment of an audit record is read once its place in the log is sure: read before the wait for the lock, it could
 * lie before that of the record before it, and `audit_from` finds days by halving.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function append_audit(actor text, action text, message_id uuid, detail jsonb) returns bigint
    language plpgsql volatile as $$
    declare
      last record;
      next_seq bigint;
      now_at timestamptz;
    begin
      perform pg_advisory_xact_lock(7205001);
      now_at := clock_timestamp();
      select a.seq, a.hash into last from audit a order by a.seq desc limit 1;
      next_seq := coalesce(last.seq, 0) + 1;
      insert into audit values (next_seq, now_at, actor, action, message_id, detail, coalesce(last.hash, ''::bytea),
        sha256(coalesce(last.hash, ''::bytea) || convert_to(audit_text(next_seq, now_at, actor, action, message_id, detail), 'UTF8')));
      return next_seq;
    end $$`.execute(db);
}
