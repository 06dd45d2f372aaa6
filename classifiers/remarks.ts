/**
 * A table without what is remarked in it: a column of notes in running words says little of what the table is, and many of
 * its words speak for other things. Pure.
 */
import type { Stretch } from './reading.ts';
import { HAS_TAB, lineAt } from './tokens.ts';

/** A cell of so many words is a remark; names, addresses and headings are shorter. */
const REMARK = 8;
/** A row of a table has so many tabs. */
const TABS = 3;
/** Below this share of the words remarks drown nothing. */
const SHARE = 0.1;

/** What stands around the remarks of a stretch, as stretches of their own; null where there are too few to matter. Linear. */
export function withoutRemarks({ segment, from, to }: Stretch): readonly Stretch[] | null {
  const { text, starts, ends, lines, features } = segment.tokens;
  const pieces: Stretch[] = [];
  let begins = from;
  let remarked = 0;
  let token = from;
  const start = from === 0 ? 0 : (ends[from - 1] ?? 0);
  const end = to < segment.tokens.count ? (starts[to] ?? text.length) : text.length;
  for (let line = lineAt(lines, starts[from] ?? 0); line < lines.length; line++) {
    const lineStart = lines[line] ?? 0;
    if (lineStart >= end) break;
    if (((features[line] ?? 0) & HAS_TAB) === 0) continue;
    const lineEnd = line + 1 < lines.length ? (lines[line + 1] ?? 0) - 1 : text.length;
    // No more of it than lies here: a text that is one row would be gone through for each of its windows.
    const rowStart = Math.max(lineStart, start);
    const cells = text.slice(rowStart, Math.min(lineEnd, end)).split('\t');
    if (cells.length <= TABS) continue;
    let cellStart = rowStart;
    for (const cell of cells) {
      while (token < to && (starts[token] ?? 0) < cellStart) token++;
      const first = token;
      while (token < to && (starts[token] ?? 0) < cellStart + cell.length) token++;
      if (token - first >= REMARK) {
        if (first > begins) pieces.push({ segment, from: begins, to: first });
        begins = token;
        remarked += token - first;
      }
      cellStart += cell.length + 1;
    }
  }
  if (remarked < SHARE * (to - from)) return null;
  if (to > begins) pieces.push({ segment, from: begins, to });
  return pieces;
}
