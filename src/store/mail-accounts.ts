/**
 * Accounts that may send by SMTP AUTH: for machines and people without a mail server of their own.
 *
 * Passwords are made here, long and random, and only a salted hash is stored (scrypt, RFC 7914).
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';

export interface MailAccounts {
  /** Makes the account, or gives it a new password; gives the password, which is stored nowhere. */
  readonly add: (login: string) => Promise<string>;
  /** False where there is none. */
  readonly remove: (login: string) => Promise<boolean>;
  readonly list: () => Promise<readonly string[]>;
  /** True for the right password. Takes the same time for an unknown login. */
  readonly isRight: (login: string, password: string) => Promise<boolean>;
}

const HASH_BYTES = 32;
const PASSWORD_BYTES = 24;
const derive = promisify<string, Buffer, number, Buffer>(scrypt);

export function mailAccountsOf(db: Db): MailAccounts {
  return {
    add: (login) => available(add(db, login.toLowerCase())),
    remove: async (login) => {
      const removed = sql`delete from mail_accounts where login = ${login.toLowerCase()} returning login`.execute(db);
      return (await available(removed)).rows.length > 0;
    },
    list: async () => {
      const listed = sql<{ login: string }>`select login from mail_accounts order by login`.execute(db);
      return (await available(listed)).rows.map(({ login }) => login);
    },
    isRight: (login, password) => available(isRight(db, login.toLowerCase(), password)),
  };
}

async function add(db: Db, login: string): Promise<string> {
  // Digits and letters only: one that begins with a dash is an option to the programs that it is pasted into.
  const password = randomBytes(PASSWORD_BYTES).toString('hex');
  const salt = randomBytes(16);
  const hash = await derive(password, salt, HASH_BYTES);
  await sql`
    insert into mail_accounts (login, salt, hash) values (${login}, ${salt}, ${hash})
    on conflict (login) do update set salt = excluded.salt, hash = excluded.hash
  `.execute(db);
  return password;
}

async function isRight(db: Db, login: string, password: string): Promise<boolean> {
  const { rows } = await sql<{ salt: Buffer; hash: Buffer }>`
    select salt, hash from mail_accounts where login = ${login}
  `.execute(db);
  const { salt, hash } = rows[0] ?? { salt: Buffer.alloc(16), hash: Buffer.alloc(HASH_BYTES) };
  const derived = await derive(password, salt, HASH_BYTES);
  return timingSafeEqual(derived, hash) && rows.length > 0;
}
