/** Which records of the register carry a reviewer's release by paragraph 8, and what the others lack. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../classifiers/finding.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import type { RecipientDecision } from '../../src/policy/decision.ts';
import { paragraph8Record, paragraph8Records } from '../../src/policy/paragraph-8.ts';
import type { Register } from '../../src/register/register.ts';
import type { Obligation, Permission } from '../../src/register/types.ts';
import { finding, register, TODAY } from './build.ts';

const PRESS = 'press@paper.example';
const COURT = 'court@justice.example';
const CASE = finding('disciplinary', { cases: ['DC-2026-0071'] });

const permission: Permission = {
  id: 'P-1',
  by: 'gs@party.example',
  authority: 'general-secretary',
  minute: null,
  delegation: null,
  categories: ['minutes'],
  senders: ['*'],
  recipients: [PRESS],
  fingerprint: null,
  case: null,
  from: '2026-11-01',
  until: '2026-12-31',
};
const obligation: Obligation = {
  id: 'L-1',
  kind: 'law',
  basis: 'an order of a court',
  senders: ['a.khan@party.example'],
  recipients: [COURT],
  categories: ['disciplinary', 'minutes'],
  from: null,
  until: null,
};

const withRecords = (permissions: readonly Permission[], obligations: readonly Obligation[] = []): Register => ({
  ...register,
  entries: { ...register.entries, permissions: [...permissions], obligations: [...obligations] },
});
const held = (address: string, cleared: readonly number[] = []): RecipientDecision => ({
  address,
  action: 'hold',
  reason: null,
  grounds: cleared.map((index) => ({
    ground: 'within-circle',
    category: 'minutes',
    finding: index,
    clears: true,
    conditions: [],
  })),
});
const release = (
  findings: readonly Finding[],
  to: readonly RecipientDecision[],
  of: Register,
  login: string | null = 'a.khan@party.example',
) => ({
  ...{ findings, recipients: to, register: of, login },
  from: login ? [login] : [],
  policy: DEFAULT_POLICY,
  today: TODAY,
});

describe('a permission', () => {
  const rows: [why: string, over: Partial<Permission>, findings: Finding[], to: string[], lacks: string | null][] = [
    ['for this matter and recipient, in force', {}, [finding('minutes')], [PRESS], null],
    ['for what could not be read, to this recipient', {}, [], [PRESS], null],
    ['for no kind of matter', { categories: [] }, [], [PRESS], 'it is for no kind of matter'],
    [
      'for one of two matters',
      {},
      [finding('minutes'), finding('membership')],
      [PRESS],
      'it is not for membership records',
    ],
    [
      'for one of two recipients',
      {},
      [finding('minutes')],
      [PRESS, 'x@nowhere.example'],
      'the permission does not name x@nowhere.example',
    ],
    [
      'that has ended',
      { until: '2026-11-20' },
      [finding('minutes')],
      [PRESS],
      `until 2026-11-20, and this is ${TODAY}`,
    ],
    [
      'for other senders',
      { senders: ['gs@party.example'] },
      [finding('minutes')],
      [PRESS],
      'the permission does not name a.khan@party.example',
    ],
    [
      'by nobody who may permit',
      { by: 'a.khan@party.example' },
      [finding('minutes')],
      [PRESS],
      'is not the General Secretary',
    ],
    ['for another document', { fingerprint: 'F-9' }, [finding('minutes')], [PRESS], 'it is for document F-9'],
    ['that names no case', { categories: ['disciplinary'] }, [CASE], [PRESS], 'it names no case'],
    ['for another case', { categories: ['disciplinary'], case: 'DC-1' }, [CASE], [PRESS], 'it is for DC-1'],
    // Which case it is nobody could tell: the reviewer does, with their name.
    [
      'for a case that was not recognised',
      { categories: ['disciplinary'], case: 'DC-1' },
      [finding('disciplinary')],
      [PRESS],
      null,
    ],
    [
      'for a case, with the record of its subject beside it',
      { categories: ['disciplinary'], case: 'DC-2026-0071' },
      [CASE, finding('membership', { people: 1, exposed: [{ name: null, email: null, membership: 'A7654321' }] })],
      [PRESS],
      null,
    ],
  ];
  it.each(rows)('%s', (_why, over, findings, to, lacks) => {
    const of = withRecords([{ ...permission, ...over }]);
    const found = paragraph8Record(
      'P-1',
      release(
        findings,
        to.map((each) => held(each)),
        of,
      ),
    );
    if (lacks === null) expect(found?.lacks).toBeNull();
    else expect(found?.lacks).toContain(lacks);
  });

  it('need not cover what another ground lets go', () => {
    const both = [finding('minutes'), finding('membership')];
    expect(paragraph8Record('P-1', release(both, [held(PRESS, [1])], withRecords([permission])))?.lacks).toBeNull();
  });

  it('that nobody recorded is none', () => {
    expect(paragraph8Record('P-9', release([], [held(PRESS)], withRecords([permission])))).toBeUndefined();
  });
});

describe('a duty by law', () => {
  const rows: [why: string, over: Partial<Obligation>, findings: Finding[], to: string, lacks: string | null][] = [
    ['for this recipient', {}, [finding('minutes'), CASE], COURT, null],
    ['for another recipient', {}, [finding('minutes')], PRESS, `it does not name ${PRESS}`],
    ['of a contract, for a case', { kind: 'obligation' }, [CASE], COURT, null],
    ['of a contract, for the rest', { kind: 'obligation' }, [finding('minutes')], COURT, 'not of law'],
    ['for other senders', { senders: [] }, [finding('minutes')], COURT, 'neither staff nor in an office'],
  ];
  it.each(rows)('%s', (_why, over, findings, to, lacks) => {
    const of = withRecords([], [{ ...obligation, ...over }]);
    const found = paragraph8Record('L-1', release(findings, [held(to)], of));
    if (lacks === null) expect(found?.lacks).toBeNull();
    else expect(found?.lacks).toContain(lacks);
  });

  it('stands behind what covers the message, in the list of all', () => {
    const of = withRecords([{ ...permission, id: 'P-OTHER', recipients: [] }, permission], [obligation]);
    const ids = paragraph8Records(release([finding('minutes')], [held(PRESS)], of)).map(({ id }) => id);
    expect(ids).toEqual(['P-1', 'P-OTHER', 'L-1']);
  });
});
