/**
 * Every fixture beside which a `.expect` stands: part, place and a token that must come out there. Adding a file adds a
 * test. `unscannable` as place names the reason that the part must give.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { coverageOf, type Document } from '../../src/document/document.ts';
import { extract } from '../../src/extract/extract.ts';
import { untold } from '../../src/policy/unread.ts';

const root = join(import.meta.dirname, '../../fixtures');
const expectations = globSync('{format,unscannable}/**/*.expect', { cwd: root }).sort();

describe.each(expectations)('%s', (path) => {
  const file = join(root, path.replace(/\.expect$/, ''));
  const rows = readFileSync(join(root, path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

  it('gives every token at its part and place', async () => {
    const document = await extract(readFileSync(file), { name: basename(file) }, DEFAULT_LIMITS);
    const missing = rows.filter(([part = '', place = '', token = '']) => !isFound(document, part, place, token));
    expect(missing, JSON.stringify(document, null, 1)).toEqual([]);
  });

  it('keeps a true ledger', async () => {
    const document = await extract(readFileSync(file), { name: basename(file) }, DEFAULT_LIMITS);
    const { read, bytes } = coverageOf(document.ledger);
    expect(read < bytes).toBe(document.unscannable.length > 0);
    expect(document.ledger.map(({ part }) => part)).toEqual(document.parts.map(({ path: of }) => of));
    expect(untold(document)).toEqual([]);
  });
});

function isFound({ parts, unscannable }: Document, part: string, place: string, token: string): boolean {
  if (place === 'unscannable') return unscannable.some((each) => each.part === part && each.reason === token);
  const wanted = token.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  return parts.some(
    (each) => each.path === part && each.segments.some((at) => at.place === place && at.text.includes(wanted)),
  );
}
