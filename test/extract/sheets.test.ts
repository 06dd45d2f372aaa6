/** Cells as displayed: the quick ways for plain cells and formats beside the general ones. */
import { SSF } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../src/extract/cell-formats.ts';
import { PlainCell } from '../../src/extract/plain-cell.ts';
import { plainFormat } from '../../src/extract/plain-formats.ts';
import { PlainItem } from '../../src/extract/plain-item.ts';
import { PlainRow } from '../../src/extract/plain-row.ts';

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
    ['<c r="A1"><v>1</v></c>', { column: 0, style: 0, type: 'n', whole: 1 }, '1'],
    ['<c r="B7" s="12" t="s"><v>3</v></c>', { column: 1, style: 12, type: 's', whole: 3 }, '3'],
    [
      '<c r="XFD1048576" t="n"><v>-2.5E-3</v></c>',
      { column: 16_383, type: 'n', whole: -1, isAsShown: false },
      '-2.5E-3',
    ],
    ['<c r="A1"><v></v></c>', { column: 0, whole: -1, isAsShown: false }, ''],
    ['<c r="C1" s="4"/>', { column: 2, style: 4, type: 'n', whole: -1, isAsShown: false }, ''],
    ['<c r="A1"><v>007</v></c>', { whole: -1, isAsShown: false }, '007'],
    ['<c r="A1"><v>45.68</v></c>', { whole: -1, isAsShown: true }, '45.68'],
    ['<c r="A1"><v>45.60</v></c>', { whole: -1, isAsShown: false }, '45.60'],
  ] as const)('%s', (xml, expected, value) => {
    const cell = new PlainCell();
    const sheet = `<row>${xml}<c`;
    expect(cell.read(sheet, 5)).toBe(true);
    expect(cell).toMatchObject({ ...expected, end: 5 + xml.length });
    expect(sheet.slice(cell.from, cell.to)).toBe(value);
  });

  it('says that a number is as shown where it is', () => {
    const digits = fc.stringMatching(/^[0-9]{1,17}$/);
    const numbers = fc.oneof(
      fc.double().map(String),
      fc.tuple(digits, digits).map(([whole, places]) => `${whole}.${places}`),
      digits,
    );
    fc.assert(
      fc.property(numbers, (written) => {
        const cell = new PlainCell();
        expect(cell.read(`<c r="A1"><v>${written}</v></c>`, 0)).toBe(true);
        if (cell.isAsShown) expect(String(Number(written))).toBe(written);
        if (cell.whole >= 0) expect(String(cell.whole)).toBe(written);
      }),
    );
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
    ['<c r="A1"/', 'the end of the file within the tag'],
    ['<c r="A1" cm="1"/>', 'an attribute more'],
    ['<col r="A1"><v>1</v></c>', 'another tag'],
  ])('%s comes tag by tag: %s', (xml) => {
    expect(new PlainCell().read(xml, 0)).toBe(false);
  });
});

describe('a row like the one before', () => {
  const FIRST = '<row r="1" spans="1:5" hidden="1">';
  const read = (xml: string, first = FIRST) => {
    const row = new PlainRow();
    row.keep(`${first}<c r="A1"/>`, 0, first.includes('hidden="1"'));
    return { isHidden: row.isHidden, length: row.after(`<a>${xml}<c r="A2"/>`, 3) - 3 };
  };

  it('is as hidden as that', () => {
    const xml = '<row r="22" spans="1:5" hidden="1">';
    expect(read(xml)).toEqual({ isHidden: true, length: xml.length });
  });

  it.each([
    ['has another attribute', '<row r="2" spans="1:5">', FIRST],
    ['is empty', '<row r="2"/>', '<row r="1"/>'],
    ['has no number', '<row spans="1:5" hidden="1">', FIRST],
    ['is written with apostrophes', '<row r="2" ht=\'1\'>', '<row r="1" ht=\'1\'>'],
    ['goes on behind a bracket within quotes', '<row r="2" a=">" hidden="1">', '<row r="1" a=">" hidden="1">'],
    ['follows none', '<row r="2">', ''],
  ])('comes tag by tag where it %s', (_why, xml, first) => {
    expect(read(xml, first).length).toBe(0);
  });
});

describe('a plain item of the strings', () => {
  it.each([
    ['<si><t>Petty</t></si>', 'Petty', true],
    ['<si><t xml:space="preserve"> a </t></si>', ' a ', true],
    ['<si><t>a &amp; b</t></si>', 'a &amp; b', false],
    ['<si><t>a\nb</t></si>', 'a\nb', false],
    ['<si><t></t></si>', '', true],
  ])('%s', (xml, text, isBare) => {
    const item = new PlainItem();
    const all = `<sst>${xml}<si>`;
    expect(item.after(all, 5)).toBe(5 + xml.length);
    expect({ text: all.slice(item.from, item.to), isBare: item.isBare }).toEqual({ text, isBare });
  });

  it.each([
    ['<si><r><t>Petty</t></r></si>'],
    ['<si><t>Petty</t><rPh sb="0" eb="1"><t>x</t></rPh></si>'],
    ['<si><t a="1">x</t></si>'],
    ['<si><t>Petty'],
    ['<si><t/></si>'],
  ])('%s comes tag by tag', (xml) => {
    expect(new PlainItem().after(xml, 0)).toBe(0);
  });
});
