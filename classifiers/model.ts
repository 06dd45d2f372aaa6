/**
 * The linear model: what the signals and the stemmed words of a window come to, for each category.
 *
 * Weights stand in `weights.json`, written by `npm run train`; a signal that it does not know yet weighs what its author
 * expects. The sum is turned into a probability by the category's calibration (Platt). Pure.
 */
import type { BuiltInCategory } from './finding.ts';
import { classifiers } from './index.ts';
import { lexicon, signals, vocabulary } from './lexicon.ts';
import type { Hit, Stretch, Window } from './reading.ts';
import type { Signal, Strength } from './signal.ts';
import weights from './weights.json' with { type: 'json' };

/** One category's part of `weights.json`. `grams` are one or two stems, parted by a blank. */
export interface CategoryWeights {
  readonly bias: number;
  readonly signals: Readonly<Record<string, number>>;
  readonly grams: Readonly<Record<string, number>>;
  /** confidence = 1 / (1 + exp(−(slope · sum + offset))) */
  readonly slope: number;
  readonly offset: number;
}
export type Weights = Readonly<Record<BuiltInCategory, CategoryWeights>>;

const EXPECTED: Readonly<Record<Strength, number>> = { decisive: 7, strong: 2.4, fair: 1.2, weak: 0.5 };
const EXPECTED_BIAS = -4.5;

/** What a signal is expected to weigh before anything was learnt. */
export function expectedWeight(signal: Signal): number {
  if (signal.for) return EXPECTED[signal.for];
  return signal.against ? -EXPECTED[signal.against] : 0;
}

/** Weights before anything was learnt. */
export function expectedWeights(): Weights {
  const rows = classifiers.map((classifier): [BuiltInCategory, CategoryWeights] => {
    const own = Object.fromEntries(classifier.signals.map((signal) => [signal.id, expectedWeight(signal)]));
    return [classifier.category, { bias: EXPECTED_BIAS, signals: own, grams: {}, slope: 1, offset: 0 }];
  });
  return Object.fromEntries(rows) as unknown as Weights;
}

/** Being seen again adds less each time. */
export function strengthOf(count: number): number {
  return count <= 0 ? 0 : Math.min(2, 1 + 0.4 * Math.log2(count));
}

/** How often each signal was seen in a window, derived ones included; by index of the signal. */
export function countsOf(window: Window): Float64Array {
  const counts = new Float64Array(signals.length);
  for (const { segment, from, to } of window.stretches) {
    const { starts, ends, count } = segment.tokens;
    const start = from === 0 ? 0 : (starts[from] ?? 0);
    const end = to === count ? segment.tokens.text.length : (ends[to - 1] ?? 0);
    for (let at = firstFrom(segment.hits, start); at < segment.hits.length; at++) {
      const hit = segment.hits[at];
      if (!hit || hit.start >= end) break;
      counts[hit.signal] = (counts[hit.signal] ?? 0) + 1;
    }
  }
  for (const segment of window.heads) {
    for (const { signal } of segment.hits) {
      // Signature and header say whose mail it is. Their own numbers, names and addresses are no record.
      if (isAboutMail(segment.place) && !/^(?:context|declared)\//.test(signals[signal]?.id ?? '')) continue;
      counts[signal] = (counts[signal] ?? 0) + 1;
    }
  }
  if (window.sender.isInside) counts[senderInside] = 1;
  if (window.sender.mayNotMark) counts[mayNotMark] = 1;
  for (const [index, find] of derived)
    counts[index] = find.when((id) => counts[lexicon.indexOf.get(id) ?? -1] ?? 0) ? 1 : 0;
  return counts;
}

const isAboutMail = (place: string) => place === 'signature' || place === 'header-field';

const senderInside = lexicon.indexOf.get('context/sender-inside') ?? -1;
const mayNotMark = lexicon.indexOf.get('declared/without-authority') ?? -1;
const derived = signals.flatMap(({ find }, index) => (find.kind === 'derived' ? [[index, find] as const] : []));

/** Index of the first hit that starts at `start` or later. */
export function firstFrom(hits: readonly Hit[], start: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Compiled {
  readonly category: BuiltInCategory;
  readonly bias: number;
  readonly slope: number;
  readonly offset: number;
  readonly own: readonly (readonly [index: number, weight: number])[];
}

export interface GramContribution {
  readonly gram: string;
  readonly weight: number;
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

export interface Judgement {
  readonly category: BuiltInCategory;
  readonly confidence: number;
  /** By index of the signal: weight times strength. */
  readonly contributions: ReadonlyMap<number, number>;
}

/** A model ready to judge windows. */
export class Model {
  readonly #compiled: readonly Compiled[];
  readonly #grams: string[] = [];
  /** By gram, then category. */
  readonly #gramWeights: Float64Array;
  /** By the vocabulary's number of a stem; −1 where the stem alone is no gram. */
  #single = new Int32Array(0);
  readonly #pair = new Map<number, number>();
  readonly #stamp: Int32Array;
  #round = 0;

  constructor(learnt: Weights) {
    this.#compiled = classifiers.map(({ category, signals: own }) => {
      const of = learnt[category];
      return {
        category,
        bias: of?.bias ?? EXPECTED_BIAS,
        slope: of?.slope ?? 1,
        offset: of?.offset ?? 0,
        own: own.map(
          (signal) => [lexicon.indexOf.get(signal.id) ?? 0, of?.signals[signal.id] ?? expectedWeight(signal)] as const,
        ),
      };
    });
    const all = [...new Set(classifiers.flatMap(({ category }) => Object.keys(learnt[category]?.grams ?? {})))];
    this.#grams = all;
    this.#gramWeights = new Float64Array(all.length * classifiers.length);
    this.#stamp = new Int32Array(all.length);
    const stems = all.map((gram) => gram.split(' ').map((stem) => vocabulary.gram(stem)));
    this.#single = new Int32Array(Math.max(0, ...stems.flat()) + 1).fill(-1);
    all.forEach((gram, at) => {
      const [first, second] = stems[at] ?? [];
      if (first !== undefined && second !== undefined) this.#pair.set(first * 65536 + second, at);
      else if (first !== undefined) this.#single[first] = at;
      classifiers.forEach(({ category }, column) => {
        this.#gramWeights[at * classifiers.length + column] = learnt[category]?.grams[gram] ?? 0;
      });
    });
  }

  judge(window: Window, counts: Float64Array = countsOf(window)): Judgement[] {
    const words = this.#words(window);
    return this.#compiled.map(({ category, bias, slope, offset, own }, column) => {
      let sum = bias + (words[column] ?? 0);
      const contributions = new Map<number, number>();
      for (const [index, weight] of own) {
        const contribution = weight * strengthOf(counts[index] ?? 0);
        if (contribution === 0) continue;
        sum += contribution;
        contributions.set(index, contribution);
      }
      return { category, confidence: 1 / (1 + Math.exp(-(slope * sum + offset))), contributions };
    });
  }

  /** The words of a window that speak most, for evidence: each with the place where it stands first. */
  loudest(window: Window, category: BuiltInCategory, most: number): GramContribution[] {
    const column = classifiers.findIndex((classifier) => classifier.category === category);
    const found: GramContribution[] = [];
    const known = this.#each(window, (gram, stretch, from, to) => {
      const weight = this.#gramWeights[gram * classifiers.length + column] ?? 0;
      if (weight !== 0) found.push({ gram: this.#grams[gram] ?? '', weight, stretch, from, to });
    });
    const scale = scaleOf(known);
    return found
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, most)
      .map((each) => ({ ...each, weight: each.weight * scale }));
  }

  #words(window: Window): Float64Array {
    const width = classifiers.length;
    const sums = new Float64Array(width);
    const known = this.#each(window, (gram) => {
      for (let column = 0; column < width; column++) {
        sums[column] = (sums[column] ?? 0) + (this.#gramWeights[gram * width + column] ?? 0);
      }
    });
    const scale = scaleOf(known);
    for (let column = 0; column < width; column++) sums[column] = (sums[column] ?? 0) * scale;
    return sums;
  }

  /** Every known n-gram of the window once; how many there are. */
  #each(window: Window, found: (gram: number, stretch: Stretch, from: number, to: number) => void): number {
    const round = ++this.#round;
    const stamp = this.#stamp;
    const { entries } = vocabulary;
    let known = 0;
    for (const stretch of window.stretches) {
      const { words } = stretch.segment.tokens;
      let before = 0;
      for (let at = stretch.from; at < stretch.to; at++) {
        const word = words[at] ?? -1;
        const gram = word < 0 ? 0 : (entries[word]?.gram ?? 0);
        if (gram > 0) {
          const single = this.#single[gram] ?? -1;
          if (single >= 0 && stamp[single] !== round) {
            stamp[single] = round;
            known++;
            found(single, stretch, at, at + 1);
          }
          const pair = before > 0 ? this.#pair.get(before * 65536 + gram) : undefined;
          if (pair !== undefined && stamp[pair] !== round) {
            stamp[pair] = round;
            known++;
            found(pair, stretch, at - 1, at + 1);
          }
        }
        before = gram;
      }
    }
    return known;
  }
}

/** A long window has more known words than a short one; its length alone is to mean nothing. */
export function scaleOf(known: number): number {
  return 1 / Math.sqrt(Math.max(16, known));
}

export const model = new Model(weights as unknown as Weights);
