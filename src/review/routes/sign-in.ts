/**
 * Signing in, step by step: `/sign-in`, then `/sign-in/code`; by a link of an administrator `/sign-in/TOKEN`, then
 * `/sign-in/authenticator`. And signing out.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type AccountStore,
  choosePassword,
  confirmCode,
  newRecoveryCodes,
  plainCode,
  type Step,
  signIn,
} from '../accounts.ts';
import { SESSION_COOKIE } from '../csrf.ts';
import { password } from '../password.ts';
import { localPath, originOf, setSession } from '../sign-in.ts';
import { newTotpSecret, secretFromBase32, totpStep } from '../totp.ts';
import { messagePage } from '../views/message-page.ts';
import {
  authenticatorView,
  codeView,
  linkView,
  recoveryCodesView,
  type SignInView,
  signInView,
  welcomeView,
} from '../views/sign-in.ts';

const WRONG =
  'Name or password is wrong, or there were too many tries. Please try again, or wait a quarter of an hour.';
const WRONG_CODE = 'This code is wrong or was used before. Please wait for the next one.';
const TOO_MANY = 'There were too many tries from your network. Please wait five minutes.';
const RETRY_SECONDS = 300;

const text = z.string().max(500).catch('');
const nameAndPassword = z.object({ name: text, password: text, next: text });
const codeForm = z.object({ code: text, next: text });
const passwordForm = z
  .object({ password, repeat: z.string() })
  .refine(({ password: chosen, repeat }) => chosen === repeat, 'The two are not the same.');
export const authenticatorForm = z.object({ secret: text, code: text });

type Token = { Params: { token: string } };

/** `provider` is the identity provider, or null. */
export function signInRoutes(
  app: FastifyInstance,
  store: AccountStore,
  provider: { readonly name: string } | null,
): void {
  const form = (reply: FastifyReply, shown: Omit<SignInView, 'provider'>) =>
    reply.type('text/html').send(signInView({ ...shown, provider: provider?.name ?? null }));

  app.get<{ Querystring: { next?: string; out?: string } }>('/sign-in', async (request, reply) =>
    form(reply, { next: localPath(request.query.next), isOut: request.query.out !== undefined }),
  );
  app.post('/sign-in', async (request, reply) => {
    const { name, password: given, next } = nameAndPassword.parse(request.body ?? {});
    const step = await signIn(store, name, given, originOf(request));
    const goOn = isRefused(step, reply);
    if (goOn) return form(reply, { next: localPath(next), name, problem: step.kind === 'too-many' ? TOO_MANY : WRONG });
    return walkOn(request, reply, step, localPath(next));
  });

  app.get<{ Querystring: { next?: string } }>('/sign-in/code', async (request, reply) =>
    reply.type('text/html').send(codeView(localPath(request.query.next))),
  );
  app.post('/sign-in/code', async (request, reply) => {
    const { code, next } = codeForm.parse(request.body ?? {});
    const token = request.cookies[SESSION_COOKIE] ?? '';
    if (!(await store.sessions.holder(token, 'code'))) return reply.redirect('/sign-in', 303);
    const step = await confirmCode(store, token, code, originOf(request));
    if (isRefused(step, reply))
      return reply.type('text/html').send(codeView(localPath(next), step.kind === 'too-many' ? TOO_MANY : WRONG_CODE));
    return walkOn(request, reply, step, localPath(next));
  });

  authenticatorRoutes(app, store);
  linkRoutes(app, store);

  app.post('/sign-out', async (request, reply) => {
    await store.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    // Signed out here; at the provider too, if they wish: a form must not lead to another site (`form-action`).
    return reply.redirect(provider ? '/sign-in?out' : '/sign-in', 303);
  });
}

/** The last step of a new account: an authenticator, and codes for the day that it is lost. */
function authenticatorRoutes(app: FastifyInstance, store: AccountStore): void {
  const holderOf = (request: FastifyRequest) => store.sessions.holder(request.cookies[SESSION_COOKIE] ?? '', 'set-up');

  app.get('/sign-in/authenticator', async (request, reply) => {
    const holder = await holderOf(request);
    if (!holder) return reply.redirect('/sign-in', 303);
    const view = authenticatorView({ name: holder.name, secret: newTotpSecret(), action: '/sign-in/authenticator' });
    return reply.type('text/html').send(view);
  });
  app.post('/sign-in/authenticator', async (request, reply) => {
    const holder = await holderOf(request);
    if (!holder) return reply.redirect('/sign-in', 303);
    const given = authenticatorForm.parse(request.body ?? {});
    const secret = secretFromBase32(given.secret) ?? newTotpSecret();
    const step = totpStep(secret, given.code, Date.now());
    if (step === undefined) {
      const action = '/sign-in/authenticator';
      const view = authenticatorView({
        name: holder.name,
        secret,
        action,
        problem: 'This is not the code of this key.',
      });
      return reply.code(422).type('text/html').send(view);
    }
    const origin = originOf(request);
    const token = await store.sessions.exchange(request.cookies[SESSION_COOKIE] ?? '', 'set-up', 'session', origin);
    if (!token) return reply.redirect('/sign-in', 303);
    const codes = newRecoveryCodes();
    await store.userCredentials.setTotp(holder.userId, secret, step, codes.map(plainCode));
    await store.userCredentials.succeeded(holder.userId, 'new authenticator', origin.address);
    setSession(request, reply, token);
    return reply.type('text/html').send(recoveryCodesView(codes));
  });
}

/** Links of an administrator: one that signs in, and one that welcomes a new account. Looking at one does not use it up. */
function linkRoutes(app: FastifyInstance, store: AccountStore): void {
  app.get<Token>('/sign-in/:token', async (request, reply) => {
    const { token } = request.params;
    const welcome = await store.sessions.holder(token, 'welcome');
    if (welcome) return reply.type('text/html').send(welcomeView(token, welcome.name));
    const guest = await store.sessions.holder(token, 'link');
    return guest ? reply.type('text/html').send(linkView(token, guest.name)) : usedUp(reply);
  });
  app.post<Token>('/sign-in/:token', async (request, reply) => {
    const { token } = request.params;
    const welcome = await store.sessions.holder(token, 'welcome');
    if (!welcome) return signInOnce(request, reply, store, token);
    const given = passwordForm.safeParse(request.body ?? {});
    if (!given.success) {
      const view = welcomeView(token, welcome.name, given.error.issues[0]?.message);
      return reply.code(422).type('text/html').send(view);
    }
    const next = await choosePassword(store, token, given.data.password);
    if (!next) return usedUp(reply);
    setSession(request, reply, next);
    return reply.redirect('/sign-in/authenticator', 303);
  });
}

async function signInOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, userCredentials }: AccountStore,
  token: string,
): Promise<FastifyReply> {
  const guest = await sessions.holder(token, 'link');
  const origin = originOf(request);
  const session = guest && (await sessions.exchange(token, 'link', 'session', origin));
  if (!session) return usedUp(reply);
  await userCredentials.succeeded(guest.userId, 'link', origin.address);
  setSession(request, reply, session);
  return reply.redirect('/', 303);
}

function isRefused(step: Step, reply: FastifyReply): boolean {
  if (step.kind === 'too-many') reply.code(429).header('retry-after', String(RETRY_SECONDS));
  else if (step.kind === 'refused') reply.code(401);
  return step.kind === 'too-many' || step.kind === 'refused';
}

/** Each step has a token of its own, in the one cookie. */
function walkOn(request: FastifyRequest, reply: FastifyReply, step: Step, next: string): FastifyReply {
  if (!('token' in step)) return usedUp(reply);
  setSession(request, reply, step.token);
  if (step.kind === 'set-up') return reply.redirect('/sign-in/authenticator', 303);
  if (step.kind === 'code') return reply.redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, 303);
  return reply.redirect(next, 303);
}

function usedUp(reply: FastifyReply): FastifyReply {
  const sentence = 'This link is used or has run out. An administrator can make a new one.';
  return reply.code(401).type('text/html').send(messagePage('Please sign in', sentence));
}
