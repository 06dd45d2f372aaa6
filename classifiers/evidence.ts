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
import { spanBetween } from './tokens.ts';

/** How many places of each signal are shown. */
export const PER_SIGNAL = 3;
const LOUDEST_WORDS = 4;
const LONGEST_QUOTE = 300;

/** Evidence for one matter: of its window that speaks most clearly. */
export type EvidenceIn = (category: BuiltInCategory, windows: readonly Judged[]) => Evidence[];

/** For the matters of one part; several categories point at what stands in one window, and it is gone through once. */
export function evidenceOf(part: PartRead): EvidenceIn {
  let asked: Judged | undefined;
  let spots: Spots = { segments: [], hits: [] };
  return (category, windows) => {
    const best = surest(windows, columnOf(category));
    if (!best) return [];
    const isSame = best === asked;
    if (!isSame) spots = spotsOf(best);
    asked = best;
    const evidence: Evidence[] = [];

    const { signals: spoke, weights } = model.contributions(category, best.counts);
    const order = spoke.map((_signal, at) => at);
    for (const at of order.sort((a, b) => Math.abs(weights[b] ?? 0) - Math.abs(weights[a] ?? 0))) {
      const index = spoke[at] ?? -1;
      const id = signals[index]?.id;
      if (!id) continue;
      const found = hitsIn(rootsOf(index));
      for (const spot of found) {
        const segment = spots.segments[spot - 1];
        const { start, end } = segment?.hits.at(spots.hits[spot - 1] ?? 0) ?? { start: 0, end: 0 };
        if (segment) evidence.push(quoted(part, segment, start, end, id, (weights[at] ?? 0) / found.length));
      }
    }
    for (const { gram, weight, stretch, from, to } of model.loudest(best.window, category, LOUDEST_WORDS, isSame)) {
      const { starts, ends } = stretch.segment.tokens;
      const id = `${category}/ngram:${gram.replace(' ', '-')}`;
      evidence.push(quoted(part, stretch.segment, starts[from] ?? 0, ends[to - 1] ?? 0, id, weight));
    }
    return evidence;
  };
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

/** Of those hits of a window that evidence may show, in order: the segment, and which of its hits. */
interface Spots {
  readonly segments: SegmentRead[];
  readonly hits: number[];
}

/** By signal: where it was seen first in the window that was gone through last, as indices into its spots plus one; 0 for none. */
const first = new Uint16Array(PER_SIGNAL * signals.length);

/** Goes through a window. */
function spotsOf({ window }: Judged): Spots {
  const spots: Spots = { segments: [], hits: [] };
  first.fill(0);
  for (const { segment, from, to } of window.stretches) {
    const { start, end } = spanBetween(segment.tokens, from, to);
    const last = segment.hits.firstFrom(end);
    for (let at = segment.hits.firstFrom(start); at < last; at++) see(spots, segment, at);
  }
  for (const segment of window.heads) for (let at = 0; at < segment.hits.count; at++) see(spots, segment, at);
  return spots;
}

function see({ segments, hits }: Spots, segment: SegmentRead, at: number): void {
  const from = PER_SIGNAL * (segment.hits.signals[at] ?? 0);
  for (let slot = from; slot < from + PER_SIGNAL; slot++) {
    if (first[slot] !== 0) continue;
    segments.push(segment);
    hits.push(at);
    first[slot] = segments.length;
    return;
  }
}

/** The spots of any of the signals that come first, at most `PER_SIGNAL`, each plus one. */
function hitsIn(roots: readonly number[]): number[] {
  const found: number[] = [];
  for (const root of roots) {
    for (let slot = PER_SIGNAL * root; slot < PER_SIGNAL * (root + 1); slot++) {
      const spot = first[slot] ?? 0;
      if (spot === 0) break;
      let at = found.length;
      while (at > 0 && (found[at - 1] ?? 0) > spot) at--;
      if (at === PER_SIGNAL) break;
      for (let to = Math.min(found.length, PER_SIGNAL - 1); to > at; to--) found[to] = found[to - 1] ?? 0;
      found[at] = spot;
    }
  }
  return found;
}

/** A signal at a span of the segment's normalised text, in the words as written. */
export function quoted(
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
