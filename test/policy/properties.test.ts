/** What holds whatever is asked: nothing is released without a ground, and less knowledge never releases more. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category, Finding } from '../../classifiers/finding.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Circumstances, Decision } from '../../src/policy/decision.ts';
import { createRegister, type Register } from '../../src/register/register.ts';
import type { RegisterEntries } from '../../src/register/types.ts';
import { circumstances, claim, document, finding, register } from './build.ts';
import { PAPER, SOLICITOR, STRANGER } from './rows.ts';

const CATEGORIES: Category[] = [
  'declared',
  'minutes',
  'committee-papers',
  'membership',
  'elections',
  'disciplinary',
  'custom:donors',
];
const exposed = register.entries.people
  .filter(({ membership }) => membership !== null)
  .map(({ membership }) => ({ name: null, email: null, membership }));

const anyFinding = fc
  .record({
    category: fc.constantFrom(...CATEGORIES),
    body: fc.constantFrom(null, 'nec', 'npf', 'northfield-ec', 'ncc'),
    strictly: fc.boolean(),
    people: fc.integer({ min: 0, max: 2 }),
    exposed: fc.subarray(exposed, { maxLength: 2 }),
    cases: fc.constantFrom([], ['DC-2026-0071'], ['DC-2026-0090'], ['MD-2026-0012'], ['DC-2026-0071', 'DC-2026-0090']),
    tells: fc.constantFrom(null, 'fact' as const, 'outcome' as const, 'detail' as const),
    unit: fc.constantFrom(null, 'northfield-clp'),
    part: fc.constantFrom('body', 'a.pdf'),
  })
  .map(({ category, ...over }): Finding => finding(category, over));

const addresses = [
  ...register.entries.people.map(({ email }) => email),
  STRANGER,
  SOLICITOR,
  'aide@home.example',
  'court@justice.example',
  'press@paper.example',
  'nec@lists.party.example',
  'hill@lists.northfield.example',
];
const anyAddress = fc.constantFrom(...addresses);
const CODES = ['6(a)', '6(b)', '6(c)', '6(d)', '8-law', '8-permission', '9(a)', '9(b)', '9(c)', '9(d)', '9(e)', '10'];

const anyQuestion = fc.record({
  findings: fc.array(anyFinding, { minLength: 1, maxLength: 4 }),
  from: anyAddress,
  login: fc.option(anyAddress),
  to: fc.array(anyAddress, { minLength: 1, maxLength: 3 }),
  claims: fc.subarray(CODES),
});
type Asked = typeof anyQuestion extends fc.Arbitrary<infer Value> ? Value : never;

function ask({ findings, from, login, to, claims }: Asked, over: Partial<Circumstances> = {}): Decision {
  const given = { login: login ?? from, claims: claims.map((code) => claim(code)), ...over };
  return decide(document(), findings, circumstances(from, to, given));
}

/** What a recipient is let, as one word each. */
function released({ recipients }: Decision): (string | null)[] {
  return recipients.filter(({ action }) => action === 'release').map(({ address }) => address);
}

const RUNS = { numRuns: 400 };

describe('whatever is asked', () => {
  it('nothing is released without a ground that clears every finding for every recipient', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        for (const { action, reason, grounds } of ask(question).recipients) {
          const cleared = new Set(grounds.filter(({ clears }) => clears).map((each) => each.finding));
          if (action === 'hold') expect(reason).toBeNull();
          else {
            expect(question.findings.every((_each, index) => cleared.has(index))).toBe(true);
            expect(grounds.some(({ ground, clears }) => clears && ground === reason)).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('no ground clears with a condition that failed or is unknown', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const clearing = ask(question).recipients.flatMap(({ grounds }) => grounds.filter(({ clears }) => clears));
        const states = clearing.flatMap(({ conditions }) => conditions.map(({ state }) => state));
        expect(states.filter((state) => state === 'failed' || state === 'unknown')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('one more finding turns no hold into a release, but for what goes with a case that is itself cleared', () => {
    fc.assert(
      fc.property(anyQuestion, anyFinding, (question, more) => {
        const before = ask(question);
        const after = ask({ ...question, findings: [...question.findings, more] });
        for (const [index, { action, grounds }] of after.recipients.entries()) {
          if (action === 'hold' || before.recipients[index]?.action === 'release') continue;
          const clearing = grounds.filter(({ clears }) => clears);
          const before0 = before.recipients[index]?.grounds.filter(({ clears }) => clears) ?? [];
          const isNew = ({ finding: at }: { finding: number | null }) =>
            at !== question.findings.length && !before0.some((each) => each.finding === at);
          // Each finding that is cleared only now is so by a case or a record beside it, and says it.
          for (const each of clearing.filter(isNew)) {
            const ids = each.conditions.map(({ id }) => id);
            expect(
              ids.includes('goes-with-case') || question.findings[each.finding ?? 0]?.category === 'declared',
            ).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('one more recipient turns no hold into a release, and changes nothing for the others', () => {
    fc.assert(
      fc.property(anyQuestion, anyAddress, (question, another) => {
        const before = ask(question);
        const after = ask({ ...question, to: [...question.to, another] });
        if (before.action === 'hold') expect(after.action).not.toBe('release');
        // 9(c) looks at who else may read it; nothing else does.
        const judged = ({ recipients }: Decision) =>
          recipients.slice(0, question.to.length).map(({ action }) => action);
        expect(judged(after)).toEqual(judged(before));
      }),
      RUNS,
    );
  });

  it('one more claim holds nothing that was released', () => {
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom(...CODES), (question, code) => {
        const after = released(ask({ ...question, claims: [...question.claims, code] }));
        for (const address of released(ask(question))) expect(after).toContain(address);
      }),
      RUNS,
    );
  });

  it('without claims, a login that is not the author is let no more than the author', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const asAuthor = released(ask({ ...question, login: question.from, claims: [] }));
        const unlike = released(ask({ ...question, login: STRANGER, from: question.from, claims: [] }));
        for (const address of unlike) expect(asAuthor).toContain(address);
      }),
      RUNS,
    );
  });

  it('a register with one entry less releases no more', () => {
    fc.assert(
      fc.property(anyQuestion, anyLess(), (question, less) => {
        const more = released(ask(question));
        // An entry that says who is media takes away: no claim but 9(c) and 9(d) helps them.
        const open = released(ask(question, { register: less })).filter((address) => address !== PAPER);
        for (const address of open) expect(more).toContain(address);
      }),
      { numRuns: 1500 },
    );
  });

  it('a register with nothing in it releases nothing by a record', () => {
    const nobody = createRegister(
      {
        ...register.entries,
        ...Object.fromEntries(listed().map((section) => [section, []])),
        entitled: {},
        duties: {},
      },
      'less',
    );
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { recipients } = ask({ ...question, claims: [] }, { register: nobody });
        const reasons = recipients.map(({ reason }) => reason);
        // One's own record is told by the message: an address that stands in it.
        expect(reasons.every((reason) => reason === null || reason === 'own-record')).toBe(true);
      }),
      RUNS,
    );
  });

  it('the same question gives the same bytes', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        expect(JSON.stringify(ask(question))).toBe(JSON.stringify(ask(structuredClone(question))));
      }),
      RUNS,
    );
  });
});

function listed() {
  const sections = Object.entries(register.entries).filter(([, entries]) => Array.isArray(entries));
  return sections.map(([section]) => section as keyof RegisterEntries);
}

/** The register without one entry of one section. */
function anyLess(): fc.Arbitrary<Register> {
  const { entries } = register;
  const cuts = listed().flatMap((section) => {
    const all = entries[section];
    return Array.isArray(all)
      ? all.map((_entry, index) => ({ section, left: all.filter((_each, at) => at !== index) }))
      : [];
  });
  const entitlements = Object.keys(entries.entitled).map((category) => ({
    section: 'entitled' as const,
    left: { ...entries.entitled, [category]: [] },
  }));
  return fc
    .constantFrom(...cuts, ...entitlements, { section: 'duties' as const, left: {} })
    .map(({ section, left }) => createRegister({ ...entries, [section]: left }, 'less'));
}
