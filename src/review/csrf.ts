/**
 * No form of another site acts for who is signed in here.
 *
 * Two walls: what a browser says of where a request comes from (Fetch Metadata, else Origin), and a token in each form
 * that is derived from the session and that only our pages know.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { keepable } from './forms.ts';
import { messagePage } from './views/message-page.ts';
import { sendAgainView } from './views/send-again.ts';

export const SESSION_COOKIE = 'reticent-session';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What acts by a secret in its address, in its form or in its header, and not by the cookie. */
const WITHOUT_SESSION = /^\/(?:claim|sign-in|v1)(?:\/|\?|$)/;

/** The token that the forms of a session carry. */
export function csrfOf(session: string): string {
  return createHash('sha256').update(`form ${session}`).digest('base64url');
}

/**
 * Refuses what another site sends, and every form without its token, before any route sees it. `publicUrl` is where people
 * reach the pages.
 */
export function guardForms(app: FastifyInstance, publicUrl: () => string): void {
  app.addHook('preHandler', async (request, reply) => {
    if (SAFE.has(request.method)) return undefined;
    if (isForeign(request, publicUrl())) return refuse(reply);
    const session = request.cookies?.[SESSION_COOKIE];
    // Nobody is signed in: there is nothing that a foreign form could act with.
    if (!session || WITHOUT_SESSION.test(request.url)) return undefined;
    if (isRight(tokenOf(request), csrfOf(session))) return undefined;
    const typed = isOurs(request) ? keepable(request.body) : null;
    if (!typed) return refuse(reply);
    // Of an earlier session: it is asked for again, by a form that has the token of this one.
    const view = sendAgainView({ url: request.url, fields: typed, csrf: csrfOf(session) });
    return reply.code(403).type('text/html').send(view);
  });
}

function isForeign({ headers }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined) return false;
  if (!URL.canParse(headers.origin)) return true;
  const { host } = new URL(headers.origin);
  // A proxy may put its own name for us in the place of the one that was asked for.
  return host !== headers.host && host !== new URL(publicUrl).host;
}

/** Whether the browser says that one of our pages sent it. */
function isOurs({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin !== undefined;
}

/** From the form, or from the header that our script sets. */
function tokenOf({ body, headers }: FastifyRequest): string {
  const field = typeof body === 'object' && body !== null && 'csrf' in body ? body.csrf : headers['x-csrf-token'];
  return typeof field === 'string' ? field : '';
}

function isRight(given: string, expected: string): boolean {
  // By bytes: as many letters beyond ASCII are longer, and could not be compared.
  const [ours, theirs] = [Buffer.from(expected), Buffer.from(given)];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

function refuse(reply: FastifyReply): FastifyReply {
  const body = messagePage(
    'This form is too old',
    'You signed in again since it was opened, or it came from another site. Nothing was done. Please go back, reload the page, and try again.',
  );
  return reply.code(403).type('text/html').send(body);
}
