/**
 * The number formats that nearly every column of a list has, shown without the formatter's language: leading zeros and
 * days.
 *
 * Source: ECMA-376 part 1, 18.8.30 and 18.8.31. A format or a value that is not plainly one of these is left to SheetJS's
 * formatter, which is ten times as dear for each cell.
 */

/** Takes a value and gives how it is shown; undefined where the value is not of the plain kind. */
export type PlainFormat = (value: number) => string | undefined;

/** Undefined where the code is of another kind. */
export function plainFormat(code: string, isDate1904: boolean): PlainFormat | undefined {
  return leadingZeros(code) ?? day(code, isDate1904);
}

/** Beyond these the formatter changes to powers of ten. */
const MAX_DIGITS = 15;

function leadingZeros(code: string): PlainFormat | undefined {
  if (!/^0+$/.test(code) || code.length > MAX_DIGITS) return undefined;
  return (value) => {
    if (!Number.isInteger(value) || value < 0 || value >= 1e15) return undefined;
    const digits = String(value);
    return digits.length < code.length ? code.slice(digits.length) + digits : digits;
  };
}

const DAY_MS = 86_400_000;
/** Day 0 of the system that counts from 1900, for days behind the 29 February 1900 that never was. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
const FIRST_DAY = 61;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
/** Days of thirty years: a column of days has few distinct ones, and they must not grow without end. */
const MAX_REMEMBERED = 10_957;
/** From 1 January 1904 in the other system. */
const DAYS_1904 = 1_462;

/** Days, months and years by number; a code that also has hours or names is another's. */
function day(code: string, isDate1904: boolean): PlainFormat | undefined {
  const bare = code.replace(/;@$/, '').replace(/^\[\$-[0-9A-F]{1,8}\]/i, '');
  if (!/^(?:d{1,2}|m{1,2}|yyyy|yy|\\?[-/. ])+$/.test(bare) || !/d|y/.test(bare)) return undefined;
  const tokens = bare.match(/d+|m+|y{4}|yy|\\?[-/. ]/g) ?? [];
  if (tokens.join('') !== bare || tokens.some((token) => token.length > 2 && token !== 'yyyy')) return undefined;
  const first = isDate1904 ? FIRST_DAY - DAYS_1904 : FIRST_DAY;
  const known = new Map<number, string>();
  return (value) => {
    const remembered = known.get(value);
    if (remembered !== undefined) return remembered;
    const serial = isDate1904 ? value + DAYS_1904 : value;
    if (!Number.isInteger(value) || value < Math.max(0, first) || serial > LAST_DAY) return undefined;
    const date = new Date(EPOCH_MS + serial * DAY_MS);
    let shown = '';
    for (const token of tokens) shown += dayToken(token, date);
    if (known.size < MAX_REMEMBERED) known.set(value, shown);
    return shown;
  };
}

function dayToken(token: string, date: Date): string {
  switch (token) {
    case 'd':
      return String(date.getUTCDate());
    case 'dd':
      return twoDigits(date.getUTCDate());
    case 'm':
      return String(date.getUTCMonth() + 1);
    case 'mm':
      return twoDigits(date.getUTCMonth() + 1);
    case 'yy':
      return twoDigits(date.getUTCFullYear() % 100);
    case 'yyyy':
      return String(date.getUTCFullYear());
    default:
      return token.at(-1) ?? '';
  }
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
