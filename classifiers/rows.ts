/**
 * Lines read as rows: tables with and without a heading, and lists that somebody typed.
 *
 * A row's cells lie between tabs, bars, semicolons, commas or wide gaps; a line without any is searched for what people
 * lists hold (numbers, addresses, telephones) instead. Runs of rows are blocks. Pure and linear; long blocks are sampled
 * for what their columns hold and counted whole.
 */
import { bitsOf, type FieldKind, kindOf } from './fields.ts';
import { type HeadingKind, headingsOf } from './headings.ts';
import { ATS, COMMAS, countIn, DIGITS, HAS_BAR, HAS_GAP, HAS_TAB, SEMICOLONS, type Tokens } from './tokens.ts';

export interface Row {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  readonly kinds: readonly FieldKind[];
  /** The bits of its kinds. */
  readonly bits: number;
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
  /** Shows the rows beyond those, each cut when its turn comes. */
  readonly beyond: (see: (row: Row) => void) => void;
  /** Its first row, and one about every so many characters: start and end of each. */
  readonly sights: (apart: number) => readonly (readonly [number, number])[];
}

const LOOKED_AT = 400;
const LONGEST_ROW = 2000;

/** Lines of one block: pairs of start and end, and what parts the cells of each. */
interface Lines {
  readonly bounds: number[];
  readonly delimiters: string[];
  /** What its first line has besides words. */
  readonly has: number;
}

/** Blocks of at least one row. */
export function blocksOf({ text, lines: starts, features }: Tokens): Block[] {
  const blocks: Block[] = [];
  let lines: Lines = { bounds: [], delimiters: [], has: 0 };
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
      if (lines.delimiters.length === 0) lines = { bounds: [], delimiters: [], has };
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
    const may = lines.has & (HAS_TAB | HAS_BAR | DIGITS.most | ATS.most);
    if (length > 1 || (may && /[\d@\t|]/.test(text.slice(start, end)))) blocks.push(blockOf(text, lines));
    lines = { bounds: [], delimiters: [], has: 0 };
    gap = 0;
    delimiter = null;
  }
}

function blockOf(text: string, { bounds, delimiters }: Lines): Block {
  const count = delimiters.length;
  const rowAt = (at: number) => rowOf(text, bounds[2 * at] ?? 0, bounds[2 * at + 1] ?? 0, delimiters[at] ?? '');
  const rows: Row[] = [];
  for (let at = 0; at < count && at < LOOKED_AT; at++) rows.push(rowAt(at));
  const start = bounds[0] ?? 0;
  const end = bounds.at(-1) ?? start;
  const beyond = (see: (row: Row) => void) => {
    for (let at = LOOKED_AT; at < count; at++) see(rowAt(at));
  };
  const sights = (apart: number) => {
    const found: [number, number][] = [];
    let last = -apart;
    for (let at = 0; at < bounds.length; at += 2) {
      const from = bounds[at] ?? 0;
      if (from - last < apart) continue;
      last = from;
      found.push([from, Math.max(from + 1, bounds[at + 1] ?? 0)]);
    }
    return found;
  };
  // A heading stands in the first rows: a title line may come before it.
  for (let at = 0; at < Math.min(3, rows.length); at++) {
    const row = rows[at];
    // Prose that is wide or has commas has no more than that; a heading is short throughout.
    if (!row || row.cells.length < 2 || rows.length < 2 || row.bits & REACHES) continue;
    const headings = row.cells.map(headingsOf);
    const known = headings.filter((each) => each.length > 0).length;
    if (known < 2) continue;
    const filled = row.cells.filter((cell) => cell !== '').length;
    if (known * 2 >= Math.min(filled, 8)) {
      return { start, end, headings, rows: rows.slice(at + 1), count: count - at - 1, beyond, sights };
    }
  }
  return { start, end, headings: [], rows, count, beyond, sights };
}

/** What no heading is. */
const REACHES = bitsOf('email', 'phone', 'postcode');

const NUMBER = '[A-Z][ -]?\\d{6,7}\\b';
const ADDRESS = '[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,80}';
const OTHERS =
  /(?:\+44|\b0)[\d ()-]{8,14}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2,4}\d?-\d{1,4}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b|\b[LTSGRIADUXZPCV]{1,2}\d?\/[A-Z]{1,2}\b|\b[LTSGRIADUXZ]\d\b/;
const FIELD = new RegExp(`${NUMBER}|${ADDRESS}|${OTHERS.source}`, 'gi');
/** For a line without an @, where looking for an address at every character would be in vain. */
const FIELD_BUT_ADDRESS = new RegExp(`${NUMBER}|${OTHERS.source}`, 'gi');

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
  const cells = delimiter === '' ? pieces(text.slice(start, end)) : cellsOf(text, start, end, delimiter);
  const kinds: FieldKind[] = [];
  let bits = 0;
  for (let at = 0; at < cells.length; at++) {
    const kind = kindOf(cells[at] ?? '');
    kinds.push(kind);
    bits |= bitsOf(kind);
  }
  return { start, end, cells, kinds, bits };
}

function cellsOf(text: string, start: number, end: number, delimiter: string): string[] {
  if (delimiter === '  ') return text.slice(start, end).trim().split(/ {2,}/);
  const cells: string[] = [];
  const parts = delimiter.charCodeAt(0);
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text.charCodeAt(at) !== parts) continue;
    cells.push(unquoted(text, from, at));
    from = at + 1;
  }
  if (delimiter === '|') return cells.filter((cell, at) => cell !== '' || (at > 0 && at < cells.length - 1));
  // Typed lists part some fields by commas and some by blanks: "Joan Petty A481220, Hill".
  return delimiter === ','
    ? cells.flatMap((cell) => (/ .*\d/.test(cell) && kindOf(cell) === 'text' ? pieces(cell) : [cell]))
    : cells;
}

/** The cell text[start, end), trimmed and without the quotes around it. */
function unquoted(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  if (from === to) return '';
  const first = text.charCodeAt(from);
  const last = text.charCodeAt(to - 1);
  // Blanks beyond ASCII, and controls that are none: rare enough to be asked for by name.
  if (first > 0x7f || last > 0x7f || from !== start || to !== end) return bare(text.slice(start, end).trim());
  return first === 34 && last === 34 && to - from > 1 ? bare(text.slice(from, to)) : single(text.slice(from, to));
}

function bare(cell: string): string {
  return single(/^".*"$/.test(cell) ? cell.slice(1, -1) : cell);
}

function single(cell: string): string {
  return cell.includes("''") ? cell.replaceAll("''", "'") : cell;
}

/** Fields of a typed line, and what stands between them: "Joan Petty 01632 960233 (two months behind)". */
function pieces(line: string): string[] {
  const found: string[] = [];
  let done = 0;
  const field = line.includes('@') ? FIELD : FIELD_BUT_ADDRESS;
  field.lastIndex = 0;
  for (let match = field.exec(line); match; match = field.exec(line)) {
    piece(found, line.slice(done, match.index));
    piece(found, match[0]);
    done = match.index + match[0].length;
  }
  piece(found, line.slice(done));
  return found;
}

const PARTS = / [-–—] |[,;:()[\]]/;

function piece(found: string[], written: string): void {
  if (written === '' || written === ' ') return;
  for (const each of PARTS.test(written) ? written.split(PARTS) : [written]) {
    const first = each.charCodeAt(0) | 32;
    const plain = first > 96 && first < 123 ? each : each.replace(/^[\s\d.)*•-]{0,6}(?=\p{L})/u, '');
    const trimmed = plain.trim();
    if (trimmed) found.push(trimmed);
  }
}

/** How many of the block's looked-at rows hold a field of this kind. */
export function rowsWith(block: Block, ...kinds: readonly FieldKind[]): number {
  const wanted = bitsOf(...kinds);
  let count = 0;
  for (const { bits } of block.rows) if (bits & wanted) count++;
  return count;
}

export function announces(block: Block, ...kinds: readonly HeadingKind[]): number {
  if (block.headings.length === 0) return 0;
  return block.headings.filter((heading) => heading.some((kind) => kinds.includes(kind))).length;
}

/** Share of the rows that hold a value of `kinds` in one and the same column, at its best column. */
export function columnShare(block: Block, ...kinds: readonly FieldKind[]): number {
  if (rowsWith(block, ...kinds) === 0) return 0;
  const width = block.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  let best = 0;
  for (let column = 0; column < Math.min(width, 60); column++) {
    let hits = 0;
    for (const row of block.rows) if (kinds.includes(row.kinds[column] ?? 'empty')) hits++;
    best = Math.max(best, hits / Math.max(1, block.rows.length));
  }
  return best;
}
