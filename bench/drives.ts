/**
 * A drive swept by two workers, one of which is killed with -9 at a third and at two thirds, and swept again unchanged.
 *
 * `--files=100000` says how large the drive is (2,000 unless said), `--unharmed` that nobody is killed. The drive is made anew from a seed and deleted; the
 * database is an embedded one of its own. Memory is that of a worker with its child processes.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDrive } from '../scripts/make-drive.ts';
import { loadConfig } from '../src/config/config.ts';
import { openEmbedded } from '../src/store/embedded.ts';
import { runDrive, type SweepRun } from './drive-run.ts';

const SEED = 20;

export async function benchDrives(files: number, isUnharmed: boolean): Promise<void> {
  const top = await mkdtemp(join(tmpdir(), 'reticent-drive-bench-'));
  await chmod(top, 0o755); // as root, the database runs as another user
  const share = join(top, 'share');
  const embedded = await openEmbedded(join(top, 'data'));
  try {
    const planted = await makeDrive(share, files, SEED);
    const file = join(top, 'reticent.yaml');
    await writeFile(file, JSON.stringify({ dataDir: join(top, 'data'), smtp: 0, lmtp: null, web: 0, log: 'error' }));
    const { host, user, password, database } = embedded.connection;
    const environment = {
      PATH: process.env.PATH,
      RETICENT_CONFIG: file,
      DATABASE_URL: `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(host)}`,
    };
    const run = await runDrive(
      { config: loadConfig(undefined, environment), environment },
      share,
      isUnharmed ? [] : [1 / 3, 2 / 3],
    );

    const missing = planted.filter(({ path, category }) => !run.found.has(`${category} ${path}`));
    print(`planted ${planted.length} in ${files} files; found ${planted.length - missing.length}`);
    print(`read ${run.files} files; begun again after the kills: ${run.begunAgain}`);
    told('first sweep', run.first);
    told('second sweep', run.second);
    print(
      `the second is ${(run.first.seconds / run.second.seconds).toFixed(0)} times as fast, and read ${run.second.progress.due} files`,
    );
    if (missing.length > 0) throw new RangeError(`not found: ${JSON.stringify(missing.slice(0, 5))}`);
  } finally {
    await embedded.leave();
    await rm(top, { recursive: true, force: true });
  }
}

function told(what: string, { progress, seconds, cpuSeconds, residentMb }: SweepRun): void {
  const { listed, done, doneBytes } = progress;
  print(`${what}: ${listed} files in ${seconds.toFixed(1)} s, ${(listed / seconds).toFixed(0)} files/s; read ${done}`);
  print(`  ${cpuSeconds.toFixed(1)} CPU seconds of the workers`);
  if (done === 0) return;
  print(`  ${(doneBytes / 1e6 / cpuSeconds).toFixed(2)} MB and ${(done / cpuSeconds).toFixed(0)} files a CPU second`);
  print(`  resident by quarter, MB: ${residentMb.join(', ')}; peak ${Math.max(...residentMb)}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
