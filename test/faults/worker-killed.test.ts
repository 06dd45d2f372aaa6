/**
 * A worker is killed with -9 in the middle of a thousand messages: none is lost, and none is relayed twice.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { type Mail, MINUTES, mail, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/start.js');
const MESSAGES = 1000;
const CONNECTIONS = 20;

describe.each(['postgres', 'redis'] as const)('a killed worker, queues on %s', (queue) => {
  let sink: Sink;
  let site: TestSite;
  let running: Running;
  let events: MessageEvents;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    sink = await startSink();
    site = await testSite(queue, sink.port);
    running = await startRoles(site.config, ['gateway', 'scheduler'], createLog({ log: 'silent' }));
    events = await openEvents(running.store.poolConfig);
  });
  afterAll(async () => {
    await Promise.all(workers.map(stop));
    await events.close();
    await running.close();
    await site.close();
    await sink.close();
  });

  function startWorker(): ChildProcess {
    const worker = spawn(process.execPath, [MAIN, 'worker'], {
      env: site.environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    workers.push(worker);
    return worker;
  }

  it('loses nothing and relays nothing twice', { timeout: 180_000 }, async () => {
    const atRest = new Set<string>();
    const third = Promise.withResolvers<void>();
    const all = Promise.withResolvers<void>();
    const abort = new AbortController();
    void (async () => {
      for await (const { id, state } of events.all(abort.signal)) {
        if (state !== 'released') atRest.add(id);
        if (atRest.size === Math.floor(MESSAGES / 3)) third.resolve();
        if (atRest.size === MESSAGES) all.resolve();
      }
    })().catch(() => undefined);

    const first = startWorker();
    const sending = send(running.smtpPort ?? 0, messages(), CONNECTIONS);
    await third.promise;
    first.kill('SIGKILL');
    startWorker();
    const ids = await sending;
    await all.promise;
    abort.abort();

    expect(new Set(ids).size).toBe(MESSAGES);
    expect(atRest).toEqual(new Set(ids));
    const relayed = (await sink.messages()).map(
      (each) => /^X-Reticent: .*id=(\S+)/m.exec(each.toString('latin1'))?.[1],
    );
    expect(new Set(relayed).size).toBe(relayed.length);
    const held = (await running.store.holdList.page({ state: 'held', order: 'oldest' }, null, MESSAGES)).map(
      ({ id }) => id,
    );
    expect(new Set([...relayed, ...held])).toEqual(new Set(ids));
    expect(relayed.length + held.length).toBe(MESSAGES);
  });
});

/** Every third holds minutes and is to be held. */
function messages(): Mail[] {
  return Array.from({ length: MESSAGES }, (_, index) => {
    const lines = index % 3 === 0 ? MINUTES : [`Lunch number ${index} is at noon.`];
    return bulk(mail('t.vance@home.example', ['dee@gardeners.example'], `message ${index}`, lines));
  });
}

/** A sender of bulk mail is not told of holds, so that what comes out is what went in. */
function bulk(message: Mail): Mail {
  return { ...message, raw: `Precedence: bulk\r\n${message.raw}` };
}

async function stop(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}
