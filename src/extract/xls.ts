/**
 * Excel 97 to 2003: cells as displayed, and what is hidden: rows, columns, sheets, comments, shapes, headers, names, links,
 * pivot caches, cells kept of other books.
 *
 * Source: [MS-XLS] 2.1.7 (streams), 2.4 (records). A row is a line, its cells are separated by tabs. Books before Excel 97
 * go to another reader.
 */
import { biffRecords, compactNumber, countedString, sharedStrings, unicodeString } from './biff.ts';
import { blips } from './blips.ts';
import { type CellFormats, formatsOf } from './cell-formats.ts';
import { type CompoundEntry, entryNamed, openCompound } from './cfb.ts';
import { drawingWords } from './drawing-words.ts';
import type { Extractor, Found } from './extractor.ts';
import { parsedLiterals } from './formula-literals.ts';
import { storageFound } from './ole.ts';
import { oleProperties } from './ole-properties.ts';
import { PlaceTexts } from './place-texts.ts';
import { errorName, onOneLine, SheetLines, withoutCodes } from './sheet-lines.ts';
import { addOtherHeaders, addValidation, drawnText, linkOf, sizeOf } from './xls-beside.ts';
import { keptOfBooks } from './xls-books.ts';
import { graphSheet, isGraph } from './xls-graph.ts';
import { oldXls } from './xls-old.ts';
import { openedBook } from './xls-opened.ts';

export const xls: Extractor = {
  format: 'xls',
  types: ['application/vnd.ms-excel'],

  *extract(bytes, source): Generator<Found> {
    // Before Excel 5 the records are the file.
    if (bytes[0] === BEGIN) {
      yield* oldXls.extract(bytes, source) as Iterable<Found>;
      return;
    }
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    const stream = (entryNamed(root, 'Workbook') ?? entryNamed(root, 'Book'))?.read() ?? Buffer.alloc(0);
    const version = stream.length < 8 ? 0 : stream.readUInt16LE(4);
    const book = version === BIFF8 ? openedBook(stream) : 'other-reader';
    if (book === 'password') {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    if (book === 'other-reader') {
      if (isGraph(version)) yield* graphSheet(stream);
      else yield* oldXls.extract(stream, source) as Iterable<Found>;
      yield* oleProperties(root);
      return;
    }
    const globals = readGlobals(book);
    for (const { name } of globals.sheets) yield { kind: 'segment', place: 'sheet-name', text: name };
    yield { kind: 'count', of: 'sheets', there: globals.sheets.length, read: 0 };
    for (const text of globals.names) yield { kind: 'segment', place: 'property', text };
    for (const text of globals.literals) yield { kind: 'segment', place: 'hidden', text, mark: 'names' };
    if (globals.books.length > 0)
      yield { kind: 'segment', place: 'hidden', text: globals.books.join('\n'), mark: 'other books' };
    for (const sheet of globals.sheets) yield* readSheet(book, sheet, globals);
    yield* pivotCaches(root);
    yield* oleProperties(root);
    yield* blips(globals.drawings);
    for (const entry of root.children) if (/^(?:MBD|_VBA_PROJECT_CUR$)/.test(entry.name)) yield* storageFound(entry);
  },
};

const BIFF8 = 0x0600;
/** The low byte of the record that begins a book, in every version. */
const BEGIN = 0x09;

/** Record types ([MS-XLS] 2.3.2). */
const R = {
  formula: 0x06,
  end: 0x0a,
  header: 0x14,
  footer: 0x15,
  name: 0x18,
  date1904: 0x22,
  object: 0x5d,
  column: 0x7d,
  sheet: 0x85,
  compactRow: 0xbd,
  pivotNumber: 0xc9,
  pivotString: 0xcd,
  richLabel: 0xd6,
  style: 0xe0,
  drawings: 0xeb,
  drawing: 0xec,
  strings: 0xfc,
  sharedLabel: 0xfd,
  rule: 0x1b1,
  drawnText: 0x1b6,
  link: 0x1b8,
  validation: 0x1be,
  number: 0x203,
  label: 0x204,
  error: 0x205,
  string: 0x207,
  row: 0x208,
  compact: 0x27e,
  format: 0x41e,
  begin: 0x809,
  otherHeaders: 0x89c,
  chartText: 0x100d,
} as const;

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly startsAt: number;
}

interface Globals {
  readonly sheets: readonly Sheet[];
  readonly names: readonly string[];
  /** Texts that names stand for. */
  readonly literals: readonly string[];
  /** What is kept of other books. */
  readonly books: readonly string[];
  readonly strings: readonly string[];
  readonly formats: CellFormats;
  /** Drawings that all sheets share, with their pictures. */
  readonly drawings: Buffer;
}

function readGlobals(book: Buffer): Globals {
  const sheets: Sheet[] = [];
  const names: string[] = [];
  const literals: string[] = [];
  const books: string[] = [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let strings: string[] = [];
  const drawings: Buffer[] = [];
  let isDate1904 = false;
  for (const record of biffRecords(book, 0)) {
    const { type, data } = record;
    if (type === R.end) break;
    if (type === R.drawings) drawings.push(data, ...record.more);
    else if (type === R.strings) strings = sharedStrings(record).map(onOneLine);
    else if (type === R.date1904 && data.length >= 2) isDate1904 = data.readUInt16LE(0) === 1;
    else if (type === R.style && data.length >= 4) styles.push(data.readUInt16LE(2));
    else if (type === R.format && data.length >= 5) codes.set(data.readUInt16LE(0), countedString(data, 2));
    else if (type === R.sheet && data.length >= 8) {
      const name = unicodeString(data, 7, data.readUInt8(6));
      sheets.push({ name, isHidden: (data.readUInt8(4) & 3) !== 0, startsAt: data.readUInt32LE(0) });
    } else if (type === R.name && data.length >= 15 && (data.readUInt16LE(0) & BUILT_IN) === 0) {
      const name = unicodeString(data, 14, data.readUInt8(3));
      names.push(name);
      literals.push(...parsedLiterals(data.subarray(15 + sizeOf(name, data[14])), 'xls'));
    } else {
      const kept = keptOfBooks(record);
      if (kept !== '') books.push(kept);
    }
  }
  const shown = styles.map((id) => codes.get(id) ?? id);
  return {
    sheets,
    names,
    literals,
    books,
    strings,
    formats: formatsOf(shown, isDate1904),
    drawings: Buffer.concat(drawings),
  };
}

const BUILT_IN = 0x20;
const [HIDDEN_ROW, HIDDEN_COLUMN, NOTE_OBJECT] = [0x20, 0x01, 0x19];
const MAX_COLUMNS = 256;

function* readSheet(book: Buffer, sheet: Sheet, { strings, formats }: Globals): Generator<Found> {
  const lines = new SheetLines(sheet.isHidden);
  const texts = new PlaceTexts();
  const drawings: Buffer[] = [];
  let depth = 0;
  let isNote = false;
  let isWhole = false;
  let awaited: { readonly row: number; readonly column: number } | undefined;
  const put = (data: Buffer, text: string) => lines.put(data.readUInt16LE(0), data.readUInt16LE(2), text);
  const number = (value: number, style: number) => formats.show(value, style);

  for (const record of biffRecords(book, sheet.startsAt)) {
    const { type, data } = record;
    // A chart is a substream of its own inside its sheet.
    if (type === R.begin) depth += 1;
    else if (type === R.end && --depth <= 0) {
      isWhole = true;
      break;
    } else if (type === R.string && awaited) lines.put(awaited.row, awaited.column, onOneLine(countedString(data, 0)));
    else if (type === R.row && data.length >= 14 && data.readUInt16LE(12) & HIDDEN_ROW) {
      lines.hideRow(data.readUInt16LE(0));
    } else if (type === R.column && data.length >= 10 && data.readUInt16LE(8) & HIDDEN_COLUMN) {
      lines.hideColumns(data.readUInt16LE(0), Math.min(data.readUInt16LE(2), MAX_COLUMNS));
    } else if (type === R.header || type === R.footer) {
      texts.add(type === R.header ? 'header' : 'footer', `${withoutCodes(countedString(data, 0))}\n`);
    } else if (type === R.drawing) drawings.push(data, ...record.more);
    else if (type === R.otherHeaders) addOtherHeaders(texts, data);
    else if (type === R.object && data.length >= 6) isNote = data.readUInt16LE(4) === NOTE_OBJECT;
    else if (type === R.drawnText) texts.add(isNote ? 'comment' : 'text-box', `${drawnText(record)}\n`);
    else if (type === R.chartText && data.length >= 4) {
      texts.add('text-box', `${unicodeString(data, 3, data.readUInt8(2))}\n`);
    } else if (type === R.link) texts.add('annotation', linkOf(data));
    else if (type === R.validation && data.length >= 4) addValidation(texts, data);
    else if (type === R.rule && data.length >= 6) {
      // Its formulas stand behind a format of any length ([MS-XLS] 2.4.42).
      const size = data.readUInt16LE(2) + data.readUInt16LE(4);
      for (const literal of parsedLiterals(data.subarray(-size || data.length), 'xls'))
        texts.add('hidden', `${literal}\n`);
    } else if (data.length < 6) continue;
    else if (type === R.sharedLabel && data.length >= 10) put(data, strings[data.readUInt32LE(6)] ?? '');
    else if (type === R.label || type === R.richLabel) put(data, onOneLine(countedString(data, 6)));
    else if (type === R.number && data.length >= 14) put(data, number(data.readDoubleLE(6), data.readUInt16LE(4)));
    else if (type === R.compact && data.length >= 10) {
      put(data, number(compactNumber(data.readInt32LE(6)), data.readUInt16LE(4)));
    } else if (type === R.compactRow) {
      for (let at = 4; at + 8 <= data.length; at += 6) {
        const text = number(compactNumber(data.readInt32LE(at + 2)), data.readUInt16LE(at));
        lines.put(data.readUInt16LE(0), data.readUInt16LE(2) + (at - 4) / 6, text);
      }
    } else if (type === R.error && data.length >= 8) {
      put(data, data.readUInt8(7) === 0 ? (data.readUInt8(6) ? 'TRUE' : 'FALSE') : errorName(data.readUInt8(6)));
    } else if (type === R.formula && data.length >= 14) {
      const isText = data.readUInt16LE(12) === 0xffff && data.readUInt8(6) === 0;
      awaited = isText ? { row: data.readUInt16LE(0), column: data.readUInt16LE(2) } : undefined;
      put(data, formulaValue(data, number));
      const tokens = data.subarray(22, 22 + (data.length >= 22 ? data.readUInt16LE(20) : 0));
      for (const literal of parsedLiterals(tokens, 'xls')) texts.add('hidden', `${literal}\n`);
    }
  }
  yield* lines.segments(`sheet ${sheet.name}`);
  yield* texts.segments(`sheet ${sheet.name}`);
  yield* drawingWords(Buffer.concat(drawings));
  if (isWhole) yield { kind: 'count', of: 'sheets', there: 0, read: 1 };
  else yield { kind: 'unscannable', reason: 'corrupt' };
}

/** A number, or with 0xFFFF at its end a boolean, an error, or text in the record behind ([MS-XLS] 2.5.133). */
function formulaValue(data: Buffer, number: (value: number, style: number) => string): string {
  if (data.readUInt16LE(12) !== 0xffff) return number(data.readDoubleLE(6), data.readUInt16LE(4));
  const kind = data.readUInt8(6);
  if (kind === 2) return errorName(data.readUInt8(8));
  return kind === 1 ? (data.readUInt8(8) ? 'TRUE' : 'FALSE') : '';
}

/** What a pivot table keeps of its source, though the source is long deleted ([MS-XLS] 2.1.7.8). */
function* pivotCaches(root: CompoundEntry): Generator<Found> {
  const storage = entryNamed(root, '_SX_DB_CUR');
  for (const stream of storage?.children ?? []) {
    const values: string[] = [];
    for (const { type, data } of biffRecords(stream.read(), 0)) {
      if (type === R.pivotString) values.push(countedString(data, 0));
      else if (type === R.pivotNumber && data.length >= 8) values.push(String(data.readDoubleLE(0)));
    }
    const text = values.join('\t').trim();
    if (text !== '') yield { kind: 'segment', place: 'hidden', text, mark: 'pivot cache' };
  }
}
