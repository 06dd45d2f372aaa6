/**
 * What a binary workbook keeps of other books that its formulas look into: their sheets, and cells as they last were.
 *
 * Source: [MS-XLSB] 2.1.7.25 (External Link), 2.4 (BrtSupTabs and the records of BrtExtern… cells).
 */
import type { Found } from './extractor.ts';
import type { Package } from './package-zip.ts';
import { records, wideString, wideStrings } from './xlsb-records.ts';

const R = { sheets: 0x167, row: 0x16e, number: 0x170, string: 0x173 } as const;
/** A book has no more of them. */
const MOST_SHEETS = 65_535;

export function* binaryBooks(pack: Package): Generator<Found> {
  for (const member of pack.names.filter((name) => /^xl\/externalLinks\/externalLink[^/]*\.bin$/.test(name)).sort()) {
    const lines: string[][] = [[]];
    for (const { type, data } of records(pack.read(member) ?? Buffer.alloc(0))) {
      if (data.length < 4) continue;
      if (type === R.sheets) lines.push(sheetNames(data));
      else if (type === R.row) lines.push([]);
      else if (type === R.string) lines.at(-1)?.push(wideString(data, 4).text);
      else if (type === R.number && data.length >= 12) lines.at(-1)?.push(String(data.readDoubleLE(4)));
    }
    const text = lines
      .map((line) => line.join('\t'))
      .join('\n')
      .trim();
    if (text !== '') yield { kind: 'segment', place: 'hidden', text, mark: 'other book' };
  }
}

/** Each takes four bytes at least, whatever their number says. */
function sheetNames(data: Buffer): string[] {
  return wideStrings(data, 4, Math.min(data.readUInt32LE(0), MOST_SHEETS, data.length >> 2)).filter(Boolean);
}
