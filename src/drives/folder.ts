/**
 * A mounted folder: local, NFS, or SMB by mount.
 *
 * The key is the path below the folder with a zero byte for each slash: no name holds one, and so keys sort as a walk
 * goes. Names are bytes; links are not followed, and a folder on the way that has become a link is not gone through.
 */
import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, link, lstat, open, realpath, rename, unlink, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { aclOf, folderAccess, setAcl } from './folder-access.ts';
import { type Attributes, type DriveSource, type Listed, NOTE_SUFFIX, type Opened, SourceError } from './source.ts';
import { codeOf, type Walked, walkInPieces } from './walk.ts';

const SLASH = 0x2f;
/** Not waited for: a pipe that took a file's place would never answer. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const TAKEN_SUFFIX = '.reticent-taken';
const BACK_SUFFIX = '.reticent-back';

/** `exclude` are names with `*` and `?`. Our own notes are read like any file: a name must not hide one. */
export function folderSource(folder: string, exclude: readonly string[]): DriveSource {
  const root = Buffer.from(folder.length > 1 ? folder.replace(/\/+$/, '') : folder);
  const isExcluded = excluding(exclude);
  const pathOf = (key: Buffer) => Buffer.concat([root, Buffer.from('/'), swapped(key, 0, SLASH)]);
  const access = folderAccess(root);

  return {
    async *list(after) {
      const stats = await lstat(root).catch((error: unknown) => {
        throw new SourceError('unreachable', `${folder} cannot be reached (${codeOf(error)})`, error);
      });
      if (!stats.isDirectory()) throw new SourceError('unreachable', `${folder} is not a folder`);
      const names = after ? swapped(after, 0, SLASH).toString('latin1').split('/') : [];
      for await (const piece of walkInPieces(
        root,
        names.map((name) => Buffer.from(name, 'latin1')),
      )) {
        if (piece.some(({ bytes }) => bytes.length <= root.length)) {
          // Without the folder itself nothing can be said of what lay in it: a share that is not mounted is not empty.
          throw new SourceError('unreachable', `${folder} cannot be listed`);
        }
        yield piece.map((entry) => listed(entry, root.length + 1)).filter(({ shown }) => !isExcluded(shown));
      }
    },

    open: async (key) => {
      const { handle, stats } = await openFile(await within(root, pathOf(key)));
      const attributes = async (): Promise<Attributes> => {
        const again = await openFile(pathOf(key));
        try {
          return { ...attributesOf(stats), acl: await aclOf(again.handle) };
        } finally {
          await again.handle.close();
        }
      };
      return { stream: handle.createReadStream(), attributes } satisfies Opened;
    },

    access: (keys) => access(keys.map(pathOf)),

    take: async (key, sha256, note) => {
      const path = await within(root, pathOf(key));
      const aside = sibling(path, `.${sha256.toString('hex', 0, 8)}${TAKEN_SUFFIX}`);
      if (await exists(path)) await rename(path, aside);
      else if (!(await exists(aside))) {
        if (await exists(noteOf(path))) return;
        throw new SourceError('vanished', 'the file is not there any more');
      }
      // Compared after it has left its place: whoever saves it now makes a new file and changes nothing here.
      if (!(await hashOf(aside)).equals(sha256)) {
        await rename(aside, path);
        throw new SourceError('changed', 'the file is not the one that was found: sweep again');
      }
      await writeFile(noteOf(path), note, { mode: 0o644 });
      await unlink(aside);
    },

    putBack: async (key, bytes, _size, attributes) => {
      const path = await within(root, pathOf(key));
      const back = sibling(path, `.${Date.now()}${BACK_SUFFIX}`);
      try {
        await writeBack(back, bytes, attributes);
        // A link refuses where a name is taken; a rename would write over it.
        await link(back, path);
      } catch (error) {
        if (codeOf(error) === 'EEXIST') throw new SourceError('occupied', 'something else lies there now', error);
        throw error;
      } finally {
        await unlinkIfThere(back);
      }
      await unlinkIfThere(noteOf(path));
    },

    restrict: async (key) => {
      const { handle, stats } = await openFile(await within(root, pathOf(key)));
      try {
        await setAcl(handle, null);
        await handle.chmod(stats.mode & 0o700);
      } finally {
        await handle.close();
      }
    },
  };
}

/** `from` is where in the path the drive's own names begin. */
function listed(entry: Walked, from: number): Listed {
  const key = swapped(entry.bytes.subarray(from), SLASH, 0);
  const shown = entry.bytes.toString('utf8', from);
  if (entry.kind === 'file') {
    const { size, mtimeMs, ctimeMs } = entry.stats;
    return { key, shown, mark: `${size} ${mtimeMs} ${ctimeMs}`, sizeBytes: size };
  }
  if (entry.kind === 'not-a-file') return { key, shown, mark: entry.kind, sizeBytes: 0, problem: 'not-a-file' };
  const problem = problemOf(entry.code);
  return { key, shown, mark: problem, sizeBytes: 0, problem, isFolder: entry.isFolder ?? false };
}

function problemOf(code: string): 'denied' | 'vanished' | 'unreachable' {
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'vanished' : 'unreachable';
}

async function openFile(path: Buffer): Promise<{ handle: FileHandle; stats: Stats }> {
  try {
    const handle = await open(path, READ);
    const stats = await handle.stat();
    if (stats.isFile()) return { handle, stats };
    await handle.close();
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw new SourceError(problemOf(codeOf(error)), 'it cannot be opened', error);
  }
  throw new SourceError('not-a-file', 'it is not a file any more');
}

/** The same path, if every folder on the way still is one. */
async function within(root: Buffer, path: Buffer): Promise<Buffer> {
  const folder = path.subarray(0, path.lastIndexOf(SLASH));
  try {
    const [top, real] = await Promise.all([
      realpath(root, { encoding: 'buffer' }),
      realpath(folder, { encoding: 'buffer' }),
    ]);
    if (real.equals(Buffer.concat([top, folder.subarray(root.length)]))) return path;
  } catch (error) {
    throw new SourceError(problemOf(codeOf(error)), 'its folder cannot be reached', error);
  }
  throw new SourceError('unreachable', 'a folder on the way is a link now');
}

function attributesOf({ mode, uid, gid, mtimeMs, atimeMs }: Stats): Attributes {
  return { mode: mode & 0o7777, uid, gid, mtimeMs, atimeMs };
}

async function writeBack(path: Buffer, bytes: Readable, attributes: Attributes): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    const { mode, uid, gid, mtimeMs, atimeMs, acl } = attributes;
    const stats = await handle.stat();
    if (stats.uid !== Number(uid) || stats.gid !== Number(gid)) await handle.chown(Number(uid), Number(gid));
    await handle.chmod(Number(mode));
    if (typeof acl === 'string') await setAcl(handle, acl);
    await handle.utimes(Number(atimeMs) / 1000, Number(mtimeMs) / 1000);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function hashOf(path: Buffer): Promise<Buffer> {
  const { handle } = await openFile(path);
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream()) hash.update(chunk);
  return hash.digest();
}

async function exists(path: Buffer): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function unlinkIfThere(path: Buffer): Promise<void> {
  if (await exists(path)) await unlink(path);
}

function noteOf(path: Buffer): Buffer {
  return Buffer.concat([path, Buffer.from(NOTE_SUFFIX)]);
}

function sibling(path: Buffer, name: string): Buffer {
  return Buffer.concat([path.subarray(0, path.lastIndexOf(SLASH) + 1), Buffer.from(name)]);
}

/** A copy with one byte for another. */
function swapped(bytes: Buffer, from: number, to: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy[at] = to;
  return copy;
}

/** Whether one of the names on a path fits one of the patterns. Patterns are an administrator's own. */
export function excluding(patterns: readonly string[]): (shown: string) => boolean {
  if (patterns.length === 0) return () => false;
  const names = patterns.map((pattern) => {
    const escaped = pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    return escaped.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
  });
  const expression = new RegExp(`(?:^|/)(?:${names.join('|')})(?:/|$)`, 'u');
  return (shown) => expression.test(shown);
}
