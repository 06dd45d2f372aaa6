/**
 * What the gateway needs falls silent, as over a network that is dead: nothing is closed, and nothing answers. It is noticed,
 * mail is refused for now, and what was taken arrives when the network is back, or after the next start.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { submitTo, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { testRedisUrl } from '../redis.ts';
import { type Wire, wireTo, wireToDatabase, wireToRedis } from '../wire.ts';

const START = join(import.meta.dirname, '../../src/cli/start.js');
const REFUSED = '451 4.3.0 cannot take it now, try again later';

let sink: Sink;
let site: TestSite;
let hop: Wire;
let database: Wire & { readonly url: string };
beforeEach(async () => {
  sink = await startSink();
  hop = await wireTo({ host: '127.0.0.1', port: sink.port });
  site = await testSite('postgres', hop.port, 'info');
  database = await wireToDatabase(site.config.databaseUrl ?? '');
});
afterEach(async () => {
  await database.cut();
  await hop.cut();
  await site.close();
  await sink.close();
});

const arrives = (subject: string) =>
  sink.found((each) => each.includes(`Subject: ${subject}`) && each.includes('noon'));

async function isReady({ webUrl }: Running): Promise<unknown> {
  return (await fetch(`${webUrl}/readyz`)).json();
}

describe('while it runs', { timeout: 90_000 }, () => {
  it.each(['postgresql', 'redis'])(
    'a silent database is noticed, with queues on %s, and comes back',
    async (queues) => {
      const running = await startRoles(
        { ...site.config, databaseUrl: database.url, redisUrl: queues === 'redis' ? await testRedisUrl() : null },
        ROLES,
        createLog({ log: 'silent' }),
      );
      const port = running.smtpPort ?? 0;
      expect(await submitTo(port, 'before')).toMatch(/^250 /);
      await arrives('before');

      database.silence();
      const [atOnce, readiness] = await Promise.all([submitTo(port, 'meanwhile'), isReady(running)]);
      expect(atOnce).toBe(REFUSED);
      expect(readiness).toMatchObject({ ready: false, database: false });
      expect(await submitTo(port, 'meanwhile')).toBe(REFUSED);

      database.speak();
      for (let answer = ''; !answer.startsWith('250'); ) {
        answer = await submitTo(port, 'meanwhile');
        expect(answer).toMatch(/^(?:250|451) /);
      }
      await arrives('meanwhile');
      await vi.waitFor(async () => expect(await isReady(running)).toMatchObject({ ready: true }), 20_000);
      await running.close();
    },
  );

  it('what was being settled and recorded in that moment is done when it is back, and nothing is stored twice', async () => {
    const running = await startRoles(
      { ...site.config, databaseUrl: database.url },
      ROLES,
      createLog({ log: 'silent' }),
    );
    const port = running.smtpPort ?? 0;
    const subjects = Array.from({ length: 20 }, (_, index) => `number ${index}.`);
    const sending = subjects.map((subject) => submitTo(port, subject));
    // Somewhere in the middle of them.
    await Promise.race(sending);
    database.silence();
    const answers = await Promise.all(sending);
    database.speak();
    const taken = subjects.filter((_, index) => answers[index]?.startsWith('250'));
    expect(taken.length).toBeGreaterThan(0);
    for (const subject of taken) await arrives(subject);
    const open = async () =>
      (await sql<{ id: string }>`select id from messages where state <> 'relayed'`.execute(running.store.db)).rows;
    await vi.waitFor(async () => expect(await open()).toEqual([]), 60_000);
    await running.close();
  });

  it.each(['as it starts', 'then'])('a Redis that is silent %s holds up no mail, and is not ready', async (when) => {
    const redis = await wireToRedis(await testRedisUrl());
    if (when === 'as it starts') redis.silence();
    const running = await startRoles(
      { ...site.config, redisUrl: redis.url },
      ['gateway', 'web', 'scheduler'],
      createLog({ log: 'silent' }),
    );
    if (when === 'then') redis.silence();
    const [answer, readiness] = await Promise.all([submitTo(running.smtpPort ?? 0, 'unqueued'), isReady(running)]);
    expect(answer).toMatch(/^250 /);
    expect(readiness).toMatchObject({ ready: false, database: true, queue: false });
    redis.speak();
    await vi.waitFor(async () => expect(await isReady(running)).toMatchObject({ ready: true }), 30_000);
    await running.close();
    await redis.cut();
  });
});

describe('when it is stopped', { timeout: 90_000 }, () => {
  let started: ChildProcess | undefined;
  afterEach(() => {
    started?.kill('SIGKILL');
  });

  /** Starts `serve`; gives its port, and what stops it and gives its exit status. */
  async function serve(environment: NodeJS.ProcessEnv) {
    const server = spawn(process.execPath, [START, 'serve'], {
      env: { ...site.environment, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    started = server;
    const exit = once(server, 'exit');
    const lines = createInterface(server.stderr);
    const port = await new Promise<number>((resolve) => {
      lines.on('line', (line) => {
        const { msg, smtp } = JSON.parse(line);
        if (msg === 'ready') resolve(smtp);
      });
    });
    const stop = async () => {
      server.kill('SIGTERM');
      return (await exit)[0];
    };
    return { port, stop };
  }

  it('with the next hop silent, what it was to have is sent after the next start', async () => {
    const first = await serve({ DATABASE_URL: database.url });
    expect(await submitTo(first.port, 'before')).toMatch(/^250 /);
    await arrives('before');
    hop.silence();
    expect(await submitTo(first.port, 'unsent')).toMatch(/^250 /);
    expect(await first.stop()).toBe(0);
    hop.speak();
    const second = await serve({ DATABASE_URL: database.url });
    await arrives('unsent');
    expect(await second.stop()).toBe(0);
  });

  it('with the database silent, mail in hand is not taken, and what was taken arrives after the next start', async () => {
    const first = await serve({ DATABASE_URL: database.url });
    expect(await submitTo(first.port, 'before')).toMatch(/^250 /);
    database.silence();
    const refused = submitTo(first.port, 'refused');
    expect(await first.stop()).toBe(0);
    expect(await refused).not.toMatch(/^250/);
    database.speak();
    const second = await serve({ DATABASE_URL: database.url });
    await arrives('before');
    expect(await submitTo(second.port, 'refused')).toMatch(/^250 /);
    await arrives('refused');
    expect(await second.stop()).toBe(0);
  });
});
