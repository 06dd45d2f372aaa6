/**
 * `reticent extract PATH…`: what the scanner sees, every part and place with its text.
 *
 * Source: `docs/contracts.md`. Exit status 0, or 3 where a path could not be opened or nothing at all could be read of it.
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Command } from 'commander';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import type { Document } from '../document/document.ts';
import { codeOf, walk } from '../drives/walk.ts';
import { splitMbox } from '../extract/mbox.ts';
import { createSandbox } from '../extract/sandbox.ts';
import { inOrder } from './in-order.ts';

interface Input {
  readonly path: string;
  readonly name: string;
  /** The bytes, or the system's code why they cannot be had. */
  readonly bytes: Uint8Array | string;
  readonly kind?: 'message';
}

/** One line of `--json`. */
type Line =
  | { readonly path: string; readonly part: string; readonly place: string; readonly text: string }
  | { readonly path: string; readonly part: string; readonly unscannable: string };

export function extractCommand(): Command {
  return new Command('extract')
    .description('show what the scanner sees: every part and place with its text')
    .argument('<path...>', 'files and folders; - is a message on standard input')
    .option('--json', 'one JSON object a line')
    .action(extractPaths);
}

async function extractPaths(paths: readonly string[], { json }: { json?: boolean }): Promise<void> {
  const processes = availableParallelism();
  const sandbox = createSandbox({ processes, limits: DEFAULT_LIMITS });
  const read = async ({ path, name, bytes, kind }: Input) => ({
    path,
    document: typeof bytes === 'string' ? bytes : await sandbox.extract(bytes, kind ? { name, kind } : { name }),
  });
  try {
    for await (const { path, document } of inOrder(inputs(paths), processes, read)) {
      if (typeof document === 'string') {
        process.stderr.write(`reticent: ${path}: cannot be read (${document})\n`);
        process.exitCode = 3;
        continue;
      }
      const lines = linesOf(path, document);
      process.stdout.write(`${lines.map(json ? (line) => JSON.stringify(line) : shown).join('\n')}\n`);
      if (isUnread(document)) process.exitCode = 3;
    }
  } finally {
    await sandbox.close();
  }
}

async function* inputs(paths: readonly string[]): AsyncGenerator<Input> {
  for (const path of paths) {
    if (path === '-') {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      yield { path, name: 'message.eml', bytes: Buffer.concat(chunks), kind: 'message' };
    } else yield* filesIn(path);
  }
}

async function* filesIn(path: string): AsyncGenerator<Input> {
  for await (const entry of walk(path)) {
    const name = basename(entry.path);
    if (entry.kind === 'unreachable') yield { path: entry.path, name, bytes: entry.code };
    if (entry.kind !== 'file') continue;
    const bytes = await readFile(entry.bytes).catch((error: unknown) => codeOf(error));
    const messages = typeof bytes === 'string' ? undefined : splitMbox(bytes);
    if (!messages) yield { path: entry.path, name, bytes };
    for (const [index, message] of messages?.entries() ?? []) {
      yield { path: `${entry.path}#${index + 1}`, name, bytes: message, kind: 'message' };
    }
  }
}

function linesOf(path: string, { parts, unscannable }: Document): Line[] {
  const lines: Line[] = [];
  for (const { path: part, segments } of parts) {
    for (const { place, text } of segments) lines.push({ path, part, place, text });
    for (const each of unscannable) if (each.part === part) lines.push({ path, part, unscannable: each.reason });
  }
  // A file without a word still has a line, so that whoever counts lines does not miss it.
  const hasText = lines.some((line) => 'unscannable' in line || line.place !== 'file-name');
  if (!hasText) lines.push({ path, part: parts[0]?.path ?? basename(path), place: 'body', text: '' });
  return lines;
}

function shown(line: Line): string {
  if ('unscannable' in line) return `── ${line.path}: ${line.part}: unscannable, ${line.unscannable}`;
  return `── ${line.path}: ${line.part} (${line.place})\n${line.text}`;
}

/** Nothing but names could be had. */
function isUnread({ parts, unscannable }: Document): boolean {
  return unscannable.length > 0 && parts.every(({ segments }) => segments.every(({ place }) => place === 'file-name'));
}
