/**
 * Tables of Apple's iWork, the same in Numbers, Pages and Keynote: rows lie in tiles, words and numbers of a cell in a few
 * bytes of its own and in lists that these lead to.
 *
 * Source: as SheetJS reads them. Cells have the form that programs of 2013 wrote, or that of 2017 (version 5).
 */
import { type Fields, fieldsOf, type IwaObject, numberIn, referenceIn, textIn } from './iwa.ts';

export type Objects = ReadonlyMap<number, IwaObject>;

/** What reading tables has met with. */
export interface Met {
  /** Texts that stand in cells, by the numbers of their objects. */
  readonly texts: Set<number>;
  /** Whether a cell was of a kind that is not known, or led to words that are not there. */
  isMissing: boolean;
}

const [TILE, DATA_LIST, RICH_TEXT] = [6002, 6005, 6218];

/** Takes a `TableModelArchive` (6001). */
export function tableName(model: Buffer): string {
  return textIn(fieldsOf(model), 8);
}

/** The rows of its table, one by one: a hostile one may say the same long word in every cell. */
export function* tableRows(model: Buffer, objects: Objects, met: Met): Generator<string> {
  const store = fieldsOf(fieldsOf(model).get(4)?.[0]);
  const words = listOf(store, 4, objects);
  const rich = listOf(store, 17, objects);

  const wordsOf = ({ kind, value, words: word, rich: richText }: Cell): string => {
    if (value !== undefined) return value;
    if (kind !== TEXT && kind !== RICH) return '';
    const entry = kind === TEXT ? words.get(word) : rich.get(richText);
    if (!entry) met.isMissing = true;
    if (!entry || kind === TEXT) return entry ? textIn(entry, 3) : '';
    const payload = objects.get(referenceIn(entry, 9));
    const storage = payload?.type === RICH_TEXT ? referenceIn(fieldsOf(payload.bytes), 1) : 0;
    met.texts.add(storage);
    return textIn(fieldsOf(objects.get(storage)?.bytes), 3);
  };

  for (const row of rowsOf(store, objects)) {
    const cells = cellsOf(row).map((cell) => {
      const read = cell && cellOf(cell);
      if (cell && !read) met.isMissing = true;
      return read ? wordsOf(read).replace(/\s+/g, ' ') : '';
    });
    yield cells.join('\t').trimEnd();
  }
}

/** A list of entries by their keys. */
function listOf(store: Fields, field: number, objects: Objects): ReadonlyMap<number, Fields> {
  const list = objects.get(referenceIn(store, field));
  if (list?.type !== DATA_LIST) return new Map();
  const entries = (fieldsOf(list.bytes).get(3) ?? []).map(fieldsOf);
  return new Map(entries.map((entry) => [numberIn(entry, 1), entry]));
}

function* rowsOf(store: Fields, objects: Objects): Generator<Fields> {
  for (const each of fieldsOf(store.get(3)?.[0]).get(1) ?? []) {
    const tile = objects.get(referenceIn(fieldsOf(each), 2));
    if (tile?.type !== TILE) continue;
    const rows = (fieldsOf(tile.bytes).get(5) ?? []).map(fieldsOf);
    yield* rows.toSorted((one, other) => numberIn(one, 1) - numberIn(other, 1));
  }
}

const NO_CELL = 0xffff;

/** The bytes of the cells of a row, by columns: where each begins stands in a list of 16 bits a column. */
function cellsOf(row: Fields): (Buffer | undefined)[] {
  const isNew = row.has(7);
  const [bytes, places] = [row.get(isNew ? 6 : 3)?.[0], row.get(isNew ? 7 : 4)?.[0]];
  if (!Buffer.isBuffer(bytes) || !Buffer.isBuffer(places)) return [];
  const unit = numberIn(row, 8) > 0 ? 4 : 1;
  const starts = Array.from({ length: places.length >> 1 }, (_, column) => places.readUInt16LE(column * 2));
  const width = starts.findLastIndex((start) => start !== NO_CELL) + 1;
  return starts.slice(0, width).map((start) => (start === NO_CELL ? undefined : bytes.subarray(start * unit)));
}

interface Cell {
  readonly kind: number;
  /** What a number, date or truth is shown as. */
  readonly value?: string;
  /** Keys in the lists of words. */
  readonly words: number;
  readonly rich: number;
}

const [NUMBER, TEXT, DATE, TRUTH, DURATION, RICH, MONEY] = [2, 3, 5, 6, 7, 9, 10];
const KINDS = [0, NUMBER, TEXT, DATE, TRUTH, DURATION, 8, RICH, MONEY];

/** Undefined for a cell that is none, or of a kind that is not known. */
function cellOf(cell: Buffer): Cell | undefined {
  const version = cell[0] ?? 0;
  if (cell.length < 12 || version > 5) return undefined;
  const kind = cell[version >= 4 ? 1 : 2] ?? 0;
  if (!KINDS.includes(kind)) return undefined;
  return version === 5 ? newCell(cell, kind) : oldCell(cell, kind, version);
}

/** What a cell holds stands in a fixed order from `from` on, each where its bit is set: `take` tells where, `skip` passes over words of four bytes. */
function fieldsFrom(cell: Buffer, bits: number, from: number) {
  let at = from;
  return {
    take: (bit: number, size: number) => {
      if ((bits & bit) === 0) return undefined;
      at += size;
      return at <= cell.length ? at - size : undefined;
    },
    skip: (mask: number) => {
      for (let rest = bits & mask; rest !== 0; rest &= rest - 1) at += 4;
    },
  };
}

function newCell(cell: Buffer, kind: number): Cell {
  const { take } = fieldsFrom(cell, cell.readUInt32LE(8), 12);
  const [decimal, double, seconds, words, rich] = [take(1, 16), take(2, 8), take(4, 8), take(8, 4), take(16, 4)];
  const number = decimal === undefined ? doubleAt(cell, double) : decimalAt(cell, decimal);
  return cellFrom(kind, number, doubleAt(cell, double), doubleAt(cell, seconds), keyAt(cell, words), keyAt(cell, rich));
}

function oldCell(cell: Buffer, kind: number, version: number): Cell {
  const { take, skip } = fieldsFrom(cell, cell.readUInt32LE(4), version > 1 ? 12 : 8);
  skip(version > 1 ? 0xd8e : 0x18e);
  const rich = take(0x200, 4);
  skip(version > 1 ? 0x3000 : 0x1000);
  const [words, double, seconds] = [take(0x10, 4), take(0x20, 8), take(0x40, 8)];
  const number = doubleAt(cell, double);
  return cellFrom(kind, number, number, doubleAt(cell, seconds), keyAt(cell, words), keyAt(cell, rich));
}

function cellFrom(kind: number, number: number, double: number, seconds: number, words: number, rich: number): Cell {
  if (kind === NUMBER || kind === MONEY) return { kind, words, rich, value: shown(number) };
  if (kind === DURATION) return { kind, words, rich, value: shown(double) };
  if (kind === TRUTH) return { kind, words, rich, value: double > 0 ? 'TRUE' : 'FALSE' };
  if (kind === DATE) return { kind, words, rich, value: dateOf(seconds) };
  return { kind, words, rich };
}

function shown(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : '';
}

const EPOCH_MS = Date.UTC(2001, 0, 1);

/** Takes seconds since 2001. */
export function dateOf(seconds: number): string {
  const date = new Date(EPOCH_MS + seconds * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return date.toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
}

function doubleAt(cell: Buffer, at: number | undefined): number {
  return at === undefined ? Number.NaN : cell.readDoubleLE(at);
}

function keyAt(cell: Buffer, at: number | undefined): number {
  return at === undefined ? 0 : cell.readUInt32LE(at);
}

/** IEEE 754 decimal128 with a binary significand: 113 bits of it, 14 of the exponent, one of the sign. */
function decimalAt(cell: Buffer, at: number): number {
  const high = cell.readBigUInt64LE(at + 8);
  const significand = ((high & 0x1ffffffffffffn) << 64n) | cell.readBigUInt64LE(at);
  const exponent = Number((high >> 49n) & 0x3fffn) - 6176;
  return Number(`${high >> 63n ? '-' : ''}${significand}e${exponent}`);
}
