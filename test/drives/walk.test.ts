import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walk, walkInPieces } from '../../src/drives/walk.ts';

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'walk-'));
});
afterEach(() => rm(top, { recursive: true, force: true }));

async function seen(path: string): Promise<string[]> {
  const rows: string[] = [];
  for await (const entry of walk(path)) rows.push(`${entry.kind} ${entry.path.slice(top.length)}`);
  return rows;
}

describe('walk', () => {
  it('gives every file once, in the order of names, through folders', async () => {
    await mkdir(join(top, 'b/deep'), { recursive: true });
    for (const file of ['c.txt', 'b/deep/x.eml', 'a.txt']) await writeFile(join(top, file), 'text');
    expect(await seen(top)).toEqual(['file /a.txt', 'file /b/deep/x.eml', 'file /c.txt']);
  });

  it('goes on after any file that it gave before', async () => {
    await mkdir(join(top, 'a/deep'), { recursive: true });
    for (const file of ['a.txt', 'a/1', 'a/deep/2', 'a/deep.txt', 'b']) await writeFile(join(top, file), 'text');
    const all = await Array.fromAsync(walk(top));
    const shown = all.map(({ path }) => path);
    expect(shown.map((path) => path.slice(top.length))).toEqual(['/a/1', '/a/deep/2', '/a/deep.txt', '/a.txt', '/b']);
    for (const [at, { bytes }] of all.entries()) {
      const names = bytes
        .toString()
        .slice(top.length + 1)
        .split('/')
        .map((name) => Buffer.from(name));
      const rest = (await Array.fromAsync(walkInPieces(top, names))).flat();
      expect(rest.map(({ path }) => path)).toEqual(shown.slice(at + 1));
    }
  });

  it('does not follow links, so a loop ends and nothing outside is read', async () => {
    await symlink(top, join(top, 'loop'));
    await symlink('/etc/hostname', join(top, 'out'));
    expect(await seen(top)).toEqual(['not-a-file /loop', 'not-a-file /out']);
  });

  it('opens a name that is not UTF-8 by its bytes', async () => {
    const name = Buffer.concat([Buffer.from(`${top}/`), Buffer.from([0x6d, 0xe9, 0x2e, 0x74])]);
    await writeFile(name, 'text');
    const entries = await Array.fromAsync(walk(top));
    expect(entries).toMatchObject([{ kind: 'file', bytes: name }]);
  });

  it('says what is not there', async () => {
    expect(await seen(join(top, 'absent'))).toEqual(['unreachable /absent']);
  });

  // Root may read everything, so that a permission can only be missing for another user.
  it('goes on past a folder that it may not enter', async () => {
    await mkdir(join(top, 'closed'));
    await chmod(join(top, 'closed'), 0);
    await writeFile(join(top, 'open.txt'), 'text');
    const closed = process.getuid?.() === 0 ? [] : ['unreachable /closed'];
    expect(await seen(top)).toEqual([...closed, 'file /open.txt']);
  });
});
