/** Parts as text and tables: what was found is in sight, and what is left out is said and can be read. */
import { describe, expect, it } from 'vitest';
import type { Mark, Part } from '../../src/document/document.ts';
import type { Hit } from '../../src/review/views/marked.ts';
import { partExcerpt, partStretch } from '../../src/review/views/part-text.ts';

const BUDGET = 50_000;

function sheet(text: string, marks: readonly Mark[] = []): Part {
  const segments = [{ place: 'cell' as const, text, marks }];
  return { path: 'list.xlsx', type: 'text/csv', sizeBytes: text.length, segments };
}

function hit(text: string, words: string): Hit {
  const start = text.indexOf(words);
  const where = { part: 'list.xlsx', place: 'cell' as const, start, end: start + words.length };
  return { ...where, quote: words, signal: 'membership/number', weight: 1, anchor: 'e0-0' };
}

/** Every stretch of a part, one after the other. */
function stretches(part: Part, length: number): string[] {
  const shown: string[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const { markup, next } = partStretch(part, [], from, length);
    shown.push(markup);
    from = next;
  }
  return shown;
}

describe('a table', () => {
  it('has each sheet under its name', () => {
    const first = 'Day\tWho\nSunday\tRuth\n';
    const text = `${first}Name\tNumber\nInes\tL1204417`;
    const marks = [
      { start: 0, label: 'sheet Rota' },
      { start: first.length, label: 'sheet Members' },
    ];
    expect(partExcerpt(sheet(text, marks), [], BUDGET).markup).toMatch(/sheet Rota.*Ruth.*sheet Members.*Ines/s);
  });

  it('shows what was found far to the right, and says what it leaves out', () => {
    const row = (of: string) =>
      Array.from({ length: 60 }, (_, at) => (at === 50 ? `A${of}` : `${of}.${at}`)).join('\t');
    const text = [row('1000001'), row('1000002')].join('\n');
    const { markup, isWhole } = partExcerpt(sheet(text), [hit(text, 'A1000002')], BUDGET);
    expect(markup).toContain('id="e0-0"');
    expect(markup).toMatch(/… 10 columns ….*A1000002.*… 9 columns …/s);
    expect(isWhole).toBe(false);
    expect(stretches(sheet(text), 5_000).join('')).toContain('1000002.59');
  });

  it('shows a cell to its end where something was found there, and on the page of its part', () => {
    const text = `${'x'.repeat(900)} A1000001\tb`;
    expect(partExcerpt(sheet(text), [], BUDGET)).toMatchObject({ isWhole: false });
    expect(partExcerpt(sheet(text), [hit(text, 'A1000001')], BUDGET).markup).toContain('A1000001');
    expect(stretches(sheet(text), 5_000).join('')).toContain('A1000001');
  });

  it('begins a window with a row, so that columns stand under one another', () => {
    const row = (of: number) => [`first ${of}`, 'x'.repeat(700), 'y'.repeat(700), `last ${of}`].join('\t');
    const text = Array.from({ length: 40 }, (_, of) => row(of)).join('\n');
    const { markup } = partExcerpt(sheet(text), [hit(text, 'last 30')], BUDGET);
    expect(markup).toContain('first 30');
  });
});

describe('a stretch of a part', () => {
  it('ends with a line', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `line ${at} of many`);
    const cells = stretches(sheet(lines.join('\n')), 100).flatMap((each) => [...each.matchAll(/<td[^>]*>([^<]*)/g)]);
    expect(cells.map(([, words]) => words)).toEqual(lines);
  });

  it('cuts no letter in two, and loses none', () => {
    const part = { ...sheet(''), segments: [{ place: 'body' as const, text: '😀'.repeat(100) }] };
    const shown = stretches(part, 25);
    for (const each of shown) expect(each.isWellFormed()).toBe(true);
    expect(shown.join('').match(/😀/gu)).toHaveLength(100);
  });
});
