import { chmod, mkdir, rename, rm, symlink, truncate, unlink, utimes, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DriveFinding } from '../../src/store/drive-findings.ts';
import { sweepProcessor } from '../../workers/sweep.ts';
import { type DriveSite, driveSite, MINUTES } from './site.ts';

let site: DriveSite;
let share: string;
let drive: string;
let count = 0;

beforeAll(async () => {
  site = await driveSite();
});
afterAll(() => site.close());

beforeEach(async () => {
  count += 1;
  share = join(site.folder, `share-${count}`);
  await mkdir(share, { mode: 0o755 });
  drive = await site.add(`drive ${count}`, share);
  site.inspected.length = 0;
});

const put = async (path: string, text: string) => {
  await mkdir(join(share, path, '..'), { recursive: true });
  await writeFile(join(share, path), text);
};
const findings = async (): Promise<readonly DriveFinding[]> =>
  (await site.store.driveFindings.list({ drive: `drive ${count}`, limit: 100 })).findings;
const livePaths = (finding: DriveFinding | undefined) =>
  finding?.places.filter(({ goneAt }) => goneAt === null).map(({ path }) => path);
const unread = async () =>
  (await site.store.driveFindings.unread(`drive ${count}`, '', 100)).map(({ path, problem }) => `${path}: ${problem}`);
const events = async (id: string | undefined) =>
  (await site.store.driveFindings.show(id ?? ''))?.events.map(({ event }) => event);

describe('a sweep', () => {
  it('finds what lies there, with evidence, and says who outside the circle can read it', async () => {
    await put('a/minutes.txt', MINUTES);
    await put('lunch.txt', 'Lunch is at noon.');
    expect(await site.sweep(drive)).toMatchObject({ state: 'done', listed: 2, done: 2, found: 1 });
    const [finding, ...others] = await findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ category: 'minutes', state: 'open', everyone: true });
    const shown = await site.store.driveFindings.show(finding?.id ?? '');
    const quotes = shown?.finding.evidence.map(({ quote }) => quote) ?? [];
    expect([quotes.length > 0, quotes.every((quote) => MINUTES.includes(quote))]).toEqual([true, true]);
  });

  it('reads nothing of a drive that did not change, and all of it when the rules did', async () => {
    await put('minutes.txt', MINUTES);
    await put('lunch.txt', 'Lunch is at noon.');
    await site.sweep(drive);
    expect(await site.sweep(drive)).toMatchObject({ due: 0, unchanged: 2 });
    await sql`update drive_files set versions = 'v0' where drive_id = ${drive}`.execute(site.store.db);
    expect(await site.sweep(drive)).toMatchObject({ due: 2, done: 2 });
  });

  it('knows the same bytes again where only the times changed', async () => {
    await put('lunch.txt', 'Lunch is at noon.');
    await site.sweep(drive);
    await utimes(join(share, 'lunch.txt'), 1, 1);
    expect(await site.sweep(drive)).toMatchObject({ due: 1, done: 1 });
    expect(site.inspected).toEqual(['lunch.txt']);
  });

  it('takes copies for one finding with many places', async () => {
    for (const path of ['a/minutes.txt', 'b/copy of minutes.txt', 'c.txt']) await put(path, MINUTES);
    await site.sweep(drive);
    const all = await findings();
    expect(all.map(livePaths)).toEqual([['a/minutes.txt', 'b/copy of minutes.txt', 'c.txt']]);
  });

  it('keeps the history of a file that moves', async () => {
    await put('old/minutes.txt', MINUTES);
    await site.sweep(drive);
    const [before] = await findings();
    await mkdir(join(share, 'new'));
    await rename(join(share, 'old/minutes.txt'), join(share, 'new/renamed.txt'));
    await site.sweep(drive);
    const [after, ...others] = await findings();
    expect(others).toEqual([]);
    expect([after?.id, after?.firstSeen, livePaths(after)]).toEqual([
      before?.id,
      before?.firstSeen,
      ['new/renamed.txt'],
    ]);
    expect(await events(after?.id)).toEqual(['found', 'place added', 'moved']);
  });

  it('carries a finding over an edit, and opens again what was accepted of other words', async () => {
    await put('minutes.txt', MINUTES);
    await site.sweep(drive);
    const [before] = await findings();
    const decision = { state: 'accepted', paragraph: '7', reason: 'a reading room', by: 'officer' } as const;
    expect(await site.store.driveFindings.decide(before?.id ?? '', decision)).toBe(true);
    await put('minutes.txt', `${MINUTES}\nAnother line.`);
    await site.sweep(drive);
    expect(await findings()).toMatchObject([{ id: before?.id, state: 'open' }]);
    expect(await events(before?.id)).toEqual(['found', 'accepted', 'content changed', 'reopened']);
  });

  it('remediates what lies nowhere any more, and opens it when it comes back', async () => {
    await put('minutes.txt', MINUTES);
    await site.sweep(drive);
    await unlink(join(share, 'minutes.txt'));
    expect(await site.sweep(drive)).toMatchObject({ gone: 1 });
    expect(await findings()).toMatchObject([{ state: 'remediated' }]);
    await put('again.txt', MINUTES);
    await site.sweep(drive);
    expect(await findings()).toMatchObject([{ state: 'open' }]);
  });

  it('tells when more people can read it than before', async () => {
    await put('minutes.txt', MINUTES);
    await chmod(join(share, 'minutes.txt'), 0o600);
    await site.sweep(drive);
    await chmod(join(share, 'minutes.txt'), 0o644);
    await site.sweep(drive);
    const [finding] = await findings();
    expect(finding?.everyone).toBe(true);
    expect(await events(finding?.id)).toEqual(['found', 'wider access']);
  });

  it('reports links, huge and sparse files, and goes on', async () => {
    await symlink(share, join(share, 'loop'));
    await put('sparse.bin', '');
    await truncate(join(share, 'sparse.bin'), 20e9);
    await writeFile(Buffer.concat([Buffer.from(`${share}/`), Buffer.from([0x6d, 0xe9])]), MINUTES);
    expect(await site.sweep(drive)).toMatchObject({ state: 'done', found: 1 });
    expect(await unread()).toEqual(['loop: not-a-file', 'sparse.bin: too-large']);
  });

  it('reports a file that vanished after it was listed', async () => {
    await put('a.txt', 'Lunch is at noon.');
    const id = await site.store.sweeps.start(drive, 'v1', 'tester');
    const jobs: { kind: string; id: string }[] = [];
    const process = sweepProcessor({ ...site.tools, enqueueSweep: async (added) => void jobs.push(...added) });
    await process({ id: '1', data: { kind: 'list', id } });
    await rm(join(share, 'a.txt'));
    for (const job of jobs) await process({ id: job.id, data: job });
    expect(await unread()).toEqual(['a.txt: vanished']);
  });

  it('takes nothing for gone where the drive is not mounted', async () => {
    await put('minutes.txt', MINUTES);
    await site.sweep(drive);
    await rename(share, `${share}-away`);
    expect(await site.sweep(drive)).toMatchObject({ state: 'stopped', gone: 0 });
    expect(await findings()).toMatchObject([{ state: 'open' }]);
  });

  it('gives a file that ends its workers to no further one', async () => {
    await put('poison.txt', 'Lunch is at noon.');
    const id = await site.store.sweeps.start(drive, 'v1', 'tester');
    const jobs: { kind: string; id: string }[] = [];
    const process = sweepProcessor({ ...site.tools, enqueueSweep: async (added) => void jobs.push(...added) });
    await process({ id: '1', data: { kind: 'list', id } });
    await sql`update drive_files set begun = 3 where drive_id = ${drive}`.execute(site.store.db);
    for (const job of jobs) await process({ id: job.id, data: job });
    expect([await unread(), site.inspected]).toEqual([['poison.txt: ends-workers'], []]);
  });

  it('goes on with what a stopped sweep left', async () => {
    await put('a.txt', 'Lunch is at noon.');
    const id = await site.store.sweeps.start(drive, 'v1', 'tester');
    await sweepProcessor({ ...site.tools, enqueueSweep: async () => undefined })({
      id: '1',
      data: { kind: 'list', id },
    });
    expect(await site.store.sweeps.stop(drive, 'tester')).toBe(true);
    expect(await site.sweep(drive)).toMatchObject({ state: 'done', done: 1 });
  });

  it('does not begin a second sweep of a drive beside the first', async () => {
    await site.store.sweeps.start(drive, 'v1', 'tester');
    expect(await site.store.sweeps.start(drive, 'v1', 'tester')).toBeUndefined();
    await site.store.sweeps.stop(drive, 'tester');
  });

  it('rests outside the hours of the drive, and paces what it reads', async () => {
    const rested: number[] = [];
    const open = await site.add(
      `hours ${count}`,
      share,
      'throttle: { hours: "00:00-00:01" }\nzone: Pacific/Kiritimati',
    );
    await put('a.txt', 'Lunch is at noon.');
    const id = await site.store.sweeps.start(open, 'v1', 'tester');
    const sweeps = { ...site.store.sweeps, rest: async (_id: string, forMs: number) => void rested.push(forMs) };
    const minute = new Intl.DateTimeFormat('en-GB', { timeZone: 'Pacific/Kiritimati', timeStyle: 'short' }).format();
    const word = await sweepProcessor({ ...site.tools, sweeps })({ id: '1', data: { kind: 'list', id } });
    expect([word, rested.length]).toEqual(minute === '00:00' ? ['listed', 0] : ['outside-hours', 1]);
    expect(await site.store.sweeps.pace(id ?? '', 60_000)).toBe(0);
    expect(await site.store.sweeps.pace(id ?? '', 60_000)).toBeGreaterThan(50_000);
  });

  it('leaves the audit chain whole, with the sweep, the finding and the decision on it', async () => {
    await put('minutes.txt', MINUTES);
    await site.sweep(drive);
    const [finding] = await findings();
    await site.store.driveFindings.decide(finding?.id ?? '', {
      state: 'false',
      paragraph: null,
      reason: 'a novel',
      by: 'officer',
    });
    const records = await site.store.audit.records(0, 10_000);
    const last = records.slice(-5).map(({ action }) => action);
    expect(last).toEqual(['drive set', 'sweep started', 'drive finding', 'sweep ended', 'drive finding false']);
    expect(await site.store.audit.verify()).toMatchObject({ kind: 'whole' });
  });
});

describe('who can read it', () => {
  it('clears those in the circle and holds for those outside', async () => {
    const settings = `principals: { users: { "${userInfo().username}": a.khan@party.example } }`;
    const mapped = await site.add(`mapped ${count}`, share, settings);
    await put('minutes.txt', MINUTES);
    await chmod(join(share, 'minutes.txt'), 0o600);
    await site.sweep(mapped);
    const list = async () => (await site.store.driveFindings.list({ drive: `mapped ${count}`, limit: 9 })).findings[0];
    expect(await list()).toMatchObject({ outsiders: 0, everyone: false });
    await chmod(join(share, 'minutes.txt'), 0o604);
    await site.sweep(mapped);
    expect((await list())?.places[0]?.outside).toEqual([
      { principal: 'everyone', address: null, because: 'everyone is not entitled to minutes' },
    ]);
  });
});
