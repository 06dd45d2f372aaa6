/**
 * Who asks for a page, and whether they may: the one gate of all pages.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Holder, Origin } from '../store/sessions.ts';
import type { Store } from '../store/store.ts';
import { csrfOf, SESSION_COOKIE } from './csrf.ts';
import { type Flash, heard } from './flash.ts';
import { keepable } from './forms.ts';
import { ACTS, type Act, may } from './roles.ts';
import { messagePage } from './views/message-page.ts';
import { sendAgainView } from './views/send-again.ts';

export interface SignedIn extends Holder {
  /** For the forms of the page: `csrfField`. */
  readonly csrf: string;
  /** What the act before has to say. */
  readonly flash: Flash | null;
}

/**
 * Who is signed in and may do this; undefined after an answer was sent: a way to sign in, or that their role does not
 * allow it. Without `act` it is enough to be signed in. A `page` asks by itself, also each time that its connection broke, and
 * keeps no session alive.
 */
export async function signedIn(
  { sessions }: Pick<Store, 'sessions'>,
  request: FastifyRequest,
  reply: FastifyReply,
  act?: Act,
  asks: 'person' | 'page' = 'person',
): Promise<SignedIn | undefined> {
  const token = request.cookies[SESSION_COOKIE];
  const holder = token && (await (asks === 'page' ? sessions.peek(token) : sessions.holder(token, 'session')));
  if (!token || !holder) {
    const typed = request.method === 'POST' ? keepable(request.body) : null;
    if (typed) {
      const view = sendAgainView({ url: request.url, fields: typed, csrf: null });
      await reply.code(401).type('text/html').send(view);
      return undefined;
    }
    const next = request.method === 'GET' ? request.url : '/';
    await reply.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
    return undefined;
  }
  if (act && !may(holder.roles, act)) {
    const sentence = `Your role does not allow you to ${ACTS[act]}. An administrator can change that.`;
    await reply.code(403).type('text/html').send(messagePage('This is not yours to do', sentence));
    return undefined;
  }
  return { ...holder, csrf: csrfOf(token), flash: heard(request, reply) };
}

/** Gives a browser its token: not readable by scripts, not sent along by what other sites send. */
export function setSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  // Lax, because a link in a mail is to open the message that it names; forms are guarded by `csrf.ts`.
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  });
}

export function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, agent: request.headers['user-agent'] ?? '' };
}

/** A path on this site, else the first page: nobody is to be sent elsewhere by a link to the sign-in. */
export function localPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%:~+,@!'()*;$]*$/.test(next) ? next : '/';
}
