/**
 * The cell of a sheet as LibreOffice and Excel write nearly all of them, `<c r="B7" s="1" t="s"><v>12</v></c>`, read letter
 * by letter: a sheet has a million, and one object is used for all.
 *
 * Source: ECMA-376 part 1, 18.3.1.4 (c). Any other cell comes tag by tag.
 */
export class PlainCell {
  /** Counted from 0. */
  column = 0;
  style = 0;
  type: 'n' | 's' = 'n';
  value = '';
  /** Where the scan goes on. */
  end = 0;

  /** Takes where a tag begins; false where no plain cell stands there, and then nothing else holds. */
  read(xml: string, tag: number): boolean {
    if (xml.charCodeAt(tag + 1) !== LETTER_C || !xml.startsWith(REFERENCE, tag)) return false;
    let at = this.#reference(xml, tag + REFERENCE.length);
    if (at < 0) return false;
    this.style = 0;
    if (xml.startsWith(STYLE, at)) {
      at = this.#style(xml, at + STYLE.length);
      if (at < 0) return false;
    }
    this.type = 'n';
    if (xml.startsWith(TYPE, at)) {
      if (xml.charCodeAt(at + TYPE.length) === LETTER_S) this.type = 's';
      else if (xml.charCodeAt(at + TYPE.length) !== LETTER_N) return false;
      at += TYPE.length + 1;
      if (xml.charCodeAt(at) !== QUOTE) return false;
      at += 1;
    }
    if (!xml.startsWith(VALUE, at)) return false;
    const from = at + VALUE.length;
    const to = xml.indexOf('<', from);
    if (to < 0 || !xml.startsWith(CLOSING, to)) return false;
    this.value = xml.slice(from, to);
    this.end = to + CLOSING.length;
    return !this.value.includes('&');
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
}

const [REFERENCE, STYLE, TYPE, VALUE, CLOSING] = ['<c r="', ' s="', ' t="', '><v>', '</v></c>'] as const;
const [QUOTE, DIGIT_0, DIGIT_9, LETTER_A, LETTER_Z, LETTER_C, LETTER_N, LETTER_S] = [34, 48, 57, 65, 90, 99, 110, 115];
