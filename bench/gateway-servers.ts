/** What the gateway is measured beside: ourselves, `smtp-sink` alone, and Postfix with Debian's rspamd as its milter. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { BUILT_IN_CATEGORIES } from '../classifiers/finding.ts';
import { freePorts, startPostfix } from '../test/e2e/postfix.ts';
import { answers } from '../test/e2e/sink.ts';
import { freePort } from '../test/port.ts';
import { type Spent, spentAlone, spentBy } from './process-cpu.ts';

export interface Server {
  readonly name: string;
  readonly port: number;
  readonly spent: () => Spent;
  /** Parts of it, by name, where one is of interest by itself. */
  readonly parts?: Readonly<Record<string, () => Spent>>;
  /** Resolves when so many messages more have gone through since the start. */
  readonly through: (total: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const MAIN = join(import.meta.dirname, '../src/cli/start.js');
const REGISTER = join(import.meta.dirname, '../fixtures/register.yaml');
const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** Counts what it takes, without writing it down. */
export async function startCountingSink(): Promise<Server> {
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('smtp-sink', [...user, '-c', `127.0.0.1:${port}`, '1000'], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child, 'spawn');
  let count = 0;
  const counted = new EventTarget();
  // `-c` writes `sess=N quit=N mesg=N` again and again.
  child.stdout?.setEncoding('latin1').on('data', (text: string) => {
    count = Number([...text.matchAll(/mesg=(\d+)/g)].at(-1)?.[1] ?? count);
    counted.dispatchEvent(new Event('count'));
  });
  await answers(port);
  return {
    name: 'smtp-sink alone',
    port,
    spent: () => spentBy(child.pid ?? 0),
    through: async (total) => {
      while (count < total) await heardOf(counted, () => new StalledError(count, total));
    },
    close: () => stop(child),
  };
}

/** Nothing has come for so long: what is missing was held, or is lost, and no wait brings it. */
const STALLED_MS = 60_000;

class StalledError extends Error {
  constructor(count: number, total: number) {
    super(`the sink has ${count} of ${total} messages and nothing came for ${STALLED_MS / 1000} s: held, or lost`);
  }
}

/** Resolves at the next count. */
function heardOf(counted: EventTarget, stalled: () => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(stalled()), STALLED_MS);
    const heard = () => {
      clearTimeout(timer);
      resolve();
    };
    counted.addEventListener('count', heard, { once: true });
  });
}

/** Nothing is a Confidential Matter with these: seeded words mean nothing, and what is held never reaches the sink. */
const RELEASE_ALL = Object.fromEntries(BUILT_IN_CATEGORIES.map((category) => [category, 1]));

/** `reticent serve` in a data folder of its own; with the environment's `DATABASE_URL` and `REDIS_URL` where asked. */
export async function startReticent(sink: Server, mode: 'queue' | 'inline', redisUrl?: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-gateway-'));
  await chmod(folder, 0o755);
  const config = join(folder, 'reticent.yaml');
  const settings = { mode, smtp: 0, lmtp: null, milter: null, web: 0, register: REGISTER, inlineSeconds: 60 };
  const policy = join(folder, 'policy.yaml');
  await writeFile(policy, JSON.stringify({ thresholds: RELEASE_ALL }));
  await writeFile(config, JSON.stringify({ ...settings, dataDir: folder, policy, nextHop: `127.0.0.1:${sink.port}` }));
  const { DATABASE_URL: _database, REDIS_URL: _redis, RETICENT_DATA_DIR: _folder, ...environment } = ENVIRONMENT;
  // As a person starts it, by its first line.
  const child = spawn(MAIN, ['serve', '--config', config], {
    env: {
      ...environment,
      PATH: `${dirname(process.execPath)}:${environment.PATH}`,
      ...(redisUrl && { REDIS_URL: redisUrl }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    if (!child.stderr) return reject(new TypeError('the process has no standard error'));
    createInterface(child.stderr).on('line', (line) => {
      const { msg, smtp, level } = JSON.parse(line);
      if (msg === 'ready') resolve(smtp);
      if (level >= 40) process.stderr.write(`${line}\n`);
    });
    child.once('exit', () => reject(new Error('reticent ended before it was ready')));
  });
  // The embedded server is a daemon: nobody's child, and counted with who started it.
  const postgres = Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
  return {
    name: `reticent, ${mode}${redisUrl ? ', Redis' : ''}`,
    port,
    spent: () => spentBy(child.pid ?? 0, postgres),
    parts: { 'its own process': () => spentAlone(child.pid ?? 0), PostgreSQL: () => spentBy(postgres) },
    through: sink.through,
    close: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Null where rspamd is missing, or where Postfix may not be started. */
export async function startPostfixWithRspamd(sink: Server): Promise<Server | null> {
  if (process.getuid?.() !== 0 || !isInstalled('rspamd')) return null;
  const rspamd = await startRspamd();
  const ports = await freePorts('smtp');
  const postfix = await startPostfix(
    sink.port,
    [{ port: ports.smtp, settings: { smtpd_milters: `inet:127.0.0.1:${rspamd.port}` } }],
    { default_process_limit: '100', smtp_destination_concurrency_limit: '20', milter_default_action: 'tempfail' },
  );
  return {
    name: 'Postfix with rspamd',
    port: ports.smtp,
    spent: () => spentBy(postfix.pid, rspamd.pid),
    parts: { rspamd: () => spentBy(rspamd.pid) },
    through: sink.through,
    close: async () => {
      await postfix.close();
      await rspamd.close();
    },
  };
}

/** Local rules only, as it comes from Debian; whatever asks the network or Redis is off. */
async function startRspamd(): Promise<{ port: number; pid: number; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-rspamd-'));
  const etc = join(folder, 'override.d');
  await mkdir(etc);
  const ports = await freePorts('milter', 'normal', 'controller', 'dns');
  const write = (name: string, text: string) => writeFile(join(etc, name), text);
  await write(
    'options.inc',
    `dns { nameserver = ["127.0.0.1:${ports.dns}"]; timeout = 10ms; retransmits = 1; }\nhistory_file = "";\n`,
  );
  await write('worker-normal.inc', `bind_socket = "127.0.0.1:${ports.normal}"; count = 1;\n`);
  await write('worker-controller.inc', `bind_socket = "127.0.0.1:${ports.controller}";\n`);
  const upstream = `upstream "local" { default = yes; hosts = "127.0.0.1:${ports.normal}"; }`;
  await write(
    'worker-proxy.inc',
    `bind_socket = "127.0.0.1:${ports.milter}"; count = 1; milter = yes; timeout = 120s;\n${upstream}\n`,
  );
  await write('logging.inc', `level = "error"; type = "file"; filename = "${folder}/log";\n`);
  for (const name of OFF) await write(`${name}.conf`, 'enabled = false;\n');
  execFileSync('chown', ['-R', '_rspamd', folder]);
  await chmod(folder, 0o755);
  const variables = ['DBDIR', 'LOGDIR', 'RUNDIR', 'LOCAL_CONFDIR'].flatMap((name) => ['--var', `${name}=${folder}`]);
  const child = spawn('rspamd', ['-f', '-u', '_rspamd', '-g', '_rspamd', ...variables], {
    env: ENVIRONMENT,
    stdio: 'ignore',
  });
  await once(child, 'spawn');
  await answers(ports.milter);
  return {
    port: ports.milter,
    pid: child.pid ?? 0,
    close: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const OFF =
  'rbl surbl spf dkim dmarc arc asn fuzzy_check mx_check whitelist url_redirector hfilter rspamd_update bimi dkim_signing greylist ratelimit history_redis replies neural reputation'.split(
    ' ',
  );

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { env: ENVIRONMENT, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
