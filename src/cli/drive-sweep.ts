/**
 * `reticent drive sweep`: begins a sweep, takes part in it, and shows how far it is until it ends.
 *
 * The command is a worker like any other, so that it needs none that runs, and shares the work with those that do.
 */
import { availableParallelism } from 'node:os';
import { setInterval } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { sweepProcessor } from '../../workers/sweep.ts';
import type { Config } from '../config/config.ts';
import { counted } from '../drives/report.ts';
import { startSweep } from '../drives/sweep.ts';
import { createSandbox } from '../extract/sandbox.ts';
import { createLog } from '../log.ts';
import { createQueues } from '../queue/connect.ts';
import { reconcileSweeps } from '../queue/reconcile.ts';
import type { Store } from '../store/store.ts';
import type { SweepProgress } from '../store/sweeps.ts';
import { NegativeAnswer } from './errors.ts';
import { IMPORTED, liveReference } from './reference.ts';
import { sweepToolsOf } from './sweep-tools.ts';
import { withStore } from './with-store.ts';

export interface SweepOptions {
  readonly config?: string;
  readonly detach?: boolean;
  readonly json?: boolean;
  readonly by: string;
}

/** How often the line on the terminal is drawn anew, and after how many of them lost jobs are looked for. */
const TICK_MS = 500;
const TICKS_A_LOOK = 10;
const BATCHES_AT_ONCE = 2;

/** The sweep was stopped, by a person or because the drive could not be listed. */
export class SweepStoppedError extends Error {
  override readonly name = 'SweepStoppedError';
}

export async function sweepDrive(name: string, options: SweepOptions): Promise<void> {
  await withStore(options.config, (store, config) => sweepWith(store, config, name, options));
}

async function sweepWith(store: Store, config: Config, name: string, options: SweepOptions): Promise<void> {
  const drive = await store.drives.find(name);
  if (!drive) throw new NegativeAnswer(`there is no drive \`${name}\``);
  const log = createLog({ log: 'error' });
  const reference = liveReference(config, log);
  const imported = config.register === null ? await store.registers.imported() : undefined;
  if (imported) reference.useRegister(imported.text, IMPORTED);
  const sandbox = createSandbox({ processes: availableParallelism(), limits: reference.current().policy.limits });
  const queues = await createQueues(config, store, log);
  const { tools, stop } = sweepToolsOf(config, store, queues, reference, sandbox, log);
  try {
    const begun = await startSweep(tools, drive.id, options.by);
    const id = begun ?? (await store.sweeps.latest(drive.id));
    if (id === undefined) throw new NegativeAnswer(`the sweep of \`${name}\` could not be begun`);
    if (!begun) process.stderr.write(`reticent: a sweep of ${name} is under way already\n`);
    if (options.detach) {
      process.stdout.write(`${id}\n`);
      return;
    }
    const worker = queues.startWorker('sweep', sweepProcessor(tools), BATCHES_AT_ONCE);
    try {
      await follow(store, id, options, () => reconcileSweeps(store.sweeps, queues));
    } finally {
      stop();
      await worker.close();
    }
  } finally {
    await queues.close();
    await sandbox.close();
    reference.close();
  }
}

async function follow(
  { sweeps, driveFindings }: Store,
  id: string,
  { json }: SweepOptions,
  look: () => Promise<unknown>,
): Promise<void> {
  const show = json ? jsonLines() : line(process.stderr);
  let ticks = 0;
  for await (const _tick of setInterval(TICK_MS)) {
    const progress = await sweeps.progress(id);
    if (!progress) throw new SweepStoppedError('the drive was removed');
    show(progress);
    if (progress.state === 'stopped') throw new SweepStoppedError('the sweep was stopped before its end');
    if (progress.state === 'done') {
      const changes = await driveFindings.changes(id);
      if (!json) process.stdout.write(`${ended(progress, changes)}\n`);
      return;
    }
    ticks += 1;
    if (ticks % TICKS_A_LOOK === 0) await look();
  }
}

function ended(progress: SweepProgress, changes: readonly { readonly event: string }[]): string {
  const { listed, done, unchanged, gone, startedAt, endedAt } = progress;
  const seconds = ((endedAt?.getTime() ?? startedAt.getTime()) - startedAt.getTime()) / 1000;
  const events = Map.groupBy(changes, ({ event }) => event);
  const news = [...events].map(([event, all]) => `${all.length} ${event}`).join(', ');
  return [
    `${counted(listed, 'file')} in ${duration(seconds)}: ${count(done)} read, ${count(unchanged)} unchanged, ${count(gone)} gone`,
    `findings: ${news || 'nothing new'}`,
  ].join('\n');
}

/** One line that overwrites itself on a terminal; nothing in a pipe. */
function line(stream: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): (progress: SweepProgress) => void {
  if (!stream.isTTY) return () => undefined;
  return (progress) => {
    const isOver = progress.state === 'done' || progress.state === 'stopped';
    stream.write(
      isOver ? '\r\u001b[K' : `\r\u001b[K${progressLine(progress, new Date()).slice(0, (stream.columns || 80) - 1)}`,
    );
  };
}

const BAR_CELLS = 20;

/** `████░░░░ 12,000 of 48,000 files, 310 a second, about 2 min left, 17 findings` */
export function progressLine(progress: SweepProgress, now: Date): string {
  const { state, listed, unchanged, due, done, found, startedAt, waitsUntil } = progress;
  if (waitsUntil)
    return `waits for its hours until ${waitsUntil.toISOString().slice(11, 16)} UTC; ${counted(done, 'file')} read`;
  const seconds = Math.max(1, (now.getTime() - startedAt.getTime()) / 1000);
  const all = Math.max(1, listed);
  const filled = Math.round(((unchanged + done) / all) * BAR_CELLS);
  const bar = `${'█'.repeat(Math.min(BAR_CELLS, filled))}${'░'.repeat(Math.max(0, BAR_CELLS - filled))}`;
  const rate = done / seconds;
  const left = state !== 'listing' && rate > 0 ? `, about ${duration((due - done) / rate)} left` : '';
  const more = state === 'listing' ? ' so far' : '';
  return `${bar} ${count(unchanged + done)} of ${counted(listed, 'file')}${more}, ${count(Math.round(rate))} a second${left}, ${count(found)} found`;
}

function jsonLines(): (progress: SweepProgress) => void {
  let last = '';
  return (progress) => {
    const written = JSON.stringify(progress);
    if (written !== last) process.stdout.write(`${written}\n`);
    last = written;
  };
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
