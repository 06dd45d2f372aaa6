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

type What = 'database' | 'redis';

it.each<[how: 'is away' | 'has just come back' | 'is silent', what: readonly What[], queues: 'redis' | 'postgresql']>([
  ['is away', ['database'], 'redis'],
  ['has just come back', ['database'], 'redis'],
  ['is silent', ['database'], 'redis'],
  ['is away', ['database'], 'postgresql'],
  ['has just come back', ['database'], 'postgresql'],
  ['is silent', ['database'], 'postgresql'],
  ['is away', ['redis'], 'redis'],
  ['has just come back', ['redis'], 'redis'],
  ['is silent', ['redis'], 'redis'],
  ['is silent', ['database', 'redis'], 'redis'],
])('what %s: %s, queues on %s', { timeout: 60_000 }, async (how, what, queues) => {
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
      for (const each of what) {
        if (how === 'is silent') wires[each].silence();
        else await wires[each].cut();
        if (how === 'has just come back') await wires[each].join();
      }
      server.kill('SIGTERM');
    }
  }
  if (server.exitCode === null) await once(server, 'exit');
  expect([server.exitCode, server.signalCode]).toEqual([0, null]);
  expect(messages).toContain('stopping');
});
