/**
 * The first half of `npm run train`: learns `classifiers/asked.json`, what sentences say that ask for something to be kept
 * among few, from `fixtures/sentences` and from sentences of labelled texts that declare nothing.
 *
 * Logistic regression (`logistic.ts`) over stems, neighbouring stems and stems with one between them. Deterministic.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vocabulary } from '../classifiers/lexicon.ts';
import { eachSentence } from '../classifiers/sentences.ts';
import { type Tokens, tokenise } from '../classifiers/tokens.ts';
import { stemOf, wordOf } from '../classifiers/vocabulary.ts';
import { normalise } from '../src/document/text.ts';
import { type Example, learnFrom } from './logistic.ts';

const root = join(import.meta.dirname, '..');
/** Texts of which no sentence declares: one in so many teaches, the others judge by it unknown. */
const EVERY = 12;
/** A gram must stand in so many sentences to be learnt. */
const LEAST_SENTENCES = 3;
/** Weights below this say nothing, in thousandths. */
const SILENT = 100;

interface Sentence {
  readonly asks: boolean;
  readonly grams: readonly string[];
}

/** `+ ` before a sentence that asks, `- ` before one that does not. */
async function readSentences(): Promise<Sentence[]> {
  const folder = join(root, 'fixtures', 'sentences');
  const sentences: Sentence[] = [];
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.txt')).sort()) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter((line) => line !== '');
    for (const line of lines) {
      const tokens = tokenise(normalise(line.slice(2)).text, vocabulary);
      sentences.push({ asks: line.startsWith('+'), grams: gramsOf(tokens, 0, tokens.count) });
    }
  }
  return sentences;
}

/** Of texts that declare nothing. */
async function readOthers(): Promise<Sentence[]> {
  const folder = join(root, 'fixtures', 'labelled');
  const lines = (await readFile(join(folder, 'train.jsonl'), 'utf8')).trimEnd().split('\n');
  const files = lines
    .map((line): { file: string; labels: string[] } => JSON.parse(line))
    .filter(({ file, labels }, at) => at % EVERY === 0 && !labels.includes('declared') && !file.endsWith('.csv'));
  const sentences: Sentence[] = [];
  for (const { file } of files) {
    const tokens = tokenise(normalise(await readFile(join(folder, file), 'utf8')).text, vocabulary);
    eachSentence(tokens, (from, to) => sentences.push({ asks: false, grams: gramsOf(tokens, from, to) }));
  }
  return sentences;
}

/** Stems of tokens [from, to), neighbours, and those with one between them (`first _ second`): what `asked.json` weighs. */
export function gramsOf({ text, starts, ends, words }: Tokens, from: number, to: number): string[] {
  const stems = Array.from({ length: to - from }, (_token, at) => {
    if ((words[from + at] ?? -1) < 0) return '';
    const stem = stemOf(wordOf(text.slice(starts[from + at], ends[from + at])));
    return /^[a-z]{1,24}$/.test(stem) ? stem : '';
  });
  const grams: string[] = [];
  stems.forEach((stem, at) => {
    if (stem === '') return;
    const [before, earlier] = [stems[at - 1], stems[at - 2]];
    grams.push(stem);
    if (before) grams.push(`${before} ${stem}`);
    if (earlier) grams.push(`${earlier} _ ${stem}`);
  });
  return grams;
}

/** Bias, and weights in thousandths. */
function learnSentences(sentences: readonly Sentence[]): { bias: number; grams: [string, number][] } {
  const counts = new Map<string, number>();
  for (const { grams } of sentences) for (const gram of new Set(grams)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const known = new Map(
    [...counts]
      .filter(([, count]) => count >= LEAST_SENTENCES)
      .map(([gram]) => gram)
      .sort()
      .map((gram, at) => [gram, at]),
  );
  const examples = sentences.map(({ asks, grams }): Example => {
    const columns = Int32Array.from(grams.flatMap((gram) => known.get(gram) ?? []));
    return { isSo: [asks], views: [{ signals: 0, columns, values: new Float64Array(0) }] };
  });
  const { weights, biases } = learnFrom(examples, { expected: [new Float64Array(0)], width: known.size });
  const grams = [...known].flatMap(([gram, column]): [string, number][] => {
    const weight = Math.round((weights[0]?.[column] ?? 0) * 1000);
    return Math.abs(weight) < SILENT ? [] : [[gram, weight]];
  });
  return { bias: Math.round((biases[0] ?? 0) * 1000) / 1000, grams };
}

if (process.argv[1] === import.meta.filename) {
  const sentences = [...(await readSentences()), ...(await readOthers())];
  const { bias, grams } = learnSentences(sentences);
  const lines = grams.map(([gram, weight]) => `  ${JSON.stringify(gram)}: ${weight}`);
  const text = `{\n "bias": ${bias},\n "grams": {\n${lines.join(',\n')}\n }\n}\n`;
  await writeFile(join(root, 'classifiers', 'asked.json'), text);
  const asking = sentences.filter(({ asks }) => asks).length;
  process.stdout.write(`${sentences.length} sentences, ${asking} ask, ${grams.length} words and pairs\n`);
}
