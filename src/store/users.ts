/**
 * Accounts of people: who may sign in, and in which roles. Every change stands on the audit log, by the same statement.
 *
 * What somebody may do in a role is no matter of the store (`src/review/roles.ts`).
 */
import { type RawBuilder, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './database.ts';
import { available } from './errors.ts';

export const ROLES = ['reviewer', 'senior-reviewer', 'records-officer', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  readonly id: string;
  /** What the audit log calls them; unique whatever the case of its letters. */
  readonly name: string;
  /** By which the register and an identity provider know them. */
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  /** Signs in at the identity provider. */
  readonly hasProvider: boolean;
  readonly isDisabled: boolean;
  readonly lockedUntil: Date | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}

export interface NewUser {
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
}

/** The name or the address belongs to another account. */
export class UserExistsError extends Error {
  override readonly name = 'UserExistsError';
}

/** The change would leave nobody who can manage accounts. */
export class LastAdministratorError extends Error {
  override readonly name = 'LastAdministratorError';
}

export interface Users {
  /** Throws `UserExistsError`. */
  readonly add: (user: NewUser, by: string) => Promise<User>;
  /** By name or e-mail address, whatever the case. */
  readonly find: (name: string) => Promise<User | undefined>;
  readonly get: (id: string) => Promise<User | undefined>;
  /** In the order of names; `after` is the last name of the page before. */
  readonly list: (after: string | null, limit: number) => Promise<readonly User[]>;
  /** Ends their sessions, so that what they may do changes at once. Throws `LastAdministratorError`. */
  readonly setRoles: (id: string, roles: readonly Role[], by: string) => Promise<boolean>;
  /** Ends their sessions; their tokens stop working. Throws `LastAdministratorError`. */
  readonly disable: (id: string, by: string) => Promise<boolean>;
  readonly enable: (id: string, by: string) => Promise<boolean>;
  /** Forgets password, authenticator, codes and sessions: they need a new link to begin again. */
  readonly resetCredentials: (id: string, by: string) => Promise<boolean>;
  /** Whether there is an administrator who has signed in or can. */
  readonly hasAdministrator: () => Promise<boolean>;
  /** Who the provider's subject is; one that is met first is bound to the account of the address, if that has none. */
  readonly byProvider: (issuer: string, subject: string, email: string | null) => Promise<User | undefined>;
}

const COLUMNS = sql`
  id, name, email, roles, password is not null as "hasPassword", totp_secret is not null as "hasTotp",
  provider_subject is not null as "hasProvider", disabled_at is not null as "isDisabled",
  case when locked_until > now() then locked_until end as "lockedUntil", created_at as "createdAt",
  (select max(last_seen_at) from sessions where user_id = users.id and kind = 'session') as "lastSeenAt"`;
const CAN_ADMINISTER = sql`'administrator' = any(roles) and disabled_at is null
  and (password is not null or provider_subject is not null)`;
/** Two administrators who disable each other at once: the second waits and is refused. */
const ADMINISTRATORS_LOCK = 7_205_008;
const UNIQUE_VIOLATION = '23505';

export function usersOf(db: Db): Users {
  const one = async (where: RawBuilder<unknown>): Promise<User | undefined> => {
    const { rows } = await available(sql<User>`select ${COLUMNS} from users where ${where}`.execute(db));
    return rows[0];
  };
  return {
    add: (user, by) => available(add(db, user, by)),
    find: (name) =>
      one(
        sql`lower(name) = lower(${name}) or lower(email) = lower(${name}) order by lower(name) = lower(${name}) desc limit 1`,
      ),
    get: (id) => one(sql`id = ${id}`),
    list: (after, limit) => available(list(db, after, limit)),
    setRoles: (id, roles, by) =>
      available(change(db, id, by, sql`roles = ${[...roles]}::text[]`, 'roles changed', { roles })),
    disable: (id, by) => available(change(db, id, by, sql`disabled_at = now()`, 'account disabled', {})),
    enable: (id, by) =>
      available(change(db, id, by, sql`disabled_at = null, failures = 0, locked_until = null`, 'account enabled', {})),
    resetCredentials: (id, by) =>
      available(
        change(
          db,
          id,
          by,
          sql`password = null, totp_secret = null, totp_step = 0, failures = 0, locked_until = null`,
          'credentials reset',
          {},
        ),
      ),
    hasAdministrator: async () => (await one(sql`${CAN_ADMINISTER} limit 1`)) !== undefined,
    byProvider: (issuer, subject, email) => available(byProvider(db, issuer, subject, email)),
  };
}

async function add(db: Db, { name, email, roles }: NewUser, by: string): Promise<User> {
  const id = uuidv7();
  try {
    const { rows } = await sql<User>`
      with added as (
        insert into users (id, name, email, roles) values (${id}, ${name}, ${email}, ${[...roles]}::text[]) returning *
      ), told as (select append_audit(${by}, 'account added', null, ${JSON.stringify({ name, roles })}::jsonb) from added)
      select ${COLUMNS} from added users, told
    `.execute(db);
    const [user] = rows;
    if (user) return user;
    throw new UserExistsError(`there is an account \`${name}\``);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)
      throw new UserExistsError(`there is an account with the name \`${name}\` or its address`, { cause: error });
    throw error;
  }
}

async function list(db: Db, after: string | null, limit: number): Promise<User[]> {
  const { rows } = await sql<User>`
    select ${COLUMNS} from users where ${after}::text is null or lower(name) > lower(${after}::text)
    order by lower(name) limit ${limit}
  `.execute(db);
  return rows;
}

/** Changes one account, ends its sessions and forgets its codes where it has no password any more. */
function change(
  db: Db,
  id: string,
  by: string,
  set: RawBuilder<unknown>,
  action: string,
  detail: object,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${ADMINISTRATORS_LOCK})`.execute(transaction);
    const before = await administrators(transaction);
    const { rows } = await sql<{ name: string; password: string | null }>`
      update users set ${set} where id = ${id} returning name, password
    `.execute(transaction);
    const [user] = rows;
    if (!user) return false;
    if (before > 0 && (await administrators(transaction)) === 0)
      throw new LastAdministratorError(`\`${user.name}\` is the last administrator who can sign in`);
    await sql`delete from sessions where user_id = ${id}`.execute(transaction);
    if (user.password === null) await sql`delete from recovery_codes where user_id = ${id}`.execute(transaction);
    const written = JSON.stringify({ name: user.name, ...detail });
    await sql`select append_audit(${by}, ${action}, null, ${written}::jsonb)`.execute(transaction);
    return true;
  });
}

async function administrators(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::float8 as count from users where ${CAN_ADMINISTER}
  `.execute(db);
  return rows[0]?.count ?? 0;
}

async function byProvider(db: Db, issuer: string, subject: string, email: string | null): Promise<User | undefined> {
  const { rows } = await sql<User>`
    with bound as (
      update users set provider_issuer = ${issuer}, provider_subject = ${subject}
      where provider_subject is null and lower(email) = lower(${email})
        and not exists (select from users where provider_issuer = ${issuer} and provider_subject = ${subject})
      returning *
    ), told as (
      select append_audit(name, 'bound to the identity provider', null, ${JSON.stringify({ issuer, subject })}::jsonb) from bound
    )
    select ${COLUMNS} from (
      select * from users where provider_issuer = ${issuer} and provider_subject = ${subject}
      union all select bound.* from bound, told
    ) users
    where disabled_at is null
  `.execute(db);
  return rows[0];
}
