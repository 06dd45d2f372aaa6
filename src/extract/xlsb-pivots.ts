/**
 * Pivot caches of binary sheets: what a pivot table keeps of its source, though the source is long deleted.
 *
 * Source: [MS-XLSB] 2.1.7.38 and 2.1.7.40 (parts), 2.4 (records). The definition names the fields and lists what is shared
 * among rows; the records hold the rest, in fields as the definition describes them.
 */
import type { Found } from './extractor.ts';
import type { Package } from './package-zip.ts';
import { errorName, onOneLine } from './sheet-lines.ts';
import { records, wideString } from './xlsb-records.ts';

const R = {
  number: 21,
  boolean: 22,
  error: 23,
  string: 24,
  date: 25,
  /** From here on the same with attributes behind. */
  described: 27,
  record: 33,
  field: 183,
  sharedItems: 189,
  endSharedItems: 190,
  run: 191,
} as const;
/** Kinds of items in a run of items alike. */
const RUNS: Readonly<Record<number, number>> = { 1: R.number, 2: R.string, 16: R.error, 32: R.date };

const [HAS_CAPTION, IN_RECORDS] = [0x0008, 0x0004];
const [HAS_DATE, HAS_STRING, IS_NUMERIC] = [0x0004, 0x0008, 0x0040];

interface Field {
  readonly isInRecords: boolean;
  /** Records hold a number of an item in the list. */
  hasItems: boolean;
  /** What records hold where there is no list. */
  kind: number;
}

/** Fields with their lists, a line each; then what the records hold themselves, a line each. */
export function* binaryPivots(pack: Package): Generator<Found> {
  const numbered = (pattern: RegExp) =>
    new Map(pack.names.flatMap((name) => (pattern.test(name) ? [[name.replace(/\D+/g, ''), name] as const] : [])));
  const caches = numbered(/^xl\/pivotCache\/pivotCacheDefinition\d*\.bin$/i);
  const kept = numbered(/^xl\/pivotCache\/pivotCacheRecords\d*\.bin$/i);
  for (const number of [...new Set([...caches.keys(), ...kept.keys()])].sort()) {
    const lines: string[][] = [];
    const fields = readDefinition(pack.read(caches.get(number) ?? '') ?? Buffer.alloc(0), lines);
    readRecords(pack.read(kept.get(number) ?? '') ?? Buffer.alloc(0), fields, lines);
    const text = lines.map((line) => line.join('\t')).join('\n');
    if (text.trim() !== '') yield { kind: 'segment', place: 'hidden', text, mark: 'pivot cache' };
  }
}

function readDefinition(stream: Buffer, lines: string[][]): Field[] {
  const fields: Field[] = [];
  let isShared = false;
  for (const { type, data } of records(stream)) {
    if (type === R.field && data.length >= 20) {
      const flags = data.readUInt16LE(0);
      const name = wideString(data, 20);
      const caption = flags & HAS_CAPTION ? [wideString(data, name.end).text] : [];
      fields.push({ isInRecords: (flags & IN_RECORDS) !== 0, hasItems: false, kind: R.string });
      lines.push([name.text, ...caption].map(onOneLine));
      continue;
    }
    const field = fields.at(-1);
    if (type === R.sharedItems && field && data.length >= 2) {
      const flags = data.readUInt16LE(0);
      isShared = true;
      if (flags & IS_NUMERIC) field.kind = R.number;
      else if (flags & HAS_DATE && !(flags & HAS_STRING)) field.kind = R.date;
    } else if (type === R.endSharedItems) isShared = false;
    else {
      const items = itemsOf(type, data);
      lines.at(-1)?.push(...items.filter(Boolean));
      if (isShared && field && items.length > 0) field.hasItems = true;
    }
  }
  return fields;
}

function readRecords(stream: Buffer, fields: readonly Field[], lines: string[][]): void {
  let line: string[] = [];
  for (const { type, data } of records(stream)) {
    if (type === R.record) lines.push(inlineItems(data, fields));
    // Behind the head of a record whose items are records of their own.
    else if (type === R.record + 1) {
      line = [];
      lines.push(line);
    } else line.push(...itemsOf(type, data).filter(Boolean));
  }
}

/** One record: items of the list are told there, and not for each record again. */
function inlineItems(data: Buffer, fields: readonly Field[]): string[] {
  const items: string[] = [];
  let at = 0;
  for (const { isInRecords, hasItems, kind } of fields) {
    if (!isInRecords || at >= data.length) continue;
    if (hasItems) at += 4;
    else {
      const { text, end } = itemAt(kind, data, at);
      items.push(text);
      at = end;
    }
  }
  return items;
}

/** The items of one record: one, a run of them, or (an empty cell too) none to be told. */
function itemsOf(type: number, data: Buffer): string[] {
  if (type === R.run && data.length >= 6) {
    const kind = RUNS[data.readUInt16LE(0)];
    const items: string[] = [];
    for (let at = 6; kind !== undefined && at < data.length; ) {
      const { text, end } = itemAt(kind, data, at);
      items.push(text);
      at = end;
    }
    return items;
  }
  const kind = type >= R.described && type <= R.date + 7 ? type - 7 : type;
  if (kind === R.number - 1) return ['']; // an empty cell
  return kind >= R.number && kind <= R.date ? [itemAt(kind, data, 0).text] : [];
}

function itemAt(kind: number, data: Buffer, at: number): { readonly text: string; readonly end: number } {
  const left = data.length - at;
  switch (kind) {
    case R.number:
      return { text: left < 8 ? '' : String(data.readDoubleLE(at)), end: at + 8 };
    case R.boolean:
      return { text: left < 1 ? '' : data[at] ? 'TRUE' : 'FALSE', end: at + 1 };
    case R.error:
      return { text: left < 1 ? '' : errorName(data[at] ?? 0), end: at + 1 };
    case R.date:
      return { text: left < 8 ? '' : dateAt(data, at), end: at + 8 };
    default: {
      const { text, end } = wideString(data, at);
      return { text: onOneLine(text), end };
    }
  }
}

/** Year and month in two bytes each, then day, hour, minute, second. */
function dateAt(data: Buffer, at: number): string {
  const two = (value: number | undefined) => String(value ?? 0).padStart(2, '0');
  const day = `${data.readUInt16LE(at)}-${two(data.readUInt16LE(at + 2))}-${two(data[at + 4])}`;
  const [hour, minute, second] = [data[at + 5], data[at + 6], data[at + 7]];
  return hour || minute || second ? `${day} ${two(hour)}:${two(minute)}:${two(second)}` : day;
}
