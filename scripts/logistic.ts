/**
 * Logistic regression with expectations: signals drawn to what they are expected to weigh, n-grams to nothing.
 *
 * A file has several views (windows); it is positive if one of them is, so a positive file learns from its surest view
 * and a negative one from all. Adam over all files at once; deterministic.
 */
import { scaleOf } from '../classifiers/model.ts';

export interface View {
  readonly signals: readonly number[];
  readonly grams: Int32Array;
}

export interface Example {
  readonly isSo: boolean;
  readonly views: readonly View[];
}

export interface Learnt {
  readonly bias: number;
  readonly signals: Float64Array;
  readonly grams: Float64Array;
}

interface Setting {
  readonly expected: readonly number[];
  readonly grams: number;
  /** How strongly n-grams are drawn to nothing. */
  readonly pull: number;
}

const ROUNDS = 250;
const RATE = 0.08;
/** How strongly a signal is drawn to its expected weight. */
const SIGNAL_PULL = 0.25;
const EXPECTED_BIAS = -4.5;

export function learnFrom(examples: readonly Example[], { expected, grams, pull }: Setting): Learnt {
  const width = expected.length;
  const size = 1 + width + grams;
  const weights = new Float64Array(size);
  weights[0] = EXPECTED_BIAS;
  expected.forEach((weight, at) => {
    weights[1 + at] = weight;
  });
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const gradient = new Float64Array(size);

  for (let round = 1; round <= ROUNDS; round++) {
    gradient.fill(0);
    for (const { isSo, views } of examples) {
      const sums = views.map((view) => sumOf(weights, width, view));
      const best = sums.indexOf(Math.max(...sums));
      views.forEach((view, at) => {
        if (isSo && at !== best) return;
        const error = 1 / (1 + Math.exp(-(sums[at] ?? 0))) - (isSo ? 1 : 0);
        if (Math.abs(error) < 1e-4) return;
        gradient[0] = (gradient[0] ?? 0) + error;
        for (let each = 0; each < width; each++)
          gradient[1 + each] = (gradient[1 + each] ?? 0) + error * (view.signals[each] ?? 0);
        const scale = scaleOf(view.grams.length);
        for (const gram of view.grams) gradient[1 + width + gram] = (gradient[1 + width + gram] ?? 0) + error * scale;
      });
    }
    for (let at = 0; at < size; at++) {
      const isSignal = at >= 1 && at <= width;
      const target = isSignal ? (expected[at - 1] ?? 0) : 0;
      if (at > 0)
        gradient[at] = (gradient[at] ?? 0) + (isSignal ? SIGNAL_PULL : pull * 0.1) * ((weights[at] ?? 0) - target);
      const slope = gradient[at] ?? 0;
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
      const step = (first[at] ?? 0) / (1 - 0.9 ** round) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
      weights[at] = (weights[at] ?? 0) - RATE * step;
      // INVARIANT: a signal never changes sides.
      if (isSignal && (weights[at] ?? 0) * target < 0) weights[at] = 0;
    }
  }
  return { bias: weights[0] ?? 0, signals: weights.slice(1, 1 + width), grams: weights.slice(1 + width) };
}

function sumOf(weights: Float64Array, width: number, { signals, grams }: View): number {
  let sum = weights[0] ?? 0;
  for (let at = 0; at < width; at++) sum += (weights[1 + at] ?? 0) * (signals[at] ?? 0);
  let words = 0;
  for (const gram of grams) words += weights[1 + width + gram] ?? 0;
  return sum + words * scaleOf(grams.length);
}

/** The surest view's sum. */
export function predict({ bias, signals, grams }: Learnt, { views }: Example): number {
  const weights = Float64Array.from([bias, ...signals, ...grams]);
  return Math.max(-20, ...views.map((view) => sumOf(weights, signals.length, view)));
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
