/**
 * Phrases as data, all of them matched in one pass over the tokens.
 *
 * Notation, elements apart by blanks: `agreed` that word; `suspend~` any word that begins so; `a/b/c~` one of them; `the?`
 * may be missing; `..4` up to four words between, within a sentence; `#` a number; `Aa` a capitalised word; `{month}` a
 * class of words; `^` first: at the beginning of a line; `$` last: at the end of one; `:` last: before a colon.
 * The first word must not be optional, a gap or `Aa`; a `#` before it is a number just before. Steps are few and gaps short, so nothing backtracks far.
 */
import { AFTER_TAB, BEFORE_COLON, BEGINS_LINE, BEGINS_PARAGRAPH, BEGINS_SENTENCE, type Tokens } from './tokens.ts';
import { maskOf, STRANGERS, type Vocabulary, wordOf } from './vocabulary.ts';

interface Step {
  readonly symbols: readonly number[];
  readonly number: boolean;
  readonly capitalised: boolean;
  readonly optional: boolean;
  /** Words that may stand before this step. */
  readonly gap: number;
}

interface Pattern {
  readonly owner: number;
  readonly steps: readonly Step[];
  readonly lineStart: boolean;
  /** A number stands before the first word. */
  readonly afterNumber: boolean;
  readonly lineEnd: boolean;
  readonly colon: boolean;
}

/** Phrases that one word may begin: by what must follow it, and those that leave it open. */
interface Heads {
  readonly open: readonly Pattern[];
  /** Those that a number must follow. */
  readonly numbered: readonly Pattern[];
  /** By the symbol of the next word; `mask` has the bits of all those symbols. */
  readonly followed: ReadonlyMap<number, readonly Pattern[]>;
  readonly mask: number;
}

/** Whoever the phrase belongs to, and the tokens [from, to) where it stands. */
export type OnPhrase = (owner: number, from: number, to: number) => void;

/** Raised where a phrase cannot work; the message names it. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
}

/** A set of phrases, each with an owner (a number that the caller chooses), over one vocabulary. */
export class Phrases {
  readonly #vocabulary: Vocabulary;
  /** By the symbol of the first word. */
  readonly #heads = new Map<number, Pattern[]>();
  #byEntry: (Heads | null)[] = [];
  #generation = -1;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  add(owner: number, phrase: string): void {
    this.#keep(this.#parse(owner, phrase));
  }

  /** Words as they stand, none of them notation: names out of the register. A number stands for any number. */
  addWords(owner: number, words: readonly string[]): void {
    const steps = words.map((word) => {
      const number = /\p{N}/u.test(word);
      return {
        symbols: number ? [] : [this.#vocabulary.symbol(`w:${word}`)],
        number,
        capitalised: false,
        optional: false,
        gap: 0,
      };
    });
    if (steps[0]?.symbols.length)
      this.#keep({ owner, steps, lineStart: false, afterNumber: false, lineEnd: false, colon: false });
  }

  #keep(pattern: Pattern): void {
    for (const symbol of pattern.steps[0]?.symbols ?? []) {
      const patterns = this.#heads.get(symbol);
      if (patterns) patterns.push(pattern);
      else this.#heads.set(symbol, [pattern]);
    }
    this.#generation = -1;
  }

  /** Tells `found` of every phrase in `tokens`, once for each place where its first word stands. */
  match(tokens: Tokens, found: OnPhrase): void {
    const { count, words } = tokens;
    const { entries, masks, generation } = this.#vocabulary;
    if (this.#generation !== generation) {
      this.#byEntry = [];
      this.#generation = generation;
    }
    for (let at = 0; at < count; at++) {
      const word = words[at] ?? -1;
      if (word < STRANGERS) continue;
      let heads = this.#byEntry[word];
      if (heads === undefined) {
        heads = this.#headsOf(entries[word]?.symbols ?? []);
        this.#byEntry[word] = heads;
      }
      if (heads === null) continue;
      for (const pattern of heads.open) this.#try(tokens, pattern, at, found);
      const next = at + 1 < count ? (words[at + 1] ?? 0) : 0;
      if (next < 0) for (const pattern of heads.numbered) this.#try(tokens, pattern, at, found);
      // Nearly all that may follow is told by a few bits not to.
      else if (heads.mask & (masks[next] ?? 0)) {
        for (const symbol of entries[next]?.symbols ?? []) {
          const patterns = heads.followed.get(symbol);
          if (patterns) for (const pattern of patterns) this.#try(tokens, pattern, at, found);
        }
      }
    }
  }

  #try(tokens: Tokens, pattern: Pattern, at: number, found: OnPhrase): void {
    const flags = tokens.flags[at] ?? 0;
    if (pattern.lineStart && !(flags & (BEGINS_LINE | AFTER_TAB))) return;
    if (pattern.afterNumber && (flags & BEGINS_LINE || at === 0 || (tokens.words[at - 1] ?? 0) >= 0)) return;
    const end = this.#rest(tokens, pattern, 1, at + 1);
    if (end > 0) found(pattern.owner, pattern.afterNumber ? at - 1 : at, end);
  }

  #headsOf(symbols: readonly number[]): Heads | null {
    const patterns = new Set(symbols.flatMap((symbol) => this.#heads.get(symbol) ?? []));
    if (patterns.size === 0) return null;
    const open: Pattern[] = [];
    const numbered: Pattern[] = [];
    const followed = new Map<number, Pattern[]>();
    for (const pattern of patterns) {
      const next = followers(pattern);
      if (next === null) open.push(pattern);
      else if (next.length === 0) numbered.push(pattern);
      else for (const symbol of next) followed.set(symbol, [...(followed.get(symbol) ?? []), pattern]);
    }
    const mask = [...followed.keys()].reduce((bits, symbol) => bits | maskOf(symbol), 0);
    return { open, numbered, followed, mask };
  }

  /** Token after the match of steps[step…] at `at`, or 0. Recursion is as deep as the phrase has words. */
  #rest(tokens: Tokens, pattern: Pattern, step: number, at: number): number {
    const wanted = pattern.steps[step];
    if (!wanted) {
      if (pattern.lineEnd && at < tokens.count && !((tokens.flags[at] ?? 0) & BEGINS_LINE)) return 0;
      if (pattern.colon && !((tokens.flags[at - 1] ?? 0) & BEFORE_COLON)) return 0;
      return at;
    }
    for (let gap = 0, next = at; gap <= wanted.gap && next < tokens.count; gap++, next++) {
      const flags = tokens.flags[next] ?? 0;
      if (flags & BEGINS_PARAGRAPH || (wanted.gap > 0 && flags & BEGINS_SENTENCE)) break;
      if (!this.#fits(tokens, next, wanted)) continue;
      const end = this.#rest(tokens, pattern, step + 1, next + 1);
      if (end > 0) return end;
    }
    return wanted.optional ? this.#rest(tokens, pattern, step + 1, at) : 0;
  }

  #fits(tokens: Tokens, at: number, { symbols, number, capitalised }: Step): boolean {
    const word = tokens.words[at] ?? -1;
    if (word < 0) return number;
    const entry = this.#vocabulary.entries[word];
    if (!entry) return false;
    if (capitalised && entry.isCapitalised) return true;
    for (const symbol of entry.symbols) if (symbols.includes(symbol)) return true;
    return false;
  }

  #parse(owner: number, phrase: string): Pattern {
    const elements = phrase
      .split(' ')
      .flatMap((element) => (element.includes('/') ? [element] : element.split('-')))
      .filter(Boolean);
    const lineStart = elements[0] === '^';
    const afterNumber = elements[lineStart ? 1 : 0] === '#';
    const lineEnd = elements.at(-1) === '$';
    const colon = elements.at(-1) === ':';
    const steps: Step[] = [];
    let gap = 0;
    for (const element of elements.slice(
      (lineStart ? 1 : 0) + (afterNumber ? 1 : 0),
      lineEnd || colon ? -1 : undefined,
    )) {
      if (element.startsWith('..')) {
        gap = Number(element.slice(2));
        continue;
      }
      const optional = element.endsWith('?');
      const alternatives = (optional ? element.slice(0, -1) : element).split('/');
      steps.push({
        symbols: alternatives.flatMap((word) => this.#symbolOf(word)),
        number: alternatives.includes('#'),
        capitalised: alternatives.includes('Aa'),
        optional,
        gap,
      });
      gap = 0;
    }
    const [head] = steps;
    if (!head || head.optional || head.gap > 0 || head.symbols.length === 0 || gap > 0) {
      throw new PhraseError(`\`${phrase}\` must begin with a word and end with one`);
    }
    return { owner, steps, lineStart, afterNumber, lineEnd, colon };
  }

  #symbolOf(word: string): number[] {
    if (word === '#' || word === 'Aa') return [];
    if (word.startsWith('{')) return [this.#vocabulary.symbol(`c:${word.slice(1, -1)}`)];
    if (word.endsWith('~')) return [this.#vocabulary.symbol(`p:${wordOf(word.slice(0, -1))}`)];
    return [this.#vocabulary.symbol(`w:${wordOf(word)}`)];
  }
}

/** Symbols of which one must follow the first word; none where a number must, null where the phrase leaves it open. */
function followers({ steps }: Pattern): readonly number[] | null {
  const symbols: number[] = [];
  for (const step of steps.slice(1)) {
    if (step.gap > 0 || step.capitalised || (step.number && (steps.length === 1 || step.symbols.length > 0)))
      return null;
    if (step.number) return step.optional || symbols.length > 0 ? null : [];
    symbols.push(...step.symbols);
    if (!step.optional) return [...new Set(symbols)];
  }
  return null;
}
