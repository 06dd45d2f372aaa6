/**
 * What a schema cannot tell: ids that do not exist, one address in two entries, an authority without its record.
 *
 * Problems make a register refused; warnings are for `reticent register check`: what has run out is void, not wrong.
 */
import { NEC, plainAddress } from './register.ts';
import type { RegisterFile } from './schema.ts';
import type { KeyPath } from './yaml.ts';

export interface Found {
  readonly path: KeyPath;
  readonly message: string;
}

export function problemsIn(file: RegisterFile): Found[] {
  return [
    ...twice(
      file.people.flatMap((person, index) =>
        [...new Set([person.email, ...person.also].map(plainAddress))].map((address) => ({
          key: address,
          path: ['people', index],
        })),
      ),
      'address',
    ),
    ...twice(
      file.people.flatMap(({ membership }, index) =>
        membership ? [{ key: membership.toUpperCase(), path: ['people', index, 'membership'] }] : [],
      ),
      'membership number',
    ),
    ...(
      [
        'units',
        'matters',
        'delegations',
        'decisions',
        'committees',
        'divisions',
        'affiliates',
        'permissions',
        'obligations',
      ] as const
    ).flatMap((section) =>
      twice(
        file[section].map(({ id }, index) => ({ key: id, path: [section, index, 'id'] })),
        'id',
      ),
    ),
    ...twice(
      file.cases.map(({ ref }, index) => ({ key: ref, path: ['cases', index, 'ref'] })),
      'case reference',
    ),
    ...twice(
      file.lists.map(({ address }, index) => ({ key: plainAddress(address), path: ['lists', index, 'address'] })),
      'list address',
    ),
    ...brokenReferences(file),
    ...roleProblems(file),
    ...authorityProblems(file),
    ...periodProblems(file),
  ];
}

interface Keyed {
  readonly key: string;
  readonly path: KeyPath;
}

function twice(entries: readonly Keyed[], what: string): Found[] {
  const seen = new Set<string>();
  return entries.flatMap(({ key, path }) => {
    if (seen.has(key)) return [{ path, message: `${what} \`${key}\` stands in two entries` }];
    seen.add(key);
    return [];
  });
}

function brokenReferences(file: RegisterFile): Found[] {
  const known = {
    unit: new Set(file.units.map(({ id }) => id)),
    division: new Set(file.divisions.map(({ id }) => id)),
    affiliate: new Set(file.affiliates.map(({ id }) => id)),
    committee: new Set(file.committees.map(({ id }) => id)),
    delegation: new Set(file.delegations.map(({ id }) => id)),
    case: new Set(file.cases.map(({ ref }) => ref)),
  };
  const missing = (kind: keyof typeof known, id: string | undefined, path: KeyPath): Found[] =>
    id === undefined || known[kind].has(id) ? [] : [{ path, message: `there is no ${kind} \`${id}\`` }];

  return [
    ...file.people.flatMap(({ roles }, person) =>
      roles.flatMap((role, index) =>
        typeof role === 'string' ? [] : missing('unit', role.of, ['people', person, 'roles', index, 'of']),
      ),
    ),
    ...file.committees.flatMap(({ members }, committee) =>
      members.flatMap(({ divisions, affiliate }, seat) => [
        ...divisions.flatMap((id, index) =>
          missing('division', id, ['committees', committee, 'members', seat, 'divisions', index]),
        ),
        ...missing('affiliate', affiliate, ['committees', committee, 'members', seat, 'affiliate']),
      ]),
    ),
    ...file.lists.flatMap(({ committee }, index) => missing('committee', committee, ['lists', index, 'committee'])),
    ...file.decisions.flatMap(({ cases }, decision) =>
      cases.flatMap((ref, index) => missing('case', ref, ['decisions', decision, 'cases', index])),
    ),
    ...file.permissions.flatMap((permission, index) => [
      ...missing('delegation', permission.delegation, ['permissions', index, 'delegation']),
      ...missing('case', permission.case, ['permissions', index, 'case']),
    ]),
  ];
}

function roleProblems({ people }: RegisterFile): Found[] {
  return people.flatMap(({ roles }, person) =>
    roles.flatMap((role, index) =>
      (typeof role === 'string' ? role : role.role) === 'nec-member'
        ? [
            {
              path: ['people', person, 'roles', index],
              message: `\`nec-member\` follows from the members of committee \`${NEC}\`; give the seat there`,
            },
          ]
        : [],
    ),
  );
}

function authorityProblems({ permissions }: RegisterFile): Found[] {
  return permissions.flatMap(({ authority, minute, delegation }, index) => {
    if (authority === 'nec' && !minute) {
      return [{ path: ['permissions', index], message: 'a permission of the NEC needs its `minute`' }];
    }
    if (authority === 'national-officer' && !delegation) {
      return [{ path: ['permissions', index], message: 'a permission of a national officer needs its `delegation`' }];
    }
    return [];
  });
}

function periodProblems(file: RegisterFile): Found[] {
  return (['delegations', 'permissions', 'obligations'] as const).flatMap((section) =>
    file[section].flatMap(({ from, until }, index) =>
      from <= until
        ? []
        : [{ path: [section, index, 'until'], message: `\`until\` ${until} lies before \`from\` ${from}` }],
    ),
  );
}

/** What a person should look at, though it is allowed. `today` is an ISO date. */
export function warningsIn(file: RegisterFile, today: string): Found[] {
  const addresses = new Set(file.people.flatMap(({ email, also }) => [email, ...also].map(plainAddress)));
  const unknown = (address: string, path: KeyPath, what: string): Found[] =>
    addresses.has(plainAddress(address))
      ? []
      : [{ path, message: `${what} \`${address}\` stands in no \`people\` entry` }];
  const expired = (section: 'delegations' | 'permissions' | 'obligations') =>
    file[section].flatMap(({ id, until }, index) =>
      until < today ? [{ path: [section, index], message: `\`${id}\` ran out on ${until}: it is void` }] : [],
    );
  return [
    ...file.committees.flatMap(({ members }, committee) =>
      members.flatMap(({ email }, seat) => unknown(email, ['committees', committee, 'members', seat], 'member')),
    ),
    ...file.delegations.flatMap(({ officer }, index) => unknown(officer, ['delegations', index], 'officer')),
    ...expired('delegations'),
    ...expired('permissions'),
    ...expired('obligations'),
  ];
}
