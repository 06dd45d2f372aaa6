/**
 * Where the cells of a row lie: between tabs, bars, semicolons, commas or wide gaps, or around the fields that a typed line
 * holds. Bounds are pairs of start and end, trimmed and without quotes. Expressions are bounded. Pure.
 */
import { FIELD_KINDS, kindIn } from './fields.ts';

const NUMBER = '[A-Z][ -]?\\d{6,7}\\b';
const ADDRESS = '[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,80}';
const OTHERS =
  /(?:\+44|\b0)[\d ()-]{8,14}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2,4}\d?-\d{1,4}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b|\b[LTSGRIADUXZPCV]{1,2}\d?\/[A-Z]{1,2}\b|\b[LTSGRIADUXZ]\d\b/;
const FIELD = new RegExp(`${NUMBER}|${ADDRESS}|${OTHERS.source}`, 'gi');
/** For a line without an @, where looking for an address at every character would be in vain. */
const FIELD_BUT_ADDRESS = new RegExp(`${NUMBER}|${OTHERS.source}`, 'gi');

const TEXT = FIELD_KINDS.indexOf('text');

/** The cells of text[start, end); null where a doubled apostrophe has to be rewritten first. `''` parts a typed line. */
export function cut(text: string, start: number, end: number, delimiter: string): number[] | null {
  const bounds: number[] = [];
  if (delimiter === '') typed(text, start, end, bounds);
  else if (delimiter === '  ') wide(text, start, end, bounds);
  else if (!parted(text, start, end, delimiter.charCodeAt(0), bounds)) return null;
  if (delimiter === '|') {
    const last = bounds.length - 2;
    if (last >= 0 && bounds[last] === bounds[last + 1]) bounds.length = last;
    if (bounds.length > 0 && bounds[0] === bounds[1]) bounds.splice(0, 2);
  }
  return bounds;
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

function parted(text: string, start: number, end: number, delimiter: number, bounds: number[]): boolean {
  const isTyped = delimiter === 44;
  let from = start;
  for (let at = start; at <= end; at++) {
    const unit = at < end ? text.charCodeAt(at) : delimiter;
    if (unit === 39 && at + 1 < end && text.charCodeAt(at + 1) === 39) return false;
    if (unit !== delimiter) continue;
    let first = afterBlanks(text, from, at);
    let last = beforeBlanks(text, first, at);
    if (last - first > 1 && text.charCodeAt(first) === 34 && text.charCodeAt(last - 1) === 34) {
      first++;
      last--;
    }
    // Typed lists part some fields by commas and some by blanks: "Joan Petty A481220, Hill".
    if (isTyped && hasDigitBehindBlank(text, first, last) && kindIn(text, first, last) === TEXT)
      typed(text, first, last, bounds);
    else bounds.push(first, last);
    from = at + 1;
  }
  return true;
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
function wide(text: string, start: number, end: number, bounds: number[]): void {
  let from = afterBlanks(text, start, end);
  const to = beforeBlanks(text, from, end);
  for (let at = from; at < to; at++) {
    if (text.charCodeAt(at) !== 32 || text.charCodeAt(at + 1) !== 32) continue;
    bounds.push(from, at);
    while (text.charCodeAt(at + 1) === 32) at++;
    from = at + 1;
  }
  bounds.push(from, to);
}

/** Fields of a typed line, and what stands between them: "Joan Petty 01632 960233 (two months behind)". */
function typed(text: string, start: number, end: number, bounds: number[]): void {
  const line = text.slice(start, end);
  const field = line.includes('@') ? FIELD : FIELD_BUT_ADDRESS;
  let done = start;
  field.lastIndex = 0;
  for (let match = field.exec(line); match; match = field.exec(line)) {
    const from = start + match.index;
    const to = from + match[0].length;
    pieces(text, done, from, bounds);
    pieces(text, from, to, bounds);
    done = to;
  }
  pieces(text, done, end, bounds);
}

/** What punctuation parts, or a dash between blanks. */
function pieces(text: string, start: number, end: number, bounds: number[]): void {
  let from = start;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    // , ; : ( ) [ ]
    if (unit === 44 || unit === 59 || unit === 58 || unit === 40 || unit === 41 || unit === 91 || unit === 93) {
      piece(text, from, at, bounds);
      from = at + 1;
    } else if (unit === 32 && at + 2 < end && text.charCodeAt(at + 2) === 32 && isDash(text.charCodeAt(at + 1))) {
      piece(text, from, at, bounds);
      at += 2;
      from = at + 1;
    }
  }
  piece(text, from, end, bounds);
}

function isDash(unit: number): boolean {
  return unit === 45 || unit === 0x2013 || unit === 0x2014;
}

/** A piece without the number or bullet that may head it. */
function piece(text: string, start: number, end: number, bounds: number[]): void {
  let from = start;
  while (from < end && from - start < 7 && isListing(text.charCodeAt(from))) from++;
  const isHeaded = from > start && from < end && from - start < 7 && startsInLetter(text, from);
  const first = afterBlanks(text, isHeaded ? from : start, end);
  const last = beforeBlanks(text, first, end);
  if (first < last) bounds.push(first, last);
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
