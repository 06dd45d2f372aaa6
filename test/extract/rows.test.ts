/** Which rows of a sheet stand below one another, apart, or out of sight. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { zipOf } from './archives.ts';

type Rows = readonly (readonly [row: string, cell: string])[];

/** A row by its attributes, and what its one cell says. */
async function read(rows: Rows, sheet = 'name="a"'): Promise<readonly (readonly [place: string, text: string])[]> {
  const body = rows.map(([row, cell]) => `<row ${row}><c t="inlineStr"><is><t>${cell}</t></is></c></row>`).join('');
  const members = {
    '[Content_Types].xml':
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    'xl/workbook.xml': `<workbook><sheets><sheet ${sheet}/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${body}</sheetData></worksheet>`,
  };
  const bytes = zipOf(Object.entries(members).map(([name, content]) => ({ name, content: Buffer.from(content) })));
  const { parts } = await extract(bytes, { name: 'a.xlsx' }, DEFAULT_LIMITS);
  const segments = parts.flatMap((part) => part.segments);
  return segments.flatMap(({ place, text }) =>
    place === 'cell' || place === 'hidden' ? [[place, text] as const] : [],
  );
}

const huge = '9'.repeat(400);

describe('rows', () => {
  it.each<[why: string, rows: Rows, text: string]>([
    [
      'without numbers follow one another',
      [
        ['', 'A'],
        ['', 'B'],
      ],
      'A\nB',
    ],
    [
      'part where one between them is empty',
      [
        ['r="1"', 'A'],
        ['r="3"', 'B'],
      ],
      'A\n\nB',
    ],
    [
      'stand as they come where numbers go back',
      [
        ['r="5"', 'A'],
        ['r="2"', 'B'],
        ['r="2"', 'C'],
      ],
      'A\nB\nC',
    ],
    [
      'of the last number there is part',
      [
        ['r="1"', 'A'],
        ['r="1048576"', 'B'],
      ],
      'A\n\nB',
    ],
    [
      'of a number beyond all rows are rows',
      [
        ['r="4294967295"', 'A'],
        ['', 'B'],
        ['', 'C'],
      ],
      'A\nB\nC',
    ],
    [
      'of a number that no one can be added to are rows',
      [
        ['r="1e20"', 'A'],
        ['', 'B'],
        ['', 'C'],
      ],
      'A\nB\nC',
    ],
    [
      'of a number without end are rows',
      [
        [`r="${huge}"`, 'A'],
        [`r="${huge}"`, 'B'],
        ['r="3"', 'C'],
      ],
      'A\nB\nC',
    ],
  ])('%s', async (_why, rows, text) => {
    expect(await read(rows)).toEqual([['cell', text]]);
  });

  it('that are hidden hide no row behind them, whatever number they have', async () => {
    const rows: Rows = [
      ['r="1"', 'A'],
      [`r="${huge}" hidden="1"`, 'B'],
      ['', 'C'],
    ];
    expect(await read(rows)).toEqual([
      ['cell', 'A\nC'],
      ['hidden', 'B'],
    ]);
  });

  it('of a hidden sheet part at an empty row too', async () => {
    expect(
      await read(
        [
          ['r="1"', 'A'],
          ['r="3"', 'B'],
        ],
        'name="a" state="hidden"',
      ),
    ).toEqual([['hidden', 'A\n\nB']]);
  });
});
