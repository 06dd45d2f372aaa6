/** `reticent secret rotate`: which secret lies where, whatever became of the command. A real PostgreSQL. */
import { copyFile, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../postgres.ts';
import { reticent } from './run.ts';

const OTHER = 'a-secret-of-another-vault-with-many-letters';
let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'secret-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const path = (name: string) => join(folder, name);
const read = async (name: string) => (await readFile(path(name), 'utf8')).trim();
const run = (args: string, environment: NodeJS.ProcessEnv = {}) =>
  reticent(args.split(' '), '', { DATABASE_URL: database.databaseUrl, RETICENT_DATA_DIR: folder, ...environment });
const opens = async (environment: NodeJS.ProcessEnv = {}) => (await run('user list', environment)).status === 0;

it('puts a new secret in the place of the old one, which it keeps, and ends what was killed', async () => {
  expect(await opens()).toBe(true);
  const old = await read('secret');
  const { status, stdout } = await run('secret rotate');
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^sealed by the new secret: \d+ keys[\s\S]*secret\.old: keep/),
  ]);
  const fresh = await read('secret');
  expect([await read('secret.old'), fresh === old, await opens()]).toEqual([old, false, true]);
  expect((await stat(path('secret'))).mode & 0o777).toBe(0o600);

  // As after a kill between the database and the file.
  await rename(path('secret'), path('secret.new'));
  await copyFile(path('secret.old'), path('secret'));
  expect((await run('user list')).stderr).toMatch(/run it again/);
  expect((await run('secret rotate')).stdout).toMatch(/^everything is sealed by the new secret already\n/);
  expect([await read('secret'), await opens()]).toEqual([fresh, true]);

  // As after a kill before the database.
  await writeFile(path('secret.new'), `${OTHER}\n`);
  expect((await run(`secret rotate --to ${path('secret.old')}`)).status).toBe(2);
  expect((await run('secret rotate')).status).toBe(0);
  expect([await read('secret'), await read('secret.old'), await opens()]).toEqual([OTHER, fresh, true]);
  expect((await readdir(folder)).filter((name) => name.startsWith('secret')).sort()).toEqual(['secret', 'secret.old']);
});

it('takes a secret that is given from a file, and leaves its own folder alone', async () => {
  const given = { RETICENT_SECRET: 'the-secret-that-was-given-at-first' };
  expect(await opens(given)).toBe(true);
  expect(await run('secret rotate', given)).toMatchObject({ status: 2, stderr: expect.stringMatching(/with --to\n$/) });
  await writeFile(path('short'), 'short');
  expect((await run(`secret rotate --to ${path('short')}`, given)).stderr).toMatch(/short: the secret is too short/);
  await writeFile(path('next'), `${OTHER}\n`);
  const { status, stdout } = await run(`secret rotate --to ${path('next')}`, given);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/put the new secret where RETICENT_SECRET comes from/)]);
  expect([await opens(given), await opens({ RETICENT_SECRET: OTHER })]).toEqual([false, true]);
  expect((await run(`secret rotate --to ${path('next')}`, given)).stdout).toMatch(/already/);
});

it('makes the membership list void on every machine, where its hashes would say that nobody is a member', async () => {
  const list = path('list.csv');
  await writeFile(list, 'Mem No;Name\nL1204417;Ines Calder\n');
  const other = await mkdtemp(join(tmpdir(), 'secret-other-'));
  try {
    const old = { RETICENT_SECRET: 'the-secret-that-was-given-at-first' };
    const there = { RETICENT_DATA_DIR: other };
    const rolls = async () => (await readdir(join(other, 'reference'))).filter((name) => name.endsWith('.bin')).sort();
    await run(`roll import ${list}`, old);
    await run(`fingerprint add ${list}`, { ...old, ...there });
    expect(await rolls()).toEqual(['circles.bin', 'roll.bin']);

    await writeFile(path('next'), `${OTHER}\n`);
    expect((await run(`secret rotate --to ${path('next')}`, old)).stdout).toMatch(/roll import/);
    const fresh = { RETICENT_SECRET: OTHER };
    await run(`fingerprint add ${list}`, { ...fresh, ...there });
    expect([await rolls(), await readdir(path('reference'))]).toEqual([[], ['fingerprints.json']]);
    await run(`roll import ${list}`, { ...fresh, ...there });
    expect(await rolls()).toEqual(['circles.bin', 'roll.bin']);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});
