/**
 * Text between U+202E and the end of its override or line, which is shown from right to left, letter by letter: what is
 * written backwards there is read forwards.
 *
 * Source: UAX 9, 2.2 and 3.3.2 (explicit directional overrides). Whoever writes forwards there is read backwards by nobody,
 * but copied all the same, so the way in which words come of it is taken. Pure and linear.
 */

const OVERRIDE = '\u202e';
const ENDS = /[\u202c\r\n\u2029]/g;
const CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Letters of several units, which stay as they are. */
const CLUSTERS = /\P{M}\p{M}+|[\u{10000}-\u{10ffff}]/gu;
/** What an override turns; Hebrew and Arabic run from right to left without one. */
const TURNED = /\p{N}|(?![\p{Script=Hebrew}\p{Script=Arabic}])\p{L}/u;
/** So many units are taken apart at once. */
const PIECE = 8192;
const WORDS = /\b(?:the|of|and|to|in|for|was|on|at|by|is|not)\b|(?:ing|ed|tion|ly)\b|\b(?:con|re)/gi;
const CAPITALS = /\b[A-Z][a-z]/g;

export interface Override {
  readonly index: number;
  readonly found: string;
}

export function* overridesOf(text: string): Generator<Override> {
  let end: number;
  for (let index = text.indexOf(OVERRIDE); index >= 0; index = text.indexOf(OVERRIDE, end)) {
    end = endOf(text, index);
    yield { index, found: text.slice(index, end) };
  }
}

/** Where the override from `index` on ends; one that ends where the next begins goes on. By no expression, which would keep each letter. */
function endOf(text: string, index: number): number {
  ENDS.lastIndex = index;
  for (let match = ENDS.exec(text); match; match = ENDS.exec(text))
    if (match[0] !== '\u202c' || text[ENDS.lastIndex] !== OVERRIDE) return match.index;
  return text.length;
}

/** As it is where it says more forwards: then the controls alone are left out, with all others that show nothing. */
export function readOverride(found: string): string {
  const written = found.replace(CONTROLS, '');
  if (!TURNED.test(written)) return found;
  const shown = reversed(written.replace(CLUSTERS, reversed));
  return shown === written || sense(written) > sense(shown) ? found : shown;
}

function reversed(text: string): string {
  const pieces: string[] = [];
  for (let end = text.length; end > 0; end -= PIECE)
    pieces.push(
      text
        .slice(Math.max(0, end - PIECE), end)
        .split('')
        .reverse()
        .join(''),
    );
  return pieces.join('');
}

function sense(text: string): number {
  return countOf(text, WORDS) + countOf(text, CAPITALS);
}

function countOf(text: string, expression: RegExp): number {
  let count = 0;
  expression.lastIndex = 0;
  while (expression.test(text)) count++;
  return count;
}
