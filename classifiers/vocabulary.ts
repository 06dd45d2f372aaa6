/**
 * Words as small numbers: every spelling is looked at once, lower-cased and stemmed, and then met again by its hash.
 *
 * A symbol is a number for a word, a beginning or a class of words; phrases are made of symbols. Pure; the memo
 * of spellings is bounded, so that a hostile text of ever new words costs time and no memory.
 */
import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';

/** What is known of one spelling. */
export interface Entry {
  /** Lower case, without a final 's. */
  readonly word: string;
  /** Symbols of the word, of how it begins and of its classes; empty where no phrase asks for one. */
  readonly symbols: readonly number[];
  /** Symbol of the stem as an n-gram's word; 0 where no n-gram has it. */
  readonly gram: number;
  readonly isCapitalised: boolean;
  readonly isUpperCase: boolean;
}

const LONGEST_WORD = 40;
/** Slots of the memo of spellings, emptied when half of them are taken. */
const SLOTS = 1 << 18;

const stranger = { word: '', symbols: [], gram: 0 };
/** Entries below this are words that no phrase and no n-gram has. */
export const STRANGERS = 3;
const strangers: readonly Entry[] = [
  { ...stranger, isCapitalised: false, isUpperCase: false },
  { ...stranger, isCapitalised: true, isUpperCase: false },
  { ...stranger, isCapitalised: true, isUpperCase: true },
];

/** Stems by Porter, memoised by the caller; what is no plain Latin word stays as it is. */
export function stemOf(word: string): string {
  return word.length > 3 && word.length <= LONGEST_WORD && /^[a-z]+$/.test(word) ? PorterStemmer.stem(word) : word;
}

/** The table of spellings. */
export class Vocabulary {
  readonly #symbols = new Map<string, number>();
  readonly #classes = new Map<string, string[]>();
  readonly #grams = new Map<string, number>();
  /** Words that no phrase and no n-gram has share the first three. */
  entries: Entry[] = [...strangers];
  readonly #known = new Map<string, number>();
  readonly #first = new Int32Array(SLOTS);
  readonly #second = new Int32Array(SLOTS);
  readonly #at = new Int32Array(SLOTS);
  #filled = 0;

  /** The symbol of a word (`w:agreed`), beginning (`p:agre`) or class (`c:month`), made when it is asked for first. */
  symbol(name: string): number {
    let symbol = this.#symbols.get(name);
    if (symbol === undefined) {
      symbol = this.#symbols.size + 1;
      this.#symbols.set(name, symbol);
      this.#forget();
    }
    return symbol;
  }

  /** Declares a class of words, such as `month`. */
  define(name: string, words: readonly string[]): void {
    for (const word of words) this.#classes.set(word, [...(this.#classes.get(word) ?? []), name]);
    this.#forget();
  }

  /** Makes a stem one of the n-gram words. */
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
    const mask = SLOTS - 1;
    let slot = (first ^ (second >>> 7)) & mask;
    for (;;) {
      const at = this.#at[slot] ?? 0;
      if (at === 0) break;
      if (this.#first[slot] === first && this.#second[slot] === second) return at - 1;
      slot = (slot + 1) & mask;
    }
    if (this.#filled >= SLOTS / 2) this.#empty();
    const index = this.#indexOf(text.slice(start, Math.min(end, start + LONGEST_WORD + 1)));
    slot = (first ^ (second >>> 7)) & mask;
    while (this.#at[slot]) slot = (slot + 1) & mask;
    this.#at[slot] = index + 1;
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#filled++;
    return index;
  }

  /** Grows by one when symbols or grams are added: indices given out before are void then. */
  generation = 0;

  #forget(): void {
    if (this.entries.length === STRANGERS && this.#filled === 0) return;
    this.entries = [...strangers];
    this.#known.clear();
    this.#empty();
    this.generation++;
  }

  /** The memo of hashes alone: entries keep their indices. */
  #empty(): void {
    this.#at.fill(0);
    this.#filled = 0;
  }

  #indexOf(spelling: string): number {
    const known = this.#known.get(spelling);
    if (known !== undefined) return known;
    const entry = this.#entry(spelling);
    if (entry.symbols.length === 0 && entry.gram === 0) return entry.isUpperCase ? 2 : entry.isCapitalised ? 1 : 0;
    this.entries.push(entry);
    this.#known.set(spelling, this.entries.length - 1);
    return this.entries.length - 1;
  }

  #entry(spelling: string): Entry {
    const word = wordOf(spelling);
    const names = [`w:${word}`, ...(this.#classes.get(word) ?? []).map((name) => `c:${name}`)];
    for (let length = 2; length <= word.length; length++) names.push(`p:${word.slice(0, length)}`);
    const symbols = names.map((name) => this.#symbols.get(name) ?? 0).filter((symbol) => symbol > 0);
    return {
      word,
      symbols,
      gram: this.#grams.get(stemOf(word)) ?? 0,
      isCapitalised: /^\p{Lu}/u.test(spelling),
      isUpperCase: spelling.length > 1 && spelling === spelling.toUpperCase() && spelling !== spelling.toLowerCase(),
    };
  }
}

/** Lower case, without apostrophes: "Member's" is `member`, "don't" is `dont`. */
export function wordOf(spelling: string): string {
  const lower = spelling.toLowerCase();
  return lower.includes("'") ? lower.replace(/'s$/, '').replaceAll("'", '') : lower;
}
