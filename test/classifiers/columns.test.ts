import { expect, it } from 'vitest';
import { tablesBeside } from '../../classifiers/columns.ts';

const tables = (...rows: readonly string[]) => {
  const text = rows.map((row) => row.replaceAll('|', '\t')).join('\n');
  return tablesBeside(text).map((pieces) =>
    pieces.map(({ start, end }) => text.slice(start, end).replaceAll('\t', '|')),
  );
};

it.each([
  ['one table', ['a|b', 'c|d'], []],
  ['one with cells left empty', ['a||b', 'c|d|e'], []],
  ['one with an empty column at either side', ['|a|b|', '|c|d|'], []],
  [
    'two',
    ['a|b||c|d', 'e|||f|g'],
    [
      ['a|b', 'e'],
      ['c|d', 'f|g'],
    ],
  ],
  [
    'the second longer',
    ['a||b', '||c', '||d|'],
    [
      ['a', ''],
      ['b', 'c', 'd'],
    ],
  ],
  [
    'a blank in the column between',
    ['a| |b', 'c||d'],
    [
      ['a', 'c'],
      ['b', 'd'],
    ],
  ],
  ['three, the last far away', [`a||b${'|'.repeat(300)}c`], [['a'], ['b'], ['c']]],
  [
    'two below a wide one',
    ['a|b|c', '', 'd||e', 'f||g'],
    [
      ['d', 'f'],
      ['e', 'g'],
    ],
  ],
  ['one that is nearly all of both', ['aaaaaaaa||b', 'cccccccc||'], [['b', '']]],
  ['a form that is spaced', ['a||'.repeat(40)], []],
])('told apart: %s', (_what, rows, expected) => {
  expect(tables(...rows)).toEqual(expected);
});

it('tells few lines of short tables beside a long one', () => {
  const text = `${'a\t\t'.repeat(31)}a\n${'a\n'.repeat(200_000)}`;
  expect(tablesBeside(text).flat().length).toBeLessThan(200_100);
});

it.each([
  ['\t\t\n\n', ['a', 'b']],
  ['a\t\tb\n\n', ['a', 'b']],
  ['a\n', ['a', 'b']],
  ['a\t\tb\n', ['a', 'b']],
  ['a\t\t', []],
  ['\n\n', ['a', 'b']],
])('takes time by length: %j', (line, lastCells) => {
  const text = `${line.repeat(2_000_000)}a\t\tb`;
  const lasts = tablesBeside(text).map((pieces) => pieces.at(-1));
  expect(lasts.map((last) => text.slice(last?.start, last?.end))).toEqual(lastCells);
});
