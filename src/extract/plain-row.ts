/**
 * The tags of a sheet's rows, `<row r="7" spans="1:5" …>`, which a sheet has thousands of that differ in their number alone.
 *
 * Source: ECMA-376 part 1, 18.3.1.73 (row). What stands behind the number is kept of the row that came tag by tag last: a
 * row that goes on alike is as hidden as that one.
 */
export class PlainRow {
  /** From behind the number's quote to the end of the tag; empty while there is none. */
  #rest = '';
  isHidden = false;
  /** Of the row whose tag was read last, counted from 1. */
  number = 0;

  /** Keeps the row that stands at `tag`, where it begins with its number and holds anything. */
  keep(xml: string, tag: number, isHidden: boolean): void {
    const from = this.#afterNumber(xml, tag);
    const end = from < 0 ? -1 : xml.indexOf('>', from);
    const rest = end < 0 ? '' : xml.slice(from, end + 1);
    // Within quotes a tag may go on behind a `>`.
    this.#rest = rest.endsWith('/>') || rest.split('"').length % 2 === 0 || rest.includes("'") ? '' : rest;
    this.isHidden = isHidden;
  }

  /** Where the tag ends that stands at `tag` and is like the one that was kept; `tag` for any other. */
  after(xml: string, tag: number): number {
    if (this.#rest === '') return tag;
    const from = this.#afterNumber(xml, tag);
    return from >= 0 && xml.startsWith(this.#rest, from) ? from + this.#rest.length : tag;
  }

  #afterNumber(xml: string, tag: number): number {
    if (!xml.startsWith(START, tag)) return -1;
    let at = tag + START.length;
    let code = xml.charCodeAt(at);
    let number = 0;
    for (; code >= 48 && code <= 57; code = xml.charCodeAt(++at)) number = 10 * number + code - 48;
    this.number = number;
    return code === 34 ? at + 1 : -1;
  }
}

const START = '<row r="';
