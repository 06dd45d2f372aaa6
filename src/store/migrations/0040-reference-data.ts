/** Registered documents, and the membership roll with its circles: hashes, from which nothing can be read back. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table fingerprints (
      id text primary key,
      title text not null,
      kind text not null check (kind in ('plain', 'strict', 'published')),
      shingles bytea not null,
      added_by text not null,
      added_at timestamptz not null default now()
    )`.execute(db);
  // Whole files as the data folders hold them, replaced when a list is imported.
  await sql`
    create table reference_tables (
      name text primary key check (name in ('roll', 'circles')),
      content bytea not null,
      imported_by text not null,
      imported_at timestamptz not null default now()
    )`.execute(db);
}
