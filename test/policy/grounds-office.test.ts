/** Grounds 12 to 14, for those who hold office: every condition in the states that it can end in. */
import { claim } from './build.ts';
import {
  BELL,
  conditionsHold,
  doyle,
  GS,
  LAMB,
  LEAD,
  OFFICER,
  OSEI,
  PANEL,
  PAPER,
  price,
  REED,
  type Rows,
  record,
  STONE,
  STRANGER,
  WARD,
  yaml,
} from './rows.ts';

const QUILL = { name: null, email: 'i.quill@home.example', membership: null };

const disputes = yaml(
  'people: [{ email: no@p, name: N, roles: [national-officer] }]',
  'cases:',
  '  - { ref: M-1, kind: membership-dispute, subject: { email: i.quill@home.example } }',
  '  - { ref: M-2, kind: membership-dispute, subject: { email: z@x } }',
  'decisions:',
  '  - { id: N1, names: [lead@p, both@p], cases: [M-1] }',
  '  - { id: N2, names: [other@p, both@p], cases: [M-2] }',
);

function delegated(keys: string) {
  return yaml(
    'people:',
    '  - { email: gs@p, name: G, roles: [general-secretary] }',
    ...['no@p', 'other@p', 'third@p'].map((email) => `  - { email: ${email}, name: N, roles: [national-officer] }`),
    'delegations:',
    `  - { id: A, officer: no@p, power: discipline, ${keys} }`,
    `  - { id: B, officer: ex@p, power: discipline, ${keys} }`,
    `  - { id: C, officer: third@p, power: permissions, ${keys} }`,
    'decisions: [{ id: E, names: [all@p] }]',
  );
}

const tables: Readonly<Record<string, Rows>> = {
  '9(d)': [
    ['the press', { of: ['disciplinary', doyle], from: GS, to: PAPER }, 'media', 'met'],
    ['not the press', { of: ['disciplinary', doyle], from: GS, to: STRANGER }, 'media', 'failed'],
    [
      'a false report claimed',
      { of: ['disciplinary', doyle], from: GS, to: PAPER, over: { claims: [claim('9(d)')] } },
      'false-report',
      'claimed',
    ],
    ['not claimed', { of: ['disciplinary', doyle], from: GS, to: PAPER }, 'necessity', 'failed'],
    ['the General Secretary', { of: ['disciplinary', doyle], from: GS, to: PAPER }, 'holds-office', 'met'],
    ['whom the NEC names for the case', { of: ['disciplinary', doyle], from: LEAD, to: PAPER }, 'holds-office', 'met'],
    ['staff', { of: ['disciplinary', doyle], from: WARD, to: PAPER }, 'holds-office', 'failed'],
    [
      'a necessity that is claimed',
      { of: ['disciplinary', doyle], from: GS, to: PAPER, over: { claims: [claim('9(d)')] } },
      'necessity',
      'claimed',
    ],
    [
      'a claim of 9(c)',
      { of: ['disciplinary', doyle], from: GS, to: PAPER, over: { claims: [claim('9(c)')] } },
      'false-report',
      'failed',
    ],
  ],
  '9(e)': [
    ['a case', { of: ['disciplinary', doyle], from: GS, to: STONE }, 'matter', 'met'],
    [
      'a record of the subject of a dispute over membership',
      { of: ['membership', record({ exposed: [QUILL] })], from: GS, to: STONE },
      'matter',
      'met',
    ],
    [
      'a list with that record in it',
      { of: ['membership', record({ people: 3, exposed: [QUILL] })], from: GS, to: STONE },
      'matter',
      'failed',
    ],
    ['a record of a case that is no dispute', { of: ['membership', doyle], from: GS, to: STONE }, 'matter', 'failed'],
    ['a national officer', { of: ['disciplinary', doyle], from: GS, to: STONE }, 'recipient', 'met'],
    ['a role with a duty', { of: ['disciplinary', doyle], from: GS, to: LEAD }, 'recipient', 'met'],
    ['staff without a duty', { of: ['disciplinary', doyle], from: GS, to: WARD }, 'recipient', 'failed'],
    ['no office', { of: ['disciplinary', doyle], from: OSEI, to: STONE }, 'holds-office', 'failed'],
    [
      'a record in a dispute, by whom the NEC names for it',
      { of: ['membership', record({ exposed: [QUILL] })], from: 'lead@p', to: 'no@p', over: { register: disputes } },
      'holds-office',
      'met',
    ],
    [
      'a record in a dispute, by whom the NEC names for another',
      { of: ['membership', record({ exposed: [QUILL] })], from: 'other@p', to: 'no@p', over: { register: disputes } },
      'holds-office',
      'failed',
    ],
    [
      'a case that nobody can tell, by whom the NEC names for one',
      { of: ['disciplinary', {}], from: LEAD, to: STONE },
      'holds-office',
      'unknown',
    ],
    [
      'a delegation by the NEC with its minute',
      { of: ['disciplinary', {}], from: 'no@p', to: 'other@p', over: { register: delegated('by: nec, minute: M') } },
      'holds-office',
      'met',
    ],
    [
      'a delegation by the NEC without',
      { of: ['disciplinary', {}], from: 'no@p', to: 'other@p', over: { register: delegated('by: nec') } },
      'holds-office',
      'failed',
    ],
    [
      'a delegation by an officer',
      { of: ['disciplinary', {}], from: 'no@p', to: 'other@p', over: { register: delegated('by: other@p') } },
      'holds-office',
      'failed',
    ],
    [
      'a delegation on its last day',
      {
        of: ['disciplinary', {}],
        from: 'no@p',
        to: 'other@p',
        over: { register: delegated('by: gs@p, until: 2026-11-24') },
      },
      'holds-office',
      'met',
    ],
    [
      'a delegation that has run out',
      {
        of: ['disciplinary', {}],
        from: 'no@p',
        to: 'other@p',
        over: { register: delegated('by: gs@p, until: 2026-11-23') },
      },
      'holds-office',
      'failed',
    ],
    [
      'a delegation that has not begun',
      {
        of: ['disciplinary', {}],
        from: 'no@p',
        to: 'other@p',
        over: { register: delegated('by: gs@p, from: 2026-11-25') },
      },
      'holds-office',
      'failed',
    ],
    [
      'a delegation to somebody who is no officer',
      { of: ['disciplinary', {}], from: 'ex@p', to: 'other@p', over: { register: delegated('by: gs@p') } },
      'holds-office',
      'failed',
    ],
    [
      'a delegation for permissions',
      { of: ['disciplinary', {}], from: 'third@p', to: 'other@p', over: { register: delegated('by: gs@p') } },
      'holds-office',
      'failed',
    ],
    [
      'a decision for all cases',
      { of: ['disciplinary', {}], from: 'all@p', to: 'other@p', over: { register: delegated('by: gs@p') } },
      'holds-office',
      'met',
    ],
    [
      'two cases, each by a decision of its own',
      { of: ['disciplinary', { cases: ['M-1', 'M-2'] }], from: 'both@p', to: 'no@p', over: { register: disputes } },
      'holds-office',
      'met',
    ],
    [
      'two cases, one by a decision',
      { of: ['disciplinary', { cases: ['M-1', 'M-2'] }], from: 'lead@p', to: 'no@p', over: { register: disputes } },
      'holds-office',
      'failed',
    ],
    [
      'From unlike login',
      { of: ['disciplinary', doyle], from: GS, to: STONE, over: { from: [OFFICER] } },
      'holds-office',
      'unknown',
    ],
    ['a member of the NEC', { of: ['disciplinary', doyle], from: GS, to: BELL }, 'recipient', 'failed'],
    [
      'a claim of 9(e) is ignored',
      { of: ['disciplinary', doyle], from: GS, to: WARD, over: { claims: [claim('9(e)')] } },
      'recipient',
      'failed',
    ],
  ],
  '9(f)': [
    [
      'who complained',
      { of: ['disciplinary', { ...doyle, tells: 'outcome' }], from: GS, to: REED },
      'complainant',
      'met',
    ],
    [
      'who did not',
      { of: ['disciplinary', { ...doyle, tells: 'outcome' }], from: GS, to: LAMB },
      'complainant',
      'failed',
    ],
    [
      'the outcome',
      { of: ['disciplinary', { ...doyle, tells: 'outcome' }], from: GS, to: REED },
      'outcome-only',
      'met',
    ],
    ['more than the outcome', { of: ['disciplinary', doyle], from: GS, to: REED }, 'outcome-only', 'failed'],
    [
      'of two cases',
      { of: ['disciplinary', { cases: ['DC-2026-0071', 'DC-2026-0090'], tells: 'outcome' }], from: GS, to: REED },
      'outcome-only',
      'failed',
    ],
    [
      'the fact alone',
      { of: ['disciplinary', { ...doyle, tells: 'fact' }], from: GS, to: REED },
      'outcome-only',
      'failed',
    ],
    [
      'no case recognised',
      { of: ['disciplinary', { tells: 'outcome' }], from: GS, to: REED },
      'complainant',
      'unknown',
    ],
    [
      'a complainant of another case',
      { of: ['disciplinary', { ...price, tells: 'outcome' }], from: GS, to: REED },
      'complainant',
      'failed',
    ],
    [
      'an officer with a delegation',
      { of: ['disciplinary', { ...doyle, tells: 'outcome' }], from: OFFICER, to: REED },
      'holds-office',
      'met',
    ],
    [
      'the chair of the panel',
      { of: ['disciplinary', { ...doyle, tells: 'outcome' }], from: PANEL, to: REED },
      'holds-office',
      'failed',
    ],
  ],
};

conditionsHold(tables);
