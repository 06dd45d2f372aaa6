/** Tables, and the ways to the next page of one. On a telephone each row is a card. */
import { html } from 'ghtml';

export interface Column<Row> {
  readonly title: string;
  /** Markup: values are escaped by whoever makes it. */
  readonly cell: (row: Row) => string;
  /** Figures stand under one another at the right. */
  readonly isNumber?: boolean;
  /** Nobody sees its title: what it holds says what it is. */
  readonly isUntitled?: boolean;
}

export interface Table<Row> {
  /** What the table is of, for who cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Shown instead of a table without rows. */
  readonly empty: string;
}

export function table<Row>({ caption, columns, rows, empty }: Table<Row>): string {
  if (rows.length === 0) return html`<div class="table empty"><p>${empty}</p></div>`;
  const kind = ({ isNumber }: Column<Row>) => (isNumber ? ' class="number"' : '');
  const heads = columns.map((column) =>
    column.isUntitled
      ? html`<th scope="col"><span class="unseen">${column.title}</span></th>`
      : html`<th scope="col"!${kind(column)}>${column.title}</th>`,
  );
  const lines = rows.map((row) => {
    const cells = columns.map(
      (column) =>
        html`<td!${kind(column)}!${column.isUntitled ? '' : html` data-label="${column.title}"`}>!${column.cell(row)}</td>`,
    );
    return html`<tr data-row>!${cells.join('')}</tr>`;
  });
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0"><table class="cards" data-rows>
<caption class="unseen">${caption}</caption>
<thead><tr>!${heads.join('')}</tr></thead><tbody>!${lines.join('\n')}</tbody></table></div>`;
}

/** Text of a cell, escaped. */
export function text(value: string | number | null | undefined): string {
  return html`${value ?? ''}`;
}

/** Links to the first page and the next one, where there are such. */
export function pager({ first, next }: { readonly first: string | null; readonly next: string | null }): string {
  if (!first && !next) return '';
  return html`<nav class="pager" aria-label="Pages">
!${first ? html`<a class="button" href="${first}" data-key="[" data-key-label="first page">First page <kbd>[</kbd></a>` : ''}
!${next ? html`<a class="button" href="${next}" data-key="]" data-key-label="next page" rel="next">Next page <kbd>]</kbd></a>` : ''}</nav>`;
}
