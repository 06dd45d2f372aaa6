/**
 * Signing in by a one-time link: `/sign-in/TOKEN`.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Store } from '../../store/store.ts';
import { page } from '../views/page.ts';

const COOKIE = 'reticent-session';

export function signInRoutes(app: FastifyInstance, { sessions }: Store): void {
  app.get<{ Params: { token: string } }>('/sign-in/:token', async (request, reply) => {
    const session = await sessions.redeem(request.params.token);
    if (!session) return refused(reply);
    // Strict: no other site can send a reviewer's browser here signed in, so no form of theirs can act.
    reply.setCookie(COOKIE, session, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    });
    return reply.redirect('/quarantine');
  });
}

/** Who asks, or an answer that they have to sign in first. */
export async function reviewerOf(
  { sessions }: Store,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | undefined> {
  const session = request.cookies[COOKIE];
  const reviewer = session ? await sessions.reviewer(session) : undefined;
  if (!reviewer) await refused(reply);
  return reviewer;
}

function refused(reply: FastifyReply): FastifyReply {
  const body =
    '<h1>Please sign in</h1><p>This link is used or has run out. <code>reticent user invite</code> makes a new one.</p>';
  return reply.code(401).type('text/html').send(page('Sign in', body));
}
