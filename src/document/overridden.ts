/**
 * Text between U+202E and the end of its override or line, which is shown from right to left, letter by letter: what is
 * written backwards there is read forwards.
 *
 * Source: UAX 9, 2.2 and 3.3.2 (explicit directional overrides). Whoever writes forwards there is read backwards by nobody,
 * but copied all the same, so the way in which words come of it is taken. Pure and linear.
 */

/** One that ends where the next begins goes on. */
const OVERRIDE = /\u202e(?:[^\u202c\r\n\u2029]|\u202c\u202e)*/g;
const CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LETTERS = /\P{M}\p{M}*/gsu;
const WORDS = /\b(?:the|of|and|to|in|for|was|on|at|by|is|not)\b|(?:ing|ed|tion|ly)\b|\b(?:con|re)/gi;
const CAPITALS = /\b[A-Z][a-z]/g;

export interface Override {
  readonly index: number;
  readonly found: string;
}

export function* overridesOf(text: string): Generator<Override> {
  if (!text.includes('\u202e')) return;
  for (const { 0: found, index } of text.matchAll(OVERRIDE)) yield { index, found };
}

/** As it is where it says more forwards: then the controls alone are left out, with all others that show nothing. */
export function readOverride(found: string): string {
  const written = found.replace(CONTROLS, '');
  const shown = (written.match(LETTERS) ?? []).reverse().join('');
  return shown === written || sense(written) > sense(shown) ? found : shown;
}

function sense(text: string): number {
  return (text.match(WORDS)?.length ?? 0) + (text.match(CAPITALS)?.length ?? 0);
}
