import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Connection, openEmbedded } from '../../src/store/embedded.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reticent-embedded-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pidFile = () => join(folder, 'postgres/postmaster.pid');
const serverPid = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);

async function ask(connection: Connection, statement: string): Promise<unknown[]> {
  const client = new Client({ ...connection });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that opens the same folder and stays until it is killed. */
async function otherProcess() {
  const child = fork(join(import.meta.dirname, 'embedded-process.ts'), [folder]);
  await once(child, 'message');
  return child;
}

describe('the embedded server', () => {
  it('starts for the first that comes, and stops when he leaves', async () => {
    const embedded = await openEmbedded(folder);
    expect(await ask(embedded.connection, 'create table kept as select 42 as answer')).toEqual([]);
    await embedded.leave();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('keeps its data and hides its password', async () => {
    const embedded = await openEmbedded(folder);
    expect(await ask(embedded.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await embedded.leave();
    const { mode } = await stat(join(folder, 'postgres.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('leaves the file with its password alone where nothing in it changes', async () => {
    const file = join(folder, 'postgres.json');
    const before = await stat(file);
    const embedded = await openEmbedded(folder);
    await embedded.leave();
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  });

  it('asks for the password', async () => {
    const embedded = await openEmbedded(folder);
    await expect(ask({ ...embedded.connection, password: 'guess' }, 'select 1')).rejects.toThrow('password');
    await embedded.leave();
  });

  it('is one server for all who come at once', async () => {
    const all = await Promise.all([openEmbedded(folder), openEmbedded(folder), openEmbedded(folder)]);
    expect(new Set(all.map(({ connection }) => JSON.stringify(connection))).size).toBe(1);
    await Promise.all(all.map(({ leave }) => leave()));
    expect(existsSync(pidFile())).toBe(false);
  });

  it('is another one for a copy of the folder', async () => {
    // As of a backup that is tried out beside what it was made of: it read and wrote that one's database.
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'postgres:', join(copy, 'postgres')]);
    const [original, copied] = [await openEmbedded(folder), await openEmbedded(copy)];
    await ask(copied.connection, 'update kept set answer = 43');
    expect(await ask(original.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await Promise.all([original.leave(), copied.leave()]);
    expect([folder, copy].filter((each) => existsSync(join(each, 'postgres/postmaster.pid')))).toEqual([]);
    await rm(copy, { recursive: true });
  });

  it('has a folder for its socket where the path of its own is too long for one, and leaves none behind', async () => {
    const long = join(folder, 'x'.repeat(90));
    const { connection, leave } = await openEmbedded(long);
    expect(existsSync(connection.host)).toBe(true);
    await leave();
    expect([connection.host.length < 90, existsSync(connection.host)]).toEqual([true, false]);
  });

  it('stays while another process uses it', async () => {
    const other = await otherProcess();
    const embedded = await openEmbedded(folder);
    await embedded.leave();
    expect(existsSync(pidFile())).toBe(true);
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  it('is found again after its user was killed', async () => {
    const pid = await serverPid();
    const embedded = await openEmbedded(folder);
    expect(await serverPid()).toBe(pid);
    await embedded.leave();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('starts again after it was killed itself', async () => {
    const first = await openEmbedded(folder);
    process.kill(await serverPid(), 'SIGKILL');
    const again = await openEmbedded(folder);
    expect(await ask(again.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await Promise.all([first.leave(), again.leave()]);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('is started again by those who have it, where it was killed and nobody comes', async () => {
    const embedded = await openEmbedded(folder);
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    const one = () => ask(embedded.connection, 'select 1 as one');
    await vi.waitFor(async () => expect(await one()).toEqual([{ one: 1 }]), 20_000);
    expect(await serverPid()).not.toBe(pid);
    await embedded.leave();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('tells each reason why it cannot be started again once, in the words of PostgreSQL, and that it is back', async () => {
    const heard: (string | null)[] = [];
    const embedded = await openEmbedded(folder, (reason) => heard.push(reason));
    const settings = join(folder, 'postgres/postgresql.conf');
    const before = await readFile(settings);
    const serverLog = () => readFile(join(folder, 'postgres/server.log'), 'utf8');
    const heardTimes = (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count), 60_000);

    await appendFile(settings, 'no_such_setting = 1\n');
    process.kill(await serverPid(), 'SIGKILL');
    await heardTimes(1);
    const tried = await serverLog();
    await vi.waitFor(async () => expect((await serverLog()).length).toBeGreaterThan(2 * tried.length), 60_000);
    expect(embedded.trouble()).toMatch(/does not start: .*unrecognized configuration parameter "no_such_setting"/);
    await writeFile(settings, `${before}nor_this = 1\n`);
    await heardTimes(2);
    await writeFile(settings, before);
    await heardTimes(3);
    expect(embedded.trouble()).toBeNull();
    expect(heard).toEqual([expect.stringContaining('"no_such_setting"'), expect.stringContaining('"nor_this"'), null]);
    await embedded.leave();
  }, 180_000);
});
