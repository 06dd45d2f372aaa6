/**
 * The cell of a sheet as LibreOffice and Excel write nearly all of them, `<c r="B7" s="1" t="s"><v>12</v></c>` or
 * `<c r="B7" s="1"/>`, read letter by letter: a sheet has a million, and one object is used for all.
 *
 * Source: ECMA-376 part 1, 18.3.1.4 (c). Any other cell comes tag by tag.
 */
export class PlainCell {
  /** Counted from 0. */
  column = 0;
  style = 0;
  type: 'n' | 's' = 'n';
  /** Where its value stands. */
  from = 0;
  to = 0;
  /** The value where it is a whole number of at most 15 digits, written as such; else −1. */
  whole = -1;
  /** Whether the value is a number as it would be shown without a format. */
  isAsShown = false;
  /** Where the scan goes on. */
  end = 0;

  /** Takes where a tag begins; false where no plain cell stands there, and then nothing else holds. */
  read(xml: string, tag: number): boolean {
    if (xml.charCodeAt(tag + 1) !== LETTER_C || !isAttribute(xml, tag + 2, LETTER_R)) return false;
    let at = this.#reference(xml, tag + 2 + ATTRIBUTE);
    if (at < 0) return false;
    this.style = 0;
    if (isAttribute(xml, at, LETTER_S)) {
      at = this.#style(xml, at + ATTRIBUTE);
      if (at < 0) return false;
    }
    this.type = 'n';
    if (isAttribute(xml, at, LETTER_T)) {
      const type = xml.charCodeAt(at + ATTRIBUTE);
      if (type === LETTER_S) this.type = 's';
      else if (type !== LETTER_N) return false;
      at += ATTRIBUTE + 2;
      if (xml.charCodeAt(at - 1) !== QUOTE) return false;
    }
    return this.#value(xml, at);
  }

  /** One to three letters and up to seven digits; gives where it ends, behind its quote, or -1. */
  #reference(xml: string, from: number): number {
    let at = from;
    let column = 0;
    let code = xml.charCodeAt(at);
    for (; code >= LETTER_A && code <= LETTER_Z && at < from + 3; code = xml.charCodeAt(++at)) {
      column = column * 26 + code - LETTER_A + 1;
    }
    if (column === 0) return -1;
    this.column = column - 1;
    const digits = at;
    for (; code >= DIGIT_0 && code <= DIGIT_9 && at < digits + 7; code = xml.charCodeAt(++at));
    return code === QUOTE && at > digits ? at + 1 : -1;
  }

  #style(xml: string, from: number): number {
    let at = from;
    let code = xml.charCodeAt(at);
    for (; code >= DIGIT_0 && code <= DIGIT_9 && at < from + 5; code = xml.charCodeAt(++at)) {
      this.style = this.style * 10 + code - DIGIT_0;
    }
    return code === QUOTE && at > from ? at + 1 : -1;
  }

  /** From behind the attributes to the end of the cell. */
  #value(xml: string, opened: number): boolean {
    this.whole = -1;
    this.isAsShown = false;
    this.from = opened;
    this.to = opened;
    this.end = opened + 2;
    if (xml.charCodeAt(opened) === SLASH) return xml.charCodeAt(opened + 1) === GREATER;
    if (!xml.startsWith(VALUE, opened)) return false;
    const from = opened + VALUE.length;
    const digits = afterDigits(xml, from);
    const isNumber = digits > from && digits - from <= MOST_DIGITS && (digits === from + 1 || !isZero(xml, from));
    const decimals = isNumber && xml.charCodeAt(digits) === STOP ? afterDigits(xml, digits + 1) : digits;
    const to = xml.charCodeAt(decimals) === LESS ? decimals : xml.indexOf('<', decimals);
    if (to < 0 || !xml.startsWith(CLOSING, to)) return false;
    this.from = from;
    this.to = to;
    this.end = to + CLOSING.length;
    if (isNumber && to === digits) this.whole = wholeNumber(xml, from, to);
    this.isAsShown = isNumber && to === decimals && (to === digits || isPlainFraction(xml, from, digits, to));
    return to === decimals || !xml.slice(decimals, to).includes('&');
  }
}

/** Up to so many digits a number is what is written, and is shown so again. Source: IEEE 754, DBL_DIG. */
const MOST_DIGITS = 15;
/** Numbers smaller than this many places are shown by their power of ten. */
const MOST_PLACES = 6;

function afterDigits(xml: string, from: number): number {
  let at = from;
  for (let code = xml.charCodeAt(at); code >= DIGIT_0 && code <= DIGIT_9; code = xml.charCodeAt(++at));
  return at;
}

function isZero(xml: string, at: number): boolean {
  return xml.charCodeAt(at) === DIGIT_0;
}

function wholeNumber(xml: string, from: number, to: number): number {
  let whole = 0;
  for (let at = from; at < to; at += 1) whole = whole * 10 + xml.charCodeAt(at) - DIGIT_0;
  return whole;
}

/** Whether the decimals behind `stop` end in none that is left out. */
function isPlainFraction(xml: string, from: number, stop: number, to: number): boolean {
  const places = to - stop - 1;
  if (places < 1 || isZero(xml, to - 1) || to - from - 1 > MOST_DIGITS) return false;
  return !isZero(xml, from) || places <= MOST_PLACES;
}

/** ` r="`: an attribute with a name of one letter. */
const ATTRIBUTE = 4;

function isAttribute(xml: string, at: number, name: number): boolean {
  return (
    xml.charCodeAt(at) === SPACE &&
    xml.charCodeAt(at + 1) === name &&
    xml.charCodeAt(at + 2) === EQUALS &&
    xml.charCodeAt(at + 3) === QUOTE
  );
}

const [VALUE, CLOSING] = ['><v>', '</v></c>'] as const;
const [SPACE, QUOTE, STOP, SLASH, DIGIT_0, DIGIT_9, LESS, EQUALS, GREATER] = [32, 34, 46, 47, 48, 57, 60, 61, 62];
const [LETTER_A, LETTER_Z, LETTER_C, LETTER_N, LETTER_R, LETTER_S, LETTER_T] = [65, 90, 99, 110, 114, 115, 116];
