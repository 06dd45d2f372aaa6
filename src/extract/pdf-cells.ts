/**
 * Rows of tables on a PDF page, which knows none: where a line has a gap too wide for a blank, a cell ends, and a tab stands
 * for it as in any other table. What follows a cell of several lines on the same row goes on with that row.
 */
import type { Pdfium } from './pdfium.ts';

/** Where a word was broken; a noncharacter, so no text has it of its own. */
export const BREAK = '\uFFFE';

/** In heights of the letters beside it; blanks of justified lines are narrower. */
const CELL_GAP = 1;
/** Of a letter's box, which has room above and below, so much is the letter's height. */
const BOX = 1.15;
/** Two cells of a row stand as high but for this, in points. */
const LEVEL = 2;
/** Lines of one cell; in more, two columns of text stand beside one another. */
const MOST_LINES = 6;
/** A number or bullet that heads a line, and the blank behind it, are no cell. */
const HEADS_ITEM = /^\s*(?:[^\w\s]|[([]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]{1,2}|\d{1,2}(?:\.\d{1,2}){1,3}) ?$/i;
/** Nor is a lone one without a stop, as a note has at the foot of a page. */
const NUMBERED = /^\d{1,3}\t/;

const SPACE = 32;
const LINE_FEED = 10;
/** With which a word is broken. */
const HYPHEN = 2;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Line {
  text: string;
  /** Of its first character; undefined for an empty line. */
  readonly begins: Box | undefined;
  /** Of its last one. */
  ends: Box | undefined;
  /** Where its last cell begins. */
  cell: number;
  cells: number;
}

/** Takes the page's text, its lines parted by line feeds, and by how many quarters of a circle it is turned to the left. */
export function withRows(lib: Pdfium, textPage: number, characters: number, text: string, turn: number): string {
  const lines = linesOf(lib, textPage, characters, text.split('\n'), turn);
  if (!lines) return text;
  return rowsOf(lines)
    .map((line) => line.text)
    .join('\n');
}

/** The lines with their gaps; null where the page has not as many, so that nothing is known of their places. */
function linesOf(
  lib: Pdfium,
  textPage: number,
  characters: number,
  lines: readonly string[],
  turn: number,
): Line[] | null {
  const found: Line[] = [];
  const boxes = boxesOf(lib, textPage, turn);
  try {
    let at = 0;
    for (const text of lines) {
      const from = at;
      const blanks: number[] = [];
      for (let unicode = 0; at < characters && unicode !== LINE_FEED && unicode !== HYPHEN; at += 1) {
        unicode = lib.call('FPDFText_GetUnicode', textPage, at);
        if (unicode === SPACE) blanks.push(at);
      }
      // Before a line feed stands a carriage return.
      found.push(lineOf(text, from, found.length < lines.length - 1 ? at - 2 : at, blanks, boxes.at));
    }
    if (at < characters) return null;
    return found;
  } finally {
    boxes.free();
  }
}

/** A line of the characters [from, to), of which `blanks` are blanks. */
function lineOf(
  text: string,
  from: number,
  to: number,
  blanks: readonly number[],
  boxAt: (character: number) => Box,
): Line {
  const parts = text.split(' ');
  if (to <= from) return { text, begins: undefined, ends: undefined, cell: 0, cells: 0 };
  const begins = boxAt(from);
  const line: Line = { text, begins, ends: boxAt(to - 1), cell: begins.left, cells: 1 };
  // Of a line in which something was undone its blanks are not known.
  if (parts.length !== blanks.length + 1) return line;
  let cell = parts[0] ?? '';
  const cells: string[] = [];
  for (const [index, blank] of blanks.entries()) {
    const part = parts[index + 1] ?? '';
    const next = blank > from && blank + 1 < to && part !== '' ? boxAt(blank + 1) : undefined;
    const isGap = next !== undefined && gapOf(boxAt(blank - 1), next) >= CELL_GAP;
    if (next && isGap && (cells.length > 0 || !HEADS_ITEM.test(cell))) {
      cells.push(cell.trimEnd());
      cell = part;
      line.cell = next.left;
    } else cell += ` ${part}`;
  }
  line.text = [...cells, cell].join('\t');
  line.cells = cells.length + 1;
  return line.cells === 2 && NUMBERED.test(line.text)
    ? { ...line, text: line.text.replace('\t', ' '), cells: 1 }
    : line;
}

function gapOf(before: Box, after: Box): number {
  const height = Math.min(before.top - before.bottom, after.top - after.bottom) / BOX;
  return height > 0 ? (after.left - before.right) / height : 0;
}

/** Joins to its row what stands to the right of a cell whose further lines come first in the page's order. */
function rowsOf(lines: readonly Line[]): Line[] {
  const rows: Line[] = [];
  for (const line of lines) {
    const at =
      rows.length -
      1 -
      rows
        .slice(-MOST_LINES)
        .reverse()
        .findIndex((row) => goesOn(row, line));
    const row = rows.length > at ? rows[at] : undefined;
    const wrapped = rows.slice(at + 1);
    if (row && wrapped.every((each) => isWithin(row, each, line))) {
      rows.length = at + 1;
      for (const each of wrapped) row.text = wrappedOn(row.text, each.text);
      row.text = `${row.text.trimEnd()}\t${line.text}`;
      row.ends = line.ends;
      row.cell = line.cell;
      row.cells += line.cells;
    } else rows.push(line);
  }
  return rows;
}

/** A cell with its next line: a word that was broken, or a long address, goes on without a blank. */
function wrappedOn(cell: string, line: string): string {
  if (cell.endsWith(BREAK)) return `${cell.slice(0, -1)}${line}`;
  return `${cell}${/@\S+$/.test(cell) ? '' : ' '}${line}`;
}

/** Whether the line stands in the row, right of all that was read of it: of a row that is known for one by its cells. */
function goesOn({ begins, ends, cells }: Line, line: Line): boolean {
  if (!begins || !ends || !line.begins || cells < 2) return false;
  return Math.abs(line.begins.bottom - begins.bottom) <= LEVEL && gapOf(ends, line.begins) > 0;
}

/** Whether it is a further line of the row's last cell, left of what follows. */
function isWithin(row: Line, { begins, ends, cells }: Line, next: Line): boolean {
  if (!begins || !ends || !row.begins || !next.begins || cells > 1) return false;
  return begins.left >= row.cell - LEVEL && begins.bottom < row.begins.bottom && ends.right < next.begins.left;
}

/** The boxes of characters as they lie in upright text, whose height is that of the line whatever the letter. */
function boxesOf(
  lib: Pdfium,
  textPage: number,
  turn: number,
): { readonly at: (character: number) => Box; readonly free: () => void } {
  const rectangle = lib.allocate(16);
  return {
    at: (character) => {
      lib.call('FPDFText_GetLooseCharBox', textPage, character, rectangle);
      const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(lib.heap().buffer, rectangle, 4);
      if (turn === 1) return { left: bottom, right: top, bottom: -right, top: -left };
      if (turn === 2) return { left: -right, right: -left, bottom: -top, top: -bottom };
      if (turn === 3) return { left: -top, right: -bottom, bottom: left, top: right };
      return { left, top, right, bottom };
    },
    free: () => lib.free(rectangle),
  };
}
