/**
 * Lines read as rows: tables with and without a heading, and lists that somebody typed.
 *
 * A row's cells lie between tabs, bars, semicolons, commas or wide gaps; a line without any is searched for what people
 * lists hold (numbers, addresses, telephones) instead. Runs of rows are blocks. Pure and linear; long blocks are sampled
 * for what their columns hold and counted whole.
 */
import { type FieldKind, type HeadingKind, headingsOf, kindOf } from './fields.ts';
import { ATS, COMMAS, countIn, DIGITS, HAS_BAR, HAS_GAP, HAS_TAB, SEMICOLONS, type Tokens } from './tokens.ts';

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
  /** The rows beyond those, cut when they are asked for. */
  readonly beyond: () => Iterable<Row>;
  /** Its first row, and one about every so many characters: start and end of each. */
  readonly sights: (apart: number) => readonly (readonly [number, number])[];
}

const LOOKED_AT = 400;
const LONGEST_ROW = 2000;

/** Lines of one block: pairs of start and end, and what parts the cells of each. */
interface Lines {
  readonly bounds: number[];
  readonly delimiters: string[];
}

/** Blocks of at least one row. */
export function blocksOf({ text, lines: starts, features }: Tokens): Block[] {
  const blocks: Block[] = [];
  let lines: Lines = { bounds: [], delimiters: [] };
  let delimiter: string | null = null;
  let gap = 0;
  for (let line = 0; line < starts.length; line++) {
    const start = starts[line] ?? 0;
    const end = line + 1 < starts.length ? (starts[line + 1] ?? 0) - 1 : text.length;
    const has = features[line] ?? 0;
    const found = has === 0 || end - start > LONGEST_ROW ? null : delimiterOf(has, end - start);
    if (found !== null) {
      const goesOn = found === delimiter || (found !== '\t' && delimiter !== '\t');
      if (lines.delimiters.length > 0 && !goesOn) close();
      delimiter = found;
      gap = 0;
      lines.bounds.push(start, end);
      lines.delimiters.push(found);
    } else if (end > start || ++gap > 1) close();
  }
  close();
  return blocks;

  function close(): void {
    const { length } = lines.delimiters;
    if (length === 0) return;
    const [start = 0, end = 0] = lines.bounds;
    // A lone line with commas is a sentence as often as a row; with a field in it, it may be a record.
    if (length > 1 || /[\d@\t|]/.test(text.slice(start, end))) blocks.push(blockOf(text, lines));
    lines = { bounds: [], delimiters: [] };
    gap = 0;
    delimiter = null;
  }
}

function blockOf(text: string, { bounds, delimiters }: Lines): Block {
  const count = delimiters.length;
  const rowAt = (at: number) => rowOf(text, bounds[2 * at] ?? 0, bounds[2 * at + 1] ?? 0, delimiters[at] ?? '');
  const rows = Array.from({ length: Math.min(count, LOOKED_AT) }, (_row, at) => rowAt(at));
  const start = bounds[0] ?? 0;
  const end = bounds.at(-1) ?? start;
  const beyond = function* () {
    for (let at = LOOKED_AT; at < count; at++) yield rowAt(at);
  };
  const sights = (apart: number) => {
    const found: [number, number][] = [];
    for (let at = 0; at < bounds.length; at += 2) {
      const from = bounds[at] ?? 0;
      if (from - (found.at(-1)?.[0] ?? -apart) >= apart) found.push([from, Math.max(from + 1, bounds[at + 1] ?? 0)]);
    }
    return found;
  };
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
      return { start, end, headings, rows: rows.slice(at + 1), count: count - at - 1, beyond, sights };
    }
  }
  return { start, end, headings: [], rows, count, beyond, sights };
}

const FIELD =
  /[A-Z][ -]?\d{6,7}\b|[^\s@,;<>]{1,64}@[^\s@,;<>]{1,80}|(?:\+44|\b0)[\d ()-]{8,14}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2,4}\d?-\d{1,4}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b|\b[LTSGRIADUXZPCV]{1,2}\d?\/[A-Z]{1,2}\b|\b[LTSGRIADUXZ]\d\b/gi;

/** What parts the cells of a line; `''` for a line without, that holds a field; null for prose. */
function delimiterOf(has: number, length: number): string | null {
  if (has & HAS_TAB) return '\t';
  if (has & HAS_BAR && length > 3) return '|';
  if (countIn(has, SEMICOLONS) >= 2) return ';';
  // Prose has commas too, but then its pieces are long.
  const commas = countIn(has, COMMAS);
  if (commas >= 2 && length / (commas + 1) < 26) return ',';
  if (has & HAS_GAP && length < 160 && length > 3) return '  ';
  if (length < 140 && (countIn(has, DIGITS) >= 4 || countIn(has, ATS) === 1)) return '';
  return null;
}

function rowOf(text: string, start: number, end: number, delimiter: string): Row {
  const line = text.slice(start, end);
  const cells = delimiter === '' ? pieces(line) : cellsOf(line, delimiter);
  return { start, end, cells, kinds: cells.map(kindOf) };
}

function cellsOf(line: string, delimiter: string): string[] {
  if (delimiter === '  ') return line.trim().split(/ {2,}/);
  const cells = line.split(delimiter).map(unquoted);
  if (delimiter === '|') return cells.filter((cell, at) => cell !== '' || (at > 0 && at < cells.length - 1));
  // Typed lists part some fields by commas and some by blanks: "Joan Petty A481220, Hill".
  return delimiter === ','
    ? cells.flatMap((cell) => (/ .*\d/.test(cell) && kindOf(cell) === 'text' ? pieces(cell) : [cell]))
    : cells;
}

function unquoted(cell: string): string {
  const trimmed = cell.trim();
  const bare = /^".*"$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  return bare.includes("''") ? bare.replaceAll("''", "'") : bare;
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
