/** What is hidden in binary sheets, in books written record by record. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import type { Place } from '../../src/document/document.ts';
import { extract } from '../../src/extract/extract.ts';
import {
  cell,
  columns,
  formulaText,
  headersAndFooters,
  pivotDate,
  pivotDefinition,
  pivotField,
  pivotItems,
  pivotRecords,
  record,
  row,
  type SheetWritten,
  text,
  tokenText,
  u8,
  u16,
  u32,
  xlsbOf,
  xnum,
} from './xlsb-build.ts';

const sheet = (over: Partial<SheetWritten> & Pick<SheetWritten, 'cells'>): SheetWritten => ({
  name: 'Members',
  state: 0,
  ...over,
});
const words = (column: number, value: string) => record(6, cell(column), text(value));
const NUMBERS = 0x0040;
const DATES = 0x0004;
const STRINGS = 0x0008;

/** A cache of two fields of every kind: one in a list, one in the records. */
const CACHE = {
  'xl/pivotCache/pivotCacheDefinition1.bin': pivotDefinition(
    pivotField(
      'FIELDTOK',
      pivotItems(STRINGS, record(24, text('LISTEDTOK')), record(31, text('DESCRIBEDTOK'), u32(0))),
    ),
    pivotField(
      'Runs',
      pivotItems(STRINGS, record(191, u16(2), u32(2), text('RUNONETOK'), text('RUNTWOTOK')), record(192)),
    ),
    pivotField(
      'Days',
      pivotItems(DATES, record(25, pivotDate(2026, 3, 3)), record(32, pivotDate(2026, 3, 4, 9, 5), u32(0))),
    ),
    pivotField('Numbers', pivotItems(NUMBERS, record(21, xnum(771180)), record(28, xnum(0.5), u32(0)), record(20))),
    pivotField('Others', pivotItems(0x20, record(22, u8(1)), record(23, u8(42)))),
    pivotField('Names', pivotItems(STRINGS)),
    pivotField('Arrears', pivotItems(NUMBERS)),
    pivotField('Joined', pivotItems(DATES)),
  ),
  'xl/pivotCache/pivotCacheRecords1.bin': pivotRecords(
    record(33, ...[0, 1, 0, 0, 0].map(u32), text('KEPTTOK'), xnum(12.5), pivotDate(1988, 2, 29)),
    record(33, ...[1, 0, 1, 1, 1].map(u32), text('NEXTTOK'), xnum(7), pivotDate(1951, 7, 7)),
    Buffer.concat([record(34), record(24, text('LOOSETOK')), record(21, xnum(99))]),
  ),
};

const rows: readonly (readonly [
  why: string,
  sheets: readonly SheetWritten[],
  others: Readonly<Record<string, Buffer>>,
  found: readonly (readonly [place: Place, text: string])[],
])[] = [
  [
    'headers and footers of odd, even and first pages, without their codes',
    [
      sheet({
        cells: [row(0), words(0, 'x')],
        after: [
          headersAndFooters(
            '&L&"Arial,Bold"&10ODDHEADERTOK',
            '&CODDFOOTERTOK &P',
            undefined,
            'EVENFOOTERTOK',
            'FIRSTHEADERTOK',
          ),
        ],
      }),
    ],
    {},
    [
      ['header', 'ODDHEADERTOK\nFIRSTHEADERTOK'],
      ['footer', 'ODDFOOTERTOK\nEVENFOOTERTOK'],
    ],
  ],
  [
    'hidden columns, in rows that are shown',
    [
      sheet({
        before: [record(390), columns(0, 0, false), columns(1, 2, true), record(391)],
        cells: [
          row(0),
          words(0, 'SHOWNTOK'),
          words(1, 'HIDDENTOK'),
          words(2, 'ALSOTOK'),
          words(3, 'ENDTOK'),
          row(1),
          words(1, 'BELOWTOK'),
        ],
      }),
    ],
    {},
    [
      ['cell', 'SHOWNTOK\t\t\tENDTOK'],
      ['hidden', '\tHIDDENTOK\tALSOTOK\n\tBELOWTOK'],
    ],
  ],
  [
    'hidden rows, hidden and very hidden sheets',
    [
      sheet({ name: 'Shown', cells: [row(0), words(0, 'SHOWNTOK'), row(1, true), words(0, 'ROWTOK')] }),
      sheet({ name: 'Hidden', state: 1, cells: [row(0), words(0, 'SHEETTOK')] }),
      sheet({ name: 'Very', state: 2, cells: [row(0), words(0, 'VERYTOK')] }),
    ],
    {},
    [
      ['sheet-name', 'Shown\nHidden\nVery'],
      ['cell', 'SHOWNTOK'],
      ['hidden', 'ROWTOK\nSHEETTOK\nVERYTOK'],
    ],
  ],
  [
    'cells of every kind, and texts of formulas',
    [
      sheet({
        cells: [
          row(4),
          record(2, cell(0), u32((4711 << 2) | 2)), // BrtCellRk: an integer
          record(3, cell(1), u8(42)),
          record(4, cell(2), u8(1)),
          record(5, cell(3), xnum(0.25)),
          formulaText(4, 'ANSWERTOK', Buffer.concat([tokenText('LITERALTOK'), u8(0x1e), u16(1), u8(0x08)])),
          record(62, cell(5), u8(0), text('RICHTOK')),
        ],
      }),
    ],
    {},
    [
      ['cell', '4711\t#N/A\tTRUE\t0.25\tANSWERTOK\tRICHTOK'],
      ['hidden', 'LITERALTOK'],
    ],
  ],
  [
    'pivot caches: fields, lists, runs, and what only the records hold',
    [sheet({ cells: [] })],
    CACHE,
    [
      [
        'hidden',
        [
          'FIELDTOK\tLISTEDTOK\tDESCRIBEDTOK',
          'Runs\tRUNONETOK\tRUNTWOTOK',
          'Days\t2026-03-03\t2026-03-04 09:05:00',
          'Numbers\t771180\t0.5',
          'Others\tTRUE\t#N/A',
          'Names',
          'Arrears',
          'Joined',
          'KEPTTOK\t12.5\t1988-02-29',
          'NEXTTOK\t7\t1951-07-07',
          'LOOSETOK\t99',
        ].join('\n'),
      ],
    ],
  ],
];

describe('binary sheets', () => {
  it.each(rows)('give %s', async (_why, sheets, others, found) => {
    const { parts, unscannable, ledger } = await extract(xlsbOf(sheets, others), { name: 'a.xlsb' }, DEFAULT_LIMITS);
    const segments = parts[0]?.segments ?? [];
    for (const [place, wanted] of found) expect(segments.find((each) => each.place === place)?.text).toBe(wanted);
    expect(unscannable).toEqual([]);
    expect(ledger.map(({ sheets: of }) => of)).toEqual([{ there: sheets.length, read: sheets.length }]);
  });

  it('read a cache that breaks off anywhere, as far as it goes', async () => {
    const [records, definition] = Object.values(CACHE).toReversed();
    for (let end = 0; end < (definition?.length ?? 0); end += 7) {
      const others = {
        'xl/pivotCache/pivotCacheDefinition1.bin': definition?.subarray(0, end) ?? Buffer.alloc(0),
        'xl/pivotCache/pivotCacheRecords1.bin': records?.subarray(0, end) ?? Buffer.alloc(0),
      };
      const { unscannable } = await extract(xlsbOf([sheet({ cells: [] })], others), { name: 'a.xlsb' }, DEFAULT_LIMITS);
      expect(unscannable).toEqual([]);
    }
  });
});

it('reads the cells that are kept of another book', async () => {
  const link = [
    record(0x168, u16(0), text('rId1'), text()),
    record(0x167, u32(1), text('OTHERSHEETTOK')),
    record(0x16b, u32(0), u8(0)),
    ...[record(0x16e, u32(0)), record(0x173, u32(0), text('KEPTNAMETOK')), record(0x170, u32(1), xnum(7654321))],
    record(0x16e, u32(1)),
    record(0x173, u32(0), text('SECONDTOK')),
    record(0x16c),
  ];
  const bytes = xlsbOf([sheet({ cells: [] })], { 'xl/externalLinks/externalLink1.bin': Buffer.concat(link) });
  const { parts, unscannable } = await extract(bytes, { name: 'a.xlsb' }, DEFAULT_LIMITS);
  expect(unscannable).toEqual([]);
  expect(parts[0]?.segments.find(({ place }) => place === 'hidden')?.text).toBe(
    'OTHERSHEETTOK\nKEPTNAMETOK\t7654321\nSECONDTOK',
  );
});
