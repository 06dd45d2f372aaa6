/** The pages on a database of their own, asked without a socket; and a browser that keeps cookies and fills forms in. */
import type { FastifyInstance } from 'fastify';
import { driveActsOf } from '../../src/cli/drive-acts.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createQueues, type Queues } from '../../src/queue/connect.ts';
import { EMPTY_REGISTER } from '../../src/register/register.ts';
import type { OwnRules } from '../../src/review/own-rules.ts';
import { createWeb, type WebOptions } from '../../src/review/web.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import type { Role } from '../../src/store/users.ts';
import { type TestStore, testStore } from '../postgres.ts';

export interface TestPages {
  readonly app: FastifyInstance;
  readonly store: TestStore;
  readonly queues: Queues;
  readonly events: MessageEvents;
  /** A new browser; signed in as a new account of these roles where some are given. */
  readonly browser: (name?: string, roles?: readonly Role[]) => Promise<Browser>;
  /** A link that signs somebody in, an account of these roles where there is none of that name. */
  readonly linkFor: (name: string, roles: readonly Role[], email?: string) => Promise<string>;
  /** Where they are served, on a free port, for a real browser. */
  readonly listen: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function testPages(over: Partial<WebOptions> = {}): Promise<TestPages> {
  const store = await testStore();
  const log = createLog({ log: 'error' });
  const queues = await createQueues({ redisUrl: null }, store, log);
  const events = await openEvents(store.poolConfig);
  const metrics = createMetrics(async () => ({ queues: {}, oldestSeconds: 0, held: 0, oldestHeldSeconds: 0 }));
  const publicUrl = () => 'https://review.party.example';
  const reference = () => ({ register: EMPTY_REGISTER, policy: DEFAULT_POLICY, today: '2026-11-24' });
  const ownRules: OwnRules = { rules: () => [], tried: () => [] };
  const app = await createWeb({
    store,
    queues,
    events,
    metrics,
    log,
    pages: true,
    reference,
    registerFile: null,
    ownRules,
    provider: null,
    driveActs: driveActsOf(store),
    drawPage: async () => null,
    proxies: ['127.0.0.1'],
    publicUrl,
    ...over,
  });
  const linkFor = async (name: string, roles: readonly Role[], email: string | null = null) => {
    const { id } = (await store.users.find(name)) ?? (await store.users.add({ name, email, roles }, 'test'));
    return `/sign-in/${await store.sessions.start(id, 'link')}`;
  };
  return {
    app,
    store,
    queues,
    events,
    linkFor,
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    browser: async (name, roles = []) => {
      const browser = new Browser(app);
      if (name) await browser.post(await linkFor(name, roles));
      return browser;
    },
    close: async () => {
      await app.close();
      await events.close();
      await queues.close();
      await store.close();
    },
  };
}

export interface Page {
  readonly status: number;
  readonly body: string;
  /** Where it sends the browser, or null. */
  readonly location: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Each browser has an address of its own, so that the limit of tries is that of one browser. */
let browsers = 0;

export class Browser {
  readonly #address: string;
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  /** The token of the last page that had a form. */
  csrf = '';

  constructor(app: FastifyInstance) {
    this.#app = app;
    browsers += 1;
    this.#address = `198.51.100.${browsers % 256}`;
  }

  get(url: string): Promise<Page> {
    return this.#ask('GET', url, undefined, {});
  }

  /** Sends a form of the last page; a field that is a list is several boxes. */
  post(
    url: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const form = new URLSearchParams({ csrf: this.csrf });
    for (const [name, value] of Object.entries(fields)) {
      form.delete(name);
      for (const each of [value].flat()) form.append(name, each);
    }
    return this.#ask('POST', url, form.toString(), headers);
  }

  async #ask(
    method: 'GET' | 'POST',
    url: string,
    payload: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Page> {
    const answer = await this.#app.inject({
      method,
      url,
      ...(payload !== undefined && { payload }),
      headers: {
        'x-forwarded-for': this.#address,
        ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      cookies: Object.fromEntries(this.cookies),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.csrf = /name="csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.csrf;
    const { location } = answer.headers;
    return { status: answer.statusCode, body: answer.body, location: location ?? null, headers: answer.headers };
  }
}
