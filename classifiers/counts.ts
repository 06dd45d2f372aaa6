/**
 * How often each signal was seen in a window, those that follow from others included.
 *
 * Pure.
 */
import { lexicon, signals } from './lexicon.ts';
import type { Window } from './reading.ts';
import type { Find, Rule } from './signal.ts';

type Derived = Extract<Find, { readonly kind: 'derived' }>;

/** By index of the signal. */
export function countsOf(window: Window): Float64Array {
  const counts = new Float64Array(signals.length);
  const count = (signal: number) => {
    counts[signal] = (counts[signal] ?? 0) + 1;
  };
  for (const { segment, from, to } of window.stretches) {
    const { tokens, hits } = segment;
    const start = from === 0 ? 0 : (tokens.starts[from] ?? 0);
    const end = to === tokens.count ? tokens.text.length : (tokens.ends[to - 1] ?? 0);
    const last = hits.firstFrom(end);
    for (let at = hits.firstFrom(start); at < last; at++) count(hits.signals[at] ?? 0);
  }
  for (const segment of window.heads) {
    const { signals: seen } = segment.hits;
    for (let at = 0; at < segment.hits.count; at++) {
      const signal = seen[at] ?? 0;
      // Signature and header say whose mail it is. Their own numbers, names and addresses are no record.
      if (isAboutMail(segment.place) && !speaksOfMail.has(signal)) continue;
      count(signal);
    }
  }
  if (window.sender.isInside) counts[senderInside] = 1;
  if (window.sender.mayNotMark) counts[mayNotMark] = 1;
  const seen = (id: string) => counts[lexicon.indexOf.get(id) ?? -1] ?? 0;
  for (const { index, find, rule, first, ofNothing } of derived) {
    const isSo = rule ? holds(rule, counts) : any(first, counts) ? find.when(seen) : ofNothing;
    if (isSo) counts[index] = 1;
  }
  return counts;
}

function any(indices: Int32Array, counts: Float64Array): boolean {
  for (let at = 0; at < indices.length; at++) if ((counts[indices[at] ?? 0] ?? 0) > 0) return true;
  return false;
}

/** A rule with the signals' indices for their ids. */
interface Indexed {
  readonly each: readonly { readonly indices: Int32Array; readonly least: number }[];
  readonly none: Int32Array;
}

function holds({ each, none }: Indexed, counts: Float64Array): boolean {
  if (any(none, counts)) return false;
  for (const { indices, least } of each) {
    let seen = 0;
    for (let at = 0; at < indices.length && seen < least; at++) if ((counts[indices[at] ?? 0] ?? 0) > 0) seen++;
    if (seen < least) return false;
  }
  return true;
}

function indexed({ each, none }: Rule): Indexed {
  return { each: each.map(({ ids, least }) => ({ indices: indicesOf(ids), least })), none: indicesOf(none) };
}

/** An id that no signal has is never seen. */
function indicesOf(ids: readonly string[]): Int32Array {
  return Int32Array.from(ids.flatMap((id) => lexicon.indexOf.get(id) ?? []));
}

const isAboutMail = (place: string) => place === 'signature' || place === 'header-field';
const speaksOfMail = new Set(
  signals.flatMap(({ id }, index) => (/^(?:context|declared|owner)\//.test(id) ? [index] : [])),
);

const senderInside = lexicon.indexOf.get('context/sender-inside') ?? -1;
const mayNotMark = lexicon.indexOf.get('declared/without-authority') ?? -1;
const derived = signals.flatMap(({ find }, index) =>
  find.kind === 'derived' ? [{ index, find, rule: find.rule ? indexed(find.rule) : null, ...untouched(find) }] : [],
);

/**
 * What a condition asks for while nothing was seen, and what it answers then. Where none of that was seen in a window, it
 * would ask the same and answer the same: most conditions are answered so for most windows.
 */
function untouched({ when }: Derived): { readonly first: Int32Array; readonly ofNothing: boolean } {
  const asked = new Set<string>();
  const ofNothing = when((id) => {
    asked.add(id);
    return 0;
  });
  return { first: indicesOf([...asked]), ofNothing };
}
