/**
 * Tables that stand beside one another on a sheet, with an empty column between them: their rows share lines, and what one
 * table is would be told from the cells of all. Pure.
 */
import type { Span } from '../src/document/document.ts';

/** More in one line are no tables but a form that is spaced by empty columns. */
const MOST_BESIDE = 32;
/** Each takes 8 KB of memory; beyond so many the whole text is all that is judged. */
const MOST_TABLES = 5000;
/** What stands further to the right is one with this column. */
const MOST_COLUMNS = 2048;
/** Of a table that is more of the text than this, the whole text tells what it is. */
const NEARLY_ALL = 0.67;
const BLANK = 32;

/**
 * For each such table what it has of each line of `text`, in which tabs part the cells; nothing where one is all there is.
 * Where no column is empty throughout, each run of lines without an empty one is looked at by itself. Linear.
 */
export function tablesBeside(text: string): Span[][] {
  // Whatever stands behind an empty column has two tabs before it.
  if (!text.includes('\t\t')) return [];
  const tables = tablesIn(text, { start: 0, end: text.length }, finder(text, '\t'), finder(text, '\n'));
  const runs = tables.length > 0 ? [] : runsOf(text);
  const [tabs, lines] = [finder(text, '\t'), finder(text, '\n')];
  for (const run of runs) {
    if (tables.length < MOST_TABLES) tables.push(...tablesIn(text, run, tabs, lines));
  }
  return tables.filter((pieces) => sizeOf(pieces) < NEARLY_ALL * text.length);
}

/** Where there are several, the runs of lines between empty ones that may have such a column. */
function runsOf(text: string): Span[] {
  const runs: Span[] = [];
  const [ends, gaps] = [finder(text, '\n\n'), finder(text, '\t\t')];
  if (ends(0) === text.length) return [];
  for (let start = 0; start < text.length; start = ends(start) + 2) {
    if (gaps(start) < ends(start)) runs.push({ start, end: ends(start) });
  }
  return runs;
}

function sizeOf(pieces: readonly Span[]): number {
  return pieces.reduce((size, { start, end }) => size + end - start, 0);
}

function tablesIn(text: string, run: Span, tabs: Finder, lines: Finder): Span[][] {
  const columns = columnsIn(text, run, tabs, lines);
  return columns.length < 2 || columns.length > MOST_BESIDE ? [] : cutAt(text, run, columns);
}

/** The columns of each table, counted from 0, the end exclusive. */
function columnsIn(text: string, { start, end }: Span, tabs: Finder, lines: Finder): Span[] {
  const isFilled = new Uint8Array(Math.min(MOST_COLUMNS, end - start + 1));
  let column = 0;
  for (let at = start; at < end; ) {
    const tab = tabs(at);
    const to = Math.min(tab, lines(at), end);
    const isCell = to > at && (text.charCodeAt(at) > BLANK || text.slice(at, to).trim() !== '');
    if (isCell) isFilled[Math.min(column, MOST_COLUMNS - 1)] = 1;
    column = to === tab ? column + 1 : 0;
    at = to + 1;
  }
  const columns: Span[] = [];
  for (let first = isFilled.indexOf(1); first >= 0; ) {
    const last = isFilled.indexOf(0, first);
    columns.push({ start: first, end: last < 0 ? Number.POSITIVE_INFINITY : last });
    first = last < 0 ? -1 : isFilled.indexOf(1, last);
  }
  return columns;
}

function cutAt(text: string, run: Span, columns: readonly Span[]): Span[][] {
  const tables = columns.map((): Span[] => []);
  const [tabs, lines] = [finder(text, '\t'), finder(text, '\n')];
  for (let at = run.start; at < run.end; at++) {
    const lineEnd = Math.min(lines(at), run.end);
    let column = 0;
    for (const [index, { start: first, end: last }] of columns.entries()) {
      for (; column < first && at < lineEnd; column++) at = Math.min(tabs(at), lineEnd) + 1;
      const start = Math.min(at, lineEnd);
      let end = start;
      for (; column < last && at < lineEnd; column++) {
        const cellEnd = Math.min(tabs(at), lineEnd);
        // Without empty cells at its end, so that a row of none is an empty line.
        if (cellEnd > at) end = cellEnd;
        at = cellEnd + 1;
      }
      // Of such lines the first is enough: beside a long table each of many short ones would have as many.
      const before = tables[index]?.at(-1);
      if (end > start || (before && before.end > before.start)) tables[index]?.push({ start, end });
    }
    at = lineEnd;
  }
  return tables;
}

/** Where something stands next, asked from offsets that only grow: a text is gone through once. */
type Finder = (from: number) => number;

function finder(text: string, what: string): Finder {
  let at = -1;
  return (from) => {
    if (at < from) at = text.indexOf(what, from);
    if (at < 0) at = text.length;
    return at;
  };
}
