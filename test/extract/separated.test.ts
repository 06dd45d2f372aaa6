import { describe, expect, it } from 'vitest';
import { rowsAsLines } from '../../src/extract/separated.ts';

const rows: [why: string, text: string, lines: string][] = [
  ['bare cells', 'a,b\nc,d', 'a\tb\nc\td'],
  ['quoted cells', '"a","b"\r\n"c","d"\r\n', 'a\tb\nc\td\n'],
  ['both in one row', 'a,"b, c",d', 'a\tb, c\td'],
  ['empty cells', '"",,""\n,"a",', '\t\t\n\ta\t'],
  ['doubled quotes', '"the ""old"" hall",b', 'the "old" hall\tb'],
  ['a line break in a cell', '"two\r\nlines",b', 'two lines\tb'],
  ['a tab in a cell', '"two\twords",b', 'two words\tb'],
  ['something behind a closing quote', '"a" x,b', 'a\tb'],
  ['a quote that nothing closes', '"a,b\nc', '"a\tb\nc'],
  ['a quote within a bare cell', '5" pipe,b\n"c",d', '5" pipe\tb\nc\td'],
  ['a separator that the file tells', 'sep=^\n"a"^b', 'a\tb'],
  ['a quote told as separator', 'sep="\na"b', 'a\tb'],
];

describe('separated values', () => {
  it.each(rows)('with %s', (_why, text, lines) => {
    expect(rowsAsLines(text)).toBe(lines);
  });
});
