/** Every condition of every ground, in the states that it can end in. A row: what is asked, and what the matrix says. */
import { describe, expect, it } from 'vitest';
import type { Category, Finding } from '../../classifiers/finding.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Circumstances, State } from '../../src/policy/decision.ts';
import { circumstances, claim, document, finding } from './build.ts';

const KHAN = 'a.khan@party.example';
const BELL = 'j.bell@party.example';
const WARD = 'sec@party.example';
const GS = 'gs@party.example';
const OFFICER = 'n.officer@party.example';
const STONE = 'd.stone@party.example';
const LEAD = 'c.lead@party.example';
const PANEL = 'panel.chair@home.example';
const DOYLE = 'm.doyle@home.example';
const REED = 'c.reed@home.example';
const LAMB = 'w.lamb@home.example';
const OSEI = 'p.osei@home.example';
const TRANTER = 'owen.tranter@home.example';
const NORTH = 'k.north@home.example';
const WHIP = 'whip@parliament.example';
const MP = 'mp@parliament.example';
const PAPER = 'n.harrow@paper.example';
const UNION = 'gs@union.example';
const STRANGER = 'x@nowhere.example';

const QUILL = { name: null, email: 'i.quill@home.example', membership: null };

const nec: Partial<Finding> = { body: 'nec' };
const doyle: Partial<Finding> = { cases: ['DC-2026-0071'], tells: 'detail' };
const record = (over: Partial<Finding> = {}): Partial<Finding> => ({
  people: 1,
  exposed: [{ name: null, email: null, membership: 'L1204461' }],
  ...over,
});

interface Row {
  readonly of: [category: Category, over: Partial<Finding>];
  readonly from: string;
  readonly to: string;
  readonly over?: Partial<Circumstances>;
  readonly text?: string;
}

type Rows = [why: string, row: Row, condition: string, state: State][];

function stateOf({ of, from, to, over, text }: Row, ground: string, condition: string): State | undefined {
  const decision = decide(document(text), [finding(...of)], circumstances(from, [to], over));
  const rows = decision.recipients[0]?.grounds.filter((each) => each.ground === ground && each.finding === 0) ?? [];
  return rows.flatMap(({ conditions }) => conditions).find(({ id }) => id === condition)?.state;
}

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
      'an unknown sender',
      { of: ['membership', record()], from: KHAN, to: STRANGER, over: { login: null } },
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
    ['the appointed', { of: ['disciplinary', doyle], from: STRANGER, to: PANEL }, 'sender-official', 'met'],
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
  ],
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
  ],
  '6(a)': [
    ['a member', { of: ['committee-papers', nec], from: KHAN, to: BELL }, 'on-committee', 'met'],
    ['the support', { of: ['committee-papers', nec], from: WARD, to: BELL }, 'on-committee', 'met'],
    ['somebody else', { of: ['committee-papers', nec], from: OSEI, to: BELL }, 'on-committee', 'failed'],
    [
      'a local committee',
      { of: ['minutes', { body: 'northfield-ec' }], from: KHAN, to: BELL },
      'on-committee',
      'failed',
    ],
    ['an unknown body', { of: ['minutes', {}], from: KHAN, to: BELL }, 'on-committee', 'unknown'],
    [
      'to a member of the Party, claimed',
      { of: ['minutes', nec], from: KHAN, to: OSEI, over: { claims: [claim('6(a)')] } },
      'recipient',
      'claimed',
    ],
    ['to a member of the Party, not claimed', { of: ['minutes', nec], from: KHAN, to: OSEI }, 'recipient', 'failed'],
    ['to nobody of the register', { of: ['minutes', nec], from: KHAN, to: STRANGER }, 'recipient', 'unknown'],
    ['to no member', { of: ['minutes', nec], from: KHAN, to: NORTH }, 'recipient', 'failed'],
    ['strictly', { of: ['minutes', { ...nec, strictly: true }], from: KHAN, to: BELL }, 'not-strictly', 'failed'],
    ['not strictly', { of: ['minutes', nec], from: KHAN, to: BELL }, 'not-strictly', 'met'],
    ['a meeting in two weeks', { of: ['minutes', nec], from: KHAN, to: BELL }, 'in-advance', 'met'],
    [
      'a meeting today',
      { of: ['minutes', nec], from: KHAN, to: BELL, over: { today: '2026-12-08' } },
      'in-advance',
      'met',
    ],
    [
      'the day after',
      { of: ['minutes', nec], from: KHAN, to: BELL, over: { today: '2026-12-09' } },
      'in-advance',
      'failed',
    ],
    [
      '28 days before',
      { of: ['minutes', nec], from: KHAN, to: BELL, over: { today: '2026-11-10' } },
      'in-advance',
      'met',
    ],
    [
      '29 days before',
      { of: ['minutes', nec], from: KHAN, to: BELL, over: { today: '2026-11-09' } },
      'in-advance',
      'failed',
    ],
    ['the duty of the seat', { of: ['minutes', nec], from: KHAN, to: BELL }, 'duty', 'met'],
    ['no seat, no duty', { of: ['minutes', nec], from: OSEI, to: BELL }, 'duty', 'failed'],
  ],
  '6(b)': [
    ['the support has no assistants', { of: ['minutes', nec], from: WARD, to: STRANGER }, 'on-committee', 'failed'],
    ['a recorded assistant', { of: ['minutes', nec], from: KHAN, to: 'aide@home.example' }, 'recipient', 'met'],
    ['somebody else’s assistant', { of: ['minutes', nec], from: BELL, to: 'aide@home.example' }, 'recipient', 'failed'],
    [
      'claimed',
      { of: ['minutes', nec], from: BELL, to: STRANGER, over: { claims: [claim('6(b)')] } },
      'recipient',
      'claimed',
    ],
    ['duty by the record', { of: ['minutes', nec], from: KHAN, to: 'aide@home.example' }, 'duty', 'met'],
    [
      'duty by the claim',
      { of: ['minutes', nec], from: BELL, to: STRANGER, over: { claims: [claim('6(b)')] } },
      'duty',
      'claimed',
    ],
  ],
  '6(c)': [
    ['a member of the Party', { of: ['minutes', nec], from: KHAN, to: TRANTER }, 'recipient', 'met'],
    ['a Division', { of: ['minutes', nec], from: KHAN, to: 'clp-delegate@home.example' }, 'recipient', 'met'],
    [
      'a Division that the sender does not represent',
      { of: ['minutes', nec], from: BELL, to: 'clp-delegate@home.example' },
      'recipient',
      'unknown',
    ],
    ['no member', { of: ['minutes', nec], from: KHAN, to: NORTH }, 'recipient', 'failed'],
    ['claimed', { of: ['minutes', nec], from: KHAN, to: OSEI, over: { claims: [claim('6(c)')] } }, 'report', 'claimed'],
    ['not claimed', { of: ['minutes', nec], from: KHAN, to: OSEI }, 'report', 'failed'],
    [
      'a claim of another paragraph',
      { of: ['minutes', nec], from: KHAN, to: OSEI, over: { claims: [claim('6(b)')] } },
      'report',
      'failed',
    ],
    [
      'a journalist who is a member',
      { of: ['minutes', nec], from: KHAN, to: PAPER, over: { claims: [claim('6(c)')] } },
      'report',
      'failed',
    ],
    [
      'From unlike login',
      { of: ['minutes', nec], from: KHAN, to: OSEI, over: { from: [BELL] } },
      'on-committee',
      'unknown',
    ],
    [
      'sent for the member',
      { of: ['minutes', nec], from: WARD, to: OSEI, over: { from: [BELL] } },
      'on-committee',
      'met',
    ],
  ],
  '6(d)': [
    ['sits for an affiliate', { of: ['minutes', nec], from: BELL, to: UNION }, 'on-committee', 'met'],
    ['sits for a Division', { of: ['minutes', nec], from: KHAN, to: UNION }, 'on-committee', 'failed'],
    ['its executive', { of: ['minutes', nec], from: BELL, to: UNION }, 'recipient', 'met'],
    ['somebody at its domain', { of: ['minutes', nec], from: BELL, to: 'press@union.example' }, 'recipient', 'failed'],
    [
      'claimed',
      { of: ['minutes', nec], from: BELL, to: UNION, over: { claims: [claim('6(d)')] } },
      'report',
      'claimed',
    ],
    ['the duty of the seat', { of: ['minutes', nec], from: BELL, to: UNION }, 'duty', 'met'],
  ],
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
  ],
  '9(c)': [
    [
      'the General Secretary',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER },
      'holds-office',
      'met',
    ],
    [
      'an officer with a delegation',
      { of: ['disciplinary', { tells: 'fact' }], from: OFFICER, to: STRANGER },
      'holds-office',
      'met',
    ],
    [
      'an officer without',
      { of: ['disciplinary', { tells: 'fact' }], from: STONE, to: STRANGER },
      'holds-office',
      'failed',
    ],
    [
      'named by the NEC for the case',
      { of: ['disciplinary', { ...doyle, tells: 'fact' }], from: LEAD, to: STRANGER },
      'holds-office',
      'met',
    ],
    [
      'named for another case',
      { of: ['disciplinary', { cases: ['DC-2026-0090'], tells: 'fact' }], from: LEAD, to: STRANGER },
      'holds-office',
      'failed',
    ],
    [
      'a seat on the NEC alone',
      { of: ['disciplinary', { tells: 'fact' }], from: KHAN, to: STRANGER },
      'holds-office',
      'failed',
    ],
    ['the fact', { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER }, 'fact-only', 'met'],
    ['the outcome', { of: ['disciplinary', { tells: 'outcome' }], from: GS, to: STRANGER }, 'fact-only', 'failed'],
    [
      'no identity',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'There is an investigation.' },
      'identity-nowhere',
      'met',
    ],
    [
      'the surname',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'DOYLE is under investigation.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'the number',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'Member a7654321 is.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'the address',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'write to m.doyle@home.example' },
      'identity-nowhere',
      'failed',
    ],
    [
      'a nickname',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'Marty is.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'initials where the case is named',
      { of: ['disciplinary', { ...doyle, tells: 'fact' }], from: GS, to: STRANGER, text: 'M. D. is.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'an office of one person',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'the Secretary, Hill Ward, is' },
      'identity-nowhere',
      'failed',
    ],
    [
      'a first name',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'Martin is.' },
      'identity-nowhere',
      'unknown',
    ],
    [
      'a branch, without a roll',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'somebody of Hill Ward' },
      'identity-nowhere',
      'unknown',
    ],
    [
      'a branch with enough members',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'somebody of Hill Ward',
        over: { countOnRoll: () => 10 },
      },
      'identity-nowhere',
      'met',
    ],
    [
      'a branch with few',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'somebody of Hill Ward',
        over: { countOnRoll: () => 9 },
      },
      'identity-nowhere',
      'unknown',
    ],
    [
      'a handle',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'Ask @martindoyle about it.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'a name as one word',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'facebook.example/MartinDoyle is under investigation',
      },
      'identity-nowhere',
      'failed',
    ],
    [
      'initials with points, where no case is named',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'M.D. is under investigation.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'initials beside a title',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, text: 'Cllr MD is under investigation.' },
      'identity-nowhere',
      'failed',
    ],
    [
      'the same letters as an abbreviation',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'The MD programme is under investigation.',
      },
      'identity-nowhere',
      'met',
    ],
    [
      'a telephone of the roll',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'Ring 01632 960123.',
        over: { isPhoneOnRoll: (phone) => phone === '01632 960123' },
      },
      'identity-nowhere',
      'unknown',
    ],
    [
      'a telephone that is nobody’s on the roll',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'Ring 01632 960123.',
        over: { isPhoneOnRoll: () => false },
      },
      'identity-nowhere',
      'met',
    ],
    [
      'a month of joining that fits many',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'She joined in March 2021.',
        over: { countOnRoll: ({ date, sex }) => (date === '2021-03' && sex === 'female' ? 40 : 0) },
      },
      'identity-nowhere',
      'met',
    ],
    [
      'the very day of joining',
      {
        of: ['disciplinary', { tells: 'fact' }],
        from: GS,
        to: STRANGER,
        text: 'She joined on 3 March 2021.',
        over: { countOnRoll: () => 40 },
      },
      'identity-nowhere',
      'unknown',
    ],
    [
      'necessity claimed',
      { of: ['disciplinary', { tells: 'fact' }], from: GS, to: PAPER, over: { claims: [claim('9(c)')] } },
      'necessity',
      'claimed',
    ],
  ],
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
  ],
};

describe.each(Object.entries(tables))('%s', (ground, rows) => {
  it.each(rows)('%s', (_why, row, condition, state) => {
    expect(stateOf(row, ground, condition)).toBe(state);
  });
});
