/** Rows that a PDF's page shows by gaps. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { type Placed, written } from '../pdf.ts';
import { lineOfGaps } from './hostile.ts';

async function read(...texts: readonly Placed[]): Promise<string | undefined> {
  const { parts } = await extract(await written(texts), { name: 'a.pdf' }, DEFAULT_LIMITS);
  return parts[0]?.segments.find(({ place }) => place === 'body')?.text;
}

it('lets a word that is broken in a cell be whole again', async () => {
  const row = await read(['Name', 50, 100], ['Discip-', 150, 100], ['linary case', 150, 114], ['Held', 350, 100]);
  expect(row).toBe('Name\tDisciplinary case\tHeld');
});

it('parts further lines of a cell by a blank', async () => {
  const row = await read(['Name', 50, 100], ['An open', 150, 100], ['case', 150, 114], ['Held', 350, 100]);
  expect(row).toBe('Name\tAn open case\tHeld');
});

it('parts a line of many gaps in time by length', async () => {
  const started = performance.now();
  const { parts } = await extract(lineOfGaps(100_000), { name: 'a.pdf' }, DEFAULT_LIMITS);
  expect(parts[0]?.segments.at(-1)?.text.split('\t')).toHaveLength(100_000);
  expect(performance.now() - started).toBeLessThan(3000);
});
