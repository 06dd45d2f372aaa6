/**
 * Text cut into words and numbers, in one pass over its UTF-16 units.
 *
 * A token is a run of letters and digits, an apostrophe within it included. What stands between two tokens is kept as
 * flags of the later one. Pure and linear; nothing is allocated for a token but its place in the arrays.
 */
import type { Vocabulary } from './vocabulary.ts';

/** Flags of a token. */
export const BEGINS_LINE = 1;
export const BEGINS_PARAGRAPH = 2;
export const BEGINS_SENTENCE = 4;
export const HAS_DIGIT = 8;
export const AFTER_TAB = 16;
export const BEFORE_COLON = 32;

export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Index into the vocabulary's entries; −1 for a token with a digit. */
  readonly words: Int32Array;
  readonly flags: Uint8Array;
  /** Length of the longest token. */
  readonly longest: number;
  /** How many tokens have letters and digits. */
  readonly mixed: number;
}

const LETTER = 1;
const DIGIT = 2;

/** What each UTF-16 unit is. Units of surrogate pairs are letters of rare scripts, or pictures: neither spells words here. */
const KIND = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit++) {
  const character = String.fromCharCode(unit);
  if (/[\p{L}\p{M}]/u.test(character)) KIND[unit] = LETTER;
  else if (/\p{N}/u.test(character)) KIND[unit] = DIGIT;
}

/** Cuts `text`, which has been normalised, with what the vocabulary knows. */
export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  let room = Math.max(64, text.length >> 2);
  let starts = new Int32Array(room);
  let ends = new Int32Array(room);
  let words = new Int32Array(room);
  let flags = new Uint8Array(room);
  let count = 0;
  let pending = BEGINS_LINE | BEGINS_PARAGRAPH | BEGINS_SENTENCE;
  let at = 0;
  const length = text.length;
  let longest = 0;
  let mixed = 0;

  while (at < length) {
    const unit = text.charCodeAt(at);
    const kind = KIND[unit] ?? 0;
    if (kind === 0) {
      if (unit === 10) pending |= pending & BEGINS_LINE ? BEGINS_PARAGRAPH | BEGINS_SENTENCE : BEGINS_LINE;
      else if (unit === 9) pending |= AFTER_TAB;
      else if (unit === 46 || unit === 33 || unit === 63) pending |= BEGINS_SENTENCE;
      else if (unit === 58 && count > 0 && ends[count - 1] === at)
        flags[count - 1] = (flags[count - 1] ?? 0) | BEFORE_COLON;
      at++;
      continue;
    }

    const start = at;
    let first = 0x811c9dc5 | 0;
    let second = 0;
    let seen = 0;
    for (; at < length; at++) {
      const next = text.charCodeAt(at);
      const is = KIND[next] ?? 0;
      // An apostrophe within a word belongs to it.
      if (is === 0 && !(next === 39 && at > start && at + 1 < length && KIND[text.charCodeAt(at + 1)] === LETTER))
        break;
      seen |= is;
      first = Math.imul(first ^ next, 0x01000193);
      second = (Math.imul(second, 31) + next) | 0;
    }

    if (count === room) {
      room *= 2;
      starts = enlarge(starts, new Int32Array(room));
      ends = enlarge(ends, new Int32Array(room));
      words = enlarge(words, new Int32Array(room));
      flags = enlarge(flags, new Uint8Array(room));
    }
    if (at - start > longest) longest = at - start;
    if (seen === (LETTER | DIGIT)) mixed++;
    starts[count] = start;
    ends[count] = at;
    words[count] = seen & DIGIT ? -1 : vocabulary.index(text, start, at, first, second);
    flags[count] = seen & DIGIT ? pending | HAS_DIGIT : pending;
    count++;
    // A full stop after a short capital ("J. Smith", "No. 4") ends no sentence, but it is rare enough to be let pass.
    pending = 0;
  }
  return { text, count, starts, ends, words, flags, longest, mixed };
}

function enlarge<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
