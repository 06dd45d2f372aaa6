/**
 * What fails around the gateway, each part really: the database away, its disk full, the queue away, the workers behind.
 * What was not stored is refused for now and comes again; what was stored arrives.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { ROLES, type Role, type Running, startRoles } from '../../src/cli/roles.ts';
import type { Config } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import { submitTo, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { testRedisUrl } from '../redis.ts';
import { wireToDatabase, wireToRedis } from '../wire.ts';

let sink: Sink;
let site: TestSite;
let running: Running;
beforeEach(async () => {
  sink = await startSink();
  site = await testSite('postgres', sink.port, 'silent');
});
afterEach(async () => {
  await running.close();
  await site.close();
  await sink.close();
});

async function start(over: Partial<Config> = {}, roles: readonly Role[] = ROLES): Promise<void> {
  running = await startRoles({ ...site.config, ...over }, roles, createLog({ log: 'silent' }));
}

const submit = (subject: string) => submitTo(running.smtpPort ?? 0, subject);
const arrives = (subject: string) =>
  sink.found((each) => each.includes(`Subject: ${subject}`) && each.includes('noon'));
const stored = async () =>
  (await sql<{ count: number }>`select count(*)::int as count from messages`.execute(running.store.db)).rows[0]?.count;

describe('the gateway', { timeout: 90_000 }, () => {
  it('answers 451 while the database is away, and takes the same message when it is back', async () => {
    const wire = await wireToDatabase(site.config.databaseUrl ?? '');
    await start({ databaseUrl: wire.url });
    expect(await submit('before')).toMatch(/^250 /);
    await arrives('before');

    await wire.cut();
    expect(await submit('meanwhile')).toBe('451 4.3.0 cannot take it now, try again later');
    await wire.join();
    // A client that heard 451 comes back; ours does so until it is heard.
    for (let answer = ''; !answer.startsWith('250'); ) {
      answer = await submit('meanwhile');
      expect(answer).toMatch(/^(?:250|451) /);
    }
    expect(await arrives('meanwhile')).toContain('X-Reticent: release');
    await wire.cut();
    await wire.join();
  });

  it('records what the next hop took while the database was away, once', async () => {
    const wire = await wireToDatabase(site.config.databaseUrl ?? '');
    const [came, answers] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let taken = 0;
    const hop = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      closeTimeout: 100,
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => {
          taken += 1;
          came.resolve();
          void answers.promise.then(() => callback());
        });
      },
    });
    hop.listen(0, '127.0.0.1');
    await once(hop.server, 'listening');
    const { port } = hop.server.address() as AddressInfo;
    await start({ databaseUrl: wire.url, nextHop: { host: '127.0.0.1', port } });

    expect(await submit('under way')).toMatch(/^250 /);
    await came.promise;
    await wire.cut();
    answers.resolve();
    await wire.join();
    const state = async () =>
      (await sql<{ state: string }>`select state from messages`.execute(running.store.db)).rows[0]?.state;
    await vi.waitFor(async () => expect(await state()).toBe('relayed'), 60_000);
    expect(taken).toBe(1);
    await running.close();
    await new Promise<void>((resolve) => hop.close(() => resolve()));
  });

  it('answers 452 while the disk of the database is full', async () => {
    await start();
    // The server itself says what it says when a disk is full (SQLSTATE 53100).
    await sql`create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
      running.store.db,
    );
    await sql`create trigger full_disk before insert on message_chunks execute function full_disk()`.execute(
      running.store.db,
    );
    expect(await submit('full')).toBe('452 4.3.1 no room, try again later');
    expect(await stored()).toBe(0);
    await sql`drop trigger full_disk on message_chunks`.execute(running.store.db);
    expect(await submit('full')).toMatch(/^250 /);
    await arrives('full');
  });

  it('takes mail while the queue is away, which is inspected when it is back', async () => {
    const redisUrl = await testRedisUrl();
    expect(inject('redisUrl')).toContain(new URL(redisUrl).host);
    const wire = await wireToRedis(redisUrl);
    await start({ redisUrl: wire.url }, ['gateway', 'scheduler']);
    const worker = await startRoles({ ...site.config, redisUrl: wire.url }, ['worker'], createLog({ log: 'silent' }));
    await wire.cut();
    expect(await submit('unqueued')).toMatch(/^250 2\.0\.0 queued/);
    expect(await sink.messages()).toEqual([]);
    await wire.join();
    // The reconciler finds the row that stands still.
    expect(await arrives('unqueued')).toContain('X-Reticent: release');
    await worker.close();
  });

  it('inspects and relays mail while the queue is away, where one process does all', async () => {
    const wire = await wireToRedis(await testRedisUrl());
    await start({ redisUrl: wire.url });
    await wire.cut();
    expect(await submit('without a queue')).toMatch(/^250 2\.0\.0 queued/);
    expect(await arrives('without a queue')).toContain('X-Reticent: release');
    await wire.join();
  });

  it('takes mail while workers are behind, up to the configured age, then answers 451', async () => {
    await start({ behindSeconds: 3600 }, ['gateway']);
    expect(await submit('waits')).toMatch(/^250 /);
    expect(await submit('waits too')).toMatch(/^250 /);
    await sql`update messages set state_since = now() - interval '61 minutes'`.execute(running.store.db);
    for (let answer = ''; !answer.startsWith('451'); ) answer = await submit('too late');
    expect(await submit('too late')).toBe('451 4.3.2 too much waits for inspection, try again later');
    await sql`update messages set state_since = now()`.execute(running.store.db);
    for (let answer = ''; !answer.startsWith('250'); ) answer = await submit('again');
  });
});
