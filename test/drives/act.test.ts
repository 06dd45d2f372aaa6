import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, readlink, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { putBack, quarantine, restrict } from '../../src/drives/act.ts';
import { SourceError } from '../../src/drives/source.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { SealBrokenError } from '../../src/store/seal.ts';
import { type DriveSite, driveSite, MINUTES } from './site.ts';

let site: DriveSite;
let share: string;
let drive: string;
let file: string;
let count = 0;

beforeAll(async () => {
  site = await driveSite();
});
afterAll(() => site.close());

const attested = { by: 'officer', paragraph: '7', reason: 'a reading room' };
const first = async () => {
  const { findings } = await site.store.driveFindings.list({ drive: `acts ${count}`, limit: 10 });
  return findings[0];
};
const sealed = async () => (await site.store.sealedFiles.list(`acts ${count}`, 10))[0];

/** Larger than a chunk of the sealed store, so that several are put together again. */
const large = () =>
  Buffer.concat([Buffer.from(MINUTES), Buffer.from(`\n${randomBytes(700_000).toString('hex')}`).subarray(0, 900_000)]);

beforeEach(async () => {
  count += 1;
  share = join(site.folder, `share-${count}`);
  file = join(share, 'minutes.txt');
  await mkdir(share, { mode: 0o755 });
  drive = await site.add(`acts ${count}`, share);
});

describe('quarantine', () => {
  it('leaves a file closed that could not be sealed', async () => {
    await writeFile(file, large());
    await site.sweep(drive);
    const seal = () => Promise.reject(new StoreUnavailableError(null));
    const tools = { ...site.tools, sealedFiles: { ...site.tools.sealedFiles, seal } };
    await expect(quarantine(tools, (await first())?.id ?? '', 'officer')).rejects.toThrow(StoreUnavailableError);
    const isOpen = async () => {
      const handles = await readdir('/proc/self/fd');
      return (await Promise.all(handles.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))).includes(file);
    };
    await vi.waitFor(async () => expect(await isOpen()).toBe(false), 20_000);
    expect(await readdir(share)).toEqual(['minutes.txt']);
  });

  it('takes a file, leaves a note, and puts it back byte for byte with mode, times and access list', async () => {
    const bytes = large();
    await writeFile(file, bytes);
    await chmod(file, 0o640);
    execFileSync('setfacl', ['-m', 'u:65534:r', file]);
    await utimes(file, 1_700_000_000.25, 1_600_000_000.5);
    const acl = execFileSync('getfacl', ['-p', file], { encoding: 'utf8' });
    const before = await stat(file);
    await site.sweep(drive);

    expect(await quarantine(site.tools, (await first())?.id ?? '', 'officer')).toMatchObject([{ failed: null }]);
    expect(await readdir(share)).toEqual(['minutes.txt.quarantined.txt']);
    const note = await readFile(`${file}.quarantined.txt`, 'utf8');
    expect(note).toContain((await sealed())?.id);
    expect(note).not.toContain('Northfield');
    expect(await first()).toMatchObject({ state: 'remediated' });
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from sealed_file_chunks`.execute(site.store.db);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.some((row) => row.bytes.includes('Northfield'))).toBe(false);

    const held = await sealed();
    expect(held && (await putBack(site.tools, held, attested))).toBe(true);
    const after = await stat(file);
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect([after.mode, after.mtimeMs, after.uid]).toEqual([before.mode, before.mtimeMs, before.uid]);
    expect(execFileSync('getfacl', ['-p', file], { encoding: 'utf8' })).toBe(acl);
    expect(await readdir(share)).toEqual(['minutes.txt']);
    expect(await first()).toMatchObject({ state: 'accepted', paragraph: '7' });
    expect(await sealed()).toBeUndefined();

    await site.sweep(drive);
    expect(await first()).toMatchObject({ state: 'accepted', placeCount: 1 });
    expect(await site.store.audit.verify()).toMatchObject({ kind: 'whole' });
  });

  it('does not take a file that is not the one that was found', async () => {
    await writeFile(file, MINUTES);
    await site.sweep(drive);
    await writeFile(file, 'Lunch is at noon.');
    const acted = await quarantine(site.tools, (await first())?.id ?? '', 'officer');
    expect(acted).toMatchObject([{ failed: 'the file is not the one that was found: sweep again' }]);
    expect([await readdir(share), await sealed()]).toEqual([['minutes.txt'], undefined]);
    expect(await readFile(file, 'utf8')).toBe('Lunch is at noon.');
  });

  it('loses nothing when it ends between sealing and taking, and is done by the next try', async () => {
    await writeFile(file, MINUTES);
    await site.sweep(drive);
    const id = (await first())?.id ?? '';
    const died = { ...site.store.sealedFiles, taken: () => Promise.reject(new TypeError('killed here')) };
    await expect(quarantine({ ...site.tools, sealedFiles: died }, id, 'officer')).rejects.toThrow('killed here');
    const { rows } = await sql<{ state: string }>`select state from sealed_files where drive_id = ${drive}`.execute(
      site.store.db,
    );
    expect(rows).toEqual([{ state: 'sealed' }]);
    await site.sweep(drive);
    expect(await sealed()).toMatchObject({ state: 'taken', path: 'minutes.txt' });
  });

  it('writes over nothing that lies there now, and puts back nothing that was changed at rest', async () => {
    await writeFile(file, MINUTES);
    await site.sweep(drive);
    await quarantine(site.tools, (await first())?.id ?? '', 'officer');
    const held = await sealed();
    if (!held) throw new RangeError('nothing was sealed');
    await writeFile(file, 'another');
    await expect(putBack(site.tools, held, attested)).rejects.toThrow(SourceError);
    expect(await readFile(file, 'utf8')).toBe('another');
    await sql`update sealed_file_chunks set bytes = set_byte(bytes, 40, 7) where file_id = ${held.id}`.execute(
      site.store.db,
    );
    await expect(putBack(site.tools, held, attested)).rejects.toThrow(SealBrokenError);
    expect((await readdir(share)).sort()).toEqual(['minutes.txt', 'minutes.txt.quarantined.txt']);
  });

  it('is not done through a folder that has become a link', async () => {
    await mkdir(join(share, 'a'));
    await writeFile(join(share, 'a/minutes.txt'), MINUTES);
    await site.sweep(drive);
    const elsewhere = join(site.folder, `elsewhere-${count}`);
    execFileSync('mv', [join(share, 'a'), elsewhere]);
    execFileSync('ln', ['-s', elsewhere, join(share, 'a')]);
    const acted = await quarantine(site.tools, (await first())?.id ?? '', 'officer');
    expect(acted).toMatchObject([{ failed: 'a folder on the way is a link now' }]);
  });
});

describe('what a drive does of itself', () => {
  it('restricts to the owner what others outside the circle read', async () => {
    drive = await site.add(`acts ${count}`, share, 'action: restrict\nact-from: 0.5');
    await writeFile(file, MINUTES, { mode: 0o644 });
    await site.sweep(drive);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await site.sweep(drive);
    expect((await first())?.places[0]).toMatchObject({ everyone: false });
  });

  it('takes what everybody can read, and tells the owner once', async () => {
    drive = await site.add(`acts ${count}`, share, 'action: quarantine\nact-from: 0.5\nowner: t.vance@home.example');
    await writeFile(file, MINUTES, { mode: 0o644 });
    await site.sweep(drive);
    expect(await readdir(share)).toEqual(['minutes.txt.quarantined.txt']);
    const { rows } = await sql<{ address: string }>`
      select address from recipients join messages on id = message_id where mail_from = ''
    `.execute(site.store.db);
    expect(rows).toEqual([{ address: 't.vance@home.example' }]);
  });

  it('takes the access list away too', async () => {
    await writeFile(file, MINUTES, { mode: 0o600 });
    execFileSync('setfacl', ['-m', 'u:65534:r', file]);
    await site.sweep(drive);
    expect((await first())?.places[0]?.readers).toContain('user:nobody');
    await restrict(site.tools, (await first())?.id ?? '', 'officer');
    expect(execFileSync('getfacl', ['-p', file], { encoding: 'utf8' })).not.toContain('nobody');
  });
});
