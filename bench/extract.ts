/**
 * `npm run bench -- extract`: CPU for a document of each format, ours beside other readers, the words of the
 * source that each finds, and the tokens of `fixtures/format` that it misses.
 *
 * Runs alternate between readers, so that a noisy neighbour hits all of them; medians. A program is counted with its
 * start, since that is how it is used; a library warm, since ours lives in children that read thousands of messages.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Made, withDocuments } from './extract-documents.ts';
import { type Reader, readers } from './extract-readers.ts';

const RUNS = 7;
/** PDFium is compiled twice: at once, and well after some hundred pages. */
const WARM_RUNS = 3;
const FIXTURES = join(import.meta.dirname, '../fixtures/format');

export async function benchExtract(wanted: readonly string[] = Object.keys(readers)): Promise<void> {
  process.stdout.write('format  reader                CPU ms/doc   x ours   words found   tokens missing\n');
  await withDocuments(wanted, async (documents) => {
    for (const format of wanted) await measure(format, readers[format] ?? [], documents.get(format) ?? []);
    process.stdout.write('\nwhole processes, with their start   CPU ms, one document   CPU ms/doc, all documents\n');
    for (const format of wanted) wholeProcesses(format, documents.get(format) ?? []);
  });
}

async function measure(format: string, list: readonly Reader[], documents: readonly Made[]): Promise<void> {
  const present: Reader[] = [];
  for (const reader of list) {
    const missing = await reader.missing();
    if (missing === undefined) present.push(reader);
    else process.stdout.write(`${format.padEnd(8)}${reader.name.padEnd(20)}  not installed (${missing})\n`);
  }
  const spent = new Map<string, number[]>(present.map(({ name }) => [name, []]));
  for (let run = -WARM_RUNS; run < RUNS; run += 1) {
    for (const reader of present) {
      const before = cpuMs(reader.kind);
      for (const { file } of documents) await reader.read(file);
      if (run >= 0) spent.get(reader.name)?.push((cpuMs(reader.kind) - before) / documents.length);
    }
  }
  const medians = new Map([...spent].map(([name, values]) => [name, values.sort((a, b) => a - b)[RUNS >> 1] ?? 0]));
  const own = medians.get('reticent') ?? 0;
  for (const reader of present) {
    const median = medians.get(reader.name) ?? 0;
    const row = [
      format.padEnd(8),
      reader.name.padEnd(20),
      median.toFixed(2).padStart(10),
      (median / own).toFixed(2).padStart(9),
      (await recall(reader, documents)).toFixed(4).padStart(12),
      `   ${await missingTokens(reader, format)}`,
    ];
    process.stdout.write(`${row.join('  ')}\n`);
  }
}

const MAIN = join(import.meta.dirname, '../src/cli/start.js');
const WHOLE_RUNS = 3;

/** The command as a person calls it: Node starts, then a process of the sandbox for each core. */
function wholeProcesses(format: string, documents: readonly Made[]): void {
  const files = documents.map(({ file }) => file);
  const spent = (list: readonly string[]) => {
    const runs = Array.from({ length: WHOLE_RUNS }, () => {
      const before = cpuMs('program');
      spawnSync(process.execPath, [MAIN, 'extract', '--json', ...list], { stdio: 'ignore' });
      return (cpuMs('program') - before) / list.length;
    });
    return runs.sort((a, b) => a - b)[WHOLE_RUNS >> 1] ?? 0;
  };
  const [one, all] = [spent(files.slice(0, 1)), spent(files)];
  process.stdout.write(
    `${format.padEnd(8)}reticent extract            ${one.toFixed(0).padStart(16)}  ${all.toFixed(1).padStart(24)}\n`,
  );
}

/**
 * This process's time in milliseconds, or that of its ended children. Source: proc_pid_stat(5), fields 16 and 17, in
 * hundredths of a second.
 */
function cpuMs(kind: Reader['kind']): number {
  if (kind === 'library') {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The name of the program may hold spaces and brackets; behind it the fields count from 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[16 - 3]) + Number(fields[17 - 3])) * 10;
}

/** Share of the source's words that are found, each as often as it stands there. */
async function recall({ read }: Reader, documents: readonly Made[]): Promise<number> {
  let [found, wanted] = [0, 0];
  for (const { file, words } of documents) {
    const left = new Map<string, number>();
    for (const word of wordsOf(await read(file))) left.set(word, (left.get(word) ?? 0) + 1);
    for (const word of words) {
      const count = left.get(word) ?? 0;
      if (count > 0) found += 1;
      left.set(word, count - 1);
    }
    wanted += words.length;
  }
  return found / wanted;
}

/** Of the tokens that `fixtures/format` puts in each place of a format, those that a reader does not give. */
async function missingTokens({ read }: Reader, format: string): Promise<string> {
  const missing: string[] = [];
  let wanted = 0;
  for (const file of globSync(`**/places.${format}`, { cwd: FIXTURES }).map((path) => join(FIXTURES, path))) {
    const text = await read(file);
    for (const line of readFileSync(`${file}.expect`, 'utf8').trimEnd().split('\n')) {
      const [part = '', place, tokens = ''] = line.split('\t');
      // What is attached is a document of its own, and other readers give none of it.
      if (part !== basename(file)) continue;
      for (const token of tokens.split(/\\[nt]/)) {
        wanted += 1;
        if (!text.includes(token)) missing.push(`${place}`);
      }
    }
  }
  if (wanted === 0) return '';
  return missing.length === 0
    ? `none of ${wanted}`
    : `${missing.length} of ${wanted}: ${[...new Set(missing)].join(' ')}`;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
