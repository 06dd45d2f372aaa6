/**
 * SYLK (`.slk`), in which Excel and LibreOffice save a sheet as lines: cells as displayed, a row a line; hidden rows and
 * columns, comments, names and words in formulas apart.
 *
 * Source: SheetJS's notes on SYLK, and files of Excel and LibreOffice. A record is a line of fields parted by `;` (doubled where
 * it is a letter); a cell without row or column stands where the one before it left off.
 */
import { type CellFormats, formatsOf } from './cell-formats.ts';
import { decodeText } from './charset.ts';
import type { Extractor, Found } from './extractor.ts';
import { literalsOf } from './formula-literals.ts';
import { onOneLine, SheetLines } from './sheet-lines.ts';

export const sylk: Extractor = {
  format: 'sylk',
  types: ['application/x-sylk'],

  *extract(bytes, { charset }): Generator<Found> {
    const records = decodeText(bytes, charset)
      .split(/[\r\n]+/)
      .map(fieldsOf);
    const codes = records.filter(([kind, first]) => kind === 'P' && first?.startsWith('P'));
    const isDate1904 = records.some(([kind, ...rest]) => kind === 'O' && rest.some((each) => /^V[1-4]/.test(each)));
    const formats = formatsOf(
      codes.map(([, code = '']) => code.slice(1)),
      isDate1904,
    );
    const lines = new SheetLines(false);
    for (const [kind, ...fields] of records) if (kind === 'F') hide(lines, fields);

    const at: At = { row: 0, column: 0, style: 0 };
    const beside: Found[] = [];
    for (const [kind, ...fields] of records) {
      if (kind === 'C') cell(fields, at, formats, lines, beside);
      else if (kind === 'F') move(fields, at);
      else if (kind?.startsWith('N'))
        beside.push({ kind: 'segment', place: 'property', text: fields.map(valueIn).join(' ') });
      else if (kind && !KNOWN.has(kind))
        beside.push({ kind: 'segment', place: 'hidden', text: [kind, ...fields].join(';') });
    }
    yield* lines.segments('sheet');
    yield* beside;
  },
};

/** Records that hold no words of anybody's; what follows another letter is no record, and kept as it is. */
const KNOWN = new Set(['ID', 'B', 'C', 'E', 'F', 'O', 'P', 'W', 'NN', 'NU', 'NE', 'NL']);

interface At {
  row: number;
  column: number;
  /** Of the cell to come. */
  style: number;
}

/** Stands for a `;` that is a letter, since no text holds it. */
const LETTER = '\0';

function fieldsOf(line: string): string[] {
  if (!line.includes(';;') && !line.includes(ESCAPE)) return line.split(';');
  const [first = '', ...escapes] = line.split(ESCAPE);
  return [first, ...escapes.map(unescaped)]
    .join('')
    .replaceAll(';;', LETTER)
    .split(';')
    .map((field) => field.replaceAll(LETTER, ';'));
}

function valueIn(field: string): string {
  return field.slice(1);
}

function move(fields: readonly string[], at: At): void {
  for (const field of fields) {
    const number = Number.parseInt(valueIn(field), 10);
    if (!(number > 0) && !field.startsWith('P')) continue;
    if (field.startsWith('Y')) at.row = number - 1;
    else if (field.startsWith('X')) at.column = number - 1;
    else if (field.startsWith('P')) at.style = number || 0;
  }
}

function cell(fields: readonly string[], at: At, formats: CellFormats, lines: SheetLines, beside: Found[]): void {
  move(
    fields.filter((field) => /^[XY]/.test(field)),
    at,
  );
  for (const field of fields) {
    const value = valueIn(field);
    if (field.startsWith('K')) lines.put(at.row, at.column, onOneLine(shown(value, at.style, formats)));
    else if (field.startsWith('A')) beside.push({ kind: 'segment', place: 'comment', text: value });
    else if (field.startsWith('E'))
      for (const text of literalsOf(value)) beside.push({ kind: 'segment', place: 'hidden', text });
  }
  at.style = 0;
}

function shown(value: string, style: number, formats: CellFormats): string {
  if (value.startsWith('"')) return value.slice(1, value.endsWith('"') && value.length > 1 ? -1 : undefined);
  const number = Number(value);
  return value === '' || Number.isNaN(number) || formats.showsAsWritten(style) ? value : formats.show(number, style);
}

/** `W1 3 0`: columns of no width; `M0` beside `R4`: a row of no height. */
function hide(lines: SheetLines, fields: readonly string[]): void {
  for (const field of fields) {
    const [, first, last] = /^W(\d+) (\d+) 0$/.exec(field) ?? [];
    if (first && last) lines.hideColumns(Number(first) - 1, Number(last) - 1);
    const [, row] = /^R(\d+)$/.exec(field) ?? [];
    if (row && fields.includes('M0')) lines.hideRow(Number(row) - 1);
  }
}

/** What an accent is called before the letter under it, by what Unicode puts behind it. */
const ACCENTS: Readonly<Record<string, string>> = {
  A: '\u0300',
  B: '\u0301',
  C: '\u0302',
  D: '\u0303',
  H: '\u0308',
  J: '\u030a',
  K: '\u0327',
};
const LETTERS: Readonly<Record<string, string>> = {
  a: 'Æ',
  b: 'Ð',
  i: 'Ø',
  j: 'Œ',
  l: 'Þ',
  q: 'æ',
  s: 'ð',
  y: 'ø',
  z: 'œ',
  '{': 'ß',
};

const ESCAPE = '\x1b';

/** Behind an escape: `N`, accent and letter, or two letters that are the halves of a character's number. */
function unescaped(text: string): string {
  const [halves, high, low] = /^([ -/])([0-?])/.exec(text) ?? [];
  if (halves && high && low) {
    const code = (high.charCodeAt(0) - 32) * 16 + low.charCodeAt(0) - 48;
    return (code === 59 ? LETTER : decodeText(Uint8Array.of(code))) + text.slice(2);
  }
  const [accented, accent = '', letter = ''] = /^N([ABCDHJK])([A-Za-z ])/.exec(text) ?? [];
  if (accented) return `${letter}${ACCENTS[accent]}`.normalize('NFC') + text.slice(3);
  const other = LETTERS[/^N(.)/.exec(text)?.[1] ?? ''];
  return other ? other + text.slice(2) : text;
}
