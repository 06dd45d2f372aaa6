/**
 * The process that does all is killed with -9 while it takes, inspects and relays without jobs: what it said yes to
 * arrives when it is started again. What was with the next hop just then may come twice, as from every MTA.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { mail, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
/** All at once, and fewer than a gateway has under way at once. */
const MESSAGES = 200;
const KILLED_AFTER = 60;
/** As many as a process relays at once (`src/gateway/direct-relay.ts`). */
const UNDER_WAY = 16;

describe('a killed `serve`', () => {
  let sink: Sink;
  let site: TestSite;
  let store: Store;
  let events: MessageEvents;
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    sink = await startSink();
    site = await testSite('postgres', sink.port, 'info');
    store = await openStore(site.config, Buffer.alloc(32));
    events = await openEvents(store.poolConfig);
  });
  afterAll(async () => {
    await stop(running, 'SIGTERM');
    await events.close();
    await store.close();
    await site.close();
    await sink.close();
  });

  /** Gives the port of its SMTP listener. */
  async function serve(): Promise<number> {
    const child = spawn(process.execPath, [MAIN, 'serve'], {
      env: site.environment,
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

  it('loses nothing of what it accepted', { timeout: 120_000 }, async () => {
    const atRest = new Set<string>();
    let next = () => {};
    const abort = new AbortController();
    void (async () => {
      for await (const { id, state } of events.all(abort.signal)) {
        if (state === 'relayed') atRest.add(id);
        next();
      }
    })().catch(() => undefined);
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise<void>((resolve) => (next = resolve));
    };

    const port = await serve();
    const accepted: string[] = [];
    const messages = Array.from({ length: MESSAGES }, (_, index) =>
      mail('t.vance@home.example', ['dee@gardeners.example'], `message ${index}`, [`Lunch ${index} is at noon.`]),
    );
    const sending = Promise.allSettled(
      messages.map((message) => send(port, [message]).then(([id]) => id !== undefined && accepted.push(id))),
    );
    await until(() => atRest.size >= KILLED_AFTER);
    await stop(running, 'SIGKILL');
    await sending;
    expect(accepted.length).toBeGreaterThanOrEqual(KILLED_AFTER);

    await serve();
    await until(() => accepted.every((id) => atRest.has(id)));
    abort.abort();
    const relayed = (await sink.messages()).map(
      (each) => /^X-Reticent: .*id=(\S+)/m.exec(each.toString('latin1'))?.[1],
    );
    expect(new Set(relayed)).toEqual(new Set([...relayed, ...accepted]));
    expect(relayed.length - new Set(relayed).size).toBeLessThanOrEqual(UNDER_WAY);
  });
});

async function stop(child: ChildProcess | undefined, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
