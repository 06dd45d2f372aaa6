/**
 * Tokens of programs: made once, shown once, stored as a hash. A token belongs to an account and may no more than it.
 */
import { type RawBuilder, sql } from 'kysely';
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
  readonly expiresAt: Date;
}

export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: number;
  /** The token that makes it, and with which it ends at the latest; null where a person makes it. */
  readonly madeBy?: string | null;
}

export interface MadeToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** The token that was to make another was revoked in between. */
export class MakerRevokedError extends Error {
  override readonly name = 'MakerRevokedError';
}

export interface ApiTokens {
  /** Gives the token, which is stored nowhere. Throws `MakerRevokedError`. */
  readonly add: (userId: string, token: NewApiToken, by: string) => Promise<MadeToken>;
  /** Of one account, or of all; the newest first. */
  readonly list: (userId: string | null) => Promise<readonly ApiToken[]>;
  /** With all that it made. False where there is none that works; `userId` narrows to one account. */
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
    revoke: (id, userId, by) =>
      available(db.transaction().execute((transaction) => revoke(transaction, id, userId, by))),
    holder: (token) => available(holder(db, token)),
  };
}

async function add(
  db: Db,
  userId: string,
  { name, scopes, days, madeBy = null }: NewApiToken,
  by: string,
): Promise<MadeToken> {
  const token = `${PREFIX}${newToken()}`;
  const id = uuidv7();
  const detail = JSON.stringify({ token: name, scopes, days });
  const { rows } = await sql<{ expiresAt: Date }>`
    with maker as (
      select expires_at from api_tokens where id = ${madeBy}::uuid and revoked_at is null for share
    ), added as (
      insert into api_tokens (id, user_id, name, hash, scopes, made_by, expires_at)
      select ${id}::uuid, ${userId}::uuid, ${name}, ${hashOf(token)}, ${[...scopes]}::text[], ${madeBy}::uuid,
        least(now() + ${days} * interval '1 day', (select expires_at from maker))
      where ${madeBy}::uuid is null or exists (select from maker)
      returning expires_at
    )
    select expires_at as "expiresAt", append_audit(${by}, 'token made', null, ${detail}::jsonb) from added
  `.execute(db);
  const [made] = rows;
  if (!made) throw new MakerRevokedError('the token that makes it was revoked');
  return { id, token, expiresAt: made.expiresAt };
}

/** Asks until nothing more is left: who makes one at this moment holds its maker, and is waited for. */
async function revoke(db: Db, id: string, userId: string | null, by: string): Promise<boolean> {
  const revoked = async (which: RawBuilder<unknown>) => {
    const { rows } = await sql`
      with revoked as (
        update api_tokens set revoked_at = now()
        where revoked_at is null and (${userId}::uuid is null or user_id = ${userId}::uuid) and ${which}
        returning name
      )
      select append_audit(${by}, 'token revoked', null, jsonb_build_object('token', name)) from revoked
    `.execute(db);
    return rows.length > 0;
  };
  if (!(await revoked(sql`id = ${id}`))) return false;
  while (await revoked(sql`made_by in (select id from api_tokens where revoked_at is not null)`));
  return true;
}

/** Its use is written down once a minute at most. */
async function holder(db: Db, token: string): Promise<TokenHolder | undefined> {
  const { rows } = await sql<TokenHolder>`
    with seen as (
      update api_tokens set last_used_at = now()
      where hash = ${hashOf(token)} and (last_used_at is null or last_used_at < now() - interval '1 minute')
    )
    select api_tokens.id as "tokenId", users.id as "userId", users.name, email, roles, scopes,
      expires_at as "expiresAt"
    from api_tokens join users on users.id = user_id
    where hash = ${hashOf(token)} and revoked_at is null and expires_at > now() and disabled_at is null
  `.execute(db);
  return rows[0];
}
