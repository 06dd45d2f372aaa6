import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';

const rows: Row[] = [
  [
    'a notice',
    'Dear Mr Doyle, Notice of Investigation, Case No. DC-2026-0071. We have received a complaint that you breached rule 2.I.8. You are administratively suspended from membership. You have 14 days to reply. The Labour Party, Disputes Team',
    true,
  ],
  [
    'a line between officers',
    'The member we discussed has been suspended. Panel on Tuesday, two statements in. Between us please.',
    true,
  ],
  [
    'a tracker',
    'Case ref\tRespondent\tComplainant\tCategory\tStatus\tPanel date\nCN-1201\tOwen Tranter\tBea Norwood\tbullying\topen\t12/05/2026\nCN-1202\tJoan Petty\tKofi Landau\tsocial media\tclosed\t13/05/2026\n',
    true,
  ],
  ['a railway line', 'Trains on the Eastmarsh line have been suspended. Customers should expect delays.', false],
  [
    'statistics',
    'The party closed 7,090 complaints last year, 99 per cent of cases within the target, says the annual report.',
    false,
  ],
  [
    'an employer\u2019s letter',
    'Human Resources, Harrow Ltd. Dear Mr Mapp, you are invited to a meeting with your line manager under the company handbook about your employment.',
    false,
  ],
];

describe('disciplinary', () => {
  it.each(rows)('judges %s', (_why, text, isSo) => {
    expect(isTaken(text, 'disciplinary')).toBe(isSo);
  });
});
