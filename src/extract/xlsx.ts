/**
 * Sheets (Office Open XML): cells as displayed, and what is hidden: rows, columns, sheets, comments, headers, names.
 *
 * Source: ECMA-376 part 1, 18 (SpreadsheetML). A row is a line, its cells are separated by tabs. Numbers are shown by
 * their format, so that dates are dates and leading zeros stay.
 */
import type { Place } from '../document/document.ts';
import { type CellFormats, cellFormats } from './cell-formats.ts';
import type { Extractor, Found } from './extractor.ts';
import { literalsOf } from './formula-literals.ts';
import { readOfficePackage } from './office-package.ts';
import { linkTargets, relationships } from './office-properties.ts';
import type { Package } from './package-zip.ts';
import { PlaceTexts } from './place-texts.ts';
import { PlainCell } from './plain-cell.ts';
import { PlainItem } from './plain-item.ts';
import { PlainRow } from './plain-row.ts';
import { besideCells, sheetRead } from './sheet-beside.ts';
import { onOneLine, SheetLines, withoutCodes } from './sheet-lines.ts';
import { unshownWords } from './unshown-words.ts';
import { decoded, scanXml } from './xml-scan.ts';

export const xlsx: Extractor = {
  format: 'xlsx',
  types: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
    'application/vnd.ms-excel.sheet.macroenabled.12',
  ],

  extract: (bytes, { bytesLeft }) => readOfficePackage(bytes, bytesLeft, 'xl', [readBook, besideCells]),
};

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly member: string;
}

function* readBook(pack: Package): Generator<Found> {
  const { sheets, names, named, isDate1904 } = bookOf(pack);
  for (const { name } of sheets) yield { kind: 'segment', place: 'sheet-name', text: name };
  yield { kind: 'count', of: 'sheets', there: sheets.length, read: 0 };
  for (const text of names) yield { kind: 'segment', place: 'property', text };
  yield* named.segments('names');
  const strings = sharedStrings(pack.text('xl/sharedStrings.xml') ?? '');
  const formats = cellFormats(pack.text('xl/styles.xml') ?? '', isDate1904);
  for (const sheet of sheets) {
    yield* readSheet(pack.text(sheet.member) ?? '', sheet, strings, formats);
    yield sheetRead(pack, sheet.member);
    yield* linkTargets(pack, sheet.member);
  }
  // Left behind by a program that does not tidy up, or put there: no cell shows them.
  const left = strings.texts.filter((text, index) => text !== '' && strings.used[index] === 0);
  for (const text of [...left, ...strings.readings]) yield { kind: 'segment', place: 'hidden', text, mark: 'strings' };
}

function bookOf(pack: Package): { sheets: Sheet[]; names: string[]; named: PlaceTexts; isDate1904: boolean } {
  const targets = relationships(pack, 'xl/workbook.xml');
  const sheets: Sheet[] = [];
  const names: string[] = [];
  // What a name stands for need not be cells.
  const named = new PlaceTexts();
  let element = '';
  let isDate1904 = false;
  scanXml(pack.text('xl/workbook.xml') ?? '', {
    open: (name, attribute) => {
      element = name;
      named.add('hidden', unshownWords(name, attribute));
      if (name === 'workbookPr') isDate1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      // A name that begins so is Excel's own: print areas, filters.
      const defined = attribute('name') ?? '';
      if (name === 'definedName' && !defined.startsWith('_xlnm')) names.push(defined);
      if (name !== 'sheet') return;
      const member = targets.get(attribute('id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ name: defined, isHidden: /hidden/i.test(attribute('state') ?? ''), member });
    },
    close: () => undefined,
    text: (text) => {
      if (element === 'definedName') for (const literal of literalsOf(text)) named.add('hidden', `${literal}\n`);
    },
  });
  return { sheets, names, named, isDate1904 };
}

interface SharedStrings {
  readonly texts: readonly string[];
  /** 1 where a cell shows the text. */
  readonly used: Uint8Array;
  /** How words in Japanese are read aloud, kept beside them. */
  readonly readings: readonly string[];
}

/** Each item whole, its formatted runs joined. */
function sharedStrings(xml: string): SharedStrings {
  const texts: string[] = [];
  const readings: string[] = [];
  let current = '';
  let isText = false;
  let phonetic = 0;
  const item = new PlainItem();
  scanXml(xml, {
    shortcut: (_xml, tag) => {
      let at = tag;
      for (let next = item.after(xml, at); next > at; next = item.after(xml, at)) {
        texts.push(item.isBare ? xml.slice(item.from, item.to) : onOneLine(decoded(xml.slice(item.from, item.to))));
        at = next;
      }
      return at;
    },
    open: (name) => {
      isText = name === 't';
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
    },
    close: (name) => {
      isText = false;
      if (name === 'si') texts.push(onOneLine(current));
      else if (name === 'rPh') phonetic -= 1;
    },
    text: (text) => {
      if (isText && phonetic > 0) readings.push(text);
      else if (isText) current += text;
    },
  });
  return { texts, used: new Uint8Array(texts.length), readings };
}

interface Cell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

const ROW_END = '</row>';
/** Excel's own height. */
const MAX_ROWS = 1_048_576;

/** One sheet: rows in order, cells at their columns, so that a column stays one below the other. */
function* readSheet(xml: string, sheet: Sheet, strings: SharedStrings, formats: CellFormats): Iterable<Found> {
  const lines = new SheetLines(sheet.isHidden);
  const texts = new PlaceTexts();
  let row = -1;
  let column = -1;
  let cell = { type: '', style: 0, value: '' };
  let element = '';
  const HEADERS: Readonly<Record<string, Place>> = {
    oddHeader: 'header',
    evenHeader: 'header',
    firstHeader: 'header',
    oddFooter: 'footer',
    evenFooter: 'footer',
    firstFooter: 'footer',
  };

  const plain = new PlainCell();
  const plainRow = new PlainRow();
  let lastTag = 0;
  const beginRow = (isHidden: boolean, number: number) => {
    element = 'row';
    // Rows may leave out their numbers, and some programs give them in any order. Behind one beyond all rows, where adding
    // one may come to the same number again, all that follow would be one row.
    row = number > row + 1 && number <= MAX_ROWS ? number - 1 : row + 1;
    column = -1;
    if (isHidden) lines.hideRow(row);
  };

  scanXml(xml, {
    shortcut: (_xml, tag) => {
      for (let at = tag; ; ) {
        if (plain.read(xml, at)) {
          column = plain.column;
          lines.put(row, column, plainlyDisplayed(xml, plain, strings, formats));
          at = plain.end;
          continue;
        }
        if (xml.startsWith(ROW_END, at)) {
          at += ROW_END.length;
          element = '';
        }
        const after = plainRow.after(xml, at);
        if (after === at) {
          lastTag = at;
          return at;
        }
        beginRow(plainRow.isHidden, plainRow.number);
        at = after;
      }
    },
    open: (name, attribute) => {
      element = name;
      if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        cell = { type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), value: '' };
      } else if (name === 'row') {
        const isHidden = /^(?:1|true)$/.test(attribute('hidden') ?? '');
        plainRow.keep(xml, lastTag, isHidden);
        beginRow(isHidden, Number(attribute('r')) || 0);
      } else if (name === 'col' && /^(?:1|true)$/.test(attribute('hidden') ?? '')) {
        lines.hideColumns(Number(attribute('min') ?? 1) - 1, Number(attribute('max') ?? 0) - 1);
      } else if (name === 'dataValidation') {
        for (const told of ['promptTitle', 'prompt', 'errorTitle', 'error']) {
          if (attribute(told)) texts.add('annotation', `${attribute(told)}\n`);
        }
      } else texts.add('hidden', unshownWords(name, attribute));
    },
    close: (name) => {
      element = '';
      if (name === 'c') lines.put(row, column, displayed(cell, strings, formats));
    },
    text: (text) => {
      const place = HEADERS[element];
      if (place) texts.add(place, `${withoutCodes(text)}\n`);
      else if (element === 'v' || element === 't') cell.value += text;
      else if (element === 'f' || element.startsWith('formula')) {
        for (const literal of literalsOf(text)) texts.add('hidden', `${literal}\n`);
      }
    },
  });
  const mark = `sheet ${sheet.name}`;
  yield* lines.segments(mark);
  yield* texts.segments(mark);
}

/** `C7` is column 2. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < 3; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return column === 0 ? undefined : column - 1;
}

function plainlyDisplayed(xml: string, cell: PlainCell, strings: SharedStrings, formats: CellFormats): string {
  const { type, style, whole, isAsShown, from, to } = cell;
  if (type === 'n' && isAsShown && formats.showsAsWritten(style)) return xml.slice(from, to);
  if (whole < 0) return displayed({ type, style, value: xml.slice(from, to) }, strings, formats);
  if (type === 'n') return formats.show(whole, style);
  strings.used[whole] = 1;
  return strings.texts[whole] ?? '';
}

function displayed({ type, style, value }: Cell, strings: SharedStrings, formats: CellFormats): string {
  if (type === 's') {
    const index = Number(value);
    strings.used[index] = 1;
    return strings.texts[index] ?? '';
  }
  if (type === 'n') return value === '' ? '' : formats.show(Number(value), style);
  if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
  return onOneLine(value);
}
