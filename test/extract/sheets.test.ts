/** Cells as displayed: the quick ways for plain cells and formats beside the general ones. */
import { SSF } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../src/extract/cell-formats.ts';
import { PlainCell } from '../../src/extract/plain-cell.ts';
import { plainFormat } from '../../src/extract/plain-formats.ts';

const PLAIN = [
  ...['0', '0000000', 'dd/mm/yyyy', 'yyyy-mm-dd', 'd/m/yy', 'd\\-m\\-yyyy', '[$-809]dd/mm/yyyy;@', 'mm-yy', 'yyyymmdd'],
];

describe('a plain format', () => {
  const values = fc.oneof(
    fc.nat(3_000_000),
    fc.integer(),
    fc.nat(1_000_000).map((days) => days / 7),
  );

  it.each(PLAIN)('`%s` shows what the formatter shows, or leaves it to it', (code) => {
    fc.assert(
      fc.property(values, fc.boolean(), (value, isDate1904) => {
        const shown = plainFormat(code, isDate1904)?.(value);
        if (shown !== undefined) expect(shown).toBe(SSF.format(code, value, { date1904: isDate1904 }));
      }),
    );
    expect(plainFormat(code, false)?.(45_037), 'is read as plain').toBeDefined();
  });

  it.each([
    '',
    'General',
    '0.00',
    '#,##0',
    '0%',
    'd/m/yy h:mm',
    'h:mm',
    'mm:ss',
    'd mmm yyyy',
    '[Red]0',
    '"no "0',
    'mm',
  ])('`%s` is not plain', (code) => {
    expect(plainFormat(code, false)).toBeUndefined();
  });
});

describe('a number is shown by its style', () => {
  const formats = formatsOf([0, '0000000', 'dd.mm.yyyy', 14, '£#,##0.00', 'd mmm yyyy', '[[['], false);
  it.each([
    ['as it is', 0, 23.72, '23.72'],
    ['with leading zeros', 1, 4711, '0004711'],
    ['as a day of a country that writes full stops', 2, 45_037, '21.04.2023'],
    ['as a day by number of a format', 3, 45_037, '4/21/23'],
    ['as an amount', 4, 1234.5, '£1,234.50'],
    ['as a day with the name of its month', 5, 45_037, '21 Apr 2023'],
    ['as it is where the format is none', 6, 7, '7'],
    ['as it is where the style is missing', 99, 7, '7'],
  ])('%s', (_how, style, value, shown) => {
    expect(formats.show(value, style)).toBe(shown);
  });
});

describe('a plain cell', () => {
  it.each([
    ['<c r="A1"><v>1</v></c>', { column: 0, style: 0, type: 'n', value: '1' }],
    ['<c r="B7" s="12" t="s"><v>3</v></c>', { column: 1, style: 12, type: 's', value: '3' }],
    ['<c r="XFD1048576" t="n"><v>-2.5E-3</v></c>', { column: 16_383, style: 0, type: 'n', value: '-2.5E-3' }],
    ['<c r="A1"><v></v></c>', { column: 0, style: 0, type: 'n', value: '' }],
  ] as const)('%s', (xml, expected) => {
    const cell = new PlainCell();
    expect(cell.read(`<row>${xml}<c`, 5)).toBe(true);
    expect(cell).toMatchObject({ ...expected, end: 5 + xml.length });
  });

  it.each([
    ['<c r="A1" t="str"><v>a</v></c>', 'text in place'],
    ['<c r="A1" t="b"><v>1</v></c>', 'a truth value'],
    ['<c r="A1"><f>1+1</f><v>2</v></c>', 'a formula'],
    ['<c r="A1"><v>&#49;</v></c>', 'an entity'],
    ['<c s="1" r="A1"><v>1</v></c>', 'another order'],
    ['<c><v>1</v></c>', 'no reference'],
    ['<c r="ABCD1"><v>1</v></c>', 'four letters'],
    ['<c r="A"><v>1</v></c>', 'no row'],
    ['<c r="1"><v>1</v></c>', 'no column'],
    ['<c r="A1" s=""><v>1</v></c>', 'an empty style'],
    ['<c r="A1"><v>1</v>', 'the end of the file'],
    ['<col r="A1"><v>1</v></c>', 'another tag'],
  ])('%s comes tag by tag: %s', (xml) => {
    expect(new PlainCell().read(xml, 0)).toBe(false);
  });
});
