/**
 * Two workers sweep a generated drive, and one is killed with -9 on the way, twice: every planted matter is found, every
 * file is read, and of those that were in a worker's hands at most a few are read again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDrive } from '../../bench/drive-run.ts';
import { makeDrive, type Planted } from '../../scripts/make-drive.ts';
import { type TestSite, testSite } from '../e2e/gateway.ts';

const FILES = 1500;
const KILLS = [1 / 3, 2 / 3];
/** Batches at once in a worker, each with two groups of eight begun and not recorded. */
const BEGUN_BY_A_WORKER = 2 * 2 * 8;

describe.each(['postgres', 'redis'] as const)('killed workers, queues on %s', (queue) => {
  let site: TestSite;
  let share: string;
  let planted: readonly Planted[];

  beforeAll(async () => {
    site = await testSite(queue, 9);
    share = await mkdtemp(join(tmpdir(), 'killed-drive-'));
    planted = await makeDrive(share, FILES, 20);
  });
  afterAll(async () => {
    await site.close();
    await rm(share, { recursive: true, force: true });
  });

  it('lose nothing, and the second sweep reads nothing', { timeout: 180_000 }, async () => {
    const run = await runDrive(site, share, KILLS);
    const missing = planted.filter(({ path, category }) => !run.found.has(`${category} ${path}`));
    expect([planted.length > 0, missing]).toEqual([true, []]);
    expect(run.first.progress).toMatchObject({ listed: FILES, due: FILES, done: FILES });
    expect(run.files).toBe(FILES);
    expect(run.begunAgain).toBeLessThanOrEqual(KILLS.length * BEGUN_BY_A_WORKER);
    expect(run.second.progress).toMatchObject({ due: 0, done: 0, unchanged: FILES });
  });
});
