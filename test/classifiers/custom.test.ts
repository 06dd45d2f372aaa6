import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../classifiers/classifier.ts';
import type { CustomRule } from '../../classifiers/context.ts';
import { normalise } from '../../src/document/text.ts';
import { document, find } from './build.ts';

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
    const text = 'The PLEDGE letter DN-1204: a donation, still undeclared.';
    const evidence = find(text, 'custom:donors', { rules: [rule] })?.evidence ?? [];
    expect(evidence.map(({ quote }) => quote)).toEqual(['PLEDGE letter', 'donation, still undeclared', 'DN-1204']);
    for (const { start, end, quote } of evidence) expect(text.slice(start, end)).toBe(quote);
  });

  it('quote the passage of a registered document, and each signal a few times', () => {
    const passage = 'The landlord of head office has offered to end the lease in March, two years before its term.';
    const shingles = fingerprintOf(document(['body', passage]), normalise, 'plain');
    const evidence = find(`Hello\n\n${passage}\n\n${'pledge letter, '.repeat(9)}`, 'custom:donors', {
      rules: [{ ...rule, fingerprints: ['lease'] }],
      fingerprints: [{ id: 'lease', title: 'Lease', kind: 'plain', shingles }],
    })?.evidence;
    expect(evidence?.slice(0, -1).map(({ quote }) => quote)).toEqual(Array(3).fill('pledge letter'));
    expect(evidence?.at(-1)?.quote).toContain(passage.slice(0, -1));
  });

  it('are judged in time by length with a word that comes very often', () => {
    const evidence = find(`${'donation and '.repeat(200_000)}undeclared`, 'custom:donors', { rules: [rule] })?.evidence;
    expect(evidence?.map(({ quote }) => quote)).toEqual(['donation and undeclared']);
  });
});
