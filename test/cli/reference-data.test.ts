/** `fingerprint` and `roll` as their own process, on a real PostgreSQL. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFingerprints } from '../../src/cli/reference-files.ts';
import { type TestDatabase, testDatabase } from '../postgres.ts';
import { reticent } from './run.ts';

const PAPER =
  'The landlord of head office has offered to end the lease in March, two years before its term, on condition that the building is handed back without its furniture.';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'reference-data-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  reticent(args, '', { DATABASE_URL: database.databaseUrl, RETICENT_DATA_DIR: folder });

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

describe('fingerprint add', () => {
  it('puts one document anew, and keeps another of the same name beside it', async () => {
    const first = await written('may/paper.txt', PAPER);
    const second = await written('june/paper.txt', [...PAPER.split(' ')].reverse().join(' '));
    await run('fingerprint', 'add', first, '--published');
    await run('fingerprint', 'add', first, '--strict');
    await run('fingerprint', 'add', second);
    const { stdout } = await run('fingerprint', 'list');
    expect(stdout.split('\n').map((line) => line.split('  ').slice(0, 2))).toEqual([
      ['paper-txt', 'strict'],
      ['paper-txt-2', 'plain'],
      [''],
    ]);
  });

  it('writes the snapshot whatever another process has begun to write beside it', async () => {
    const begun = join(folder, 'reference/fingerprints.json.new');
    await mkdir(begun, { recursive: true });
    const { status, stderr } = await run('fingerprint', 'add', await written('beside.txt', `${PAPER} Beside.`));
    await rm(begun, { recursive: true });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('leaves nothing of a snapshot that could not be put in place', async () => {
    const dataDir = join(folder, 'other');
    await mkdir(join(dataDir, 'reference/fingerprints.json'), { recursive: true });
    expect(() => writeFingerprints(dataDir, [])).toThrow('EISDIR');
    expect(await readdir(join(dataDir, 'reference'))).toEqual(['fingerprints.json']);
  });

  it.each(['', 'two words', '-x'])('refuses the id `%s`, by which nothing could name it', async (id) => {
    const { status } = await run('fingerprint', 'add', 'nothing.txt', `--id=${id}`);
    expect(status).toBe(2);
  });

  it('says in words which file is not there', async () => {
    const { status, stderr } = await run('fingerprint', 'add', 'nothing.txt');
    expect([status, stderr]).toEqual([2, 'reticent: nothing.txt: cannot be read\n']);
  });
});

describe('roll import', () => {
  it('counts members once, and names the rows that it cannot take over', async () => {
    const rows = ['Mem No;Name;Email', 'L1204417;Ines Calder;ines@home.example', 'l1204417;Ines Calder;', ';Ken;?'];
    const list = await written('list.csv', rows.join('\n'));
    expect(await run('roll', 'import', list)).toEqual({
      status: 0,
      stdout: '1 members, 3 keys, 1 rows repeated, no column of branch, office, joining or sex\n',
      stderr: `reticent: ${list}:4: nothing that a member could be known by\n`,
    });
  });
});
