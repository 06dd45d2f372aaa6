/**
 * Sweeps a drive with worker processes of their own, some of which are killed with -9 on the way, and tells what it took.
 *
 * For the bench and, with fewer files, for the test: both look at the same run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { sql } from 'kysely';
import { startRoles } from '../src/cli/roles.ts';
import type { Config } from '../src/config/config.ts';
import { loadDriveFile } from '../src/config/drive-file.ts';
import { createLog } from '../src/log.ts';
import type { Store } from '../src/store/store.ts';
import type { SweepProgress } from '../src/store/sweeps.ts';

const MAIN = join(import.meta.dirname, '../src/cli/start.js');
const LOOK_EVERY_MS = 250;
const WORKERS = 2;
/** As Linux counts CPU time and memory in /proc. */
const TICKS_A_SECOND = 100;
const PAGE_BYTES = 4096;

export interface DriveRun {
  readonly first: SweepRun;
  readonly second: SweepRun;
  /** Each finding's category by each path where it lies. */
  readonly found: ReadonlySet<string>;
  /** Files that were read, and how often one was begun beyond once. */
  readonly files: number;
  readonly begunAgain: number;
}

export interface SweepRun {
  readonly progress: SweepProgress;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Highest resident memory of one worker with its children, at each quarter of the files. */
  readonly residentMb: readonly number[];
}

/** `killAt`: shares of the files at which one of the workers is killed and another started. */
export async function runDrive(
  site: { readonly config: Config; readonly environment: NodeJS.ProcessEnv },
  folder: string,
  killAt: readonly number[],
): Promise<DriveRun> {
  const running = await startRoles(site.config, ['scheduler'], createLog({ log: 'error' }));
  const workers: ChildProcess[] = [];
  const startWorker = () => {
    const worker = spawn(process.execPath, [MAIN, 'worker'], {
      env: site.environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    workers.push(worker);
  };
  try {
    const { store, queues } = running;
    const settings = loadDriveFile('', 'settings');
    const { id } = await store.drives.put({ name: 'bench', kind: 'folder', location: folder, settings }, 'bench');
    for (let at = 0; at < WORKERS; at += 1) startWorker();

    const sweep = async (kills: readonly number[]): Promise<SweepRun> => {
      const before = await store.sweeps.latest(id); // asked first: a sweep may be over before one looks
      await queues.enqueueSweep([{ kind: 'start', id }]);
      return follow(store, { driveId: id, before }, workers, kills, startWorker);
    };
    const first = await sweep(killAt);
    const begun = await sql<{ files: number; begun: number }>`
      select count(*)::int as files, coalesce(sum(begun), 0)::int as begun from drive_files where state = 'read'
    `.execute(store.db);
    const second = await sweep([]);
    const [{ files, begun: times } = { files: 0, begun: 0 }] = begun.rows;
    return { first, second, found: await foundIn(store), files, begunAgain: times - files };
  } finally {
    await Promise.all(workers.map(stop));
    await running.close();
  }
}

async function follow(
  { sweeps }: Store,
  { driveId, before }: { readonly driveId: string; readonly before: string | undefined },
  workers: readonly ChildProcess[],
  kills: readonly number[],
  startWorker: () => void,
): Promise<SweepRun> {
  const left = [...kills];
  const cpu = new Map<number, number>();
  const residentMb: number[] = [];
  const cpuAtStart = cpuOf(workers);
  for await (const _tick of setInterval(LOOK_EVERY_MS)) {
    const id = await sweeps.latest(driveId);
    const progress = id === undefined || id === before ? undefined : await sweeps.progress(id);
    for (const [pid, seconds] of cpuOf(workers)) cpu.set(pid, seconds);
    if (!progress) continue;

    const share = progress.state === 'listing' ? 0 : progress.done / Math.max(1, progress.due);
    const quarter = Math.min(3, Math.floor(share * 4));
    residentMb[quarter] = Math.max(residentMb[quarter] ?? 0, ...workers.map(({ pid }) => treeOf(pid).residentMb));
    if (left[0] !== undefined && share >= left[0]) {
      left.shift();
      workers.find(isAlive)?.kill('SIGKILL');
      startWorker();
    }
    if (progress.state === 'stopped') throw new RangeError('the sweep was stopped');
    if (progress.state !== 'done') continue;
    const seconds = ((progress.endedAt?.getTime() ?? 0) - progress.startedAt.getTime()) / 1000;
    const spent = [...cpu].reduce((sum, [pid, each]) => sum + each - (cpuAtStart.get(pid) ?? 0), 0);
    return { progress, seconds, cpuSeconds: spent, residentMb: residentMb.map(Math.round) };
  }
  throw new RangeError('a clock does not end');
}

async function foundIn({ driveFindings }: Store): Promise<Set<string>> {
  const found = new Set<string>();
  let after: string | null = '';
  while (after !== null) {
    const page = await driveFindings.list({ drive: 'bench', limit: 500, ...(after && { after }) });
    for (const { category, places } of page.findings) for (const { path } of places) found.add(`${category} ${path}`);
    after = page.next;
  }
  return found;
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** Seconds by process: the workers and what they started. A process that has ended keeps what was seen last. */
function cpuOf(workers: readonly ChildProcess[]): Map<number, number> {
  return new Map(workers.flatMap(({ pid }) => treeOf(pid).cpu));
}

/** Source: proc(5), `stat` 14 and 15 (after the name), `statm` 2. */
function treeOf(pid: number | undefined): { cpu: (readonly [number, number])[]; residentMb: number } {
  if (pid === undefined) return { cpu: [], residentMb: 0 };
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    const below = children.map(treeOf);
    return {
      cpu: [[pid, (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND], ...below.flatMap(({ cpu }) => cpu)],
      residentMb: resident / 1e6 + below.reduce((sum, each) => sum + each.residentMb, 0),
    };
  } catch {
    return { cpu: [], residentMb: 0 }; // it has just ended
  }
}

async function stop(worker: ChildProcess): Promise<void> {
  if (!isAlive(worker)) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}
