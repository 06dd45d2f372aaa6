/**
 * Walks a folder: every regular file once, in the order of names, and every thing that could not be reached.
 *
 * Symbolic links are not followed, so there are no loops and nothing outside the folder is read; a link is not an error.
 * Names are bytes on Unix: one that is not UTF-8 is opened by its bytes and shown with replacement characters.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';

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
  /** The system's code: `EACCES`, `ENOENT`, `EIO`. */
  readonly code: string;
}

/** Neither a file nor a folder: sockets, pipes, devices and symbolic links hold no text of their own. */
export interface NotAFile {
  readonly kind: 'not-a-file';
  readonly path: string;
}

export type Walked = FileFound | Unreachable | NotAFile;

/** Takes the path of a file or folder; throws nothing for what it meets on the way. */
export async function* walk(path: string | Buffer): AsyncGenerator<Walked> {
  const bytes = typeof path === 'string' ? Buffer.from(path) : path;
  const shown = bytes.toString('utf8');
  let stats: Stats;
  try {
    stats = await lstat(bytes);
  } catch (error) {
    yield { kind: 'unreachable', path: shown, code: codeOf(error) };
    return;
  }

  if (stats.isFile()) yield { kind: 'file', path: shown, bytes, stats };
  else if (stats.isDirectory()) yield* walkFolder(bytes, shown);
  else yield { kind: 'not-a-file', path: shown };
}

async function* walkFolder(bytes: Buffer, shown: string): AsyncGenerator<Walked> {
  let names: Buffer[];
  try {
    names = await readdir(bytes, { encoding: 'buffer' });
  } catch (error) {
    yield { kind: 'unreachable', path: shown, code: codeOf(error) };
    return;
  }
  const slash = Buffer.from(bytes.at(-1) === 0x2f ? '' : '/');
  for (const name of names.sort(Buffer.compare)) yield* walk(Buffer.concat([bytes, slash, name]));
}

/** The system's code of an error of `node:fs`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
}
