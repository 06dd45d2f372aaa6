/**
 * What somebody signs in with: the hash of a password, the sealed secret of an authenticator, recovery codes; and the
 * count of what failed. Whoever checks them is `src/review/accounts.ts`.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { seal, unseal } from './seal.ts';

export interface Credentials {
  readonly userId: string;
  readonly name: string;
  readonly password: string | null;
  readonly totpSecret: Buffer | null;
  readonly isLocked: boolean;
}

export interface UserCredentials {
  /** Of an account that is not disabled, by name or e-mail address. */
  readonly find: (name: string) => Promise<Credentials | undefined>;
  readonly get: (userId: string) => Promise<Credentials | undefined>;
  readonly setPassword: (userId: string, hash: string) => Promise<void>;
  /** Sets an authenticator up, with the first code that it showed and new recovery codes. */
  readonly setTotp: (userId: string, secret: Buffer, step: number, codes: readonly string[]) => Promise<void>;
  readonly setRecoveryCodes: (userId: string, codes: readonly string[]) => Promise<void>;
  readonly recoveryCodesLeft: (userId: string) => Promise<number>;
  /** Uses a code of the authenticator up; false where it, or a later one, was used before. */
  readonly useTotp: (userId: string, step: number) => Promise<boolean>;
  /** Uses a recovery code up; false where it is none. */
  readonly useRecoveryCode: (userId: string, code: string) => Promise<boolean>;
  /** Counts a failure; from the fifth on the account is locked, twice as long each time, for a quarter of an hour at most. */
  readonly failed: (userId: string) => Promise<void>;
  /** Forgets the failures and writes down who came in, and how. */
  readonly succeeded: (userId: string, how: string, address: string) => Promise<void>;
  /** Counts a try of a bucket (an address); false once there are more than `limit` within `seconds`. */
  readonly attempt: (bucket: string, limit: number, seconds: number) => Promise<boolean>;
}

const FAILURES_BEFORE_LOCK = 5;
/** A longer lock would let anybody keep a reviewer out; at this pace a six-digit code lasts for years. */
const LONGEST_LOCK_SECONDS = 900;
const SHORTEST_LOCK_SECONDS = 30;

export function userCredentialsOf(db: Db, masterKey: Uint8Array): UserCredentials {
  // Codes have 50 bits: without the key of a secret that is not in the database, they could be guessed from a copy of it.
  const codeKey = Buffer.from(hkdfSync('sha256', masterKey, 'reticent', 'recovery codes', 32));
  const hashOf = (userId: string, code: string) => createHmac('sha256', codeKey).update(`${userId} ${code}`).digest();
  const opened = ({ sealed, ...row }: SealedCredentials): Credentials => ({
    ...row,
    totpSecret: sealed && unseal(masterKey, sealed, `totp ${row.userId}`),
  });
  const one = async (where: ReturnType<typeof sql>): Promise<Credentials | undefined> => {
    const { rows } = await available(
      sql<SealedCredentials>`
        select id as "userId", name, password, totp_secret as sealed, coalesce(locked_until > now(), false) as "isLocked"
        from users where disabled_at is null and ${where} limit 1
      `.execute(db),
    );
    return rows[0] && opened(rows[0]);
  };
  const setCodes = async (within: Db, userId: string, codes: readonly string[]) => {
    await sql`delete from recovery_codes where user_id = ${userId}`.execute(within);
    await sql`
      insert into recovery_codes (user_id, hash)
      select ${userId}, unnest(${codes.map((code) => hashOf(userId, code))}::bytea[])
    `.execute(within);
  };
  const audited = (within: Db, userId: string, action: string, detail: object = {}) =>
    sql`
      select append_audit(name, ${action}, null, ${JSON.stringify(detail)}::jsonb) from users where id = ${userId}
    `.execute(within);
  const inTransaction = (work: (transaction: Db) => Promise<void>) =>
    available(db.transaction().execute((transaction) => work(transaction)));

  return {
    find: (name) => one(sql`(lower(name) = lower(${name}) or lower(email) = lower(${name}))`),
    get: (userId) => one(sql`id = ${userId}`),
    setPassword: (userId, hash) =>
      inTransaction(async (transaction) => {
        await sql`update users set password = ${hash} where id = ${userId}`.execute(transaction);
        await audited(transaction, userId, 'password changed');
      }),
    setTotp: (userId, secret, step, codes) =>
      inTransaction(async (transaction) => {
        const sealed = seal(masterKey, secret, `totp ${userId}`);
        await sql`update users set totp_secret = ${sealed}, totp_step = ${step} where id = ${userId}`.execute(
          transaction,
        );
        await setCodes(transaction, userId, codes);
        await audited(transaction, userId, 'authenticator set up');
      }),
    setRecoveryCodes: (userId, codes) =>
      inTransaction(async (transaction) => {
        await setCodes(transaction, userId, codes);
        await audited(transaction, userId, 'recovery codes made');
      }),
    recoveryCodesLeft: async (userId) => {
      const { rows } = await available(
        sql<{ left: number }>`
          select count(*)::float8 as left from recovery_codes where user_id = ${userId}
        `.execute(db),
      );
      return rows[0]?.left ?? 0;
    },
    useTotp: async (userId, step) => {
      const used = sql`
        update users set totp_step = ${step} where id = ${userId} and totp_step < ${step} returning id
      `.execute(db);
      return (await available(used)).rows.length > 0;
    },
    useRecoveryCode: async (userId, code) => {
      const used = sql`
        with used as (
          delete from recovery_codes where user_id = ${userId} and hash = ${hashOf(userId, code)} returning user_id
        )
        select append_audit(name, 'recovery code used', null, '{}'::jsonb) from users join used on id = user_id
      `.execute(db);
      return (await available(used)).rows.length > 0;
    },
    failed: async (userId) => {
      const counted = sql`
        with counted as (
          update users set failures = failures + 1, locked_until = case when failures + 1 >= ${FAILURES_BEFORE_LOCK}
            then now() + least(${LONGEST_LOCK_SECONDS}::float8,
              ${SHORTEST_LOCK_SECONDS} * power(2, least(failures + 1 - ${FAILURES_BEFORE_LOCK}, 10))) * interval '1 second' end
          where id = ${userId} returning name, failures, locked_until
        )
        select append_audit('reticent', 'account locked', null, jsonb_build_object('name', name, 'failures', failures))
        from counted where locked_until is not null
      `.execute(db);
      await available(counted);
    },
    succeeded: (userId, how, address) =>
      inTransaction(async (transaction) => {
        await sql`update users set failures = 0, locked_until = null where id = ${userId}`.execute(transaction);
        await audited(transaction, userId, 'signed in', { how, address });
        await sql`delete from attempts where since < now() - interval '1 day'`.execute(transaction);
      }),
    attempt: async (bucket, limit, seconds) => {
      const { rows } = await available(
        sql<{ count: number }>`
          insert into attempts (bucket) values (${bucket})
          on conflict (bucket) do update set
            count = case when attempts.since < now() - ${seconds} * interval '1 second' then 1 else attempts.count + 1 end,
            since = case when attempts.since < now() - ${seconds} * interval '1 second' then now() else attempts.since end
          returning count
        `.execute(db),
      );
      return (rows[0]?.count ?? 0) <= limit;
    },
  };
}

type SealedCredentials = Omit<Credentials, 'totpSecret'> & { readonly sealed: Buffer | null };
