/**
 * Values of JSON and YAML as lines: `key: value` for scalars, a table for a list of flat objects, and for an object of them.
 */
import { LEAST_PACKED } from './base64-in-text.ts';

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

interface Written {
  readonly lines: readonly string[];
  /** Texts so long that a file may be packed in them. */
  readonly packed: readonly string[];
}

/** Iterative: depth is the writer's choice. */
export function valueLines(root: Value): Written {
  const lines: string[] = [];
  const packed: string[] = [];
  const stack: { name: string; value: Value }[] = [{ name: '', value: root }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { name: key, value } = next;
    if (value === null || typeof value !== 'object') {
      lines.push(key ? `${key}: ${value}` : String(value));
      if (isLong(value)) packed.push(value);
    } else {
      const list = Array.isArray(value) ? (value as readonly Value[]) : namedRows(value as ValueMap);
      const rows = list && tableOf(list);
      if (key && (rows || !Array.isArray(value) || value.length === 0)) lines.push(key); // keys may be people's names
      if (rows) {
        for (const each of list) packed.push(...Object.values(each as object).filter(isLong));
        for (const row of rows) lines.push(row);
      } else if (Array.isArray(value)) {
        for (const each of value.toReversed()) stack.push({ name: key, value: each as Value });
      } else {
        for (const [inner, each] of Object.entries(value).reverse()) stack.push({ name: inner, value: each });
      }
    }
  }
  return { lines, packed };
}

type ValueMap = { readonly [key: string]: Value };

/** Fewer objects in an object are its parts. */
const LEAST_NAMED = 3;

/** Of an object whose values are objects, each with its key as the first cell. */
function namedRows(value: ValueMap): readonly Value[] | undefined {
  const entries = Object.entries(value);
  if (entries.length < LEAST_NAMED || !entries.every(([, each]) => isMap(each))) return undefined;
  const rows = entries.map(([key, each]) => ({ ' ': key, ...(each as ValueMap) }));
  const [first] = rows;
  // Alike: without a key in common they are different things.
  return Object.keys(first ?? {}).some((key) => key !== ' ' && rows.every((row) => key in row)) ? rows : undefined;
}

function isMap(value: Value): value is ValueMap {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length >= LEAST_PACKED;
}

/** A heading and the rows; undefined where the list is not one of two or more flat objects. */
export function tableOf(list: readonly Value[]): string[] | undefined {
  if (list.length < 2) return undefined;
  const columns = new Set<string>();
  let cells = 0;
  for (const each of list) {
    if (!isMap(each)) return undefined;
    for (const [key, value] of Object.entries(each)) {
      if (value !== null && typeof value === 'object') return undefined;
      columns.add(key);
      cells += 1;
    }
  }
  if (isSparse(list.length * columns.size, cells)) return undefined;
  const names = [...columns];
  const cell = (value: Value | undefined) =>
    value === undefined || value === null ? '' : String(value).replace(/\s+/g, ' ');
  const rows = list.map((each) => names.map((key) => cell((each as ValueMap)[key])).join('\t'));
  return [names.join('\t'), ...rows];
}

/** A table that is nearly all empty is none: objects that each have other keys would make it grow with their square. */
function isSparse(size: number, filled: number): boolean {
  return size > 1000 && size > filled * 20;
}
