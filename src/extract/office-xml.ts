/**
 * Lines of what Office saves as one XML file: Word 2003, Excel 2003, and packages written flat. Runs of a paragraph are one
 * line, cells of a row too, so that no word and no row is broken.
 *
 * Source: Office 2003 XML Reference Schemas; [MS-OE376] (flat OPC).
 */
const RUNS = new Set(['w:t', 'w:delText', 'a:t', 'Data', 'ss:Data']);
const PARAGRAPHS = new Set(['w:p', 'a:p']);
const CELLS = new Set(['w:tc', 'a:tc', 'Cell', 'ss:Cell']);
const ROWS = new Set(['w:tr', 'a:tr', 'Row', 'ss:Row']);

export class OfficeLines {
  readonly #isOffice: boolean;
  #line = '';
  #cells = 0;
  #run = false;

  constructor(source: string) {
    this.#isOffice = /schemas[.-]microsoft[.-]com[:/]office/.test(source.slice(0, 4096));
  }

  open(element: string): void {
    if (!this.#isOffice) return;
    this.#run = RUNS.has(element);
    if (CELLS.has(element)) this.#cells += 1;
  }

  /** Tells whether the text is part of a line, which `close` gives when it is whole. */
  takes(text: string): boolean {
    if (this.#run) this.#line += text.replace(/\s+/g, ' ');
    return this.#run;
  }

  /** The line that ends with this element; cells are parted by tabs. */
  close(element: string): string {
    if (!this.#isOffice) return '';
    this.#run = false;
    const isCell = CELLS.has(element);
    if (isCell) this.#cells -= 1;
    if (isCell) this.#line += '\t';
    else if (PARAGRAPHS.has(element) && this.#cells > 0) this.#line += ' ';
    else if (PARAGRAPHS.has(element) || ROWS.has(element)) return this.rest();
    return '';
  }

  rest(): string {
    const line = this.#line.replace(/ (?=\t)/g, '').trim();
    this.#line = '';
    return line;
  }
}
