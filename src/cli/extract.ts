/**
 * `reticent extract PATH…`: what the scanner sees, every part and place with its text; or the ledger of what was read.
 *
 * Source: `docs/contracts.md`. Exit status 0, or 3 where a path could not be opened or nothing at all could be read of it.
 */
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { COUNTED, type Document, type LedgerEntry } from '../document/document.ts';
import { createSandbox } from '../extract/sandbox.ts';
import { inOrder } from './in-order.ts';
import { readPolicy } from './reference.ts';
import { type Input, inputs } from './submissions.ts';
import { forTerminal } from './terminal.ts';

interface Options {
  readonly json?: boolean;
  readonly ledger?: boolean;
  readonly policy?: string;
  readonly config?: string;
}

type Outcome =
  | { readonly kind: 'read'; readonly path: string; readonly document: Document }
  | { readonly kind: 'unreadable'; readonly path: string; readonly because: string };

/** One line of `--json`. */
type Line =
  | { readonly path: string; readonly part: string; readonly place: string; readonly text: string }
  | { readonly path: string; readonly part: string; readonly unscannable: string };

export function extractCommand(): Command {
  return new Command('extract')
    .description('show what the scanner sees: every part and place with its text')
    .argument('<path...>', 'files and folders; - is a message on standard input')
    .option('--json', 'one JSON object a line')
    .option('--ledger', 'instead of texts, of each part what was there, what was read of it, and why not more')
    .option('--policy <file>', 'whose limits hold (default: the configured one)')
    .option('--config <file>', 'reticent.yaml')
    .action(extractPaths);
}

/** Reads under the limits that `scan` reads under, so that both see the same text. */
async function extractPaths(paths: readonly string[], { json, ledger, policy, config }: Options): Promise<void> {
  const { limits } = readPolicy(policy ?? loadConfig(config).policy);
  const processes = availableParallelism();
  const sandbox = createSandbox({ processes, limits });
  const read = async (input: Input): Promise<Outcome> => {
    if (input.kind === 'unreadable') return input;
    const { bytes, ...source } = input.submission;
    return { kind: 'read', path: input.path, document: await sandbox.extract(bytes, source) };
  };
  try {
    for await (const each of inOrder(inputs(paths, {}), processes, read)) {
      if (each.kind === 'unreadable') {
        process.stderr.write(`${forTerminal(`reticent: ${each.path}: ${each.because}`)}\n`);
        process.exitCode = 3;
        continue;
      }
      const lines = ledger
        ? ledgerLines(each.path, each.document, json ?? false)
        : linesOf(each.path, each.document).map(json ? (line) => JSON.stringify(line) : shown);
      const text = lines.join('\n');
      process.stdout.write(`${json ? text : forTerminal(text)}\n`);
      if (isUnread(each.document)) process.exitCode = 3;
    }
  } finally {
    await sandbox.close();
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

function ledgerLines(path: string, { ledger }: Document, json: boolean): string[] {
  return ledger.map((entry) => (json ? JSON.stringify({ path, ...entry }) : entryInWords(path, entry)));
}

function entryInWords(path: string, entry: LedgerEntry): string {
  const { part, type, bytes, depth, why } = entry;
  const counted = COUNTED.filter((name) => entry[name].there > 0);
  const counts = counted.map((name) => `${entry[name].read} of ${entry[name].there} ${name}`);
  const told = [type, `${bytes.read} of ${bytes.there} bytes`, ...counts, `depth ${depth}`];
  return `── ${path}: ${part}: ${[...told, ...(why === null ? [] : [`not more: ${why}`])].join(', ')}`;
}

/** Nothing but names could be had. */
function isUnread({ parts, unscannable }: Document): boolean {
  return unscannable.length > 0 && parts.every(({ segments }) => segments.every(({ place }) => place === 'file-name'));
}
