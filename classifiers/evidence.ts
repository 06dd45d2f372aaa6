/**
 * Evidence: which signals spoke, where, in the words as written, and with what weight.
 *
 * Derived signals point at what they rest on. A list of people is shown by its first rows. Pure.
 */
import type { BuiltInCategory, Evidence } from './finding.ts';
import type { Judged } from './judged.ts';
import { lexicon, signals } from './lexicon.ts';
import { columnOf, model } from './model.ts';
import type { PartRead, SegmentRead } from './reading.ts';

const PER_SIGNAL = 3;
const LOUDEST_WORDS = 4;
const LONGEST_QUOTE = 300;

/** Of the window that speaks most clearly; `windows` are of one matter. */
export function evidenceOf(part: PartRead, category: BuiltInCategory, windows: readonly Judged[]): Evidence[] {
  const column = columnOf(category);
  const best = surest(windows, column);
  if (!best) return [];
  const evidence: Evidence[] = [];

  for (const [index, weight] of [...model.contributions(category, best.counts)].sort(
    (a, b) => Math.abs(b[1]) - Math.abs(a[1]),
  )) {
    const id = signals[index]?.id;
    if (!id) continue;
    const roots = rootsOf(index);
    const spans = hitsIn(best, roots);
    for (const { segment, start, end } of spans) {
      evidence.push(quoted(part, segment, start, end, id, weight / spans.length));
    }
  }
  for (const { gram, weight, stretch, from, to } of model.loudest(best.window, category, LOUDEST_WORDS)) {
    const { starts, ends } = stretch.segment.tokens;
    evidence.push(
      quoted(
        part,
        stretch.segment,
        starts[from] ?? 0,
        ends[to - 1] ?? 0,
        `${category}/ngram:${gram.replace(' ', '-')}`,
        weight,
      ),
    );
  }
  return evidence;
}

function surest(windows: readonly Judged[], column: number): Judged | undefined {
  const sure = (each: Judged | undefined) => each?.confidences[column] ?? -1;
  let best = windows[0];
  for (const each of windows) if (sure(each) > sure(best)) best = each;
  return best;
}

/** By signal, made when it is asked for first. */
const roots: (readonly number[] | undefined)[] = [];

/** The signals that text is searched for, from which this one follows. */
function rootsOf(index: number): readonly number[] {
  const known = roots[index];
  if (known) return known;
  const find = signals[index]?.find;
  const found =
    find?.kind === 'derived'
      ? [...new Set(find.from.flatMap((id) => rootsOf(lexicon.indexOf.get(id) ?? -1)))]
      : [index];
  if (index >= 0) roots[index] = found;
  return found;
}

interface Spot {
  readonly segment: SegmentRead;
  readonly start: number;
  readonly end: number;
  /** Which of the window's hits it is. */
  readonly order: number;
}

type Spots = ReadonlyMap<number, readonly Spot[]>;

/** By window: several categories point at what stands there. */
const spots = new WeakMap<Judged, Spots>();

/** Where each signal of the window was seen first, as often as evidence shows one. */
function spotsOf(judged: Judged): Spots {
  const known = spots.get(judged);
  if (known) return known;
  const found = new Map<number, Spot[]>();
  let order = 0;
  const see = (segment: SegmentRead, at: number) => {
    const { signal, start, end } = segment.hits.at(at);
    const seen = found.get(signal);
    if (!seen) found.set(signal, [{ segment, start, end, order }]);
    else if (seen.length < PER_SIGNAL) seen.push({ segment, start, end, order });
    order++;
  };
  for (const { segment, from, to } of judged.window.stretches) {
    const { starts, ends, count, text } = segment.tokens;
    const last = segment.hits.firstFrom(to === count ? text.length : (ends[to - 1] ?? 0));
    for (let at = segment.hits.firstFrom(from === 0 ? 0 : (starts[from] ?? 0)); at < last; at++) see(segment, at);
  }
  for (const segment of judged.window.heads) for (let at = 0; at < segment.hits.count; at++) see(segment, at);
  spots.set(judged, found);
  return found;
}

function hitsIn(judged: Judged, roots: readonly number[]): readonly Spot[] {
  const all = spotsOf(judged);
  let found: readonly Spot[] = [];
  for (const root of roots) {
    const seen = all.get(root);
    if (seen) found = found.length === 0 ? seen : [...found, ...seen];
  }
  return found.length > 1 ? [...found].sort((a, b) => a.order - b.order).slice(0, PER_SIGNAL) : found;
}

function quoted(
  part: PartRead,
  segment: SegmentRead,
  from: number,
  to: number,
  signal: string,
  weight: number,
): Evidence {
  const { start, end } = segment.normalised.spanOf(from, Math.min(to, from + LONGEST_QUOTE));
  return {
    part: part.path,
    place: segment.place,
    quote: segment.original.slice(start, end),
    signal,
    weight: Math.round(weight * 1000) / 1000,
    start,
    end,
  };
}
