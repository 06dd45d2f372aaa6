/**
 * Fingerprints: a document met again, whole or in part, reformatted or lightly edited, without its text being kept.
 *
 * Five words in a row are a shingle; of the shingles in a run of four the least hash is kept (winnowing, Schleimer et al.
 * 2003), so whatever two texts share for eight words in a row leaves a common hash. Of a published document all are kept,
 * because it clears what it covers to the word. Case, punctuation, layout and numbering at line starts do not count. Pure.
 */
import type { Span } from '../src/document/document.ts';
import type { Fingerprint } from './context.ts';
import { spanBetween, type Tokens } from './tokens.ts';

const SHINGLE = 5;
const RUN = 4;
/** A paragraph shares at least this many hashes close together; a stock phrase does not. */
const LEAST = 5;
/** Matches further apart than this (tokens) are two passages. */
const APART = 60;
/** Published are at least so many words in a row: a branch's minutes share a title and stock phrases with the last ones. */
const LEAST_PUBLISHED = 15;

/** Sorted, distinct 53-bit hashes of a document's shingles. */
export function shinglesOf(tokens: Tokens, kind: Fingerprint['kind']): Float64Array {
  const hashes = hashesOf(tokens);
  const kept = kind === 'published' ? hashes : winnow(hashes).map((at) => hashes[at] ?? 0);
  return Float64Array.from(new Set(kept)).sort();
}

/** What of the registered documents stands in a text. */
export interface FingerprintMatch {
  readonly fingerprint: Fingerprint;
  /** Distinct hashes that both have. */
  readonly hashes: ReadonlySet<number>;
  /** Passages of the text that the document covers. */
  readonly spans: readonly Span[];
}

/** What a published document covers is no passage of another one: many a paper quotes the rule book. */
export function matchFingerprints(tokens: Tokens, fingerprints: readonly Fingerprint[]): FingerprintMatch[] {
  if (fingerprints.length === 0) return [];
  const { published, others } = indexOf(fingerprints);
  const hashes = hashesOf(tokens);
  const isPublished = new Uint8Array(tokens.count);
  const matches: FingerprintMatch[] = [];
  const add = (fingerprint: Fingerprint, passages: readonly number[][], spans: readonly Span[]) => {
    if (passages.length > 0)
      matches.push({ fingerprint, hashes: new Set(passages.flat().map((at) => hashes[at] ?? 0)), spans });
  };
  for (const [fingerprint, met] of published.size > 0 ? metIn(hashes, hashes.keys(), published) : []) {
    const least = Math.min(LEAST_PUBLISHED, (fingerprint.shingles.length + SHINGLE - 1) * 0.6);
    const passages = passagesOf(met, 1).filter((each) => each.length + SHINGLE - 1 >= least);
    const spans = passages.map(([from = 0, ...more]) => {
      const to = (more.at(-1) ?? from) + SHINGLE;
      isPublished.fill(1, from, to);
      return spanBetween(tokens, from, to);
    });
    add(fingerprint, passages, spans);
  }
  const left = winnow(hashes).filter((at) => !isPublished[at] || isPublished.subarray(at, at + SHINGLE).includes(0));
  for (const [fingerprint, met] of metIn(hashes, left, others)) {
    const least = Math.min(LEAST, Math.max(1, Math.ceil(fingerprint.shingles.length * 0.6)));
    const passages = passagesOf(met, APART).filter((each) => each.length >= least);
    add(
      fingerprint,
      passages,
      passages.map((each) => spanOf(tokens, each)),
    );
  }
  return matches;
}

/** How much of the registered document the hashes are, 0 to 1. */
export function shareOf(fingerprint: Fingerprint, hashes: ReadonlySet<number>): number {
  return fingerprint.shingles.length === 0 ? 0 : Math.min(1, hashes.size / fingerprint.shingles.length);
}

/** The text with what published documents cover left blank, so that offsets stay and nothing there speaks. */
export function blanked(text: string, spans: readonly Span[]): string {
  let read = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    read += text.slice(at, from) + text.slice(from, end).replace(/[^\n]/g, ' ');
    at = end;
  }
  return read + text.slice(at);
}

/** Of each document the shingles that the text has too, by their first tokens. */
function metIn(hashes: Float64Array, shingles: Iterable<number>, index: Index): Map<Fingerprint, number[]> {
  const met = new Map<Fingerprint, number[]>();
  for (const at of shingles) {
    for (const fingerprint of index.get(hashes[at] ?? 0) ?? []) {
      const list = met.get(fingerprint);
      if (list) list.push(at);
      else met.set(fingerprint, [at]);
    }
  }
  return met;
}

/** Shingles no further than `apart` (tokens) from the one before are one passage. */
function passagesOf(shingles: readonly number[], apart: number): number[][] {
  const passages: number[][] = [];
  for (const at of shingles) {
    const last = passages.at(-1);
    if (last && at - (last.at(-1) ?? 0) <= apart) last.push(at);
    else passages.push([at]);
  }
  return passages;
}

function spanOf({ starts, ends, count, text }: Tokens, passage: readonly number[]): Span {
  const from = Math.max(0, (passage[0] ?? 0) - RUN + 1);
  const to = Math.min(count - 1, (passage.at(-1) ?? 0) + SHINGLE + RUN - 2);
  // The sentence at either end belongs to the passage as far as its line goes.
  const start = starts[from] ?? 0;
  const end = ends[to] ?? 0;
  const line = text.lastIndexOf('\n', start) + 1;
  const next = text.indexOf('\n', end);
  return { start: start - line < 40 ? line : start, end: next >= 0 && next - end < 40 ? next : end };
}

type Index = ReadonlyMap<number, readonly Fingerprint[]>;

interface Indices {
  readonly published: Index;
  readonly others: Index;
}

const indices = new WeakMap<readonly Fingerprint[], Indices>();

function indexOf(fingerprints: readonly Fingerprint[]): Indices {
  const known = indices.get(fingerprints);
  if (known) return known;
  const published = new Map<number, Fingerprint[]>();
  const others = new Map<number, Fingerprint[]>();
  for (const fingerprint of fingerprints) {
    const index = fingerprint.kind === 'published' ? published : others;
    for (const hash of fingerprint.shingles) {
      const list = index.get(hash);
      if (list) list.push(fingerprint);
      else index.set(hash, [fingerprint]);
    }
  }
  indices.set(fingerprints, { published, others });
  return { published, others };
}

/** The hash of the shingle that begins at each token. Less than a shingle is no passage of anything. */
function hashesOf(tokens: Tokens): Float64Array {
  const words = wordHashesOf(tokens);
  const hashes = new Float64Array(Math.max(0, words.length - SHINGLE + 1));
  for (let at = 0; at < hashes.length; at++) {
    let high = 0x811c9dc5 | 0;
    let low = 0;
    for (let word = at; word < at + SHINGLE; word++) {
      high = Math.imul(high ^ (words[word] ?? 0), 0x01000193);
      low = (Math.imul(low, 0x5bd1e995) + ((words[word] ?? 0) ^ (high >>> 13))) | 0;
    }
    hashes[at] = (high >>> 0) * 0x200000 + (low & 0x1fffff);
  }
  return hashes;
}

/** Of the shingles in each run the one with the least hash. */
function winnow(hashes: Float64Array): number[] {
  const total = hashes.length;
  const kept: number[] = [];
  for (let from = 0; from < total && from + Math.min(RUN, total) <= total; from++) {
    let least = from;
    for (let at = from + 1; at < Math.min(total, from + RUN); at++)
      if ((hashes[at] ?? 0) < (hashes[least] ?? 0)) least = at;
    if (kept.at(-1) !== least) kept.push(least);
  }
  return kept;
}

/** A hash for each token, case left out. */
function wordHashesOf({ text, count, starts, ends }: Tokens): Int32Array {
  const hashes = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0x811c9dc5 | 0;
    const word = text.slice(starts[at] ?? 0, ends[at] ?? 0).toLowerCase();
    for (let unit = 0; unit < word.length; unit++) hash = Math.imul(hash ^ word.charCodeAt(unit), 0x01000193);
    hashes[at] = hash;
  }
  return hashes;
}
