/**
 * Disguises that a reader undoes by hand: digits for letters, and base64 pasted into a text.
 *
 * Characters that only look different are `src/document/text.ts`'s. Pure, linear and bounded.
 */

import { factAt } from './facts.ts';
import { HAS_DIGIT, IS_MIXED, isLetter, isUpper, type Tokens } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One such word is a product; several are a manner of writing. */
const MANNER = 4;
const LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a' };

/** The tokens with digits read as the letters that they stand for, if that is the text's manner; offsets stay. */
export function spelledOut(tokens: Tokens, vocabulary: Vocabulary): Tokens {
  if (tokens.mixed < MANNER) return tokens;
  const { text, starts, ends, lines, marked } = tokens;
  const disguised: number[] = [];
  for (let each = 0; each < marked.length; each++) {
    const token = marked[each] ?? 0;
    if (((tokens.flags[token] ?? 0) & IS_MIXED) === 0) continue;
    if (isDisguised(text, starts[token] ?? 0, ends[token] ?? 0)) disguised.push(token);
  }
  if (disguised.length < MANNER) return tokens;

  const words = tokens.words.slice();
  const flags = tokens.flags.slice();
  const said = tokens.said.slice();
  const pieces: string[] = [];
  let done = 0;
  let line = 0;
  for (const token of disguised) {
    const start = starts[token] ?? 0;
    const end = ends[token] ?? 0;
    const word = text.slice(start, end).replace(/[0134]/g, (digit) => LETTERS[digit] ?? digit);
    pieces.push(text.slice(done, start), word);
    done = end;
    words[token] = vocabulary.indexOf(word);
    flags[token] = (flags[token] ?? 0) & ~(HAS_DIGIT | IS_MIXED);
    while (line + 1 < lines.length && (lines[line + 1] ?? 0) <= start) line++;
    said[line] = (said[line] ?? 0) | (vocabulary.facts.marks.values[factAt(words[token] ?? -1)] ?? 0);
  }
  pieces.push(text.slice(done));
  return { ...tokens, text: pieces.join(''), words, flags, marked: without(disguised, tokens), said };
}

/** The marked tokens but for those that are words now and stand before no @. Both lists rise. */
function without(disguised: readonly number[], { text, ends, marked }: Tokens): Int32Array {
  const left = new Int32Array(marked.length);
  let count = 0;
  let next = 0;
  for (let each = 0; each < marked.length; each++) {
    const token = marked[each] ?? 0;
    const isWord = token === disguised[next];
    if (isWord) next++;
    if (!isWord || text[ends[token] ?? 0] === '@') left[count++] = token;
  }
  return left.subarray(0, count);
}

/**
 * A word with one of these digits in it, of letters for the rest: `m33ting`, `4greed`. It ends in a letter, and a digit
 * that begins it stands before one.
 */
function isDisguised(text: string, start: number, end: number): boolean {
  if (end - start < 3 || !isLetter(text.charCodeAt(end - 1))) return false;
  if (!isLetter(text.charCodeAt(start)) && !isLetter(text.charCodeAt(start + 1))) return false;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 48 || unit === 49 || unit === 51 || unit === 52) digits++;
    else if (!isLetter(unit)) return false;
  }
  return digits > 0 && !isInward(text, start, end);
}

/** The second half of a postcode, a digit and two capitals: a list has one in each row. */
function isInward(text: string, start: number, end: number): boolean {
  return (
    end - start === 3 &&
    !isLetter(text.charCodeAt(start)) &&
    isUpper(text.charCodeAt(start + 1)) &&
    isUpper(text.charCodeAt(end - 1))
  );
}

/** Base64 shows itself by a run of letters and digits that no word of a language is. */
export const LONGEST_WORD = 20;

export interface Encoded {
  /** Where the encoded run stands. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines of base64, the last one shorter: at least 60 characters in all. */
const RUN = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,200}\r?\n){0,20000}[A-Za-z0-9+/]{20,200}={0,2}(?![A-Za-z0-9+/=])/y;

/** So many characters in a row begin one: its first line is as long as this, or is all of it and longer. */
const LONG = 40;
const IS_BASE64 = new Uint8Array(0x80);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
  IS_BASE64[character.charCodeAt(0)] = 1;

/** Where each run of `LONG` characters or more begins: the last of so many is looked at first, so most are passed over. */
function* longRuns(text: string): Generator<number> {
  for (let from = 0; from + LONG <= text.length; ) {
    let at = from + LONG - 1;
    while (at >= from && IS_BASE64[text.charCodeAt(at)]) at--;
    if (at >= from) {
      from = at + 1;
      continue;
    }
    yield from;
    from += LONG;
    while (from < text.length && IS_BASE64[text.charCodeAt(from)]) from++;
  }
}

/** Texts that stand in a text as base64. What does not decode to text is left alone. */
export function encodedIn(text: string): Encoded[] {
  const found: Encoded[] = [];
  let done = 0;
  for (const index of longRuns(text)) {
    if (index < done) continue;
    RUN.lastIndex = index;
    const match = RUN.exec(text);
    if (!match) continue;
    done = RUN.lastIndex;
    const characters = match[0].replace(/\s/g, '');
    if (characters.length < 60 || !/\d|[+/]/.test(characters) || !/[A-Z]/.test(characters)) continue;
    const decoded = utf8(bytesOf(characters));
    if (decoded !== null) found.push({ start: match.index, end: match.index + match[0].length, text: decoded });
  }
  return found;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Uint8Array(128);
for (let value = 0; value < 64; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

function bytesOf(characters: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of characters) {
    if (character === '=') break;
    held = ((held << 6) | (VALUES[character.charCodeAt(0)] ?? 0)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return bytes;
}

/** The bytes as UTF-8 text, or null where they are none, or mostly no letters. */
function utf8(bytes: readonly number[]): string | null {
  let text = '';
  let printable = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const more = byte < 0x80 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : -1;
    if (more < 0) return null;
    let code = more === 0 ? byte : byte & (0x3f >> more);
    for (let next = 1; next <= more; next++) {
      const following = bytes[at + next] ?? 0;
      if (at + next < bytes.length && (following & 0xc0) !== 0x80) return null;
      code = (code << 6) | (following & 0x3f);
    }
    if (code > 0x10ffff || (code < 32 && code !== 9 && code !== 10 && code !== 13)) return null;
    text += String.fromCodePoint(code);
    if (code === 32 || (code >= 65 && code < 123)) printable++;
    at += more + 1;
  }
  return printable * 2 > text.length ? text : null;
}
