/**
 * The roles of the product, put together: each opens the store and the queues, and runs its share.
 *
 * `serve` is all of them in one process; on many machines each is a process of its own. The relay belongs to the
 * gateway: a worker that dies in the middle of an inspection has then sent nothing (docs/decisions/0013).
 */
import { availableParallelism } from 'node:os';
import { startWorkers, type WorkerTools } from '../../workers/index.ts';
import { AS_MESSAGE, inspectorOf, submissionOf } from '../../workers/inspect.ts';
import type { Config } from '../config/config.ts';
import { deriveKey, loadSecret } from '../config/secret.ts';
import type { Document } from '../document/document.ts';
import { createSandbox } from '../extract/sandbox.ts';
import { directInspection } from '../gateway/direct-inspection.ts';
import { directRelay } from '../gateway/direct-relay.ts';
import { type LostLeases, lostLeases } from '../gateway/lost-leases.ts';
import { nextHopAt } from '../gateway/next-hop.ts';
import { type Relay, relayOf } from '../gateway/relay.ts';
import { inspect } from '../inspect.ts';
import type { Log } from '../log.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { createQueues, type Queues } from '../queue/connect.ts';
import type { QueueName } from '../queue/jobs.ts';
import { keepFigures } from '../queue/keep-figures.ts';
import { startReconciler } from '../queue/reconcile.ts';
import type { DrawPage } from '../review/page-images.ts';
import { providerOf } from '../review/provider.ts';
import { listenWeb, type Web, type WebOptions } from '../review/web.ts';
import { type MessageEvents, openEvents } from '../store/events.ts';
import { MessageForgottenError } from '../store/messages.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Close, closedInTurn } from './closing.ts';
import { driveActsOf } from './drive-acts.ts';
import { newsOf, notifierOf } from './notifier.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { ownRulesOf } from './own-rules.ts';
import { IMPORTED, type LiveReference, liveReference, type RegisterText } from './reference.ts';
import { hasReferenceData, takeSnapshot } from './snapshot.ts';
import { sweepToolsOf } from './sweep-tools.ts';
import { CLAIMS, intakeFor, nextHopOptions, openHook, openWays, tryTlsFiles, type WayTools } from './ways.ts';

export type Role = 'gateway' | 'worker' | 'web' | 'scheduler';
export const ROLES: readonly Role[] = ['gateway', 'worker', 'web', 'scheduler'];

const QUEUES_OF: Readonly<Record<Role, readonly QueueName[]>> = {
  gateway: ['release'],
  worker: ['inspect', 'notify', 'retain', 'holds', 'sweep'],
  web: [],
  scheduler: [],
};

const PAGE_PROCESSES = 2;

export interface Running {
  readonly smtpPort: number | null;
  readonly lmtpPort: number | null;
  readonly milterPort: number | null;
  /** Every role answers here for its health; only `web` serves pages. */
  readonly webUrl: string;
  readonly store: Store;
  readonly queues: Queues;
  /** Nothing new is taken, what is at work ends within some seconds or is left behind, and then everything closes. */
  readonly close: () => Promise<void>;
}

/** Takes the roles to run. Throws `ConfigError`, `WrongSecretError`, `RegisterError`, `StoreUnavailableError`, or that a port is taken. */
export async function startRoles(config: Config, roles: readonly Role[], log: Log): Promise<Running> {
  const isGateway = roles.includes('gateway');
  if (isGateway) tryTlsFiles(config);
  const secret = loadSecret(config.dataDir);
  const reference = liveReference(config, log);
  // What was opened is closed in the opposite order, also where a later step fails.
  const closers: Close[] = [reference.close];
  const closeAll = () => closedInTurn(closers.splice(0).reverse(), log);
  try {
    const opened = await openAll({ config, secret, reference, log }, closers);
    const { store, queues, events } = opened;

    // Known once the pages listen; on machines without pages `publicUrl` says where they are.
    let webUrl = `http://${config.web.host}:${config.web.port}`;
    const publicUrl = () => (config.publicUrl ?? webUrl).replace(/\/$/, '');
    const parts: ToolParts = { config, ...opened, reference, publicUrl, log };
    const made = toolsOf(parts);
    closers.push(made.close);
    await startWork(parts, made, roles, closers);

    const direct = directOf(parts, made, roles, closers);
    const maxBytes = () => reference.current().policy.limits.messageBytes;
    const wayTools: WayTools = { config, store, queues, events, maxBytes, ...direct, log };
    const intake = intakeFor(wayTools);
    const hook = isGateway ? await openHook(wayTools, intake, closers) : undefined;

    const pages = roles.includes('web');
    const web = await openWeb(parts, pages, hook, closers);
    if (pages) webUrl = web.url;
    const ways = isGateway ? await openWays(wayTools, intake, closers) : null;
    return {
      smtpPort: ways?.smtp.port ?? null,
      lmtpPort: ways?.lmtp?.port ?? null,
      milterPort: ways?.milter?.port ?? null,
      webUrl: web.url,
      store,
      queues,
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What every role stands on: the store with its news, what follows it, and the queues. */
async function openAll(
  { config, secret, reference, log }: Pick<ToolParts, 'config' | 'reference' | 'log'> & { readonly secret: string },
  closers: Close[],
): Promise<Pick<ToolParts, 'store' | 'events' | 'queues' | 'leases' | 'metrics'>> {
  const store = await openStore(config, deriveKey(secret, 'seal'), {
    trouble: (reason) => tellTrouble(reason, log),
    notDoneAgain: (error) => log.error({ error }, 'what the database may have lost could not be done again'),
  });
  closers.push(store.close);
  await store.secretProof.check();
  const events = await openEvents(store.poolConfig);
  closers.push(events.close);
  await followRegister(config, store, events, reference, log);
  await followReferenceData(config, store, events, log);
  const queues = await createQueues(config, store, log);
  closers.push(queues.close);
  const leases = lostLeases({ messages: store.messages, enqueue: queues.enqueue, log });
  closers.push(leases.close);
  const metrics = createMetrics(async () => ({
    queues: await queues.depths(),
    oldestSeconds: await store.backlog.oldestSeconds(),
    ...(await store.holds.waiting()),
  }));
  return { store, events, queues, leases, metrics };
}

/** The workers of the roles, and what looks after them. */
async function startWork(
  { store, queues, log }: ToolParts,
  { tools, stop }: Made,
  roles: readonly Role[],
  closers: Close[],
): Promise<void> {
  const workers = await startWorkers(
    queues,
    tools,
    roles.flatMap((role) => QUEUES_OF[role]),
  );
  // Workers end before what they use; `queues.close` would end them only after it.
  closers.push(async () => {
    stop();
    await Promise.all(workers.map((worker) => worker.close()));
  });
  if (roles.includes('scheduler')) closers.push(startReconciler(store, queues, log), keepFigures(store.figures, log));
}

/** What spares mail the way over the queues, where the role that does the next step runs in this process too. */
function directOf(
  { store, events, leases, log }: ToolParts,
  { tools, read, relay }: Made,
  roles: readonly Role[],
  closers: Close[],
): Pick<WayTools, 'expect' | 'inspection'> {
  const direct = roles.includes('gateway') ? directRelay(events, relay, log) : undefined;
  if (direct) closers.push(direct.close);
  const inspectOne = inspectorOf(tools);
  const inspection = roles.includes('worker')
    ? directInspection({
        read,
        judge: (message, document) => tools.inspect(submissionOf(message), { document }),
        inspect: (message, ahead, released) => inspectOne(message, { ...ahead, released, placeToRelay: direct?.place }),
        messages: store.messages,
        leases,
        log,
      })
    : undefined;
  if (inspection) closers.push(inspection.close);
  return { expect: direct?.expect ?? (() => undefined), inspection };
}

/** The pages, or health alone. */
async function openWeb(
  { config, store, events, queues, metrics, reference, publicUrl, log }: ToolParts,
  pages: boolean,
  hook: WebOptions['more'],
  closers: Close[],
): Promise<Web> {
  const web = await listenWeb({
    ...config.web,
    store,
    queues,
    events,
    metrics,
    log,
    pages,
    reference: reference.current,
    registerFile: config.register,
    provider: config.oidc && providerOf(config.oidc, publicUrl),
    driveActs: driveActsOf(store),
    ownRules: ownRulesOf(config.rules, reference.current),
    drawPage: pagesFor(store, reference, closers),
    proxies: config.proxies,
    publicUrl,
    ...(hook && { more: hook }),
  });
  closers.push(web.close);
  return web;
}

/** Once for each reason, though it is tried each second. What PostgreSQL printed is of files and settings, never of mail. */
function tellTrouble(reason: string | null, log: Log): void {
  if (reason === null) log.info('the embedded PostgreSQL had fallen, and is there again');
  else log.error({ reason }, 'the embedded PostgreSQL cannot be started again; tried each second');
}

/** Children of their own draw pages, so that who looks at one does not wait for mail that is read, nor mail for them. */
function pagesFor(store: Store, reference: LiveReference, closers: Close[]): DrawPage {
  const sandbox = createSandbox({ processes: PAGE_PROCESSES, limits: reference.current().policy.limits });
  closers.push(sandbox.close);
  return async (messageId, wanted, signal) => {
    const bytes = await store.messages.raw(messageId).catch((error: unknown) => {
      if (error instanceof MessageForgottenError) return null; // relayed since the page was opened
      throw error;
    });
    return bytes && sandbox.draw(bytes, { name: 'message.eml', kind: 'message' }, wanted, signal);
  };
}

interface ToolParts {
  readonly config: Config;
  readonly store: Store;
  readonly events: MessageEvents;
  readonly queues: Queues;
  readonly leases: LostLeases;
  readonly reference: LiveReference;
  readonly metrics: Metrics;
  readonly publicUrl: () => string;
  readonly log: Log;
}

interface Made {
  readonly tools: WorkerTools;
  readonly read: (bytes: Buffer) => Promise<Document>;
  readonly relay: Relay;
  /** Sweeps leave off, and nobody waits for the database any longer with what was sent. */
  readonly stop: () => void;
  readonly close: () => Promise<void>;
}

function toolsOf({ config, store, queues, leases, reference, metrics, publicUrl, log }: ToolParts): Made {
  const sandbox = createSandbox({ processes: availableParallelism(), limits: reference.current().policy.limits });
  const nextHop = config.nextHop ? nextHopAt(nextHopOptions(config, config.nextHop)) : null;
  const keepsReleased = () => reference.current().policy.retentionDays.released > 0;
  const { byId, taken } = relayOf({
    deliveries: store.deliveries,
    leases,
    enqueue: queues.enqueue,
    nextHop,
    claims: CLAIMS,
    log,
    now: () => new Date(),
    keepsReleased,
  });
  const timed =
    <Asked>(work: (asked: Asked, signal?: AbortSignal) => Promise<string>) =>
    async (asked: Asked, signal?: AbortSignal) => {
      const stop = metrics.time('relay');
      const word = await work(asked, signal);
      stop();
      return word;
    };
  const relay: Relay = { byId: timed(byId), taken: timed(taken) };
  // BullMQ ends the signal of a job that is cancelled, which nobody does, and none when a worker is closed.
  const stopping = new AbortController();
  const untilStopped = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;

  const sweeps = sweepToolsOf(config, store, queues, reference, sandbox, log);
  const tools: WorkerTools = {
    ...sweeps.tools,
    messages: store.messages,
    judgements: store.judgements,
    enqueue: queues.enqueue,
    inspect: async (submission, { document, signal }) => {
      const stop = metrics.time('inspect');
      const now = reference.current();
      const asked = { ...submission, claimRecordOf: store.claims.recordOf };
      const inspection = await inspect(asked, now, document ? () => document : sandbox.extract, signal);
      stop();
      return { inspection, versions: { register: now.register.version, policy: now.policy.version } };
    },
    decided: metrics.decided,
    relay: (messageId, signal) => relay.byId(messageId, untilStopped(signal)),
    notify: notifierOf(store, queues, publicUrl),
    holdClock: store.holdClock,
    writeNews: newsOf(store, publicUrl),
    retention: store.retention,
    policy: () => reference.current().policy,
    log,
  };
  return {
    tools,
    read: (bytes) => sandbox.extract(bytes, AS_MESSAGE),
    relay,
    stop: () => {
      stopping.abort();
      sweeps.stop();
    },
    close: async () => {
      nextHop?.close();
      await sandbox.close();
    },
  };
}

/** Keeps each version of the register that is in force; without a file the imported one is, as soon as it is imported. */
async function followRegister(
  config: Config,
  store: Store,
  events: MessageEvents,
  reference: LiveReference,
  log: Log,
): Promise<void> {
  if (config.register) {
    const keep = ({ version, text }: RegisterText) => store.registers.keep(version, text, 'file', 'reticent');
    await reference.onRegister(keep);
    return;
  }
  const take = async () => {
    const imported = await store.registers.imported();
    if (imported) reference.useRegister(imported.text, IMPORTED);
  };
  await take();
  const failed = (error: unknown) => log.error({ error }, 'the imported register could not be read; the old one stays');
  events.onReference(oneAtATime(take, failed));
}

/** Keeps this machine's snapshot of fingerprints and roll as the store has them; its folder is watched. */
async function followReferenceData({ dataDir }: Config, store: Store, events: MessageEvents, log: Log): Promise<void> {
  const take = () => takeSnapshot(store, dataDir);
  if (await hasReferenceData(store)) await take();
  const failed = (error: unknown) => log.error({ error }, 'reference data could not be read; the old stays');
  const ask = oneAtATime(take, failed);
  events.onReference((what) => {
    if (what !== 'register') ask();
  });
}
