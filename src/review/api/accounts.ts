/** `/v1/me`, `/v1/users` and `/v1/tokens`. */
import { z } from 'zod';
import { MakerRevokedError } from '../../store/api-tokens.ts';
import { LastAdministratorError, ROLES, UserExistsError } from '../../store/users.ts';
import { newUser } from '../accounts.ts';
import { type Act, may } from '../roles.ts';
import { newApiToken } from '../routes/account.ts';
import { type Asked, byId, DONE, done, type Endpoint, endpoint, id, moment, orNotFound } from './endpoint.ts';
import { keyIn, paged, pageOf, paging } from './pages.ts';
import { ProblemError } from './problem.ts';

const role = z.enum(ROLES);
const user = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(role).readonly(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  hasProvider: z.boolean(),
  isDisabled: z.boolean(),
  lockedUntil: moment.nullable(),
  createdAt: moment,
  lastSeenAt: moment.nullable(),
});
/** A name as it can be stored. */
const nameKey = z.string().regex(/^\P{Cc}*$/u);
const link = z.string().meta({ description: 'where they choose a password; works once, within a day' });
const session = z.object({
  id,
  createdAt: moment,
  lastSeenAt: moment,
  expiresAt: moment,
  address: z.string().nullable(),
  agent: z.string().nullable(),
});
const token = z.object({
  id,
  name: z.string(),
  owner: z.string(),
  scopes: z.array(z.string()).readonly(),
  createdAt: moment,
  expiresAt: moment,
  lastUsedAt: moment.nullable(),
  isRevoked: z.boolean(),
});

/** Refusals of the store, as problems. */
async function refusable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UserExistsError || error instanceof LastAdministratorError)
      throw new ProblemError('conflict', error.message);
    if (error instanceof MakerRevokedError) throw new ProblemError('not-signed-in', error.message);
    throw error;
  }
}

const DAYS = newApiToken.shape.days.unwrap();
const DEFAULT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Ends with its maker at the latest: otherwise whoever finds one that lasts a day has one for a year. */
const passedOn = newApiToken.extend({
  days: DAYS.optional().meta({
    description: `${DEFAULT_DAYS} unless said. Never beyond the end of the token that makes it, whose last day may be a part of one`,
  }),
});

/** Throws `ProblemError` where they ask for more days than their own token has. */
function daysOf({ expiresAt }: Asked<unknown, unknown, unknown>['who'], asked: number | undefined): number {
  const left = Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / DAY_MS));
  if (asked !== undefined && asked > left)
    throw new ProblemError(
      'not-allowed',
      `a token makes none that outlives it: this one ends at ${expiresAt.toISOString()}`,
    );
  return asked ?? Math.min(left, DEFAULT_DAYS);
}

/** What the caller may pass on: no token makes one that may more than itself. */
function isWithin({ scopes, roles }: Asked<unknown, unknown, unknown>['who'], wanted: readonly Act[]): boolean {
  return wanted.every((each) => scopes.includes(each) && may(roles, each));
}

export const accountEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/me',
    summary: 'Whom this token acts for, what it may, and until when',
    act: null,
    answer: z.object({
      name: z.string(),
      email: z.string().nullable(),
      roles: z.array(role).readonly(),
      scopes: z.array(z.string()).readonly(),
      expiresAt: moment,
    }),
    answers: async ({ who }) => who,
  }),
  endpoint({
    method: 'GET',
    path: '/v1/users',
    summary: 'Accounts, in the order of their names',
    act: 'users:read',
    query: paging,
    answer: pageOf(user),
    answers: async ({ query: { limit, cursor } }, { store }) =>
      paged(await store.users.list(keyIn(cursor, nameKey), limit + 1), limit, ({ name }) => name),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/users/{id}',
    summary: 'One account',
    act: 'users:read',
    params: byId,
    answer: user,
    answers: async ({ params }, { store }) => orNotFound(await store.users.get(params.id), 'such account'),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/users',
    summary: 'Add an account, with the link for its first sign-in',
    act: 'users:write',
    body: newUser,
    answer: z.object({ user, link }),
    answers: async ({ body, who }, { store, publicUrl }) => {
      const added = await refusable(store.users.add(body, who.name));
      return { user: added, link: `${publicUrl()}/sign-in/${await store.sessions.start(added.id, 'welcome')}` };
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/v1/users/{id}/roles',
    summary: 'Change the roles of an account, and sign it out',
    act: 'users:write',
    params: byId,
    body: z.object({ roles: z.array(role).min(1) }),
    answer: done,
    answers: async ({ params, body, who }, { store }) => {
      orNotFound(await refusable(store.users.setRoles(params.id, body.roles, who.name)), 'such account');
      return DONE;
    },
  }),
  ...(['disable', 'enable'] as const).map((action) =>
    endpoint({
      method: 'POST',
      path: `/v1/users/{id}/${action}`,
      summary:
        action === 'disable' ? 'Sign an account out for good, and stop its tokens' : 'Let an account sign in again',
      act: 'users:write',
      params: byId,
      answer: done,
      answers: async ({ params, who }, { store }) => {
        orNotFound(await refusable(store.users[action](params.id, who.name)), 'such account');
        return DONE;
      },
    }),
  ),
  endpoint({
    method: 'POST',
    path: '/v1/users/{id}/reset',
    summary: 'Forget how somebody signs in, and make the link by which they begin again',
    act: 'users:write',
    params: byId,
    answer: z.object({ link }),
    answers: async ({ params, who }, { store, publicUrl }) => {
      orNotFound(await refusable(store.users.resetCredentials(params.id, who.name)), 'such account');
      return { link: `${publicUrl()}/sign-in/${await store.sessions.start(params.id, 'welcome')}` };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/users/{id}/sessions',
    summary: 'Where somebody is signed in',
    act: 'users:read',
    params: byId,
    answer: z.object({ items: z.array(session) }),
    answers: async ({ params }, { store }) => {
      orNotFound(await store.users.get(params.id), 'such account');
      return { items: [...(await store.sessions.list(params.id))] };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/v1/users/{id}/sessions/{session}',
    summary: 'End a session',
    act: 'users:write',
    params: z.object({ id, session: id }),
    answer: done,
    answers: async ({ params }, { store }) => {
      orNotFound(await store.sessions.revoke(params.id, params.session), 'such session');
      return DONE;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/tokens',
    summary: 'Tokens of the account; of all accounts with the scope users:read',
    act: null,
    answer: z.object({ items: z.array(token).readonly() }),
    answers: async ({ who }, { store }) => ({
      items: await store.apiTokens.list(isWithin(who, ['users:read']) ? null : who.userId),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/tokens',
    summary: 'Make a token that may no more than this one, and does not outlive it',
    act: null,
    body: passedOn,
    answer: z.object({ id, token: z.string().meta({ description: 'shown this once' }), expiresAt: moment }),
    answers: async ({ body, who }, { store }) => {
      if (!isWithin(who, body.scopes))
        throw new ProblemError('not-allowed', 'a token makes none that may more than itself');
      const days = daysOf(who, body.days);
      return refusable(store.apiTokens.add(who.userId, { ...body, days, madeBy: who.tokenId }, who.name));
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/v1/tokens/{id}',
    summary: 'Revoke a token of the account, with all that it made; any with the scope users:write',
    act: null,
    params: byId,
    answer: done,
    answers: async ({ params, who }, { store }) => {
      const owner = isWithin(who, ['users:write']) ? null : who.userId;
      orNotFound(await store.apiTokens.revoke(params.id, owner, who.name), 'such token that works');
      return DONE;
    },
  }),
];
