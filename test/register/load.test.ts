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
      'r.yaml:3: address `a@b` stands in two entries',
    ],
    [
      'one number twice',
      'people:\n  - {email: a@b, name: A, membership: A1}\n  - {email: c@d, name: C, membership: a1}',
      'r.yaml:3: membership number `A1` stands in two entries',
    ],
    [
      'nec-member given',
      'people:\n  - {email: a@b, name: A, roles: [nec-member]}',
      'r.yaml:2: `nec-member` follows from the members of committee `nec`; give the seat there',
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
      'a permission of the NEC without minute',
      permissionOf('authority: nec'),
      'r.yaml:2: a permission of the NEC needs its `minute`',
    ],
    [
      'a permission of an officer without delegation',
      permissionOf('authority: national-officer'),
      'r.yaml:2: a permission of a national officer needs its `delegation`',
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
      problemsOf('people:\n  - {email: a, name: A}\nunits:\n  - {id: u}\n').map((each) => each.split(': ')[0]),
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
    ['another address of the person', 'amira@home.example'],
  ])('knows a person by their address %s', (_why, address) => {
    expect(register.person(address)?.name).toBe('Amira Khan');
  });

  it('warns of what has run out, and takes it all the same', () => {
    const { warnings } = checkRegister(permissionOf('authority: general-secretary'), 'r.yaml', '2026-11-24');
    expect(warnings).toEqual([{ line: 2, message: '`P` ran out on 2026-02-01: it is void' }]);
  });
});
