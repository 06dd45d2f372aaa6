/**
 * A real Sendmail (Debian's) with a folder, a queue and ports of its own, and the lines of the administrator's guide.
 *
 * Debian installs it or Postfix, not both: so it is fetched, with what it needs, and unpacked into a folder.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answers } from './sink.ts';

const run = promisify(execFile);
const GUIDE = join(import.meta.dirname, '../../docs/administrator.md');
const PROGRAM = 'usr/libexec/sendmail/sendmail';
const HOST = 'mta.party.example';
/** Whoever signs in has this one. */
export const PASSWORD = 'password';

export type Unpacked =
  | { readonly folder: string; readonly delete: () => Promise<void> }
  /** It could not be had, for a reason in the words of the program that could not. */
  | { readonly folder: null; readonly because: string };

/** Fetches Sendmail from Debian, with what it needs and this machine lacks. */
export async function unpackSendmail(): Promise<Unpacked> {
  const folder = await mkdtemp(join(tmpdir(), 'sendmail-package-'));
  const archives = join(folder, 'archives');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await run('unshare', withHostName('true'));
    await mkdir(join(archives, 'partial'), { recursive: true });
    // apt's own locks and cache stay as they are: nothing is installed.
    const options = ['Debug::NoLocking=1', `Dir::Cache::archives=${archives}`, 'Acquire::Retries=0'];
    const flags = ['-y', '--download-only', '--no-install-recommends', ...options.flatMap((each) => ['-o', each])];
    await run('apt-get', ['install', ...flags, 'sendmail-bin', 'libsasl2-modules'], { timeout: 15_000 });
    for (const name of await readdir(archives))
      if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', join(archives, name), folder]);
    // A program with its group's rights takes no libraries from a folder that it is told.
    await chmod(join(folder, PROGRAM), 0o755);
    return { folder, delete: remove };
  } catch (error) {
    await remove();
    const { stderr, message } = error as Error & { stderr?: string };
    return { folder: null, because: stderr?.trim() || message };
  }
}

export interface Ports {
  /** Where clients hand it their mail, and where it takes back what was released. */
  readonly clients: number;
  readonly released: number;
  readonly milter: number;
  /** Where it sends what has passed. */
  readonly relay: number;
}

export interface Sendmail {
  /** To whom it has sent so far. */
  readonly recipients: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Takes the folder of the package. Knows one address of several people, `branch@mta.party.example`. */
export async function startSendmail(unpacked: string, ports: Ports): Promise<Sendmail> {
  const folder = await mkdtemp(join(tmpdir(), 'sendmail-'));
  const of = (name: string) => join(folder, name);
  await mkdir(of('queue'), { mode: 0o700 });
  await writeFile(of('aliases'), 'branch: sam.pickard@kitchen.example, dee@gardeners.example\n');
  await writeFile(of('service.switch'), 'hosts files\naliases files\n');
  await writeFile(of('Sendmail.conf'), `pwcheck_method: saslauthd\nsaslauthd_path: ${of('passwords')}\n`);
  const passwords = createServer(checkPassword).listen(of('passwords'));
  await once(passwords, 'listening');

  const lib = join(unpacked, 'usr/lib');
  const libraries = (await readdir(lib)).map((name) => join(lib, name));
  const env = { PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LD_LIBRARY_PATH: libraries.join(':') };
  const cf = join(unpacked, 'usr/share/sendmail/cf');
  await writeFile(of('sendmail.mc'), settings(folder, libraries, await recipe(ports), ports));
  const m4 = [`-D_CF_DIR_=${cf}/`, join(cf, 'm4/cf.m4'), of('sendmail.mc')];
  const { stdout } = await run(join(unpacked, 'usr/bin/m4'), m4, { env });
  await writeFile(of('sendmail.cf'), stdout);

  const words = (...flags: string[]) => withHostName(join(unpacked, PROGRAM), '-C', of('sendmail.cf'), ...flags);
  await run('unshare', words('-bi'), { env });
  const daemon = spawn('unshare', words('-bD', '-X', of('transcript')), { env, stdio: 'ignore', detached: true });
  const ended = once(daemon, 'exit');
  const isUp = Promise.all([answers(ports.clients), answers(ports.released)]);
  await Promise.race([isUp, ended.then(([status]) => Promise.reject(new Error(`Sendmail ended with ${status}`)))]);
  return {
    recipients: async () => {
      const said = await readFile(of('transcript'), 'latin1');
      return [...said.matchAll(/ >>> RCPT To:<(.*?)>/g)].map(([, address = '']) => address);
    },
    close: async () => {
      // Its sessions too, which are processes of its group.
      if (daemon.pid !== undefined) process.kill(-daemon.pid);
      await ended;
      passwords.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sendmail asks for a host name with a domain before it reads any setting, and sleeps a minute where there is none. */
function withHostName(...words: readonly string[]): string[] {
  return ['--uts', 'sh', '-c', `hostname ${HOST} && exec "$@"`, 'sh', ...words];
}

/** What the guide says to put into `sendmail.mc`, on ports that are free. */
async function recipe({ milter, released, clients }: Ports): Promise<string> {
  const lines = (await readFile(GUIDE, 'utf8')).split('\n').map((line) => line.trim());
  const said = lines.filter((line) => /^(?:INPUT_MAIL_FILTER|DAEMON_OPTIONS)\(/.test(line)).join('\n');
  return said
    .replace('inet:2626@', `inet:${milter}@`)
    .replace('Port=10026', `Port=${released}`)
    .replace('Port=smtp', `Port=${clients}, Addr=127.0.0.1`);
}

function settings(folder: string, libraries: readonly string[], said: string, { relay }: Ports): string {
  return `divert(0)dnl
define(\`MAIL_SETTINGS_DIR', \`${folder}/')dnl
OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`${HOST}')dnl
define(\`confPID_FILE', \`${folder}/pid')dnl
define(\`QUEUE_DIR', \`${folder}/queue')dnl
define(\`ALIAS_FILE', \`${folder}/aliases')dnl
define(\`confSERVICE_SWITCH_FILE', \`${folder}/service.switch')dnl
define(\`confDONT_BLAME_SENDMAIL', \`TrustStickyBit')dnl
define(\`confDONT_PROBE_INTERFACES', \`True')dnl
define(\`confTO_IDENT', \`0')dnl
define(\`confAUTH_MECHANISMS', \`PLAIN')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`accept_unresolvable_domains')dnl
FEATURE(\`no_default_msa')dnl
${said}
define(\`SMART_HOST', \`relay:[127.0.0.1]')dnl
define(\`RELAY_MAILER_ARGS', \`TCP $h ${relay}')dnl
MAILER(\`smtp')dnl
LOCAL_CONFIG
ESASL_CONF_PATH=${folder}
ESASL_PATH=${libraries.flatMap((each) => [join(each, 'sasl2'), join(each.replace(/^.*(?=\/usr\/lib\/)/, ''), 'sasl2')]).join(':')}
`;
}

/** In the words of saslauthd: it is told strings with their lengths, user and password first, and answers with one. */
function checkPassword(socket: Socket): void {
  socket.once('data', (told) => {
    const password = told.subarray(2 + told.readUInt16BE(0));
    const isRight = password.toString('latin1', 2, 2 + password.readUInt16BE(0)) === PASSWORD;
    socket.end(`\0\x02${isRight ? 'OK' : 'NO'}`);
  });
}
