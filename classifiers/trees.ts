/**
 * The second look: small trees over what signals, words and sums say together, each of which adds to a category's sum or
 * takes from it.
 *
 * A sum cannot say that a name beside a number is a record unless a rota stands there, or that what is minutes by far is no
 * paper. `npm run train` learns `trees.json`, a tree a line (`scripts/boosting.ts`). Pure.
 */
import type { BuiltInCategory } from './finding.ts';
import { classifiers } from './index.ts';
import { signals } from './lexicon.ts';
import learnt from './trees.json' with { type: 'json' };

/** A leaf adds to the sum; a fork goes to `below` where the value that it asks for is less than `least`, else to `from`. */
export type Tree = number | readonly [asks: string, least: number, below: Tree, from: Tree];

/** Where the values that trees ask for stand: how strongly each signal was seen, then for each category its sum, then what its words come to. */
export const SUMS = signals.length;
export const WORDS = SUMS + classifiers.length;
export const VALUES = WORDS + classifiers.length;

/** Less than that says no more: a bare list is as far from all other categories as goods and prices are. */
const LEAST_SUM = -5;
const LEAST_WORDS = -1;

/** Puts down what the categories' sums are, and their words alone. */
export function putSums(values: Float64Array, from: number, sums: ArrayLike<number>, words: ArrayLike<number>): void {
  for (let column = 0; column < classifiers.length; column++) {
    values[from + column] = Math.max(LEAST_SUM, sums[column] ?? 0);
    values[from + WORDS - SUMS + column] = Math.max(LEAST_WORDS, words[column] ?? 0);
  }
}

/** They add or take that much at most, together: what a sum is sure of stays so. */
const MOST = 2;
/** In log-odds. Trees are not asked of a sum that they could not lift to here: it is less than anything is told from. */
const LEAST_ODDS = -3;

/** As `trees.json` calls each value. */
export const VALUE_NAMES: readonly string[] = [
  ...signals.map(({ id }) => id),
  ...classifiers.map(({ category }) => `sum:${category}`),
  ...classifiers.map(({ category }) => `words:${category}`),
];
const columnOfName = new Map(VALUE_NAMES.map((name, column) => [name, column]));

/** Trees of one category, ready to be asked. */
export class Trees {
  readonly #roots: number[];
  readonly #asks: number[] = [];
  readonly #least: number[] = [];
  /** By fork: where its two ways lead. A leaf is −1 less its place among the leaves. */
  readonly #below: number[] = [];
  readonly #from: number[] = [];
  readonly #leaves: number[] = [];

  constructor(trees: readonly Tree[]) {
    this.#roots = trees.map((tree) => this.#add(tree));
  }

  #add(tree: Tree): number {
    if (typeof tree === 'number') return -this.#leaves.push(tree);
    const [name, least, below, from] = tree;
    const column = columnOfName.get(name);
    // A signal that is no longer there is never seen.
    if (column === undefined) return this.#add(least > 0 ? below : from);
    const fork = this.#asks.push(column) - 1;
    this.#least.push(least);
    this.#below.push(0);
    this.#from.push(0);
    this.#below[fork] = this.#add(below);
    this.#from[fork] = this.#add(from);
    return fork;
  }

  /** What the trees add to the category's sum; `values` as `VALUE_NAMES` lists them. */
  addTo(values: Float64Array): number {
    const [asks, least, below, from] = [this.#asks, this.#least, this.#below, this.#from];
    let sum = 0;
    for (const root of this.#roots) {
      let at = root;
      while (at >= 0) at = ((values[asks[at] ?? 0] ?? 0) < (least[at] ?? 0) ? below[at] : from[at]) ?? -1;
      sum += this.#leaves[-1 - at] ?? 0;
    }
    return Math.max(-MOST, Math.min(MOST, sum));
  }
}

/** One category's part of `trees.json`: confidence = 1 / (1 + exp(−(slope · (sum + what the trees add) + offset))). */
interface LearntLook {
  readonly slope: number;
  readonly offset: number;
  readonly trees: readonly Tree[];
}

/** Trees of one category with what makes a probability of a sum. */
export class Look {
  readonly trees: Trees;
  readonly #slope: number;
  readonly #offset: number;

  constructor({ slope, offset, trees }: LearntLook) {
    this.trees = new Trees(trees);
    this.#slope = slope;
    this.#offset = offset;
  }

  /** The log-odds of a sum, bias included, of which these are the values. */
  oddsOf(sum: number, values: Float64Array): number {
    // Most windows are nothing in most categories.
    const isNothing = this.#calibrated(sum + MOST) < LEAST_ODDS;
    return this.#calibrated(isNothing ? sum : sum + this.trees.addTo(values));
  }

  #calibrated(sum: number): number {
    return this.#slope * sum + this.#offset;
  }
}

export type Looks = Readonly<Partial<Record<BuiltInCategory, Look>>>;

/** As they were learnt, by category. */
export const looks: Looks = Object.fromEntries(
  Object.entries(learnt as unknown as Readonly<Record<string, LearntLook>>).map(([category, of]) => [
    category,
    new Look(of),
  ]),
);
