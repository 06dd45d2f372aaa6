/**
 * `npm run bench -- extract`: CPU for a document of each format, ours beside other readers, and the words that both find.
 *
 * The documents are written by LibreOffice from seeded prose (Debian: libreoffice-writer, libreoffice-calc, poppler-utils);
 * runs alternate between readers, so that a noisy neighbour hits all of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import mammoth from 'mammoth';
import { PDFParse } from 'pdf-parse';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { extract } from '../src/extract/extract.ts';

const RUNS = 7;
const DOCUMENTS = 6;
const PARAGRAPHS = 60;
const ROWS = 2_000;

interface Reader {
  readonly name: string;
  /** Gives the words that it finds. CPU of a child process counts as well. */
  readonly read: (file: string) => Promise<string> | string;
}

const ours: Reader = {
  name: 'reticent',
  read: async (file) => {
    const { parts } = await extract(readFileSync(file), { name: file }, DEFAULT_LIMITS);
    return parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n');
  },
};

const readers: Readonly<Record<string, readonly Reader[]>> = {
  docx: [ours, { name: 'mammoth', read: async (path) => (await mammoth.extractRawText({ path })).value }],
  pdf: [
    ours,
    { name: 'pdftotext', read: (file) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', maxBuffer: 1e9 }) },
    {
      name: 'pdf-parse',
      read: async (file) => {
        const parser = new PDFParse({ data: readFileSync(file), verbosity: 0 });
        const { text } = await parser.getText({ pageJoiner: '' });
        await parser.destroy();
        return text;
      },
    },
  ],
  odt: [ours],
  rtf: [ours],
  xlsx: [
    ours,
    {
      name: 'SheetJS',
      read: (file) => {
        const book = read(readFileSync(file), { type: 'buffer' });
        return book.SheetNames.map((name) => utils.sheet_to_csv(book.Sheets[name] ?? {}, { FS: '\t' })).join('\n');
      },
    },
  ],
};

export async function benchExtract(): Promise<void> {
  for (const program of ['soffice', 'pdftotext']) {
    if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) {
      throw new Error(
        `the measurement needs \`${program}\` (Debian: libreoffice-writer libreoffice-calc poppler-utils)`,
      );
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-extract-'));
  try {
    process.stdout.write('format   reader      CPU ms/doc   x best   words found again\n');
    for (const [format, list] of Object.entries(readers)) await measure(format, list, makeDocuments(folder, format));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(format: string, list: readonly Reader[], documents: readonly Made[]): Promise<void> {
  const spent = new Map<string, number[]>(list.map(({ name }) => [name, []]));
  const recalls = new Map<string, number>();
  for (let run = -1; run < RUNS; run += 1) {
    for (const { name, read: readFile } of list) {
      const before = cpuMs();
      const texts: string[] = [];
      for (const { file } of documents) texts.push(await readFile(file));
      // The first run loads and compiles.
      if (run >= 0) spent.get(name)?.push((cpuMs() - before) / documents.length);
      recalls.set(
        name,
        recall(
          documents.flatMap(({ words }) => words),
          texts.join('\n'),
        ),
      );
    }
  }
  const medians = new Map([...spent].map(([name, values]) => [name, values.sort((a, b) => a - b)[RUNS >> 1] ?? 0]));
  const best = Math.min(...medians.values());
  for (const [name, median] of medians) {
    const row = [
      format.padEnd(8),
      name.padEnd(10),
      median.toFixed(2).padStart(10),
      (median / best).toFixed(2).padStart(8),
      (recalls.get(name) ?? 0).toFixed(4).padStart(10),
    ];
    process.stdout.write(`${row.join('  ')}\n`);
  }
}

/** Own time and that of ended children: pdftotext is a process each. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  const [, , , , , , , , , , , , , , , childUser = '0', childSystem = '0'] = readFileSync('/proc/self/stat', 'utf8')
    .replace(/\(.*\)/, '')
    .split(/\s+/);
  return (user + system) / 1000 + (Number(childUser) + Number(childSystem)) * 10;
}

/** Share of the source's words that are found, each as often as it stands there. */
function recall(wanted: readonly string[], text: string): number {
  const left = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) left.set(word, (left.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of wanted) {
    const count = left.get(word) ?? 0;
    if (count > 0) found += 1;
    left.set(word, count - 1);
  }
  return found / wanted.length;
}

interface Made {
  readonly file: string;
  readonly words: readonly string[];
}

function makeDocuments(folder: string, format: string): Made[] {
  const isSheet = format === 'xlsx';
  return Array.from({ length: DOCUMENTS }, (_, index) => {
    const text = isSheet ? sheet(index) : prose(index);
    const source = join(folder, `${format}-${index}.${isSheet ? 'csv' : 'txt'}`);
    writeFileSync(source, text);
    const args = [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      ...(isSheet ? [] : ['--infilter=Text (encoded):UTF8']),
      '--convert-to',
      format,
      '--outdir',
      folder,
      source,
    ];
    execFileSync('soffice', args, { stdio: 'ignore', timeout: 180_000 });
    return { file: join(folder, `${format}-${index}.${format}`), words: text.match(/[\p{L}\p{N}]+/gu) ?? [] };
  });
}

const SYLLABLES = [
  'ba',
  'cor',
  'den',
  'el',
  'fi',
  'gra',
  'hol',
  'in',
  'jo',
  'kes',
  'lum',
  'mar',
  'no',
  'pel',
  'qui',
  'ros',
  'sta',
  'ter',
  'ul',
  'vi',
];

/** A generator of its own, so that every machine measures the same documents (Park and Miller, 1988). */
function random(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function word(next: () => number): string {
  return Array.from(
    { length: 1 + Math.floor(next() * 3) },
    () => SYLLABLES[Math.floor(next() * SYLLABLES.length)],
  ).join('');
}

function prose(seed: number): string {
  const next = random(seed + 1);
  return Array.from({ length: PARAGRAPHS }, () => `${Array.from({ length: 60 }, () => word(next)).join(' ')}.`).join(
    '\n',
  );
}

function sheet(seed: number): string {
  const next = random(seed + 100);
  return Array.from({ length: ROWS }, (_, row) =>
    [`L${1_000_000 + row}`, word(next), word(next), `${word(next)} ${word(next)}`, `${word(next)}@home.example`].join(
      ',',
    ),
  ).join('\n');
}
