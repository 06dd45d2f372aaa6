/** `reticent drive` as a records officer uses it: each command a process of its own. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTES } from '../drives/site.ts';
import { type TestDatabase, testDatabase } from '../postgres.ts';
import { reticent } from './run.ts';

let folder: string;
let share: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drive-cli-'));
  share = join(folder, 'share');
  await mkdir(share, { mode: 0o755 });
  await writeFile(join(share, 'minutes.txt'), MINUTES);
  await writeFile(join(share, 'lunch.txt'), 'Lunch is at noon.');
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  reticent(args, '', { DATABASE_URL: database.databaseUrl, RETICENT_DATA_DIR: folder });
const drive = (...args: string[]) => run('drive', ...args);

describe('reticent drive', () => {
  it('adds, sweeps, shows, accepts, quarantines and restores', { timeout: 120_000 }, async () => {
    expect(await drive('add', 'Share', share)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Share added'),
    });
    const swept = await drive('sweep', 'Share');
    expect([swept.status, swept.stdout.split('\n')[1], swept.stderr]).toEqual([0, 'findings: 1 found', '']);

    const listed = await drive('findings', 'Share', '--json');
    const [finding] = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(finding).toMatchObject({ category: 'minutes', state: 'open', everyone: true, placeCount: 1 });
    expect((await drive('show', finding.id)).stdout).toContain('"resolved');

    expect((await drive('accept', finding.id, '--paragraph', '7', '--reason', 'a reading room')).status).toBe(0);
    expect((await drive('findings', 'Share', '--json')).stdout).toBe('');
    expect((await drive('reopen', finding.id, '--reason', 'it is not')).status).toBe(0);

    const taken = await drive('quarantine', finding.id);
    const sealed = /sealed as (\S+)/.exec(taken.stdout)?.[1] ?? '';
    expect((await readdir(share)).sort()).toEqual(['lunch.txt', 'minutes.txt.quarantined.txt']);
    expect((await drive('remove', 'Share')).status).toBe(1);
    expect((await drive('restore', sealed, '--paragraph', '7', '--reason', 'needed')).stdout).toBe(
      'minutes.txt is back\n',
    );
    expect(await readFile(join(share, 'minutes.txt'), 'utf8')).toBe(MINUTES);

    expect((await drive('findings', 'Share', '--out', join(folder, 'summary.pdf'))).status).toBe(0);
    expect((await readFile(join(folder, 'summary.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    expect(JSON.parse((await drive('list', '--json')).stdout)).toMatchObject({ name: 'Share', files: 2, open: 0 });
    expect((await drive('remove', 'Share')).status).toBe(0);
  });

  it('lets nobody act on a file of their own', { timeout: 60_000 }, async () => {
    const settings = join(folder, 'drive.yaml');
    await writeFile(
      settings,
      JSON.stringify({ principals: { users: { [userInfo().username]: 'lane@party.example' } } }),
    );
    await run('user', 'add', 'r.lane', '--role', 'records-officer', '--email', 'lane@party.example');
    await drive('add', 'Own', share, '--settings', settings);
    await drive('sweep', 'Own');
    const { id } = JSON.parse((await drive('findings', 'Own', '--json')).stdout);
    const why = ['--reason', 'a reading room', '--paragraph', '7'];
    for (const args of [
      ['accept', id, ...why],
      ['quarantine', id],
      ['show', id],
      ['show', id, '--json'],
    ])
      expect(await drive(...args, '--by', 'r.lane')).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('because the file is yours'),
      });
    expect((await drive('show', id, '--by', 'somebody else')).status).toBe(0);
    expect((await drive('accept', id, ...why, '--by', 'somebody else')).status).toBe(0);
    await drive('remove', 'Own');
  });

  it.each([
    ['a folder that is not there', ['add', 'X', '/no/such/folder'], 3, '/no/such/folder cannot be reached (ENOENT)'],
    ['a drive that is not there', ['sweep', 'X'], 1, 'there is no drive `X`'],
    ['WebDAV without a password', ['add', 'X', 'https://cloud.example/dav'], 2, 'WebDAV needs'],
    ['an id that is none', ['accept', 'x', '--paragraph', '7', '--reason', 'y'], 2, '`x` is no id'],
    ['a paragraph that is none', ['accept', 'x', '--paragraph', '99', '--reason', 'y'], 2, 'expected one of 2, 6(a)'],
    ['a category that is none', ['findings', '--category', 'member'], 2, 'expected one of declared, '],
    ['a report of no kind that we know', ['findings', '--out', 'report.json'], 2, 'expected .jsonl or .sarif'],
    ['acceptance without a paragraph', ['accept', 'x', '--reason', 'y'], 2, '--paragraph'],
  ] as const)('says what is wrong with %s', async (_why, args, status, words) => {
    const ran = await drive(...args);
    expect([ran.status, ran.stderr]).toEqual([status, expect.stringContaining(words)]);
  });
});
