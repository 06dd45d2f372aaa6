/**
 * Writes binary sheets (xlsb) record by record, since no free program writes what is hidden in them.
 *
 * Source: [MS-XLSB] 2.1.4 (records), 2.3.2 (their numbers) and 2.4 (their fields). Knows nothing of the reader: a field is
 * written as the specification tells it, with its size, and not as it is read.
 */
import { zipOf } from './archives.ts';

/** A record: its number in one or two bytes, the size of its fields in up to four, seven bits a byte, then the fields. */
export function record(type: number, ...fields: readonly Buffer[]): Buffer {
  const data = Buffer.concat(fields);
  const head = type < 0x80 ? [type] : [(type & 0x7f) | 0x80, type >> 7];
  let size = data.length;
  do {
    head.push((size & 0x7f) | (size > 0x7f ? 0x80 : 0));
    size >>= 7;
  } while (size > 0);
  return Buffer.concat([Buffer.from(head), data]);
}

export const u8 = (...values: readonly number[]) => Buffer.from(values);
export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
export function xnum(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
/** XLWideString: characters, then UTF-16. Absent: XLNullableWideString. */
export const text = (value?: string) =>
  value === undefined ? u32(0xffffffff) : Buffer.concat([u32(value.length), Buffer.from(value, 'utf16le')]);
/** PCDIDateTime (2.5.97). */
export const pivotDate = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
  Buffer.concat([u16(year), u16(month), u8(day, hour, minute, second)]);

/** Cell (2.5.9): column, style in three bytes, flags. */
export const cell = (column: number, style = 0) => Buffer.concat([u32(column), u16(style), u8(0, 0)]);

/** BrtRowHdr: row, style, height, flags in three bytes (the fifth bit of the second hides it), no spans. */
export const row = (index: number, isHidden = false) =>
  record(0, u32(index), u32(0), u16(300), u8(0, isHidden ? 0x10 : 0, 0), u32(0));

/** BrtColInfo: columns, width, style, flags (the first bit hides them). */
export const columns = (first: number, last: number, isHidden: boolean) =>
  record(60, u32(first), u32(last), u32(2560), u32(0), u16(isHidden ? 1 : 0));

/** BrtBeginHeaderFooter and its end: flags, then header and footer of odd, of even and of first pages. */
export const headersAndFooters = (...texts: readonly (string | undefined)[]) =>
  Buffer.concat([record(479, u16(3), ...texts.map((each) => text(each))), record(480)]);

/** BrtFmlaString: a cell, what it shows, flags, then tokens behind their size, and no data beside them. */
export const formulaText = (column: number, shown: string, tokens: Buffer) =>
  record(8, cell(column), text(shown), u16(0), u32(tokens.length), tokens, u32(0));
/** PtgStr (2.5.97.83): a text in a formula, its length in two bytes. */
export const tokenText = (value: string) => Buffer.concat([u8(0x17), u16(value.length), Buffer.from(value, 'utf16le')]);

export interface SheetWritten {
  readonly name: string;
  /** 0 visible, 1 hidden, 2 very hidden. */
  readonly state: 0 | 1 | 2;
  /** Records between the begin of the sheet and that of its cells. */
  readonly before?: readonly Buffer[];
  readonly cells: readonly Buffer[];
  readonly after?: readonly Buffer[];
}

/** A book of sheets, with other members of the package beside them. */
export function xlsbOf(sheets: readonly SheetWritten[], others: Readonly<Record<string, Buffer>> = {}): Buffer {
  const bundle = sheets.map(({ name, state }, at) =>
    record(156, u32(state), u32(at + 1), text(`rId${at + 1}`), text(name)),
  );
  const book = [record(131), record(143), ...bundle, record(144), record(132)];
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="x" Target="worksheets/s${at + 1}.bin"/>`,
  );
  const members: Record<string, Buffer> = {
    '[Content_Types].xml': Buffer.from('<Types/>'),
    'xl/workbook.bin': Buffer.concat(book),
    'xl/_rels/workbook.bin.rels': Buffer.from(`<Relationships>${relations.join('')}</Relationships>`),
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/s${at + 1}.bin`, sheetOf(sheet)])),
    ...others,
  };
  return zipOf(Object.entries(members).map(([name, content]) => ({ name, content })));
}

function sheetOf({ before = [], cells, after = [] }: SheetWritten): Buffer {
  return Buffer.concat([record(129), ...before, record(145), ...cells, record(146), ...after, record(130)]);
}

/** A field of a pivot cache: BrtBeginPCDField (flags, format, type, hierarchy, level, mappings, name), its items, its end. */
export const pivotField = (name: string, ...inside: readonly Buffer[]) =>
  Buffer.concat([record(183, u16(0x0004), u32(0), u16(0), u32(0), u32(0), u32(0), text(name)), ...inside, record(184)]);
/** BrtBeginPCDFAtbl: what kinds of items a field has, how many are listed; then the list. */
export const pivotItems = (flags: number, ...items: readonly Buffer[]) =>
  Buffer.concat([record(189, u16(flags), u32(items.length)), ...items, record(190)]);
export const pivotDefinition = (...fields: readonly Buffer[]) =>
  Buffer.concat([record(179), record(181, u32(fields.length)), ...fields, record(182), record(180)]);
export const pivotRecords = (...each: readonly Buffer[]) =>
  Buffer.concat([record(193, u32(each.length)), ...each, record(194)]);
