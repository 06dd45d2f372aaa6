/**
 * A disk that is really full: the embedded database lies on a small file system of its own, which is filled. It is a
 * mount, which only root may make, and not in every container; elsewhere the fault that PostgreSQL tells of is made in
 * `gateway.test.ts`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { submitTo, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

/** A fresh database takes some 80 MB with its log, and a copy of its programs 70. */
const DISK = 'size=256m,mode=0755';

function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'may-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]);
  if (status === 0) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return status === 0;
}

describe.runIf(process.getuid?.() === 0 && mayMount())('a disk that is full', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const disk = join(folder, 'disk');
  const filler = join(disk, 'filler');
  let sink: Sink;
  let site: TestSite;
  let running: Running;
  const lines: string[] = [];

  beforeAll(async () => {
    mkdirSync(disk);
    execFileSync('chmod', ['755', folder]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', disk]);
    sink = await startSink();
    site = await testSite('postgres', sink.port, 'silent');
    const config = { ...site.config, databaseUrl: null, dataDir: join(disk, 'data') };
    running = await startRoles(config, ROLES, pino({}, { write: (line) => lines.push(line) }));
  });
  afterAll(async () => {
    await running.close();
    await site.close();
    await sink.close();
    // A server that was killed has backends that end when they notice: the disk goes with the last of them.
    execFileSync('umount', ['--lazy', disk]);
    rmSync(folder, { recursive: true });
  });

  /** Too large for the room that pages have left. */
  const text = Array.from({ length: 4_000 }, (_, line) => `Lunch ${line} is at noon, and the cake is good.`).join('\n');
  const submit = (subject: string) => submitTo(running.smtpPort ?? 0, subject, text);

  /** To the last page, whatever the server writes meanwhile. */
  function fill(): void {
    const file = openSync(filler, 'w');
    try {
      for (;;) writeSync(file, Buffer.alloc(64 * 1024));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  const stored = async () =>
    (await sql<{ count: number }>`select count(*)::int as count from messages`.execute(running.store.db)).rows[0]
      ?.count;
  const arrives = (subject: string) =>
    sink.found((each) => each.includes(`Subject: ${subject}`) && /\bcake\b/.test(each));

  it('answers 452, stores nothing, and takes the same message when there is room', async () => {
    expect(await submit('before')).toMatch(/^250 /);
    await arrives('before');
    const before = await stored();

    fill();
    expect(await submit('full')).toBe('452 4.3.1 no room, try again later');
    expect(await stored()).toBe(before);

    rmSync(filler);
    expect(await submit('full')).toMatch(/^250 /);
    await arrives('full');
  });

  it('tells why a database that was killed is not there, and starts it when there is room', async () => {
    const ready = async () => {
      const answer = await fetch(`${running.webUrl}/readyz`);
      return [answer.status, await answer.json()];
    };
    const told = (words: string) => vi.waitFor(() => expect(lines.join('')).toContain(words), 60_000);

    fill();
    const [pid] = readFileSync(join(disk, 'data/postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await told(`there is no room on the disk of ${join(disk, 'data/postgres')}`);
    const mend = 'the embedded PostgreSQL does not start: the log says why';
    expect(await ready()).toEqual([503, { ready: false, database: false, queue: false, mend }]);

    rmSync(filler);
    await told('had fallen, and is there again');
    await vi.waitFor(
      async () => expect(await ready()).toEqual([200, { ready: true, database: true, queue: true }]),
      20_000,
    );
  });
});
