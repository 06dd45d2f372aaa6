/** Grounds 1 and 2: every condition in the states that it can end in. A row: what is asked, and what the matrix says. */
import { finding } from './build.ts';
import {
  BELL,
  conditionsHold,
  DOYLE,
  doyle,
  KHAN,
  LAMB,
  LEAD,
  nec,
  OFFICER,
  OSEI,
  PANEL,
  price,
  REED,
  type Rows,
  record,
  STRANGER,
  TRANTER,
  VANCE,
  WARD,
  yaml,
} from './rows.ts';

const donors = yaml(
  'people: [{ email: sec@party.example, name: Sec Ward, roles: [treasury] }]',
  'entitled: { "custom:donors": [treasury], declared: [a.khan@party.example] }',
);

/** A record that holds a name and nothing that ties it to somebody. */
const BY_NAME = { name: 'Amira Khan', email: KHAN, membership: 'A1234567', isByName: true } as const;

const desk = yaml(
  'lists: [{ address: desk@p, members: [ann@p, ben@p] }, { address: panel@p, members: [pat@p] }]',
  'entitled: { disciplinary: [desk@p] }',
  'cases: [{ ref: C-1, subject: { email: sue@p, name: A }, appointed: [panel@p] }]',
);

const tables: Readonly<Record<string, Rows>> = {
  'own-record': [
    ['one person', { of: ['membership', record()], from: KHAN, to: STRANGER }, 'one-person', 'met'],
    ['several people', { of: ['membership', record({ people: 2 })], from: KHAN, to: STRANGER }, 'one-person', 'failed'],
    ['to the person', { of: ['membership', record()], from: KHAN, to: TRANTER }, 'own', 'met'],
    ['from the person', { of: ['membership', record()], from: TRANTER, to: STRANGER }, 'own', 'met'],
    ['between two others', { of: ['membership', record()], from: KHAN, to: STRANGER }, 'own', 'failed'],
    [
      'nobody can tell whose',
      { of: ['membership', { people: 1, exposed: [] }], from: KHAN, to: TRANTER },
      'own',
      'unknown',
    ],
    [
      'somebody of the same name gets it',
      { of: ['membership', record({ exposed: [BY_NAME] })], from: OSEI, to: KHAN },
      'own',
      'unknown',
    ],
    [
      'somebody of the same name sends it',
      { of: ['membership', record({ exposed: [BY_NAME] })], from: KHAN, to: STRANGER },
      'own',
      'unknown',
    ],
    [
      'neither bears the name',
      { of: ['membership', record({ exposed: [BY_NAME] })], from: OSEI, to: STRANGER },
      'own',
      'failed',
    ],
    [
      'an unknown sender',
      { of: ['membership', record()], from: KHAN, to: STRANGER, over: { login: null } },
      'own',
      'unknown',
    ],
    [
      'nobody',
      { of: ['membership', record({ people: 0, exposed: [] })], from: KHAN, to: STRANGER },
      'one-person',
      'failed',
    ],
    [
      'to an address of the person’s that the record holds',
      {
        of: ['membership', record({ exposed: [{ name: null, email: STRANGER, membership: null }] })],
        from: KHAN,
        to: 'X+list@Nowhere.example',
      },
      'own',
      'met',
    ],
    [
      'to another address of the person',
      {
        of: ['membership', record({ exposed: [{ name: null, email: null, membership: 'a1234567' }] })],
        from: OSEI,
        to: 'amira@home.example',
      },
      'own',
      'met',
    ],
    [
      'to the person, whoever sends it',
      { of: ['membership', record()], from: KHAN, to: TRANTER, over: { from: [BELL] } },
      'own',
      'met',
    ],
    [
      'From unlike login',
      { of: ['membership', record()], from: TRANTER, to: STRANGER, over: { from: [BELL] } },
      'own',
      'unknown',
    ],
  ],
  'within-circle': [
    ['a role that is listed', { of: ['membership', {}], from: KHAN, to: WARD }, 'recipient-entitled', 'met'],
    [
      'a role in its unit',
      { of: ['membership', { unit: 'northfield-clp' }], from: WARD, to: KHAN },
      'recipient-entitled',
      'met',
    ],
    [
      'a role in another unit',
      { of: ['membership', { unit: 'midborough-clp' }], from: WARD, to: KHAN },
      'recipient-entitled',
      'failed',
    ],
    ['a role in an unknown unit', { of: ['membership', {}], from: WARD, to: KHAN }, 'recipient-entitled', 'unknown'],
    ['a member of the body', { of: ['minutes', nec], from: STRANGER, to: BELL }, 'recipient-entitled', 'met'],
    ['its support', { of: ['minutes', nec], from: STRANGER, to: WARD }, 'recipient-entitled', 'met'],
    [
      'a member of another body',
      { of: ['minutes', { body: 'npf' }], from: KHAN, to: BELL },
      'recipient-entitled',
      'failed',
    ],
    [
      'an address that is listed',
      { of: ['disciplinary', {}], from: REED, to: 'complaints@party.example' },
      'recipient-entitled',
      'met',
    ],
    ...(
      [
        ['a group address that is listed', 'desk@p', 'met'],
        ['somebody behind a group address that is listed', 'ben@p', 'met'],
        ['a group that is appointed', 'panel@p', 'met'],
        ['somebody behind no group', 'eve@p', 'failed'],
      ] as const
    ).map(([why, to, state]): Rows[number] => [
      why,
      { of: ['disciplinary', { cases: ['C-1'] }], from: REED, to, over: { register: desk } },
      'recipient-entitled',
      state,
    ]),
    ['the appointed', { of: ['disciplinary', doyle], from: STRANGER, to: PANEL }, 'sender-official', 'met'],
    [
      'the subject, from somebody behind a group that is appointed',
      { of: ['disciplinary', { cases: ['C-1'] }], from: 'pat@p', to: 'sue@p', over: { register: desk } },
      'sender-official',
      'met',
    ],
    ['the subject, from staff', { of: ['disciplinary', doyle], from: WARD, to: DOYLE }, 'sender-official', 'met'],
    [
      'the subject, from the appointed',
      { of: ['disciplinary', doyle], from: PANEL, to: DOYLE },
      'sender-official',
      'met',
    ],
    ['the subject, from anybody', { of: ['disciplinary', doyle], from: OSEI, to: DOYLE }, 'sender-official', 'failed'],
    [
      'a witness of the fact',
      { of: ['disciplinary', { ...doyle, tells: 'fact' }], from: WARD, to: LAMB },
      'recipient-entitled',
      'met',
    ],
    ['a witness of the detail', { of: ['disciplinary', doyle], from: WARD, to: LAMB }, 'recipient-entitled', 'failed'],
    [
      'an unknown sender to the subject',
      { of: ['disciplinary', doyle], from: WARD, to: DOYLE, over: { login: null } },
      'sender-official',
      'unknown',
    ],
    ['a role that is not listed', { of: ['elections', {}], from: KHAN, to: LEAD }, 'recipient-entitled', 'failed'],
    ['election data to staff', { of: ['elections', {}], from: KHAN, to: WARD }, 'recipient-entitled', 'met'],
    ['a paper to staff', { of: ['committee-papers', nec], from: KHAN, to: WARD }, 'recipient-entitled', 'met'],
    [
      'a local committee’s member',
      { of: ['minutes', { body: 'northfield-ec' }], from: OSEI, to: VANCE },
      'recipient-entitled',
      'met',
    ],
    [
      'minutes of nobody knows which body, to somebody who sits on one',
      { of: ['minutes', {}], from: KHAN, to: BELL },
      'recipient-entitled',
      'unknown',
    ],
    [
      'minutes of nobody knows which body, to somebody who sits on none',
      { of: ['minutes', {}], from: KHAN, to: TRANTER },
      'recipient-entitled',
      'failed',
    ],
    [
      'nobody asks who sends minutes within the body',
      { of: ['minutes', nec], from: STRANGER, to: BELL, over: { login: null } },
      'sender-official',
      'met',
    ],
    [
      'a rule of 5(d), to the role that it lists',
      { of: ['custom:donors', {}], from: OSEI, to: WARD, over: { register: donors } },
      'recipient-entitled',
      'met',
    ],
    [
      'a rule of 5(d), to anybody',
      { of: ['custom:donors', {}], from: OSEI, to: KHAN, over: { register: donors } },
      'recipient-entitled',
      'failed',
    ],
    [
      'what is declared, to an address that is listed',
      { of: ['declared', {}], from: OSEI, to: KHAN, over: { register: donors } },
      'recipient-entitled',
      'met',
    ],
    ['what is declared, to anybody', { of: ['declared', nec], from: WARD, to: BELL }, 'recipient-entitled', 'failed'],
    [
      'a marked paper to a member of its body',
      { of: ['declared', nec], beside: [finding('committee-papers', nec)], from: WARD, to: BELL },
      'recipient-entitled',
      'met',
    ],
    [
      'a marked paper from the support',
      { of: ['declared', nec], beside: [finding('committee-papers', nec)], from: WARD, to: BELL },
      'sender-official',
      'met',
    ],
    [
      'a marked paper from an office',
      { of: ['declared', nec], beside: [finding('minutes', nec)], from: OFFICER, to: BELL },
      'sender-official',
      'met',
    ],
    [
      'a marked paper from another member',
      { of: ['declared', nec], beside: [finding('committee-papers', nec)], from: KHAN, to: BELL },
      'sender-official',
      'failed',
    ],
    [
      'a marked paper, From unlike login',
      {
        of: ['declared', nec],
        beside: [finding('committee-papers', nec)],
        from: WARD,
        to: BELL,
        over: { from: [KHAN] },
      },
      'sender-official',
      'unknown',
    ],
    [
      'a marking in another part than the paper',
      { of: ['declared', { part: 'cover.pdf' }], beside: [finding('committee-papers', nec)], from: WARD, to: BELL },
      'recipient-entitled',
      'failed',
    ],
    [
      'a marked part with minutes of two bodies',
      {
        of: ['declared', {}],
        beside: [finding('minutes', nec), finding('minutes', { body: 'npf' })],
        from: WARD,
        to: BELL,
      },
      'recipient-entitled',
      'failed',
    ],
    [
      'a marked part with minutes of a body that nobody knows',
      { of: ['declared', {}], beside: [finding('minutes', nec), finding('minutes')], from: WARD, to: BELL },
      'recipient-entitled',
      'failed',
    ],
    [
      'a marked local paper to its member',
      { of: ['declared', {}], beside: [finding('minutes', { body: 'northfield-ec' })], from: WARD, to: VANCE },
      'recipient-entitled',
      'met',
    ],
    [
      'the subject, from an office',
      { of: ['disciplinary', doyle], from: OFFICER, to: DOYLE },
      'sender-official',
      'met',
    ],
    [
      'the subject, from whom the NEC names',
      { of: ['disciplinary', doyle], from: LEAD, to: DOYLE },
      'sender-official',
      'met',
    ],
    [
      'the subject of another case',
      { of: ['disciplinary', price], from: WARD, to: DOYLE },
      'recipient-entitled',
      'failed',
    ],
    [
      'a complainant of the fact',
      { of: ['disciplinary', { ...doyle, tells: 'fact' }], from: PANEL, to: REED },
      'sender-official',
      'met',
    ],
    [
      'a complainant of the fact, from anybody',
      { of: ['disciplinary', { ...doyle, tells: 'fact' }], from: OSEI, to: REED },
      'sender-official',
      'failed',
    ],
    [
      'a complainant of the outcome',
      { of: ['disciplinary', { ...doyle, tells: 'outcome' }], from: WARD, to: REED },
      'recipient-entitled',
      'failed',
    ],
    [
      'the appointed to one of two cases',
      { of: ['disciplinary', { cases: ['DC-2026-0071', 'DC-2026-0090'] }], from: WARD, to: PANEL },
      'recipient-entitled',
      'failed',
    ],
    [
      'the appointed, of a case that the register does not know beside theirs',
      { of: ['disciplinary', { cases: ['DC-2026-0071', 'DC-1999-1'] }], from: WARD, to: PANEL },
      'recipient-entitled',
      'failed',
    ],
    [
      'no recipient at all',
      { of: ['minutes', nec], from: KHAN, to: STRANGER, over: { recipients: [] } },
      'recipient-entitled',
      'failed',
    ],
  ],
};

conditionsHold(tables);
