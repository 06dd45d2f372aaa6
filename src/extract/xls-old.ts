/**
 * Sheets of Excel 2 to 95, by SheetJS: cells as displayed, a row a line with tabs between cells; what is hidden apart.
 */
import * as library from '@e965/xlsx';
import iconv from 'iconv-lite';
import { DEFAULT_PASSWORD } from './default-password.ts';
import type { Extractor, Found } from './extractor.ts';
import { onOneLine, SheetLines } from './sheet-lines.ts';

/** Without tables of code pages the library takes every byte for a letter of Latin 1, in Russian books too. */
library.set_cptable({
  utils: {
    decode: (page: number, bytes: Uint8Array | readonly number[]) => iconv.decode(Buffer.from(bytes), encodingOf(page)),
    encode: (page: number, text: string) => iconv.encode(text, encodingOf(page)),
  },
});

function encodingOf(page: number): string {
  if (page === 1200) return 'utf16le';
  if (page === 65_001) return 'utf8';
  if (page === 10_000) return 'macintosh';
  return iconv.encodingExists(`cp${page}`) ? `cp${page}` : 'cp1252';
}

export const oldXls: Extractor = {
  format: 'xls-old',
  types: [],

  *extract(bytes): Generator<Found> {
    let book: library.WorkBook;
    try {
      book = library.read(bytes, { type: 'buffer', cellStyles: true, sheetStubs: false, password: DEFAULT_PASSWORD });
    } catch (error) {
      if (!(error instanceof Error && /password/i.test(error.message))) throw error;
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    const read = book.SheetNames.filter((name) => book.Sheets[name]).length;
    yield { kind: 'count', of: 'sheets', there: book.SheetNames.length, read };
    if (read < book.SheetNames.length) yield { kind: 'unscannable', reason: 'corrupt' };
    for (const [index, name] of book.SheetNames.entries()) {
      const sheet = book.Sheets[name];
      if (!sheet) continue;
      yield { kind: 'segment', place: 'sheet-name', text: name };
      const lines = new SheetLines((book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0);
      for (const [row, told] of sheet['!rows']?.entries() ?? []) if (told?.hidden) lines.hideRow(row);
      for (const [column, told] of sheet['!cols']?.entries() ?? []) if (told?.hidden) lines.hideColumns(column, column);
      const comments: string[] = [];
      for (const [address, cell] of Object.entries(sheet)) {
        if (address.startsWith('!')) continue;
        const { r: row, c: column } = library.utils.decode_cell(address);
        const { w: shown, v: value, c: notes } = cell as library.CellObject;
        lines.put(row, column, onOneLine(String(shown ?? value ?? '')));
        for (const { t: text } of notes ?? []) if (text) comments.push(text);
      }
      yield* lines.segments(`sheet ${name}`);
      for (const text of comments) yield { kind: 'segment', place: 'comment', text };
    }
    for (const value of Object.values(book.Props ?? {})) {
      if (typeof value === 'string' && value !== '') yield { kind: 'segment', place: 'property', text: value };
    }
  },
};
