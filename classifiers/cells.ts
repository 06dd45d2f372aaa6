/**
 * Where the cells of a row lie: between tabs, bars, semicolons, commas or wide gaps, or around the fields that a typed line
 * holds: start and end of each, trimmed and without quotes. Expressions are bounded. Pure.
 */
import { BLANK, classOf, classOfUnit, DIGIT } from './cell-classes.ts';
import { FIELD_KINDS, kindIn } from './fields.ts';
import { isDash } from './tokens.ts';

const NUMBER = '[A-Z][ -]?\\d{6,7}\\b';
const ADDRESS = '[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,80}';
const OTHERS =
  /(?:\+44|\b0)[\d ()-]{8,14}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2,4}\d?-\d{1,4}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b|\b[LTSGRIADUXZPCV]{1,2}\d?\/[A-Z]{1,2}\b|\b[LTSGRIADUXZ]\d\b/;
const FIELD = new RegExp(`${NUMBER}|${ADDRESS}|${OTHERS.source}`, 'gi');
/** For a line without an @, where looking for an address at every character would be in vain. */
const FIELD_BUT_ADDRESS = new RegExp(`${NUMBER}|${OTHERS.source}`, 'gi');

const TEXT = FIELD_KINDS.indexOf('text');

/** Numbers: room for the cells of a long line, and what is given back once it was needed. */
const LEAST_ROOM = 1 << 10;
const MOST_KEPT = 1 << 17;

/** Four numbers a cell: start, end, what characters it has, and its kind plus one, 0 until it is asked for. */
export const A_CELL = 4;

/** Cells of many rows, one behind the other in memory that is there already. */
export class Cells {
  /** Of `numbers`, so many are taken. */
  length = 0;
  /** The column in which a row was last found to have what was asked for: the next one's is asked first. */
  likely = 0;
  numbers = new Int32Array(LEAST_ROOM);

  /** Forgets all cells from there on. */
  keep(length: number): void {
    this.length = length;
    if (length === 0 && this.numbers.length > MOST_KEPT) this.numbers = new Int32Array(LEAST_ROOM);
  }

  push(start: number, end: number, has: number): void {
    const at = this.length;
    if (at === this.numbers.length) {
      const more = new Int32Array(2 * at);
      more.set(this.numbers);
      this.numbers = more;
    }
    this.numbers[at] = start;
    this.numbers[at + 1] = end;
    this.numbers[at + 2] = has;
    this.numbers[at + 3] = 0;
    this.length = at + A_CELL;
  }
}

/** Adds the cells of text[start, end); false, and none, where a doubled apostrophe has to be rewritten first. `''` parts a typed line. */
export function cut(text: string, start: number, end: number, delimiter: string, cells: Cells): boolean {
  const from = cells.length;
  if (delimiter === '') typed(text, start, end, cells);
  else if (delimiter === '  ') wide(text, start, end, cells);
  else if (!parted(text, start, end, delimiter.charCodeAt(0), cells)) {
    cells.keep(from);
    return false;
  }
  if (delimiter === '|') withoutEdges(cells, from);
  return true;
}

/** Without the empty cells outside the first and the last bar. */
function withoutEdges(cells: Cells, from: number): void {
  const { numbers } = cells;
  const last = cells.length - A_CELL;
  if (last >= from && numbers[last] === numbers[last + 1]) cells.keep(last);
  if (cells.length > from && numbers[from] === numbers[from + 1]) {
    numbers.copyWithin(from, from + A_CELL, cells.length);
    cells.keep(cells.length - A_CELL);
  }
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit > 8 && unit < 14) || (unit > 0x7f && String.fromCharCode(unit).trim() === '');
}

function afterBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function beforeBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function parted(text: string, start: number, end: number, delimiter: number, cells: Cells): boolean {
  const isTyped = delimiter === 44;
  let from = start;
  let has = 0;
  for (let at = start; ; at++) {
    const unit = at < end ? text.charCodeAt(at) : delimiter;
    if (unit !== delimiter) {
      if (unit === 39 && at + 1 < end && text.charCodeAt(at + 1) === 39) return false;
      has |= classOfUnit(unit);
      continue;
    }
    let first = afterBlanks(text, from, at);
    let last = beforeBlanks(text, first, at);
    if (last - first > 1 && text.charCodeAt(first) === 34 && text.charCodeAt(last - 1) === 34) {
      first++;
      last--;
    }
    if (first !== from || last !== at) has = classOf(text, first, last);
    // Typed lists part some fields by commas and some by blanks: "Joan Petty A481220, Hill".
    if (isTyped && has & BLANK && has & DIGIT && isTypedCell(text, first, last, has)) typed(text, first, last, cells);
    else cells.push(first, last, has);
    if (at === end) return true;
    from = at + 1;
    has = 0;
  }
}

function isTypedCell(text: string, start: number, end: number, has: number): boolean {
  return hasDigitBehindBlank(text, start, end) && kindIn(text, start, end, has) === TEXT;
}

function hasDigitBehindBlank(text: string, start: number, end: number): boolean {
  let isBehind = false;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32) isBehind = true;
    else if (isBehind && unit > 47 && unit < 58) return true;
  }
  return false;
}

/** Cells with two blanks or more between them. */
function wide(text: string, start: number, end: number, cells: Cells): void {
  let from = afterBlanks(text, start, end);
  const to = beforeBlanks(text, from, end);
  for (let at = from; at < to; at++) {
    if (text.charCodeAt(at) !== 32 || text.charCodeAt(at + 1) !== 32) continue;
    cells.push(from, at, classOf(text, from, at));
    while (text.charCodeAt(at + 1) === 32) at++;
    from = at + 1;
  }
  cells.push(from, to, classOf(text, from, to));
}

/** Fields of a typed line, and what stands between them: "Joan Petty 01632 960233 (two months behind)". */
function typed(text: string, start: number, end: number, cells: Cells): void {
  const line = text.slice(start, end);
  const field = line.includes('@') ? FIELD : FIELD_BUT_ADDRESS;
  let done = start;
  field.lastIndex = 0;
  for (let match = field.exec(line); match; match = field.exec(line)) {
    const from = start + match.index;
    const to = from + match[0].length;
    pieces(text, done, from, cells);
    pieces(text, from, to, cells);
    done = to;
  }
  pieces(text, done, end, cells);
}

/** What punctuation parts, or a dash between blanks. */
function pieces(text: string, start: number, end: number, cells: Cells): void {
  let from = start;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    // , ; : ( ) [ ]
    if (unit === 44 || unit === 59 || unit === 58 || unit === 40 || unit === 41 || unit === 91 || unit === 93) {
      piece(text, from, at, cells);
      from = at + 1;
    } else if (unit === 32 && at + 2 < end && text.charCodeAt(at + 2) === 32 && isDash(text.charCodeAt(at + 1))) {
      piece(text, from, at, cells);
      at += 2;
      from = at + 1;
    }
  }
  piece(text, from, end, cells);
}

/** A piece without the number or bullet that may head it. */
function piece(text: string, start: number, end: number, cells: Cells): void {
  let from = start;
  while (from < end && from - start < 7 && isListing(text.charCodeAt(from))) from++;
  const isHeaded = from > start && from < end && from - start < 7 && startsInLetter(text, from);
  const first = afterBlanks(text, isHeaded ? from : start, end);
  const last = beforeBlanks(text, first, end);
  if (first < last) cells.push(first, last, classOf(text, first, last));
}

function startsInLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const small = unit | 32;
  return unit < 0x80 ? small > 96 && small < 123 : /^\p{L}/u.test(text.slice(at, at + 2));
}

/** Blanks, digits and what stands before the entries of a list. */
function isListing(unit: number): boolean {
  return (
    (unit > 47 && unit < 58) ||
    unit === 46 ||
    unit === 41 ||
    unit === 42 ||
    unit === 45 ||
    unit === 0x2022 ||
    isBlank(unit)
  );
}
