/**
 * A real PostgreSQL in the data folder, for a product that runs without configuration.
 *
 * The server is a daemon of its own. The first process that needs it starts it, those that come find it by
 * `postgres.json` (mode 0600), and the last that leaves stops it; one left behind by a killed process is simply found
 * again. It listens on a Unix socket only. Why not the wrapper package, see docs/decisions/0001.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  open,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { StoreUnavailableError } from './errors.ts';
import { withFolderLock } from './folder-lock.ts';
import { postgresFiles, type ServerUser, serverUser } from './postgres-files.ts';

/** How to connect; `host` is the folder of the Unix socket. */
export interface Connection {
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface Embedded {
  readonly connection: Connection;
  /** Why it cannot be started again, after a fall; null while it is there, or nothing was tried yet. */
  readonly trouble: () => string | null;
  /** To be called once our connections are closed: stops the server unless another process uses it. */
  readonly leave: () => Promise<void>;
}

/** Hears why a server that fell cannot be started again, once for each reason that follows another; null: it is there again. */
export type HearTrouble = (reason: string | null) => void;

/** Linux allows 107 bytes for the path of a socket; PostgreSQL appends a name of 18. */
const MAX_SOCKET_FOLDER_BYTES = 88;

/** Small on purpose: the embedded server is one machine's, with workers of one process (see docs/decisions/0001). */
const SETTINGS = [
  "listen_addresses = ''",
  'max_connections = 100',
  'shared_buffers = 16MB',
  "io_method = 'sync'",
  'max_wal_size = 512MB',
  // What nobody waits for is on the disk after at most three times this: a crash has little to do again.
  "wal_writer_delay = '50ms'",
  'unix_socket_permissions = 0777',
  'log_min_messages = fatal',
  'jit = off',
  // Queue rows live for milliseconds, so that their tables are swept often.
  "autovacuum_naptime = '10s'",
  "timezone = 'UTC'",
];

/** Backends of a server that was killed hold its memory until they notice; so often is a start tried, so long apart. */
const START_ATTEMPTS = 20;
const START_PAUSE_MS = 250;
const RESTART_PAUSE_MS = 1_000;

/** With less a server cannot even write down what keeps it from starting: it needs a segment of its log (16 MB) and some. */
const FULL_BYTES = 32 * 1024 * 1024;
/** Of what PostgreSQL printed, the end: it says first what it was about, last what it failed of. */
const WORDS_CHARS = 2_000;

/**
 * Takes the data folder; starts or finds its server, and again whenever it falls: killed for want of memory, it would have
 * no one else to start it. `hear` is told where that fails. Throws `StoreUnavailableError` with what to do.
 */
export async function openEmbedded(dataDir: string, hear: HearTrouble = () => undefined): Promise<Embedded> {
  await mkdir(dataDir, { recursive: true });
  const stop = new AbortController();
  let trouble: string | null = null;
  let connection: Connection | undefined;
  let presence: Client | undefined;
  // A connection of our own, made under the lock, is what whoever leaves meanwhile sees of us, and what tells us of a fall.
  const enter = () =>
    withFolderLock(dataDir, 'postgres', async () => {
      if (stop.signal.aborted) return;
      connection = await startOrFind(dataDir, connection?.host);
      presence = await connected(connection, connection.database);
      presence.once('end', () => void again());
    });

  async function again(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await enter();
        trouble = null;
        if (!stop.signal.aborted) hear(null);
        return;
      } catch (error) {
        // Whoever asks the server something hears that it is away. Why, is known here alone; it is tried each second.
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== trouble) hear(reason);
        trouble = reason;
        await pause(RESTART_PAUSE_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  await enter();
  if (!connection) throw new RangeError('entering gives a connection');
  const ours: Connection = connection;
  const leave = () => {
    stop.abort();
    return withFolderLock(dataDir, 'postgres', async () => {
      await presence?.end();
      await stopIfLast(dataDir, ours);
    });
  };
  return { connection: ours, trouble: () => trouble, leave };
}

/** `givenHost`: where those who have it already look for its socket. */
async function startOrFind(dataDir: string, givenHost?: string): Promise<Connection> {
  const cluster = join(dataDir, 'postgres');
  const connectionFile = join(dataDir, 'postgres.json');
  const known = existsSync(connectionFile) ? parseConnection(await readFile(connectionFile, 'utf8')) : undefined;
  if (known && (await serves(known, cluster))) return known;

  const user = serverUser();
  // The server's user has to pass through our folder; what lies in it is protected by its own modes.
  const { mode } = await stat(dataDir);
  if (user.uid !== undefined && (mode & 0o001) === 0) await chmod(dataDir, (mode & 0o777) | 0o001);
  const files = await postgresFiles(dataDir, user);
  const isNew = !existsSync(join(cluster, 'PG_VERSION'));
  const host = givenHost ?? (await socketFolder(cluster, user));
  const connection = {
    host,
    user: 'reticent',
    password: known?.password ?? randomBytes(24).toString('hex'),
    database: 'reticent',
  };
  if (isNew) await initialise(files, cluster, connection.password, user);

  await start(files, cluster, host, user);
  if (isNew) await createDatabase(connection);
  // It holds the only copy of the password: written aside, so that no crash leaves half of it, and only where it differs.
  const text = JSON.stringify(connection);
  if (text !== JSON.stringify(known)) {
    const aside = `${connectionFile}.new`;
    await writeFile(aside, text, { mode: 0o600, flush: true });
    await rename(aside, connectionFile);
  }
  return connection;
}

async function start(files: string, cluster: string, host: string, user: ServerUser): Promise<void> {
  const serverLog = join(cluster, 'server.log');
  const options = ['-w', '-s', '-D', cluster, '-l', serverLog, '-o', `-k '${host}'`];
  for (let attempt = 1; ; attempt += 1) {
    const before = existsSync(serverLog) ? (await stat(serverLog)).size : 0;
    try {
      await run(files, 'pg_ctl', ['start', ...options], user);
      return;
    } catch (error) {
      // Only a server that was killed leaves its pid file behind.
      if (attempt === START_ATTEMPTS || !existsSync(join(cluster, 'postmaster.pid'))) {
        throw await withReason(error, cluster, await written(serverLog, before));
      }
      await pause(START_PAUSE_MS);
    }
  }
}

/** `pg_ctl` says only that it failed and where to look. `words`: what PostgreSQL printed, of files and settings, never data. */
async function withReason(error: unknown, cluster: string, words: string): Promise<unknown> {
  if (!(error instanceof StoreUnavailableError)) return error;
  const { bavail, bsize } = await statfs(cluster);
  const full = bavail * bsize < FULL_BYTES ? [`there is no room on the disk of ${cluster}`] : [];
  // When and by which process is another with each try, and no reason.
  const said = words.split('\n').map((line) => line.replace(/^\d\S+ \S+ \S+ \[\d+\] /, '').trim());
  const reasons = [...full, ...said.filter((line) => line !== '')];
  if (reasons.length === 0) return error;
  return new StoreUnavailableError(error, `the embedded PostgreSQL does not start: ${reasons.join('; ')}`);
}

/** What a file has from this byte on, of a long text the end. */
async function written(file: string, from: number): Promise<string> {
  if (!existsSync(file)) return '';
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const start = Math.max(from, size - WORDS_CHARS);
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(Math.max(0, size - start)),
      position: start,
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The cluster's own folder where its path is short enough for a socket, else one of its own under the temporary folder. */
async function socketFolder(cluster: string, { uid, gid }: ServerUser): Promise<string> {
  if (Buffer.byteLength(cluster) <= MAX_SOCKET_FOLDER_BYTES) return cluster;
  const folder = await mkdtemp(join(tmpdir(), 'reticent-'));
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return folder;
}

async function initialise(files: string, cluster: string, password: string, user: ServerUser): Promise<void> {
  await rm(cluster, { recursive: true, force: true }); // an initdb that was cut short left no PG_VERSION
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await chmod(cluster, 0o700);
  if (user.uid !== undefined && user.gid !== undefined) await chown(cluster, user.uid, user.gid);

  const passwordFolder = await mkdtemp(join(tmpdir(), 'reticent-'));
  const passwordFile = join(passwordFolder, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user.uid !== undefined && user.gid !== undefined) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(passwordFolder, user.uid, user.gid);
    }
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--username=reticent', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    await run(files, 'initdb', ['-D', cluster, ...access, ...locale], user);
  } finally {
    await rm(passwordFolder, { recursive: true, force: true });
  }
  await appendFile(join(cluster, 'postgresql.conf'), `\n${SETTINGS.join('\n')}\n`);
}

async function createDatabase(connection: Connection): Promise<void> {
  await using(connection, 'postgres', async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [connection.database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(connection.database)}`);
  });
}

async function stopIfLast(dataDir: string, connection: Connection): Promise<void> {
  const cluster = join(dataDir, 'postgres');
  if (!(await serves(connection, cluster))) return;
  const others = await using(connection, connection.database, async (client) => {
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rows[0]?.others ?? 0;
  });
  if (others > 0) return;

  const user = serverUser();
  const files = await postgresFiles(dataDir, user);
  await run(files, 'pg_ctl', ['stop', '-w', '-s', '-m', 'fast', '-D', cluster], user);
  // The folder that its socket had for itself, of which each start makes one, is empty now. The cluster's own never is.
  await rmdir(connection.host).catch(() => undefined);
}

/** A copy of a data folder brings the file along that leads to the server of the folder that it was copied from. */
async function serves(connection: Connection, cluster: string): Promise<boolean> {
  try {
    return await using(connection, connection.database, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return (await realpath(rows[0]?.data_directory ?? '')) === (await realpath(cluster));
    });
  } catch {
    // Not running, or no longer the server of this file: in both cases it has to be started.
    return false;
  }
}

async function using<Result>(
  connection: Connection,
  database: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await connected(connection, database);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connected(connection: Connection, database: string): Promise<Client> {
  const client = new Client({ ...connection, database, connectionTimeoutMillis: 5000 } satisfies ClientConfig);
  client.on('error', () => undefined); // a server that ends is noticed by whoever asks it something
  await client.connect();
  return client;
}

/** Rejects with what the program said last, which for PostgreSQL is about files and users, never about data. */
function run(files: string, program: string, args: readonly string[], user: ServerUser): Promise<void> {
  return new Promise((resolve, reject) => {
    // pg_ctl leaves a daemon that would keep our pipe open, so that its output goes to a file instead.
    const child = spawn(join(files, 'bin', program), args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-WORDS_CHARS);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      child.stderr.destroy();
      if (code === 0) resolve();
      else
        reject(
          new StoreUnavailableError(null, `${program} of the embedded PostgreSQL failed (${code}): ${said.trim()}`),
        );
    });
  });
}

function parseConnection(text: string): Connection | undefined {
  const value: Partial<Connection> = JSON.parse(text);
  const { host, user, password, database } = value;
  return host && user && password && database ? { host, user, password, database } : undefined;
}
