/** Grounds 9 and 10, the PLP and the member's own support: every condition in the states that it can end in. */
import { claim } from './build.ts';
import {
  BELL,
  conditionsHold,
  DOYLE,
  doyle,
  GS,
  MP,
  OSEI,
  PAPER,
  price,
  REED,
  type Rows,
  SOLICITOR,
  STONE,
  STRANGER,
  WHIP,
  yaml,
} from './rows.ts';

const whips = yaml(
  'people:',
  '  - { email: w@p, name: Wyn Hall, roles: [plp-officer] }',
  '  - { email: m@p, name: Mo Lake }',
  '  - { email: no@p, name: Nye Ford, roles: [national-officer] }',
  'lists: [{ address: panel@p, members: [pat@p] }]',
  'cases: [{ ref: C-1, plp: true, subject: { email: w@p }, appointed: [m@p, panel@p], advisers: [{ email: law@x, capacity: legal }] }]',
);
const byNumber = yaml(
  'people: [{ email: d@x, name: Dee Marsh, membership: L1204999 }]',
  'cases: [{ ref: C-1, subject: { name: Dee Marsh, membership: l1204999 }, advisers: [{ email: solicitor@law.example, capacity: legal }] }]',
);
const tables: Readonly<Record<string, Rows>> = {
  '10': [
    [
      'a case of the PLP',
      { of: ['disciplinary', { cases: ['DC-2026-0090'] }], from: WHIP, to: STRANGER },
      'plp',
      'met',
    ],
    ['another case', { of: ['disciplinary', doyle], from: WHIP, to: STRANGER }, 'plp', 'failed'],
    ['no case', { of: ['disciplinary', {}], from: WHIP, to: STRANGER }, 'plp', 'unknown'],
    [
      'an officer of the PLP',
      { of: ['disciplinary', { cases: ['DC-2026-0090'] }], from: WHIP, to: STRANGER },
      'sender',
      'met',
    ],
    ['anybody', { of: ['disciplinary', { cases: ['DC-2026-0090'] }], from: OSEI, to: STRANGER }, 'sender', 'failed'],
    [
      'the subject to the NEC',
      { of: ['disciplinary', { cases: ['DC-2026-0090'] }], from: MP, to: BELL },
      'sender',
      'met',
    ],
    [
      'the subject to a stranger',
      { of: ['disciplinary', { cases: ['DC-2026-0090'] }], from: MP, to: STRANGER },
      'sender',
      'failed',
    ],
    [
      'who is appointed',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'm@p', to: STRANGER, over: { register: whips } },
      'sender',
      'met',
    ],
    [
      'who is behind a group that is appointed',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'pat@p', to: STRANGER, over: { register: whips } },
      'sender',
      'met',
    ],
    [
      'an officer who is its subject',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'w@p', to: STRANGER, over: { register: whips } },
      'sender',
      'failed',
    ],
    [
      'an officer who is its subject, to a national officer',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'w@p', to: 'no@p', over: { register: whips } },
      'sender',
      'met',
    ],
    [
      'the subject to an adviser of the case',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'w@p', to: 'law@x', over: { register: whips } },
      'sender',
      'met',
    ],
    [
      'two cases, one of them ordinary',
      { of: ['disciplinary', { cases: ['DC-2026-0090', 'DC-2026-0071'] }], from: WHIP, to: STRANGER },
      'plp',
      'failed',
    ],
    [
      'From unlike login',
      { of: ['disciplinary', price], from: WHIP, to: STRANGER, over: { from: [MP] } },
      'sender',
      'unknown',
    ],
    [
      'a claim of 10 is ignored',
      { of: ['disciplinary', price], from: OSEI, to: STRANGER, over: { claims: [claim('10')] } },
      'sender',
      'failed',
    ],
  ],
  '9(b)': [
    ['the subject', { of: ['disciplinary', doyle], from: DOYLE, to: 'solicitor@law.example' }, 'subject', 'met'],
    ['somebody else', { of: ['disciplinary', doyle], from: REED, to: 'solicitor@law.example' }, 'subject', 'failed'],
    [
      'no case recognised',
      { of: ['disciplinary', {}], from: DOYLE, to: 'solicitor@law.example' },
      'subject',
      'unknown',
    ],
    [
      'a recorded adviser',
      { of: ['disciplinary', doyle], from: DOYLE, to: 'solicitor@law.example' },
      'capacity',
      'met',
    ],
    ['the NEC', { of: ['disciplinary', doyle], from: DOYLE, to: BELL }, 'capacity', 'met'],
    [
      'a national officer without a delegation',
      { of: ['disciplinary', doyle], from: DOYLE, to: STONE },
      'capacity',
      'met',
    ],
    [
      'claimed',
      { of: ['disciplinary', doyle], from: DOYLE, to: STRANGER, over: { claims: [claim('9(b)')] } },
      'capacity',
      'claimed',
    ],
    ['not claimed', { of: ['disciplinary', doyle], from: DOYLE, to: STRANGER }, 'purpose', 'failed'],
    [
      'purpose by the record',
      { of: ['disciplinary', doyle], from: DOYLE, to: 'solicitor@law.example' },
      'purpose',
      'met',
    ],
    [
      'somebody who writes as the subject',
      { of: ['disciplinary', price], from: 'mona+x@Parliament.example', to: SOLICITOR, over: { from: [MP] } },
      'subject',
      'unknown',
    ],
    [
      'the subject’s number alone tells them',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'd@x', to: SOLICITOR, over: { register: byNumber } },
      'subject',
      'met',
    ],
    [
      'two cases, one of them another’s',
      { of: ['disciplinary', { cases: ['DC-2026-0071', 'DC-2026-0090'] }], from: DOYLE, to: SOLICITOR },
      'subject',
      'failed',
    ],
    ['an adviser of another case', { of: ['disciplinary', price], from: MP, to: SOLICITOR }, 'capacity', 'failed'],
    [
      'the General Secretary, who is a national officer',
      { of: ['disciplinary', doyle], from: DOYLE, to: GS },
      'capacity',
      'met',
    ],
    ['not claimed', { of: ['disciplinary', doyle], from: DOYLE, to: STRANGER }, 'capacity', 'failed'],
    [
      'the press, claimed',
      { of: ['disciplinary', doyle], from: DOYLE, to: PAPER, over: { claims: [claim('9(b)')] } },
      'capacity',
      'failed',
    ],
    [
      'purpose by the claim',
      { of: ['disciplinary', doyle], from: DOYLE, to: STRANGER, over: { claims: [claim('9(b)')] } },
      'purpose',
      'claimed',
    ],
    ['purpose by the office', { of: ['disciplinary', doyle], from: DOYLE, to: STONE }, 'purpose', 'met'],
    [
      'From unlike login',
      { of: ['disciplinary', doyle], from: DOYLE, to: SOLICITOR, over: { from: [REED] } },
      'subject',
      'unknown',
    ],
  ],
};

conditionsHold(tables);
