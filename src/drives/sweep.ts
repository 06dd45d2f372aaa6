/**
 * A sweep at work: its listing page by page, its batches file by file. What is done stands in the store at once, so that
 * whoever comes after a worker that was killed goes on with the next file.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { SweepJob } from '../queue/jobs.ts';
import type { DriveRecord, ReadFile } from '../store/drive-record.ts';
import type { Drive, Drives } from '../store/drives.ts';
import type { Batch, Sweep, Sweeps } from '../store/sweeps.ts';
import { untilOpenMs } from './hours.ts';
import { openSource } from './index.ts';
import { type InspectFile, type Limited, readFile } from './read.ts';
import { type DriveSource, type Listed, SourceError } from './source.ts';

export interface SweepTools extends Limited {
  readonly drives: Pick<Drives, 'get'>;
  readonly sweeps: Sweeps;
  readonly driveRecord: DriveRecord;
  readonly enqueueSweep: (jobs: readonly SweepJob[]) => Promise<void>;
  /** Judges one file. */
  readonly inspectFile: InspectFile;
  /** Names all that decides what a file comes to: register, policy, rules, roll, fingerprints, weights. */
  readonly sweepVersions: () => string;
  readonly log: Log;
}

/** One statement carries so many files of a listing. */
const PAGE_FILES = 1000;
/** Begun at once: what a killed worker had begun is opened again. */
const BEGUN_FILES = 8;
/** Read at once by one batch: each waits for the disk and for a child process. */
const IN_HAND = 4;
/** From this size on one at a time: a file is whole in memory while it is read, and once more on its way to a child. */
const LARGE_BYTES = 16e6;

/** Begins a sweep of a drive, unless one is under way. Gives its id. */
export async function startSweep(tools: SweepTools, driveId: string, by: string): Promise<string | undefined> {
  const id = await tools.sweeps.start(driveId, tools.sweepVersions(), by);
  if (id) await tools.enqueueSweep([{ kind: 'list', id }]);
  return id;
}

/** Lists from where the listing stands to its end. Throws what waiting can mend. */
export async function listDrive(tools: SweepTools, sweepId: string, signal: AbortSignal | undefined): Promise<string> {
  const { sweeps, drives, log } = tools;
  const sweep = await sweeps.beginListing(sweepId);
  if (!sweep) return 'not-ours';
  try {
    const drive = await drives.get(sweep.driveId);
    if (!drive) return 'no-drive';
    const restMs = untilOpenMs(drive.settings, new Date());
    if (restMs > 0) {
      await sweeps.rest(sweepId, restMs);
      return 'outside-hours';
    }
    return await listPages(tools, sweep, openSource(drive), signal);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // A share that is not mounted now may be mounted in the next night; nothing of it is taken for gone.
    log.error({ error, fault: error.fault, sweepId }, 'the drive cannot be listed: the sweep is stopped');
    await sweeps.stop(sweep.driveId, 'reticent');
    return 'unreachable';
  } finally {
    await sweeps.giveBack({ kind: 'list', id: sweepId });
  }
}

async function listPages(
  { sweeps, enqueueSweep }: SweepTools,
  sweep: Sweep,
  source: DriveSource,
  signal: AbortSignal | undefined,
): Promise<string> {
  let after = sweep.listedTo;
  let page: Listed[] = [];
  // A page is written while the next one is listed: disk and database need not wait for one another.
  let writing: Promise<boolean> = Promise.resolve(true);
  const write = async (before: Buffer | null, files: readonly Listed[], isLast: boolean) => {
    const batches = await sweeps.page(sweep, before, files, isLast);
    await enqueueSweep((batches ?? []).map((id) => ({ kind: 'batch', id })));
    return batches !== undefined;
  };
  for await (const some of source.list(after)) {
    page.push(...some);
    if (page.length < PAGE_FILES) continue;
    signal?.throwIfAborted();
    if (!(await writing)) return 'stopped';
    writing = write(after, page, false);
    writing.catch(() => undefined); // told when it is awaited
    after = page.at(-1)?.key ?? after;
    page = [];
  }
  if (!(await writing) || !(await write(after, page, true))) return 'stopped';
  // Where nothing had to be read, or all of it was read meanwhile, nobody else ends the sweep.
  if (await sweeps.finishing(sweep.id)) await enqueueSweep([{ kind: 'finish', id: sweep.id }]);
  return 'listed';
}

/** Reads the files of a batch that are still due. Throws what waiting can mend. */
export async function readBatch(tools: SweepTools, batchId: string, signal: AbortSignal | undefined): Promise<string> {
  const { sweeps, drives, enqueueSweep } = tools;
  const batch = await sweeps.beginBatch(batchId);
  if (!batch) return 'not-ours';
  try {
    const drive = await drives.get(batch.driveId);
    if (!drive) return 'no-drive';
    // Under what it is judged here, which may not be what the sweep began with: the next one then reads it again.
    const judged = { ...batch, versions: tools.sweepVersions() };
    if (!(await readFiles(tools, judged, drive, signal))) return 'outside-hours';
    if ((await sweeps.endBatch(batch)) === 'finishing') await enqueueSweep([{ kind: 'finish', id: batch.sweepId }]);
    return 'read';
  } finally {
    await sweeps.giveBack({ kind: 'batch', id: batchId });
  }
}

/** False where the hours of the drive ended before the batch did. */
async function readFiles(
  tools: SweepTools,
  batch: Batch,
  drive: Drive,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { driveRecord, sweeps } = tools;
  const source = openSource(drive);
  const inTurn = turns();
  const writer = inGroups((files: readonly ReadFile[]) => driveRecord.record(batch, files));
  let after: Buffer | null = null;
  let recorded = Promise.resolve();
  try {
    for (;;) {
      const restMs = untilOpenMs(drive.settings, new Date());
      if (restMs > 0) {
        await sweeps.rest(batch.sweepId, restMs);
        return false;
      }
      const files = await driveRecord.begin(batch, after, BEGUN_FILES);
      after = files.at(-1)?.key ?? after;
      if (files.length === 0) return true;
      const waitMs = await waitFor(sweeps, batch.sweepId, drive, files);
      if (waitMs > 0) await pause(waitMs, undefined, signal && { signal });
      await each(files, IN_HAND, async (file) => {
        signal?.throwIfAborted();
        const read = () => readFile(tools, source, drive, file);
        writer.add(await (file.sizeBytes < LARGE_BYTES ? read() : inTurn(read)));
      });
      // At most two groups are begun and not recorded: what is lost with a worker stays that little.
      await recorded;
      recorded = writer.end();
      recorded.catch(() => undefined); // told when it is awaited
    }
  } finally {
    // Also where it is told to stop: what was read is not read again.
    await writer.end();
  }
}

async function waitFor(
  sweeps: Sweeps,
  sweepId: string,
  { settings: { throttle } }: Drive,
  files: readonly { readonly sizeBytes: number }[],
): Promise<number> {
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const byFiles = throttle.filesPerSecond === null ? 0 : files.length / throttle.filesPerSecond;
  const byBytes = throttle.bytesPerSecond === null ? 0 : bytes / throttle.bytesPerSecond;
  const seconds = Math.max(byFiles, byBytes);
  return seconds > 0 ? sweeps.pace(sweepId, seconds * 1000) : 0;
}

/** Runs `work` over all, at most `atOnce` at a time. Rejects with the first that fails, when those at work have ended. */
async function each<Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
}

/** Runs what it is given one after another, whatever became of the one before. */
function turns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

interface Groups<Item> {
  readonly add: (item: Item) => void;
  /** Resolves when all is written; rejects with what a write threw. */
  readonly end: () => Promise<void>;
}

/** Writes what has come in while the write before was under way: little is lost by a crash, and commits are few. */
function inGroups<Item>(write: (items: readonly Item[]) => Promise<void>): Groups<Item> {
  let waiting: Item[] = [];
  let writing: Promise<void> | undefined;
  let failed: { readonly error: unknown } | undefined;

  const run = async () => {
    while (waiting.length > 0 && !failed) {
      const some = waiting;
      waiting = [];
      try {
        await write(some);
      } catch (error) {
        failed = { error };
      }
    }
    writing = undefined;
  };
  return {
    add: (item) => {
      if (failed) throw failed.error;
      waiting.push(item);
      writing ??= run();
    },
    end: async () => {
      await writing;
      if (failed) throw failed.error;
    },
  };
}
