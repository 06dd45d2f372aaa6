/**
 * Under `/v1`, an address that there is answers to a method that it has not with 405 and those that it has.
 *
 * Source: RFC 9110 15.5.6 and 10.2.1.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ProblemError, sendProblem } from './problem.ts';

/** Hears of the routes that are added from now on; what it gives adds the answer to all other methods. */
export function otherMethods(app: FastifyInstance): () => void {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('/v1/')) return;
    taken.set(url, new Set([...(taken.get(url) ?? []), ...[method].flat()]));
  });
  return () => {
    for (const [url, methods] of [...taken]) {
      const allow = [...methods].sort().join(', ');
      const refuse = (reply: FastifyReply, method: string) =>
        sendProblem(
          reply.header('allow', allow),
          new ProblemError('wrong-method', `this takes ${allow}, not ${method}`),
        );
      app.route({
        method: app.supportedMethods.filter((each) => !methods.has(each)),
        url,
        // Before the body is read, whatever is in it.
        onRequest: async (request, reply) => refuse(reply, request.method),
        handler: async (request, reply) => refuse(reply, request.method),
      });
    }
  };
}
