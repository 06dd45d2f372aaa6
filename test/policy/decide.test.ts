import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../classifiers/finding.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { withoutClaims } from '../../src/policy/claims.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Circumstances } from '../../src/policy/decision.ts';
import { createRegister } from '../../src/register/register.ts';
import { circumstances, claim, document, finding, register } from './build.ts';

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

  it('believes the ledger: bytes that nobody read hold the message', () => {
    const coverage = { parts: 1, bytes: 10, read: 9, pages: 0, ocrPages: 0, depth: 0 };
    expect(decide(document('text', { coverage }), [], circumstances(KHAN, [BELL]))).toMatchObject({
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

const anyFinding = fc.record({
  category: fc.constantFrom('declared', 'minutes', 'committee-papers', 'membership', 'elections', 'disciplinary'),
  over: fc.record({
    body: fc.constantFrom(null, 'nec', 'npf', 'northfield-ec'),
    strictly: fc.boolean(),
    people: fc.integer({ min: 0, max: 3 }),
    cases: fc.constantFrom([], ['DC-2026-0071'], ['DC-2026-0090']),
    tells: fc.constantFrom(null, 'fact', 'outcome', 'detail'),
    unit: fc.constantFrom(null, 'northfield-clp'),
    part: fc.constantFrom('body', 'a.pdf'),
  }),
});
const addresses = [
  ...register.entries.people.map(({ email }) => email),
  STRANGER,
  SOLICITOR,
  'nec@lists.party.example',
];
const anyAddress = fc.constantFrom(...addresses);
const codes = ['6(a)', '6(b)', '6(c)', '6(d)', '8-law', '8-permission', '9(a)', '9(b)', '9(c)', '9(d)', '9(e)'];
const anyQuestion = fc.record({
  findings: fc.array(anyFinding, { minLength: 1, maxLength: 4 }),
  from: anyAddress,
  login: fc.option(anyAddress),
  to: fc.array(anyAddress, { minLength: 1, maxLength: 3 }),
  claims: fc.subarray(codes),
});
type Drawn = typeof anyQuestion extends fc.Arbitrary<infer Value> ? Value : never;

function asked({ findings, from, login, to, claims }: Drawn, over: Partial<Circumstances> = {}) {
  const made = findings.map(({ category, over: change }) =>
    finding(category as Finding['category'], change as Partial<Finding>),
  );
  return decide(
    document(),
    made,
    circumstances(from, to, { login: login ?? from, claims: claims.map((code) => claim(code)), ...over }),
  );
}

describe('whatever is asked', () => {
  it('releases nothing without a ground that clears every finding for every recipient', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        for (const { action, grounds } of asked(question).recipients) {
          const cleared = new Set(grounds.filter(({ clears }) => clears).map((each) => each.finding));
          if (action === 'release') expect(question.findings.every((_each, index) => cleared.has(index))).toBe(true);
        }
      }),
    );
  });

  it('lets no ground clear with a condition that failed or is unknown', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const clearing = asked(question).recipients.flatMap(({ grounds }) => grounds.filter(({ clears }) => clears));
        const states = clearing.flatMap(({ conditions }) => conditions.map(({ state }) => state));
        expect(states.filter((state) => state === 'failed' || state === 'unknown')).toEqual([]);
      }),
    );
  });

  it('releases no more when a finding or a recipient is added', () => {
    fc.assert(
      fc.property(anyQuestion, anyFinding, anyAddress, (question, more, another) => {
        if (asked(question).action !== 'hold') return;
        // A marking or a record may follow a case that is added; anything else stands by itself.
        const isIndependent =
          more.category !== 'disciplinary' && more.category !== 'minutes' && more.category !== 'committee-papers';
        if (isIndependent) expect(asked({ ...question, findings: [...question.findings, more] }).action).toBe('hold');
        expect(asked({ ...question, to: [...question.to, another] }).action).not.toBe('release');
      }),
    );
  });

  it('releases no more when the register knows less', () => {
    const sections = [
      'people',
      'permissions',
      'obligations',
      'delegations',
      'decisions',
      'assistants',
      'divisions',
      'affiliates',
    ] as const;
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom(...sections), (question, section) => {
        const less = createRegister({ ...register.entries, [section]: [] }, 'less');
        if (asked(question, { register: less }).action === 'release') expect(asked(question).action).toBe('release');
      }),
    );
  });
});

describe('a claim', () => {
  it('says nothing of what the message is, and moves no offset', () => {
    const field = 'To: a@b.example\nX-Confidential-Exception: 6(c); the press reports it\nX-Other: kept';
    const tagged = '[exception 6(c): strictly confidential] Tuesday';
    const headers = [{ name: 'X-Confidential-Exception', value: '6(c); the press reports it' }];
    const head = { subject: tagged, from: [], to: [], cc: [], bcc: [], messageId: null, headers };
    const segments = [
      { place: 'header-field' as const, text: field },
      { place: 'subject' as const, text: tagged },
      { place: 'body' as const, text: '[exception 6(c): stays in a body]' },
    ];
    const part = { path: 'body', type: 'text/plain', sizeBytes: 1, segments };
    const read = withoutClaims(document('', { head, parts: [part] })).parts[0]?.segments.map(({ text }) => text) ?? [];
    expect(read.map((text) => text.replace(/ +/g, ' '))).toEqual([
      'To: a@b.example\n \nX-Other: kept',
      ' Tuesday',
      '[exception 6(c): stays in a body]',
    ]);
    expect(read.map(({ length }) => length)).toEqual(segments.map(({ text }) => text.length));
  });
});
