/** Documents that grow, turn in rings or never end: each is read whole or told within the limits, and the rest is read. */
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { createSandbox } from '../../src/extract/sandbox.ts';
import { messageOf } from './archives.ts';
import * as hostile from './hostile.ts';

const letters = 'ABCDEFGHIJKLMNOPQRST'.split('');

const rows: readonly (readonly [why: string, name: string, make: () => Buffer, reasons: readonly string[]])[] = [
  ['a PDF whose pages hold themselves', 'a.pdf', hostile.pagesInARing, ['too-large', 'corrupt']],
  ['a PDF whose drawing unpacks to half a gigabyte', 'a.pdf', hostile.drawingBomb, ['out-of-memory', 'timed-out']],
  [
    'a PDF of objects without end',
    'a.pdf',
    () => hostile.endlessObjects(1_000_000),
    ['out-of-memory', 'timed-out', 'corrupt'],
  ],
  ['a letter of a gigabyte of nothing', 'a.docx', hostile.sparseDocx, ['too-large']],
  ['tags two million deep', 'a.xml', () => Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(2e6)}`), ['out-of-memory']],
];

describe('hostile documents', () => {
  const limits = { ...DEFAULT_LIMITS, partSeconds: 10, partMemoryBytes: 300_000_000 };
  const sandbox = createSandbox({ processes: 1, limits });
  afterAll(() => sandbox.close());

  it.each(rows)('%s: told, and the rest is read', { timeout: 120_000 }, async (_why, name, make, reasons) => {
    const after = { name: 'after.txt', content: Buffer.from('tokAfter') };
    const message = messageOf([{ name, content: make() }, after]);
    const { unscannable, parts, ledger } = await sandbox.extract(message, { name: 'm.eml' });
    expect(unscannable.map(({ part }) => part)).toEqual([name]);
    expect(reasons).toContain(unscannable[0]?.reason);
    expect(parts.find(({ path }) => path === 'after.txt')?.segments.at(-1)?.text).toBe('tokAfter');
    expect(ledger.filter(({ why }) => why !== null).map(({ part }) => part)).toEqual([name]);
  });

  const endless: readonly (readonly [why: string, page: () => string, place: string, text: string])[] = [
    ['elements two million deep', () => `${'<div>'.repeat(2e6)}tokDeep${'</div>'.repeat(2e6)}`, 'body', 'tokDeep'],
    ['elements that nobody closes', () => `${'<p><font><b>'.repeat(5e5)}tokOpen`, 'body', 'tokOpen'],
    ['ends of what was never begun', () => `${'<b>'.repeat(600)}tokEnds${'</i>'.repeat(2e6)}`, 'body', 'tokEnds'],
    [
      'a hidden element below many that nobody closes',
      () => `${'<font>'.repeat(500)}<div hidden><b>${'<i>'.repeat(1000)}tokHidden`,
      'hidden',
      'tokHidden',
    ],
    ['a style that goes on for ever', () => `<b style="${'height:0;'.repeat(3e5)}">tokStyle</b>`, 'body', 'tokStyle'],
  ];

  it.each(endless)('reads a page with %s', { timeout: 60_000 }, async (_why, page, place, text) => {
    const { unscannable, parts } = await sandbox.extract(Buffer.from(`<html>${page()}`), { name: 'a.html' });
    expect(unscannable).toEqual([]);
    expect(parts[0]?.segments.at(-1)).toEqual({ place, text });
  });

  it('reads a sheet of a million cells whole', { timeout: 120_000 }, async () => {
    const book = hostile.xlsxOf(50_000, letters);
    const { unscannable, parts } = await sandbox.extract(book, { name: 'a.xlsx' });
    expect(unscannable).toEqual([]);
    expect(parts[0]?.segments.at(-1)?.text.split(/[\t\n]/).length).toBe(1_000_000);
  });

  it('reads cells in the last column of every row without the tabs before them', { timeout: 60_000 }, async () => {
    const { unscannable, parts } = await sandbox.extract(hostile.xlsxOf(20_000, ['A', 'XFD']), { name: 'a.xlsx' });
    expect(unscannable).toEqual([]);
    expect(parts[0]?.segments.at(-1)?.text.split('\n')[0]).toBe(`20${'\t'.repeat(257)}21`);
  });

  it('goes round a ring of bookmarks once', async () => {
    const { unscannable, parts } = await sandbox.extract(hostile.outlineInARing(), { name: 'a.pdf' });
    expect(unscannable).toEqual([]);
    expect(parts[0]?.segments.at(-1)?.text).toBe('tokFirst\ntokSecond');
  });

  it('lets no entity of a document type grow in a letter', async () => {
    const { unscannable, parts } = await sandbox.extract(hostile.docxWithEntities(), { name: 'a.docx' });
    expect(unscannable).toEqual([]);
    expect(parts[0]?.segments.at(-1)?.text).toBe('tokText &a12;');
  });
});
