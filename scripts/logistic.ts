/**
 * Logistic regression over signals and words, for all categories at once.
 *
 * Weights are drawn to nothing, a word's the more strongly the less often it stands in one kind of text rather than another; a
 * signal never changes the side that its author gave it, and one that is decisive, or that few files show, is drawn to what
 * its author expects, or to a part of that. A file has several views (windows) and holds a category if one of them does, so a
 * positive file learns from its surest view and a negative one from all. Adam over all files at once; deterministic.
 */
import { expectedWeight, scaleOf } from '../classifiers/model.ts';

export interface View {
  /** So many of the columns are signals; the others are words, all of one value. */
  readonly signals: number;
  readonly columns: Int32Array;
  /** Of the signals. */
  readonly values: Float64Array;
  /** What else spoke, as log-odds that nothing here changes: of a lesson whose text is not known. */
  readonly rest?: number;
}

export interface Example {
  /** By category, in the order of the registry. */
  readonly isSo: readonly boolean[];
  readonly views: readonly View[];
  /** It tells of this category alone, by its place in the registry; undefined tells of all. */
  readonly only?: number;
  /** How much it counts beside a file, which counts 1. */
  readonly weight?: number;
}

export interface Learnt {
  /** By category: by column. */
  readonly weights: readonly Float64Array[];
  readonly biases: Float64Array;
}

export interface Setting {
  /** By category: what each signal is expected to weigh; 0 for a signal of another category. */
  readonly expected: readonly Float64Array[];
  /** How many columns there are, words included. */
  readonly width: number;
}

const ROUNDS = 200;
const RATE = 0.08;
const CERTAIN = expectedWeight({ for: 'certain' });
const DECISIVE = expectedWeight({ for: 'decisive' });
/** Where a decisive signal begins, as a share of what is expected of it: few texts are a bare list, and then it speaks alone. */
const TEMPERED = 0.3;
/** How strongly signals are drawn, and words: chosen by authors who were not learnt from (docs/decisions/0073). */
const SIGNAL_PULL = 15;
const WORD_PULL = 0.05;
/** What a word that leans no way counts beside one that leans as words do on average: it is drawn a hundred times as strongly. */
const ANY_WORD = 0.1;
/** Added to how many files with a category have a word: one file more or less is no leaning. */
const UNSEEN = 0.3;
/** About how many files there are without a category for one with it. */
const FILES_WITHOUT = 9;
/** A signal must stand in so many files for them to say what it weighs; else it keeps what its author expects. */
const LEAST_FILES = 3;
export const EXPECTED_BIAS = -4.5;

export function learnFrom(examples: readonly Example[], setting: Setting): Learnt {
  const { expected, width } = setting;
  const categories = expected.length;
  const signals = expected[0]?.length ?? 0;
  const biases = categories * width;
  const size = biases + categories;
  const begins = beginningsOf(examples, expected);
  const learnt = new Float64Array(size);
  learnt.fill(EXPECTED_BIAS, biases);
  const pulls = new Float64Array(size);
  for (let category = 0; category < categories; category++) {
    pulls.fill(SIGNAL_PULL, category * width, category * width + signals);
    pulls.set(wordPulls(examples, category, signals, width - signals), category * width + signals);
  }
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const gradient = new Float64Array(size);
  const weights = expected.map(() => new Float64Array(width));

  for (let round = 1; round <= ROUNDS; round++) {
    gradient.fill(0);
    together(weights);
    for (const example of examples) {
      for (let category = 0; category < categories; category++) gather(example, category);
    }
    const rate = round > ROUNDS * 0.7 ? RATE * 0.3 : RATE;
    for (let at = 0; at < size; at++) {
      const slope = (gradient[at] ?? 0) + (pulls[at] ?? 0) * (at < biases ? (learnt[at] ?? 0) : 0);
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
      const step = (first[at] ?? 0) / (1 - 0.9 ** round) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
      learnt[at] = (learnt[at] ?? 0) - rate * step;
    }
  }
  together(weights);
  return { weights, biases: learnt.slice(biases) };

  /** What each category's columns weigh in all. */
  function together(into: readonly Float64Array[]): void {
    into.forEach((row, category) => {
      for (let column = 0; column < width; column++) {
        const weight = (begins[category]?.[column] ?? 0) + (learnt[category * width + column] ?? 0);
        // INVARIANT: a signal never changes the side that its author gave it.
        row[column] = weight * (expected[category]?.[column] ?? 0) < 0 ? 0 : weight;
      }
    });
  }

  function gather({ isSo, views, only, weight = 1 }: Example, category: number): void {
    if (only !== undefined && only !== category) return;
    const row = weights[category] ?? new Float64Array(0);
    const bias = learnt[biases + category] ?? 0;
    const sums = views.map((view) => bias + sumOf(row, view));
    const best = sums.indexOf(Math.max(...sums));
    views.forEach((view, at) => {
      if (isSo[category] && at !== best) return;
      const error = weight * (1 / (1 + Math.exp(-(sums[at] ?? 0))) - (isSo[category] ? 1 : 0));
      if (Math.abs(error) < 1e-4) return;
      gradient[biases + category] = (gradient[biases + category] ?? 0) + error;
      const scale = error * scaleOf(view.columns.length - view.signals);
      for (let each = 0; each < view.columns.length; each++) {
        const to = category * width + (view.columns[each] ?? 0);
        gradient[to] = (gradient[to] ?? 0) + (each < view.signals ? error * (view.values[each] ?? 0) : scale);
      }
    });
  }
}

/**
 * What signals weigh before texts teach: nothing, since many say the same of one text; of what is decisive a part. What is
 * certain, and what too few files show, begins with what its author expects.
 */
function beginningsOf(examples: readonly Example[], expected: readonly Float64Array[]): readonly Float64Array[] {
  const files = new Float64Array(expected[0]?.length ?? 0);
  for (const { views, weight = 1 } of examples) {
    const seen = new Set(views.flatMap(({ signals, columns }) => [...columns.subarray(0, signals)]));
    if (weight >= 1) for (const column of seen) files[column] = (files[column] ?? 0) + 1;
  }
  const shareOf = (weight: number, column: number) => {
    if (weight >= CERTAIN || (files[column] ?? 0) < LEAST_FILES) return 1;
    return Math.abs(weight) >= DECISIVE ? TEMPERED : 0;
  };
  return expected.map((row) => row.map((weight, column) => weight * shareOf(weight, column)));
}

/**
 * How strongly each word is drawn to nothing for a category: the less, the more often it stands in files with the category
 * than in those without, or the other way round. Source: the log-count ratio of Wang and Manning, "Baselines and Bigrams"
 * (2012), by which they scale words; a word scaled so is one whose weight is drawn by the square less.
 */
function wordPulls(examples: readonly Example[], category: number, signals: number, words: number): Float64Array {
  const withIt = new Float64Array(words).fill(UNSEEN);
  const without = new Float64Array(words).fill(UNSEEN * FILES_WITHOUT);
  for (const { isSo, views, only, weight = 1 } of examples) {
    if (weight < 1 || only !== undefined) continue;
    const counts = isSo[category] ? withIt : without;
    const seen = new Set(views.flatMap((view) => [...view.columns.subarray(view.signals)]));
    for (const column of seen) counts[column - signals] = (counts[column - signals] ?? 0) + 1;
  }
  const odds = Math.log(sum(withIt) / sum(without));
  const leanings = withIt.map((count, word) => Math.abs(Math.log(count / (without[word] ?? 1)) - odds));
  const mean = sum(leanings) / Math.max(1, words);
  return leanings.map((leaning) => WORD_PULL / (ANY_WORD + ((1 - ANY_WORD) * leaning) / mean) ** 2);
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}

function sumOf(weights: Float64Array, view: View): number {
  const { signals, columns, values, rest = 0 } = view;
  let sum = rest;
  for (let at = 0; at < signals; at++) sum += (weights[columns[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum + wordsOf(weights, view);
}

function wordsOf(weights: Float64Array, { signals, columns }: View): number {
  let words = 0;
  for (let at = signals; at < columns.length; at++) words += weights[columns[at] ?? 0] ?? 0;
  return words * scaleOf(columns.length - signals);
}

/** What a view comes to: for each category its sum, and what the words alone are of that. */
export function sumsOf({ weights, biases }: Learnt, view: View): { sums: Float64Array; words: Float64Array } {
  const words = Float64Array.from(weights, (row) => wordsOf(row, view));
  const sums = Float64Array.from(weights, (row, category) => (biases[category] ?? 0) + sumOf(row, view));
  return { sums, words };
}

/** Platt's calibration by Newton's method, with his softened targets against overconfidence. `loss` is the mean log loss. */
export function platt(held: readonly { readonly sum: number; readonly isSo: boolean }[]): {
  slope: number;
  offset: number;
  loss: number;
} {
  const positives = held.filter(({ isSo }) => isSo).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (held.length - positives + 2);
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < 200; round++) {
    let dSlope = 1e-3 * (slope - 1);
    let dOffset = 0;
    let aa = 1e-3;
    let ab = 0;
    let bb = 1e-3;
    for (const { sum, isSo } of held) {
      const said = 1 / (1 + Math.exp(-(slope * sum + offset)));
      const error = said - (isSo ? high : low);
      const spread = Math.max(1e-6, said * (1 - said));
      dSlope += error * sum;
      dOffset += error;
      aa += spread * sum * sum;
      ab += spread * sum;
      bb += spread;
    }
    const determinant = aa * bb - ab * ab;
    slope -= (0.5 * (bb * dSlope - ab * dOffset)) / determinant;
    offset -= (0.5 * (aa * dOffset - ab * dSlope)) / determinant;
    slope = Math.min(4, Math.max(0.2, slope));
    offset = Math.min(6, Math.max(-6, offset));
  }
  let loss = 0;
  for (const { sum, isSo } of held) {
    const said = 1 / (1 + Math.exp(-(slope * sum + offset)));
    loss -= Math.log(Math.max(1e-9, isSo ? said : 1 - said));
  }
  return { slope, offset, loss: loss / Math.max(1, held.length) };
}
