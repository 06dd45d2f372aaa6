/**
 * `/account`: one's own password, authenticator, recovery codes, sessions and tokens. What changes how somebody signs in
 * asks for the password again, gives the session a new token and ends the others.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiTokens } from '../../store/api-tokens.ts';
import { type AccountStore, isStillThem, newRecoveryCodes, plainCode } from '../accounts.ts';
import { SESSION_COOKIE } from '../csrf.ts';
import { boxes, ID, type Typed, typedOf } from '../forms.ts';
import { hashPassword, password } from '../password.ts';
import { ACTS, type Act, may } from '../roles.ts';
import { originOf, type SignedIn, setSession, signedIn } from '../sign-in.ts';
import { newTotpSecret, secretFromBase32, totpStep } from '../totp.ts';
import { accountView } from '../views/account.ts';
import { csrfField } from '../views/form.ts';
import { authenticatorView, recoveryCodesView } from '../views/sign-in.ts';
import { sendPage } from './send-page.ts';
import { authenticatorForm } from './sign-in.ts';

export type AccountPages = AccountStore & { readonly apiTokens: ApiTokens };

type Id = { Params: { id: string } };

const current = z.object({ current: z.string().max(500).catch('') });
const passwordForm = z
  .object({ password, repeat: z.string().catch('') })
  .refine(({ password: chosen, repeat }) => chosen === repeat, 'The two new passwords are not the same.');

/** A token as a page, a command or a program asks for it. */
export const newApiToken = z.object({
  name: z.string('Please say what it is for.').trim().min(1, 'Please say what it is for.').max(80),
  scopes: boxes.pipe(z.array(z.enum(Object.keys(ACTS) as [Act, ...Act[]])).min(1, 'Please choose what it may do.')),
  days: z.coerce.number('Expected a number of days.').int().min(1).max(365).default(90),
});

const WRONG = 'This is not your password, or there were too many tries.';

export function accountRoutes(app: FastifyInstance, store: AccountPages): void {
  app.get('/account', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    return me ? show(store, reply, me) : reply;
  });

  app.post<Id>(`/account/sessions/${ID}/end`, async (request, reply) => {
    const me = await signedIn(store, request, reply);
    if (!me) return reply;
    await store.sessions.revoke(me.userId, request.params.id);
    return reply.redirect('/account', 303);
  });

  secretRoutes(app, store);
  tokenRoutes(app, store);
}

async function show(
  { sessions, users, userCredentials, apiTokens }: AccountPages,
  reply: FastifyReply,
  me: SignedIn,
  more: { problem?: string; typed?: Typed; made?: string } = {},
) {
  const user = await users.get(me.userId);
  if (!user) return reply.redirect('/sign-in', 303);
  const view = accountView({
    me,
    user,
    sessions: await sessions.list(me.userId),
    tokens: await apiTokens.list(me.userId),
    codesLeft: await userCredentials.recoveryCodesLeft(me.userId),
    ...more,
  });
  return sendPage(reply, view, more.problem !== undefined);
}

/** What somebody signs in by. Each change asks for the password again. */
function secretRoutes(app: FastifyInstance, store: AccountPages): void {
  const { userCredentials } = store;
  const isThem = (request: FastifyRequest, me: SignedIn) =>
    isStillThem(store, me.userId, current.parse(request.body ?? {}).current, originOf(request));

  app.post('/account/password', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    if (!me) return reply;
    const given = passwordForm.safeParse(request.body ?? {});
    if (!given.success) return show(store, reply, me, { problem: given.error.issues[0]?.message ?? WRONG });
    if (!(await isThem(request, me))) return show(store, reply, me, { problem: WRONG });
    await userCredentials.setPassword(me.userId, await hashPassword(given.data.password));
    await rotate(store, request, reply, me);
    return reply.redirect('/account', 303);
  });

  app.post('/account/authenticator', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    if (!me) return reply;
    if (!(await isThem(request, me))) return show(store, reply, me, { problem: WRONG });
    const { secret: written, code } = authenticatorForm.parse(request.body ?? {});
    const secret = secretFromBase32(written) ?? newTotpSecret();
    const step = totpStep(secret, code, Date.now());
    if (step === undefined) return proveAgain(reply, me, secret, code);
    const codes = newRecoveryCodes();
    await userCredentials.setTotp(me.userId, secret, step, codes.map(plainCode));
    await rotate(store, request, reply, me);
    return reply.type('text/html').send(recoveryCodesView(codes));
  });

  app.post('/account/recovery-codes', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    if (!me) return reply;
    if (!(await isThem(request, me))) return show(store, reply, me, { problem: WRONG });
    const codes = newRecoveryCodes();
    await userCredentials.setRecoveryCodes(me.userId, codes.map(plainCode));
    return reply.type('text/html').send(recoveryCodesView(codes));
  });
}

/** The page has no other place for what was just proved than the form itself, which asks for it again at the end. */
function proveAgain(reply: FastifyReply, me: SignedIn, secret: Buffer, code: string): FastifyReply {
  const fields = `${csrfField(me)}<p><label for="current">Your password now</label> <input id="current" name="current" type="password" autocomplete="current-password" required></p>`;
  const problem = code ? 'This is not the code of this key.' : undefined;
  const view = authenticatorView({ name: me.name, secret, action: '/account/authenticator', fields, problem });
  return sendPage(reply, view, code !== '');
}

/** The token of the session is new, and every other session of theirs ends. */
async function rotate(
  { sessions }: AccountPages,
  request: FastifyRequest,
  reply: FastifyReply,
  me: SignedIn,
): Promise<void> {
  const token = await sessions.exchange(request.cookies[SESSION_COOKIE] ?? '', 'session', 'session', originOf(request));
  if (!token) return;
  await sessions.endOthers(me.userId, token);
  setSession(request, reply, token);
}

/** Tokens by which programs act for them. */
function tokenRoutes(app: FastifyInstance, store: AccountPages): void {
  app.post('/account/tokens', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    if (!me) return reply;
    const given = newApiToken.safeParse(request.body ?? {});
    const typed = typedOf(request.body);
    if (!given.success) return show(store, reply, me, { problem: given.error.issues[0]?.message ?? WRONG, typed });
    const beyond = given.data.scopes.find((scope) => !may(me.roles, scope));
    if (beyond) return show(store, reply, me, { problem: `Your roles do not allow ${beyond}.`, typed });
    const { token } = await store.apiTokens.add(me.userId, given.data, me.name);
    return show(store, reply, me, { made: token });
  });

  app.post<Id>(`/account/tokens/${ID}/revoke`, async (request, reply) => {
    const me = await signedIn(store, request, reply);
    if (!me) return reply;
    await store.apiTokens.revoke(request.params.id, me.userId, me.name);
    return reply.redirect('/account', 303);
  });
}
