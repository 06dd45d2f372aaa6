import { describe, expect, it } from 'vitest';
import type { CustomRule } from '../../classifiers/context.ts';
import { find } from './build.ts';

const rule: CustomRule = {
  id: 'donors',
  title: 'Donors before they are declared',
  minute: 'NEC 12 May 2026, 9',
  date: '2026-05-12',
  threshold: 0.5,
  gravity: 15,
  phrases: [{ text: 'pledge letter', weight: 4 }],
  patterns: [{ expression: 'DN-\\d{4}', weight: 8 }],
  proximity: [{ terms: ['donation', 'undeclared'], words: 5, weight: 5 }],
  fingerprints: [],
  against: [{ text: 'Electoral Commission', weight: 4 }],
};

const rows: [why: string, text: string, isTaken: boolean][] = [
  ['a phrase', 'The pledge letter goes out on Monday.', true],
  ['a pattern', 'See dn-1204 in the safe.', true],
  ['words near one another', 'That donation is still undeclared, keep it so.', true],
  [
    'the words far apart',
    'The donation came with a long note about roses and dogs, and the rest is undeclared.',
    false,
  ],
  ['what speaks against it', 'The pledge letter stands on the Electoral Commission register.', false],
  ['something else', 'A letter about a pledge to the garden.', false],
];

describe('custom rules', () => {
  it.each(rows)('judge %s', (_why, text, isTaken) => {
    const finding = find(text, 'custom:donors', { rules: [rule] });
    expect((finding?.confidence ?? 0) >= rule.threshold).toBe(isTaken);
  });

  it('quote the words as written', () => {
    const text = 'The PLEDGE letter DN-1204.';
    for (const { start, end, quote } of find(text, 'custom:donors', { rules: [rule] })?.evidence ?? [])
      expect(text.slice(start, end)).toBe(quote);
  });
});
