/**
 * The web server of every role: health for all of them, and the reviewer's pages where the role is `web`.
 *
 * Nothing is loaded from another host and no script runs that is not a file of ours: the policy of the pages says so
 * (Content-Security-Policy), and a hostile message shown here is text.
 */
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Policy } from '../policy/policy.ts';
import type { Queues } from '../queue/connect.ts';
import type { Register } from '../register/register.ts';
import type { MessageEvents } from '../store/events.ts';
import type { Store } from '../store/store.ts';
import { otherMethods } from './api/methods.ts';
import { ProblemError, sendProblem } from './api/problem.ts';
import { apiRoutes } from './api/routes.ts';
import { guardForms } from './csrf.ts';
import type { DriveActs } from './drives.ts';
import { formFields } from './forms.ts';
import { healthRoutes } from './health.ts';
import type { OwnRules } from './own-rules.ts';
import type { DrawPage } from './page-images.ts';
import type { Provider } from './provider.ts';
import { accountRoutes } from './routes/account.ts';
import { besideRoutes } from './routes/beside.ts';
import { breachRoutes } from './routes/breach.ts';
import { claimRoutes } from './routes/claim.ts';
import { heldRoutes } from './routes/held.ts';
import { providerRoutes } from './routes/provider.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { userRoutes } from './routes/users.ts';
import { httpServer } from './server.ts';
import { staticRoutes } from './static.ts';
import { messagePage } from './views/message-page.ts';

export interface ReviewReference {
  readonly register: Register;
  readonly policy: Policy;
  /** ISO date, Europe/London. */
  readonly today: string;
}

export interface WebOptions {
  readonly host: string;
  readonly port: number;
  readonly store: Store;
  readonly queues: Queues;
  readonly events: MessageEvents;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Further routes of other rooms: the HTTP hook where the role is `gateway`. */
  readonly more?: (app: FastifyInstance) => Promise<void>;
  /** Whether to serve the reviewer's pages beside health. */
  readonly pages: boolean;
  /** Who people are and what is allowed, today. */
  readonly reference: () => ReviewReference;
  /** The configured file of the register; null where the imported one is in force. */
  readonly registerFile: string | null;
  readonly ownRules: OwnRules;
  readonly driveActs: DriveActs;
  readonly drawPage: DrawPage;
  /** By which people sign in besides local accounts; null where there is none. */
  readonly provider: Provider | null;
  /** As in `httpServer`. */
  readonly proxies: readonly string[];
  /** Where people reach the pages from outside, for links. */
  readonly publicUrl: () => string;
}

export interface Web {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // Nothing goes to other sites. With `no-referrer` a form of ours would say `Origin: null`, as a foreign one does.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Listens. Rejects where the port is taken. */
export async function listenWeb({ host, port, ...options }: WebOptions): Promise<Web> {
  const app = await createWeb(options);
  const url = await app.listen({ host, port });
  return { url, close: () => app.close() };
}

/** The server before it listens: tests ask it without a socket. */
export async function createWeb(options: Omit<WebOptions, 'host' | 'port'>): Promise<FastifyInstance> {
  const { store, log, pages } = options;
  const app = httpServer(options.proxies, {
    frameworkErrors: (_error, request, reply) => {
      nothingHere(request, reply.headers(SECURITY_HEADERS));
    },
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ ...SECURITY_HEADERS, ...reply.getHeaders() });
  });
  app.setErrorHandler((error, request, reply) => {
    const code = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (code >= 500) log.error({ error, route: request.routeOptions.url }, 'a page failed');
    return code >= 500
      ? tell(request, reply.code(code), 'Something failed', 'Something failed here. It is in the log.')
      : tell(request, reply.code(code), 'This cannot be done', 'This cannot be done.');
  });
  app.setNotFoundHandler(nothingHere);
  const refuseOtherMethods = otherMethods(app);
  healthRoutes(app, options);
  if (pages) {
    await app.register(cookie);
    await app.register(formbody, { parser: formFields });
    refuseUnkeepable(app);
    guardForms(app, options.publicUrl);
    staticRoutes(app);
    signInRoutes(app, store, options.provider);
    if (options.provider) providerRoutes(app, store, options.provider, log);
    accountRoutes(app, store);
    userRoutes(app, store, options.publicUrl);
    claimRoutes(app, options);
    quarantineRoutes(app, options);
    heldRoutes(app, options);
    breachRoutes(app, options);
    besideRoutes(app, options);
    apiRoutes(app, options, log);
  }
  await options.more?.(app);
  refuseOtherMethods();
  return app;
}

function nothingHere(request: Pick<FastifyRequest, 'url' | 'method' | 'headers'>, reply: FastifyReply): FastifyReply {
  return request.url.startsWith('/v1/')
    ? sendProblem(reply, new ProblemError('not-found', `there is no ${request.method} ${request.url.split('?')[0]}`))
    : tell(request, reply.code(404), 'Not found', 'There is no such page.');
}

/**
 * PostgreSQL keeps no NUL in a text and no half of a surrogate pair in JSON, and would fail on them: nobody types one, and
 * it is refused before it is looked up.
 */
function refuseUnkeepable(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (!/%00/.test(request.url) && !holdsUnkeepable(request.body)) return undefined;
    return request.url.startsWith('/v1/')
      ? sendProblem(reply, new ProblemError('invalid', 'a text holds the letter NUL, or half of a surrogate pair'))
      : tell(
          request,
          reply.code(400),
          'This cannot be done',
          'What was sent holds the letter NUL, or half of a letter.',
        );
  });
}

/** Of what was read as fields. A message that is handed in is a stream, whatever `curl --data-binary` calls it. */
function holdsUnkeepable(body: unknown): boolean {
  if (body instanceof Readable) return false;
  // Without recursion: a body may be nested as deep as it is long.
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return true;
    if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) waiting.push(each);
  }
  return false;
}

/** As a page to a browser, as a line to a program. */
function tell(
  request: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  title: string,
  sentence: string,
): FastifyReply {
  return request.headers.accept?.includes('text/html')
    ? reply.type('text/html').send(messagePage(title, sentence))
    : reply.type('text/plain').send(sentence);
}
