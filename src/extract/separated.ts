/**
 * CSV and TSV: any separator, any charset, rows as lines with a tab between cells.
 *
 * Source: RFC 4180, and what Excel writes (`sep=;` as first line, semicolons in some locales, UTF-16 with tabs).
 */
import { decodeText } from './charset.ts';
import type { Extractor } from './extractor.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;

export const separated: Extractor = {
  format: 'separated',
  types: ['text/csv', 'text/tab-separated-values'],

  *extract(bytes, { charset }) {
    yield { kind: 'segment', place: 'cell', text: rowsAsLines(decodeText(bytes, charset)) };
  },
};

/** Rows as lines, cells separated by tabs; a line break inside a cell becomes a space, so that a row stays a line. */
export function rowsAsLines(text: string): string {
  const told = /^sep=([^\r\n])\r?\n/i.exec(text);
  const content = told ? text.slice(told[0].length) : text;
  const separator = told?.[1] ?? separatorOf(content);
  if (!content.includes('"')) {
    const lines = content.replace(/\r\n?/g, '\n');
    return separator === '\t' ? lines : lines.replaceAll('\t', ' ').replaceAll(separator, '\t');
  }
  return quotedRows(content, separator);
}

/** The separator that stands most often in the first lines, outside quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 8192).replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: head.split(separator).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.separator ?? ',';
}

function quotedRows(text: string, separator: string): string {
  const apart = separator === '\t' ? '\\t' : `\\${separator}`;
  // A quoted cell (doubled quotes inside; a missing closing quote takes the rest of its line), or a bare one.
  const cell = new RegExp(`"([^"]*(?:""[^"]*)*)"(?=[^"]|$)[^${apart}\\r\\n]*|[^${apart}\\r\\n]*`, 'y');
  let out = '';
  let at = 0;
  while (at < text.length) {
    cell.lastIndex = at;
    const match = cell.exec(text);
    const [whole, quoted] = match ?? ['', undefined];
    const value = quoted === undefined ? whole : quoted.replaceAll('""', '"');
    out += /[\t\r\n]/.test(value) ? value.replace(/[\t\r\n]+/g, ' ') : value;
    at += whole.length;
    const next = text[at];
    if (next === separator) out += '\t';
    else if (next !== undefined) out += '\n';
    if (next === '\r' && text[at + 1] === '\n') at++;
    at++;
  }
  return out;
}
