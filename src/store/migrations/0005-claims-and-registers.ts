/** The sender's word, by header, subject or link; versions of the register; what is kept of a decision to ask again. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A reason may quote the message: it is sealed under the message's own key and is forgotten with it.
  await sql`
    create table claims (
      id uuid primary key,
      message_id uuid not null references messages (id) on delete cascade,
      sender text not null,
      codes text[] not null,
      reason bytea not null,
      source text not null check (source in ('header', 'subject', 'link')),
      made_at timestamptz not null default now(),
      made_from text,
      outcome text check (outcome in ('confirmed', 'refused')),
      decided_at timestamptz,
      decided_by text
    )`.execute(db);
  await sql`create index claims_message on claims (message_id)`.execute(db);
  await sql`create index claims_decided on claims (sender, decided_at) where outcome is not null`.execute(db);
  await sql`
    create table claim_links (
      id uuid primary key,
      message_id uuid not null references messages (id) on delete cascade,
      made_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz,
      asked_by text,
      question text
    )`.execute(db);
  await sql`create index claim_links_message on claim_links (message_id)`.execute(db);
  await sql`
    create table register_versions (
      seq bigint generated always as identity primary key,
      version text not null,
      text bytea not null,
      source text not null check (source in ('file', 'import')),
      kept_by text not null,
      kept_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index register_versions_version on register_versions (version)`.execute(db);
  await sql`create index audit_message on audit (message_id) where message_id is not null`.execute(db);
  // Findings without a word of the message: what a changed policy can be asked about when the message is forgotten.
  await sql`alter table messages add column kept jsonb`.execute(db);
}
