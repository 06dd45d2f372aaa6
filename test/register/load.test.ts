import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRegister, loadRegister, RegisterError } from '../../src/register/load.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/register.yaml');

function problemsOf(yaml: string): string[] {
  try {
    loadRegister(yaml, 'r.yaml');
    return [];
  } catch (error) {
    if (error instanceof RegisterError) return error.message.split('\n');
    throw error;
  }
}

const COMMITTEE = 'committees:\n  - id: nec\n    name: N\n    national: true\n    members: ';

describe('a register that is refused', () => {
  const rows: [why: string, yaml: string, says: string][] = [
    [
      'no YAML',
      'people: [',
      'r.yaml:1: flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['an unknown key', 'peoples: []', 'r.yaml:1: unknown key `peoples`'],
    [
      'an unknown key deep down',
      'people:\n  - email: a@b\n    name: A\n    nick: B',
      'r.yaml:4: unknown key `people[0].nick`',
    ],
    ['no name', 'people:\n  - email: a@b', 'r.yaml:2: `people[0].name`: expected a text'],
    [
      'no address',
      'people:\n  - email: nobody\n    name: A',
      'r.yaml:2: `people[0].email`: expected an e-mail address',
    ],
    [
      'one address twice',
      'people:\n  - {email: a@b, name: A}\n  - {email: c@d, name: C, also: [A+x@B]}',
      'r.yaml:3: address `a@b` stands in two entries, here and in line 2',
    ],
    [
      'one number twice',
      'people:\n  - {email: a@b, name: A, membership: A1}\n  - {email: c@d, name: C, membership: a1}',
      'r.yaml:3: membership number `A1` stands in two entries, here and in line 2',
    ],
    [
      'one number twice, once with blanks',
      'people:\n  - {email: a@b, name: A, membership: A-1 2}\n  - {email: c@d, name: C, membership: a12}',
      'r.yaml:3: membership number `A12` stands in two entries, here and in line 2',
    ],
    [
      'a number that is none',
      'people:\n  - {email: a@b, name: A, membership: "-"}',
      'r.yaml:2: `people[0].membership`: expected a membership number',
    ],
    [
      'the second address of a long entry, by its own line',
      'people:\n  - email: a@b\n    name: A\n  - name: C\n    email: c@d\n    also:\n      - e@f\n      - a@b\n',
      'r.yaml:8: address `a@b` stands in two entries, here and in line 2',
    ],
    [
      'two units of one id',
      'units:\n  - { id: u, name: U }\n  - { id: u, name: V }',
      'r.yaml:3: id `u` stands in two entries, here and in line 2',
    ],
    [
      'two cases of one reference',
      'cases:\n  - { ref: C, subject: { name: A } }\n  - { ref: C, subject: { name: B } }',
      'r.yaml:3: case reference `C` stands in two entries, here and in line 2',
    ],
    [
      'two lists of one address',
      'lists:\n  - { address: l@x, members: [a@b] }\n  - { address: L@x, members: [a@b] }',
      'r.yaml:3: list address `l@x` stands in two entries, here and in line 2',
    ],
    [
      'a category of `entitled` that does not exist',
      'entitled:\n  membership: [staff]\n  memberships: [staff]',
      'r.yaml:3: `entitled.memberships`: expected one of declared, minutes, committee-papers, membership, elections, disciplinary, or custom:<id>',
    ],
    ['a duty that does not exist', 'duties:\n  disciplin: [staff]', 'r.yaml:2: unknown key `duties.disciplin`'],
    [
      'a day that no calendar has',
      `${COMMITTEE}[]\n    meetings: [2026-02-29]`,
      'r.yaml:6: `committees[0].meetings[0]`: expected a date as 2026-12-31',
    ],
    [
      'a flag in words',
      'people:\n  - {email: a@b, name: A, member: yes}',
      'r.yaml:2: `people[0].member`: expected true or false',
    ],
    ['no organisation’s name', 'organisation: { domains: [] }', 'r.yaml:1: `organisation.name`: expected a text'],
    [
      'a committee that is national or not',
      'committees:\n  - { id: c, members: [] }',
      'r.yaml:2: `committees[0].national`: expected true or false',
    ],
    ['a case without reference', 'cases:\n  - { subject: { name: A } }', 'r.yaml:2: `cases[0].ref`: expected a text'],
    [
      'nec-member given',
      'people:\n  - {email: a@b, name: A, roles: [nec-member]}',
      'r.yaml:2: `nec-member` follows from the members of committee `nec`; give the seat there',
    ],
    [
      'nec-member given in a scope, beside a committee that others sit on',
      `${COMMITTEE}[{email: c@d}]\nunits: [{id: u}]\npeople:\n  - {email: a@b, name: A, roles: [staff, {role: nec-member, of: u}]}`,
      'r.yaml:8: `nec-member` follows from the members of committee `nec`; give the seat there',
    ],
    [
      'a scope that does not exist',
      'people:\n  - {email: a@b, name: A, roles: [{role: r, of: u}]}',
      'r.yaml:2: there is no unit `u`',
    ],
    ['a seat of no Division', `${COMMITTEE}[{email: a@b, divisions: [d]}]`, 'r.yaml:5: there is no division `d`'],
    ['a seat of no affiliate', `${COMMITTEE}[{email: a@b, affiliate: u}]`, 'r.yaml:5: there is no affiliate `u`'],
    [
      'a committee without members',
      'committees:\n  - {id: nec, name: N, national: true}',
      'r.yaml:2: `committees[0].members`: expected the list of members',
    ],
    ['a list of no committee', 'lists:\n  - {address: l@x, committee: c}', 'r.yaml:2: there is no committee `c`'],
    [
      'a decision on no case',
      'decisions:\n  - {id: d, minute: m, names: [a@b], power: discipline, cases: [c]}',
      'r.yaml:2: there is no case `c`',
    ],
    [
      'a power that is none',
      'delegations:\n  - {id: d, officer: a@b, by: c@d, power: all, from: 2026-01-01, until: 2026-02-01}',
      'r.yaml:2: `delegations[0].power`: expected `permissions` or `discipline`',
    ],
    [
      'a date that is none',
      'delegations:\n  - {id: d, officer: a@b, by: c@d, power: discipline, from: 1 May, until: 2026-02-01}',
      'r.yaml:2: `delegations[0].from`: expected a date as 2026-12-31',
    ],
    [
      'an end before the beginning',
      'delegations:\n  - {id: d, officer: a@b, by: c@d, power: discipline, from: 2026-02-01, until: 2026-01-01}',
      'r.yaml:2: `until` 2026-01-01 lies before `from` 2026-02-01',
    ],
    [
      'an authority that does not exist',
      permissionOf('authority: chair'),
      'r.yaml:2: `permissions[0].authority`: expected `nec`, `general-secretary` or `national-officer`',
    ],
    [
      'a permission without an authority',
      permissionOf(''),
      'r.yaml:2: `permissions[0].authority`: expected `nec`, `general-secretary` or `national-officer`',
    ],
    [
      'a category that does not exist',
      permissionOf('authority: nec, minute: m').replace('[minutes]', '[minuts]'),
      'r.yaml:2: `permissions[0].categories[0]`: expected one of declared, minutes, committee-papers, membership, elections, disciplinary, or custom:<id>',
    ],
    [
      'a recipient that is no address',
      permissionOf('authority: nec, minute: m').replace('[c@d]', '[staff]'),
      'r.yaml:2: `permissions[0].recipients[0]`: expected an address, "*" or "*@domain"',
    ],
    [
      'a delegation that does not exist',
      permissionOf('authority: national-officer, delegation: D'),
      'r.yaml:2: there is no delegation `D`',
    ],
    [
      'a permission on no case',
      permissionOf('authority: general-secretary, case: C'),
      'r.yaml:2: there is no case `C`',
    ],
    [
      'a case without subject',
      'cases:\n  - {ref: C}',
      'r.yaml:2: `cases[0].subject`: expected the subject: { name, email, membership }',
    ],
  ];
  it.each(rows)('%s', (_why, yaml, says) => {
    expect(problemsOf(yaml)).toContain(says);
  });

  it('tells every problem at once, in the order of the lines', () => {
    expect(
      problemsOf('people:\n  - {email: a, name: A}\nunits:\n  - {name: u}\n').map((each) => each.split(': ')[0]),
    ).toEqual(['r.yaml:2', 'r.yaml:4']);
  });
});

function permissionOf(more: string): string {
  return `permissions:\n  - {id: P, by: a@b, categories: [minutes], senders: ["*"], recipients: [c@d], from: 2026-01-01, until: 2026-02-01, ${more}}`;
}

describe('a register that is taken', () => {
  const register = loadRegister(readFileSync(FIXTURE, 'utf8'), FIXTURE);

  it('may be empty', () => {
    expect(loadRegister('', 'r.yaml').entries.people).toEqual([]);
  });

  it('is named by what it says, not by how it is written', () => {
    const one = loadRegister('units: [{id: u, name: U}]', 'a.yaml');
    const same = loadRegister('# a comment\nunits:\n  - id: u\n    name: U\n', 'b.yaml');
    const other = loadRegister('units: [{id: u, name: V}]', 'a.yaml');
    expect(same.version).toBe(one.version);
    expect(other.version).not.toBe(one.version);
  });

  it.each([
    ['in any case', 'A.Khan@PARTY.example'],
    ['with a plus-tag', 'a.khan+nec@party.example'],
    ['in quotes that it does not need', '"a.khan"@party.example'],
    ['with the dot of the root', 'a.khan@party.example.'],
    ['another address of the person', 'amira@home.example'],
  ])('knows a person by their address %s', (_why, address) => {
    expect(register.person(address)?.name).toBe('Amira Khan');
  });

  it('is whole by its required keys alone', () => {
    const { entries } = loadRegister(
      [
        'organisation: { name: O }',
        'people: [{ email: a@b, name: A, roles: [nec-member], also: }]',
        'units: [{ id: u }]',
        'committees: [{ id: nec, national: true, members: [{ email: a@b }] }]',
        'divisions: [{ id: d }]',
        'affiliates: [{ id: f }]',
        'delegations: [{ officer: a@b }]',
        'decisions: [{ names: [a@b] }]',
        'permissions: [{ authority: nec }]',
        'obligations: [{ basis: B }]',
        'cases: [{ ref: C, subject: { email: a@b } }]',
      ].join('\n'),
      'r.yaml',
    );
    expect(entries).toMatchObject({
      people: [{ also: [], membership: null, member: undefined }],
      units: [{ id: 'u', name: 'u', aliases: [] }],
      committees: [{ name: 'nec', support: [], meetings: [] }],
      permissions: [{ by: '', minute: null, senders: [], recipients: [], categories: [], from: null, until: null }],
      delegations: [{ power: null, by: '' }],
      decisions: [{ power: 'discipline', cases: [] }],
      obligations: [{ kind: 'obligation', recipients: [] }],
      cases: [{ kind: 'discipline', status: 'open', plp: false, subject: { name: 'A', email: 'a@b' } }],
    });
  });

  it('knows who is behind a list on a list, and two lists that hold each other', () => {
    const lists = loadRegister(
      'lists:\n  - { address: a@l, members: [one@x, b@l] }\n  - { address: b@l, members: [two@x, a@l] }\n',
      'r.yaml',
    );
    expect(lists.membersOf('A@l')).toEqual(['one@x', 'two@x']);
    expect(lists.membersOf('one@x')).toBeUndefined();
  });

  it.each([
    ['their own address', 'a@x', true],
    ['their other address', 'also@x', true],
    ['a list by another of their addresses', 'L@l', true],
    ['a list on which that list is', 'all@l', true],
    ['a list without them', 'others@l', false],
    ['somebody else', 'b@x', false],
  ])('knows whether what goes to %s reaches somebody: %s', (_what, address, does) => {
    const lists = loadRegister(
      'people: [{ email: a@x, also: [also@x], name: A }]\nlists: [{ address: l@l, members: [also@x] }, ' +
        '{ address: all@l, members: [b@x, l@l] }, { address: others@l, members: [b@x] }]\n',
      'r.yaml',
    );
    expect(lists.reaches(address, 'A+tag@x')).toBe(does);
  });

  it('is the same in another order of its keys', () => {
    const one = loadRegister('units: [{id: u, name: U}]\nduties: { discipline: [x] }', 'a.yaml');
    const other = loadRegister('duties: { discipline: [x] }\nunits: [{name: U, id: u}]', 'b.yaml');
    expect(other.version).toBe(one.version);
  });

  const warned: [why: string, yaml: string, says: string][] = [
    ['what has run out', permissionOf('authority: nec, minute: m'), '2: `P` ran out on 2026-02-01: it is void'],
    [
      'a permission of the NEC without minute',
      permissionOf('authority: nec'),
      '2: `P` has no `minute` of the NEC: it is void',
    ],
    [
      'a permission of an officer without delegation',
      permissionOf('authority: national-officer'),
      '2: `P` has no `delegation`: it is void',
    ],
    [
      'a permission of somebody who is not the General Secretary',
      permissionOf('authority: general-secretary'),
      '2: `P` is not `by` the General Secretary: it is void',
    ],
    [
      'a delegation of somebody who is not the General Secretary',
      'delegations:\n  - {id: D, officer: a@b, by: c@d, power: discipline}',
      '2: `D` is not `by` the General Secretary: it is void',
    ],
    [
      'a member of a committee who is no person',
      `${COMMITTEE}[{email: a@b}]`,
      '5: member `a@b` stands in no `people` entry',
    ],
    ['a role that nobody holds', 'entitled:\n  elections: [staf]', '2: nobody holds the role `staf`'],
  ];
  it.each(warned)('may hold %s, which `register check` points out', (_why, yaml, says) => {
    const { warnings } = checkRegister(yaml, 'r.yaml', '2026-11-24');
    expect(warnings.map(({ line, message }) => `${line}: ${message}`)).toContain(says);
  });
});
