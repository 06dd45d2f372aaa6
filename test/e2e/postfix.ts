/**
 * A real Postfix (Debian's) with a folder, a queue and ports of its own, configured by the test that starts it.
 */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../port.ts';
import { answers } from './sink.ts';

const run = promisify(execFile);
const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`;

export interface Postfix {
  /** Of its master process, whose children do the work. */
  readonly pid: number;
  /** What it wrote into its log so far. */
  readonly log: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A port on which it takes mail, with settings that differ there from `main.cf`. */
export interface Entrance {
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** Takes where it sends what has passed. Throws where Postfix is missing, or where it may not be started. */
export async function startPostfix(
  relayPort: number,
  entrances: readonly Entrance[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Postfix> {
  if (process.getuid?.() !== 0)
    throw new Error(
      'Postfix starts as root alone: run the tests as root, or these with `sudo npx vitest run test/e2e`',
    );
  const folder = await mkdtemp(join(tmpdir(), 'postfix-'));
  await chmod(folder, 0o755); // its daemons run under a user of their own and have to enter
  const of = (name: string) => join(folder, name);
  for (const name of ['etc', 'queue', 'data']) await mkdir(of(name));
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postfix'])).stdout)),
  );
  await chown(of('data'), uid ?? 0, gid ?? 0);

  const main = {
    compatibility_level: '3.6',
    queue_directory: of('queue'),
    data_directory: of('data'),
    daemon_directory: '/usr/lib/postfix/sbin',
    maillog_file: of('log'),
    maillog_file_prefixes: tmpdir(),
    myhostname: 'mta.party.example',
    mydestination: '',
    alias_maps: '',
    local_recipient_maps: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    smtp_dns_support_level: 'disabled',
    smtp_tls_security_level: 'none',
    smtpd_recipient_restrictions: 'permit_mynetworks, reject',
    smtpd_delay_open_until_valid_rcpt: 'no',
    relayhost: `[127.0.0.1]:${relayPort}`,
    ...settings,
  };
  await writeFile(
    of('etc/main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  await writeFile(of('etc/master.cf'), [...entrances.map(entranceLine), ...SERVICES].join('\n').concat('\n'));

  const postfix = (command: string) =>
    run('postfix', ['-c', of('etc'), command], { env: { ...process.env, PATH, MAIL_CONFIG: undefined } });
  await postfix('start');
  await Promise.all(entrances.map(({ port }) => answers(port)));
  return {
    pid: Number((await readFile(of('queue/pid/master.pid'), 'utf8')).trim()),
    log: () => readFile(of('log'), 'utf8'),
    close: async () => {
      await postfix('stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ports that are free now, one for each name. */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const ports = new Set<number>();
  while (ports.size < names.length) ports.add(await freePort());
  const free = [...ports];
  return Object.fromEntries(names.map((name, index) => [name, free[index]])) as Record<Name, number>;
}

function entranceLine({ port, settings }: Entrance): string {
  const options = Object.entries(settings).map(([name, value]) => `  -o { ${name} = ${value} }`);
  return [`127.0.0.1:${port} inet n - n - - smtpd`, ...options].join('\n');
}

/** What Postfix itself is made of, without chroot. */
const SERVICES = [
  'postlog unix-dgram n - n - 1 postlogd',
  'pickup unix n - n 60 1 pickup',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'flush unix n - n 1000? 0 flush',
  'proxymap unix - - n - - proxymap',
  'smtp unix - - n - - smtp',
  'relay unix - - n - - smtp',
  'lmtp unix - - n - - lmtp',
  'showq unix n - n - - showq',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'discard unix - - n - - discard',
  'anvil unix - - n - 1 anvil',
  'scache unix - - n - 1 scache',
];
