import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDriveFile } from '../../src/config/drive-file.ts';
import type { ListedFile, Sweep } from '../../src/store/sweeps.ts';
import { type TestStore, testStore } from '../postgres.ts';

let store: TestStore;
let drive: string;
let count = 0;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const file = (path: string, mark = '1'): ListedFile => ({
  key: Buffer.from(path.replaceAll('/', '\0')),
  shown: path,
  mark,
  sizeBytes: 10,
});

async function begun(): Promise<Sweep> {
  const id = await store.sweeps.start(drive, 'v1', 'tester');
  const sweep = id && (await store.sweeps.beginListing(id));
  if (!sweep) throw new RangeError('the sweep was not begun');
  return sweep;
}

/** Lists one page that is the whole drive, and stops the sweep. */
async function listed(...files: ListedFile[]) {
  const sweep = await begun();
  await store.sweeps.page(sweep, null, files, true);
  const progress = await store.sweeps.progress(sweep.id);
  await store.sweeps.stop(drive, 'tester');
  return progress;
}

describe('a page of a listing', () => {
  it.each<[why: string, again: ListedFile[], gone: number]>([
    ['what is missing is gone', [file('a/1'), file('b')], 1],
    [
      'what lies in a folder that could not be looked into is not',
      [{ ...file('a'), problem: 'denied', isFolder: true }, file('b')],
      0,
    ],
    [
      'nor is what only begins like it',
      [{ ...file('a'), problem: 'denied', isFolder: true }, file('a.txt'), file('b')],
      0,
    ],
  ])('%s', async (_why, again, gone) => {
    count += 1;
    const settings = loadDriveFile('', 'share.yaml');
    drive = (await store.drives.put({ name: `d${count}`, kind: 'folder', location: '/x', settings }, 'tester')).id;
    expect(await listed(file('a/1'), file('a/2'), file('b'))).toMatchObject({ listed: 3, due: 3, gone: 0 });
    expect(await listed(...again)).toMatchObject({ gone });
  });

  it('keeps what lies in a folder that could not be looked into where the page ends with it', async () => {
    count += 1;
    const settings = loadDriveFile('', 'share.yaml');
    drive = (await store.drives.put({ name: `d${count}`, kind: 'folder', location: '/x', settings }, 'tester')).id;
    await listed(file('a/1'), file('b'), file('c'));
    const sweep = await begun();
    await store.sweeps.page(sweep, null, [{ ...file('a'), problem: 'denied', isFolder: true }], false);
    await store.sweeps.page(sweep, Buffer.from('a'), [file('b')], true);
    expect(await store.sweeps.progress(sweep.id)).toMatchObject({ gone: 1 });
    await store.sweeps.stop(drive, 'tester');
  });

  it('goes on after the last one that was written, and counts each file once', async () => {
    count += 1;
    const settings = loadDriveFile('', 'share.yaml');
    drive = (await store.drives.put({ name: `d${count}`, kind: 'folder', location: '/x', settings }, 'tester')).id;
    const sweep = await begun();
    expect(await store.sweeps.page(sweep, null, [file('a'), file('b')], false)).toHaveLength(1);
    const taken = await store.sweeps.beginListing(sweep.id);
    expect(taken?.listedTo).toEqual(Buffer.from('b'));
    await store.sweeps.page(sweep, Buffer.from('b'), [file('c')], true);
    expect(await store.sweeps.progress(sweep.id)).toMatchObject({ state: 'reading', listed: 3, due: 3 });
    expect((await store.sweeps.waiting(0, 10)).map(({ kind }) => kind)).toEqual(['batch', 'batch']);
    expect(await store.sweeps.beginListing(sweep.id)).toBeUndefined();
  });

  it('writes nothing for a sweep that was stopped', async () => {
    const sweep = await begun().catch(async () => {
      await store.sweeps.stop(drive, 'tester');
      return begun();
    });
    await store.sweeps.stop(drive, 'tester');
    expect(await store.sweeps.page(sweep, null, [file('a')], true)).toBeUndefined();
  });
});
