/**
 * Fingerprints: a document met again, whole or in part, reformatted or lightly edited, without its text being kept.
 *
 * Five words in a row are a shingle; of the shingles in a run of four the least hash is kept (winnowing, Schleimer et al.
 * 2003), so whatever two texts share for eight words in a row leaves a common hash. Case, punctuation, layout and
 * numbering at line starts do not count. Pure.
 */
import type { Span } from '../src/document/document.ts';
import type { Fingerprint } from './context.ts';
import type { Tokens } from './tokens.ts';

const SHINGLE = 5;
const RUN = 4;
/** A paragraph shares at least this many hashes close together; a stock phrase does not. */
const LEAST = 5;
/** Matches further apart than this (tokens) are two passages. */
const APART = 60;

interface Kept {
  readonly hash: number;
  /** First token of the shingle. */
  readonly at: number;
}

/** Sorted, distinct 53-bit hashes of a document's shingles. */
export function shinglesOf(tokens: Tokens): Float64Array {
  return Float64Array.from(new Set(winnow(tokens).map(({ hash }) => hash))).sort();
}

/** What of the registered documents stands in a text. */
export interface FingerprintMatch {
  readonly fingerprint: Fingerprint;
  /** Distinct hashes that both have. */
  readonly hashes: ReadonlySet<number>;
  /** Passages of the text that the document covers. */
  readonly spans: readonly Span[];
}

export function matchFingerprints(tokens: Tokens, fingerprints: readonly Fingerprint[]): FingerprintMatch[] {
  if (fingerprints.length === 0) return [];
  const index = indexOf(fingerprints);
  const found = new Map<Fingerprint, Kept[]>();
  for (const kept of winnow(tokens)) {
    for (const fingerprint of index.get(kept.hash) ?? []) {
      const list = found.get(fingerprint);
      if (list) list.push(kept);
      else found.set(fingerprint, [kept]);
    }
  }
  return [...found].flatMap(([fingerprint, kept]) => {
    const passages = passagesOf(kept).filter(
      (each) => each.length >= Math.min(LEAST, Math.max(1, Math.ceil(fingerprint.shingles.length * 0.6))),
    );
    if (passages.length === 0) return [];
    return [
      {
        fingerprint,
        hashes: new Set(passages.flat().map(({ hash }) => hash)),
        spans: passages.map((each) => spanOf(tokens, each)),
      },
    ];
  });
}

/** How much of the registered document the hashes are, 0 to 1. */
export function shareOf(fingerprint: Fingerprint, hashes: ReadonlySet<number>): number {
  return fingerprint.shingles.length === 0 ? 0 : Math.min(1, hashes.size / fingerprint.shingles.length);
}

/** The text with what published documents cover left blank, so that offsets stay and nothing there speaks. */
export function blanked(text: string, spans: readonly Span[]): string {
  let read = text;
  for (const { start, end } of spans) {
    read = read.slice(0, start) + read.slice(start, end).replace(/[^\n]/g, ' ') + read.slice(end);
  }
  return read;
}

function passagesOf(kept: readonly Kept[]): Kept[][] {
  const passages: Kept[][] = [];
  for (const each of kept) {
    const last = passages.at(-1);
    if (last && each.at - (last.at(-1)?.at ?? 0) <= APART) last.push(each);
    else passages.push([each]);
  }
  return passages;
}

function spanOf({ starts, ends, count, text }: Tokens, passage: readonly Kept[]): Span {
  const from = Math.max(0, (passage[0]?.at ?? 0) - RUN + 1);
  const to = Math.min(count - 1, (passage.at(-1)?.at ?? 0) + SHINGLE + RUN - 2);
  // The sentence at either end belongs to the passage as far as its line goes.
  const start = starts[from] ?? 0;
  const end = ends[to] ?? 0;
  const line = text.lastIndexOf('\n', start) + 1;
  const next = text.indexOf('\n', end);
  return { start: start - line < 40 ? line : start, end: next >= 0 && next - end < 40 ? next : end };
}

const indices = new WeakMap<readonly Fingerprint[], ReadonlyMap<number, readonly Fingerprint[]>>();

function indexOf(fingerprints: readonly Fingerprint[]): ReadonlyMap<number, readonly Fingerprint[]> {
  const known = indices.get(fingerprints);
  if (known) return known;
  const index = new Map<number, Fingerprint[]>();
  for (const fingerprint of fingerprints) {
    for (const hash of fingerprint.shingles) {
      const list = index.get(hash);
      if (list) list.push(fingerprint);
      else index.set(hash, [fingerprint]);
    }
  }
  indices.set(fingerprints, index);
  return index;
}

function winnow(tokens: Tokens): Kept[] {
  const words = hashesOf(tokens);
  const total = words.length - SHINGLE + 1;
  // Less than a shingle is no passage of anything.
  if (total < 1) return [];
  const hashes = new Float64Array(total);
  for (let at = 0; at < total; at++) {
    let high = 0x811c9dc5 | 0;
    let low = 0;
    for (let word = at; word < at + SHINGLE; word++) {
      high = Math.imul(high ^ (words[word] ?? 0), 0x01000193);
      low = (Math.imul(low, 0x5bd1e995) + ((words[word] ?? 0) ^ (high >>> 13))) | 0;
    }
    hashes[at] = (high >>> 0) * 0x200000 + (low & 0x1fffff);
  }
  const kept: Kept[] = [];
  for (let from = 0; from + Math.min(RUN, total) <= total; from++) {
    let least = from;
    for (let at = from + 1; at < Math.min(total, from + RUN); at++)
      if ((hashes[at] ?? 0) < (hashes[least] ?? 0)) least = at;
    if (kept.at(-1)?.at !== least) kept.push({ hash: hashes[least] ?? 0, at: least });
  }
  return kept;
}

/** A hash for each token, case left out. */
function hashesOf({ text, count, starts, ends }: Tokens): Int32Array {
  const hashes = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0x811c9dc5 | 0;
    const word = text.slice(starts[at] ?? 0, ends[at] ?? 0).toLowerCase();
    for (let unit = 0; unit < word.length; unit++) hash = Math.imul(hash ^ word.charCodeAt(unit), 0x01000193);
    hashes[at] = hash;
  }
  return hashes;
}
