/**
 * Phrases compiled to flat arrays of numbers, and the pass over the tokens that tries them.
 *
 * A phrase is tried where its first word stands, and only if a few bits do not rule out what must follow. Nothing is
 * allocated for a token. Steps are few and gaps short, so nothing backtracks far. Pure.
 */
import { CAPITALISED, factAt, Growing, NUMBER } from './facts.ts';
import {
  ALONE_TO,
  CANDIDATES,
  FOLLOWED_HIGH,
  FOLLOWED_LOW,
  LIST,
  NOTHING,
  NUMBERED_TO,
  OPEN_TO,
  PhraseLists,
  PLACED_TO,
  REACH,
} from './phrase-lists.ts';
import { AFTER_NUMBER, ALWAYS, COLON, LINE_END, LINE_START, maskOf, type Pattern, placesOf } from './phrase-pattern.ts';
import { AFTER_TAB, BEFORE_COLON, BEGINS_LINE, BEGINS_PARAGRAPH, BEGINS_SENTENCE, type Tokens } from './tokens.ts';
import { STRANGERS, type Vocabulary } from './vocabulary.ts';

/** Whoever the phrase belongs to, and the tokens [from, to) where it stands. */
export type OnPhrase = (owner: number, from: number, to: number) => void;

/** So many tokens are gone over at a time: the engine makes its best code of what is called often. */
const PIECE = 1 << 9;

/** A step is its gap, below zero where it may be missing; the bits of its symbols; and where its symbols begin and end. */
const STEP = 5;

export class PhraseProgram {
  readonly #vocabulary: Vocabulary;
  readonly #lists: PhraseLists;
  #generation = -1;

  /** By pattern: its owner, its bits, and where its steps but the first begin. */
  readonly #owners: Int32Array;
  readonly #bits: Int32Array;
  readonly #from: Int32Array;
  /** All steps, one pattern's behind the other's, and their symbols. */
  readonly #steps: Int32Array;
  readonly #symbols: Int32Array;

  constructor(vocabulary: Vocabulary, patterns: readonly Pattern[]) {
    this.#vocabulary = vocabulary;
    this.#owners = Int32Array.from(patterns, ({ owner }) => owner);
    this.#bits = Int32Array.from(patterns, placesOf);
    this.#from = new Int32Array(patterns.length + 1);
    const steps = new Growing();
    const wanted = new Growing();
    patterns.forEach((pattern, at) => {
      for (const step of pattern.steps.slice(1)) {
        const { low, high } = maskOf(step);
        const from = wanted.length;
        for (const symbol of step.symbols) wanted.push(symbol);
        for (const value of [step.optional ? -1 - step.gap : step.gap, low, high, from, wanted.length])
          steps.push(value);
      }
      this.#from[at + 1] = steps.length;
    });
    this.#steps = steps.values.slice(0, steps.length);
    this.#symbols = wanted.values.slice(0, wanted.length);
    this.#lists = new PhraseLists(patterns);
  }

  /** Tells `found` of every phrase in `tokens`, once for each place where its first word stands. */
  match(tokens: Tokens, found: OnPhrase): void {
    const { count } = tokens;
    this.#prepare();
    for (let from = 0; from < count; from += PIECE) this.#matchIn(tokens, from, Math.min(count, from + PIECE), found);
  }

  /** Those whose first word is one of the tokens [from, to). */
  #matchIn(tokens: Tokens, from: number, to: number, found: OnPhrase): void {
    const { count, words } = tokens;
    const {
      words: { values: begins },
      lists: { values: lists },
      seconds: { values: seconds },
    } = this.#lists;
    for (let at = from; at < to; at++) {
      const word = words[at] ?? -1;
      if (word < STRANGERS) continue;
      const list = begins[2 * word] ?? NOTHING;
      if (list === NOTHING) continue;
      const aloneTo = lists[list + ALONE_TO] ?? 0;
      const placedTo = lists[list + PLACED_TO] ?? 0;
      const openTo = lists[list + OPEN_TO] ?? 0;
      for (let each = list + LIST; each < aloneTo; each++) found(lists[each] ?? 0, at, at + 1);
      if (aloneTo < placedTo) this.#place(tokens, lists, aloneTo, placedTo, at, found);
      if (placedTo < openTo) this.#look(tokens, list, at, found);
      if (at + 1 === count) continue;
      const next = words[at + 1] ?? 0;
      if (next < 0) {
        const numberedTo = lists[list + NUMBERED_TO] ?? 0;
        for (let each = openTo; each < numberedTo; each++) this.#try(tokens, lists[each] ?? 0, at, found);
        continue;
      }
      const second = begins[2 * next + 1] ?? 0;
      if (
        (lists[list + FOLLOWED_LOW] ?? 0) & (seconds[2 * second] ?? 0) ||
        (lists[list + FOLLOWED_HIGH] ?? 0) & (seconds[2 * second + 1] ?? 0)
      )
        this.#follow(tokens, list, second, at, found);
    }
  }

  #prepare(): void {
    const { generation, entries } = this.#vocabulary;
    if (this.#generation !== generation) this.#lists.forget();
    this.#generation = generation;
    this.#lists.learn(entries);
  }

  /** Tells of words that are phrases by themselves where they stand so. */
  #place(tokens: Tokens, lists: Int32Array, from: number, to: number, at: number, found: OnPhrase): void {
    const stands = placeOf(tokens, at);
    for (let each = from; each < to; each += 2) {
      const bits = lists[each] ?? 0;
      if ((bits & ~stands) === 0) found(lists[each + 1] ?? 0, bits & AFTER_NUMBER ? at - 1 : at, at + 1);
    }
  }

  /** Tries open patterns where what they cannot do without stands ahead, as far as any of them looks for it. */
  #look(tokens: Tokens, list: number, at: number, found: OnPhrase): void {
    const lists = this.#lists.lists.values;
    const {
      lows: { values: lows },
      highs: { values: highs },
    } = this.#vocabulary.facts;
    const last = Math.min(tokens.count - 1, at + (lists[list + REACH] ?? 0));
    let low = ALWAYS;
    let high = 0;
    for (let next = at + 1; next <= last; next++) {
      const ahead = factAt(tokens.words[next] ?? 0);
      low |= lows[ahead] ?? 0;
      high |= highs[ahead] ?? 0;
    }
    const to = lists[list + OPEN_TO] ?? 0;
    for (let each = lists[list + PLACED_TO] ?? 0; each < to; each += 3) {
      if (low & (lists[each + 1] ?? 0) || high & (lists[each + 2] ?? 0)) this.#try(tokens, lists[each] ?? 0, at, found);
    }
  }

  /** Tries what must be followed by the next word: two words are such a phrase already, or a third may rule it out. */
  #follow(tokens: Tokens, list: number, second: number, at: number, found: OnPhrase): void {
    const from = this.#lists.candidatesOf(list, second);
    // No phrase goes on into another paragraph.
    if (from === 0 || (tokens.flags[at + 1] ?? 0) & BEGINS_PARAGRAPH) return;
    const candidates = this.#lists.candidates.values;
    const wholeTo = candidates[from] ?? 0;
    const to = candidates[from + 1] ?? 0;
    for (let each = from + CANDIDATES; each < wholeTo; each++) found(candidates[each] ?? 0, at, at + 2);
    if (wholeTo === to) return;
    const { lows, highs } = this.#vocabulary.facts;
    const third = factAt(at + 2 < tokens.count ? (tokens.words[at + 2] ?? 0) : 0);
    const low = (lows.values[third] ?? 0) | ALWAYS;
    const high = highs.values[third] ?? 0;
    for (let each = wholeTo; each < to; each += 3) {
      if (low & (candidates[each + 1] ?? 0) || high & (candidates[each + 2] ?? 0))
        this.#try(tokens, candidates[each] ?? 0, at, found);
    }
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
    const steps = this.#steps;
    let here = step;
    let token = at;
    for (; here < last && steps[here] === 0; here += STEP, token++) {
      if (token >= count || (flags[token] ?? 0) & BEGINS_PARAGRAPH || !this.#fits(tokens, token, here)) return 0;
    }
    if (here === last) {
      if (bits & LINE_END && token < count && !((flags[token] ?? 0) & BEGINS_LINE)) return 0;
      if (bits & COLON && !((flags[token - 1] ?? 0) & BEFORE_COLON)) return 0;
      return token;
    }
    const given = steps[here] ?? 0;
    const most = given < 0 ? -1 - given : given;
    for (let gap = 0, next = token; gap <= most && next < count; gap++, next++) {
      const there = flags[next] ?? 0;
      if (there & BEGINS_PARAGRAPH || (most > 0 && there & BEGINS_SENTENCE)) break;
      if (!this.#fits(tokens, next, here)) continue;
      const end = this.#rest(tokens, bits, here + STEP, last, next + 1);
      if (end > 0) return end;
    }
    return given < 0 ? this.#rest(tokens, bits, here + STEP, last, token) : 0;
  }

  #fits(tokens: Tokens, at: number, step: number): boolean {
    const { lows, highs, symbolsFrom, symbols } = this.#vocabulary.facts;
    const steps = this.#steps;
    const word = factAt(tokens.words[at] ?? -1);
    const low = (lows.values[word] ?? 0) & (steps[step + 1] ?? 0);
    const high = (highs.values[word] ?? 0) & (steps[step + 2] ?? 0);
    if ((low | high) === 0) return false;
    if (low & CAPITALISED || high & NUMBER) return true;
    const wanted = this.#symbols;
    const from = steps[step + 3] ?? 0;
    const to = steps[step + 4] ?? 0;
    const end = symbolsFrom.values[word + 1] ?? 0;
    for (let each = symbolsFrom.values[word] ?? 0; each < end; each++) {
      const own = symbols.values[each];
      for (let other = from; other < to; other++) if (own === wanted[other]) return true;
    }
    return false;
  }
}

/** The bits of a pattern's places that the token has. */
function placeOf({ flags, words, count }: Tokens, at: number): number {
  const here = flags[at] ?? 0;
  const beginsLine = (here & BEGINS_LINE) !== 0;
  const endsLine = at + 1 === count || ((flags[at + 1] ?? 0) & BEGINS_LINE) !== 0;
  return (
    (beginsLine || here & AFTER_TAB ? LINE_START : 0) |
    (!beginsLine && at > 0 && (words[at - 1] ?? 0) < 0 ? AFTER_NUMBER : 0) |
    (endsLine ? LINE_END : 0) |
    (here & BEFORE_COLON ? COLON : 0)
  );
}
