/**
 * Gradient boosting: trees that add to the sums of the linear model what it gets wrong (`classifiers/trees.ts`).
 *
 * Each tree is grown leaf by leaf by the second-order gain of the log loss, from histograms. A value of which a category's
 * author said that it speaks for it never lowers its sum, and the other way round. Deterministic. Source: Friedman, "Greedy
 * Function Approximation" (2001); Chen and Guestrin, "XGBoost" (2016), for gain, leaves and monotone bounds.
 */
import { classifiers } from '../classifiers/index.ts';
import { signals } from '../classifiers/lexicon.ts';
import { expectedWeight } from '../classifiers/model.ts';
import { SUMS, type Tree, VALUE_NAMES, VALUES } from '../classifiers/trees.ts';

/** One view of a file, as the linear model saw it. */
export interface Looked {
  readonly file: number;
  /** Signals that were seen, and how strongly. */
  readonly columns: Int32Array;
  readonly strengths: Float64Array;
  /** By category: what it comes to, as it is. */
  readonly sums: Float64Array;
  /** What trees may ask from `SUMS` on. */
  readonly rest: Float64Array;
  /** A piece of the file: what the file holds, it may not. */
  readonly isCrop?: boolean;
}

const TREES = 100;
const LEAVES = 8;
const RATE = 0.1;
/** How strongly leaves are drawn to nothing, and what the second derivatives of a leaf have to come to. */
const LEAF_PULL = 5;
const LEAST_LEAF = 5;
/** What a fork gains by less is rounding. */
const LEAST_GAIN = 1e-6;
/** What a piece of a file counts beside a file. */
const CROP_WEIGHT = 0.6;
/** A piece of a file that holds a category holds it too where its own sum says so; else nobody knows. */
const CROP_HOLDS = -2;
/** What strengths of signals are told apart (`strengthOf`: seen once, twice, …, six times and more). */
const STRENGTHS = [0.5, 1.2, 1.5, 1.7, 1.87, 1.97];
/** Of a sum. */
const BINS = 64;

/** Rows with their values as bins: of signals those that were seen, of the rest all. */
export interface Table {
  readonly rows: readonly Looked[];
  /** By value: what is below `edges[0]` is in its first bin. */
  readonly edges: readonly (readonly number[])[];
  /** By value: its first bin, among the bins of all; behind the last one how many there are. */
  readonly firstBins: Int32Array;
  /** By row: where its signals begin. */
  readonly begins: Int32Array;
  /** The bin of each signal that a row has. */
  readonly seen: Int32Array;
  /** By row, then value from `SUMS` on: its bin. */
  readonly rest: Int32Array;
}

export function tableOf(rows: readonly Looked[]): Table {
  const edges = VALUE_NAMES.map((_name, column) => (column < SUMS ? STRENGTHS : edgesOf(rows, column - SUMS)));
  const firstBins = new Int32Array(edges.length + 1);
  edges.forEach((all, column) => {
    firstBins[column + 1] = (firstBins[column] ?? 0) + all.length + 1;
  });
  const binOf = (column: number, value: number) => {
    const all = edges[column] ?? [];
    let bin = 0;
    while (bin < all.length && value >= (all[bin] ?? 0)) bin++;
    return (firstBins[column] ?? 0) + bin;
  };
  const begins = new Int32Array(rows.length + 1);
  const seen: number[] = [];
  const rest: number[] = [];
  rows.forEach((row, at) => {
    row.columns.forEach((column, each) => {
      seen.push(binOf(column, row.strengths[each] ?? 0));
    });
    begins[at + 1] = seen.length;
    row.rest.forEach((value, each) => {
      rest.push(binOf(SUMS + each, value));
    });
  });
  return { rows, edges, firstBins, begins, seen: Int32Array.from(seen), rest: Int32Array.from(rest) };
}

/** Values that part the rows in parts of one size, to hundredths, so that a file says them shortly. */
function edgesOf(rows: readonly Looked[], at: number): readonly number[] {
  const sorted = Float64Array.from(rows, ({ rest }) => rest[at] ?? 0).sort();
  const edges = Array.from({ length: BINS - 1 }, (_edge, part) => {
    const value = sorted[Math.floor(((part + 1) * sorted.length) / BINS)] ?? 0;
    return Math.round(value * 100) / 100;
  });
  return [...new Set(edges)];
}

interface Leaf {
  readonly rows: Int32Array;
  readonly sums: Histogram;
  readonly gradient: number;
  readonly curvature: number;
  readonly low: number;
  readonly high: number;
  readonly split: Split | null;
}

interface Histogram {
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
}

interface Split {
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
  readonly below: number;
  readonly from: number;
}

/** A tree that is being grown. */
interface Growing {
  readonly leaf: Leaf;
  fork: { readonly column: number; readonly bin: number; readonly below: Growing; readonly from: Growing } | null;
}

/** Trees of one category, by its place in the registry; `isSo` says of a file whether it holds it. */
export function boost(table: Table, category: number, isSo: (file: number) => boolean): Tree[] {
  const booster = new Booster(table, category, isSo);
  return Array.from({ length: TREES }, () => booster.next());
}

class Booster {
  readonly #table: Table;
  readonly #isSo: (file: number) => boolean;
  /** By value: 1 where more of it may only add, −1 where it may only take away, 0 where it may do either. */
  readonly #sides: Int8Array;
  /** The rows that teach. */
  readonly #learning: Int32Array;
  /** By row: what the sum and the trees so far come to, and the derivatives of its loss there. */
  readonly #margins: Float64Array;
  readonly #gradients: Float64Array;
  readonly #curvatures: Float64Array;

  constructor(table: Table, category: number, isSo: (file: number) => boolean) {
    const { rows } = table;
    this.#table = table;
    this.#isSo = isSo;
    this.#sides = sidesOf(category);
    this.#margins = Float64Array.from(rows, ({ sums }) => sums[category] ?? 0);
    this.#learning = learningRows(rows, this.#margins, isSo);
    this.#gradients = new Float64Array(rows.length);
    this.#curvatures = new Float64Array(rows.length);
  }

  /** One tree more, which knows those before it. */
  next(): Tree {
    for (const row of this.#learning) {
      const { file = -1, isCrop = false } = this.#table.rows[row] ?? {};
      const said = 1 / (1 + Math.exp(-(this.#margins[row] ?? 0)));
      const weight = isCrop ? CROP_WEIGHT : 1;
      this.#gradients[row] = weight * (said - (this.#isSo(file) ? 1 : 0));
      this.#curvatures[row] = weight * Math.max(1e-6, said * (1 - said));
    }
    return this.#written(this.#grow());
  }

  /** Parts the leaf that gains most, again and again. */
  #grow(): Growing {
    const all = this.#leafOf(this.#learning, this.#histogramOf(this.#learning), -Infinity, Infinity);
    const root: Growing = { leaf: all, fork: null };
    const open = [root];
    for (let leaves = 1; leaves < LEAVES; leaves++) {
      const gainOf = (at: number) => open[at]?.leaf.split?.gain ?? 0;
      const best = open.reduce((most, _each, at) => (gainOf(at) > gainOf(most) ? at : most), 0);
      const [chosen] = open.splice(best, 1);
      if (!chosen?.leaf.split) break;
      const { column, bin } = chosen.leaf.split;
      const [below, from] = this.#parted(chosen.leaf, chosen.leaf.split);
      const fork = { column, bin, below: { leaf: below, fork: null }, from: { leaf: from, fork: null } };
      chosen.fork = fork;
      open.push(fork.below, fork.from);
    }
    return root;
  }

  /** As the file has it; the rows of its leaves move by what they say. */
  #written({ leaf, fork }: Growing): Tree {
    if (fork) {
      const least = this.#table.edges[fork.column]?.[fork.bin] ?? 0;
      return [VALUE_NAMES[fork.column] ?? '', least, this.#written(fork.below), this.#written(fork.from)];
    }
    const value = Math.round(1000 * RATE * weightOf(leaf.gradient, leaf.curvature, leaf)) / 1000;
    for (const row of leaf.rows) this.#margins[row] = (this.#margins[row] ?? 0) + value;
    return value;
  }

  #leafOf(rows: Int32Array, sums: Histogram, low: number, high: number): Leaf {
    let gradient = 0;
    let curvature = 0;
    for (const row of rows) {
      gradient += this.#gradients[row] ?? 0;
      curvature += this.#curvatures[row] ?? 0;
    }
    const leaf = { rows, sums, gradient, curvature, low, high };
    return { ...leaf, split: this.#bestSplit(leaf) };
  }

  /** The smaller part is counted, the other is what is left. */
  #parted(leaf: Leaf, { column, bin, below, from }: Split): [Leaf, Leaf] {
    const isBelow = (row: number) => binAt(this.#table, row, column) <= bin;
    const less = leaf.rows.filter(isBelow);
    const more = leaf.rows.filter((row) => !isBelow(row));
    const [smaller, larger] = less.length < more.length ? [less, more] : [more, less];
    const counted = this.#histogramOf(smaller);
    const left: Histogram = {
      gradients: leaf.sums.gradients.map((sum, at) => sum - (counted.gradients[at] ?? 0)),
      curvatures: leaf.sums.curvatures.map((sum, at) => sum - (counted.curvatures[at] ?? 0)),
    };
    const sumsOf = (rows: Int32Array) => (rows === larger ? left : counted);
    const middle = (below + from) / 2;
    const side = this.#sides[column] ?? 0;
    return [
      this.#leafOf(less, sumsOf(less), side < 0 ? middle : leaf.low, side > 0 ? middle : leaf.high),
      this.#leafOf(more, sumsOf(more), side > 0 ? middle : leaf.low, side < 0 ? middle : leaf.high),
    ];
  }

  #histogramOf(rows: Int32Array): Histogram {
    const { firstBins, begins, seen, rest } = this.#table;
    const bins = firstBins[VALUES] ?? 0;
    const sums = { gradients: new Float64Array(bins), curvatures: new Float64Array(bins) };
    const width = VALUES - SUMS;
    for (const row of rows) {
      const [gradient, curvature] = [this.#gradients[row] ?? 0, this.#curvatures[row] ?? 0];
      const put = (bin: number) => {
        sums.gradients[bin] = (sums.gradients[bin] ?? 0) + gradient;
        sums.curvatures[bin] = (sums.curvatures[bin] ?? 0) + curvature;
      };
      for (let at = begins[row] ?? 0; at < (begins[row + 1] ?? 0); at++) put(seen[at] ?? 0);
      for (let at = row * width; at < (row + 1) * width; at++) put(rest[at] ?? 0);
    }
    return sums;
  }

  #bestSplit(leaf: Omit<Leaf, 'split'>): Split | null {
    const { sums, gradient, curvature } = leaf;
    const { edges, firstBins } = this.#table;
    const whole = scoreOf(weightOf(gradient, curvature, leaf), gradient, curvature);
    let best: Split | null = null;
    for (let column = 0; column < VALUES; column++) {
      const side = this.#sides[column] ?? 0;
      const first = firstBins[column] ?? 0;
      // The first bin of a signal is what is left: most rows are there.
      let [fromGradient, fromCurvature] = [0, 0];
      for (let bin = (edges[column]?.length ?? 0) - 1; bin >= 0; bin--) {
        fromGradient += sums.gradients[first + bin + 1] ?? 0;
        fromCurvature += sums.curvatures[first + bin + 1] ?? 0;
        if (fromCurvature < LEAST_LEAF) continue;
        const [belowGradient, belowCurvature] = [gradient - fromGradient, curvature - fromCurvature];
        if (belowCurvature < LEAST_LEAF) break;
        const below = weightOf(belowGradient, belowCurvature, leaf);
        const from = weightOf(fromGradient, fromCurvature, leaf);
        if ((from - below) * side < 0) continue;
        const gain = scoreOf(below, belowGradient, belowCurvature) + scoreOf(from, fromGradient, fromCurvature) - whole;
        if (gain > (best?.gain ?? LEAST_GAIN)) best = { gain, column, bin, below, from };
      }
    }
    return best;
  }
}

/** A file that holds the category teaches by its surest view and the pieces that hold it too, one that does not by all. */
function learningRows(rows: readonly Looked[], margins: Float64Array, isSo: (file: number) => boolean): Int32Array {
  const surest = new Map<number, number>();
  rows.forEach(({ file, isCrop }, row) => {
    if (!isCrop && (margins[row] ?? 0) > (margins[surest.get(file) ?? -1] ?? -Infinity)) surest.set(file, row);
  });
  return Int32Array.from(rows.keys()).filter((row) => {
    const { file = -1, isCrop = false } = rows[row] ?? {};
    if (isCrop) return (margins[row] ?? 0) >= CROP_HOLDS;
    return !isSo(file) || surest.get(file) === row;
  });
}

/** By value: on which side the author of a signal sees it, as the category's own sum is on its own. */
function sidesOf(category: number): Int8Array {
  const sides = new Int8Array(VALUES);
  const own = new Map(classifiers[category]?.signals.map((signal) => [signal.id, expectedWeight(signal)]));
  signals.forEach(({ id }, column) => {
    sides[column] = Math.sign(own.get(id) ?? 0);
  });
  sides[SUMS + category] = 1;
  return sides;
}

/** The bin of a row's value, from 0. */
function binAt({ seen, begins, rest, firstBins }: Table, row: number, column: number): number {
  const [first, next] = [firstBins[column] ?? 0, firstBins[column + 1] ?? 0];
  if (column >= SUMS) return (rest[row * (VALUES - SUMS) + column - SUMS] ?? 0) - first;
  for (let at = begins[row] ?? 0; at < (begins[row + 1] ?? 0); at++) {
    const bin = seen[at] ?? 0;
    if (bin >= first && bin < next) return bin - first;
  }
  return 0;
}

/** What a leaf should add, within its bounds. */
function weightOf(gradient: number, curvature: number, { low, high }: Pick<Leaf, 'low' | 'high'>): number {
  return Math.min(high, Math.max(low, -gradient / (curvature + LEAF_PULL)));
}

/** By how much (twice) the loss falls when a leaf adds `weight`. */
function scoreOf(weight: number, gradient: number, curvature: number): number {
  return -(2 * gradient * weight + (curvature + LEAF_PULL) * weight * weight);
}
