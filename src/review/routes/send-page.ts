/** How a page with a form is answered: 422 (RFC 9110 15.5.21) where it comes back with what was wrong. */
import type { FastifyReply } from 'fastify';

export function sendPage(reply: FastifyReply, view: string, isRefused: boolean): FastifyReply {
  return reply
    .code(isRefused ? 422 : 200)
    .type('text/html')
    .send(view);
}
