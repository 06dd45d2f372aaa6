/** Grounds 3 and 4, permission and law: every condition in the states that it can end in. */
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/policy/decision.ts';
import { claim, finding } from './build.ts';
import {
  BELL,
  COURT,
  conditionsHold,
  doyle,
  GS,
  KHAN,
  LEAD,
  nec,
  OSEI,
  PAPER,
  type Row,
  type Rows,
  STRANGER,
  stateOf,
  WARD,
  yaml,
} from './rows.ts';

const NEC = 'authority: nec, minute: M';

/** Something declared, from Khan to a stranger, under one permission that is wide but for what the row says. */
const permissions: [
  why: string,
  keys: string,
  condition: string,
  state: State,
  over?: Partial<Row> & { today?: string },
][] = [
  ['what is declared, where it is listed', NEC, 'authority', 'met', { of: ['declared', { strictly: true }] }],
  ['by the NEC without a minute', 'authority: nec', 'authority', 'failed'],
  ['by somebody who is not the General Secretary', 'authority: general-secretary, by: no@p', 'authority', 'failed'],
  ['by an officer under a delegation', 'authority: national-officer, by: no@p, delegation: D', 'authority', 'met'],
  [
    'by an officer on the delegation’s last day',
    'authority: national-officer, by: no@p, delegation: D',
    'authority',
    'met',
    { today: '2026-11-30' },
  ],
  [
    'by an officer after it',
    'authority: national-officer, by: no@p, delegation: D',
    'authority',
    'failed',
    { today: '2026-12-01' },
  ],
  ['by an officer without one', 'authority: national-officer, by: no@p', 'authority', 'failed'],
  [
    'by another than whom it is given',
    'authority: national-officer, by: other@p, delegation: D',
    'authority',
    'failed',
  ],
  [
    'by somebody who is no officer any more',
    'authority: national-officer, by: ex@p, delegation: X',
    'authority',
    'failed',
  ],
  ['under a delegation for discipline', 'authority: national-officer, by: no@p, delegation: P', 'authority', 'failed'],
  ['under a delegation by the NEC', 'authority: national-officer, by: no@p, delegation: N', 'authority', 'failed'],
  ['for a group that gets it', `${NEC}, recipients: [group@p]`, 'recipient', 'met', { to: 'group@p' }],
  ['for a group, to somebody of it', `${NEC}, recipients: [group@p]`, 'recipient', 'met', { to: 'gil@p' }],
  ['for a group, to somebody else', `${NEC}, recipients: [group@p]`, 'recipient', 'failed'],
  ['for everybody of a domain', `${NEC}, recipients: ["*@nowhere.example"]`, 'recipient', 'met'],
  [
    'for a domain, and not for one that ends like it',
    `${NEC}, recipients: ["*@nowhere.example"]`,
    'recipient',
    'failed',
    { to: 'x@evil-nowhere.example' },
  ],
  ['for one sender', `${NEC}, senders: [a.khan@party.example]`, 'sender', 'failed', { from: OSEI }],
  ['for no sender that is named', `${NEC}, senders: []`, 'sender', 'failed', { from: OSEI }],
  ['without dates', NEC, 'in-force', 'met'],
  [
    'for one document, which it is',
    `${NEC}, fingerprint: F`,
    'document',
    'met',
    { of: ['declared', { fingerprints: [{ id: 'F', title: 'F', share: 1 }] }] },
  ],
  ['for one document, which it is not', `${NEC}, fingerprint: F`, 'document', 'failed'],
  ['for a case without naming it', NEC, 'case', 'failed', { of: ['disciplinary', doyle] }],
  ['for the case that it names', `${NEC}, case: C-1`, 'case', 'met', { of: ['disciplinary', { cases: ['C-1'] }] }],
  ['for another case', `${NEC}, case: C-1`, 'case', 'failed', { of: ['disciplinary', { cases: ['C-2'] }] }],
  [
    'for a case, and nobody can tell which this is',
    `${NEC}, case: C-1`,
    'case',
    'unknown',
    { of: ['disciplinary', {}] },
  ],
  [
    'for a case, and what stands beside it in its part',
    `${NEC}, case: C-1`,
    'case',
    'met',
    { beside: [finding('disciplinary', { cases: ['C-1'] })] },
  ],
  [
    'for a case, and what has nothing to do with it',
    `${NEC}, case: C-1`,
    'case',
    'failed',
    { of: ['declared', { part: 'a.pdf' }], beside: [finding('disciplinary', { cases: ['C-1'] })] },
  ],
];

describe('one permission', () => {
  it.each(permissions)('%s', (_why, keys, condition, state, { today, ...row } = {}) => {
    const over = { register: permitting(keys), ...(today && { today }) };
    const asked: Row = { of: ['declared', {}], from: KHAN, to: STRANGER, ...row, over };
    expect(stateOf(asked, 'permission', condition)).toBe(state);
  });
});

const tables: Readonly<Record<string, Rows>> = {
  permission: [
    ['recorded', { of: ['committee-papers', nec], from: KHAN, to: 'press@paper.example' }, 'authority', 'met'],
    ['of another category', { of: ['minutes', nec], from: KHAN, to: 'press@paper.example' }, 'recorded', 'failed'],
    ['to somebody else', { of: ['committee-papers', nec], from: KHAN, to: STRANGER }, 'recipient', 'failed'],
    [
      'before its time',
      { of: ['committee-papers', nec], from: KHAN, to: 'press@paper.example', over: { today: '2026-10-31' } },
      'in-force',
      'failed',
    ],
    [
      'on its first day',
      { of: ['committee-papers', nec], from: KHAN, to: 'press@paper.example', over: { today: '2026-11-01' } },
      'in-force',
      'met',
    ],
    [
      'by an unknown sender',
      { of: ['committee-papers', nec], from: KHAN, to: 'press@paper.example', over: { login: null } },
      'sender',
      'unknown',
    ],
    [
      'claimed',
      { of: ['minutes', nec], from: KHAN, to: STRANGER, over: { claims: [claim('8-permission')] } },
      'recorded',
      'claimed',
    ],
    [
      'claimed for the press',
      { of: ['minutes', nec], from: KHAN, to: PAPER, over: { claims: [claim('8-permission')] } },
      'recorded',
      'failed',
    ],
    [
      'on its last day',
      { of: ['committee-papers', nec], from: KHAN, to: 'press@paper.example', over: { today: '2030-12-31' } },
      'in-force',
      'met',
    ],
    [
      'the day after',
      { of: ['committee-papers', nec], from: KHAN, to: 'press@paper.example', over: { today: '2031-01-01' } },
      'in-force',
      'failed',
    ],
    [
      'to a plus-tag of whom it names',
      { of: ['committee-papers', nec], from: KHAN, to: 'Press+desk@Paper.example' },
      'recipient',
      'met',
    ],
    [
      'strictly confidential, since it lists the category',
      { of: ['committee-papers', { ...nec, strictly: true }], from: KHAN, to: 'press@paper.example' },
      'authority',
      'met',
    ],
    [
      'claimed by 8, which means the law',
      { of: ['minutes', nec], from: KHAN, to: STRANGER, over: { claims: [claim('8-law')] } },
      'recorded',
      'failed',
    ],
    [
      'claimed, From unlike login',
      { of: ['minutes', nec], from: KHAN, to: STRANGER, over: { from: [BELL], claims: [claim('8-permission')] } },
      'sender',
      'unknown',
    ],
  ],
  'required-by-law': [
    ['recorded', { of: ['membership', {}], from: WARD, to: 'court@justice.example' }, 'obligation', 'met'],
    ['by staff', { of: ['membership', {}], from: WARD, to: 'court@justice.example' }, 'sender', 'met'],
    ['by anybody', { of: ['membership', {}], from: OSEI, to: 'court@justice.example' }, 'sender', 'failed'],
    ['of another category', { of: ['elections', {}], from: WARD, to: 'court@justice.example' }, 'obligation', 'failed'],
    [
      'claimed',
      { of: ['elections', {}], from: OSEI, to: STRANGER, over: { claims: [claim('8-law')] } },
      'obligation',
      'claimed',
    ],
    [
      'on its last day',
      { of: ['membership', {}], from: WARD, to: COURT, over: { today: '2030-02-01' } },
      'in-force',
      'met',
    ],
    ['run out', { of: ['membership', {}], from: WARD, to: COURT, over: { today: '2030-02-02' } }, 'in-force', 'failed'],
    [
      'not begun',
      { of: ['membership', {}], from: WARD, to: COURT, over: { today: '2026-11-02' } },
      'in-force',
      'failed',
    ],
    ['to another court', { of: ['membership', {}], from: WARD, to: 'other@justice.example' }, 'obligation', 'failed'],
    ['by an office', { of: ['membership', {}], from: GS, to: COURT }, 'sender', 'met'],
    [
      'by whom the NEC names for cases, and this is none',
      { of: ['membership', {}], from: LEAD, to: COURT },
      'sender',
      'unknown',
    ],
    [
      'by whom it names',
      {
        of: ['elections', {}],
        from: OSEI,
        to: 'r@regulator.example',
        over: { register: obliging('kind: law, senders: [p.osei@home.example]') },
      },
      'sender',
      'met',
    ],
    [
      'to whoever asks, and nobody is known to',
      {
        of: ['elections', {}],
        from: OSEI,
        to: STRANGER,
        over: { recipients: [], register: obliging('kind: law, senders: ["*"]', '*') },
      },
      'obligation',
      'failed',
    ],
    [
      'an obligation that is not of law',
      {
        of: ['elections', {}],
        from: OSEI,
        to: 'r@regulator.example',
        over: { register: obliging('kind: obligation, senders: ["*"]') },
      },
      'obligation',
      'failed',
    ],
    [
      'recorded, by anybody who claims it',
      { of: ['membership', {}], from: OSEI, to: COURT, over: { claims: [claim('8-law')] } },
      'sender',
      'claimed',
    ],
    [
      'claimed, From unlike login',
      { of: ['elections', {}], from: OSEI, to: STRANGER, over: { from: [BELL], claims: [claim('8-law')] } },
      'sender',
      'unknown',
    ],
    [
      'claimed for the press',
      { of: ['elections', {}], from: OSEI, to: PAPER, over: { claims: [claim('8-law')] } },
      'obligation',
      'failed',
    ],
    [
      'what is declared',
      { of: ['declared', {}], from: OSEI, to: STRANGER, over: { claims: [claim('8-law')] } },
      'obligation',
      'claimed',
    ],
  ],
  '9(a)': [
    ['recorded', { of: ['disciplinary', doyle], from: WARD, to: 'court@justice.example' }, 'obligation', 'met'],
    [
      'claimed',
      { of: ['disciplinary', doyle], from: WARD, to: STRANGER, over: { claims: [claim('9(a)')] } },
      'obligation',
      'claimed',
    ],
    [
      'not claimed by 8',
      { of: ['disciplinary', doyle], from: WARD, to: STRANGER, over: { claims: [claim('8-law')] } },
      'obligation',
      'failed',
    ],
    [
      'an obligation that is not of law',
      {
        of: ['disciplinary', doyle],
        from: OSEI,
        to: 'r@regulator.example',
        over: { register: obliging('kind: obligation, senders: ["*"]') },
      },
      'obligation',
      'met',
    ],
    [
      'by whom it names',
      {
        of: ['disciplinary', doyle],
        from: OSEI,
        to: 'r@regulator.example',
        over: { register: obliging('kind: obligation, senders: ["*"]') },
      },
      'sender',
      'met',
    ],
    ['by anybody', { of: ['disciplinary', doyle], from: OSEI, to: COURT }, 'sender', 'failed'],
    [
      'run out',
      { of: ['disciplinary', doyle], from: WARD, to: COURT, over: { today: '2030-02-02' } },
      'in-force',
      'failed',
    ],
    [
      'a deadline of a journalist',
      { of: ['disciplinary', doyle], from: GS, to: PAPER, over: { claims: [claim('9(a)')] } },
      'obligation',
      'failed',
    ],
  ],
};

conditionsHold(tables);

/** A permission for everything, but for what a row says otherwise. */
function permitting(keys: string) {
  const over = new Set(keys.split(', ').map((key) => key.split(':')[0]));
  const rest = { senders: '["*"]', recipients: '["*"]', by: 'gs@p' };
  const given = Object.entries(rest).flatMap(([key, value]) => (over.has(key) ? [] : [`${key}: ${value}`]));
  return yaml(
    'people:',
    '  - { email: gs@p, name: G, roles: [general-secretary] }',
    '  - { email: no@p, name: N, roles: [national-officer] }',
    '  - { email: other@p, name: O, roles: [national-officer] }',
    '  - { email: ex@p, name: E }',
    'lists: [{ address: group@p, members: [gil@p] }]',
    'delegations:',
    '  - { id: D, officer: no@p, by: gs@p, power: permissions, from: 2026-01-01, until: 2026-11-30 }',
    '  - { id: P, officer: no@p, by: gs@p, power: discipline }',
    '  - { id: N, officer: no@p, by: nec, minute: M, power: permissions }',
    '  - { id: X, officer: ex@p, by: gs@p, power: permissions }',
    'cases: [{ ref: C-1, subject: { name: A } }, { ref: C-2, subject: { name: B } }]',
    `permissions: [{ id: T, categories: [declared, disciplinary], ${[...given, keys].join(', ')} }]`,
  );
}

function obliging(keys: string, to = 'r@regulator.example') {
  return yaml(
    `obligations: [{ id: O, basis: B, recipients: ["${to}"], categories: [elections, disciplinary], ${keys} }]`,
    'cases: [{ ref: DC-2026-0071, subject: { name: A } }]',
  );
}
