/**
 * How often each signal was seen in a window, those that follow from others included.
 *
 * Pure.
 */
import { lexicon, signals } from './lexicon.ts';
import type { SegmentRead, Window } from './reading.ts';
import type { Find, Rule } from './signal.ts';
import { spanBetween } from './tokens.ts';

type Derived = Extract<Find, { readonly kind: 'derived' }>;

/** Which signals the window has, a bit each: most conditions are answered by a few words of these. */
const seenBits = new Int32Array(Math.ceil(signals.length / 32));
/** Which conditions may hold, a bit each: those that ask for a signal that was seen. */
const mayHold = new Int32Array(Math.ceil(signals.filter(({ find }) => find.kind === 'derived').length / 32));

/**
 * By index of the signal. Of a passage, what its window tells of the text as a whole (`around`, the window's counts) counts
 * too. `counts` is filled instead of memory of its own.
 */
export function countsOf(window: Window, around?: Int32Array, counts = new Int32Array(signals.length)): Int32Array {
  counts.fill(0);
  seenBits.fill(0);
  mayHold.set(ofNothing);
  for (const { segment, from, to } of window.stretches) {
    const { tokens, hits } = segment;
    const { start, end } = spanBetween(tokens, from, to);
    const last = hits.firstFrom(end);
    for (let at = hits.firstFrom(start); at < last; at++) count(counts, hits.signals[at] ?? 0);
  }
  const headed = countsOfHeads(window.heads);
  for (let at = 0; at < headed.length; at += 2) count(counts, headed[at] ?? 0, headed[at + 1] ?? 0);
  for (const signal of around ? ofWhole : []) {
    const there = around?.[signal] ?? 0;
    if (there === 0 || (counts[signal] ?? 0) > 0) continue;
    count(counts, signal, there);
  }
  if (window.sender.isInside) set(counts, senderInside);
  const seen = (id: string) => counts[lexicon.indexOf.get(id) ?? -1] ?? 0;
  for (let word = 0; word < mayHold.length; word++) {
    // What is found to hold may let a later one hold; an earlier one has had its turn.
    for (let done = 0, bits = mayHold[word] ?? 0; bits !== 0; bits = (mayHold[word] ?? 0) & ~done) {
      const bit = bits & -bits;
      done |= bit | (bit - 1);
      const condition = derived[32 * word + 31 - Math.clz32(bit)];
      if (!condition) continue;
      const { index, find, rule, first, ofNothing } = condition;
      const isSo = rule ? holds(rule) : any(first) ? find.when(seen) : ofNothing;
      if (isSo) set(counts, index);
    }
  }
  return counts;
}

/** By heads of a part, which count in each of its windows: pairs of a signal and how often it is there. */
const counted = new WeakMap<readonly SegmentRead[], readonly number[]>();

function countsOfHeads(heads: readonly SegmentRead[]): readonly number[] {
  const known = counted.get(heads);
  if (known) return known;
  const counts = new Map<number, number>();
  for (const { place, hits } of heads) {
    for (let at = 0; at < hits.count; at++) {
      const signal = hits.signals[at] ?? 0;
      // Signature and header say whose mail it is. Their own numbers, names and addresses are no record.
      if (isAboutMail(place) && !speaksOfMail.has(signal)) continue;
      counts.set(signal, (counts.get(signal) ?? 0) + 1);
    }
  }
  const pairs = [...counts].flat();
  counted.set(heads, pairs);
  return pairs;
}

function count(counts: Int32Array, signal: number, times = 1): void {
  const before = counts[signal] ?? 0;
  counts[signal] = before + times;
  if (before === 0) see(signal);
}

function set(counts: Int32Array, signal: number): void {
  counts[signal] = 1;
  see(signal);
}

function see(signal: number): void {
  seenBits[signal >> 5] = (seenBits[signal >> 5] ?? 0) | (1 << signal);
  const from = signal * mayHold.length;
  for (let word = 0; word < mayHold.length; word++)
    mayHold[word] = (mayHold[word] ?? 0) | (askedWith[from + word] ?? 0);
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

/** What a text is, or whose, as its head or its manner tells it: of a passage no less than of the whole. */
const ofWhole = [
  'news',
  'template',
  'placeholders',
  'rules',
  'training',
  'published',
  'fiction',
  'public-voice',
  'other-head',
].map((name) => lexicon.indexOf.get(`context/${name}`) ?? -1);

const senderInside = lexicon.indexOf.get('context/sender-inside') ?? -1;
const derived = signals.flatMap(({ find }, index) =>
  find.kind === 'derived' ? [{ index, find, rule: find.rule ? indexed(find.rule) : null, ...untouched(find) }] : [],
);

/** By signal: the conditions that ask for it first, as bits of `mayHold`. */
const askedWith = new Int32Array(signals.length * mayHold.length);
/** The conditions that hold where nothing was seen. */
const ofNothing = new Int32Array(mayHold.length);
derived.forEach((condition, at) => {
  const put = (into: Int32Array, word: number) => {
    into[word] = (into[word] ?? 0) | (1 << at);
  };
  if (condition.ofNothing) put(ofNothing, at >> 5);
  for (let each = 0; each < condition.first.length; each += 2) {
    const asked = condition.first[each + 1] ?? 0;
    for (let bit = 0; bit < 32; bit++)
      if (asked & (1 << bit)) put(askedWith, (32 * (condition.first[each] ?? 0) + bit) * mayHold.length + (at >> 5));
  }
});

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
