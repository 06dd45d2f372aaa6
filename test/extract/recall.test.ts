/**
 * Words of documents of several pages, beside what other programs read in them: `pdftotext` of PDF, LibreOffice of the
 * rest. `npm run bench -- recall` prints the figures, `scripts/make-recall-fixtures.py` makes the documents.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recalls } from '../../bench/extract-recall.ts';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';

const LEAST = 0.995;

describe('words of documents of several pages', async () => {
  const rows = await recalls();

  it('are there in each of the formats', () => {
    const formats = new Set(rows.map(({ file }) => file.split('.')[1]));
    expect([...formats].sort()).toEqual([
      'doc',
      'docx',
      'odp',
      'ods',
      'odt',
      'pdf',
      'ppt',
      'pptx',
      'rtf',
      'xls',
      'xlsx',
    ]);
  });

  it.each(rows)('$file: nearly all that another program reads', ({ words, missing }) => {
    expect(1 - missing.length / words, missing.join(' ')).toBeGreaterThanOrEqual(LEAST);
  });
});

it('reads two columns one after the other, and joins the words that their lines break', async () => {
  const path = join(import.meta.dirname, '../../fixtures/format/pdf/columns.pdf');
  const { parts } = await extract(readFileSync(path), { name: 'columns.pdf' }, DEFAULT_LIMITS);
  const body = parts[0]?.segments.find(({ place }) => place === 'body')?.text ?? '';
  // Words with their number behind each, so that their order is known.
  const numbers = [...body.matchAll(/\bw(\d+)\b/g)].map(([, number]) => Number(number));
  expect(numbers).toEqual([...numbers.keys()]);
  expect(new Set(body.match(/\p{L}{8,}/gu))).toEqual(
    new Set(
      [
        'committee',
        'considered',
        'extraordinary',
        'representations',
        'concerning',
        'parliamentary',
        'reorganisation',
      ].concat(['notwithstanding', 'administrative', 'impracticalities']),
    ),
  );
});
