/**
 * Who is signed in: links that work once, the steps of signing in, and sessions.
 *
 * A token is 256 random bits; only its SHA-256 is stored, so who reads the table can sign in as nobody. Every step gives
 * a new token and uses the one before up, in one statement.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import type { Role } from './users.ts';

/**
 * `link` signs in at once, `welcome` lets choose a password, `code` waits for a one-time code after the right password,
 * `set-up` waits for an authenticator to be set up, `session` is signed in, `provider` waits for an identity provider.
 */
export type SessionKind = 'link' | 'welcome' | 'code' | 'set-up' | 'session' | 'provider';

/** From where somebody signs in, to be recognised in the list of sessions. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

/** Who holds a token. */
export interface Holder {
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
}

export interface ListedSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly agent: string | null;
}

export interface Sessions {
  /** A token of a kind for a user; what ended long ago is cleared meanwhile. */
  readonly start: (userId: string, kind: Exclude<SessionKind, 'provider'>, origin?: Origin) => Promise<string>;
  /** Uses a token of one kind up for one of another, of the same user; undefined for one that is used, old or unknown. */
  readonly exchange: (
    token: string,
    from: SessionKind,
    to: Exclude<SessionKind, 'provider'>,
    origin?: Origin,
  ) => Promise<string | undefined>;
  /** Who holds a token of a kind, unless it has run out or its user is disabled. */
  readonly holder: (token: string, kind: SessionKind) => Promise<Holder | undefined>;
  /** Who holds a session, asked by a page that stands open: nobody did anything, and it ends as if it was not asked. */
  readonly peek: (token: string) => Promise<Holder | undefined>;
  readonly end: (token: string) => Promise<void>;
  /** The sessions of a user, the newest first. */
  readonly list: (userId: string) => Promise<readonly ListedSession[]>;
  /** Ends one session of a user; false where there is none. */
  readonly revoke: (userId: string, sessionId: string) => Promise<boolean>;
  /** Ends all sessions of a user but that of this token. */
  readonly endOthers: (userId: string, token: string) => Promise<void>;
  /** Keeps what is to be known when somebody comes back from an identity provider. */
  readonly awaitProvider: (state: object) => Promise<string>;
  /** What was kept; works once. */
  readonly backFromProvider: (token: string) => Promise<unknown>;
}

/** A session ends after a working day at most, and after two hours of doing nothing. */
const LIFE: Readonly<Record<SessionKind, string>> = {
  link: '24 hours',
  welcome: '24 hours',
  code: '5 minutes',
  'set-up': '30 minutes',
  session: '12 hours',
  provider: '10 minutes',
};
const IDLE = '2 hours';
/** Being seen is written down this often: a page is not to cost a write. */
const SEEN_EVERY = '1 minute';

export function sessionsOf(db: Db): Sessions {
  return {
    start: async (userId, kind, origin) => {
      const token = newToken();
      await available(insert(db, token, kind, userId, origin));
      await available(sql`delete from sessions where expires_at < now() - interval '1 day'`.execute(db));
      return token;
    },
    exchange: (token, from, to, origin) => available(exchange(db, token, from, to, origin)),
    holder: (token, kind) => available(holder(db, token, kind)),
    peek: (token) => available(holderOf(db, token, 'session')),
    end: async (token) => {
      await available(sql`delete from sessions where hash = ${hashOf(token)}`.execute(db));
    },
    list: (userId) => available(list(db, userId)),
    revoke: async (userId, sessionId) => {
      const ended = sql`delete from sessions where id = ${sessionId} and user_id = ${userId} returning id`.execute(db);
      return (await available(ended)).rows.length > 0;
    },
    endOthers: async (userId, token) => {
      await available(sql`delete from sessions where user_id = ${userId} and hash <> ${hashOf(token)}`.execute(db));
    },
    awaitProvider: async (state) => {
      const token = newToken();
      await available(
        sql`
          insert into sessions (hash, id, kind, expires_at, state)
          values (${hashOf(token)}, ${uuidv7()}, 'provider', now() + ${LIFE.provider}::interval, ${JSON.stringify(state)}::jsonb)
        `.execute(db),
      );
      return token;
    },
    backFromProvider: async (token) => {
      const { rows } = await available(
        sql<{ state: unknown }>`
          delete from sessions where hash = ${hashOf(token)} and kind = 'provider' and expires_at > now() returning state
        `.execute(db),
      );
      return rows[0]?.state;
    },
  };
}

/** Also of other tokens: 256 bits, which need no salt. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function insert(db: Db, token: string, kind: SessionKind, userId: string, origin?: Origin): Promise<void> {
  await sql`
    insert into sessions (hash, id, kind, user_id, expires_at, address, agent)
    values (${hashOf(token)}, ${uuidv7()}, ${kind}, ${userId}, now() + ${LIFE[kind]}::interval,
      ${origin?.address ?? null}, ${origin?.agent.slice(0, 200) ?? null})
  `.execute(db);
}

/** The old token is deleted by the statement that reads it, so that two clicks make one session. */
async function exchange(
  db: Db,
  token: string,
  from: SessionKind,
  to: SessionKind,
  origin?: Origin,
): Promise<string | undefined> {
  const next = newToken();
  const { rows } = await sql`
    with used as (
      delete from sessions using users
      where hash = ${hashOf(token)} and kind = ${from} and expires_at > now()
        and users.id = user_id and disabled_at is null
      returning user_id
    )
    insert into sessions (hash, id, kind, user_id, expires_at, address, agent)
    select ${hashOf(next)}, ${uuidv7()}::uuid, ${to}, user_id, now() + ${LIFE[to]}::interval,
      ${origin?.address ?? null}, ${origin?.agent.slice(0, 200) ?? null}
    from used
    returning id
  `.execute(db);
  return rows.length > 0 ? next : undefined;
}

async function holder(db: Db, token: string, kind: SessionKind): Promise<Holder | undefined> {
  const seen = sql`
    with seen as (
      update sessions set last_seen_at = now()
      where hash = ${hashOf(token)} and kind = 'session' and expires_at > now()
        and last_seen_at between now() - ${IDLE}::interval and now() - ${SEEN_EVERY}::interval
    )`;
  return holderOf(db, token, kind, seen);
}

async function holderOf(db: Db, token: string, kind: SessionKind, seen = sql``): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    ${seen}
    select sessions.id as "sessionId", users.id as "userId", name, email, roles
    from sessions join users on users.id = user_id
    where hash = ${hashOf(token)} and kind = ${kind} and expires_at > now() and disabled_at is null
      and (kind <> 'session' or last_seen_at > now() - ${IDLE}::interval)
  `.execute(db);
  return rows[0];
}

async function list(db: Db, userId: string): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, agent
    from sessions
    where user_id = ${userId} and kind = 'session' and expires_at > now() and last_seen_at > now() - ${IDLE}::interval
    order by id desc
  `.execute(db);
  return rows;
}
