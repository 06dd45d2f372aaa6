/** The HTTP server of every role, before it has routes. */
import fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify';

/** A request that trickles, or whose client is gone without a word, holds its place no longer: 100 MB come over 2 Mbit/s. */
const REQUEST_MS = 10 * 60_000;

type ServerOptions = FastifyHttpOptions<FastifyInstance['server']>;

/**
 * `proxies`: addresses and networks of those whose word on client and protocol is believed (`X-Forwarded-For`, `-Proto`).
 * `frameworkErrors` answers to an address that can be none, which no route sees.
 */
export function httpServer(
  proxies: readonly string[],
  more: Pick<ServerOptions, 'frameworkErrors'> = {},
): FastifyInstance {
  return fastify({
    logger: false,
    forceCloseConnections: true,
    trustProxy: [...proxies],
    requestTimeout: REQUEST_MS,
    ...more,
  });
}
