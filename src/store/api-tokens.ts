/**
 * Tokens of programs: made once, shown once, stored as a hash. A token belongs to an account and may no more than it.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { hashOf, newToken } from './sessions.ts';
import type { Role } from './users.ts';

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly ownerId: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly isRevoked: boolean;
}

/** Who a program acts for, and what its token lists. */
export interface TokenHolder {
  readonly tokenId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly string[];
}

export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: number;
}

export interface ApiTokens {
  /** Gives the token, which is stored nowhere. */
  readonly add: (
    userId: string,
    token: NewApiToken,
    by: string,
  ) => Promise<{ readonly id: string; readonly token: string }>;
  /** Of one account, or of all; the newest first. */
  readonly list: (userId: string | null) => Promise<readonly ApiToken[]>;
  /** False where there is none that works; `userId` narrows to one account. */
  readonly revoke: (id: string, userId: string | null, by: string) => Promise<boolean>;
  /** Undefined for one that is unknown, revoked, run out, or whose owner is disabled. */
  readonly holder: (token: string) => Promise<TokenHolder | undefined>;
}

/** So that a token is known for one where it is found, by people and by scanners. */
const PREFIX = 'reticent_';

export function apiTokensOf(db: Db): ApiTokens {
  return {
    add: (userId, token, by) => available(add(db, userId, token, by)),
    list: async (userId) => {
      const { rows } = await available(
        sql<ApiToken>`
          select api_tokens.id, api_tokens.name, users.name as owner, users.id as "ownerId", scopes,
            api_tokens.created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
            revoked_at is not null as "isRevoked"
          from api_tokens join users on users.id = user_id
          where ${userId}::uuid is null or user_id = ${userId}::uuid
          order by api_tokens.id desc
        `.execute(db),
      );
      return rows;
    },
    revoke: async (id, userId, by) => {
      const revoked = sql`
        with revoked as (
          update api_tokens set revoked_at = now()
          where id = ${id} and revoked_at is null and (${userId}::uuid is null or user_id = ${userId}::uuid)
          returning name
        )
        select append_audit(${by}, 'token revoked', null, jsonb_build_object('token', name)) from revoked
      `.execute(db);
      return (await available(revoked)).rows.length > 0;
    },
    holder: (token) => available(holder(db, token)),
  };
}

async function add(
  db: Db,
  userId: string,
  { name, scopes, days }: NewApiToken,
  by: string,
): Promise<{ id: string; token: string }> {
  const token = `${PREFIX}${newToken()}`;
  const id = uuidv7();
  const detail = JSON.stringify({ token: name, scopes, days });
  await sql`
    with added as (
      insert into api_tokens (id, user_id, name, hash, scopes, expires_at)
      values (${id}, ${userId}, ${name}, ${hashOf(token)}, ${[...scopes]}::text[], now() + ${days} * interval '1 day')
      returning id
    )
    select append_audit(${by}, 'token made', null, ${detail}::jsonb) from added
  `.execute(db);
  return { id, token };
}

/** Its use is written down once a minute at most. */
async function holder(db: Db, token: string): Promise<TokenHolder | undefined> {
  const { rows } = await sql<TokenHolder>`
    with seen as (
      update api_tokens set last_used_at = now()
      where hash = ${hashOf(token)} and (last_used_at is null or last_used_at < now() - interval '1 minute')
    )
    select api_tokens.id as "tokenId", users.id as "userId", users.name, email, roles, scopes
    from api_tokens join users on users.id = user_id
    where hash = ${hashOf(token)} and revoked_at is null and expires_at > now() and disabled_at is null
  `.execute(db);
  return rows[0];
}
