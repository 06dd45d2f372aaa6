/**
 * Who is signed in: one-time links become sessions, sessions end by time or by signing out.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';

export interface Sessions {
  /** A one-time link for somebody, good for a day; gives its token. */
  readonly invite: (reviewer: string) => Promise<string>;
  /** Uses a link up; gives the token of a session, or undefined for a link that is used, old or unknown. */
  readonly redeem: (link: string) => Promise<string | undefined>;
  /** Who holds a session, or undefined. */
  readonly reviewer: (session: string) => Promise<string | undefined>;
  readonly end: (session: string) => Promise<void>;
}

const LINK_HOURS = 24;
const SESSION_HOURS = 12;

export function sessionsOf(db: Db): Sessions {
  return {
    invite: async (reviewer) => {
      const token = randomBytes(32).toString('base64url');
      await available(insert(db, token, 'link', reviewer, LINK_HOURS));
      return token;
    },
    redeem: (link) => available(redeem(db, link)),
    reviewer: (session) => available(reviewerOf(db, session)),
    end: async (session) => {
      await available(sql`delete from sessions where hash = ${hashOf(session)}`.execute(db));
    },
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function insert(db: Db, token: string, kind: 'link' | 'session', reviewer: string, hours: number): Promise<void> {
  await sql`
    insert into sessions (hash, kind, reviewer, expires_at)
    values (${hashOf(token)}, ${kind}, ${reviewer}, now() + ${hours} * interval '1 hour')
  `.execute(db);
}

/** The link is deleted by the statement that reads it, so that two clicks make one session. */
async function redeem(db: Db, link: string): Promise<string | undefined> {
  const { rows } = await sql<{ reviewer: string }>`
    delete from sessions where hash = ${hashOf(link)} and kind = 'link' and expires_at > now() returning reviewer
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const session = randomBytes(32).toString('base64url');
  await insert(db, session, 'session', row.reviewer, SESSION_HOURS);
  await sql`select append_audit(${row.reviewer}, 'signed in', null, '{}'::jsonb)`.execute(db);
  return session;
}

async function reviewerOf(db: Db, session: string): Promise<string | undefined> {
  const { rows } = await sql<{ reviewer: string }>`
    select reviewer from sessions where hash = ${hashOf(session)} and kind = 'session' and expires_at > now()
  `.execute(db);
  return rows[0]?.reviewer;
}
