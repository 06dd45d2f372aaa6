/**
 * The server of the embedded database is killed in the middle of mail, and the process that takes, inspects and relays lives:
 * it does again what the server lost, so that all that was accepted arrives once, and is on the record as relayed.
 */
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { mail, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

const MESSAGES = 150;
const KILLED_AFTER = 50;
const CLIENTS = 10;

describe.each(['queue', 'inline'] as const)('a killed database (%s)', (mode) => {
  let sink: Sink;
  let site: TestSite;
  let running: Running;

  beforeEach(async () => {
    sink = await startSink();
    site = await testSite('postgres', sink.port, 'silent', { mode });
    await chmod(site.config.dataDir, 0o755); // the embedded server may run as somebody else
    running = await startRoles({ ...site.config, databaseUrl: null }, ROLES, createLog({ log: 'silent' }));
  });
  afterEach(async () => {
    await running.close();
    await site.close();
    await sink.close();
  });

  async function kill(): Promise<void> {
    const file = join(site.config.dataDir, 'postgres/postmaster.pid');
    process.kill(Number((await readFile(file, 'utf8')).split('\n')[0]), 'SIGKILL');
  }

  it('loses nothing, sends nothing twice, and leaves nothing behind', { timeout: 120_000 }, async () => {
    const accepted = new Set<string>();
    const enough = Promise.withResolvers<void>();
    const waiting = Array.from({ length: MESSAGES }, (_, index) =>
      mail('t.vance@home.example', ['dee@gardeners.example'], `message ${index}`, ['Lunch is at noon.']),
    );
    const sending = Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          // Who hears 451 sends again, until it is heard.
          for (let ids: readonly string[] = []; ids.length === 0; ) {
            ids = await send(running.smtpPort ?? 0, [one]).catch(() => []);
            for (const id of ids) accepted.add(id);
          }
          if (accepted.size === KILLED_AFTER) enough.resolve();
        }
      }),
    );
    await enough.promise;
    await kill();
    await sending;

    const unfinished = async () =>
      (
        await sql<{ id: string }>`select id from messages where state <> 'relayed' or relay_lease is not null`.execute(
          running.store.db,
        )
      ).rows;
    await vi.waitFor(async () => expect(await unfinished()).toEqual([]), 60_000);
    const relayed = (await sink.messages()).map(
      (each) => /^X-Reticent: .*id=(\S+)/m.exec(each.toString('latin1'))?.[1] ?? 'none',
    );
    expect(relayed.length).toBe(new Set(relayed).size);
    for (const id of accepted) expect(relayed).toContain(id);
  });
});
