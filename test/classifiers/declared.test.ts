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
    'a marking with its content behind it on the line',
    'Restricted. MRP for our 12 target seats: ahead in Colne, level in Dunmoor, behind in Tarn. Do not send on, do not screenshot.',
    true,
  ],
  [
    'a marking between dashes',
    'NEC – STRICTLY PRIVATE AND CONFIDENTIAL – copy 31 – Item 2, the appointment of the General Secretary. The panel saw four and recommends candidate C by 6 to 2.',
    true,
  ],
  [
    'an order that an office gave',
    'Draft record of Thursday below. The chair has asked me to say that it is confidential and must not be forwarded. NEC officers noted the figures for the regional offices.',
    true,
  ],
  [
    'an embargo that names a day without "until"',
    '[EMBARGO 6 May 2031, 22.30] Lines of the Labour Party for the night: we are grateful, not triumphant.',
    true,
  ],
  [
    'what a helpline offers',
    'Confidential, impartial advice for tenants of the borough, given by people who have been through it themselves, every Tuesday from ten to noon at the Labour hall.',
    false,
  ],
  [
    'what stood on a page that is told of',
    'The list lay under the glass. STRICTLY CONFIDENTIAL, it said across the top, in red. She had been a member of the Party for years.',
    false,
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
