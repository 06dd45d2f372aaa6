/**
 * Text cut into words and numbers, in one pass over its UTF-16 units.
 *
 * A token is a run of letters and digits, an apostrophe within it included. What stands between two tokens is kept as
 * flags of the later one. Pure and linear; nothing is allocated for a token but its place in the arrays.
 */
import type { Span } from '../src/document/document.ts';
import { firstWhere } from './bisect.ts';
import { factAt } from './facts.ts';
import { PIECE, type Room, roomAtHand, takenFrom, withRoom } from './token-room.ts';
import { STRANGERS, type Vocabulary } from './vocabulary.ts';

/** Flags of a token. */
export const BEGINS_LINE = 1;
export const BEGINS_PARAGRAPH = 2;
export const BEGINS_SENTENCE = 4;
export const HAS_DIGIT = 8;
export const AFTER_TAB = 16;
export const BEFORE_COLON = 32;
/** It has letters beside its digits. */
export const IS_MIXED = 64;

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
  /** The tokens that have a digit or stand before an @: all that numbers, telephones and addresses are made of. */
  readonly marked: Int32Array;
  /** Where each line starts. */
  readonly lines: Int32Array;
  /** For each line what stands between its tokens: `featuresOf` reads it. */
  readonly features: Int32Array;
  /** For each line the bits of the word lists of which it has a word: `Vocabulary.mark` gives words their bits. */
  readonly said: Int32Array;
}

/** What a line has besides words. Counts stop where their bits do. */
export const HAS_TAB = 1;
export const HAS_BAR = 2;
/** Two blanks or more between two words. */
export const HAS_GAP = 4;
export const SEMICOLONS = { one: 1 << 3, most: 3 << 3 };
export const ATS = { one: 1 << 5, most: 3 << 5 };
export const COMMAS = { one: 1 << 7, most: 0x3ff << 7 };
export const DIGITS = { one: 1 << 17, most: 0x3ff << 17 };
export const HAS_COLON = 1 << 27;
/** A bracket, a box, an underscore or a row of stops: what the blanks of a form are made of. */
export const HAS_BLANK_FORM = 1 << 28;

interface Counter {
  readonly one: number;
  readonly most: number;
}

export function countIn(features: number, { one, most }: Counter): number {
  return (features & most) / one;
}

const LETTER = 1;
const DIGIT = 2;
const APOSTROPHE = 4;
/** From here on a unit belongs to no token: nothing is known of it, or it is one of those looked at. */
const APART = 8;
const QUOTE = 9;
const SPACE = 10;
const LINE_FEED = 11;
const COMMA = 12;
const STOP = 13;
const TAB = 14;
const COLON = 15;
const BAR = 16;
const SEMICOLON = 17;
const AT = 18;
const SLASH = 19;
const FORM = 20;

/** What each UTF-16 unit is. Units of surrogate pairs are letters of rare scripts, or pictures: neither spells words here. */
const KIND = new Uint8Array(0x10000).fill(APART);
const UPPER = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit++) {
  const character = String.fromCharCode(unit);
  if (/[\p{L}\p{M}]/u.test(character)) KIND[unit] = LETTER;
  else if (/\p{N}/u.test(character)) KIND[unit] = DIGIT;
  if (/\p{Lu}/u.test(character)) UPPER[unit] = 1;
}
for (const [characters, kind] of [
  ["'", QUOTE],
  [' ', SPACE],
  ['\n', LINE_FEED],
  [',', COMMA],
  ['.!?', STOP],
  ['\t', TAB],
  [':', COLON],
  ['|', BAR],
  [';', SEMICOLON],
  ['@', AT],
  ['/', SLASH],
  ['[<{_☐□…', FORM],
] as const)
  for (const character of characters) KIND[character.charCodeAt(0)] = kind;

/** Whether the UTF-16 unit is a capital. */
export function isUpper(unit: number): boolean {
  return UPPER[unit] === 1;
}

/** Whether it is a letter of ASCII. */
export function isLetter(unit: number): boolean {
  const small = unit | 32;
  return small > 96 && small < 123;
}

/** Whether it is a hyphen or a dash. */
export function isDash(unit: number): boolean {
  return unit === 45 || unit === 0x2013 || unit === 0x2014;
}

/** What tokens [from, to) of a text span: up to its very ends, where they are its first and its last. */
export function spanBetween({ text, starts, ends, count }: Tokens, from: number, to: number): Span {
  return {
    start: from === 0 ? 0 : (starts[from] ?? 0),
    end: to === count ? text.length : (ends[to - 1] ?? 0),
  };
}

/** Cuts `text`, which has been normalised, with what the vocabulary knows. */
export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  const { length } = text;
  const cutter = new Cutter(text, vocabulary, roomAtHand());
  for (let to = PIECE; cutter.at < length; to += PIECE) cutter.cut(Math.min(to, length));
  return cutter.tokens();
}

/** A text, and how far it is cut. */
class Cutter {
  readonly #text: string;
  readonly #vocabulary: Vocabulary;
  #room: Room;
  at = 0;
  #count = 0;
  #marks = 0;
  #longest = 0;
  #mixed = 0;
  /** Flags of the token to come, and where the last one ends. */
  #pending = BEGINS_LINE | BEGINS_PARAGRAPH | BEGINS_SENTENCE;
  #last = -1;
  /** The line, and what of it was seen. */
  #line = 0;
  #has = 0;
  #says = 0;

  constructor(text: string, vocabulary: Vocabulary, room: Room) {
    this.#text = text;
    this.#vocabulary = vocabulary;
    this.#room = room;
    room.lines[0] = 0;
  }

  /** Goes on to `to`, at most `PIECE` characters behind what it was called with before, and to the end of a word there. */
  cut(to: number): void {
    const text = this.#text;
    const { length } = text;
    const vocabulary = this.#vocabulary;
    const { marks: marksOf } = vocabulary.facts;
    // A piece has fewer tokens, marks and lines than characters.
    this.#room = withRoom(this.#room, this.#count + PIECE, this.#marks + PIECE, this.#line + 1 + PIECE);
    const { starts, ends, words, flags, marked, lines, features, said } = this.#room;
    let at = this.at;
    let count = this.#count;
    let marks = this.#marks;
    let longest = this.#longest;
    let pending = this.#pending;
    let last = this.#last;
    let line = this.#line;
    let here = this.#has;
    let says = this.#says;

    while (at < to) {
      let unit = text.charCodeAt(at);
      let kind = KIND[unit] ?? APART;
      if (kind >= APART) {
        switch (kind) {
          case SPACE:
            if (last === at && at + 1 < length && text.charCodeAt(at + 1) === 32) here |= HAS_GAP;
            break;
          case LINE_FEED:
            pending |= pending & BEGINS_LINE ? BEGINS_PARAGRAPH | BEGINS_SENTENCE : BEGINS_LINE;
            features[line] = here;
            said[line] = says;
            here = 0;
            says = 0;
            line++;
            lines[line] = at + 1;
            break;
          case COMMA:
            here = oneMore(here, COMMAS);
            break;
          case STOP:
            pending |= BEGINS_SENTENCE;
            if (unit === 46 && at + 1 < length && text.charCodeAt(at + 1) === 46) here |= HAS_BLANK_FORM;
            break;
          case TAB:
            pending |= AFTER_TAB;
            here |= HAS_TAB;
            break;
          case COLON:
            here |= HAS_COLON;
            if (last === at) flags[count - 1] = (flags[count - 1] ?? 0) | BEFORE_COLON;
            break;
          case BAR:
            here |= HAS_BAR;
            break;
          case SEMICOLON:
            here = oneMore(here, SEMICOLONS);
            break;
          case AT:
            here = oneMore(here, ATS);
            if (last === at && ((flags[count - 1] ?? 0) & HAS_DIGIT) === 0) marked[marks++] = count - 1;
            break;
          case SLASH:
            if (at > 0 && text.charCodeAt(at - 1) === 88) here |= HAS_BLANK_FORM;
            break;
          case FORM:
            here |= HAS_BLANK_FORM;
            break;
          default:
        }
        at++;
        continue;
      }

      const start = at;
      let first = 0x811c9dc5 | 0;
      let second = 0;
      let seen = 0;
      for (;;) {
        seen |= kind;
        first = Math.imul(first ^ unit, 0x01000193);
        second = (Math.imul(second, 31) + unit) | 0;
        at++;
        if (at === length) break;
        unit = text.charCodeAt(at);
        kind = KIND[unit] ?? APART;
        if (kind < APART) continue;
        // An apostrophe within a word belongs to it.
        if (kind !== QUOTE || at + 1 === length || KIND[text.charCodeAt(at + 1)] !== LETTER) break;
        kind = APOSTROPHE;
      }

      if (at - start > longest) longest = at - start;
      starts[count] = start;
      ends[count] = at;
      if (seen & DIGIT) {
        words[count] = -1;
        flags[count] = pending | HAS_DIGIT;
        if (seen & LETTER) {
          flags[count] = pending | HAS_DIGIT | IS_MIXED;
          this.#mixed++;
        }
        for (let digit = start; digit < at; digit++) {
          if (KIND[text.charCodeAt(digit)] === DIGIT) here = oneMore(here, DIGITS);
        }
        marked[marks++] = count;
      } else {
        const word = vocabulary.index(text, start, at, first, second);
        words[count] = word;
        if (word >= STRANGERS) says |= marksOf.values[factAt(word)] ?? 0;
        flags[count] = pending;
      }
      count++;
      last = at;
      // A full stop after a short capital ("J. Smith", "No. 4") ends no sentence, but it is rare enough to be let pass.
      pending = 0;
    }

    this.at = at;
    this.#count = count;
    this.#marks = marks;
    this.#longest = longest;
    this.#pending = pending;
    this.#last = last;
    this.#line = line;
    this.#has = here;
    this.#says = says;
  }

  tokens(): Tokens {
    const { features, said } = this.#room;
    features[this.#line] = this.#has;
    said[this.#line] = this.#says;
    const count = this.#count;
    const cut = takenFrom(this.#room, count, this.#marks, this.#line + 1);
    return { text: this.#text, count, longest: this.#longest, mixed: this.#mixed, ...cut };
  }
}

/** Which of the lines that begin there (`Tokens.lines`) the character stands in. */
export function lineAt(lines: Int32Array, offset: number): number {
  return Math.max(0, firstWhere(lines.length, (line) => (lines[line] ?? 0) > offset) - 1);
}

function oneMore(features: number, { one, most }: Counter): number {
  return (features & most) === most ? features : features + one;
}
