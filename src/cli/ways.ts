/**
 * The ways in for mail, put together: SMTP, LMTP, milter and the HTTP hook over one intake.
 */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Address, type Config, ConfigError } from '../config/config.ts';
import { decodeWords } from '../extract/mime-header.ts';
import { readCertificate } from '../gateway/certificate.ts';
import type { DirectInspection } from '../gateway/direct-inspection.ts';
import { httpRoutes } from '../gateway/http.ts';
import { type Intake, intakeOf } from '../gateway/intake.ts';
import { listenMilter } from '../gateway/milter.ts';
import type { NextHopOptions } from '../gateway/next-hop.ts';
import { pressureOf } from '../gateway/pressure.ts';
import { type Listener, listenSmtp } from '../gateway/smtp.ts';
import type { ClaimWords } from '../gateway/transform.ts';
import { trustedPeers } from '../gateway/trusted.ts';
import type { Log } from '../log.ts';
import { CLAIM_HEADER, SUBJECT_TAG, TAGGED_FIELDS } from '../policy/claims.ts';
import type { Queues } from '../queue/connect.ts';
import { httpServer } from '../review/server.ts';
import type { MessageEvents } from '../store/events.ts';
import type { Store } from '../store/store.ts';
import type { Close } from './closing.ts';
import { scanned } from './scan-json.ts';

/** How claims are written: for those who take them out. */
export const CLAIMS: ClaimWords = {
  header: CLAIM_HEADER,
  subjectTag: SUBJECT_TAG,
  taggedFields: TAGGED_FIELDS,
  decode: decodeWords,
};

export interface WayTools {
  readonly config: Config;
  readonly store: Store;
  readonly queues: Queues;
  readonly events: MessageEvents;
  /** By the policy file as it is now. */
  readonly maxBytes: () => number;
  /** Told of what is ours to relay. */
  readonly expect: (id: string) => void;
  /** Where the role `worker` runs in the same process. */
  readonly inspection: DirectInspection | undefined;
  readonly log: Log;
}

export function intakeFor({ config, store, queues, maxBytes, ...tools }: WayTools): Intake {
  const isBehind = pressureOf({ oldestSeconds: store.backlog.oldestSeconds, limitSeconds: config.behindSeconds });
  return intakeOf({ ...tools, messages: store.messages, enqueue: queues.enqueue, isBehind }, maxBytes);
}

export interface Ways {
  readonly smtp: Listener;
  readonly lmtp: Listener | null;
  readonly milter: Listener | null;
}

export function nextHopOptions(config: Config, address: Address): NextHopOptions {
  return { ...address, tls: config.nextHopTls, ca: config.nextHopCa, connections: config.nextHopConnections };
}

/**
 * Tries what the configuration names for TLS, so that a wrong name is told at the start: later, mail would wait for a next
 * hop that is not asked, and nobody would know why. Throws `ConfigError`.
 */
export function tryTlsFiles({ tls, nextHopTls, nextHopCa }: Config): void {
  if (tls) tried('tls', () => readCertificate(tls));
  if (nextHopTls === 'required' && nextHopCa !== null) tried('nextHopCa', () => readFileSync(nextHopCa));
}

function tried(key: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`\`${key}\` of reticent.yaml: ${because}`);
  }
}

/** Opens the listeners for mail. Puts into `closers` what closes them. */
export async function openWays(tools: WayTools, intake: Intake, closers: Close[]): Promise<Ways> {
  const { config, store, maxBytes, log } = tools;
  const isTrusted = trustedPeers(config.trusted);
  const shared = {
    maxBytes,
    isTrusted,
    intake,
    waitMs: config.mode === 'inline' ? config.inlineSeconds * 1000 : undefined,
    tls: config.tls,
    authenticate: store.mailAccounts.isRight,
    log,
  };
  const listeners: Listener[] = [];
  // At once, or the sessions of one would take their time from those of the others.
  closers.push(async () => {
    await Promise.all(listeners.map(({ close }) => close()));
  });
  const opened = async (listening: Promise<Listener>) => {
    const listener = await listening;
    listeners.push(listener);
    return listener;
  };
  const smtp = await opened(listenSmtp({ ...shared, ...config.smtp, protocol: 'smtp' }));
  const lmtp = config.lmtp ? await opened(listenSmtp({ ...shared, ...config.lmtp, protocol: 'lmtp' })) : null;
  const waitMs = config.inlineSeconds * 1000;
  const hasNextHop = config.nextHop !== null;
  const milterTools = { isTrusted, intake, borrowed: store.borrowed, claims: CLAIMS, waitMs, hasNextHop, log };
  const milter = config.milter ? await opened(listenMilter({ ...config.milter, ...milterTools })) : null;
  const ports = { smtp: smtp.port, lmtp: lmtp?.port ?? null, milter: milter?.port ?? null };
  log.info({ ...ports, mode: config.mode }, 'mail comes in');
  return { smtp, lmtp, milter };
}

/**
 * The HTTP hook: routes for the web server of this process where both have one address, else a server of its own, which
 * `closers` closes.
 */
export async function openHook(
  { config, store, log }: WayTools,
  intake: Intake,
  closers: Close[],
): Promise<((app: FastifyInstance) => Promise<void>) | undefined> {
  const routes = (app: FastifyInstance) =>
    httpRoutes(app, {
      tokens: config.tokens,
      intake,
      judgements: store.judgements,
      show: store.holds.show,
      describe: (judgement, ms) => scanned('-', judgement, ms, false),
      log,
    });
  const { http, web, proxies } = config;
  if (http.host === web.host && http.port === web.port) return routes;
  const app = httpServer(proxies);
  await routes(app);
  await app.listen(http);
  closers.push(() => app.close());
  return undefined;
}
