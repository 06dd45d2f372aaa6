/** A message of nearly the size limit: taken in as a stream, and on its way out in memory once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveKey, loadSecret } from '../../src/config/secret.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { mail, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { inspection } from '../messages.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/start.js');
const MEGABYTE = 1_000_000;
const SIZE = 95;

let sink: Sink;
let site: TestSite;
let store: Store;
let events: MessageEvents;
let gateway: ChildProcess;
let smtp: number;

beforeAll(async () => {
  sink = await startSink();
  site = await testSite('postgres', sink.port, 'info');
  gateway = spawn(process.execPath, [MAIN, 'gateway'], { env: site.environment, stdio: ['ignore', 'ignore', 'pipe'] });
  const ready = Promise.withResolvers<number>();
  if (gateway.stderr) {
    createInterface(gateway.stderr).on('line', (line) => {
      const { msg, smtp: port } = JSON.parse(line);
      if (msg === 'ready') ready.resolve(port);
    });
  }
  smtp = await ready.promise;
  store = await openStore(site.config, deriveKey(loadSecret(site.config.dataDir), 'seal'));
  events = await openEvents(store.poolConfig);
});
afterAll(async () => {
  const ended = once(gateway, 'exit');
  gateway.kill('SIGTERM');
  await ended;
  await events.close();
  await store.close();
  await site.close();
  await sink.close();
});

/** The most that the process ever had resident, in megabytes (proc_pid_status(5)). */
async function peak(): Promise<number> {
  const status = await readFile(`/proc/${gateway.pid}/status`, 'latin1');
  return (Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / MEGABYTE;
}

describe(`a message of ${SIZE} MB`, { timeout: 400_000 }, () => {
  it('streams in, and lies in memory once on its way out', async () => {
    const small = mail('a.khan@party.example', ['sam.pickard@kitchen.example'], 'small', ['x'.repeat(70)]);
    await send(
      smtp,
      Array.from({ length: 20 }, () => small),
    );
    const before = await peak();

    const lines = Array.from({ length: (SIZE * MEGABYTE) / 80 }, (_, index) => `${index}`.padEnd(78, '.'));
    const large = mail('a.khan@party.example', ['sam.pickard@kitchen.example'], 'large', lines);
    const [id = ''] = await send(smtp, [large]);
    const taken = await peak();
    process.stdout.write(
      `resident at most: ${before.toFixed(0)} MB before, ${taken.toFixed(0)} MB with ${SIZE} MB taken\n`,
    );
    // What has been sealed and sent on is waste until the collector comes by, so that the peak is above a few chunks.
    expect(taken - before).toBeLessThan(2 * SIZE);

    const relayed = events.all(AbortSignal.timeout(300_000));
    await store.messages.begin(id);
    await store.messages.settle(id, inspection('release', ['sam.pickard@kitchen.example']), {
      register: 'r',
      policy: 'p',
    });
    for await (const event of relayed) if (event.id === id && event.state === 'relayed') break;
    const sent = await peak();
    process.stdout.write(`resident at most: ${sent.toFixed(0)} MB with it relayed\n`);
    expect(sent - before).toBeLessThan(3 * SIZE);
    const [got] = (await sink.messages()).filter((each) => each.length > MEGABYTE);
    expect(got?.length).toBeGreaterThan(SIZE * MEGABYTE - lines.length * 2);
  });
});
