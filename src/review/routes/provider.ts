/**
 * Signing in at the identity provider: there by `/sign-in/provider`, back by `/sign-in/provider/back`.
 *
 * An account is found by who they are at the provider, or, the first time, by their verified address; made only where the
 * provider's claims give roles. Where they do, they give them anew each time, and who has none there does not get in.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../log.ts';
import { networkOf } from '../../store/network.ts';
import { LastAdministratorError, type User, UserExistsError } from '../../store/users.ts';
import type { AccountStore } from '../accounts.ts';
import { BACK, type Identity, type Provider, providerState } from '../provider.ts';
import { localPath, originOf, setSession } from '../sign-in.ts';
import { messagePage } from '../views/message-page.ts';

const COOKIE = 'reticent-provider';
const WAIT_SECONDS = 600;
const TRIES_OF_AN_ADDRESS = 30;
const TRIES_SECONDS = 300;
const BY = 'identity provider';

const AWAY = 'The identity provider could not be asked. Please try again, or sign in with an account of Reticent.';
const NO_ACCOUNT =
  'You are known to the identity provider, but you have no account here. An administrator can add one with your e-mail address.';
const NO_ROLE = 'The identity provider gives you no role in Reticent. Whoever manages its groups can change that.';
const AGAIN = 'This took too long, or was used before. Please sign in again.';

export function providerRoutes(app: FastifyInstance, store: AccountStore, provider: Provider, log: Log): void {
  app.get<{ Querystring: { next?: string } }>('/sign-in/provider', async (request, reply) => {
    const mayTry = await store.userCredentials.attempt(
      `provider ${networkOf(request.ip)}`,
      TRIES_OF_AN_ADDRESS,
      TRIES_SECONDS,
    );
    if (!mayTry) return refuse(reply, 429, 'There were too many tries from your network. Please wait five minutes.');
    try {
      const { url, kept } = await provider.begin(localPath(request.query.next));
      // Lax, because they come back by a link of another site.
      reply.setCookie(COOKIE, await store.sessions.awaitProvider(kept), {
        path: '/sign-in',
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
        maxAge: WAIT_SECONDS,
      });
      return reply.redirect(url, 303);
    } catch (error) {
      log.error({ error }, 'the identity provider could not be asked');
      return refuse(reply, 503, AWAY);
    }
  });

  app.get(BACK, async (request, reply) => {
    const kept = providerState.safeParse(await store.sessions.backFromProvider(request.cookies[COOKIE] ?? ''));
    reply.clearCookie(COOKIE, { path: '/sign-in' });
    if (!kept.success) return refuse(reply, 401, AGAIN);
    let identity: Identity;
    try {
      identity = await provider.finish(request.url, kept.data);
    } catch (error) {
      // A person who said no there comes back with an error too.
      log.warn({ error }, 'a sign-in at the identity provider did not fit');
      return refuse(
        reply,
        401,
        'The identity provider did not let you in, or its answer did not fit. Please try again.',
      );
    }
    if (identity.roles?.length === 0) return refuse(reply, 403, NO_ROLE);
    const user = await accountOf(store, identity);
    if (!user) return refuse(reply, 403, NO_ACCOUNT);
    return enter(request, reply, store, user, kept.data.next);
  });

  app.get('/sign-in/provider/out', async (_request, reply) => {
    try {
      return reply.redirect((await provider.endUrl()) ?? '/sign-in', 303);
    } catch (error) {
      log.error({ error }, 'the identity provider could not be asked');
      return refuse(reply, 503, AWAY);
    }
  });
}

async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, userCredentials }: AccountStore,
  { id }: User,
  next: string,
): Promise<FastifyReply> {
  const origin = originOf(request);
  setSession(request, reply, await sessions.start(id, 'session', origin));
  await userCredentials.succeeded(id, BY, origin.address);
  return reply.redirect(next, 303);
}

async function accountOf(
  { users }: AccountStore,
  { issuer, subject, email, name, roles }: Identity,
): Promise<User | undefined> {
  const found = await users.byProvider(issuer, subject, email);
  if (found) return inRoles(users, found, roles);
  // By a name that nobody has verified an account is neither found nor made.
  if (!roles || email === null) return undefined;
  try {
    await users.add({ name, email, roles }, BY);
  } catch (error) {
    // Disabled, or bound to somebody else there.
    if (error instanceof UserExistsError) return undefined;
    throw error;
  }
  return users.byProvider(issuer, subject, email);
}

async function inRoles(users: AccountStore['users'], user: User, roles: Identity['roles']): Promise<User | undefined> {
  if (!roles || [...roles].sort().join() === [...user.roles].sort().join()) return user;
  try {
    await users.setRoles(user.id, roles, BY);
  } catch (error) {
    // Somebody has to be left who manages accounts: they keep what they have.
    if (!(error instanceof LastAdministratorError)) throw error;
  }
  return users.get(user.id);
}

function refuse(reply: FastifyReply, code: number, sentence: string): FastifyReply {
  return reply.code(code).type('text/html').send(messagePage('You are not signed in', sentence));
}
