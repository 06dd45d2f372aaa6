/**
 * The linear model: what the signals and the stemmed words of a window come to, for each category.
 *
 * Weights stand in `weights.json`, written by `npm run train`; a signal that it does not know yet weighs what its author
 * expects. Trees add to the sum or take from it (`trees.ts`), and the category's calibration (Platt) makes a probability of
 * that. Pure.
 */
import { factAt, Growing } from './facts.ts';
import type { BuiltInCategory } from './finding.ts';
import { classifiers } from './index.ts';
import { lexicon, signals, vocabulary } from './lexicon.ts';
import { PairTable } from './pairs.ts';
import type { Stretch, Window } from './reading.ts';
import type { Signal, Strength } from './signal.ts';
import { type Look, type Looks, looks, putSums, SUMS, VALUES } from './trees.ts';
import weights from './weights.json' with { type: 'json' };

/** One category's part of `weights.json`. */
export interface CategoryWeights {
  readonly bias: number;
  /** The log-odds of a sum by itself are slope · (bias + sum) + offset. */
  readonly slope: number;
  readonly offset: number;
  readonly signals: Readonly<Record<string, number>>;
}

/** `weights.json`. */
export interface Weights {
  readonly categories: Readonly<Partial<Record<BuiltInCategory, CategoryWeights>>>;
  /** One or two stems, parted by a blank: what they weigh in thousandths, by category in the order of `categories`. */
  readonly grams: Readonly<Record<string, readonly number[]>>;
}

const EXPECTED: Readonly<Record<Strength, number>> = {
  certain: 16,
  decisive: 7,
  strong: 1,
  fair: 0.5,
  weak: 0.2,
};
const EXPECTED_BIAS = -4.5;
const UNLEARNT = { bias: EXPECTED_BIAS, slope: 1, offset: 0 };

/** What a signal is expected to weigh before anything was learnt. */
export function expectedWeight(signal: Pick<Signal, 'for' | 'against'>): number {
  if (signal.for) return EXPECTED[signal.for];
  return signal.against ? -EXPECTED[signal.against] : 0;
}

/** Being seen again adds less each time. */
export function strengthOf(count: number): number {
  return count <= 0 ? 0 : Math.min(2, 1 + 0.4 * Math.log2(count));
}

/** By count: a window counts few things more often. */
const STRENGTHS = Float64Array.from({ length: 64 }, (_strength, count) => strengthOf(count));

/** A category's place in the registry. */
export function columnOf(category: BuiltInCategory): number {
  return classifiers.findIndex((classifier) => classifier.category === category);
}

interface Compiled {
  readonly bias: number;
  readonly slope: number;
  readonly offset: number;
  /** The signals that speak here, its own first. */
  readonly own: Int32Array;
  /** Undefined before any were learnt. */
  readonly look: Look | undefined;
}

export interface GramContribution {
  readonly gram: string;
  readonly weight: number;
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

/** Stands where no gram is. */
const NO_GRAM = '';

/** Weights of words are whole thousandths, so that a sum of them is exact in whatever order it is made. */
const THOUSAND = 1000;

/** A model ready to judge windows. */
class Model {
  readonly #compiled: readonly Compiled[];
  /** By signal, then category. */
  readonly #signalWeights = new Float64Array(signals.length * classifiers.length);
  /** None, then those of one stem. */
  readonly #grams: readonly string[];
  readonly #singles: number;
  /** By gram, then category: thousandths. */
  readonly #gramWeights: Int16Array;
  /** By the number of a stem: the gram that the stem is by itself. */
  readonly #single: Int32Array;
  readonly #pairs: PairTable;
  /** By gram: the window that had it last. */
  readonly #seenIn: Int32Array;
  /** By signal: the paragraph that had it last. */
  readonly #hitIn = new Int32Array(signals.length);
  /** What trees ask of the window that is judged (`trees.ts`). */
  readonly #values = new Float64Array(VALUES);
  #window = 0;
  #paragraph = 0;
  /** The grams of the window, each once, and the token with which each ends. */
  #found = new Growing();
  #foundAt = new Growing();
  /** Where the grams of each of its stretches begin. */
  readonly #begins: number[] = [];

  constructor(learnt: Weights, looks: Looks) {
    this.#compiled = classifiers.map(({ category, signals: own }, column) => {
      const of = learnt.categories[category];
      const expected = new Map(own.map((signal) => [signal.id, expectedWeight(signal)]));
      // Its own signals, and those of others that were learnt to speak here too.
      const known = [...new Set([...expected.keys(), ...Object.keys(of?.signals ?? {})])].filter((id) =>
        lexicon.indexOf.has(id),
      );
      const indices = Int32Array.from(known, (id) => lexicon.indexOf.get(id) ?? 0);
      known.forEach((id, at) => {
        this.#signalWeights[this.#cell(indices[at] ?? 0, column)] = of?.signals[id] ?? expected.get(id) ?? 0;
      });
      return { ...(of ?? UNLEARNT), own: indices, look: looks[category] };
    });

    const all = Object.keys(learnt.grams);
    const singles = all.filter((gram) => !gram.includes(' '));
    const pairs = all.filter((gram) => gram.includes(' '));
    this.#grams = [NO_GRAM, ...singles, ...pairs];
    this.#singles = 1 + singles.length;
    const numbers = singles.map((stem) => vocabulary.gram(stem));
    const stems = pairs.map((pair) => {
      const blank = pair.indexOf(' ');
      return [vocabulary.gram(pair.slice(0, blank)), vocabulary.gram(pair.slice(blank + 1))] as const;
    });
    this.#pairs = new PairTable(stems, this.#singles);
    this.#single = new Int32Array(vocabulary.gramCount + 1);
    numbers.forEach((number, at) => {
      this.#single[number] = 1 + at;
    });
    this.#seenIn = new Int32Array(this.#grams.length);
    const width = classifiers.length;
    const columns = Object.keys(learnt.categories).map((category) =>
      classifiers.findIndex((classifier) => classifier.category === category),
    );
    this.#gramWeights = new Int16Array(this.#grams.length * width);
    this.#grams.forEach((gram, at) => {
      const row = learnt.grams[gram] ?? [];
      columns.forEach((column, from) => {
        this.#gramWeights[at * width + column] = row[from] ?? 0;
      });
    });
  }

  /** Where the weight of a signal stands. */
  #cell(signal: number, column: number): number {
    return signal * classifiers.length + column;
  }

  /** The probability of each category, in the order of `classifiers`; with a handicap, in log-odds, it has to be surer by that. */
  confidences(window: Window, counts: ArrayLike<number>, handicap = 0): Float64Array {
    const words = this.#words(window);
    const sums = words.slice();
    const weights = this.#signalWeights;
    const values = this.#values;
    for (let signal = 0; signal < counts.length; signal++) {
      const count = counts[signal] ?? 0;
      values[signal] = 0;
      if (count === 0) continue;
      const strength = STRENGTHS[count] ?? strengthOf(count);
      values[signal] = strength;
      const from = this.#cell(signal, 0);
      for (let column = 0; column < sums.length; column++)
        sums[column] = (sums[column] ?? 0) + strength * (weights[from + column] ?? 0);
    }
    const biased = sums.map((sum, column) => sum + (this.#compiled[column]?.bias ?? 0));
    putSums(values, SUMS, biased, words);
    return sums.map((sum, column) => {
      const odds = this.#compiled[column]?.look?.oddsOf(biased[column] ?? 0, values) ?? this.oddsOf(column, sum);
      return 1 / (1 + Math.exp(handicap - odds));
    });
  }

  /** What each signal that was seen adds to the category's sum: indices of the signals, and their weights beside them. */
  contributions(category: BuiltInCategory, counts: ArrayLike<number>): { signals: number[]; weights: number[] } {
    const column = columnOf(category);
    const found = { signals: [] as number[], weights: [] as number[] };
    for (const signal of this.#compiled[column]?.own ?? []) {
      const count = counts[signal] ?? 0;
      const weight = count === 0 ? 0 : (this.#signalWeights[this.#cell(signal, column)] ?? 0);
      if (weight === 0) continue;
      found.signals.push(signal);
      found.weights.push(weight * (STRENGTHS[count] ?? strengthOf(count)));
    }
    return found;
  }

  /** The words of a window that speak most, for evidence: each with the place where it stands first.
   * `isSame` where the window is the one that was asked for last. */
  loudest(window: Window, category: BuiltInCategory, most: number, isSame: boolean): GramContribution[] {
    const column = columnOf(category);
    const width = classifiers.length;
    const found: GramContribution[] = [];
    if (!isSame) this.#collect(window);
    const { values: grams, length } = this.#found;
    for (let each = 0; each < length; each++) {
      const gram = grams[each] ?? 0;
      const weight = (this.#gramWeights[gram * width + column] ?? 0) / THOUSAND;
      const loud = Math.abs(weight);
      let at = found.length;
      while (at > 0 && Math.abs(found[at - 1]?.weight ?? 0) < loud) at--;
      if (weight === 0 || at === most) continue;
      const stretch = window.stretches.findLast((_stretch, index) => (this.#begins[index] ?? 0) <= each);
      if (!stretch) continue;
      const last = this.#foundAt.values[each] ?? 0;
      const from = gram < this.#singles ? last : last - 1;
      found.splice(at, 0, { gram: this.#grams[gram] ?? '', weight, stretch, from, to: last + 1 });
      if (found.length > most) found.pop();
    }
    const scale = scaleOf(length);
    return found.map((each) => ({ ...each, weight: each.weight * scale }));
  }

  /** What the words come to, for each category. */
  #words(window: Window): Float64Array {
    this.#collect(window);
    const width = classifiers.length;
    const { values: found, length } = this.#found;
    const weights = this.#gramWeights;
    const scale = scaleOf(length) / THOUSAND;
    const sums = new Float64Array(width);
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let at = 0; at < length; at++) sum += weights[(found[at] ?? 0) * width + column] ?? 0;
      sums[column] = sum * scale;
    }
    return sums;
  }

  /**
   * About what each paragraph's words and signals come to, by paragraph, then category; `cuts` is where they begin and end.
   * The stretch is the whole of the window whose confidences were asked for last: a word counts where it stands first there.
   */
  leanings({ segment: { tokens, hits } }: Stretch, cuts: readonly number[]): Float64Array {
    const width = classifiers.length;
    const leanings = new Float64Array((cuts.length - 1) * width);
    let hit = hits.firstFrom(tokens.starts[cuts[0] ?? 0] ?? 0);
    const { values: found, length } = this.#found;
    let gram = 0;
    for (let into = 0, each = 0; each + 1 < cuts.length; each++, into += width) {
      const to = cuts[each + 1] ?? 0;
      for (; gram < length && (this.#foundAt.values[gram] ?? 0) < to; gram++)
        add(leanings, into, this.#gramWeights, found[gram] ?? 0, PARAGRAPH_SCALE);
      this.#paragraph++;
      const end = to < tokens.count ? (tokens.starts[to] ?? 0) : tokens.text.length;
      for (; hit < hits.count && (hits.starts[hit] ?? 0) < end; hit++) {
        const signal = hits.signals[hit] ?? 0;
        if (this.#hitIn[signal] === this.#paragraph) continue;
        this.#hitIn[signal] = this.#paragraph;
        add(leanings, into, this.#signalWeights, signal, 1);
      }
    }
    return leanings;
  }

  /** What a sum comes to in log-odds, by itself. */
  oddsOf(column: number, sum: number): number {
    const { bias, slope, offset } = this.#compiled[column] ?? UNLEARNT;
    return slope * (bias + sum) + offset;
  }

  /** Lists every known n-gram of the window once. */
  #collect(window: Window): void {
    this.#window++;
    // No gram was in every window already.
    this.#seenIn[0] = this.#window;
    this.#found.length = 0;
    this.#foundAt.length = 0;
    this.#begins.length = 0;
    for (const stretch of window.stretches) {
      this.#begins.push(this.#found.length);
      this.#collectFrom(stretch.segment.tokens.words, stretch.from, stretch.to);
    }
  }

  #collectFrom(words: Int32Array, from: number, to: number): void {
    const window = this.#window;
    const seenIn = this.#seenIn;
    const { values: stems } = vocabulary.facts.grams;
    const singles = this.#single;
    const pairs = this.#pairs;
    // A token ends two grams at most.
    const found = this.#found.reserve(2 * (to - from) + 1);
    const foundAt = this.#foundAt.reserve(2 * (to - from) + 1);
    let length = this.#found.length;
    let before = 0;
    for (let at = from; at < to; at++) {
      const stem = stems[factAt(words[at] ?? -1)] ?? 0;
      const single = singles[stem] ?? 0;
      const pair = before > 0 && stem > 0 ? pairs.get(before, stem) : 0;
      // Each is put down, and the next in its place where it was there before: a processor guesses every other time wrong
      // whether it was, and each wrong guess costs as much as all this.
      found[length] = single;
      foundAt[length] = at;
      length += Number(seenIn[single] !== window);
      seenIn[single] = window;
      found[length] = pair;
      foundAt[length] = at;
      length += Number(seenIn[pair] !== window);
      seenIn[pair] = window;
      before = stem;
    }
    this.#found.length = length;
    this.#foundAt.length = length;
  }
}

/** A long window has more known words than a short one; its length alone is to mean nothing. */
export function scaleOf(known: number): number {
  return 1 / Math.sqrt(Math.max(16, known));
}

/** Of a paragraph with as many known words as paragraphs have. */
const PARAGRAPH_SCALE = scaleOf(60) / THOUSAND;

/** Adds a row of the weights, times `scale`, to the leanings from `into` on. */
function add(leanings: Float64Array, into: number, weights: ArrayLike<number>, row: number, scale: number): void {
  const width = classifiers.length;
  for (let column = 0; column < width; column++)
    leanings[into + column] = (leanings[into + column] ?? 0) + scale * (weights[row * width + column] ?? 0);
}

export const model = new Model(weights as unknown as Weights, looks);
