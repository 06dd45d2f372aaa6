/**
 * References of disciplinary cases, by their heading or by the prefixes of the Party's own trackers. Pure.
 */
import { AFTER_TAB, type Tokens } from './tokens.ts';

/** A case by its usual heading, or by the prefixes that the Party's own trackers use; looked for where a number ends. */
const CASE_REFERENCE =
  /(?:\b(?:case|complaint|disciplinary|investigation) (?:no|ref|reference|number|id)\b\.?[: ]{0,3}[A-Z]{0,5}[-/ ]?[\d/-]{2,14}|\b(?:CN|DC|NCC|GLU|CDSC|NOI|CMP|DSP|DISP|COMP)[-/]?(?:20\d\d[-/])?\d{3,6})$/i;

/** Shows `see` the span of each. */
export function caseReferences(tokens: Tokens, see: (start: number, end: number) => void): void {
  const { text, starts, ends, marked } = tokens;
  for (let each = 0; each < marked.length; each++) {
    const at = marked[each] ?? 0;
    const end = ends[at] ?? 0;
    if (end - (starts[at] ?? 0) < 3 || !hasReferenceWord(tokens, at)) continue;
    const from = Math.max(0, end - 48);
    const match = CASE_REFERENCE.exec(text.slice(from, end));
    if (match) see(from + match.index, end);
  }
}

/** The first two letters of the words and prefixes of a reference. */
const REFERENCE_WORDS = new Set(
  ['no', 're', 'nu', 'id', 'cn', 'dc', 'nc', 'gl', 'cd', 'cm', 'ds', 'di', 'co'].map(
    (two) => (two.charCodeAt(0) << 8) | two.charCodeAt(1),
  ),
);
/** A reference has at most so many tokens, its word included. */
const REFERENCE_TOKENS = 10;

/** Whether one of those begins among the last tokens, in the same cell: nothing is cut out of the text without. */
function hasReferenceWord({ text, starts, flags }: Tokens, at: number): boolean {
  for (let token = at; token >= 0 && token > at - REFERENCE_TOKENS; token--) {
    const start = starts[token] ?? 0;
    if (REFERENCE_WORDS.has(((text.charCodeAt(start) | 32) << 8) | text.charCodeAt(start + 1) | 32)) return true;
    if ((flags[token] ?? 0) & AFTER_TAB) return false;
  }
  return false;
}
