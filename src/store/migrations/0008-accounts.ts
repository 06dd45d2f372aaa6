/**
 * People who sign in to the reviewer's pages: roles, credentials and sessions, and what slows down who guesses.
 *
 * Passwords and one-time codes are hashed, secrets of authenticators are sealed, tokens are hashed. Sessions from before
 * had no account and end here: who held one signs in again.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      id uuid primary key,
      name text not null,
      email text,
      roles text[] not null default '{}',
      password text,
      totp_secret bytea,
      totp_step bigint not null default 0,
      provider_issuer text,
      provider_subject text,
      failures int not null default 0,
      locked_until timestamptz,
      created_at timestamptz not null default now(),
      disabled_at timestamptz
    )`.execute(db);
  await sql`create unique index users_name on users (lower(name))`.execute(db);
  await sql`create unique index users_email on users (lower(email)) where email is not null`.execute(db);
  await sql`create unique index users_provider on users (provider_issuer, provider_subject) where provider_subject is not null`.execute(
    db,
  );
  await sql`
    create table recovery_codes (
      user_id uuid not null references users (id) on delete cascade,
      hash bytea not null,
      primary key (user_id, hash)
    )`.execute(db);
  await sql`delete from sessions`.execute(db);
  await sql`alter table sessions drop constraint sessions_kind_check`.execute(db);
  await sql`alter table sessions drop column reviewer`.execute(db);
  await sql`
    alter table sessions
      add column id uuid not null unique,
      add column user_id uuid references users (id) on delete cascade,
      add column last_seen_at timestamptz not null default now(),
      add column address text,
      add column agent text,
      add column state jsonb,
      add constraint sessions_kind_check check (kind in ('link', 'welcome', 'code', 'set-up', 'session', 'provider')),
      add constraint sessions_user_check check (user_id is not null or kind = 'provider')
  `.execute(db);
  await sql`create index sessions_user on sessions (user_id)`.execute(db);
  await sql`
    create table attempts (
      bucket text primary key,
      since timestamptz not null default now(),
      count int not null default 1
    )`.execute(db);
}
