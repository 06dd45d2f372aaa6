/**
 * What characters a cell has, as one number: enough to tell which kinds of field it may be before any expression is asked.
 * Pure.
 */

export const LETTER = 1;
export const DIGIT = 2;
export const BLANK = 4;
export const HYPHEN = 8;
export const STOP = 16;
export const SLASH = 32;
export const AT = 64;
export const COLON = 128;
export const PLUS = 256;
export const BRACKET = 512;
export const COMMA = 1024;
export const APOSTROPHE = 2048;
export const CURRENCY = 4096;
export const PERCENT = 8192;
/** What else there is; beyond ASCII anything may be a letter, an apostrophe or a currency besides. */
export const OTHER = 16384;
/** One more than all of them together. */
export const CLASSES = 0x8000;

const FOREIGN = LETTER | OTHER | APOSTROPHE | CURRENCY;

const HAS = new Uint16Array(0x80).fill(OTHER);
for (let unit = 0; unit < 0x80; unit++) if (/[a-z]/i.test(String.fromCharCode(unit))) HAS[unit] = LETTER;
for (const [units, bit] of [
  ['0123456789', DIGIT],
  [' ', BLANK],
  ['-', HYPHEN],
  ['.', STOP],
  ['/', SLASH],
  ['@', AT],
  [':', COLON],
  ['+', PLUS],
  ['()<>', BRACKET],
  [',', COMMA],
  ["'", APOSTROPHE],
  ['$', CURRENCY],
  ['%', PERCENT],
] as const)
  for (const unit of units) HAS[unit.charCodeAt(0)] = bit;

/** Of one UTF-16 unit. */
export function classOfUnit(unit: number): number {
  return unit < 0x80 ? (HAS[unit] ?? OTHER) : FOREIGN;
}

/** Of all units of text[start, end). */
export function classOf(text: string, start: number, end: number): number {
  let has = 0;
  for (let at = start; at < end; at++) has |= classOfUnit(text.charCodeAt(at));
  return has;
}
