/**
 * `/v1`: the endpoints of the registry as routes. The token is asked for here, and here errors become problems.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../../log.ts';
import type { TokenHolder } from '../../store/api-tokens.ts';
import { StoreUnavailableError } from '../../store/errors.ts';
import { networkOf } from '../../store/network.ts';
import { ACTS, may } from '../roles.ts';
import type { ApiTools, Endpoint } from './endpoint.ts';
import { endpoints } from './index.ts';
import { openApiOf } from './openapi.ts';
import { ProblemError, sendProblem } from './problem.ts';

/** A program that asks more often is slowed down; a page of 200 at this pace is 100,000 holds in a minute. */
const REQUESTS_A_MINUTE = 600;
const WRONG_TOKENS_A_MINUTE = 30;

export function apiRoutes(app: FastifyInstance, tools: ApiTools, log: Log): void {
  app.get('/v1/openapi.json', async (_request, reply) => reply.send(openApiOf(endpoints, tools.publicUrl())));

  for (const each of endpoints) {
    const holders = new WeakMap<FastifyRequest, TokenHolder>();
    app.route({
      method: each.method,
      url: each.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      ...(each.bodyLimit !== undefined && { bodyLimit: each.bodyLimit }),
      errorHandler: (error, _request, reply) => sendProblem(reply, problemOf(error, each, log)),
      // Before the body is read: who may not send it is told nothing about it.
      onRequest: async (request) => {
        holders.set(request, await admitted(each, request, tools));
      },
      handler: async (request, reply) => {
        const who = holders.get(request);
        if (!who) throw new TypeError('nobody was admitted');
        const { params, query, body } = request;
        const answered = await each.run({ params, query, body, who }, tools);
        return (each.media ? reply.type(each.media) : reply).send(answered);
      },
    });
  }
}

async function admitted({ act }: Endpoint, request: FastifyRequest, tools: ApiTools): Promise<TokenHolder> {
  const who = await holderOf(request, tools);
  if (act && !(who.scopes.includes(act) && may(who.roles, act)))
    throw new ProblemError('not-allowed', `this needs the scope ${act} (${ACTS[act]}), and a role that allows it`);
  return who;
}

/** By the header alone: a cookie is of no use here, so that no page of another site can ask in somebody's name. */
async function holderOf(request: FastifyRequest, { store }: ApiTools): Promise<TokenHolder> {
  const { apiTokens, userCredentials } = store;
  const token = /^Bearer +([\w.~+/-]{1,200}=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  const who = token ? await apiTokens.holder(token) : undefined;
  if (!who) {
    const isFew = await userCredentials.attempt(`wrong token ${networkOf(request.ip)}`, WRONG_TOKENS_A_MINUTE, 60);
    if (!isFew) throw new ProblemError('too-many', 'too many requests without a token that works');
    throw new ProblemError('not-signed-in', 'expected a token that works: `Authorization: Bearer …`');
  }
  if (!(await userCredentials.attempt(`token ${who.tokenId}`, REQUESTS_A_MINUTE, 60)))
    throw new ProblemError('too-many', `more than ${REQUESTS_A_MINUTE} requests in a minute`);
  return who;
}

function problemOf(error: unknown, { method, path }: Endpoint, log: Log): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreUnavailableError) return new ProblemError('not-available', error.message);
  // What Fastify refuses before us: no JSON, too large, of another type.
  if (error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500)
    return new ProblemError('invalid', error.message);
  log.error({ error, route: `${method} ${path}` }, 'an endpoint failed');
  return new ProblemError('fault', 'it is in the log');
}
