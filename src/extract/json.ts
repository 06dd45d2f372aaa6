/**
 * JSON: every key and value as text, escapes undone; lists of like objects as tables.
 *
 * Source: RFC 8259; one value a line (NDJSON) too. What does not parse is read as the text that it is.
 */
import { base64Values, LEAST_PACKED } from './base64-in-text.ts';
import { decodeText } from './charset.ts';
import type { Extractor } from './extractor.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const json: Extractor = {
  format: 'json',
  types: ['application/json', 'application/x-ndjson', 'application/ld+json', 'application/geo+json'],

  *extract(bytes, { charset }) {
    const text = decodeText(bytes, charset);
    const value = parse(text);
    if (value === undefined) {
      const unescaped = text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      yield { kind: 'segment', place: 'body', text: unescaped };
      return;
    }
    const lines: string[] = [];
    const packed: string[] = [];
    write(value, '', lines, packed);
    yield { kind: 'segment', place: 'body', text: lines.join('\n') };
    yield* base64Values(packed);
  },
};

/** One value, or one a line as a list; undefined where it is neither. */
function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (whole) {
    if (!(whole instanceof SyntaxError)) throw whole;
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as Json);
    } catch (line) {
      if (!(line instanceof SyntaxError)) throw line;
      return undefined;
    }
  }
}

/** Appends lines: `key: value` for scalars, a table for a list of flat objects. Iterative: depth is the writer's choice. */
function write(root: Json, name: string, lines: string[], packed: string[]): void {
  const stack: { name: string; value: Json }[] = [{ name, value: root }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { name: key, value } = next;
    if (value === null || typeof value !== 'object') {
      lines.push(key ? `${key}: ${value}` : String(value));
      if (isLong(value)) packed.push(value);
    } else if (Array.isArray(value)) {
      const rows = tableOf(value);
      if (rows) for (const each of value) packed.push(...Object.values(each as object).filter(isLong));
      if (key && (rows || value.length === 0)) lines.push(key);
      if (rows) for (const row of rows) lines.push(row);
      else for (const each of value.toReversed()) stack.push({ name: key, value: each as Json });
    } else {
      if (key) lines.push(key); // keys may be people's names
      for (const [inner, each] of Object.entries(value).reverse()) stack.push({ name: inner, value: each });
    }
  }
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length >= LEAST_PACKED;
}

function tableOf(list: readonly Json[]): string[] | undefined {
  if (list.length < 2) return undefined;
  const columns = new Set<string>();
  let cells = 0;
  for (const each of list) {
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return undefined;
    for (const [key, value] of Object.entries(each)) {
      if (value !== null && typeof value === 'object') return undefined;
      columns.add(key);
      cells += 1;
    }
  }
  if (isSparse(list.length * columns.size, cells)) return undefined;
  const names = [...columns];
  const cell = (value: Json | undefined) =>
    value === undefined || value === null ? '' : String(value).replace(/\s+/g, ' ');
  const rows = list.map((each) => names.map((key) => cell((each as { [key: string]: Json })[key])).join('\t'));
  return [names.join('\t'), ...rows];
}

/** A table that is nearly all empty is none: objects that each have other keys would make it grow with their square. */
function isSparse(size: number, filled: number): boolean {
  return size > 1000 && size > filled * 20;
}
