/** Rows that a PDF's page shows by gaps. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { type Placed, written } from '../pdf.ts';
import { lineOfGaps, pdfOf } from './hostile.ts';

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

/** How the text is drawn: upright, up the page, on its head, down the page. */
const MATRICES = ['1 0 0 1 0 0', '0 1 -1 0 600 0', '-1 0 0 -1 600 600', '0 -1 1 0 0 600'];

it.each(MATRICES)('reads rows from the first on, however the page turns text drawn by %s', async (matrix) => {
  const drawing = [
    ['Name', 50, 300],
    ['Joined', 250, 300],
    ['Ines Calder', 50, 280],
    ['2024', 250, 280],
  ].map(([text, x, y]) => `BT /F 10 Tf ${x} ${y} Td (${text}) Tj ET`);
  const content = `q ${matrix} cm ${drawing.join(' ')} Q`;
  for (const turn of [0, 90, 180, 270]) {
    const bytes = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Rotate ${turn}/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream `,
    ]);
    const { parts } = await extract(bytes, { name: 'a.pdf' }, DEFAULT_LIMITS);
    const text = parts[0]?.segments.find(({ place }) => place === 'body')?.text;
    expect(text, `turned by ${turn}`).toBe('Name\tJoined\nInes Calder\t2024');
  }
});

it('parts a line of many gaps in time by length', async () => {
  const { parts } = await extract(lineOfGaps(400_000), { name: 'a.pdf' }, DEFAULT_LIMITS);
  expect(parts[0]?.segments.at(-1)?.text.split('\t')).toHaveLength(400_000);
});
