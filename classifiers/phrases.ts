/**
 * Phrases as data, all of them matched in one pass over the tokens.
 *
 * Notation, elements apart by blanks: `agreed` that word; `suspend~` any word that begins so; `a/b/c~` one of them; `the?`
 * may be missing; `..4` up to four words between, within a sentence; `#` a number; `Aa` a capitalised word; `{month}` a
 * class of words; `^` first: at the beginning of a line; `$` last: at the end of one; `:` last: before a colon.
 * The first word must not be optional, a gap or `Aa`; a `#` before it is a number just before. `phrase-program.ts` matches.
 */
import type { Pattern, Step } from './phrase-pattern.ts';
import { type OnPhrase, PhraseProgram } from './phrase-program.ts';
import type { Tokens } from './tokens.ts';
import { type Vocabulary, wordOf } from './vocabulary.ts';

/** Raised where a phrase cannot work; the message names it. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
}

const HAS_DIGIT = /\p{N}/u;

/** A set of phrases, each with an owner (a number that the caller chooses), over one vocabulary. */
export class Phrases {
  readonly #vocabulary: Vocabulary;
  readonly #patterns: Pattern[] = [];
  #program: PhraseProgram | null = null;
  /** Of each owner the phrases with a digit in them: the vocabulary tells one number from no other. */
  readonly #numbered = new Map<number, (readonly string[])[]>();
  /** By what was written of them: thousands of phrases share a few hundred steps, which would be ten megabytes one by one. */
  readonly #steps = new Map<string, Step>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  add(owner: number, phrase: string): void {
    this.#keep(this.#parse(owner, phrase));
  }

  /** Words as they stand, none of them notation: names out of the register. One of them has no digit; else they are not met. */
  addWords(
    owner: number,
    words: readonly string[],
    formsOf: (word: string) => readonly string[] = (word) => [word],
  ): void {
    const first = words.findIndex((word) => !HAS_DIGIT.test(word));
    if (first < 0) return;
    const steps = words.slice(first).map((word) => {
      const number = HAS_DIGIT.test(word);
      return {
        symbols: number ? [] : formsOf(word).map((form) => this.#vocabulary.symbol('word', form)),
        number,
        capitalised: false,
        optional: false,
        gap: 0,
      };
    });
    if (words.some((word) => HAS_DIGIT.test(word)))
      this.#numbered.set(owner, [...(this.#numbered.get(owner) ?? []), words]);
    this.#keep({ owner, steps, lineStart: false, afterNumber: first > 0, lineEnd: false, colon: false });
  }

  #keep(pattern: Pattern): void {
    this.#patterns.push(pattern);
    this.#program = null;
  }

  /** Tells `found` of every phrase in `tokens`, once for each place where its first word stands. */
  match(tokens: Tokens, found: OnPhrase): void {
    if (this.#patterns.length === 0) return;
    this.#program ??= new PhraseProgram(this.#vocabulary, this.#patterns);
    this.#program.match(tokens, this.#numbered.size === 0 ? found : this.#onNumbers(tokens, found));
  }

  /** Of what holds a number only what holds the right one. */
  #onNumbers({ text, starts, ends, words }: Tokens, found: OnPhrase): OnPhrase {
    const isWritten = (word: string, at: number) =>
      !HAS_DIGIT.test(word) || word === text.slice(starts[at] ?? 0, ends[at] ?? 0).toLowerCase();
    return (owner, from, to) => {
      if (words.subarray(from, to).every((word) => word >= 0)) return found(owner, from, to);
      const phrase = (this.#numbered.get(owner) ?? []).find((each) =>
        each.every((word, at) => isWritten(word, to - each.length + at)),
      );
      if (phrase) found(owner, to - phrase.length, to);
    };
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
      steps.push(this.#stepOf(element, gap));
      gap = 0;
    }
    const [head] = steps;
    if (!head || head.optional || head.gap > 0 || head.symbols.length === 0 || gap > 0) {
      throw new PhraseError(`\`${phrase}\` must begin with a word and end with one`);
    }
    return { owner, steps, lineStart, afterNumber, lineEnd, colon };
  }

  #stepOf(element: string, gap: number): Step {
    const key = `${gap} ${element}`;
    const known = this.#steps.get(key);
    if (known) return known;
    const optional = element.endsWith('?');
    const alternatives = (optional ? element.slice(0, -1) : element).split('/');
    const step: Step = {
      symbols: alternatives.flatMap((word) => this.#symbolOf(word)),
      number: alternatives.includes('#'),
      capitalised: alternatives.includes('Aa'),
      optional,
      gap,
    };
    this.#steps.set(key, step);
    return step;
  }

  #symbolOf(word: string): number[] {
    if (word === '#' || word === 'Aa') return [];
    if (word.startsWith('{')) return [this.#vocabulary.symbol('class', word.slice(1, -1))];
    if (word.endsWith('~')) return [this.#vocabulary.symbol('beginning', wordOf(word.slice(0, -1)))];
    return [this.#vocabulary.symbol('word', wordOf(word))];
  }
}
