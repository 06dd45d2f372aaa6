/**
 * Labelled files as what the model learns from: for each window the signals that were seen and the stems that stand there.
 *
 * Words that are mostly written with a capital within a sentence are left out: they are names of people and places.
 */
import { extname, join } from 'node:path';
import type { ClassifyContext } from '../classifiers/context.ts';
import { countsOf } from '../classifiers/counts.ts';
import type { BuiltInCategory } from '../classifiers/finding.ts';
import { classifiers } from '../classifiers/index.ts';
import { signals } from '../classifiers/lexicon.ts';
import { strengthOf } from '../classifiers/model.ts';
import { paragraphsOf } from '../classifiers/passages.ts';
import { readDocument, type Window } from '../classifiers/reading.ts';
import { BEGINS_LINE } from '../classifiers/tokens.ts';
import { stemOf, wordOf } from '../classifiers/vocabulary.ts';
import { readLabelledBytes } from '../src/cli/labelled.ts';
import { loadReference } from '../src/cli/reference.ts';
import { loadConfig } from '../src/config/config.ts';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { normalise } from '../src/document/text.ts';
import { extract } from '../src/extract/extract.ts';
import type { Example, View } from './logistic.ts';

export interface Seen {
  readonly file: string;
  readonly labels: readonly BuiltInCategory[];
  readonly windows: readonly WindowSeen[];
  /** Pieces of it (`croppedFrom`), from which only trees learn. */
  readonly crops: readonly WindowSeen[];
}

interface WindowSeen {
  readonly counts: Int32Array;
  readonly grams: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** The day that texts without a date were written for: embargoes in them have yet to end. A mail is read as on its own. */
const WRITTEN = '2026-01-01';
const NEVER = '2999-12-31';
/** Whether they mark is told by their place (`markings.ts`); alone they are as often talk. */
const MARKING_WORD = /^(?:embargo|confidenti|confid|strictli|restrict|privat)$/;
/** Our files are named for what they are, which no sender does: their own names teach nothing. */
const UNTOLD = 'text';
/** A word must stand in so many files to be learnt. */
const LEAST_FILES = 3;

let reference: Omit<ClassifyContext, 'today'> | undefined;

async function readSeen(list: string): Promise<Seen[]> {
  const files: Seen[] = [];
  for await (const { file, labels, bytes } of readLabelledBytes(list))
    files.push({ file, labels, ...(await seenOf(bytes, `${UNTOLD}${extname(file)}`)) });
  return files;
}

/** The same of a text that is no file. */
export async function seenIn(text: string): Promise<Seen['windows']> {
  return (await seenOf(Buffer.from(text), `${UNTOLD}.txt`)).windows;
}

async function seenOf(bytes: Uint8Array, name: string): Promise<Pick<Seen, 'windows' | 'crops'>> {
  reference ??= { ...loadReference(loadConfig(undefined, {})), normalise };
  const document = await extract(bytes, { name }, DEFAULT_LIMITS);
  const isDated = document.head?.headers.some((header) => header.name.toLowerCase() === 'date');
  const context = { ...reference, today: isDated ? NEVER : WRITTEN };
  const windows = readDocument(document, context).flatMap((part) => part.windows);
  const views = windows.flatMap((window) => (window.bare ? [window, window.bare] : [window]));
  const all = windows.map((window) => countsOf(window));
  return {
    windows: views.map((view) => ({ counts: countsOf(view), ...gramsOf(view) })),
    crops: windows.flatMap((window, at) =>
      croppedFrom(window).map((crop) => ({ counts: countsOf(crop, all[at]), ...gramsOf(crop) })),
    ),
  };
}

/** In lines: as many as a list has that is pasted in haste. */
const FEW = 3;
const LEAST_CROP = 6;

/**
 * Pieces as passages are (`classifiers/passages.ts`), and as short as what people paste: the first lines, some without the one
 * that heads them, and a paragraph of the middle.
 */
function croppedFrom(window: Window): Window[] {
  const [stretch] = window.stretches;
  if (!stretch || window.stretches.length > 1) return [];
  const { segment, from, to } = stretch;
  const { flags } = segment.tokens;
  const lines = [from];
  for (let at = from + 1; at < to && lines.length < FEW + 2; at++) if ((flags[at] ?? 0) & BEGINS_LINE) lines.push(at);
  lines.push(to);
  const cuts = paragraphsOf(segment.tokens, from, to);
  const middle = cuts.length >> 1;
  const pieces = [
    [lines[0], lines[FEW]],
    [lines[1], lines[1 + FEW]],
    [cuts[middle - 1], cuts[middle]],
  ] as const;
  return pieces.flatMap(([first, last]) => {
    if (first === undefined || last === undefined || last - first < LEAST_CROP || last - first === to - from) return [];
    return [{ ...window, stretches: [{ segment, from: first, to: last }] }];
  });
}

/** `train.jsonl` and `dev.jsonl`: never test. */
export async function readLearningSets(root: string): Promise<Seen[]> {
  const folder = join(root, 'fixtures', 'labelled');
  return [...(await readSeen(join(folder, 'train.jsonl'))), ...(await readSeen(join(folder, 'dev.jsonl')))];
}

/** Stems and pairs of neighbouring stems of a window, and those that look like names there. */
function gramsOf(window: Window): { grams: string[]; names: Set<string> } {
  const grams = new Set<string>();
  const capital = new Map<string, number>();
  for (const { segment, from, to } of window.stretches) {
    const { text, starts, ends, words, flags } = segment.tokens;
    let before = '';
    for (let at = from; at < to; at++) {
      const spelling = text.slice(starts[at] ?? 0, ends[at] ?? 0);
      const stem = (words[at] ?? -1) < 0 ? '' : stemOf(wordOf(spelling));
      const isWord = /^[a-z]{2,24}$/.test(stem) || stem === 'i' || stem === 'a';
      if (isWord) {
        grams.add(stem);
        if (before) grams.add(`${before} ${stem}`);
        const within = ((flags[at] ?? 0) & 7) === 0;
        const isCapital = /^\p{Lu}\p{Ll}/u.test(spelling);
        if (within) capital.set(stem, (capital.get(stem) ?? 0) + (isCapital ? 1 : -1));
      }
      before = isWord ? stem : '';
    }
  }
  return { grams: [...grams], names: new Set([...capital].filter(([, sum]) => sum > 0).map(([stem]) => stem)) };
}

/** The words that are learnt, each with its number. */
export function knownGrams(files: readonly Seen[]): ReadonlyMap<string, number> {
  const inFiles = new Map<string, number>();
  const asName = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const { windows } of files) {
    for (const gram of new Set(windows.flatMap(({ grams }) => grams))) count(inFiles, gram);
    for (const name of new Set(windows.flatMap(({ names }) => [...names]))) count(asName, name);
  }
  const isLeftOut = (stem: string) => MARKING_WORD.test(stem) || (asName.get(stem) ?? 0) * 2 > (inFiles.get(stem) ?? 0);
  const kept = [...inFiles]
    .filter(([gram, files]) => files >= LEAST_FILES && !gram.split(' ').some(isLeftOut))
    .map(([gram]) => gram);
  return new Map(kept.sort().map((gram, at) => [gram, at]));
}

/** An example with pieces of it. */
export interface Labelled extends Example {
  readonly crops: readonly View[];
}

/** Columns of a view: signals by their index, then words by their number. */
export function examplesOf(files: readonly Seen[], known: ReadonlyMap<string, number>): Labelled[] {
  return files.map(({ labels, windows, crops }) => ({
    isSo: classifiers.map(({ category }) => labels.includes(category)),
    views: viewsOf(windows, known),
    crops: viewsOf(crops, known),
  }));
}

export function viewsOf(windows: Seen['windows'], known: ReadonlyMap<string, number>): View[] {
  return windows.map(({ counts, grams }) => viewOf(counts, grams, known));
}

function viewOf(counts: Int32Array, grams: readonly string[], known: ReadonlyMap<string, number>): View {
  const columns: number[] = [];
  const values: number[] = [];
  counts.forEach((count, signal) => {
    if (count <= 0) return;
    columns.push(signal);
    values.push(strengthOf(count));
  });
  const numbers = grams.flatMap((gram) => known.get(gram) ?? []);
  return {
    signals: columns.length,
    columns: Int32Array.from([...columns, ...numbers.map((number) => signals.length + number)]),
    values: Float64Array.from(values),
  };
}
