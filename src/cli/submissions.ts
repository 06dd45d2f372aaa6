/**
 * Paths into submissions: messages, documents, folders, mailboxes and standard input, with what the command line says of
 * sender and recipients.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf, type Walked, walk } from '../drives/walk.ts';
import { splitMbox } from '../extract/mbox.ts';
import type { Submission } from '../inspect.ts';
import { UsageError } from './errors.ts';

/** Who sends and who gets it, where the command line says so. */
export interface People {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly login?: string;
}

/** One thing to inspect, or the reason why it could not even be opened. */
export type Input =
  | { readonly kind: 'bytes'; readonly path: string; readonly submission: Submission }
  | { readonly kind: 'unreadable'; readonly path: string; readonly because: string };

/** In the order of the paths; a folder by its names. Throws `UsageError`. */
export async function* inputs(paths: readonly string[], options: People): AsyncGenerator<Input> {
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('`-` is given twice');
  for (const path of paths) {
    if (path === '-') yield messageOf('-', 'message.eml', await readStandardInput(), options);
    else yield* filesIn(path, options);
  }
}

/** How many there will be, for a progress bar. */
export async function countFiles(paths: readonly string[]): Promise<number> {
  let files = 0;
  for (const path of paths) {
    if (path === '-') files += 1;
    else for await (const { kind } of named(path)) if (kind !== 'not-a-file') files += 1;
  }
  return files;
}

/**
 * What a person names is meant, also by a link or a pipe (`<(…)` of a shell); links that are met on the way are not followed.
 */
async function* named(path: string): AsyncGenerator<Walked> {
  const bytes = Buffer.from(path);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) yield* walk(path.endsWith('/') ? path : `${path}/`);
    else if (stats.isFile() || stats.isFIFO()) yield { kind: 'file', path, bytes, stats };
    else yield { kind: 'unreachable', path, bytes, code: NO_FILE };
  } catch (error) {
    yield { kind: 'unreachable', path, bytes, code: codeOf(error) };
  }
}

async function* filesIn(path: string, options: People): AsyncGenerator<Input> {
  for await (const entry of named(path)) {
    if (entry.kind === 'unreachable') yield { kind: 'unreadable', path: entry.path, because: because(entry.code) };
    if (entry.kind !== 'file') continue;

    let bytes: Buffer;
    try {
      bytes = await readFile(entry.bytes);
    } catch (error) {
      yield { kind: 'unreadable', path: entry.path, because: because(codeOf(error)) };
      continue;
    }
    const name = basename(entry.path);
    const messages = splitMbox(bytes);
    if (messages) yield* messages.map((each, index) => messageOf(`${entry.path}#${index + 1}`, name, each, options));
    else yield { kind: 'bytes', path: entry.path, submission: submissionOf(name, bytes, options) };
  }
}

function messageOf(path: string, name: string, bytes: Uint8Array, options: People): Input {
  return { kind: 'bytes', path, submission: { ...submissionOf(name, bytes, options), kind: 'message' } };
}

function submissionOf(name: string, bytes: Uint8Array, { from, to, login }: People): Submission {
  return {
    bytes,
    name,
    ...(from !== undefined && { from: [from] }),
    ...(to !== undefined && { recipients: to }),
    ...(login !== undefined && { login }),
  };
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** For devices and sockets, of which the system says nothing wrong before somebody reads them. */
const NO_FILE = 'no file';

function because(code: string): string {
  if (code === NO_FILE) return 'it is neither a file nor a folder';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission to read it is missing';
  return `it cannot be read (${code})`;
}
