/**
 * Where the sentences of a text lie: runs of tokens between stops, paragraphs, cells, and lines that are not wrapped. Pure.
 */
import { AFTER_TAB, BEGINS_LINE, BEGINS_PARAGRAPH, BEGINS_SENTENCE, type Tokens } from './tokens.ts';

/** A line of fewer characters ends because its writer ended it, not because it was full. */
const FULL_LINE = 50;
/** What runs on for longer is cut: a list without stops is no sentence. In tokens. */
const LONGEST = 45;
const APART = BEGINS_SENTENCE | BEGINS_PARAGRAPH | AFTER_TAB;

/** Calls `each` with every sentence's tokens [from, to), in order. */
export function eachSentence({ count, flags, starts }: Tokens, each: (from: number, to: number) => void): void {
  let from = 0;
  let line = 0;
  for (let at = 1; at < count; at++) {
    const flag = flags[at] ?? 0;
    if ((flag & (APART | BEGINS_LINE)) === 0 && at - from < LONGEST) continue;
    const isWrapped = (flag & APART) === 0 && (starts[at] ?? 0) - (starts[line] ?? 0) > FULL_LINE;
    if (flag & BEGINS_LINE) line = at;
    if (isWrapped && at - from < LONGEST) continue;
    each(from, at);
    from = at;
  }
  if (count > 0) each(from, count);
}
