/**
 * The process that does all is killed with -9 while it takes, inspects and relays without jobs, or its database stops at
 * once with it: what it said yes to arrives when it is started again, and nothing arrives that is not on the audit log.
 * What was with the next hop just then may come twice, as from every MTA.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { mail, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/start.js');
/** All at once, and fewer than a gateway has under way at once. */
const MESSAGES = 200;
const KILLED_AFTER = 60;
/** As many as a process relays at once (`src/gateway/direct-relay.ts`). */
const UNDER_WAY = 16;

/** What falls: the process alone, or with it the server of its data folder, which loses what the disk does not have. */
type Falls = 'process' | 'server';

const rows: [mode: 'queue' | 'inline', falls: Falls, twice: number][] = [
  ['queue', 'process', UNDER_WAY],
  ['inline', 'process', UNDER_WAY],
  // What was relayed shortly before may not be on the disk yet, and goes once more.
  ['inline', 'server', MESSAGES],
];

describe.each(rows)('a killed `serve` (%s; the %s falls)', (mode, falls, twice) => {
  let sink: Sink;
  let site: TestSite;
  let store: Store;
  let events: MessageEvents;
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    sink = await startSink();
    site = await testSite('postgres', sink.port, 'info', { mode });
    await chmod(site.config.dataDir, 0o755); // the embedded server may run as somebody else
    await open();
  });
  afterAll(async () => {
    await stop(running, 'SIGTERM');
    await events.close();
    await store.close();
    await site.close();
    await sink.close();
  });

  async function open(): Promise<void> {
    const databaseUrl = falls === 'server' ? null : site.config.databaseUrl;
    store = await openStore({ ...site.config, databaseUrl }, Buffer.alloc(32));
    events = await openEvents(store.poolConfig);
  }

  /** Gives the port of its SMTP listener. */
  async function serve(): Promise<number> {
    const { DATABASE_URL, ...embedded } = site.environment;
    const child = spawn(process.execPath, [MAIN, 'serve'], {
      env: falls === 'server' ? embedded : { ...embedded, DATABASE_URL },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running = child;
    for await (const line of createInterface(child.stderr)) {
      const { msg, smtp } = JSON.parse(line);
      if (msg !== 'ready') continue;
      child.stderr.resume();
      return smtp;
    }
    throw new Error('it ended before it was ready');
  }

  /** Without a word to its clients, and without writing what it holds. */
  async function fellServer(): Promise<void> {
    const pid = Number((await readFile(join(site.config.dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    await events.close();
    await store.close();
  }

  it('loses nothing of what it accepted, and relays nothing that is not audited', { timeout: 120_000 }, async () => {
    const port = await serve();
    const accepted: string[] = [];
    const killed = Promise.withResolvers<void>();
    const messages = Array.from({ length: MESSAGES }, (_, index) =>
      mail('t.vance@home.example', ['dee@gardeners.example'], `message ${index}`, [`Lunch ${index} is at noon.`]),
    );
    const sending = Promise.allSettled(
      messages.map(async (message) => {
        const [id] = await send(port, [message]);
        if (id !== undefined && accepted.push(id) === KILLED_AFTER) killed.resolve();
      }),
    );
    await killed.promise;
    if (falls === 'server') await fellServer();
    await stop(running, 'SIGKILL');
    await sending;
    expect(accepted.length).toBeGreaterThanOrEqual(KILLED_AFTER);

    await serve();
    if (falls === 'server') await open();
    const isRelayed = async (id: string) => (await store.messages.state(id)) === 'relayed';
    const signal = AbortSignal.timeout(110_000);
    for (const id of accepted) {
      const relayed = events.next(id, signal);
      relayed.catch(() => undefined);
      while (!(await isRelayed(id))) await relayed;
    }
    // What was on its way to the sink when the process fell broke off there, and the sink gave it no yes.
    const whole = (await sink.messages())
      .map((each) => each.toString('latin1'))
      .filter((each) => /Lunch \d+ is at noon\.\s*$/.test(each));
    const relayed = whole.map((each) => /^X-Reticent: .*id=(\S+)/m.exec(each)?.[1] ?? 'none');
    expect(new Set(relayed)).toEqual(new Set([...relayed, ...accepted]));
    expect(relayed.length - new Set(relayed).size).toBeLessThanOrEqual(twice);
    for (const id of new Set(relayed)) {
      expect((await store.audit.of(id)).map(({ action }) => action)).toContain('decided released');
    }
    expect((await store.audit.verify()).kind).toBe('whole');
  });
});

async function stop(child: ChildProcess | undefined, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
