/**
 * Messages, their recipients and sealed bytes, and the audit chain.
 *
 * Ids are UUIDv7, so that they carry their time and the tables can be partitioned by it later. The audit chain is built
 * in the database, under a lock that lasts to the commit, because two writers must not link to the same record.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table messages (
      id uuid primary key,
      state text not null check (state in ('received', 'inspecting', 'held', 'released', 'relayed', 'rejected', 'returned')),
      received_at timestamptz not null default now(),
      state_since timestamptz not null default now(),
      via text not null,
      login text,
      mail_from text not null,
      envelope jsonb not null,
      size_bytes bigint not null,
      sha256 bytea not null,
      data_key bytea,
      subject text,
      action text,
      reason text,
      decision jsonb,
      inspection bytea,
      categories text[] not null default '{}',
      register_version text,
      policy_version text,
      inspections int not null default 0,
      held_at timestamptz,
      relay_lease uuid,
      relay_holder int,
      relay_lease_until timestamptz,
      deliver_after timestamptz
    )`.execute(db);
  // What is alive is a small part of all: the reconciler and the reviewer's queue read these alone.
  await sql`create index messages_alive on messages (state, state_since) where state in ('received', 'inspecting', 'released')`.execute(
    db,
  );
  await sql`create index messages_held on messages (held_at) where state = 'held'`.execute(db);
  await sql`
    create table recipients (
      message_id uuid not null references messages (id) on delete cascade,
      ordinal int not null,
      address text not null,
      dsn jsonb,
      state text not null check (state in ('pending', 'relayed', 'deferred', 'bounced', 'held', 'rejected')),
      reason text,
      response text,
      attempts int not null default 0,
      updated_at timestamptz not null default now(),
      primary key (message_id, ordinal)
    )`.execute(db);
  await sql`
    create table message_chunks (
      message_id uuid not null references messages (id) on delete cascade deferrable initially deferred,
      ordinal int not null,
      bytes bytea not null,
      primary key (message_id, ordinal)
    )`.execute(db);
  // Sealed bytes do not compress; trying costs CPU for each message.
  await sql`alter table message_chunks alter column bytes set storage external`.execute(db);
  await sql`
    create table audit (
      seq bigint primary key,
      at timestamptz not null,
      actor text not null,
      action text not null,
      message_id uuid,
      detail jsonb not null,
      previous bytea not null,
      hash bytea not null
    )`.execute(db);
  await sql`
    create function audit_text(seq bigint, at timestamptz, actor text, action text, message_id uuid, detail jsonb)
    returns text language sql immutable as $$
      select concat_ws(E'\x1f', seq, (extract(epoch from at) * 1000000)::bigint, actor, action, coalesce(message_id::text, '-'), detail::text)
    $$`.execute(db);
  await sql`
    create function append_audit(actor text, action text, message_id uuid, detail jsonb) returns bigint
    language plpgsql volatile as $$
    declare
      last record;
      next_seq bigint;
      now_at timestamptz := clock_timestamp();
    begin
      perform pg_advisory_xact_lock(7205001);
      select a.seq, a.hash into last from audit a order by a.seq desc limit 1;
      next_seq := coalesce(last.seq, 0) + 1;
      insert into audit values (next_seq, now_at, actor, action, message_id, detail, coalesce(last.hash, ''::bytea),
        sha256(coalesce(last.hash, ''::bytea) || convert_to(audit_text(next_seq, now_at, actor, action, message_id, detail), 'UTF8')));
      return next_seq;
    end $$`.execute(db);
}
