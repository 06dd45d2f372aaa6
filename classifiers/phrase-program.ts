/**
 * Phrases compiled to flat arrays of numbers, and the pass over the tokens that tries them.
 *
 * A phrase is tried where its first word stands, and only if a few bits do not rule out what must follow. Nothing is
 * allocated for a token. Steps are few and gaps short, so nothing backtracks far. Pure.
 */
import { Pairs } from './pairs.ts';
import { followers, maskOf, type Pattern, reachOf } from './phrase-pattern.ts';
import { AFTER_TAB, BEFORE_COLON, BEGINS_LINE, BEGINS_PARAGRAPH, BEGINS_SENTENCE, type Tokens } from './tokens.ts';
import {
  addTo,
  CAPITALISED,
  factsAt,
  Growing,
  HIGH,
  LOW,
  type Mask,
  NUMBER,
  STRANGERS,
  SYMBOLS_FROM,
  SYMBOLS_TO,
  type Vocabulary,
} from './vocabulary.ts';

/** Whoever the phrase belongs to, and the tokens [from, to) where it stands. */
export type OnPhrase = (owner: number, from: number, to: number) => void;

/** Bits of a pattern. */
const LINE_START = 1;
const AFTER_NUMBER = 2;
const LINE_END = 4;
const COLON = 8;

/** A need that every place meets. */
const ALWAYS = 1 << 31;
/** No list of patterns was made yet; there is none. */
const UNKNOWN = 0;
const NOTHING = -1;
/** A text may bring ever new pairs of words: from so many on they are forgotten. */
const MOST_PAIRS = 1 << 16;

/**
 * The list of what a word may begin: how many phrases it is by itself, how many are open and numbered, how far ahead the
 * open ones look, the bits of the words that the others are followed by; then owners of the first, and patterns.
 */
const HEADER = 6;

export class PhraseProgram {
  readonly #vocabulary: Vocabulary;
  readonly #patterns: readonly Pattern[];
  /** Patterns by the symbol of their first word. */
  readonly #heads = new Map<number, number[]>();

  /** By pattern: its owner, its bits, its steps but the first as [from, to), and of what must follow, wherever, at least one bit. */
  readonly #owners: Int32Array;
  readonly #bits: Int32Array;
  readonly #from: Int32Array;
  readonly #needLow: Int32Array;
  readonly #needHigh: Int32Array;
  /** By pattern: the bits of which the word after the next must have one, where the phrase says which. */
  readonly #thenLow: Int32Array;
  readonly #thenHigh: Int32Array;

  /** By step: its gap, below zero where it may be missing; the bits of its symbols; and the symbols themselves. */
  readonly #gaps = new Growing();
  readonly #lows = new Growing();
  readonly #highs = new Growing();
  readonly #symbolsFrom = new Growing();
  readonly #symbols = new Growing();

  /** By entry of the vocabulary: where its list stands. Void with the vocabulary's generation. */
  #byEntry = new Int32Array(0);
  #lists = new Growing();
  #followed: (ReadonlyMap<number, readonly number[]> | undefined)[] = [];
  #generation = -1;
  /** By a word and the next: where the patterns stand that the two begin. */
  #pairs = new Pairs();
  #candidates = new Growing();

  constructor(vocabulary: Vocabulary, patterns: readonly Pattern[]) {
    this.#vocabulary = vocabulary;
    this.#patterns = patterns;
    this.#owners = Int32Array.from(patterns, ({ owner }) => owner);
    this.#bits = new Int32Array(patterns.length);
    this.#from = new Int32Array(patterns.length + 1);
    this.#needLow = new Int32Array(patterns.length);
    this.#needHigh = new Int32Array(patterns.length);
    this.#thenLow = new Int32Array(patterns.length).fill(ALWAYS);
    this.#thenHigh = new Int32Array(patterns.length);
    patterns.forEach((pattern, at) => {
      this.#compile(pattern, at);
      for (const symbol of pattern.steps[0]?.symbols ?? []) {
        const known = this.#heads.get(symbol);
        if (known) known.push(at);
        else this.#heads.set(symbol, [at]);
      }
    });
    this.#from[patterns.length] = this.#gaps.length;
    this.#symbolsFrom.push(this.#symbols.length);
  }

  #compile({ steps, lineStart, afterNumber, lineEnd, colon }: Pattern, at: number): void {
    this.#bits[at] =
      (lineStart ? LINE_START : 0) | (afterNumber ? AFTER_NUMBER : 0) | (lineEnd ? LINE_END : 0) | (colon ? COLON : 0);
    this.#from[at] = this.#gaps.length;
    const need: Mask = { low: 0, high: 0 };
    let isOpen = true;
    for (const step of steps.slice(1)) {
      const { symbols, optional, gap } = step;
      const mask = maskOf(step);
      this.#gaps.push(optional ? -1 - gap : gap);
      this.#lows.push(mask.low);
      this.#highs.push(mask.high);
      this.#symbolsFrom.push(this.#symbols.length);
      for (const symbol of symbols) this.#symbols.push(symbol);
      if (isOpen) {
        need.low |= mask.low;
        need.high |= mask.high;
      }
      if (!optional) isOpen = false;
    }
    const [, second, third] = steps;
    if (second && third && !second.optional && second.gap === 0 && !third.optional && third.gap === 0) {
      const mask = maskOf(third);
      this.#thenLow[at] = mask.low;
      this.#thenHigh[at] = mask.high;
    }
    this.#needLow[at] = isOpen ? ALWAYS : need.low;
    this.#needHigh[at] = isOpen ? 0 : need.high;
  }

  /** Tells `found` of every phrase in `tokens`, once for each place where its first word stands. */
  match(tokens: Tokens, found: OnPhrase): void {
    const { count, words } = tokens;
    this.#prepare();
    const facts = this.#vocabulary.facts.values;
    const byEntry = this.#byEntry;
    for (let at = 0; at < count; at++) {
      const word = words[at] ?? -1;
      if (word < STRANGERS) continue;
      let list = byEntry[word] ?? NOTHING;
      if (list === UNKNOWN) list = this.#listOf(word);
      if (list === NOTHING) continue;
      const lists = this.#lists.values;
      const alone = list + HEADER;
      const open = alone + (lists[list] ?? 0);
      const numbered = open + (lists[list + 1] ?? 0);
      for (let each = alone; each < open; each++) found(lists[each] ?? 0, at, at + 1);
      if (open < numbered) {
        // What stands ahead, as far as any of them looks for what it cannot do without.
        const last = Math.min(count - 1, at + (lists[list + 3] ?? 0));
        let low = ALWAYS;
        let high = 0;
        for (let next = at + 1; next <= last; next++) {
          const ahead = factsAt(words[next] ?? 0);
          low |= facts[ahead + LOW] ?? 0;
          high |= facts[ahead + HIGH] ?? 0;
        }
        for (let each = open; each < numbered; each++) {
          const pattern = lists[each] ?? 0;
          if (low & (this.#needLow[pattern] ?? 0) || high & (this.#needHigh[pattern] ?? 0))
            this.#try(tokens, pattern, at, found);
        }
      }
      if (at + 1 === count) continue;
      const next = words[at + 1] ?? 0;
      const ahead = factsAt(next);
      if (next < 0) {
        const end = numbered + (lists[list + 2] ?? 0);
        for (let each = numbered; each < end; each++) this.#try(tokens, lists[each] ?? 0, at, found);
      } else if (
        (lists[list + 4] ?? 0) & (facts[ahead + LOW] ?? 0) ||
        (lists[list + 5] ?? 0) & (facts[ahead + HIGH] ?? 0)
      )
        this.#follow(tokens, word, next, at, found);
    }
  }

  /** Tries what must be followed by the next word: two words are such a phrase already, or a third may rule it out. */
  #follow(tokens: Tokens, word: number, next: number, at: number, found: OnPhrase): void {
    const from = this.#candidatesOf(word, next);
    // No phrase goes on into another paragraph.
    if (from === 0 || (tokens.flags[at + 1] ?? 0) & BEGINS_PARAGRAPH) return;
    const candidates = this.#candidates.values;
    const facts = this.#vocabulary.facts.values;
    const whole = from + 2 + (candidates[from] ?? 0);
    const end = whole + (candidates[from + 1] ?? 0);
    for (let each = from + 2; each < whole; each++) found(candidates[each] ?? 0, at, at + 2);
    if (whole === end) return;
    const third = factsAt(at + 2 < tokens.count ? (tokens.words[at + 2] ?? 0) : 0);
    const low = (facts[third + LOW] ?? 0) | ALWAYS;
    const high = facts[third + HIGH] ?? 0;
    for (let each = whole; each < end; each++) {
      const pattern = candidates[each] ?? 0;
      if (low & (this.#thenLow[pattern] ?? 0) || high & (this.#thenHigh[pattern] ?? 0))
        this.#try(tokens, pattern, at, found);
    }
  }

  #prepare(): void {
    const { generation, entries } = this.#vocabulary;
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#byEntry = new Int32Array(0);
      this.#lists = new Growing();
      this.#lists.push(UNKNOWN);
      this.#followed = [];
      this.#forgetPairs();
    }
    if (this.#byEntry.length < entries.length) {
      const larger = new Int32Array(entries.length * 2);
      larger.set(this.#byEntry);
      this.#byEntry = larger;
    }
  }

  #forgetPairs(): void {
    this.#pairs = new Pairs();
    this.#candidates = new Growing();
    this.#candidates.push(0);
  }

  /** Makes the list of the patterns that a word may begin. */
  #listOf(word: number): number {
    const symbols = this.#vocabulary.entries[word]?.symbols ?? [];
    const patterns = new Set(symbols.flatMap((symbol) => this.#heads.get(symbol) ?? []));
    if (patterns.size === 0) {
      this.#byEntry[word] = NOTHING;
      return NOTHING;
    }
    const alone: number[] = [];
    const open: number[] = [];
    const numbered: number[] = [];
    const followed = new Map<number, number[]>();
    let reach = 0;
    for (const pattern of patterns) {
      const { steps } = this.#patterns[pattern] ?? { steps: [] };
      const next = followers(steps);
      if (steps.length === 1 && this.#bits[pattern] === 0) alone.push(this.#owners[pattern] ?? 0);
      else if (next === null) {
        open.push(pattern);
        reach = Math.max(reach, reachOf(steps));
      } else if (next.length === 0) numbered.push(pattern);
      else for (const symbol of next) followed.set(symbol, [...(followed.get(symbol) ?? []), pattern]);
    }
    const mask: Mask = { low: 0, high: 0 };
    for (const symbol of followed.keys()) addTo(mask, symbol);
    const list = this.#lists.length;
    const header = [alone.length, open.length, numbered.length, reach, mask.low, mask.high];
    for (const value of [...header, ...alone, ...open, ...numbered]) this.#lists.push(value);
    this.#followed[word] = followed;
    this.#byEntry[word] = list;
    return list;
  }

  /** Where the patterns stand that must be followed, and are, by `next`. */
  #candidatesOf(word: number, next: number): number {
    const known = this.#pairs.get(word, next);
    if (known >= 0) return known;
    if (this.#pairs.size >= MOST_PAIRS) this.#forgetPairs();
    const followed = this.#followed[word];
    const patterns = (this.#vocabulary.entries[next]?.symbols ?? []).flatMap((symbol) => followed?.get(symbol) ?? []);
    // Two words without more.
    const isWhole = (pattern: number) => this.#bits[pattern] === 0 && this.#patterns[pattern]?.steps.length === 2;
    const whole = patterns.filter(isWhole).map((pattern) => this.#owners[pattern] ?? 0);
    const rest = patterns.filter((pattern) => !isWhole(pattern));
    // All pairs without any share the first.
    const from = patterns.length === 0 ? 0 : this.#candidates.length;
    if (from > 0) for (const value of [whole.length, rest.length, ...whole, ...rest]) this.#candidates.push(value);
    this.#pairs.set(word, next, from);
    return from;
  }

  #try(tokens: Tokens, pattern: number, at: number, found: OnPhrase): void {
    const bits = this.#bits[pattern] ?? 0;
    const flags = tokens.flags[at] ?? 0;
    if (bits & LINE_START && !(flags & (BEGINS_LINE | AFTER_TAB))) return;
    if (bits & AFTER_NUMBER && (flags & BEGINS_LINE || at === 0 || (tokens.words[at - 1] ?? 0) >= 0)) return;
    const end = this.#rest(tokens, bits, this.#from[pattern] ?? 0, this.#from[pattern + 1] ?? 0, at + 1);
    if (end > 0) found(this.#owners[pattern] ?? 0, bits & AFTER_NUMBER ? at - 1 : at, end);
  }

  /** Token after the match of the steps [step, last) at `at`, or 0. Recursion is as deep as the phrase has words. */
  #rest(tokens: Tokens, bits: number, step: number, last: number, at: number): number {
    const { count, flags } = tokens;
    let here = step;
    let token = at;
    for (; here < last && this.#gaps.values[here] === 0; here++, token++) {
      if (token >= count || (flags[token] ?? 0) & BEGINS_PARAGRAPH || !this.#fits(tokens, token, here)) return 0;
    }
    if (here === last) {
      if (bits & LINE_END && token < count && !((flags[token] ?? 0) & BEGINS_LINE)) return 0;
      if (bits & COLON && !((flags[token - 1] ?? 0) & BEFORE_COLON)) return 0;
      return token;
    }
    const given = this.#gaps.values[here] ?? 0;
    const most = given < 0 ? -1 - given : given;
    for (let gap = 0, next = token; gap <= most && next < count; gap++, next++) {
      const there = flags[next] ?? 0;
      if (there & BEGINS_PARAGRAPH || (most > 0 && there & BEGINS_SENTENCE)) break;
      if (!this.#fits(tokens, next, here)) continue;
      const end = this.#rest(tokens, bits, here + 1, last, next + 1);
      if (end > 0) return end;
    }
    return given < 0 ? this.#rest(tokens, bits, here + 1, last, token) : 0;
  }

  #fits(tokens: Tokens, at: number, step: number): boolean {
    const facts = this.#vocabulary.facts.values;
    const word = factsAt(tokens.words[at] ?? -1);
    const low = (facts[word + LOW] ?? 0) & (this.#lows.values[step] ?? 0);
    const high = (facts[word + HIGH] ?? 0) & (this.#highs.values[step] ?? 0);
    if ((low | high) === 0) return false;
    if (low & CAPITALISED || high & NUMBER) return true;
    const wanted = this.#symbols.values;
    const from = this.#symbolsFrom.values[step] ?? 0;
    const to = this.#symbolsFrom.values[step + 1] ?? 0;
    const symbols = this.#vocabulary.symbols.values;
    const end = facts[word + SYMBOLS_TO] ?? 0;
    for (let each = facts[word + SYMBOLS_FROM] ?? 0; each < end; each++) {
      const own = symbols[each];
      for (let other = from; other < to; other++) if (own === wanted[other]) return true;
    }
    return false;
  }
}
