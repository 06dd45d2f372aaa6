/**
 * Who may read a file of a mounted folder: mode bits and POSIX access list, with names for numbers.
 *
 * Source: acl(5), "access check algorithm". Node reads no extended attributes, so that the lists come from `getfacl`, for
 * many files in one call; where it is not installed, the mode alone speaks. Names come from `getent`, which also asks
 * LDAP and SSSD.
 */
import { spawn } from 'node:child_process';
import { type FileHandle, lstat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Access, Principal } from './source.ts';
import { codeOf } from './walk.ts';

const READ = 4;
const SLASH = 0x2f;

/** Gives who may read each of the files at these paths; null for one that is gone. `root` is the drive's own folder. */
export function folderAccess(root: Buffer): (paths: readonly Buffer[]) => Promise<(Access | null)[]> {
  const nameOf = names();
  const openToAll = foldersOpenToAll(root);

  return async (paths) => {
    const lists = await accessLists(paths);
    return Promise.all(
      paths.map(async (path) => {
        const stats = await lstat(path).catch(() => null); // gone meanwhile: whoever opens it says so
        if (!stats) return null;
        const owner = await nameOf('user', stats.uid);
        const readers = new Set<Principal>([owner]);
        const list = lists.get(path.toString('latin1'));
        const entries = list ?? [{ kind: 'group', id: stats.gid, bits: stats.mode >> 3 }];
        for (const { kind, id, bits } of entries) {
          if (bits & READ) readers.add(await nameOf(kind, id ?? stats.gid));
        }
        if (stats.mode & READ && (await openToAll(path))) readers.add('everyone');
        // A name that `getfacl` cannot be asked about: its list may let in whom we do not see.
        if (path.includes(0x0a)) readers.add('unknown');
        return { owner, readers: [...readers] };
      }),
    );
  };
}

interface Entry {
  readonly kind: 'user' | 'group';
  /** Null: the file's own group. */
  readonly id: number | null;
  /** After the mask. */
  readonly bits: number;
}

/** The lists of those files that have more than a mode, by path as Latin-1. */
async function accessLists(paths: readonly Buffer[]): Promise<Map<string, Entry[]>> {
  const lines = paths.filter((path) => !path.includes(0x0a)).map((path) => path.toString('latin1'));
  const written = await run('getfacl', ['-p', '-n', '-s', '-'], `${lines.join('\n')}\n`);
  const lists = new Map<string, Entry[]>();
  for (const block of (written ?? '').split('\n\n')) {
    const file = /^# file: (.*)$/m.exec(block)?.[1];
    if (file !== undefined) lists.set(unquoted(file), entriesOf(block));
  }
  return lists;
}

function entriesOf(block: string): Entry[] {
  const mask = bitsOf(/^mask::([r-])/m.exec(block)?.[1] ?? 'r');
  return [...block.matchAll(/^(user|group):(\d*):([r-])/gm)].flatMap(([, kind, id, bits]) => {
    if (kind === 'user' && id === '') return []; // the owner, who can change all of this
    return [
      {
        kind: kind === 'user' ? 'user' : 'group',
        id: id ? Number(id) : null,
        bits: bitsOf(bits ?? '-') & mask,
      } as const,
    ];
  });
}

function bitsOf(letter: string): number {
  return letter === 'r' ? READ : 0;
}

/** `getfacl` writes bytes that would break its lines as `\ooo`. */
function unquoted(file: string): string {
  return file.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** Whether everybody may go through all folders from the drive's own down to a file. */
function foldersOpenToAll(root: Buffer): (path: Buffer) => Promise<boolean> {
  const known = new Map<string, boolean>();
  const isOpen = async (folder: Buffer): Promise<boolean> => {
    const name = folder.toString('latin1');
    const before = known.get(name);
    if (before !== undefined) return before;
    const stats = await lstat(folder).catch(() => null); // gone meanwhile: nobody goes through it
    const own = stats !== null && (stats.mode & 1) === 1;
    const open = own && (folder.length <= root.length || (await isOpen(folder.subarray(0, folder.lastIndexOf(SLASH)))));
    known.set(name, open);
    return open;
  };
  return (path) => isOpen(path.subarray(0, path.lastIndexOf(SLASH)));
}

/** `user:NAME` and `group:NAME`; a number where nobody knows a name. Each is asked for once. */
function names(): (kind: 'user' | 'group', id: number) => Promise<Principal> {
  const known = new Map<string, Promise<Principal>>();
  const ask = async (kind: 'user' | 'group', id: number) => {
    const line = await run('getent', [kind === 'user' ? 'passwd' : 'group', `${id}`]);
    return `${kind}:${line?.split(':')[0] || id}`;
  };
  return (kind, id) => {
    const key = `${kind} ${id}`;
    const asked = known.get(key) ?? ask(kind, id);
    known.set(key, asked);
    return asked;
  };
}

/** The access list of an open file as `setfacl` takes it back; null where there is none beyond the mode. */
export async function aclOf(handle: FileHandle): Promise<string | null> {
  return (await run('getfacl', ['-p', '-n', '-s', '-c', pathOf(handle)])) || null;
}

/** Null takes the list away. The program is not needed where no list could have been there. */
export async function setAcl(handle: FileHandle, acl: string | null): Promise<void> {
  const how = acl === null ? ['-b'] : ['--set-file=-'];
  await run('setfacl', [...how, pathOf(handle)], acl ?? '');
}

/** Names may be bytes that cannot be an argument; the number of an open file always can. */
function pathOf({ fd }: FileHandle): string {
  return `/proc/${process.pid}/fd/${fd}`;
}

/** What a program wrote, in Latin-1; null where it is not installed. Its failures are told by what is missing in it. */
async function run(program: string, args: readonly string[], input = ''): Promise<string | null> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const started = new Promise<boolean>((resolve, reject) => {
    child.once('spawn', () => resolve(true));
    child.once('error', (error) => (codeOf(error) === 'ENOENT' ? resolve(false) : reject(error)));
  });
  if (!(await started)) return null;
  child.stdin.on('error', () => undefined); // it needed no more input
  child.stdin.end(Buffer.from(input, 'latin1'));
  return text(child.stdout.setEncoding('latin1'));
}
