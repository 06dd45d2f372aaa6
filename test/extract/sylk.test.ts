/** Sheets as SYLK against SheetJS, and what it does not read. */
import { read as readBook, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';

const lines = (...records: string[]) => ['ID;PWXL;N;E', ...records, 'E', ''].join('\r\n');

describe('SYLK', () => {
  it.each<[string, string, string]>([
    [
      'cells in rows',
      lines('B;Y2;X2', 'C;Y1;X1;K"Name"', 'C;Y1;X2;K"Number"', 'C;Y2;X1;K"Jo"', 'C;Y2;X2;K7'),
      'Name\tNumber\nJo\t7',
    ],
    ['columns before rows, as LibreOffice has them', lines('C;X1;Y1;K"a"', 'C;X2;Y1;K"b"', 'C;X1;Y2;K"c"'), 'a\tb\nc'],
    ['a row that is told once', lines('C;Y1;X1;K"a"', 'C;X2;K"b"', 'C;Y2;X1;K"c"', 'C;X3;K"d"'), 'a\tb\nc\t\td'],
    [
      'places told by formats, as Excel has them',
      lines('P;PGeneral', 'P;P0000', 'F;P0;FG0G;Y1;X1', 'C;K"a"', 'F;P1;FG0G;X2', 'C;K7'),
      'a\t0007',
    ],
    ['days', lines('P;PGeneral', 'P;Pdd/mm/yyyy', 'F;P1;Y1;X1', 'C;K43900', 'C;Y1;X2;K43900'), '10/03/2020\t43900'],
    ['letters that part fields', lines('C;Y1;X1;K"a;;b"'), 'a;b'],
    ['accents', lines('C;Y1;X1;K"caf\x1bNBe, \x1bNHuber, \x1bN{, \x1b%5"'), 'caf\u00e9, \u00fcber, \u00df, U'],
  ])('has %s', async (_what, source, text) => {
    expect((await read(source)).cell).toBe(text);
    const book = readBook(Buffer.from(source, 'latin1'));
    const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, defval: '' });
    const words = (of: string) => of.match(/[\p{L}]{2,}/gu) ?? [];
    for (const word of rows.flat().flatMap((each) => (typeof each === 'string' ? words(each) : [])))
      expect(text).toContain(word);
  });

  it('tells what is hidden, comments, names and words in formulas apart', async () => {
    const { cell, hidden, comment, property } = await read(
      lines(
        'F;W2 2 0',
        'F;M0;R2',
        'NN;NtokName;ER1C1',
        'C;Y1;X1;K"shown";E"tokLiteral"',
        'C;Y1;X2;K"tokColumn"',
        'C;Y2;X1;K"tokRow"',
        'C;Y3;X1;AtokComment',
        'tokStray',
      ),
    );
    expect([cell, comment]).toEqual(['shown', 'tokComment']);
    for (const token of ['tokLiteral', 'tokColumn', 'tokRow', 'tokStray']) expect(hidden).toContain(token);
    expect(property).toContain('tokName');
  });

  it.each([
    ['a row and a column beyond all', lines('C;Y999999999;X999999999;K"tokFar"')],
    ['a row below all', lines('C;Y-5;X0;K"tokFar"')],
    ['no number for a row', lines('C;Yx;X;K"tokFar"')],
    ['no end of a text', lines('C;Y1;X1;K"tokFar')],
  ])('with %s is read', async (_what, source) => {
    expect((await read(source)).cell).toContain('tokFar');
  });

  it('is not made of a table whose first column is an ID', async () => {
    expect((await read('ID;Postcode;Name\n1;CB1 2AB;Jo\n2;CB1 2AC;Al\n')).cell).toBe(
      'ID\tPostcode\tName\n1\tCB1 2AB\tJo\n2\tCB1 2AC\tAl\n',
    );
  });

  it('of many rows is read in time by its length', async () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => `C;Y${at + 1};X1;K"x;;\x1bNBe"`);
    expect((await read(lines(rows.join('\n')))).cell?.split('\n')).toHaveLength(rows.length);
  });
});

async function read(source: string): Promise<Readonly<Record<string, string>>> {
  const { parts } = await extract(Buffer.from(source, 'latin1'), { name: 'a.slk' }, DEFAULT_LIMITS);
  const found: Record<string, string> = {};
  for (const { place, text } of parts.flatMap(({ segments }) => segments))
    found[place] = place in found ? `${found[place]}\n${text}` : text;
  return found;
}
