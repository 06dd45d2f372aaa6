import { describe, expect, it } from 'vitest';
import type { Finding } from '../../classifiers/finding.ts';
import { decide } from '../../src/policy/decide.ts';
import { helpfulClaims, possibleClaims } from '../../src/policy/helpful-claims.ts';
import { circumstances, document, finding } from './build.ts';
import { doyle, GS, KHAN, nec, OSEI, PAPER, STRANGER } from './rows.ts';

type Row = [why: string, found: Finding, from: string, to: string, helpful: string[], more: string[]];

const rows: Row[] = [
  [
    'minutes to a member',
    finding('minutes', nec),
    KHAN,
    OSEI,
    ['8-permission', '8-law', '6(a)', '6(b)', '6(c)'],
    ['6(d)'],
  ],
  [
    'minutes to a stranger',
    finding('minutes', nec),
    KHAN,
    STRANGER,
    ['8-permission', '8-law', '6(b)'],
    ['6(c)', '6(d)'],
  ],
  ['minutes to the media', finding('minutes', nec), KHAN, PAPER, [], []],
  [
    'a case to a stranger',
    finding('disciplinary', doyle),
    GS,
    STRANGER,
    ['8-permission', '9(a)'],
    ['9(b)', '9(c)', '9(d)'],
  ],
  ['a case to the media', finding('disciplinary', doyle), GS, PAPER, ['9(d)'], ['9(c)']],
];

describe('the claims that help, and those that could', () => {
  it.each(rows)('%s', (_why, found, from, to, helpful, more) => {
    const decision = decide(document(), [found], circumstances(from, [to]));
    expect(helpfulClaims(decision)).toEqual(helpful);
    expect(possibleClaims(decision).filter((code) => !helpful.includes(code))).toEqual(more);
  });
});
