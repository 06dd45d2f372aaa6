/**
 * Passages of a text that may hold a matter which the rest drowns: minutes pasted under a chat, a list below a letter about
 * something else. `views.ts` judges each by itself.
 *
 * For each category the run of paragraphs that leans to it most, told from words and signals alone. Pure.
 */
import { classifiers } from './index.ts';
import { model } from './model.ts';
import type { Stretch } from './reading.ts';
import { BEGINS_LINE, BEGINS_PARAGRAPH, BEGINS_SENTENCE, HAS_TAB, lineAt, type Tokens } from './tokens.ts';

/** In words: what is shorter is one matter with what stands around it. */
const LEAST_TEXT = 80;
const LEAST_PARAGRAPH = 12;
/** Without an empty line a paragraph ends with the next line or sentence. */
const LONG_PARAGRAPH = 120;
const LEAST_PASSAGE = 15;
/** What a paragraph has to lean, in log-odds: without that a passage would go on through what says nothing. */
const LEAST_LEANING = 1;
/** In log-odds: what is less likely by its words and signals alone is not judged. */
const LEAST_LIKELY = -2;

/**
 * Of a stretch that is the whole of the window which was judged last (`Model.leanings`), for the categories that are asked for
 * by their place in the registry: none, or some that may overlap, in order; never the whole stretch. Linear.
 */
export function passagesOf(stretch: Stretch, isAsked: (column: number) => boolean): readonly Stretch[] {
  const { segment, from, to } = stretch;
  if (to - from < LEAST_TEXT) return [];
  const cuts = paragraphsOf(segment.tokens, from, to);
  if (cuts.length < 3) return [];
  const leanings = model.leanings(stretch, cuts);
  const passages = new Map<string, Stretch>();
  for (let column = 0; column < classifiers.length; column++) {
    if (!isAsked(column)) continue;
    const { first, last, sum } = mostLeaning(leanings, column);
    const passage = { segment, from: cuts[first] ?? from, to: cuts[last + 1] ?? to };
    const words = passage.to - passage.from;
    if (words < LEAST_PASSAGE || words === to - from || model.oddsOf(column, sum) < LEAST_LIKELY) continue;
    passages.set(`${passage.from} ${passage.to}`, passage);
  }
  return [...passages.values()].sort((a, b) => a.from - b.from);
}

/** The run of paragraphs that leans most to one category. Source: Kadane's algorithm for the largest sum of a run. */
function mostLeaning(leanings: Float64Array, column: number): { first: number; last: number; sum: number } {
  let best = { first: 0, last: 0, sum: Number.NEGATIVE_INFINITY };
  let first = 0;
  let sum = 0;
  for (let at = column, paragraph = 0; at < leanings.length; at += classifiers.length, paragraph++) {
    if (sum < 0) {
      sum = 0;
      first = paragraph;
    }
    sum += (leanings[at] ?? 0) - LEAST_LEANING;
    if (sum > best.sum) best = { first, last: paragraph, sum };
  }
  return best;
}

/**
 * The tokens with which paragraphs begin, and where the last one ends: behind an empty line, behind a line that ends as a
 * sentence does (documents have no empty lines), where a table begins or ends, and sooner or later anywhere but in a table.
 */
export function paragraphsOf(tokens: Tokens, from: number, to: number): readonly number[] {
  const { flags } = tokens;
  const cuts = [from];
  let begins = from;
  for (let at = from + LEAST_PARAGRAPH; at < to; at++) {
    const has = flags[at] ?? 0;
    if (!mayBegin(tokens, at, has, at - begins)) continue;
    cuts.push(at);
    begins = at;
    at += LEAST_PARAGRAPH - 1;
  }
  return [...cuts, to];
}

function mayBegin(tokens: Tokens, at: number, has: number, words: number): boolean {
  if (has & BEGINS_PARAGRAPH) return true;
  const [isLine, isSentence, isLong] = [has & BEGINS_LINE, has & BEGINS_SENTENCE, words >= LONG_PARAGRAPH];
  if (!isLine && !(isLong && isSentence)) return false;
  const line = lineAt(tokens.lines, tokens.starts[at] ?? 0);
  const isRow = isRowAt(tokens, line);
  if (isLine && isRow !== isRowAt(tokens, line - 1)) return true;
  return !isRow && (isLong || isSentence !== 0);
}

function isRowAt({ features }: Tokens, line: number): boolean {
  return ((features[line] ?? 0) & HAS_TAB) !== 0;
}
