/**
 * What the tests need beyond Node and npm: real servers. Installs them from Debian where it may, else names them and
 * ends with status 1, because a missing server is not a skipped test.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program that tests start, or a file of what they load, and the Debian packages that bring it. */
const NEEDED: readonly { readonly program: string; readonly debian: string }[] = [
  { program: 'redis-server', debian: 'redis-server' },
  { program: 'smtp-sink', debian: 'postfix' },
  { program: 'openssl', debian: 'openssl' },
  { program: 'swaks', debian: 'swaks libnet-ssleay-perl' },
  { program: 'dkimverify', debian: 'python3-dkim' },
  { program: 'pdftotext', debian: 'poppler-utils' },
  { program: 'chromium', debian: 'chromium' },
  { program: 'getfacl', debian: 'acl' },
  { program: 'rclone', debian: 'rclone' },
  { program: 'bzip2', debian: 'bzip2' },
  { program: 'pgrep', debian: 'procps' },
  { program: '/usr/lib/python3/dist-packages/swift/__init__.py', debian: 'python3-swift' },
];

/** Where Debian puts servers, which is not on the path of an ordinary user. */
const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`;

const missing = () => NEEDED.filter(({ program }) => !has(program));

if (missing().length > 0 && process.getuid?.() === 0 && has('apt-get')) {
  const packages = missing().flatMap(({ debian }) => debian.split(' '));
  console.error(`installing ${packages.join(', ')} from Debian`);
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', ...packages);
}

for (const { program, debian } of missing()) {
  console.error(`the tests need \`${program}\`: install it (on Debian: \`apt-get install ${debian}\` as root)`);
  process.exitCode = 1;
}

function has(program: string): boolean {
  if (program.startsWith('/')) return existsSync(program);
  const { status } = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { env: { ...process.env, PATH } });
  return status === 0;
}

/** What goes wrong here shows in what is missing afterwards. */
function apt(...args: readonly string[]): void {
  const env = { ...process.env, PATH, DEBIAN_FRONTEND: 'noninteractive' };
  // Packages start their servers when installed; the tests start their own.
  spawnSync('apt-get', args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
}
