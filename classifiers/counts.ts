/**
 * How often each signal was seen in a window, those that follow from others included.
 *
 * Pure.
 */
import { lexicon, signals } from './lexicon.ts';
import type { Window } from './reading.ts';
import type { Find, Rule } from './signal.ts';

type Derived = Extract<Find, { readonly kind: 'derived' }>;

/** Which signals the window has, a bit each: most conditions are answered by a few words of these. */
const seenBits = new Int32Array(Math.ceil(signals.length / 32));

/** By index of the signal. */
export function countsOf(window: Window): Int32Array {
  const counts = new Int32Array(signals.length);
  seenBits.fill(0);
  for (const { segment, from, to } of window.stretches) {
    const { tokens, hits } = segment;
    const start = from === 0 ? 0 : (tokens.starts[from] ?? 0);
    const end = to === tokens.count ? tokens.text.length : (tokens.ends[to - 1] ?? 0);
    const last = hits.firstFrom(end);
    for (let at = hits.firstFrom(start); at < last; at++) count(counts, hits.signals[at] ?? 0);
  }
  for (const segment of window.heads) {
    const { signals: seen } = segment.hits;
    for (let at = 0; at < segment.hits.count; at++) {
      const signal = seen[at] ?? 0;
      // Signature and header say whose mail it is. Their own numbers, names and addresses are no record.
      if (isAboutMail(segment.place) && !speaksOfMail.has(signal)) continue;
      count(counts, signal);
    }
  }
  if (window.sender.isInside) set(counts, senderInside);
  if (window.sender.mayNotMark) set(counts, mayNotMark);
  const seen = (id: string) => counts[lexicon.indexOf.get(id) ?? -1] ?? 0;
  for (const { index, find, rule, first, ofNothing } of derived) {
    const isSo = rule ? holds(rule) : any(first) ? find.when(seen) : ofNothing;
    if (isSo) set(counts, index);
  }
  return counts;
}

function count(counts: Int32Array, signal: number): void {
  counts[signal] = (counts[signal] ?? 0) + 1;
  seenBits[signal >> 5] = (seenBits[signal >> 5] ?? 0) | (1 << signal);
}

function set(counts: Int32Array, signal: number): void {
  counts[signal] = 1;
  seenBits[signal >> 5] = (seenBits[signal >> 5] ?? 0) | (1 << signal);
}

/** Some signals: pairs of a word of `seenBits` and the bits that they have there. */
type Some = Int32Array;

function any(some: Some): boolean {
  for (let at = 0; at < some.length; at += 2) if ((seenBits[some[at] ?? 0] ?? 0) & (some[at + 1] ?? 0)) return true;
  return false;
}

function isAtLeast(some: Some, least: number): boolean {
  let seen = 0;
  for (let at = 0; at < some.length && seen < least; at += 2) {
    for (let bits = (seenBits[some[at] ?? 0] ?? 0) & (some[at + 1] ?? 0); bits !== 0; bits &= bits - 1) seen++;
  }
  return seen >= least;
}

/** A rule with the signals' bits for their ids. */
interface Indexed {
  readonly each: readonly { readonly some: Some; readonly least: number }[];
  readonly none: Some;
}

function holds({ each, none }: Indexed): boolean {
  for (let at = 0; at < each.length; at++) {
    const asked = each[at];
    if (asked && !(asked.least === 1 ? any(asked.some) : isAtLeast(asked.some, asked.least))) return false;
  }
  return !any(none);
}

function indexed({ each, none }: Rule): Indexed {
  return { each: each.map(({ ids, least }) => ({ some: someOf(ids), least })), none: someOf(none) };
}

/** An id that no signal has is never seen. */
function someOf(ids: readonly string[]): Some {
  const words = new Map<number, number>();
  for (const signal of ids.flatMap((id) => lexicon.indexOf.get(id) ?? []))
    words.set(signal >> 5, (words.get(signal >> 5) ?? 0) | (1 << signal));
  return Int32Array.from([...words].flat());
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
function untouched({ when }: Derived): { readonly first: Some; readonly ofNothing: boolean } {
  const asked = new Set<string>();
  const ofNothing = when((id) => {
    asked.add(id);
    return 0;
  });
  return { first: someOf([...asked]), ofNothing };
}
