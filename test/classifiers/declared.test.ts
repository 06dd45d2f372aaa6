import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';

const rows: Row[] = [
  ['a banner', 'STRICTLY CONFIDENTIAL \u2013 NEC MEMBERS ONLY\n\nOptions for the lease', true],
  [
    'who alone may read it',
    'For members of the Business Board only\nThe lender has asked for security over the building.',
    true,
  ],
  [
    'a line that forbids sharing',
    'The Party leaves the building in May. This paper must not be copied or shared outside the committee.',
    true,
  ],
  [
    'a strict banner above a letter about something else',
    'STRICTLY CONFIDENTIAL\n\nNotice of Investigation\n\nDear Mr Doyle,\n\nThe Party has opened an investigation into allegations about your conduct. You have 7 days to answer.',
    true,
  ],
  [
    'a footer of a mail',
    'See you.\n\nThis email is strictly confidential and intended solely for the addressee.',
    false,
  ],
  ['a promise', 'Our helpline is a confidential service, in strict confidence.', false],
  ['a negation', 'The report is no longer confidential.', false],
  ['a vote of no confidence', 'The vote of no confidence fell.', false],
];

describe('declared', () => {
  it.each(rows)('judges %s', (_why, text, isSo) => {
    expect(isTaken(text, 'declared')).toBe(isSo);
  });
});
