/**
 * What a word may begin, and what it and the next word may: lists made once for all words of which the same is asked.
 *
 * "Member", "members" and "MEMBERS" begin the same phrases, so that there are half as many lists as words, and they stay
 * in the processor's cache. Pure.
 */
import { addTo, Growing, type Mask } from './facts.ts';
import { Pairs } from './pairs.ts';
import { followers, needOf, type Pattern, placesOf, reachOf, thirdOf } from './phrase-pattern.ts';
import type { Entry } from './vocabulary.ts';

/** The list of a word that begins nothing. */
export const NOTHING = 0;

/**
 * A list begins with where each of its runs ends, how far ahead the open patterns look, and the bits of the words that the
 * followed ones go on with. Then the runs: owners of words that are phrases by themselves; bits and owner of those that
 * are so in some places only; pattern and need of those that are open; patterns that a number must follow.
 */
export const ALONE_TO = 0;
export const PLACED_TO = 1;
export const OPEN_TO = 2;
export const NUMBERED_TO = 3;
export const REACH = 4;
export const FOLLOWED_LOW = 5;
export const FOLLOWED_HIGH = 6;
export const LIST = 7;

/** Candidates begin with where the owners of whole phrases end, and the patterns with the mask of their third word. */
export const CANDIDATES = 2;

/** A text may bring ever new pairs of words: from so many on they are forgotten. */
const MOST_PAIRS = 1 << 16;

/** The lists of one set of patterns. */
export class PhraseLists {
  readonly #patterns: readonly Pattern[];
  /** Patterns by the symbols of their first word. */
  readonly #heads = new Map<number, number[]>();
  /** Symbols that may follow the first word of some pattern. */
  readonly #following = new Set<number>();

  /** Of each entry of the vocabulary: where its list stands, and the number of what it is as a second word, 0 for nothing. */
  words = new Growing();
  /** Of each number of a second word: its bits. */
  seconds = new Growing();
  lists = new Growing();
  candidates = new Growing();
  #listBy = new Map<string, number>();
  #secondBy = new Map<string, number>();
  #secondSymbols: (readonly number[])[] = [];
  #followed = new Map<number, ReadonlyMap<number, readonly number[]>>();
  #pairs = new Pairs();

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
    patterns.forEach(({ steps }, at) => {
      for (const symbol of steps[0]?.symbols ?? []) {
        const known = this.#heads.get(symbol);
        if (known) known.push(at);
        else this.#heads.set(symbol, [at]);
      }
      for (const symbol of followers(steps) ?? []) this.#following.add(symbol);
    });
    this.forget();
  }

  /** All that is known of words: their indices are given out anew. */
  forget(): void {
    this.words = new Growing();
    this.lists = new Growing();
    for (let at = 0; at < LIST; at++) this.lists.push(NOTHING);
    this.#listBy = new Map([['', NOTHING]]);
    this.#followed = new Map();
    this.seconds = new Growing();
    this.#secondBy = new Map();
    this.#secondSymbols = [];
    this.#secondOf([]);
    this.#forgetPairs();
  }

  #forgetPairs(): void {
    this.#pairs = new Pairs();
    this.candidates = new Growing();
    for (let at = 0; at < CANDIDATES; at++) this.candidates.push(CANDIDATES);
  }

  /** Makes the lists of entries that came since the last time. */
  learn(entries: readonly Entry[]): void {
    for (let at = this.words.length / 2; at < entries.length; at++) {
      const symbols = entries[at]?.symbols ?? [];
      this.words.push(this.#listOf(symbols.filter((symbol) => this.#heads.has(symbol))));
      this.words.push(this.#secondOf(symbols.filter((symbol) => this.#following.has(symbol))));
    }
  }

  #secondOf(symbols: readonly number[]): number {
    const key = symbols.join();
    const known = this.#secondBy.get(key);
    if (known !== undefined) return known;
    const mask = maskOfAll(symbols);
    this.seconds.push(mask.low);
    this.seconds.push(mask.high);
    const second = this.#secondSymbols.push(symbols) - 1;
    this.#secondBy.set(key, second);
    return second;
  }

  #listOf(heads: readonly number[]): number {
    const key = heads.join();
    const known = this.#listBy.get(key);
    if (known !== undefined) return known;
    const alone: number[] = [];
    const placed: number[] = [];
    const open: number[] = [];
    const numbered: number[] = [];
    const followed = new Map<number, number[]>();
    let reach = 0;
    for (const at of new Set(heads.flatMap((symbol) => this.#heads.get(symbol) ?? []))) {
      const pattern = this.#patterns[at];
      if (!pattern) continue;
      const { steps, owner } = pattern;
      const next = followers(steps);
      if (isAlone(pattern, 1)) alone.push(owner);
      else if (steps.length === 1) placed.push(placesOf(pattern), owner);
      else if (next === null) {
        const need = needOf(pattern);
        open.push(at, need.low, need.high);
        reach = Math.max(reach, reachOf(steps));
      } else if (next.length === 0) numbered.push(at);
      else for (const symbol of next) followed.set(symbol, [...(followed.get(symbol) ?? []), at]);
    }
    const list = this.lists.length;
    let end = list + LIST;
    const runs = [alone, placed, open, numbered];
    for (const run of runs) {
      end += run.length;
      this.lists.push(end);
    }
    const mask = maskOfAll([...followed.keys()]);
    for (const value of [reach, mask.low, mask.high, ...runs.flat()]) this.lists.push(value);
    this.#followed.set(list, followed);
    this.#listBy.set(key, list);
    return list;
  }

  /** Where the candidates stand that a word with this list and the next as `second` may begin; 0 where there are none. */
  candidatesOf(list: number, second: number): number {
    const known = this.#pairs.get(list, second);
    return known >= 0 ? known : this.#makeCandidates(list, second);
  }

  #makeCandidates(list: number, second: number): number {
    if (this.#pairs.size >= MOST_PAIRS) this.#forgetPairs();
    const followed = this.#followed.get(list);
    const whole: number[] = [];
    const rest: number[] = [];
    for (const at of (this.#secondSymbols[second] ?? []).flatMap((symbol) => followed?.get(symbol) ?? [])) {
      const pattern = this.#patterns[at];
      if (!pattern) continue;
      const third = thirdOf(pattern);
      if (isAlone(pattern, 2)) whole.push(pattern.owner);
      else rest.push(at, third.low, third.high);
    }
    // All pairs without any share the first.
    const from = whole.length + rest.length === 0 ? 0 : this.candidates.length;
    const wholeTo = from + CANDIDATES + whole.length;
    if (from > 0) for (const value of [wholeTo, wholeTo + rest.length, ...whole, ...rest]) this.candidates.push(value);
    this.#pairs.set(list, second, from);
    return from;
  }
}

/** Whether the pattern is so many words without more. */
function isAlone(pattern: Pattern, words: number): boolean {
  return pattern.steps.length === words && placesOf(pattern) === 0;
}

function maskOfAll(symbols: readonly number[]): Mask {
  const mask: Mask = { low: 0, high: 0 };
  for (const symbol of symbols) addTo(mask, symbol);
  return mask;
}
