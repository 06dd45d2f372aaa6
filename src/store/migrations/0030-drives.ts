/**
 * Shared drives: what was listed and read, what was found and where, and files that were taken into the sealed store.
 *
 * A file's `key` is bytes in the order in which its source lists, so that a page of a listing is a range: what stands in
 * the range and was not listed is gone, and an unchanged drive is swept without writing a row.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table drives (
      id uuid primary key,
      name text not null unique,
      kind text not null check (kind in ('folder', 'webdav', 's3')),
      location text not null,
      settings bytea not null,
      schedule text,
      zone text not null,
      added_by text not null,
      added_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table drive_sweeps (
      id uuid primary key,
      drive_id uuid not null references drives (id) on delete cascade,
      state text not null check (state in ('listing', 'reading', 'finishing', 'done', 'stopped')),
      asked_by text not null,
      versions text not null,
      started_at timestamptz not null default now(),
      state_since timestamptz not null default now(),
      ended_at timestamptz,
      listed_to bytea,
      listed bigint not null default 0,
      unchanged bigint not null default 0,
      gone bigint not null default 0,
      holder int,
      paced_until timestamptz not null default now(),
      not_before timestamptz
    )`.execute(db);
  // One sweep at a time: a second would find the first one's files half read.
  await sql`create unique index drive_sweeps_alive on drive_sweeps (drive_id) where state in ('listing', 'reading', 'finishing')`.execute(
    db,
  );
  await sql`create index drive_sweeps_of on drive_sweeps (drive_id, started_at desc)`.execute(db);
  await sql`
    create table drive_batches (
      id uuid primary key,
      sweep_id uuid not null references drive_sweeps (id) on delete cascade,
      files int not null,
      bytes bigint not null,
      made_at timestamptz not null default now(),
      done int not null default 0,
      done_bytes bigint not null default 0,
      found int not null default 0,
      holder int,
      ended_at timestamptz
    )`.execute(db);
  await sql`create index drive_batches_of on drive_batches (sweep_id)`.execute(db);
  await sql`create index drive_batches_open on drive_batches (made_at) where ended_at is null`.execute(db);
  await sql`
    create table drive_files (
      drive_id uuid not null references drives (id) on delete cascade,
      key bytea not null,
      shown text not null,
      mark text not null,
      size_bytes bigint not null,
      state text not null check (state in ('due', 'read', 'unread', 'gone')),
      batch_id uuid,
      begun int not null default 0,
      content bytea,
      versions text,
      problem text,
      primary key (drive_id, key)
    )`.execute(db);
  await sql`create index drive_files_due on drive_files (batch_id, key) where state = 'due'`.execute(db);
  await sql`create index drive_files_problem on drive_files (drive_id, shown) where problem is not null`.execute(db);
  await sql`
    create table drive_findings (
      id uuid primary key,
      drive_id uuid not null references drives (id) on delete cascade,
      content bytea not null,
      matter text not null,
      category text not null,
      paragraphs text[] not null,
      confidence float8 not null,
      strictly boolean not null,
      body text,
      unit text,
      people int not null,
      cases text[] not null,
      state text not null check (state in ('open', 'accepted', 'remediated', 'false')),
      paragraph text,
      reason text,
      decided_by text,
      decided_at timestamptz,
      first_seen timestamptz not null default now(),
      data_key bytea not null,
      sealed bytea not null,
      unique (drive_id, content, matter)
    )`.execute(db);
  await sql`
    create table drive_places (
      finding_id uuid not null references drive_findings (id) on delete cascade,
      drive_id uuid not null,
      key bytea not null,
      shown text not null,
      part text not null,
      owner text,
      readers jsonb not null,
      outside jsonb not null,
      everyone boolean not null,
      first_seen timestamptz not null default now(),
      gone_at timestamptz,
      primary key (finding_id, key, part)
    )`.execute(db);
  await sql`create index drive_places_live on drive_places (drive_id, key) where gone_at is null`.execute(db);
  await sql`
    create table drive_finding_events (
      seq bigint generated always as identity primary key,
      finding_id uuid not null references drive_findings (id) on delete cascade,
      sweep_id uuid,
      at timestamptz not null default now(),
      actor text not null,
      event text not null,
      detail jsonb not null default '{}'
    )`.execute(db);
  await sql`create index drive_finding_events_of on drive_finding_events (finding_id, seq)`.execute(db);
  await sql`create index drive_finding_events_sweep on drive_finding_events (sweep_id) where sweep_id is not null`.execute(
    db,
  );
  await sql`
    create table sealed_files (
      id uuid primary key,
      drive_id uuid not null references drives (id) on delete restrict,
      key bytea not null,
      shown text not null,
      state text not null check (state in ('sealed', 'taken', 'restored')),
      sha256 bytea not null,
      size_bytes bigint not null,
      attributes jsonb not null,
      data_key bytea not null,
      taken_by text not null,
      taken_at timestamptz not null default now(),
      restored_at timestamptz
    )`.execute(db);
  await sql`create index sealed_files_of on sealed_files (drive_id, key)`.execute(db);
  await sql`
    create table sealed_file_chunks (
      file_id uuid not null references sealed_files (id) on delete cascade deferrable initially deferred,
      ordinal int not null,
      bytes bytea not null,
      primary key (file_id, ordinal)
    )`.execute(db);
  // Sealed bytes do not compress; trying costs CPU for each file.
  await sql`alter table sealed_file_chunks alter column bytes set storage external`.execute(db);
}
