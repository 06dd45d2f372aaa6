/**
 * Tables as CSV for spreadsheets. Source: RFC 4180.
 *
 * A text that a spreadsheet would take for a formula is kept a text by an apostrophe before it: names and addresses are
 * what anybody may write. A byte order mark, because Excel takes UTF-8 for something else without it.
 */
export type Cell = string | number | null;

const FORMULA = /^[\s]*[=+\-@\t\r]/;

export function csv(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
