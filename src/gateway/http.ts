/**
 * The HTTP hook: `POST /v1/messages` does with a message what SMTP does, `POST /v1/scan` only judges it.
 *
 * The body is the message (RFC 5322), streamed; who sends and who gets it stands in the query. Who holds a token of the
 * configuration is believed about the login, like a trusted MTA. Problems are RFC 9457. Under load the answer is 429 or
 * 503 with `Retry-After`, and nothing is stored.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { KeyReusedError } from '../store/accept.ts';
import type { Envelope } from '../store/envelope.ts';
import { NoSpoolError, StoreFullError, StoreUnavailableError } from '../store/errors.ts';
import type { HeldMessage } from '../store/holds.ts';
import type { Judgement, Judgements } from '../store/judgements.ts';
import {
  BareLineEndError,
  BusyError,
  ClientGoneError,
  type Intake,
  LoopError,
  MessageTooLargeError,
  WorkersBehindError,
} from './intake.ts';

/** What a token may be for: `POST /v1/messages`, `POST /v1/scan`. */
type Scope = 'send' | 'scan';

export interface HttpOptions {
  /** Name of who holds it → token, and what it may. */
  readonly tokens: Readonly<Record<string, { readonly token: string; readonly scopes: readonly Scope[] }>>;
  readonly intake: Intake;
  readonly judgements: Judgements;
  readonly show: (id: string) => Promise<HeldMessage | undefined>;
  /** A judgement as `scan --json` writes it. */
  readonly describe: (judgement: Judgement, ms: number) => object;
  readonly log: Log;
}

/** Requests at once; one more is asked to come back. Each holds a chunk of its message in memory. */
const MAX_AT_ONCE = 100;
const RETRY_SECONDS = 30;
const MAX_WAIT_SECONDS = 300;
/** Who asks for a judgement wants it; they may say how long. */
const SCAN_WAIT_SECONDS = 60;

/** One that the next hop can be told: no name beside it, no brackets, and nothing that would end it or the command. */
const ADDRESS = /^(?:"[^"\\<>@\p{Cc}]+"|[^\s<>(),:;"\\\p{Cc}]+)@[^\s<>(),;"\\\p{Cc}]+$/u;
const address = z
  .string()
  .max(1000)
  .regex(ADDRESS, 'expected an address like a.khan@party.example and nothing else (`+` is written %2B)');
const many = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(address).max(1000));
const wait = z.coerce.number('expected a number of seconds').min(0).max(MAX_WAIT_SECONDS).optional();
const login = z
  .string()
  .max(1000)
  .regex(/^\P{Cc}+$/u, 'expected a login')
  .optional();
const query = z.strictObject({ from: z.literal('').or(address).optional(), to: many, login, wait });
type Query = z.output<typeof query>;

class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly kind: string;

  constructor(status: number, kind: string, detail: string) {
    super(detail);
    this.status = status;
    this.kind = kind;
  }
}

/** Registers both routes, in a scope of their own: the body stays a stream there, of whatever type. */
export async function httpRoutes(app: FastifyInstance, options: HttpOptions): Promise<void> {
  let atOnce = 0;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, request, reply) => {
      // What is left of a message would be taken for the next request of this connection.
      if (!request.raw.readableEnded) reply.header('connection', 'close');
      return sendProblem(reply, problemOf(error, options.log));
    });
    scope.addHook('onRequest', async (request) => {
      if (atOnce >= MAX_AT_ONCE) throw new HttpProblem(429, 'too-many', `${MAX_AT_ONCE} requests are under way`);
      holderOf(request, options.tokens);
    });
    const limited = (work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => {
      return async (request: FastifyRequest, reply: FastifyReply) => {
        atOnce += 1;
        try {
          return await work(request, reply);
        } finally {
          atOnce -= 1;
        }
      };
    };
    scope.post(
      '/v1/messages',
      limited((request, reply) => submit(request, reply, options)),
    );
    scope.post(
      '/v1/scan',
      limited((request) => scan(request, options)),
    );
  });
}

async function submit(request: FastifyRequest, reply: FastifyReply, options: HttpOptions): Promise<unknown> {
  const holder = holderOf(request, options.tokens, 'send');
  const asked = checkedQuery(request);
  if (asked.from === undefined) throw new HttpProblem(422, 'invalid', 'expected `?from=`, empty for the null sender');
  if (asked.to.length === 0) throw new HttpProblem(422, 'invalid', 'expected at least one `?to=`');
  const key = keyOf(request);
  const { id, state } = await options.intake(envelopeOf(asked, request), await bodyOf(request), {
    mendsLineEnds: true,
    idempotencyKey: key && `${holder} ${key}`,
    waitMs: asked.wait && asked.wait * 1000,
    isShown: true,
  });
  const shown = asked.wait === undefined || state === 'received' ? undefined : await options.show(id);
  // Accepted (RFC 9110, 15.3.3): ours, and not decided yet.
  if (!shown?.decision) return reply.code(202).send({ id, state: 'received' });
  return { id, state: shown.state, decision: shown.decision };
}

async function scan(request: FastifyRequest, options: HttpOptions): Promise<object> {
  holderOf(request, options.tokens, 'scan');
  const asked = checkedQuery(request);
  const started = performance.now();
  const waitMs = (asked.wait ?? SCAN_WAIT_SECONDS) * 1000;
  const { id } = await options.intake(envelopeOf(asked, request), await bodyOf(request), {
    mendsLineEnds: true,
    purpose: 'judge',
    waitMs,
  });
  const judgement = await options.judgements.take(id);
  if (judgement) return options.describe(judgement, performance.now() - started);
  await options.judgements.drop(id);
  throw new HttpProblem(503, 'not-available', `no verdict within ${waitMs / 1000} s`);
}

/** Compared by hashes of one length, and all of them, so that time tells nothing. `scope`: for which its token has to be. */
function holderOf({ headers }: FastifyRequest, tokens: HttpOptions['tokens'], scope?: Scope): string {
  const given = /^Bearer +(\S{1,500})$/i.exec(headers.authorization ?? '')?.[1];
  const holders = Object.entries(tokens).filter(([, { token }]) => timingSafeEqual(hashOf(token), hashOf(given ?? '')));
  const [holder, held] = holders[0] ?? [];
  if (holder === undefined || held === undefined || given === undefined)
    throw new HttpProblem(
      401,
      'not-signed-in',
      'expected a token of `tokens` in reticent.yaml: `Authorization: Bearer …`',
    );
  if (scope && !held.scopes.includes(scope))
    throw new HttpProblem(403, 'not-allowed', `the scopes of this token are ${held.scopes.join(', ')}, not ${scope}`);
  return holder;
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function checkedQuery(request: FastifyRequest): Query {
  const { data, error } = query.safeParse(request.query);
  if (data) return data;
  const because = error.issues.map(({ path, message }) => `${path.join('.') || 'query'}: ${message}`);
  throw new HttpProblem(422, 'invalid', because.join('; '));
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new HttpProblem(422, 'invalid', '`Idempotency-Key`: expected up to 200 printable characters');
}

/** The message as it comes. Throws before anything of it is stored where there is none, or where it is packed. */
async function bodyOf({ body, headers }: FastifyRequest): Promise<AsyncIterable<Uint8Array>> {
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding.toLowerCase() !== 'identity')
    throw new HttpProblem(415, 'unsupported-coding', 'expected the message as it is, without `Content-Encoding`');
  if (/^\s*multipart\/form-data\b/i.test(headers['content-type'] ?? ''))
    throw new HttpProblem(415, 'unsupported-type', 'expected the message itself as the body, not a form that holds it');
  const pieces = body ? heard(body as Readable) : undefined;
  const first = await pieces?.next();
  if (!pieces || !first || first.done)
    throw new HttpProblem(400, 'empty', 'expected a message (RFC 5322) as the body, which is empty');
  return (async function* () {
    yield first.value;
    yield* pieces;
  })();
}

/** Throws `ClientGoneError`. */
async function* heard(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new ClientGoneError('the client went away', { cause: error });
  }
}

function envelopeOf({ from = '', to, login }: Query, { ip }: FastifyRequest): Envelope {
  return {
    via: 'http',
    login: login ?? (from || null),
    mailFrom: from,
    recipients: to.map((each) => ({ address: each })),
    smtputf8: [from, ...to].some((each) => /[^\x20-\x7e]/.test(each)),
    body8bit: true,
    client: { address: ip, helo: null, tls: false },
  };
}

function problemOf(error: unknown, log: Log): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof MessageTooLargeError) return new HttpProblem(413, 'too-large', error.message);
  if (error instanceof ClientGoneError) return new HttpProblem(400, 'incomplete', error.message);
  if (error instanceof BareLineEndError || error instanceof LoopError)
    return new HttpProblem(422, 'invalid', error.message);
  if (error instanceof KeyReusedError) return new HttpProblem(422, 'key-reused', error.message);
  if (error instanceof BusyError) return new HttpProblem(429, 'too-many', error.message);
  if (error instanceof NoSpoolError) log.error({ error }, 'a message could not be accepted');
  if (error instanceof WorkersBehindError || error instanceof StoreUnavailableError)
    return new HttpProblem(error instanceof StoreFullError ? 507 : 503, 'not-available', error.message);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 500 && error instanceof Error) return new HttpProblem(status, 'invalid', error.message);
  log.error({ error }, 'the HTTP hook failed');
  return new HttpProblem(500, 'fault', 'it is in the log');
}

function sendProblem(reply: FastifyReply, { status, kind, message }: HttpProblem): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 403) reply.header('www-authenticate', 'Bearer error="insufficient_scope"'); // RFC 6750, 3.1
  // RFC 9110, 15.5.16
  if (kind === 'unsupported-coding') reply.header('accept-encoding', 'identity');
  if (kind === 'unsupported-type') reply.header('accept', 'message/rfc822');
  if (status === 429 || status === 503) reply.header('retry-after', String(RETRY_SECONDS));
  const type = `urn:reticent:problem:${kind}`;
  return reply.code(status).type('application/problem+json').send({ type, title: kind, status, detail: message });
}
