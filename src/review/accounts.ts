/**
 * Signing in by name, password and one-time code: the steps, apart from the pages that show them.
 *
 * Whoever guesses learns nothing: a wrong name, a wrong password and a locked account get the same answer after the same
 * work. Tries are counted by address, and by account, where the fifth failure locks for a while.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { networkOf } from '../store/network.ts';
import type { Origin } from '../store/sessions.ts';
import type { Store } from '../store/store.ts';
import type { Credentials } from '../store/user-credentials.ts';
import { ROLES, type User } from '../store/users.ts';
import { hashPassword, isPassword } from './password.ts';
import { may } from './roles.ts';
import { totpStep } from './totp.ts';

/** What signing in needs of the store. */
export type AccountStore = Pick<Store, 'sessions' | 'users' | 'userCredentials'>;

export type Step =
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'code' | 'set-up' | 'session'; readonly token: string };

/** An account as a page, a command or a program asks for it. */
export const newUser = z
  .object({
    name: z
      .string({ error: 'Please give a name.' })
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} .@_'’+-]{1,79}$/u, 'Please give a name of 2 to 80 letters, digits or . @ _ - +'),
    email: z.email('Please give an e-mail address, or none.').max(254).nullish(),
    roles: z.array(z.enum(ROLES, `Expected roles of ${ROLES.join(', ')}.`)).min(1, 'Please choose a role.'),
  })
  // Who is called by an address has it: the register and an identity provider know people by theirs.
  .transform(({ name, email, roles }) => ({
    name,
    email: email ?? (z.email().safeParse(name).success ? name : null),
    roles: [...new Set(roles)],
  }));

/** What is said of an account that decides and has no address; null where nothing is to be said. */
export function namelessWarning({ name, email, roles }: Pick<User, 'name' | 'email' | 'roles'>): string | null {
  if (email !== null || !(may(roles, 'holds:decide') || may(roles, 'drives:write'))) return null;
  return `${name} has no e-mail address: what is their own, and not theirs to decide, is told by their name alone`;
}

const TRIES_OF_AN_ADDRESS = 30;
const TRIES_SECONDS = 300;
const RECOVERY_CODES = 10;
/** Without 0, 1, l and o, which look like others. */
const CODE_LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';

/** First step: name and password. */
export async function signIn(store: AccountStore, name: string, given: string, origin: Origin): Promise<Step> {
  const { userCredentials, sessions } = store;
  if (!(await mayTry(store, origin))) return { kind: 'too-many' };
  const found = await userCredentials.find(name);
  // Checked also for nobody and for who is locked, so that the time says nothing.
  const isRight = await isPassword(given, found?.password ?? null);
  if (!found || found.isLocked) return { kind: 'refused' };
  if (!isRight) {
    await userCredentials.failed(found.userId);
    return { kind: 'refused' };
  }
  const kind = found.totpSecret ? 'code' : 'set-up';
  return { kind, token: await sessions.start(found.userId, kind, origin) };
}

/** Second step: a code of the authenticator, or a recovery code. The step before is used up by the right one. */
export async function confirmCode(store: AccountStore, token: string, code: string, origin: Origin): Promise<Step> {
  const { sessions, userCredentials } = store;
  if (!(await mayTry(store, origin))) return { kind: 'too-many' };
  const holder = await sessions.holder(token, 'code');
  const found = holder && (await userCredentials.get(holder.userId));
  if (!found || found.isLocked) return { kind: 'refused' };
  const how = await whichCode(store, found, code);
  if (!how) {
    await userCredentials.failed(found.userId);
    return { kind: 'refused' };
  }
  const session = await sessions.exchange(token, 'code', 'session', origin);
  if (!session) return { kind: 'refused' };
  await userCredentials.succeeded(found.userId, how, origin.address);
  return { kind: 'session', token: session };
}

async function whichCode(
  { userCredentials }: AccountStore,
  { userId, totpSecret }: Credentials,
  code: string,
): Promise<string | undefined> {
  const step = totpSecret ? totpStep(totpSecret, code, Date.now()) : undefined;
  if (step !== undefined) return (await userCredentials.useTotp(userId, step)) ? 'password and code' : undefined;
  const plain = plainCode(code);
  return (await userCredentials.useRecoveryCode(userId, plain)) ? 'password and recovery code' : undefined;
}

/** By a welcome link: chooses the password of an account, and goes on to set up an authenticator. */
export async function choosePassword(store: AccountStore, link: string, chosen: string): Promise<string | undefined> {
  const holder = await store.sessions.holder(link, 'welcome');
  if (!holder) return undefined;
  const hash = await hashPassword(chosen);
  const token = await store.sessions.exchange(link, 'welcome', 'set-up');
  if (token) await store.userCredentials.setPassword(holder.userId, hash);
  return token;
}

/** The password again, before something of the account changes; counted like a sign-in. */
export async function isStillThem(
  store: AccountStore,
  userId: string,
  given: string,
  origin: Origin,
): Promise<boolean> {
  if (!(await mayTry(store, origin))) return false;
  const found = await store.userCredentials.get(userId);
  const isRight = await isPassword(given, found?.password ?? null);
  if (!found || found.isLocked) return false;
  if (!isRight) await store.userCredentials.failed(userId);
  return isRight;
}

/** Ten codes of fifty bits, each good once, for who has lost the authenticator. */
export function newRecoveryCodes(): string[] {
  const letters = () => Array.from({ length: 5 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${letters()}-${letters()}`);
}

/** As it is stored: without what people type besides. */
export function plainCode(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function mayTry({ userCredentials }: AccountStore, { address }: Origin): Promise<boolean> {
  return userCredentials.attempt(`sign-in ${networkOf(address)}`, TRIES_OF_AN_ADDRESS, TRIES_SECONDS);
}
