/**
 * `npm run train`: learns `classifiers/weights.json` from `fixtures/labelled/train*.jsonl`; dev only chooses between settings.
 *
 * Logistic regression for each category over signals and stemmed n-grams. A signal's weight is drawn to what its author
 * expects and never changes sides, so that what the fixtures do not show keeps its meaning; an n-gram's is drawn to
 * nothing. Words that are mostly written with a capital within a sentence are left out: they are names. Probabilities are
 * calibrated on texts that the model had not seen (five folds). Deterministic.
 */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countsOf } from '../classifiers/counts.ts';
import type { BuiltInCategory } from '../classifiers/finding.ts';
import { classifiers } from '../classifiers/index.ts';
import { lexicon } from '../classifiers/lexicon.ts';
import { type CategoryWeights, expectedWeight, strengthOf } from '../classifiers/model.ts';
import { readDocument, type Window } from '../classifiers/reading.ts';
import { stemOf, wordOf } from '../classifiers/vocabulary.ts';
import { readLabelled } from '../src/cli/labelled.ts';
import { loadReference } from '../src/cli/reference.ts';
import { loadConfig } from '../src/config/config.ts';
import { normalise } from '../src/document/text.ts';
import { type Example, learnFrom, platt, predict } from './logistic.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'fixtures', 'labelled');
const LEAST_FILES = 4;
const FOLDS = 5;
/** Words whose weight is less than this say nothing. */
const SILENT = 0.05;
/** How strongly n-grams are drawn to nothing: the settings among which the folds choose. */
const PULLS = [0.3, 1, 3, 10];

interface Labelled {
  readonly labels: readonly string[];
  readonly windows: readonly {
    readonly counts: Float64Array;
    readonly grams: readonly string[];
    names: ReadonlySet<string>;
  }[];
}

const lists = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
const train = await read(lists.filter((name) => name.startsWith('train')));
const dev = await read(lists.filter((name) => name === 'dev.jsonl'));
const known = knownGrams(train);
const written: Record<string, CategoryWeights> = {};
for (const { category } of classifiers) written[category] = learn(category);
await writeFile(join(root, 'classifiers', 'weights.json'), `${JSON.stringify(written, null, 1)}\n`);

async function read(lists: readonly string[]): Promise<Labelled[]> {
  const context = { ...loadReference(loadConfig(undefined, {})), normalise };
  const files: Labelled[] = [];
  for (const list of lists) {
    for await (const { labels, document } of readLabelled(join(folder, list))) {
      const windows = readDocument(document, context).flatMap((part) => part.windows);
      files.push({ labels, windows: windows.map((window) => ({ counts: countsOf(window), ...gramsOf(window) })) });
    }
  }
  return files;
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

function knownGrams(files: readonly Labelled[]): Map<string, number> {
  const inFiles = new Map<string, number>();
  const asName = new Map<string, number>();
  for (const { windows } of files) {
    for (const gram of new Set(windows.flatMap(({ grams }) => grams))) inFiles.set(gram, (inFiles.get(gram) ?? 0) + 1);
    for (const name of new Set(windows.flatMap(({ names }) => [...names])))
      asName.set(name, (asName.get(name) ?? 0) + 1);
  }
  const isName = (stem: string) => (asName.get(stem) ?? 0) * 2 > (inFiles.get(stem) ?? 0);
  const kept = [...inFiles]
    .filter(([gram, files]) => files >= LEAST_FILES && !gram.split(' ').some(isName))
    .map(([gram]) => gram);
  return new Map(kept.sort().map((gram, at) => [gram, at]));
}

function learn(category: BuiltInCategory): CategoryWeights {
  const own = classifiers.find((each) => each.category === category)?.signals ?? [];
  const indices = own.map(({ id }) => lexicon.indexOf.get(id) ?? 0);
  const expected = own.map(expectedWeight);
  const examples = (files: readonly Labelled[]): Example[] =>
    files.map(({ labels, windows }) => ({
      isSo: labels.includes(category),
      views: windows.map(({ counts, grams }) => {
        const ids = grams.flatMap((gram) => known.get(gram) ?? []);
        return { signals: indices.map((index) => strengthOf(counts[index] ?? 0)), grams: Int32Array.from(ids) };
      }),
    }));

  const all = examples(train);
  const unseen = examples(dev);
  const trials = PULLS.map((pull) => {
    const held: { sum: number; isSo: boolean }[] = [];
    for (let fold = 0; fold < FOLDS; fold++) {
      const learnt = learnFrom(
        all.filter((_, at) => at % FOLDS !== fold),
        { expected, grams: known.size, pull },
      );
      for (const example of all.filter((_, at) => at % FOLDS === fold))
        held.push({ sum: predict(learnt, example), isSo: example.isSo });
    }
    const learnt = learnFrom(all, { expected, grams: known.size, pull });
    for (const example of unseen) held.push({ sum: predict(learnt, example), isSo: example.isSo });
    const calibration = platt(held);
    return {
      pull,
      learnt,
      ...calibration,
      wrong: held.filter(({ sum, isSo }) => calibration.slope * sum + calibration.offset > 0 !== isSo).length,
      of: held.length,
    };
  });
  const best = trials.reduce((a, b) => (b.loss < a.loss ? b : a));
  process.stdout.write(
    `${category}: ${trials.map(({ pull, loss, wrong, of }) => `${pull} → ${loss.toFixed(4)} (${wrong} of ${of} wrong)`).join('  ')}\n`,
  );

  const round = (value: number) => Math.round(value * 1000) / 1000;
  const grams = [...known].flatMap(([gram, at]) =>
    Math.abs(best.learnt.grams[at] ?? 0) >= SILENT ? [[gram, round(best.learnt.grams[at] ?? 0)] as const] : [],
  );
  return {
    bias: round(best.learnt.bias),
    signals: Object.fromEntries(own.map(({ id }, at) => [id, round(best.learnt.signals[at] ?? 0)])),
    grams: Object.fromEntries(grams),
    slope: round(best.slope),
    offset: round(best.offset),
  };
}
