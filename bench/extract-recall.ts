/**
 * `npm run bench -- recall`: of the words that another program reads in a document of several pages, the share that ours
 * finds. The documents and what `pdftotext` and LibreOffice read in them lie in `fixtures/recall`.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { extract } from '../src/extract/extract.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/recall');

export interface Recall {
  readonly file: string;
  /** Words of the other program. */
  readonly words: number;
  readonly missing: readonly string[];
  /** Share of pairs of neighbours that are neighbours in ours too: columns that are mixed lose them. */
  readonly inOrder: number;
}

export async function recalls(): Promise<Recall[]> {
  const files = globSync('*.txt', { cwd: FOLDER }).sort();
  return Promise.all(files.map((file) => recallOf(basename(file, '.txt'), readFileSync(join(FOLDER, file), 'utf8'))));
}

async function recallOf(file: string, theirs: string): Promise<Recall> {
  const { parts } = await extract(readFileSync(join(FOLDER, file)), { name: file }, DEFAULT_LIMITS);
  const ours = wordsOf(parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n'));
  const words = wordsOf(withoutRunningLines(theirs));
  const left = new Map<string, number>();
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1);
  const missing = words.filter((word) => {
    // LibreOffice glues a note's number to the word before it.
    const key = left.has(word) ? word : word.replace(/(?<=\p{L})\d{1,2}$/u, '');
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
  const neighbours = new Set(pairsOf(ours));
  const pairs = pairsOf(words);
  return {
    file,
    words: words.length,
    missing,
    inOrder: pairs.filter((pair) => neighbours.has(pair)).length / pairs.length,
  };
}

/** Of a head and foot that stand on every page ours gives the first; pages end with a form feed. */
function withoutRunningLines(text: string): string {
  const pages = text.split('\f').map((page) => page.trim().split('\n'));
  const plain = (line: string | undefined) => line?.replace(/\d+/g, '#').trim();
  const [head, foot] = [plain(pages[0]?.[0]), plain(pages[0]?.at(-1))];
  return pages
    .map((lines, index) => {
      if (index > 0 && plain(lines[0]) === head) lines.shift();
      if (index > 0 && plain(lines.at(-1)) === foot) lines.pop();
      return lines.join('\n');
    })
    .join('\n');
}

/** Hyphens at a line's end are joined by one program and kept by another: they part no words here. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replace(/[-\u00ad\u2010](?:\r?\n)?/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

export async function benchRecall(): Promise<void> {
  process.stdout.write('document          words   recall   neighbours   missing\n');
  for (const { file, words, missing, inOrder } of await recalls()) {
    const row = [
      file.padEnd(14),
      String(words).padStart(7),
      (1 - missing.length / words).toFixed(4).padStart(7),
      inOrder.toFixed(4).padStart(9),
      `   ${missing.slice(0, 8).join(' ')}`,
    ];
    process.stdout.write(`${row.join('  ')}\n`);
  }
}
