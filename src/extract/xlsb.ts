/**
 * Binary sheets of Excel 2007 and later (xlsb), and those before Excel 97: cells as displayed, a row a line with tabs between cells, hidden sheets told apart, by SheetJS.
 */
import * as xlsxLibrary from '@e965/xlsx';
import type { Extractor, Found } from './extractor.ts';

export const xlsb: Extractor = {
  format: 'xlsb',
  types: ['application/vnd.ms-excel.sheet.binary.macroenabled.12'],

  *extract(bytes): Generator<Found> {
    const book = xlsxLibrary.read(bytes, { type: 'buffer', cellDates: false, cellNF: true });
    for (const [index, name] of book.SheetNames.entries()) {
      const sheet = book.Sheets[name];
      if (!sheet) continue;
      const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
      yield { kind: 'segment', place: 'sheet-name', text: name };
      const text = xlsxLibrary.utils.sheet_to_csv(sheet, { FS: '\t', blankrows: false });
      yield { kind: 'segment', place: isHidden ? 'hidden' : 'cell', text, mark: `sheet ${name}` };
      for (const cell of Object.values(sheet)) {
        for (const comment of (cell as { c?: { t?: string }[] })?.c ?? []) {
          if (comment.t) yield { kind: 'segment', place: 'comment', text: comment.t };
        }
      }
    }
    const { Props: properties } = book;
    for (const value of Object.values(properties ?? {})) {
      if (typeof value === 'string' && value !== '') yield { kind: 'segment', place: 'property', text: value };
    }
  },
};
