/**
 * What a schema cannot tell: ids that do not exist, one address in two entries, an authority without its record.
 *
 * Problems make a register refused; warnings are for `reticent register check`: what has run out, or lacks what would
 * make it count, is void and not wrong.
 */
import { NEC, plainAddress } from './register.ts';
import type { RegisterFile } from './schema.ts';
import type { KeyPath } from './yaml.ts';

export interface Found {
  readonly path: KeyPath;
  readonly message: string;
  /** Where else it stands, of what may stand but once. */
  readonly also?: KeyPath;
}

/** Sections whose entries are referred to, or told apart, by an id. */
const KEYED = [
  'units',
  'matters',
  'delegations',
  'decisions',
  'committees',
  'divisions',
  'affiliates',
  'permissions',
  'obligations',
] as const;

export function problemsIn(file: RegisterFile): Found[] {
  return [
    ...twice(file.people.flatMap(addressesOf), 'address'),
    ...twice(
      file.people.flatMap(({ membership }, index) =>
        membership ? [{ key: membership, path: ['people', index, 'membership'] }] : [],
      ),
      'membership number',
    ),
    ...KEYED.flatMap((section) =>
      twice(
        file[section].flatMap(({ id }, index) => (id === undefined ? [] : [{ key: id, path: [section, index, 'id'] }])),
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
    ...periodProblems(file),
  ];
}

interface Keyed {
  readonly key: string;
  readonly path: KeyPath;
}

/** The addresses of one entry; the same one twice within it does no harm. */
function addressesOf({ email, also }: RegisterFile['people'][number], index: number): Keyed[] {
  const all = [
    { key: plainAddress(email), path: ['people', index, 'email'] },
    ...also.map((address, at) => ({ key: plainAddress(address), path: ['people', index, 'also', at] })),
  ];
  return all.filter(({ key }, at) => all.findIndex((each) => each.key === key) === at);
}

function twice(entries: readonly Keyed[], what: string): Found[] {
  const seen = new Map<string, KeyPath>();
  return entries.flatMap(({ key, path }) => {
    const also = seen.get(key);
    if (also) return [{ path, message: `${what} \`${key}\` stands in two entries`, also }];
    seen.set(key, path);
    return [];
  });
}

function brokenReferences(file: RegisterFile): Found[] {
  const ids = (entries: readonly { readonly id?: string | undefined }[]) => new Set(entries.map(({ id }) => id));
  const known = {
    unit: ids(file.units),
    division: ids(file.divisions),
    affiliate: ids(file.affiliates),
    committee: ids(file.committees),
    delegation: ids(file.delegations),
    case: new Set<string | undefined>(file.cases.map(({ ref }) => ref)),
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

function roleProblems({ people, committees }: RegisterFile): Found[] {
  const seats = committees.find(({ id }) => id === NEC)?.members.map(({ email }) => plainAddress(email)) ?? [];
  const message = `\`nec-member\` follows from the members of committee \`${NEC}\`; give the seat there`;
  return people.flatMap(({ email, also, roles }, person) => {
    if ([email, ...also].some((address) => seats.includes(plainAddress(address)))) return [];
    return roles.flatMap((role, index) =>
      (typeof role === 'string' ? role : role.role) === 'nec-member'
        ? [{ path: ['people', person, 'roles', index], message }]
        : [],
    );
  });
}

function periodProblems(file: RegisterFile): Found[] {
  return (['delegations', 'permissions', 'obligations'] as const).flatMap((section) =>
    file[section].flatMap(({ from, until }, index) =>
      from === undefined || until === undefined || from <= until
        ? []
        : [{ path: [section, index, 'until'], message: `\`until\` ${until} lies before \`from\` ${from}` }],
    ),
  );
}

/** What a person should look at, though it is allowed. `today` is an ISO date. */
export function warningsIn(file: RegisterFile, today: string): Found[] {
  return [...strangers(file), ...expired(file, today), ...withoutAuthority(file), ...unheldRoles(file)];
}

function strangers(file: RegisterFile): Found[] {
  const addresses = new Set(file.people.flatMap(({ email, also }) => [email, ...also].map(plainAddress)));
  const unknown = (address: string | undefined, path: KeyPath, what: string): Found[] =>
    address === undefined || addresses.has(plainAddress(address))
      ? []
      : [{ path, message: `${what} \`${address}\` stands in no \`people\` entry` }];
  return [
    ...file.committees.flatMap(({ members }, committee) =>
      members.flatMap(({ email }, seat) => unknown(email, ['committees', committee, 'members', seat], 'member')),
    ),
    ...file.delegations.flatMap(({ officer }, index) => unknown(officer, ['delegations', index], 'officer')),
  ];
}

function expired(file: RegisterFile, today: string): Found[] {
  return (['delegations', 'permissions', 'obligations'] as const).flatMap((section) =>
    file[section].flatMap(({ id, until }, index) =>
      until !== undefined && until < today
        ? [{ path: [section, index], message: `\`${id ?? section}\` ran out on ${until}: it is void` }]
        : [],
    ),
  );
}

function withoutAuthority({ people, permissions, delegations }: RegisterFile): Found[] {
  const secretaries = people
    .filter(({ roles }) => roles.some((role) => role === 'general-secretary'))
    .flatMap(({ email, also }) => [email, ...also].map(plainAddress));
  const isSecretary = (by: string | undefined) => by !== undefined && secretaries.includes(plainAddress(by));
  const lacks = (each: RegisterFile['permissions'][number]): string | undefined => {
    if (each.authority === 'nec' && !each.minute) return 'has no `minute` of the NEC';
    if (each.authority === 'national-officer' && !each.delegation) return 'has no `delegation`';
    if (each.authority === 'general-secretary' && !isSecretary(each.by)) return 'is not `by` the General Secretary';
    return undefined;
  };
  return [
    ...permissions.flatMap((each, index) => {
      const what = lacks(each);
      return what
        ? [{ path: ['permissions', index], message: `\`${each.id ?? 'permission'}\` ${what}: it is void` }]
        : [];
    }),
    ...delegations.flatMap(({ id, by, power, minute }, index) => {
      const isByNec = power === 'discipline' && by?.toLowerCase() === 'nec' && minute !== undefined;
      const message = `\`${id ?? 'delegation'}\` is not \`by\` the General Secretary: it is void`;
      return isByNec || isSecretary(by) ? [] : [{ path: ['delegations', index], message }];
    }),
  ];
}

/** A role with a slip of the pen entitles nobody, and nobody notices. */
function unheldRoles({ people, entitled, duties }: RegisterFile): Found[] {
  const held = new Set([
    'nec-member',
    ...people.flatMap(({ roles }) => roles.map((role) => (typeof role === 'string' ? role : role.role))),
  ]);
  const listed = [
    ...Object.entries(entitled).map(([category, roles]) => ({ path: ['entitled', category], roles })),
    { path: ['duties', 'discipline'], roles: duties?.discipline ?? [] },
  ];
  return listed.flatMap(({ path, roles }) =>
    roles.flatMap((role, index) =>
      role.includes('@') || held.has(role)
        ? []
        : [{ path: [...path, index], message: `nobody holds the role \`${role}\`` }],
    ),
  );
}
