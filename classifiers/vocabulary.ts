/**
 * Words as small numbers: every spelling is looked at once, lower-cased and stemmed, and then met again by its hash.
 *
 * A symbol is a number for a word, a beginning or a class of words; phrases are made of symbols. Pure; the memo
 * of spellings is bounded, so that a hostile text of ever new words costs time and no memory.
 */

import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { Facts } from './facts.ts';

/** What is known of one spelling. */
export interface Entry {
  /** Lower case, without a final 's. */
  readonly word: string;
  /** Symbols of the word, of how it begins and of its classes; empty where no phrase asks for one. */
  readonly symbols: readonly number[];
  /** Symbol of the stem as an n-gram's word; 0 where no n-gram has it. */
  readonly gram: number;
  /** Bits of the lists that the word is on, and of the pairs of words that it may begin or end. */
  readonly marks: number;
  readonly pairs: number;
  readonly isCapitalised: boolean;
  readonly isUpperCase: boolean;
}

const LONGEST_WORD = 40;
/** Slots of the memo of spellings at first and at most; it grows when three in four are taken, and then starts anew. */
const SLOTS = 1 << 13;
const MOST_SLOTS = 1 << 18;
/** An index has so many bits in the memo, a hash the others. */
const INDEX_BITS = 20;
const MOST_INDEX = (1 << INDEX_BITS) - 1;

const stranger = { word: '', symbols: [], gram: 0, marks: 0, pairs: 0 };
/** Entries below this are words that no phrase and no n-gram has. */
export const STRANGERS = 3;
const strangers: readonly Entry[] = [
  { ...stranger, isCapitalised: false, isUpperCase: false },
  { ...stranger, isCapitalised: true, isUpperCase: false },
  { ...stranger, isCapitalised: true, isUpperCase: true },
];

/** What a phrase may ask for: `agreed`, `agre~`, `{month}`. */
export type SymbolKind = 'word' | 'beginning' | 'class';

/** Stems by Porter, memoised by the caller; what is no plain Latin word stays as it is. */
export function stemOf(word: string): string {
  return word.length > 3 && word.length <= LONGEST_WORD && /^[a-z]+$/.test(word) ? PorterStemmer.stem(word) : word;
}

/** The table of spellings. */
export class Vocabulary {
  readonly #symbols = {
    word: new Map<string, number>(),
    beginning: new Map<string, number>(),
    class: new Map<string, number>(),
  };
  #symbolCount = 0;
  readonly #classes = new Map<string, string[]>();
  readonly #grams = new Map<string, number>();
  /** Words that no phrase and no n-gram has share the first three. */
  entries: Entry[] = [];
  /** What is known of each entry. */
  facts = new Facts();
  readonly #marks = new Map<string, number>();
  readonly #pairs = new Map<string, number>();
  readonly #marking: (readonly [bit: number, RegExp])[] = [];
  readonly #known = new Map<string, number>();
  /** Two numbers a slot: one hash; the rest of the other, and the index plus one in `INDEX_BITS`. */
  #memo = new Int32Array(2 * SLOTS);
  #filled = 0;

  /** The symbol of a word, of how words begin or of a class of words, made when it is asked for first. */
  symbol(kind: SymbolKind, name: string): number {
    const symbols = this.#symbols[kind];
    let symbol = symbols.get(name);
    if (symbol === undefined) {
      symbol = ++this.#symbolCount;
      symbols.set(name, symbol);
      this.#forget();
    }
    return symbol;
  }

  /** Declares a class of words, such as `month`. */
  define(name: string, words: readonly string[]): void {
    for (const word of words) this.#classes.set(word, [...(this.#classes.get(word) ?? []), name]);
    this.#forget();
  }

  /** Puts words on a list, or all that an expression finds, which is asked once a spelling, in small letters. */
  mark(bit: number, words: readonly string[] | RegExp): void {
    if (words instanceof RegExp) this.#marking.push([bit, words]);
    else for (const word of words) this.#marks.set(word, (this.#marks.get(word) ?? 0) | bit);
    this.#forget();
  }

  /** Makes words ones that may begin a pair, one of sixteen, and others ones that may end it. */
  pair(bit: number, first: readonly string[], second: readonly string[]): void {
    for (const word of first) this.#pairs.set(word, (this.#pairs.get(word) ?? 0) | bit);
    for (const word of second) this.#pairs.set(word, (this.#pairs.get(word) ?? 0) | (bit << 16));
    this.#forget();
  }

  /** How many stems are n-gram words. */
  get gramCount(): number {
    return this.#grams.size;
  }

  /** Makes a stem one of the n-gram words: their numbers begin at 1. */
  gram(stem: string): number {
    let gram = this.#grams.get(stem);
    if (gram === undefined) {
      gram = this.#grams.size + 1;
      this.#grams.set(stem, gram);
      this.#forget();
    }
    return gram;
  }

  /** Index of the entry for text[start, end), whose two hashes the tokeniser has made on its way. */
  index(text: string, start: number, end: number, first: number, second: number): number {
    const memo = this.#memo;
    const mask = memo.length - 1;
    const rest = second & ~MOST_INDEX;
    for (let slot = slotOf(first, second) & mask; ; slot = (slot + 2) & mask) {
      const there = memo[slot + 1] ?? 0;
      if (there === 0) break;
      if (memo[slot] === first && (there & ~MOST_INDEX) === rest) return (there & MOST_INDEX) - 1;
    }
    const index = this.indexOf(text.slice(start, Math.min(end, start + LONGEST_WORD + 1)));
    if (index < MOST_INDEX) this.#keep(first, second, index);
    return index;
  }

  #keep(first: number, second: number, index: number): void {
    if (this.#filled * 8 >= this.#memo.length * 3) {
      if (this.#memo.length >= 2 * MOST_SLOTS) this.#empty();
      else this.#enlarge();
    }
    this.#put(first, (second & ~MOST_INDEX) | (index + 1), slotOf(first, second));
    this.#filled++;
  }

  #put(first: number, rest: number, from: number): void {
    const memo = this.#memo;
    const mask = memo.length - 1;
    let slot = from & mask;
    while (memo[slot + 1] !== 0) slot = (slot + 2) & mask;
    memo[slot] = first;
    memo[slot + 1] = rest;
  }

  #enlarge(): void {
    const old = this.#memo;
    this.#memo = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const rest = old[at + 1] ?? 0;
      if (rest !== 0) this.#put(old[at] ?? 0, rest, slotOf(old[at] ?? 0, rest));
    }
  }

  /** Grows by one when symbols or grams are added: indices given out before are void then. */
  generation = 0;

  constructor() {
    this.#begin();
  }

  #forget(): void {
    if (this.entries.length === STRANGERS && this.#filled === 0) return;
    this.#begin();
    this.#known.clear();
    this.#empty();
    this.generation++;
  }

  #begin(): void {
    this.entries = [];
    this.facts = new Facts();
    for (const entry of strangers) this.#add(entry);
  }

  #add(entry: Entry): number {
    this.facts.add(entry);
    return this.entries.push(entry) - 1;
  }

  /** The memo of hashes alone: entries keep their indices. */
  #empty(): void {
    this.#memo.fill(0);
    this.#filled = 0;
  }

  /** Index of the entry for a spelling. */
  indexOf(spelling: string): number {
    const known = this.#known.get(spelling);
    if (known !== undefined) return known;
    const entry = this.#entry(spelling);
    if (entry.symbols.length === 0 && (entry.gram | entry.marks | entry.pairs) === 0)
      return entry.isUpperCase ? 2 : entry.isCapitalised ? 1 : 0;
    const index = this.#add(entry);
    this.#known.set(spelling, index);
    return index;
  }

  #entry(spelling: string): Entry {
    const word = wordOf(spelling);
    const { word: words, beginning, class: classes } = this.#symbols;
    const symbols = [words.get(word), ...(this.#classes.get(word) ?? []).map((name) => classes.get(name))];
    for (let length = 2; length <= word.length; length++) symbols.push(beginning.get(word.slice(0, length)));
    return {
      word,
      symbols: symbols.filter((symbol) => symbol !== undefined),
      gram: this.#grams.get(stemOf(word)) ?? 0,
      marks: this.#marksOf(spelling.toLowerCase()),
      pairs: bitsIn(this.#pairs, spelling.toLowerCase()),
      isCapitalised: /^\p{Lu}/u.test(spelling),
      isUpperCase: spelling.length > 1 && spelling === spelling.toUpperCase() && spelling !== spelling.toLowerCase(),
    };
  }

  #marksOf(lower: string): number {
    let bits = bitsIn(this.#marks, lower);
    for (const [bit, expression] of this.#marking) if (expression.test(lower)) bits |= bit;
    return bits;
  }
}

/** What an apostrophe parts counts word by word too: an expression sees it so. */
function bitsIn(lists: ReadonlyMap<string, number>, lower: string): number {
  const bits = lists.get(lower) ?? 0;
  if (!lower.includes("'")) return bits;
  return [...lower.split("'"), wordOf(lower)].reduce((all, word) => all | (lists.get(word) ?? 0), bits);
}

/** Where the search of a spelling's slot begins; of the second hash only the bits count that the memo keeps. */
function slotOf(first: number, second: number): number {
  return (first ^ (second >>> INDEX_BITS)) << 1;
}

/** Marks on Latin letters: Welsh is written with and without them, names as well. */
const ACCENTS = /[\u0300-\u036f]/g;
const PLAIN = /^[\x20-\x7e]*$/;

/** Lower case, without apostrophes and accents: "Member's" is `member`, "don't" is `dont`, "apêl" is `apel`. */
export function wordOf(spelling: string): string {
  const cased = spelling.toLowerCase();
  const lower = PLAIN.test(cased) ? cased : cased.normalize('NFD').replace(ACCENTS, '');
  return lower.includes("'") ? lower.replace(/'s$/, '').replaceAll("'", '') : lower;
}
