/** Rows of a part as a table: each sheet under its name, and what is left out of a row said in its place. */
import { html } from 'ghtml';
import type { Mark, Segment, Span } from '../../document/document.ts';
import { type Hit, marked } from './marked.ts';

/** How much of each row is shown; what was found is shown in any case. */
export interface RowLimits {
  readonly columns: number;
  readonly cell: number;
}

export const EXCERPT: RowLimits = { columns: 40, cell: 400 };
export const WHOLE: RowLimits = { columns: Number.POSITIVE_INFINITY, cell: Number.POSITIVE_INFINITY };

export interface ShownRows {
  readonly markup: string;
  /** Columns or the ends of cells are left out. */
  readonly isCut: boolean;
}

interface Row extends Span {
  readonly cells: readonly Span[];
}

export function isTable({ place, text }: Segment): boolean {
  if (place === 'cell') return true;
  const lines = text.split('\n', 20).filter(Boolean);
  return lines.length > 1 && lines.filter((line) => line.includes('\t')).length > lines.length / 2;
}

export function rowsView(
  { text, marks = [] }: Segment,
  span: Span,
  hits: readonly Hit[],
  { columns, cell: longest }: RowLimits,
): ShownRows {
  const rows = rowsIn(text, span);
  const holds = ({ start, end }: Span) => hits.some((hit) => hit.start >= start && hit.start < end);
  const found = new Set(
    rows.flatMap(({ cells }) => [...cells.keys()].filter((at) => at >= columns && holds(cells[at] ?? span))),
  );
  let isCut = false;
  let told: Mark | undefined;
  const lines: string[] = [];
  for (const { start, end, cells } of rows) {
    const label = marks.findLast((mark) => mark.start <= end);
    if (label && label !== told) lines.push(html`<tr><th colspan="99" scope="colgroup">${label.label}</th></tr>`);
    told = label;
    if (text.slice(start, end).trim() === '') continue;
    const shown: string[] = [];
    let left = 0;
    for (const [at, cell] of cells.entries()) {
      if (at >= columns && !found.has(at)) {
        left += 1;
        continue;
      }
      shown.push(leftOut(left));
      left = 0;
      const isShort = cell.end - cell.start > longest && !holds({ start: cell.start + longest, end: cell.end });
      if (isShort) isCut = true;
      const to = isShort ? cell.start + longest : cell.end;
      shown.push(html`<td dir="auto">!${marked(text, cell.start, to, hits)}${isShort ? '…' : ''}</td>`);
    }
    if (left > 0 || found.size > 0) isCut = true;
    lines.push(html`<tr>!${shown.join('')}!${leftOut(left)}</tr>`);
  }
  const markup = html`<div class="sheet" tabindex="0" role="group" aria-label="Rows"><table><tbody>!${lines.join('\n')}</tbody></table></div>`;
  return { markup, isCut };
}

function rowsIn(text: string, { start, end }: Span): Row[] {
  let at = start;
  return text
    .slice(start, end)
    .split('\n')
    .map((line) => {
      let from = at;
      const cells = line.split('\t').map((cell) => {
        const here = { start: from, end: from + cell.length };
        from += cell.length + 1;
        return here;
      });
      const row = { start: at, end: at + line.length, cells };
      at += line.length + 1;
      return row;
    });
}

function leftOut(columns: number): string {
  if (columns === 0) return '';
  return html`<td class="gap">… ${columns} ${columns === 1 ? 'column' : 'columns'} …</td>`;
}
