import { describe, expect, it } from 'vitest';
import type { Finding } from '../../classifiers/finding.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Circumstances } from '../../src/policy/decision.ts';
import { circumstances, claim, document, finding } from './build.ts';
import { WARD, yaml } from './rows.ts';

const KHAN = 'a.khan@party.example';
const BELL = 'j.bell@party.example';
const OSEI = 'p.osei@home.example';
const DOYLE = 'm.doyle@home.example';
const SOLICITOR = 'solicitor@law.example';
const STRANGER = 'x@nowhere.example';
const doyle = { cases: ['DC-2026-0071'], tells: 'detail' } as const;
const doylesRecord = { people: 1, exposed: [{ name: null, email: null, membership: 'A7654321' }] } as const;

const unread = { unscannable: [{ part: 'a.zip/b', reason: 'encrypted' as const }] };
const nec: Partial<Finding> = { body: 'nec' };

const nested = yaml(
  'committees: [{ id: nec, national: true, members: [{ email: a.khan@party.example }, { email: j.bell@party.example }] }]',
  'lists: [{ address: nec@l, committee: nec }, { address: all@l, members: [nec@l] }]',
);
const permitted = yaml(
  'people: [{ email: gs@party.example, name: G, roles: [general-secretary] }]',
  'committees: [{ id: nec, national: true, members: [{ email: j.bell@party.example }] }]',
  'cases: [{ ref: DC-2026-0071, subject: { name: M } }]',
  'permissions:',
  '  - { id: A, by: gs@party.example, authority: general-secretary, categories: [disciplinary], case: DC-2026-0071, senders: ["*"], recipients: ["*"] }',
  '  - { id: B, by: gs@party.example, authority: general-secretary, categories: [minutes, "custom:donors"], senders: ["*"], recipients: ["*"] }',
);

type Row = [why: string, findings: Finding[], circumstances: Circumstances, action: string, reason: string];

const rows: Row[] = [
  ['nothing found', [], circumstances(KHAN, [STRANGER]), 'release', 'no-confidential-matter'],
  [
    'one finding, nobody entitled',
    [finding('minutes')],
    circumstances(KHAN, [STRANGER]),
    'hold',
    'confidential-matter',
  ],
  ['a document without recipient', [finding('minutes', nec)], circumstances(KHAN, []), 'hold', 'confidential-matter'],
  [
    'a claim that is accepted',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI], { claims: [claim('6(c)')] }),
    'release',
    '6(c)',
  ],
  [
    'a claim that wants review',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI], { claims: [claim('6(a)')] }),
    'hold',
    'claim-under-review',
  ],
  [
    'a sender whose claims were refused too often',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI], { claims: [claim('6(c)')], claimsRefused: true }),
    'hold',
    'claim-under-review',
  ],
  [
    'what is recorded goes before what is claimed',
    [finding('minutes', nec)],
    circumstances(KHAN, [BELL], { claims: [claim('6(c)')] }),
    'release',
    'within-circle',
  ],
  [
    'paragraph 6 does not relieve 5(c)',
    [finding('membership', nec)],
    circumstances(KHAN, [OSEI], { claims: [claim('6(c)')] }),
    'hold',
    'confidential-matter',
  ],
  [
    'paragraph 6 does not relieve a marking',
    [finding('minutes', nec), finding('declared', nec)],
    circumstances(KHAN, [OSEI], { claims: [claim('6(c)')] }),
    'hold',
    'confidential-matter',
  ],
  [
    'two matters, one cleared',
    [finding('minutes', nec), finding('elections')],
    circumstances(KHAN, [BELL]),
    'hold',
    'confidential-matter',
  ],
  [
    'a record goes with its case',
    [finding('disciplinary', doyle), finding('membership', doylesRecord)],
    circumstances(DOYLE, [SOLICITOR]),
    'release',
    '9(b)',
  ],
  [
    'a marking goes with the case of its part',
    [finding('declared'), finding('disciplinary', doyle)],
    circumstances(DOYLE, [SOLICITOR]),
    'release',
    '9(b)',
  ],
  [
    'and not with a case of another part',
    [finding('declared', { part: 'a.pdf' }), finding('disciplinary', doyle)],
    circumstances(DOYLE, [SOLICITOR]),
    'hold',
    'confidential-matter',
  ],
  [
    'a list whose members all are entitled',
    [finding('minutes', nec)],
    circumstances(KHAN, ['nec@lists.party.example']),
    'release',
    'within-circle',
  ],
  [
    'a list whose members are not',
    [finding('minutes', nec)],
    circumstances(KHAN, ['hill@lists.northfield.example']),
    'hold',
    'confidential-matter',
  ],
  [
    'an unknown list',
    [finding('minutes', nec)],
    circumstances(KHAN, ['all@lists.party.example']),
    'hold',
    'confidential-matter',
  ],
  [
    'several recipients, one not cleared',
    [finding('minutes', nec)],
    circumstances(KHAN, [BELL, STRANGER]),
    'hold',
    'confidential-matter',
  ],
  [
    'a list on a list, whose members all are entitled',
    [finding('minutes', nec)],
    circumstances(KHAN, ['all@l'], { register: nested }),
    'release',
    'within-circle',
  ],
  [
    'a claim that waits beside a matter that nothing clears',
    [finding('minutes', nec), finding('elections')],
    circumstances(KHAN, [OSEI], { claims: [claim('6(a)')] }),
    'hold',
    'confidential-matter',
  ],
  [
    'a claim that waits beside one that is taken',
    [finding('minutes', nec), finding('disciplinary', doyle)],
    circumstances(DOYLE, [STRANGER], { claims: [claim('9(b)', '8-law')] }),
    'hold',
    'claim-under-review',
  ],
  [
    'a claim that waits for one recipient beside a matter that nothing clears for another',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI, 'k.north@home.example'], { claims: [claim('6(a)')] }),
    'hold',
    'confidential-matter',
  ],
  [
    'a review goes before a ground that comes later and is taken at its word',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI], { claims: [claim('6(a)', '6(c)')] }),
    'release',
    '6(c)',
  ],
  [
    'of several matters the gravest tells the reason',
    [finding('minutes', nec), finding('disciplinary', doyle)],
    circumstances(WARD, ['panel.chair@home.example'], { register: permitted }),
    'release',
    'permission',
  ],
  [
    'a rule of 5(d) is as grave as it says: less than minutes',
    [finding('minutes', nec), finding('custom:donors')],
    circumstances(WARD, [STRANGER], { register: permitted, gravity: { 'custom:donors': 5 } }),
    'release',
    'permission',
  ],
  [
    'and more than a paper',
    [finding('minutes', nec), finding('custom:donors')],
    circumstances(WARD, [BELL], { register: permitted, gravity: { 'custom:donors': 70 } }),
    'release',
    'permission',
  ],
  [
    'among recipients the latest in the table tells the reason',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI, BELL], { claims: [claim('6(c)')] }),
    'release',
    '6(c)',
  ],
  [
    'two cases in one part, and the marking waits for both',
    [finding('declared'), finding('disciplinary', doyle), finding('disciplinary', { cases: ['DC-2026-0090'] })],
    circumstances(DOYLE, [SOLICITOR]),
    'hold',
    'confidential-matter',
  ],
  [
    'a record of somebody else does not go with the case',
    [
      finding('disciplinary', doyle),
      finding('membership', { people: 1, exposed: [{ name: null, email: STRANGER, membership: null }] }),
    ],
    circumstances(DOYLE, [SOLICITOR]),
    'hold',
    'confidential-matter',
  ],
  [
    'nor one of several people',
    [finding('disciplinary', doyle), finding('membership', { ...doylesRecord, people: 2 })],
    circumstances(DOYLE, [SOLICITOR]),
    'hold',
    'confidential-matter',
  ],
  [
    'a record goes with its case in another part too',
    [finding('disciplinary', doyle), finding('membership', { ...doylesRecord, part: 'a.pdf' })],
    circumstances(DOYLE, [SOLICITOR]),
    'release',
    '9(b)',
  ],
  [
    'a record waits with its case for a reviewer',
    [finding('disciplinary', doyle), finding('membership', doylesRecord)],
    circumstances(WARD, [STRANGER], { claims: [claim('9(a)')] }),
    'hold',
    'claim-under-review',
  ],
  [
    'one’s own private address is a recipient like any other',
    [finding('elections')],
    circumstances(WARD, ['sec.ward@mailbox.example']),
    'hold',
    'confidential-matter',
  ],
  [
    'From unlike login: grounds without a condition on the sender stand',
    [finding('minutes', nec)],
    circumstances(STRANGER, [BELL], { from: [KHAN] }),
    'release',
    'within-circle',
  ],
  [
    'several authors, and no condition on the sender is known',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI], { from: [KHAN, BELL], claims: [claim('6(c)')] }),
    'hold',
    'confidential-matter',
  ],
  [
    'two addresses of one author are one',
    [finding('minutes', nec)],
    circumstances(KHAN, [OSEI], { from: [KHAN, 'amira@home.example'], claims: [claim('6(c)')] }),
    'release',
    '6(c)',
  ],
  [
    'the same, split',
    [finding('minutes', nec)],
    circumstances(KHAN, [BELL, STRANGER], { policy: { ...DEFAULT_POLICY, onMixedRecipients: 'split' } }),
    'split',
    'confidential-matter',
  ],
];

describe('decide', () => {
  it.each(rows)('%s', (_why, findings, given, action, reason) => {
    expect(decide(document(), findings, given)).toMatchObject({ action, reason });
  });

  it.each([
    ['what was not read is held', {}, [STRANGER], 'hold', 'unscannable'],
    ['unless the policy allows the reason', { reason: 'encrypted' }, [STRANGER], 'release', 'no-confidential-matter'],
    [
      'and the recipient',
      { reason: 'encrypted', recipients: ['*@law.example'] },
      [SOLICITOR],
      'release',
      'no-confidential-matter',
    ],
    ['and no other', { reason: 'encrypted', recipients: ['*@law.example'] }, [STRANGER], 'hold', 'unscannable'],
    ['nor another type', { reason: 'encrypted', type: 'image/heic' }, [STRANGER], 'hold', 'unscannable'],
  ])('%s', (_why, allowed, to, action, reason) => {
    const allow = 'reason' in allowed ? [allowed as never] : [];
    const policy = { ...DEFAULT_POLICY, unscannable: { allow } };
    expect(decide(document('text', unread), [], circumstances(KHAN, to, { policy }))).toMatchObject({ action, reason });
  });

  it('lets a policy allow it for a group address where it allows it for every member', () => {
    const to = (recipients: string[]) => ({
      ...DEFAULT_POLICY,
      unscannable: { allow: [{ reason: 'encrypted', recipients } as const] },
    });
    const ask = (policy: typeof DEFAULT_POLICY) =>
      decide(document('text', unread), [], circumstances(KHAN, ['nec@lists.party.example'], { policy })).reason;
    expect(ask(to(['*@lists.party.example']))).toBe('unscannable');
    expect(ask(to(['*@party.example']))).toBe('no-confidential-matter');
  });

  it('shows login and author where one sends for the other', () => {
    const sent = circumstances(WARD, [OSEI], { from: [BELL] });
    expect(decide(document(), [], sent).explanation).toBe(
      'sec@party.example sends it for j.bell@party.example. It may go: nothing in it is a Confidential Matter.',
    );
  });

  it('names five of many recipients and of many parts unread, and counts the rest', () => {
    const to = Array.from({ length: 60 }, (_, n) => `r${n}@nowhere.example`);
    const five = to.slice(0, 5).join(', ');
    const held = decide(document(), [finding('minutes')], circumstances(KHAN, to));
    expect(held.explanation).toContain(`It is held for ${five} and 55 others.`);
    expect(held.recipients).toHaveLength(60);
    const unscannable = to.map((part) => ({ part, reason: 'encrypted' as const }));
    expect(decide(document('text', { unscannable }), [], circumstances(KHAN, [STRANGER])).explanation).toMatch(
      /r4@nowhere\.example could not be read \(it is under a password or encrypted\) and 55 other parts, and/,
    );
  });

  it('believes the ledger: bytes that nobody read hold the message', () => {
    const ledger = document('text').ledger.map((entry) => ({ ...entry, bytes: { there: 10, read: 9 } }));
    expect(decide(document('text', { ledger }), [], circumstances(KHAN, [BELL]))).toMatchObject({
      action: 'hold',
      reason: 'unscannable',
    });
  });

  it('gives the same bytes for the same question', () => {
    const ask = () =>
      JSON.stringify(decide(document(), [finding('minutes', nec)], circumstances(KHAN, [BELL, STRANGER])));
    expect(ask()).toBe(ask());
  });
});
