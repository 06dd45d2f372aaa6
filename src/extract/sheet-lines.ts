/**
 * Cells as they come, as lines: a row is a line, tabs part its cells, what is hidden stands apart.
 */
import type { SegmentFound } from './extractor.ts';
import { PlaceTexts } from './place-texts.ts';

/** Excel's own width. */
const MAX_COLUMNS = 16_384;
/** A wider gap in a row is told as one so wide: a cell in the last column of each row would take gigabytes of tabs. */
const MAX_GAP = 256;

export class SheetLines {
  readonly #texts = new PlaceTexts();
  readonly #hiddenColumns = new Set<number>();
  readonly #hiddenRows = new Set<number>();
  readonly #isHidden: boolean;
  /** Whether any cell is hidden. */
  #hides: boolean;
  #row = -1;
  #shown: string[] = [];
  #hidden: string[] = [];
  /** Columns that gaps were told too narrow by. */
  #narrowed = [0, 0];

  constructor(isHidden: boolean) {
    this.#isHidden = isHidden;
    this.#hides = isHidden;
  }

  hideRow(row: number): void {
    this.#hiddenRows.add(row);
    this.#hides = true;
  }

  /** From the first to the last, both counted from 0. */
  hideColumns(first: number, last: number): void {
    for (let column = first; column <= Math.min(last, MAX_COLUMNS); column += 1) this.#hiddenColumns.add(column);
    this.#hides = true;
  }

  /** A cell at its column, so that a column stays one below the other; `text` is one line, and an empty one is none. */
  put(row: number, column: number, text: string): void {
    if (text === '') return;
    if (row !== this.#row) this.#endRow();
    // An empty row parts one table from another.
    if (row > this.#row + 1) this.#texts.endLine(this.#isHidden ? 'hidden' : 'cell');
    this.#row = row;
    const isHidden = this.#hides && (this.#isHidden || this.#hiddenRows.has(row) || this.#hiddenColumns.has(column));
    const line = isHidden ? this.#hidden : this.#shown;
    const at = isHidden ? 1 : 0;
    const gap = column - line.length - (this.#narrowed[at] ?? 0);
    if (gap > MAX_GAP) this.#narrowed[at] = (this.#narrowed[at] ?? 0) + gap - MAX_GAP;
    for (let empty = Math.min(gap, MAX_GAP); empty > 0; empty -= 1) line.push('');
    line.push(text);
  }

  segments(mark: string): Iterable<SegmentFound> {
    this.#endRow();
    return this.#texts.segments(mark);
  }

  #endRow(): void {
    if (this.#shown.length > 0) this.#texts.add('cell', `${this.#shown.join('\t')}\n`);
    if (this.#hidden.length > 0) this.#texts.add('hidden', `${this.#hidden.join('\t')}\n`);
    this.#shown = [];
    this.#hidden = [];
    this.#narrowed = [0, 0];
  }
}

/** A row is a line and tabs part its cells, so neither stands in a cell. */
export function onOneLine(text: string): string {
  return /[\t\r\n]/.test(text) ? text.replace(/[\t\r\n]+/g, ' ') : text;
}

/** `&L&"Arial,Bold"&10Text&C…`: codes of place, font, size and fields (ECMA-376 part 1, 18.3.1.46). */
export function withoutCodes(text: string): string {
  return text
    .replace(/&(?:"[^"]{0,200}"|\d{1,3}|K[0-9A-F]{6}|[A-JL-Z])/gi, ' ')
    .replaceAll('&&', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Codes of errors in the binary formats ([MS-XLS] 2.5.10). */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

export function errorName(code: number): string {
  return ERRORS[code] ?? '#ERROR!';
}
