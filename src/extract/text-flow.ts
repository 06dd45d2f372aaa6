/**
 * Text as it flows on a page: white space collapses, blocks part lines, table rows become lines with tabs between cells.
 */

/** Stands for a line break inside a cell until the row ends: only then is it known whether the row is a table's. */
const CELL_BREAK = '\u0001';

/** A row with a cell longer than this is layout, not a table: its line breaks stay. */
const LONGEST_CELL = 300;

export class TextFlow {
  readonly #pieces: string[] = [];
  /** Where the open rows began, outermost first; -1 before the first cell. */
  readonly #rows: { start: number; cells: number }[] = [];
  #gap: '' | ' ' | '\n' = '';
  #atLineStart = true;

  /** Running text: white space counts as one space, none at the start of a line. */
  words(text: string): void {
    const collapsed = /[\t\r\n\f]| {2}/.test(text) ? text.replace(/[ \t\r\n\f]+/g, ' ') : text;
    if (collapsed === ' ' || collapsed === '') {
      if (collapsed && this.#gap === '') this.#gap = ' ';
      return;
    }
    if (collapsed.startsWith(' ') && this.#gap === '') this.#gap = ' ';
    this.#flush();
    this.#pieces.push(collapsed.trim() === collapsed ? collapsed : collapsed.replace(/^ | $/g, ''));
    this.#atLineStart = false;
    if (collapsed.endsWith(' ')) this.#gap = ' ';
  }

  /** Text whose line breaks and blanks count. */
  verbatim(text: string): void {
    this.#flush();
    this.#pieces.push(text.replace(/\r\n?/g, '\n'));
    this.#atLineStart = text.endsWith('\n');
  }

  /** A line by itself, outside the flow. */
  line(text: string): void {
    this.break();
    this.words(text);
    this.break();
  }

  /** A block begins or ends. */
  break(): void {
    if (!this.#atLineStart) this.#gap = '\n';
  }

  lineBreak(): void {
    if (this.#gap === '\n' || this.#atLineStart) this.#pieces.push(this.#newLine());
    this.#gap = '\n';
    this.#atLineStart = false;
  }

  row(): void {
    this.break();
    this.#flush();
    this.#rows.push({ start: this.#pieces.length, cells: 0 });
    this.#atLineStart = true;
  }

  cell(): void {
    const row = this.#rows.at(-1);
    if (!row) {
      this.break();
      return;
    }
    if (row.cells++ > 0) this.#pieces.push('\t');
    this.#gap = '';
    this.#atLineStart = true;
  }

  endCell(): void {
    this.#gap = '';
  }

  endRow(): void {
    const row = this.#rows.pop();
    if (!row) {
      this.break();
      return;
    }
    const written = this.#pieces.splice(row.start).join('');
    const cells = written.split('\t');
    const isTable = cells.length > 1 && !written.includes('\n') && cells.every((cell) => cell.length <= LONGEST_CELL);
    const text = written.replaceAll(CELL_BREAK, isTable ? ' ' : this.#newLine());
    if (/[^\t ]/.test(text)) this.#pieces.push(text.trimEnd());
    this.#gap = '';
    this.#atLineStart = false;
    this.break();
  }

  end(): string {
    while (this.#rows.length > 0) this.endRow();
    const lines = this.#pieces
      .join('')
      .split('\n')
      .map((line) => line.trimEnd());
    return lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  #newLine(): string {
    return this.#rows.length > 0 ? CELL_BREAK : '\n';
  }

  #flush(): void {
    if (this.#gap === '\n') this.#pieces.push(this.#newLine());
    else if (this.#gap === ' ' && !this.#atLineStart) this.#pieces.push(' ');
    this.#gap = '';
  }
}
