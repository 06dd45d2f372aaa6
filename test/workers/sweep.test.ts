import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createQueues } from '../../src/queue/connect.ts';
import { type SweepJob, sweepPayload } from '../../src/queue/jobs.ts';
import { reconcileSweeps, scheduleDrives } from '../../src/queue/reconcile.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { type SweepWorkerTools, sweepProcessor } from '../../workers/sweep.ts';
import { type DriveSite, driveSite, MINUTES } from '../drives/site.ts';
import { failingAt } from '../faults/failing.ts';
import { testRedisUrl } from '../redis.ts';

let site: DriveSite;
let count = 0;
beforeAll(async () => {
  site = await driveSite();
});
afterAll(() => site.close());

async function newDrive(): Promise<string> {
  count += 1;
  const share = join(site.folder, `share-${count}`);
  await mkdir(share, { mode: 0o755 });
  await writeFile(join(share, 'minutes.txt'), MINUTES);
  for (let at = 0; at < 20; at += 1) await writeFile(join(share, `${at}.txt`), `Lunch number ${at} is at noon.`);
  return site.add(`drive ${count}`, share);
}

/** Fails at the n-th call of whatever asks the store. */
function toolsFailingAt(n: number): SweepWorkerTools {
  const { tools } = site;
  const failing = failingAt(n);
  return {
    ...tools,
    sweeps: failing(tools.sweeps),
    driveRecord: failing(tools.driveRecord),
    sweepEnd: failing(tools.sweepEnd),
  };
}

describe('the sweep’s processor', () => {
  it.each(Array.from({ length: 16 }, (_, at) => at + 1))(
    'loses nothing where the store fails at call %i',
    async (n) => {
      const driveId = await newDrive();
      const id = await site.store.sweeps.start(driveId, 'v1', 'tester');
      const jobs: SweepJob[] = [{ kind: 'list', id: id ?? '' }];
      const process = sweepProcessor({ ...toolsFailingAt(n), enqueueSweep: async (added) => void jobs.push(...added) });
      for (let tries = 0; tries < 10; tries += 1) {
        for (let job = jobs.shift(); job; job = jobs.shift()) {
          await process({ id: job.id, data: job }).catch((error: unknown) => {
            if (!(error instanceof StoreUnavailableError)) throw error;
          });
        }
        jobs.push(...(await site.store.sweeps.waiting(0, 100)));
      }
      expect(await site.store.sweeps.progress(id ?? '')).toMatchObject({ state: 'done', due: 21, done: 21, found: 1 });
    },
  );

  it('does nothing the second time, beside itself, or for what is not there', async () => {
    const driveId = await newDrive();
    const id = (await site.store.sweeps.start(driveId, 'v1', 'tester')) ?? '';
    const jobs: SweepJob[] = [];
    const process = sweepProcessor({ ...site.tools, enqueueSweep: async (added) => void jobs.push(...added) });
    const list = { id: '1', data: { kind: 'list', id } };
    expect((await Promise.all([process(list), process(list)])).sort()).toEqual(['listed', 'not-ours']);
    const [batch] = jobs;
    const read = { id: '2', data: batch };
    expect((await Promise.all([process(read), process(read)])).sort()).toEqual(['not-ours', 'read']);
    expect([await process(list), await process(read)]).toEqual(['not-ours', 'not-ours']);
    expect(await process({ id: '3', data: { kind: 'batch', id: driveId } })).toBe('not-ours');
    await expect(async () => process({ id: '4', data: { kind: 'list' } })).rejects.toThrow('is of no sweep');
  });

  it('stops after the files in hand when its process ends, and another goes on', async () => {
    const driveId = await newDrive();
    const id = (await site.store.sweeps.start(driveId, 'v1', 'tester')) ?? '';
    const jobs: SweepJob[] = [];
    const enqueueSweep = async (added: readonly SweepJob[]) => void jobs.push(...added);
    const ending = new AbortController();
    const stopping = sweepProcessor({
      ...site.tools,
      enqueueSweep,
      stopping: ending.signal,
      inspectFile: (file) => {
        ending.abort();
        return site.tools.inspectFile(file);
      },
    });
    await stopping({ id: '1', data: { kind: 'list', id } });
    await expect(stopping({ id: '2', data: jobs[0] })).rejects.toThrow('aborted');
    const some = (await site.store.sweeps.progress(id))?.done ?? 0;
    expect([some > 0, some < 21]).toEqual([true, true]);
    site.inspected.length = 0;
    await sweepProcessor({ ...site.tools, enqueueSweep })({ id: '3', data: jobs[0] });
    expect(await site.store.sweeps.progress(id)).toMatchObject({ done: 21 });
    expect(site.inspected.length).toBe(21 - some);
  });
});

describe.each(['postgres', 'redis'] as const)('schedules on %s', (queue) => {
  it('begin sweeps by the clock, and are put back when the queue was lost', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'schedule-'));
    const redisUrl = queue === 'redis' ? await testRedisUrl() : null;
    const queues = await createQueues({ redisUrl }, site.store, createLog({ log: 'silent' }));
    const begun = Promise.withResolvers<SweepJob>();
    try {
      const driveId = await site.add(`clock ${queue}`, dataDir, 'schedule: "* * * * *"');
      const own = (await site.store.drives.schedules()).filter(({ id }) => id === driveId);
      // A file knows minutes; the queue's clock strikes seconds too.
      const drives = { schedules: async () => own.map((each) => ({ ...each, schedule: '* * * * * *' })) };
      await scheduleDrives(drives, queues);
      await queues.deleteAllJobs();
      await scheduleDrives(drives, queues);
      queues.startWorker(
        'sweep',
        async (job) => {
          begun.resolve(sweepPayload(job));
          return 'begun';
        },
        1,
      );
      expect(await begun.promise).toEqual({ kind: 'start', id: driveId });
      await queues.schedule(driveId, null, 'UTC');
      expect(await reconcileSweeps(site.store.sweeps, queues, 0)).toBeGreaterThanOrEqual(0);
    } finally {
      await queues.close();
      await rm(dataDir, { recursive: true });
    }
  });
});
