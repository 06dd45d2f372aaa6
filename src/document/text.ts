/**
 * Normalised text with a map back: what a reader sees, so that words are found however they are written, and the
 * offsets of the original, so that evidence is quoted as written.
 *
 * Undone are: text that is shown from right to left, compatibility forms (NFKC), characters that show nothing (zero-width,
 * bidi, soft hyphen), look-alike letters, digits of other scripts, typographic quotes and dashes, hyphenation at line ends,
 * letter-spaced words, prefixes of quoted replies, names of fields written as one word. Case is kept. Pure and linear; text
 * in which nothing is to be done comes back as it is, with the identity as its map.
 */
import type { Span } from './document.ts';
import { jointsOf } from './field-names.ts';
import { readAs } from './look-alikes.ts';
import { overridesOf, readOverride } from './overridden.ts';

export interface NormalisedText {
  readonly text: string;
  /** UTF-16 offset in the original of the unit at `index`; the original's length for an index at the end. */
  readonly offsetOf: (index: number) => number;
  /** The original's span whose characters read as [start, end) here. */
  readonly spanOf: (start: number, end: number) => Span;
}

/** Printable ASCII and the controls that lay out text; anything else is looked at. */
const UNUSUAL = /[^\t\n\v\f\r -~]/g;
const CLUSTER = /[^\t\n\v\f\r -~]\p{M}*/uy;
const MARKS = /[A-Za-z0-9]\p{M}+/uy;

/** Line-end hyphen between letters, quoted or not; prefixes of quoted lines; words set with a space between letters. */
const LAYOUT =
  /(?<=\p{L})-[ \t]*\r?\n(?:[ \t]?>)*[ \t]*(?=\p{Ll})|^(?:[ \t]?>)+[ \t]?|(?<![\p{L}\p{N}])\p{L}(?: \p{L}){3,}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\p{L}(?:([._*-])\p{L})(?:\1\p{L}){4,}(?![\p{L}\p{N}])/muy;

/** Reads `text` as a person would. */
export function normalise(text: string): NormalisedText {
  if (nextOf(UNUSUAL, text, 0) >= text.length) return laidOut(identity(text));
  const forwards = rewrite(text, overridesOf(text), readOverride);
  return laidOut(then(forwards, clusters(forwards.text), readAsOnce(forwards.text)));
}

function laidOut(characters: NormalisedText): NormalisedText {
  const whole = then(characters, layoutOf(characters.text), (found) => (/^\p{L}/u.test(found) ? letters(found) : ''));
  return then(whole, jointsOf(whole.text), (found) => `${found} `);
}

interface Stretch {
  readonly index: number;
  readonly found: string;
}

/** Characters that are looked at, with the marks that combine with them. Runs over code units: most are passed over. */
function* clusters(text: string): Generator<Stretch> {
  let plain = 0;
  for (let at = nextOf(UNUSUAL, text, 0); at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x7f && (code > 0x1f || (code > 8 && code < 14))) {
      // What is looked at comes in clumps; between them the expression runs several times as fast as this loop.
      if (++plain > 32) at = nextOf(UNUSUAL, text, at) - 1;
      continue;
    }
    plain = 0;
    // Marks combine with the plain letter before them.
    const from = code >= 0x300 && at > 0 ? at - 1 : at;
    const expression = from < at && isMarked(text, from) ? MARKS : CLUSTER;
    const index = expression === MARKS ? from : at;
    // Nearly always a character stands alone; a surrogate or what may be a mark behind it needs the expression.
    const next = text.charCodeAt(at + 1);
    const isAlone = expression === CLUSTER && (code < 0xd800 || code > 0xdfff) && !(next >= 0x300);
    expression.lastIndex = index;
    const found = isAlone ? text[at] : expression.exec(text)?.[0];
    if (!found) continue;
    yield { index, found };
    at = index + found.length - 1;
  }
}

function isMarked(text: string, at: number): boolean {
  MARKS.lastIndex = at;
  return MARKS.test(text);
}

/** Rare sequences at which one of `LAYOUT`'s alternatives may begin. */
const LINE_END = /-[ \t]*[\r\n]/y;
const SPACED =
  / [A-Za-z\x80-\uffff] [A-Za-z\x80-\uffff] |\.[A-Za-z\x80-\uffff]\.[A-Za-z\x80-\uffff]\.|-[A-Za-z\x80-\uffff]-[A-Za-z\x80-\uffff]-|_[A-Za-z\x80-\uffff]_[A-Za-z\x80-\uffff]_|\*[A-Za-z\x80-\uffff]\*[A-Za-z\x80-\uffff]\*/g;

function layoutOf(text: string): Stretch[] {
  const found: Stretch[] = [];
  let hyphen = nextHyphen(text, 0);
  let quote = nextQuote(text, 0);
  let spaced = nextOf(SPACED, text, 1);
  for (let done = 0; ; ) {
    const at = Math.min(hyphen, quote, spaced - 1);
    if (at === Number.POSITIVE_INFINITY) return found;
    if (at >= done) {
      LAYOUT.lastIndex = at;
      const match = LAYOUT.exec(text);
      if (match) {
        found.push({ index: at, found: match[0] });
        done = at + match[0].length;
      }
    }
    if (hyphen <= at) hyphen = nextHyphen(text, Math.max(at + 1, done));
    if (quote <= at) quote = nextQuote(text, Math.max(at + 1, done));
    if (spaced - 1 <= at) spaced = nextOf(SPACED, text, Math.max(spaced + 1, done + 1));
  }
}

/** Where the next line ends with a hyphen. */
function nextHyphen(text: string, from: number): number {
  for (let at = text.indexOf('-', from); at >= 0; at = text.indexOf('-', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next !== 10 && next !== 13 && next !== 32 && next !== 9) continue;
    LINE_END.lastIndex = at;
    if (LINE_END.test(text)) return at;
  }
  return Number.POSITIVE_INFINITY;
}

/** Where the next line begins with `>` or a blank and `>`. */
function nextQuote(text: string, from: number): number {
  for (let at = text.indexOf('>', from); at >= 0; at = text.indexOf('>', at + 1)) {
    const before = text.charCodeAt(at - 1);
    const start = before === 32 || before === 9 ? at - 1 : at;
    const end = text.charCodeAt(start - 1);
    if (start >= from && (start === 0 || end === 10 || end === 13 || end === 0x2028 || end === 0x2029)) return start;
  }
  return Number.POSITIVE_INFINITY;
}

/** Where the (global) expression matches first from `from` on; infinity where it does not. */
function nextOf(expression: RegExp, text: string, from: number): number {
  expression.lastIndex = from;
  return expression.exec(text)?.index ?? Number.POSITIVE_INFINITY;
}

function letters(spaced: string): string {
  return spaced.replace(/[^\p{L}]/gu, '');
}

const SOFT_HYPHEN = '\u00ad';

/** Six-per-em, thin and hair space: between letters that stand each by itself, they space a word; words have longer ones. */
const THIN_SPACES = '\u2006\u2009\u200a';

function isBetweenLetters(text: string, at: number, space: string): boolean {
  const isSpaced = text[at - 2] === space || text[at + 2] === space;
  return isSpaced && /^(?:^|\P{L})\p{L}.\p{L}(?:\P{L}|$)$/u.test(text.slice(Math.max(0, at - 2), at + 3));
}

/** A text has few distinct clusters, each many times. */
function readAsOnce(text: string): (cluster: string, index: number) => string {
  const seen = new Map<string, string>();
  return (cluster, index) => {
    // A soft hyphen shows where a line breaks, and there it is a hyphen.
    if (cluster === SOFT_HYPHEN && /[\r\n]/.test(text[index + 1] ?? '')) return '-';
    if (THIN_SPACES.includes(cluster) && isBetweenLetters(text, index, cluster)) return '';
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

/** What was read so far, with these stretches read further. */
function then(
  inner: NormalisedText,
  stretches: Iterable<Stretch>,
  replace: (found: string, index: number) => string,
): NormalisedText {
  const outer = rewrite(inner.text, stretches, replace);
  return outer.text === inner.text ? inner : compose(outer, inner);
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
 * Replaces stretches (in order), and keeps the map as runs: from unit `to` on, the new text stands for the
 * original from `from` on. A run with `length` 0 is a copy, unit by unit; else all its units stand for that many
 * original ones together. Replacements of the same length are copies too, so that most accented text has few runs.
 */
function rewrite(
  text: string,
  stretches: Iterable<Stretch>,
  replace: (found: string, index: number) => string,
): NormalisedText {
  const to: number[] = [0];
  const from: number[] = [0];
  const lengths: number[] = [0];
  const pieces: string[] = [];
  let size = 0;
  let done = 0;

  for (const { index, found } of stretches) {
    const read = replace(found, index);
    if (read === found) continue;
    pieces.push(text.slice(done, index), read);
    size += index - done;
    done = index + found.length;
    if (read.length !== found.length) {
      if (read.length > 0) run(size, index, found.length);
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
