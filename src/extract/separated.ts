/**
 * CSV and TSV: any separator, any charset, rows as lines with a tab between cells.
 *
 * Source: RFC 4180, and what Excel writes (`sep=;` as first line, semicolons in some locales, UTF-16 with tabs).
 */
import { decodeText } from './charset.ts';
import type { Extractor } from './extractor.ts';
import { onOneLine } from './sheet-lines.ts';

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
  for (let at = 0; at < text.length; ) {
    let end = separator === '"' ? -1 : plainEnd(text, at, separator);
    let value = '';
    if (end >= 0) value = text.charCodeAt(at) === QUOTE ? text.slice(at + 1, end - 1) : text.slice(at, end);
    else {
      cell.lastIndex = at;
      const match = cell.exec(text);
      end = at + (match?.[0].length ?? 0);
      value = match?.[1]?.replaceAll('""', '"') ?? match?.[0] ?? '';
    }
    out += onOneLine(value);
    const next = text[end];
    if (next === separator) out += '\t';
    else if (next !== undefined) out += '\n';
    at = next === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
  return out;
}

/** Where a cell ends that is bare, or quoted without a quote in it and with nothing behind it; −1 for any other. */
function plainEnd(text: string, start: number, separator: string): number {
  let at = start;
  if (text.charCodeAt(start) === QUOTE) {
    at = text.indexOf('"', start + 1) + 1;
    return at > 0 && endsCell(text, at, separator) ? at : -1;
  }
  while (!endsCell(text, at, separator)) at++;
  return at;
}

function endsCell(text: string, at: number, separator: string): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13 || unit === separator.charCodeAt(0) || at >= text.length;
}

const QUOTE = 34;
