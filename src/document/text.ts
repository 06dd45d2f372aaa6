/**
 * Normalised text with a map back: what a reader sees, so that words are found however they are written, and the
 * offsets of the original, so that evidence is quoted as written.
 *
 * Undone are: compatibility forms (NFKC), characters that show nothing (zero-width, bidi, soft hyphen), look-alike
 * letters, typographic quotes and dashes, hyphenation at line ends, letter-spaced words, prefixes of quoted replies. Case
 * is kept. Pure and linear; text in which nothing is to be done comes back as it is, with the identity as its map.
 */
import type { Span } from './document.ts';
import { readAs } from './look-alikes.ts';

export interface NormalisedText {
  readonly text: string;
  /** UTF-16 offset in the original of the unit at `index`; the original's length for an index at the end. */
  readonly offsetOf: (index: number) => number;
  /** The original's span whose characters read as [start, end) here. */
  readonly spanOf: (start: number, end: number) => Span;
}

/** Printable ASCII and the controls that lay out text; anything else is looked at. */
const UNUSUAL = /[^\t\n\v\f\r -~]/;
const CLUSTER = /[^\t\n\v\f\r -~]\p{M}*|[A-Za-z0-9]\p{M}+/gu;

/** Quick tests, each a rare sequence, before the expressions that tell exactly. */
const LAID_OUT = /-[ \t]*\r?\n|^[ \t]?>|[A-Za-z]([ ._*-])[A-Za-z]\1[A-Za-z]\1[A-Za-z]/m;

/** Line-end hyphen between letters, quoted or not; prefixes of quoted lines; words set with a space between letters. */
const LAYOUT =
  /(?<=\p{L})-[ \t]*\r?\n(?:[ \t]?>)*[ \t]*(?=\p{Ll})|^(?:[ \t]?>)+[ \t]?|(?<![\p{L}\p{N}])\p{L}(?: \p{L}){3,}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\p{L}(?:([._*-])\p{L})(?:\1\p{L}){4,}(?![\p{L}\p{N}])/gmu;

/** Reads `text` as a person would. */
export function normalise(text: string): NormalisedText {
  const characters = UNUSUAL.test(text) ? rewrite(text, CLUSTER, readAsOnce()) : identity(text);
  if (!LAID_OUT.test(characters.text)) return characters;
  const laidOut = rewrite(characters.text, LAYOUT, (found) => (/^\p{L}/u.test(found) ? letters(found) : ''));
  return characters.text === text ? laidOut : compose(laidOut, characters);
}

function letters(spaced: string): string {
  return spaced.replace(/[^\p{L}]/gu, '');
}

/** A text has few distinct clusters, each many times. */
function readAsOnce(): (cluster: string) => string {
  const seen = new Map<string, string>();
  return (cluster) => {
    let read = seen.get(cluster);
    if (read === undefined) {
      read = readAs(cluster);
      seen.set(cluster, read);
    }
    return read;
  };
}

function identity(text: string): NormalisedText {
  return { text, offsetOf: (index) => Math.min(index, text.length), spanOf: (start, end) => ({ start, end }) };
}

function compose(outer: NormalisedText, inner: NormalisedText): NormalisedText {
  return {
    text: outer.text,
    offsetOf: (index) => inner.offsetOf(outer.offsetOf(index)),
    spanOf: (start, end) => {
      const between = outer.spanOf(start, end);
      return inner.spanOf(between.start, between.end);
    },
  };
}

/**
 * Replaces what `expression` (global) finds, and keeps the map as runs: from unit `to` on, the new text stands for the
 * original from `from` on. A run with `length` 0 is a copy, unit by unit; else all its units stand for that many
 * original ones together. Replacements of the same length are copies too, so that most accented text has few runs.
 */
function rewrite(text: string, expression: RegExp, replace: (found: string) => string): NormalisedText {
  const to: number[] = [0];
  const from: number[] = [0];
  const lengths: number[] = [0];
  const pieces: string[] = [];
  let size = 0;
  let done = 0;

  for (const match of text.matchAll(expression)) {
    const found = match[0];
    const read = replace(found);
    if (read === found) continue;
    pieces.push(text.slice(done, match.index), read);
    size += match.index - done;
    done = match.index + found.length;
    if (read.length !== found.length) {
      if (read.length > 0) run(size, match.index, found.length);
      run(size + read.length, done, 0);
    }
    size += read.length;
  }
  if (done === 0) return identity(text);
  pieces.push(text.slice(done));

  function run(at: number, original: number, length: number): void {
    // Two runs at one unit: the earlier stands for nothing.
    if (to.at(-1) === at) {
      to.pop();
      from.pop();
      lengths.pop();
    }
    to.push(at);
    from.push(original);
    lengths.push(length);
  }

  const runOf = (index: number): number => {
    let low = 0;
    let high = to.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((to[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const offsetOf = (index: number): number => {
    const at = runOf(index);
    const start = from[at] ?? 0;
    return Math.min(text.length, lengths[at] ? start : start + index - (to[at] ?? 0));
  };
  const endOf = (index: number): number => {
    const at = runOf(index);
    const start = from[at] ?? 0;
    const length = lengths[at] ?? 0;
    return Math.min(text.length, length > 0 ? start + length : start + index - (to[at] ?? 0) + 1);
  };
  return {
    text: pieces.join(''),
    offsetOf,
    spanOf: (start, end) => ({ start: offsetOf(start), end: end > start ? endOf(end - 1) : offsetOf(start) }),
  };
}
