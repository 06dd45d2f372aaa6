/**
 * Lines read as rows: tables with and without a heading, and lists that somebody typed.
 *
 * A row's cells lie between tabs, bars, semicolons, commas or wide gaps; a line without any is searched for what people
 * lists hold (numbers, addresses, telephones) instead. Runs of rows are blocks. Pure and linear; long blocks are sampled
 * for what their columns hold and counted whole.
 */
import { type FieldKind, type HeadingKind, headingsOf, kindOf } from './fields.ts';

export interface Row {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  readonly kinds: readonly FieldKind[];
}

export interface Block {
  readonly start: number;
  readonly end: number;
  /** What the heading row announces, by column; empty without one. */
  readonly headings: readonly (readonly HeadingKind[])[];
  /** Rows whose cells were looked at, the heading left out. */
  readonly rows: readonly Row[];
  /** All rows, the heading left out. */
  readonly count: number;
}

const LOOKED_AT = 400;
const LONGEST_ROW = 2000;

/** Blocks of at least one row. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let rows: Row[] = [];
  let count = 0;
  let delimiter: string | null = null;
  let gap = 0;
  let at = 0;
  while (at <= text.length) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const found = end - at > LONGEST_ROW ? null : delimiterOf(text, at, end);
    if (found !== null && (rows.length === 0 || found === delimiter || (found !== '\t' && delimiter !== '\t'))) {
      delimiter = found;
      gap = 0;
      count++;
      if (rows.length < LOOKED_AT) rows.push(rowOf(text, at, end, found));
      else rows[rows.length - 1] = { ...(rows.at(-1) as Row), end };
    } else if (end > at || ++gap > 1) {
      close();
      if (found !== null) {
        delimiter = found;
        count = 1;
        rows.push(rowOf(text, at, end, found));
      }
    }
    at = end + 1;
  }
  close();
  return blocks;

  function close(): void {
    const [first] = rows;
    // A lone line with commas is a sentence as often as a row; with a field in it, it may be a record.
    if (first && (rows.length > 1 || /[\d@\t|]/.test(text.slice(first.start, first.end))))
      blocks.push(blockOf(rows, count));
    rows = [];
    count = 0;
    gap = 0;
    delimiter = null;
  }
}

function blockOf(cut: readonly Row[], count: number): Block {
  const rows = cut.map((row) => ({ ...row, kinds: row.cells.map(kindOf) }));
  const start = rows[0]?.start ?? 0;
  const end = rows.at(-1)?.end ?? start;
  // A heading stands in the first rows: a title line may come before it.
  for (let at = 0; at < Math.min(3, rows.length); at++) {
    const row = rows[at];
    // Prose that is wide or has commas has no more than that; a heading is short throughout.
    if (!row || row.cells.length < 2 || rows.length < 2) continue;
    if (row.kinds.some((kind) => kind === 'email' || kind === 'phone' || kind === 'postcode')) continue;
    const headings = row.cells.map(headingsOf);
    const known = headings.filter((each) => each.length > 0).length;
    const filled = row.cells.filter((cell) => cell !== '').length;
    if (known >= 2 && known * 2 >= Math.min(filled, 8)) {
      return { start, end, headings, rows: rows.slice(at + 1), count: count - at - 1 };
    }
  }
  return { start, end, headings: [], rows, count };
}

const FIELD =
  /[A-Z][ -]?\d{6,7}\b|[^\s@,;<>]{1,64}@[^\s@,;<>]{1,80}|(?:\+44|\b0)[\d ()-]{8,14}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2,4}\d?-\d{1,4}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b|\b[LTSGRIADUXZPCV]{1,2}\d?\/[A-Z]{1,2}\b|\b[LTSGRIADUXZ]\d\b/gi;

/** What parts the cells of the line [start, end); `''` for a line without, that holds a field; null for prose. */
function delimiterOf(text: string, start: number, end: number): string | null {
  let commas = 0;
  const spaced = 0;
  let semicolons = 0;
  let bars = 0;
  let gaps = 0;
  let digits = 0;
  let at = 0;
  for (let index = start; index < end; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 9) return '\t';
    if (unit === 44) commas++;
    else if (unit === 59) semicolons++;
    else if (unit === 124) bars++;
    else if (unit >= 48 && unit <= 57) digits++;
    else if (unit === 64) at++;
    else if (unit === 32 && text.charCodeAt(index + 1) === 32 && text.charCodeAt(index - 1) !== 32 && index > start)
      gaps++;
  }
  const length = end - start;
  if (bars >= 1 && length > 3) return '|';
  if (semicolons >= 2) return ';';
  // Prose has commas too, but then its pieces are long and followed by blanks.
  if (
    commas >= 2 &&
    length / (commas + 1) < 26 &&
    (spaced < commas || digits >= 4 || at > 0 || isShortList(text, start, length))
  )
    return ',';
  if (gaps >= 1 && length < 160 && length > 3) return '  ';
  if (length < 140 && (digits >= 4 || at === 1)) return '';
  return null;
}

/** "Owen Tranter, Hill Ward, lapsed": no field in it, but too short for a line of prose. */
function isShortList(text: string, start: number, length: number): boolean {
  const unit = text.charCodeAt(start);
  return length < 60 && ((unit >= 65 && unit <= 90) || unit > 127);
}

function rowOf(text: string, start: number, end: number, delimiter: string): Row {
  const line = text.slice(start, end);
  const cells = delimiter === '' ? pieces(line) : cellsOf(line, delimiter);
  return { start, end, cells, kinds: [] };
}

function cellsOf(line: string, delimiter: string): string[] {
  if (delimiter === '  ') return line.trim().split(/ {2,}/);
  const cells = line.split(delimiter).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll("''", "'"),
  );
  if (delimiter === '|') return cells.filter((cell, at) => cell !== '' || (at > 0 && at < cells.length - 1));
  // Typed lists part some fields by commas and some by blanks: "Joan Petty A481220, Hill".
  return delimiter === ','
    ? cells.flatMap((cell) => (/ .*\d/.test(cell) && kindOf(cell) === 'text' ? pieces(cell) : [cell]))
    : cells;
}

/** Fields of a typed line, and what stands between them: "Joan Petty 01632 960233 (two months behind)". */
function pieces(line: string): string[] {
  const found: string[] = [];
  let done = 0;
  for (const match of line.matchAll(FIELD)) {
    push(line.slice(done, match.index));
    push(match[0]);
    done = match.index + match[0].length;
  }
  push(line.slice(done));
  return found;

  function push(piece: string): void {
    for (const each of piece.split(/ [-–—] |[,;:()[\]]/)) {
      const trimmed = each.replace(/^[\s\d.)*•-]{0,6}(?=\p{L})/u, '').trim();
      if (trimmed) found.push(trimmed);
    }
  }
}

/** How many of the block's looked-at rows hold a field of this kind. */
export function rowsWith(block: Block, ...kinds: readonly FieldKind[]): number {
  return block.rows.filter((row) => row.kinds.some((kind) => kinds.includes(kind))).length;
}

export function announces(block: Block, ...kinds: readonly HeadingKind[]): number {
  return block.headings.filter((heading) => heading.some((kind) => kinds.includes(kind))).length;
}

/** Share of the rows that hold a value of `kinds` in one and the same column, at its best column. */
export function columnShare(block: Block, ...kinds: readonly FieldKind[]): number {
  const width = Math.max(0, ...block.rows.map((row) => row.cells.length));
  let best = 0;
  for (let column = 0; column < Math.min(width, 60); column++) {
    const hits = block.rows.filter((row) => kinds.includes(row.kinds[column] ?? 'empty')).length;
    best = Math.max(best, hits / Math.max(1, block.rows.length));
  }
  return best;
}
