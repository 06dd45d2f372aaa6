/**
 * Binary sheets of Excel 2007 and later: cells as displayed, and what is hidden: rows, columns, sheets, comments, headers,
 * names, literals of formulas, pivot caches, cells kept of other books.
 *
 * Source: [MS-XLSB] 2.1.7 (parts), 2.4 (records). A row is a line, its cells are separated by tabs. What stands beside the
 * cells in XML is read as in xlsx.
 */
import type { Place } from '../document/document.ts';
import { compactNumber } from './biff.ts';
import { type CellFormats, formatsOf } from './cell-formats.ts';
import type { Extractor, Found } from './extractor.ts';
import { parsedLiterals } from './formula-literals.ts';
import { readOfficePackage } from './office-package.ts';
import { linkTargets, relationships } from './office-properties.ts';
import type { Package } from './package-zip.ts';
import { PlaceTexts } from './place-texts.ts';
import { besideCells, sheetRead } from './sheet-beside.ts';
import { errorName, onOneLine, SheetLines, withoutCodes } from './sheet-lines.ts';
import { binaryBooks } from './xlsb-books.ts';
import { binaryPivots } from './xlsb-pivots.ts';
import { records, wideString, wideStrings } from './xlsb-records.ts';

export const xlsb: Extractor = {
  format: 'xlsb',
  types: ['application/vnd.ms-excel.sheet.binary.macroenabled.12'],

  extract: (bytes, { bytesLeft }) =>
    readOfficePackage(bytes, bytesLeft, 'xl', [readBook, besideCells, binaryComments, binaryPivots, binaryBooks]),
};

/** Record types ([MS-XLSB] 2.3.2). */
const R = {
  row: 0,
  blank: 1,
  lastCell: 11,
  shortBlank: 12,
  shortLast: 18,
  string: 19,
  name: 39,
  format: 44,
  style: 47,
  column: 60,
  richCell: 62,
  validation: 64,
  book: 153,
  sheet: 156,
  headers: 479,
  cellStyles: 617,
  endCellStyles: 618,
  comment: 637,
} as const;

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly member: string;
}

const BUILT_IN_NAME = 0x20;

function* readBook(pack: Package): Generator<Found> {
  const targets = relationships(pack, 'xl/workbook.bin');
  const sheets: Sheet[] = [];
  const names: string[] = [];
  let isDate1904 = false;
  for (const { type, data } of records(pack.read('xl/workbook.bin') ?? Buffer.alloc(0))) {
    if (type === R.book && data.length >= 4) isDate1904 = (data.readUInt32LE(0) & 1) === 1;
    else if (type === R.sheet && data.length >= 12) {
      // A beta of Excel 2007 has four bytes more.
      const at = 8 + (wideString(data, wideString(data, 8).end).end === data.length ? 0 : 4);
      const [id = '', name = ''] = wideStrings(data, at, 2);
      const member = targets.get(id) ?? `xl/worksheets/sheet${sheets.length + 1}.bin`;
      sheets.push({ name, isHidden: data.readUInt32LE(0) !== 0, member });
    } else if (type === R.name && data.length >= 13 && (data.readUInt32LE(0) & BUILT_IN_NAME) === 0) {
      names.push(wideString(data, 9).text);
    }
  }
  for (const { name } of sheets) yield { kind: 'segment', place: 'sheet-name', text: name };
  yield { kind: 'count', of: 'sheets', there: sheets.length, read: 0 };
  for (const text of names) yield { kind: 'segment', place: 'property', text };

  const strings = [...records(pack.read('xl/sharedStrings.bin') ?? Buffer.alloc(0))].flatMap(({ type, data }) =>
    type === R.string ? [onOneLine(wideString(data, 1).text)] : [],
  );
  const formats = stylesOf(pack.read('xl/styles.bin') ?? Buffer.alloc(0), isDate1904);
  for (const sheet of sheets) {
    yield* readSheet(pack.read(sheet.member) ?? Buffer.alloc(0), sheet, strings, formats);
    yield sheetRead(pack, sheet.member);
    yield* linkTargets(pack, sheet.member);
  }
}

function stylesOf(stream: Buffer, isDate1904: boolean): CellFormats {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCellStyles = false;
  for (const { type, data } of records(stream)) {
    if (type === R.format && data.length >= 6) codes.set(data.readUInt16LE(0), wideString(data, 2).text);
    else if (type === R.cellStyles || type === R.endCellStyles) inCellStyles = type === R.cellStyles;
    else if (type === R.style && inCellStyles && data.length >= 4) styles.push(data.readUInt16LE(2));
  }
  return formatsOf(
    styles.map((id) => codes.get(id) ?? id),
    isDate1904,
  );
}

const [HIDDEN_ROW, HIDDEN_COLUMN] = [0x10, 0x01];
const HEADERS: readonly Place[] = ['header', 'footer', 'header', 'footer', 'header', 'footer'];

function* readSheet(stream: Buffer, sheet: Sheet, strings: readonly string[], formats: CellFormats): Generator<Found> {
  const lines = new SheetLines(sheet.isHidden);
  const texts = new PlaceTexts();
  let row = -1;
  let column = -1;
  for (const { type, data } of records(stream)) {
    if (type === R.row && data.length >= 12) {
      row = data.readUInt32LE(0);
      column = -1;
      if (data.readUInt8(11) & HIDDEN_ROW) lines.hideRow(row);
    } else if ((type >= R.blank && type <= R.lastCell) || type === R.richCell) {
      if (data.length < 8) continue;
      column = data.readUInt32LE(0);
      const { text, formulaAt } = cellText(type, data, 8, data.readUInt32LE(4) & 0xffffff, strings, formats);
      lines.put(row, column, text);
      for (const literal of literals(data, formulaAt)) texts.add('hidden', `${literal}\n`);
    } else if (type >= R.shortBlank && type <= R.shortLast && data.length >= 4) {
      column += 1;
      const { text } = cellText(type - 11, data, 4, data.readUInt32LE(0) & 0xffffff, strings, formats);
      lines.put(row, column, text);
    } else if (type === R.column && data.length >= 18 && data.readUInt16LE(16) & HIDDEN_COLUMN) {
      lines.hideColumns(data.readUInt32LE(0), data.readUInt32LE(4));
    } else if (type === R.headers) {
      for (const [index, text] of wideStrings(data, 2, HEADERS.length).entries()) {
        if (text !== '') texts.add(HEADERS[index] ?? 'header', `${withoutCodes(text)}\n`);
      }
    } else if (type === R.validation && data.length >= 8) {
      // Behind the ranges that it holds for: titles and texts of what is told and of what is refused.
      const at = 8 + data.readUInt32LE(4) * 16;
      for (const text of wideStrings(data, at, 4)) if (text !== '') texts.add('annotation', `${text}\n`);
    }
  }
  const mark = `sheet ${sheet.name}`;
  yield* lines.segments(mark);
  yield* texts.segments(mark);
}

/** Kinds of cells, in the order of their records; formulas keep what they gave and then how they are made. */
function cellText(
  type: number,
  data: Buffer,
  at: number,
  style: number,
  strings: readonly string[],
  formats: CellFormats,
): { readonly text: string; readonly formulaAt: number } {
  const isFormula = type >= 8 && type <= 11;
  const with_ = (text: string, bytes: number) => ({ text, formulaAt: isFormula ? at + bytes + 2 : data.length });
  const none = with_('', data.length);
  switch (type) {
    case 2:
      return at + 4 > data.length ? none : with_(formats.show(compactNumber(data.readInt32LE(at)), style), 4);
    case 3:
    case 11:
      return at >= data.length ? none : with_(errorName(data.readUInt8(at)), 1);
    case 4:
    case 10:
      return at >= data.length ? none : with_(data.readUInt8(at) ? 'TRUE' : 'FALSE', 1);
    case 5:
    case 9:
      return at + 8 > data.length ? none : with_(formats.show(data.readDoubleLE(at), style), 8);
    case 6:
    case 8: {
      const { text, end } = wideString(data, at);
      return with_(onOneLine(text), end - at);
    }
    case 7:
      return at + 4 > data.length ? none : with_(strings[data.readUInt32LE(at)] ?? '', 4);
    case R.richCell:
      return with_(onOneLine(wideString(data, at + 1).text), data.length);
    default:
      return none;
  }
}

function literals(data: Buffer, formulaAt: number): string[] {
  if (formulaAt + 4 > data.length) return [];
  const from = formulaAt + 4;
  return parsedLiterals(data.subarray(from, from + data.readUInt32LE(formulaAt)), 'xlsb');
}

function* binaryComments(pack: Package): Generator<Found> {
  for (const member of pack.names.filter((name) => /^xl\/comments[^/]*\.bin$/.test(name)).sort()) {
    for (const { type, data } of records(pack.read(member) ?? Buffer.alloc(0))) {
      if (type === R.comment) yield { kind: 'segment', place: 'comment', text: wideString(data, 1).text };
    }
  }
}
