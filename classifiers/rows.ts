/**
 * Lines read as rows: tables with and without a heading, and lists that somebody typed.
 *
 * A row's cells lie between tabs, bars, semicolons, commas or wide gaps; a line without any is searched for what people
 * lists hold (numbers, addresses, telephones) instead. Runs of rows are blocks. Pure and linear; long blocks are sampled
 * for what their columns hold and counted whole.
 */

import { A_CELL, Cells, cut } from './cells.ts';
import { bitsOf, type FieldKind, kindAmong, kindIn, kindsOf } from './fields.ts';
import { type HeadingKind, headingsOf } from './headings.ts';
import { ATS, COMMAS, countIn, DIGITS, HAS_BAR, HAS_GAP, HAS_TAB, SEMICOLONS, type Tokens } from './tokens.ts';

/** Cells and, told when they are asked for, their kinds; what they say is cut out of the text then too. */
export class Row {
  readonly start: number;
  readonly end: number;
  readonly width: number;
  /** What the cells point into: the text, but for a row that had to be rewritten. */
  readonly #source: string;
  readonly #cells: Cells;
  /** Where its first cell stands there. */
  readonly #from: number;
  /** Of kinds that it may have, while it is not known which it has. */
  readonly #may: number;
  #bits = 0;

  constructor(start: number, end: number, source: string, cells: Cells, from: number) {
    this.start = start;
    this.end = end;
    this.width = (cells.length - from) / A_CELL;
    this.#source = source;
    this.#cells = cells;
    this.#from = from;
    let may = 0;
    for (let at = from; at < cells.length; at += A_CELL) may |= kindsOf(cells.numbers[at + 2] ?? 0);
    this.#may = may;
  }

  /** The bits of its kinds. */
  get bits(): number {
    if (this.#bits === 0) for (let at = 0; at < this.width; at++) this.#bits |= 1 << this.#kind(at);
    return this.#bits;
  }

  get cells(): readonly string[] {
    return Array.from({ length: this.width }, (_cell, at) => this.cell(at));
  }

  /** What the cell says; nothing where there is none. */
  cell(at: number): string {
    if (at < 0 || at >= this.width) return '';
    const { numbers } = this.#cells;
    const cell = this.#from + A_CELL * at;
    return this.#source.slice(numbers[cell], numbers[cell + 1]);
  }

  /** The UTF-16 unit that the cell begins with; of an empty one what stands behind it. */
  begins(at: number): number {
    return this.#source.charCodeAt(this.#cells.numbers[this.#from + A_CELL * at] ?? -1);
  }

  /** The first cell of the kind from `from` on; −1 where there is none. */
  find(kind: FieldKind, from = 0): number {
    const bit = bitsOf(kind);
    if (!(this.#may & bit)) return -1;
    for (let at = from; at < this.width; at++) if (this.is(at, bit)) return at;
    return -1;
  }

  /** Whether a cell is of one of the kinds whose bits these are, which neither are `text` nor `empty`. */
  has(bits: number): boolean {
    if (this.#bits !== 0) return (this.#bits & bits) !== 0;
    if (!(this.#may & bits)) return false;
    if (this.is(this.#cells.likely, bits)) return true;
    for (let at = 0; at < this.width; at++) {
      if (!this.is(at, bits)) continue;
      this.#cells.likely = at;
      return true;
    }
    return false;
  }

  /** Whether this cell is. */
  is(at: number, bits: number): boolean {
    if (at >= this.width) return false;
    const { numbers } = this.#cells;
    const cell = this.#from + A_CELL * at;
    const known = numbers[cell + 3] ?? 0;
    if (known > 0) return (bits & (1 << (known - 1))) !== 0;
    const has = numbers[cell + 2] ?? 0;
    if (!(kindsOf(has) & bits)) return false;
    const kind = kindAmong(this.#source, numbers[cell] ?? 0, numbers[cell + 1] ?? 0, has, bits);
    if (kind < 0) return false;
    numbers[cell + 3] = kind + 1;
    return true;
  }

  #kind(at: number): number {
    const { numbers } = this.#cells;
    const cell = this.#from + A_CELL * at;
    const known = numbers[cell + 3] ?? 0;
    if (known > 0) return known - 1;
    const kind = kindIn(this.#source, numbers[cell] ?? 0, numbers[cell + 1] ?? 0, numbers[cell + 2] ?? 0);
    numbers[cell + 3] = kind + 1;
    return kind;
  }
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
  /** Shows the rows beyond those, each cut when its turn comes and gone when the next one's does. */
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

/** The cells of all rows that are looked at, and of the one that is shown in passing: memory costs more than they do. */
const lookedAt = new Cells();
const passing = new Cells();

/** Blocks of at least one row, which hold until another text's are asked for. */
export function blocksOf({ text, lines: starts, features }: Tokens): Block[] {
  const blocks: Block[] = [];
  lookedAt.keep(0);
  let lines: Lines = { bounds: [], delimiters: [], has: 0 };
  let delimiter: string | null = null;
  let gap = 0;
  for (let line = 0; line < starts.length; line++) {
    const start = starts[line] ?? 0;
    const end = line + 1 < starts.length ? (starts[line + 1] ?? 0) - 1 : text.length;
    const has = features[line] ?? 0;
    const found = has === 0 || end - start > LONGEST_ROW ? null : delimiterOf(has, end - start);
    if (found !== null) {
      const isKept = found === delimiter || (found !== '\t' && delimiter !== '\t');
      const goesOn = isKept && !(gap > 0 && found === '\t' && announcesTable(text, start, end));
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

/** Whether the row heads a table of its own, behind an empty line. */
function announcesTable(text: string, start: number, end: number): boolean {
  const cells = text.slice(start, end).split('\t');
  return cells.filter((cell) => headingsOf(cell).length > 0).length >= 2;
}

function blockOf(text: string, { bounds, delimiters }: Lines): Block {
  const count = delimiters.length;
  const rowAt = (at: number, cells: Cells) =>
    rowOf(text, bounds[2 * at] ?? 0, bounds[2 * at + 1] ?? 0, delimiters[at] ?? '', cells);
  const rows: Row[] = [];
  for (let at = 0; at < count && at < LOOKED_AT; at++) rows.push(rowAt(at, lookedAt));
  const start = bounds[0] ?? 0;
  const end = bounds.at(-1) ?? start;
  const beyond = (see: (row: Row) => void) => {
    for (let at = LOOKED_AT; at < count; at++) {
      passing.keep(0);
      see(rowAt(at, passing));
    }
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
    if (!row || row.width < 2 || rows.length < 2 || row.has(REACHES)) continue;
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

function rowOf(text: string, start: number, end: number, delimiter: string, cells: Cells): Row {
  const from = cells.length;
  if (cut(text, start, end, delimiter, cells)) return new Row(start, end, text, cells, from);
  const rewritten = text.slice(start, end).replaceAll("''", "'");
  cut(rewritten, 0, rewritten.length, delimiter, cells);
  return new Row(start, end, rewritten, cells, from);
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
  const wanted = bitsOf(...kinds);
  const width = block.rows.reduce((most, row) => Math.max(most, row.width), 0);
  let best = 0;
  for (let column = 0; column < Math.min(width, 60); column++) {
    let hits = 0;
    for (const row of block.rows) if (row.is(column, wanted)) hits++;
    best = Math.max(best, hits / Math.max(1, block.rows.length));
  }
  return best;
}
