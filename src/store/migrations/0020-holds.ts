/**
 * What reviewers work with: the order of the queue, what search looks through, the text of held messages (sealed), what
 * reviewers did and wrote, and what their decisions teach.
 *
 * What sorts and filters the queue stands on the message itself and is indexed for the held ones alone, so that a queue
 * of 100,000 is read by its first page. What is searched for later by likeness (threads, equal parts) is a keyed hash.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table messages
      add column gravity smallint not null default 0,
      add column is_strictly boolean not null default false,
      add column hold_level smallint not null default 0,
      add column assigned_to uuid references users (id) on delete set null,
      add column seen_at timestamptz,
      add column undo_until timestamptz,
      add column outcome_told_at timestamptz,
      add column thread bytea[],
      add column prints bytea[],
      add column search tsvector
  `.execute(db);
  await sql`create index messages_queue on messages (hold_level desc, gravity desc, held_at, id) where state = 'held'`.execute(
    db,
  );
  await sql`create index messages_decided on messages (state_since desc, id desc) where held_at is not null and state <> 'held'`.execute(
    db,
  );
  await sql`create index messages_assigned on messages (assigned_to) where state = 'held' and assigned_to is not null`.execute(
    db,
  );
  await sql`create index messages_search on messages using gin (search) where search is not null`.execute(db);
  await sql`create index messages_thread on messages using gin (thread) where thread is not null`.execute(db);
  await sql`create index messages_prints on messages using gin (prints) where prints is not null`.execute(db);

  await sql`
    create table message_texts (
      message_id uuid primary key references messages (id) on delete cascade,
      sealed bytea not null
    )`.execute(db);
  await sql`alter table message_texts alter column sealed set storage external`.execute(db);

  await sql`
    create table verdicts (
      id uuid primary key,
      message_id uuid not null references messages (id) on delete cascade,
      kind text not null check (kind in ('release', 'reject')),
      recipients int[] not null,
      paragraph text,
      reason text not null,
      permission text,
      is_breach boolean not null default false,
      state text not null check (state in ('proposed', 'standing', 'undone', 'withdrawn')),
      made_at timestamptz not null default now(),
      by_user uuid references users (id) on delete set null,
      by_name text not null,
      seconded_at timestamptz,
      seconded_by uuid references users (id) on delete set null,
      seconded_name text
    )`.execute(db);
  await sql`create index verdicts_message on verdicts (message_id)`.execute(db);
  // One waits at a time: a second reviewer says yes or no to it, and proposes no other beside it.
  await sql`create unique index verdicts_proposed on verdicts (message_id) where state = 'proposed'`.execute(db);
  await sql`create index verdicts_made on verdicts (made_at)`.execute(db);

  await sql`
    create table hold_notes (
      id uuid primary key,
      message_id uuid not null references messages (id) on delete cascade,
      kind text not null check (kind in ('note', 'escalation', 'answer')),
      written_by text not null,
      written_at timestamptz not null default now(),
      sealed bytea not null
    )`.execute(db);
  await sql`create index hold_notes_message on hold_notes (message_id)`.execute(db);

  await sql`
    create table openings (
      message_id uuid not null references messages (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      reason text not null,
      opened_at timestamptz not null default now(),
      primary key (message_id, user_id)
    )`.execute(db);

  await sql`
    create table saved_views (
      id uuid primary key,
      user_id uuid not null references users (id) on delete cascade,
      name text not null,
      query text not null,
      is_shared boolean not null default false,
      unique (user_id, name)
    )`.execute(db);

  // Signals by name and weight, without a word of the message; the text only where a reviewer allowed it.
  await sql`
    create table lessons (
      id uuid primary key,
      message_id uuid not null references messages (id) on delete cascade,
      verdict_id uuid not null references verdicts (id) on delete cascade,
      learnt_at timestamptz not null default now(),
      category text not null,
      is_matter boolean not null,
      confidence real not null,
      signals jsonb not null,
      sealed bytea
    )`.execute(db);
  await sql`create index lessons_learnt on lessons (learnt_at)`.execute(db);

  await sql`alter table claim_links add column sent_at timestamptz`.execute(db);
}
