/** What programs write is letters and numbers too, and so is a canvass return. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { classify } from '../../classifiers/classifier.ts';
import { context, document } from './build.ts';

/** So many bytes that nobody chose, the same in each run. */
function chance(seed: string, size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_block, at) =>
    createHash('sha256').update(`${seed} ${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, size);
}

const wrapped = (text: string, width: number) => (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
const letters = (bytes: Buffer, alphabet: string) =>
  [...bytes].map((byte) => alphabet[byte % alphabet.length] ?? '').join('');

const KINDS: Readonly<Record<string, (seed: string) => string>> = {
  'base 64 in a text': (seed) => wrapped(chance(seed, 2000).toString('base64'), 76),
  hex: (seed) => wrapped(chance(seed, 1000).toString('hex'), 64),
  'a dump': (seed) => wrapped(chance(seed, 800).toString('hex'), 32).replace(/../g, '$& ').replace(/^/gm, '000001f0  '),
  'a git patch': (seed) =>
    `GIT binary patch\nliteral 900\n${wrapped(letters(chance(seed, 1400), '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_\u0060{|}~'), 66)}`,
  'letters in twos and threes': (seed) => wrapped(letters(chance(seed, 900), 'abcdefghijklmnoprstuvwy   '), 70),
  'part numbers': (seed) => wrapped(letters(chance(seed, 900), 'ABCDEFGHJKLMNPRSTUVWX0123456789,,,'), 48),
  'a sequence': (seed) => wrapped(letters(chance(seed, 900), 'ACGT'), 60),
};

it.each(
  Object.entries(KINDS).flatMap(([kind, make]) =>
    ['a', 'b', 'c', 'd', 'e'].map((seed) => [kind, seed, make(seed)] as const),
  ),
)('nothing is found in %s, %s', (_kind, _seed, text) => {
  const held = classify(document(['body', text]), context()).filter(({ confidence }) => confidence >= 0.5);
  expect(held.map(({ category }) => category)).toEqual([]);
});
