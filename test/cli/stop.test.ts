/** `serve` is told to stop while a server that it needs is away: it ends by itself, as a service manager expects. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { testRedisUrl } from '../redis.ts';
import { type Wire, wireToDatabase, wireToRedis } from '../wire.ts';

const START = join(import.meta.dirname, '../../src/cli/start.js');
let started: ChildProcess | undefined;
let sink: Sink;
let site: TestSite;
let wires: Readonly<Record<'database' | 'redis', Wire & { readonly url: string }>>;

beforeEach(async () => {
  sink = await startSink();
  site = await testSite('postgres', sink.port, 'info');
  wires = {
    database: await wireToDatabase(site.config.databaseUrl ?? ''),
    redis: await wireToRedis(await testRedisUrl()),
  };
});
afterEach(async () => {
  started?.kill('SIGKILL');
  for (const { cut } of Object.values(wires)) await cut();
  await site.close();
  await sink.close();
});

it.each<['database' | 'redis', 'redis' | 'postgresql', boolean]>([
  ['database', 'redis', false],
  ['database', 'redis', true],
  ['database', 'postgresql', false],
  ['database', 'postgresql', true],
  ['redis', 'redis', false],
  ['redis', 'redis', true],
])('%s is away, queues on %s, and has just come back: %s', { timeout: 60_000 }, async (what, queues, isBack) => {
  const { REDIS_URL: _redis, ...environment } = site.environment;
  const redis = queues === 'redis' && { REDIS_URL: wires.redis.url };
  const env = { ...environment, DATABASE_URL: wires.database.url, ...redis };
  const server = spawn(process.execPath, [START, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  started = server;
  const messages: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    const { msg } = JSON.parse(line);
    messages.push(msg);
    if (msg === 'ready') {
      await wires[what].cut();
      if (isBack) await wires[what].join();
      server.kill('SIGTERM');
    }
  }
  if (server.exitCode === null) await once(server, 'exit');
  expect([server.exitCode, server.signalCode]).toEqual([0, null]);
  expect(messages).toContain('stopping');
});
