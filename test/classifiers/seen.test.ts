import { expect, it } from 'vitest';
import { seenIn } from '../../classifiers/classifier.ts';
import { readDocument, type Window } from '../../classifiers/reading.ts';
import { context, document } from './build.ts';

const ROWS = Array.from({ length: 8 }, (_row, at) => `L120446${at}\tCarys Nutbeam\t07700 90012${at}`).join('\n');
const [part] = readDocument(document(['cell', ROWS]), context());
const [whole] = part?.windows ?? [];
const [{ segment } = { segment: undefined }] = whole?.stretches ?? [];
const rowTokens = (segment?.tokens.count ?? 0) / 8;

/** Rows [from, to) as a view. */
function rows(from: number, to: number): { extent: Window }[] {
  if (!whole || !segment) return [];
  return [{ extent: { ...whole, stretches: [{ segment, from: from * rowTokens, to: to * rowTokens }] } }];
}

it.each([
  ['views that follow one another', [...rows(0, 4), ...rows(4, 8)]],
  ['views that overlap', [...rows(0, 5), ...rows(3, 8)]],
  ['one within another, and one that reaches on', [...rows(0, 6), ...rows(1, 3), ...rows(2, 8)]],
  ['one that begins before the one that was seen before it', [...rows(5, 8), ...rows(0, 6)]],
])('people of %s are seen once each', (_what, views) => {
  const seen = seenIn(views);
  expect(new Set(seen)).toEqual(new Set(segment?.people));
  expect(seen.length).toBe(segment?.people.length);
});
