/**
 * Walks a folder: every regular file once, in the order of names, and every thing that could not be reached.
 *
 * Symbolic links are not followed, so there are no loops and nothing outside the folder is read; a link is not an error.
 * Names are bytes on Unix: one that is not UTF-8 is opened by its bytes and shown with replacement characters.
 */
import { lstat, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** `path` is for people; `bytes` opens the file whatever its name is. */
export interface FileFound {
  readonly kind: 'file';
  readonly path: string;
  readonly bytes: Buffer;
  readonly stats: Stats;
}

/** A folder or file that is there and could not be read: permission, vanished meanwhile, a device error. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly path: string;
  readonly bytes: Buffer;
  /** The system's code: `EACCES`, `ENOENT`, `EIO`. */
  readonly code: string;
  /** Set for a folder that is there and could not be listed. */
  readonly isFolder?: boolean;
}

/** Neither a file nor a folder: sockets, pipes, devices and symbolic links hold no text of their own. */
export interface NotAFile {
  readonly kind: 'not-a-file';
  readonly path: string;
  readonly bytes: Buffer;
}

export type Walked = FileFound | Unreachable | NotAFile;

/** Files of a folder that are asked for at once: on a network drive each answer is a round trip. */
const AT_ONCE = 64;

/** Takes the path of a file or folder; throws nothing for what it meets on the way. */
export async function* walk(path: string | Buffer): AsyncGenerator<Walked> {
  for await (const some of walkInPieces(path)) yield* some;
}

/**
 * The same, several at a time, because a step of a generator costs more than a file. With `after`, names from the top of
 * the folder down to a file that was given before, it goes on with what comes after that file.
 */
export async function* walkInPieces(
  path: string | Buffer,
  after: readonly Buffer[] = [],
): AsyncGenerator<readonly Walked[]> {
  const bytes = typeof path === 'string' ? Buffer.from(path) : path;
  const looked = await look(bytes);
  if (!('code' in looked) && looked.isDirectory()) yield* walkFolder(bytes, after);
  else yield [walked(bytes, looked)];
}

type Looked = Stats | { readonly code: string };

/** By callback, which costs half of a promise of `node:fs/promises`. */
function look(bytes: Buffer): Promise<Looked> {
  return new Promise((resolve) => {
    lstat(bytes, (error, stats) => resolve(error ? { code: codeOf(error) } : stats));
  });
}

function walked(bytes: Buffer, looked: Looked): Walked {
  const path = bytes.toString('utf8');
  if ('code' in looked) return { kind: 'unreachable', path, bytes, code: looked.code };
  return looked.isFile() ? { kind: 'file', path, bytes, stats: looked } : { kind: 'not-a-file', path, bytes };
}

async function* walkFolder(bytes: Buffer, after: readonly Buffer[]): AsyncGenerator<readonly Walked[]> {
  let names: Buffer[];
  try {
    names = await readdir(bytes, { encoding: 'buffer' });
  } catch (error) {
    yield [{ kind: 'unreachable', path: bytes.toString('utf8'), bytes, code: codeOf(error), isFolder: true }];
    return;
  }
  const slash = Buffer.from(bytes.at(-1) === 0x2f ? '' : '/');
  const [done, ...within] = after;
  names.sort(Buffer.compare);
  const left = done ? names.slice(firstFrom(names, done)) : names;
  for (let at = 0; at < left.length; at += AT_ONCE) {
    const some = left.slice(at, at + AT_ONCE);
    const paths = some.map((name) => Buffer.concat([bytes, slash, name]));
    const looked = await Promise.all(paths.map(look));
    let piece: Walked[] = [];
    for (const [index, path] of paths.entries()) {
      const isBegun = done?.equals(some[index] ?? done) ?? false;
      if (isBegun && within.length === 0) continue;
      const each = looked[index] ?? { code: 'EUNKNOWN' };
      if ('code' in each || !each.isDirectory()) piece.push(walked(path, each));
      else {
        yield piece;
        piece = [];
        yield* walkFolder(path, isBegun ? within : []);
      }
    }
    yield piece;
  }
}

/** Index of the first name that is not before `name`. */
function firstFrom(names: readonly Buffer[], name: Buffer): number {
  const index = names.findIndex((each) => Buffer.compare(each, name) >= 0);
  return index < 0 ? names.length : index;
}

/** The system's code of an error of `node:fs`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
}
