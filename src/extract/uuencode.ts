/**
 * Files that were uuencoded into a text.
 *
 * Source: POSIX.1-2024, uuencode: both its historical and its base64 form. A line of words behind `begin 2024 …` is none of a
 * file: it stays in the text, and so does all behind it.
 */

const BEGIN = /^begin(-base64)? [0-7]{3,4} ([^\r\n]+)\r?\n/gm;
/** The last line is a zero, which is written as a backquote or a blank. */
const ZERO = /^[` ][ \t]*$/;
const END = /^(?:end|====)[ \t]*$/;
const SIXTY_FOUR = /^[A-Za-z0-9+/]+={0,2}[ \t]*$/;
const SIX_BITS = /^[ -`]+$/;
/** Some programs write a sum behind a line, or a letter that stands for it. */
const SUM_LETTERS = 2;

export interface Uuencoded {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where they stand in the text, their names and bytes, in order. One that was cut short ends where its last line does. */
export function* uuencodedIn(text: string): Generator<Uuencoded> {
  let done = 0;
  for (const match of text.matchAll(BEGIN)) {
    const { 0: begin, 1: isBase64, 2: name = '', index: start } = match;
    const first = start + begin.length;
    if (start < done) continue;
    const { lines, end } = linesFrom(text, first, isBase64 ? isOf64 : isOfUu);
    if (end === first) continue;
    const bytes = isBase64 ? Buffer.from(lines.join(''), 'base64') : Buffer.concat(lines.map(fromUuLine));
    yield { start, end, name: name.trim(), bytes };
    done = end;
  }
}

/** The lines of one file, and where they end, the word that ends it included. */
function linesFrom(text: string, first: number, isOfFile: (line: string) => boolean): { lines: string[]; end: number } {
  const lines: string[] = [];
  let end = first;
  let isOver = false;
  for (let at = first; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 ? text.length : feed + 1;
    const line = text.slice(at, next).replace(/\r?\n$/, '');
    if (END.test(line)) return { lines, end: at + line.length };
    if (ZERO.test(line)) isOver = true;
    else if (line !== '') {
      if (isOver || !isOfFile(line)) break;
      lines.push(line);
      end = next;
    }
    at = next;
  }
  return { lines, end };
}

function isOf64(line: string): boolean {
  return SIXTY_FOUR.test(line);
}

/** Blanks at its end, which are zeros, may have been lost on the way. */
function isOfUu(line: string): boolean {
  const size = sizeOf(line);
  return SIX_BITS.test(line) && size > 0 && line.length - 1 <= lettersOf(size) + SUM_LETTERS;
}

function sizeOf(line: string): number {
  return (line.charCodeAt(0) - 32) & 63;
}

function lettersOf(size: number): number {
  return Math.ceil(size / 3) * 4;
}

function fromUuLine(line: string): Buffer {
  const size = sizeOf(line);
  const bytes = Buffer.alloc(Math.ceil(lettersOf(size) / 4) * 3);
  for (let i = 1, out = 0; out < bytes.length; i += 4, out += 3) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((n) => ((line.charCodeAt(i + n) || 32) - 32) & 63);
    bytes[out] = (a << 2) | (b >> 4);
    bytes[out + 1] = ((b << 4) & 0xff) | (c >> 2);
    bytes[out + 2] = ((c << 6) & 0xff) | d;
  }
  return bytes.subarray(0, size);
}
