/**
 * One sentence from an act to the page that follows it, in a cookie that is read once.
 *
 * The cookie is the browser's: what it says is shown as text, and the undo that it offers is a form like any other.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

const flash = z.object({
  kind: z.enum(['done', 'problem']),
  text: z.string().max(500),
  /** Where undoing is asked for, and until when it can be. */
  undo: z.object({ action: z.string().regex(/^\/[\w/-]*(?:\?[\w*.%+=&-]*)?$/), until: z.iso.datetime() }).optional(),
});
export type Flash = z.output<typeof flash>;

const COOKIE = 'reticent-said';
const SECONDS = 60;

export function say(request: FastifyRequest, reply: FastifyReply, said: Flash): void {
  const value = Buffer.from(JSON.stringify({ ...said, text: said.text.slice(0, 500) })).toString('base64url');
  const secure = request.protocol === 'https';
  reply.setCookie(COOKIE, value, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: SECONDS });
}

/** What is to be said on this page; null where nothing is. */
export function heard(request: FastifyRequest, reply: FastifyReply): Flash | null {
  const value = request.cookies[COOKIE];
  // Only a page shows it: what a script asks for beside leaves it alone.
  const isPage = request.method === 'GET' && (request.headers.accept?.includes('text/html') ?? true);
  if (!value || !isPage) return null;
  reply.clearCookie(COOKIE, { path: '/' });
  return flash.safeParse(parsed(value)).data ?? null;
}

/** Undefined for what we did not write: the schema refuses it. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString());
  } catch {
    return undefined;
  }
}
