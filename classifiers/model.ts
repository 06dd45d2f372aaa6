/**
 * The linear model: what the signals and the stemmed words of a window come to, for each category.
 *
 * Weights stand in `weights.json`, written by `npm run train`; a signal that it does not know yet weighs what its author
 * expects. The sum is turned into a probability by the category's calibration (Platt). Pure.
 */
import type { BuiltInCategory } from './finding.ts';
import { classifiers } from './index.ts';
import { lexicon, vocabulary } from './lexicon.ts';
import { ABSENT, Pairs } from './pairs.ts';
import type { Stretch, Window } from './reading.ts';
import type { Signal, Strength } from './signal.ts';
import { STRANGERS } from './vocabulary.ts';
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

const EXPECTED: Readonly<Record<Strength, number>> = {
  certain: 16,
  decisive: 7,
  strong: 1,
  fair: 0.5,
  weak: 0.2,
};
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

/** By count: a window counts few things more often. */
const STRENGTHS = Float64Array.from({ length: 64 }, (_strength, count) => strengthOf(count));

function strengthsOf(counts: Float64Array): Float64Array {
  const strengths = new Float64Array(counts.length);
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count !== 0) strengths[at] = count < STRENGTHS.length ? (STRENGTHS[count] ?? 0) : strengthOf(count);
  }
  return strengths;
}

/** A category's place in the registry. */
export function columnOf(category: BuiltInCategory): number {
  return classifiers.findIndex((classifier) => classifier.category === category);
}

interface Compiled {
  readonly bias: number;
  readonly slope: number;
  readonly offset: number;
  /** The signals that speak here and what each weighs. */
  readonly own: Int32Array;
  readonly weights: Float64Array;
}

export interface GramContribution {
  readonly gram: string;
  readonly weight: number;
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

/** A model ready to judge windows. */
export class Model {
  readonly #compiled: readonly Compiled[];
  readonly #grams: string[] = [];
  /** By gram, then category. */
  readonly #gramWeights: Float64Array;
  /** By the vocabulary's number of a stem; −1 where the stem alone is no gram. */
  #single = new Int32Array(0);
  readonly #pair = new Pairs();
  readonly #stamp: Int32Array;
  #round = 0;

  constructor(learnt: Weights) {
    this.#compiled = classifiers.map(({ category, signals: own }) => {
      const of = learnt[category];
      const expected = new Map(own.map((signal) => [signal.id, expectedWeight(signal)]));
      // Its own signals, and those of others that were learnt to speak here too.
      const known = [...new Set([...expected.keys(), ...Object.keys(of?.signals ?? {})])].filter((id) =>
        lexicon.indexOf.has(id),
      );
      return {
        bias: of?.bias ?? EXPECTED_BIAS,
        slope: of?.slope ?? 1,
        offset: of?.offset ?? 0,
        own: Int32Array.from(known, (id) => lexicon.indexOf.get(id) ?? 0),
        weights: Float64Array.from(known, (id) => of?.signals[id] ?? expected.get(id) ?? 0),
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
      if (first !== undefined && second !== undefined) this.#pair.set(first, second, at);
      else if (first !== undefined) this.#single[first] = at;
      classifiers.forEach(({ category }, column) => {
        this.#gramWeights[at * classifiers.length + column] = learnt[category]?.grams[gram] ?? 0;
      });
    });
  }

  /** The probability of each category, in the order of `classifiers`. */
  confidences(window: Window, counts: Float64Array): Float64Array {
    const words = this.#words(window);
    const strengths = strengthsOf(counts);
    const confidences = new Float64Array(this.#compiled.length);
    for (let column = 0; column < this.#compiled.length; column++) {
      const of = this.#compiled[column];
      if (!of) continue;
      const { bias, slope, offset, own, weights } = of;
      let sum = bias + (words[column] ?? 0);
      for (let at = 0; at < own.length; at++) sum += (weights[at] ?? 0) * (strengths[own[at] ?? 0] ?? 0);
      confidences[column] = 1 / (1 + Math.exp(-(slope * sum + offset)));
    }
    return confidences;
  }

  /** What each signal that was seen adds to the category's sum, by index of the signal. */
  contributions(category: BuiltInCategory, counts: Float64Array): Map<number, number> {
    const { own, weights } = this.#compiled[columnOf(category)] ?? { own: [], weights: [] };
    const found = new Map<number, number>();
    own.forEach((index, at) => {
      const count = counts[index] ?? 0;
      if (count === 0) return;
      const contribution = (weights[at] ?? 0) * strengthOf(count);
      if (contribution !== 0) found.set(index, contribution);
    });
    return found;
  }

  /** The words of a window that speak most, for evidence: each with the place where it stands first. */
  loudest(window: Window, category: BuiltInCategory, most: number): GramContribution[] {
    const column = columnOf(category);
    const found: GramContribution[] = [];
    const known = this.#each(window, (gram, stretch, from, to) => {
      const weight = this.#gramWeights[gram * classifiers.length + column] ?? 0;
      const loud = Math.abs(weight);
      let at = found.length;
      while (at > 0 && Math.abs(found[at - 1]?.weight ?? 0) < loud) at--;
      if (weight === 0 || at === most) return;
      found.splice(at, 0, { gram: this.#grams[gram] ?? '', weight, stretch, from, to });
      if (found.length > most) found.pop();
    });
    const scale = scaleOf(known);
    return found.map((each) => ({ ...each, weight: each.weight * scale }));
  }

  /** What the words come to, for each category: `#each` without asking anybody, since every window goes through here. */
  #words(window: Window): Float64Array {
    const width = classifiers.length;
    const sums = new Float64Array(width);
    const round = ++this.#round;
    const stamp = this.#stamp;
    const singles = this.#single;
    const weights = this.#gramWeights;
    const grams = vocabulary.grams.values;
    let known = 0;
    for (const stretch of window.stretches) {
      const { words } = stretch.segment.tokens;
      let before = 0;
      for (let at = stretch.from; at < stretch.to; at++) {
        const word = words[at] ?? -1;
        const gram = word < STRANGERS ? 0 : (grams[word] ?? 0);
        if (gram > 0) {
          const single = singles[gram] ?? ABSENT;
          if (single >= 0 && stamp[single] !== round) {
            stamp[single] = round;
            known++;
            addRow(sums, weights, single * width);
          }
          const pair = before > 0 ? this.#pair.get(before, gram) : ABSENT;
          if (pair !== ABSENT && stamp[pair] !== round) {
            stamp[pair] = round;
            known++;
            addRow(sums, weights, pair * width);
          }
        }
        before = gram;
      }
    }
    const scale = scaleOf(known);
    for (let column = 0; column < width; column++) sums[column] = (sums[column] ?? 0) * scale;
    return sums;
  }

  /** Every known n-gram of the window once; how many there are. */
  #each(window: Window, found: (gram: number, stretch: Stretch, from: number, to: number) => void): number {
    const round = ++this.#round;
    const stamp = this.#stamp;
    const grams = vocabulary.grams.values;
    let known = 0;
    for (const stretch of window.stretches) {
      const { words } = stretch.segment.tokens;
      let before = 0;
      for (let at = stretch.from; at < stretch.to; at++) {
        const word = words[at] ?? -1;
        const gram = word < 0 ? 0 : (grams[word] ?? 0);
        if (gram > 0) {
          const single = this.#single[gram] ?? -1;
          if (single >= 0 && stamp[single] !== round) {
            stamp[single] = round;
            known++;
            found(single, stretch, at, at + 1);
          }
          const pair = before > 0 ? this.#pair.get(before, gram) : ABSENT;
          if (pair !== ABSENT && stamp[pair] !== round) {
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

/** Adds what one word says of each category; rows lie one behind the other from `from`. */
function addRow(sums: Float64Array, weights: ArrayLike<number>, from: number): void {
  for (let column = 0; column < sums.length; column++) {
    sums[column] = (sums[column] ?? 0) + (weights[from + column] ?? 0);
  }
}
