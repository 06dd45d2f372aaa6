/**
 * Files that stand in a text as base64: the source of a mail that somebody saved or pasted, a field of an export, PEM.
 *
 * Source: RFC 4648 4, RFC 7468 (PEM). What it makes must be text, or begin as a file does; keys, certificates, tokens and
 * what else nobody knows stays the letters that it is.
 */
import { isUtf8 } from 'node:buffer';
import { signatureType } from './detect.ts';
import type { ChildFound } from './extractor.ts';

/** A line by itself, and one of those that a block is folded into, in letters: of PEM 64, of a mail 76. */
const LEAST_ALONE = 100;
const [LEAST_FOLDED, MOST_FOLDED] = [40, 80];

const IS_LETTER = Uint8Array.from({ length: 128 }, (_letter, code) =>
  /[A-Za-z0-9+/]/.test(String.fromCharCode(code)) ? 1 : 0,
);

interface Line {
  readonly indent: number;
  readonly letters: number;
  readonly padding: number;
  /** Behind the padding. */
  readonly end: number;
  /** Whether nothing else stands on it. */
  readonly isAll: boolean;
  readonly next: number;
}

function lineAt(text: string, start: number): Line {
  const isBlank = (at: number) => text[at] === ' ' || text[at] === '\t';
  let at = start;
  while (isBlank(at)) at++;
  const first = at;
  while (IS_LETTER[text.charCodeAt(at)] === 1) at++;
  const last = at;
  while (text[at] === '=' && at < last + 2) at++;
  const end = at;
  while (isBlank(at)) at++;
  const lineEnd = text.indexOf('\n', at);
  const next = lineEnd < 0 ? text.length + 1 : lineEnd + 1;
  const isAll = at === next - 1;
  return { indent: first - start, letters: last - first, padding: end - last, end, isAll, next };
}

/**
 * Where each block begins and ends: a long line alone, or folded lines and the shorter one behind them. No expression: V8
 * keeps a way back for every letter, and for some six million it has no room.
 */
function* blocksIn(text: string): Generator<readonly [start: number, end: number]> {
  for (let start = 0; start < text.length; ) {
    const { indent, letters, padding, isAll, ...line } = lineAt(text, start);
    let { end, next } = line;
    const isFolded = isAll && padding === 0 && letters >= LEAST_FOLDED && letters <= MOST_FOLDED && next <= text.length;
    for (let goesOn = isFolded; goesOn; ) {
      const more = lineAt(text, next);
      if (!more.isAll || more.letters === 0 || more.letters > MOST_FOLDED) break;
      [end, next] = [more.end, more.next];
      goesOn = more.padding === 0 && more.letters >= LEAST_FOLDED;
    }
    if (isFolded || (isAll && indent === 0 && letters >= LEAST_ALONE)) yield [start, end];
    start = next;
  }
}

/** Yields each, and returns the text without them. */
export function* withoutBase64(text: string): Generator<ChildFound, string> {
  const words: string[] = [];
  let done = 0;
  for (const [start, end] of blocksIn(text)) {
    const bytes = fileIn(text.slice(start, end));
    if (!bytes) continue;
    yield { kind: 'child', name: 'base64', open: async () => bytes };
    words.push(text.slice(done, start));
    done = end;
  }
  return words.join('') + text.slice(done);
}

/** Of base64; what is shorter is a name or a number. */
export const LEAST_PACKED = 100;

/** Whether a value is nothing but base64, folded or not. */
function isWhole(value: string): boolean {
  const { length } = value.trimEnd().replace(/={1,2}$/, '');
  for (let at = 0; at < length; at++) {
    if (IS_LETTER[value.charCodeAt(at)] !== 1 && !/\s/.test(value[at] ?? '')) return false;
  }
  return length >= LEAST_PACKED;
}

/** Yields those of single values, such as the strings of JSON or the texts of elements. */
export function* base64Values(values: Iterable<string>): Generator<ChildFound> {
  for (const value of values) {
    const bytes = isWhole(value) ? fileIn(value) : undefined;
    if (bytes) yield { kind: 'child', name: 'base64', open: async () => bytes };
  }
}

/** The bytes where they are a text or a file. */
function fileIn(written: string): Buffer | undefined {
  const bytes = Buffer.from(written, 'base64');
  return signatureType(bytes) || isWords(bytes) ? bytes : undefined;
}

/** Of base64 that is no text, a third would be letters by chance. */
function isWords(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const letters = head.match(/[\t\n\r -~\x80-\xff]/g)?.length ?? 0;
  const ascii = head.match(/[\t\n\r -~]/g)?.length ?? 0;
  return letters > head.length * 0.98 && (isUtf8(bytes) || ascii > head.length * 0.8);
}
