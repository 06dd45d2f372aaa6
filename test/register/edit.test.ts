import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addAdviser, addEntry, closeCase, NoPlaceError } from '../../src/register/edit.ts';
import { loadRegister } from '../../src/register/load.ts';
import { diffOf } from '../../src/review/diff.ts';

const FULL = readFileSync(join(import.meta.dirname, '../../fixtures/register.yaml'), 'utf8');
const ENTRY = { id: 'D-9', officer: 'n.officer@party.example', by: 'gs@party.example', from: '2026-01-01' };
const WRITTEN = '{ id: D-9, officer: n.officer@party.example, by: gs@party.example, from: 2026-01-01 }';

describe('adding an entry', () => {
  it.each([
    [
      'behind the last',
      'delegations:\n  - { id: a } # first\n  - { id: b } # last\n\n# next\ncases: []\n',
      `delegations:\n  - { id: a } # first\n  - { id: b } # last\n  - ${WRITTEN}\n\n# next\ncases: []\n`,
    ],
    [
      'behind one of several lines',
      'delegations:\n- id: a\n  by: x\n# end\n',
      `delegations:\n- id: a\n  by: x\n- ${WRITTEN}\n# end\n`,
    ],
    ['in a list of one line', 'delegations: [{ id: a }]\n', `delegations: [{ id: a }, ${WRITTEN}]\n`],
    ['in an empty list', 'delegations: []\n', `delegations: [${WRITTEN}]\n`],
    [
      'in a section without a list',
      'delegations: # none yet\ncases: []\n',
      `delegations: # none yet\n  - ${WRITTEN}\ncases: []\n`,
    ],
    ['where the section is missing', '# ours\ncases: []\n', `# ours\ncases: []\n\ndelegations:\n  - ${WRITTEN}\n`],
    ['in an empty register', '', `\ndelegations:\n  - ${WRITTEN}\n`],
    ['without a last line end', 'delegations:\n  - { id: a }', `delegations:\n  - { id: a }\n  - ${WRITTEN}`],
  ])('writes it %s, and leaves the rest', (_why, before, after) => {
    expect(addEntry(before, 'delegations', ENTRY)).toBe(after);
  });

  it('quotes what YAML would read as something else', () => {
    expect(
      addEntry('', 'permissions', { senders: ['*'], recipients: ['*@x.example'], minute: 'NEC 12 May: 9' }),
    ).toContain('{ senders: [ "*" ], recipients: [ "*@x.example" ], minute: "NEC 12 May: 9" }');
  });
});

describe('a case', () => {
  it.each([
    ['of one line', 'cases:\n  - { ref: A, status: open } # x\n', 'cases:\n  - { ref: A, status: closed } # x\n'],
    [
      'of several lines',
      'cases:\n  - ref: A\n    status: open # yet\n',
      'cases:\n  - ref: A\n    status: closed # yet\n',
    ],
    ['that says nothing of its state', 'cases:\n  - { ref: A }\n', 'cases:\n  - { ref: A, status: closed }\n'],
    [
      'of lines that say nothing of it',
      'cases:\n  - ref: A # first\n  - ref: B\n',
      'cases:\n  - ref: A # first\n    status: closed\n  - ref: B\n',
    ],
  ])('%s is closed where it stands', (_why, before, after) => {
    expect(closeCase(before, 'A')).toBe(after);
  });

  it.each([
    [
      'beside another',
      'cases:\n  - { ref: A, advisers: [{ email: a@b.example, capacity: legal }] }\n',
      '{ email: a@b.example, capacity: legal }, { email: n@w.example, capacity: family }]',
    ],
    ['as the first', 'cases:\n  - { ref: A }\n', '{ ref: A, advisers: [{ email: n@w.example, capacity: family }] }'],
  ])('gets an adviser %s', (_why, before, part) => {
    expect(addAdviser(before, 'A', { email: 'n@w.example', capacity: 'family' })).toContain(part);
  });

  it('that is not there is said to be missing', () => {
    expect(() => closeCase('cases: []\n', 'A')).toThrow(NoPlaceError);
  });
});

describe('the full example', () => {
  it('differs by the one line, and says what was added', () => {
    const changed = addEntry(FULL, 'delegations', { ...ENTRY, power: 'discipline', until: '2030-12-31' });
    expect(diffOf(FULL, changed).filter(({ kind }) => kind !== 'same')).toHaveLength(1);
    expect(loadRegister(changed, 'register.yaml').entries.delegations.at(-1)).toMatchObject({
      id: 'D-9',
      power: 'discipline',
    });
    const ref = loadRegister(FULL, 'register.yaml').entries.cases[0]?.ref ?? '';
    const closed = loadRegister(closeCase(FULL, ref), 'register.yaml');
    expect(closed.case(ref)?.status).toBe('closed');
    const advised = addAdviser(FULL, ref, { email: 'new@law.example', capacity: 'legal' });
    expect(loadRegister(advised, 'register.yaml').case(ref)?.advisers.at(-1)?.email).toBe('new@law.example');
  });
});
