/**
 * Questions of the register: who is behind an address, what they are, and on which bodies they sit. Pure.
 *
 * `load.ts` makes the entries. Addresses fit in any case, with plus-tags, and by any address of the person.
 */
import type { Case, Committee, Division, Person, RegisterEntries, Seat } from './types.ts';

export interface Register {
  readonly entries: RegisterEntries;
  /** Names this state of the register in decisions: a hash of its entries. */
  readonly version: string;
  /** The person behind an address. */
  readonly person: (address: string) => Person | undefined;
  /** Whether two addresses are one person's (or the same address). */
  readonly samePerson: (a: string, b: string) => boolean;
  /** Whether an address is that of one of the people listed. */
  readonly isAmong: (address: string, list: readonly string[]) => boolean;
  /** A role, of one unit where `unit` is given: a role without scope holds everywhere. */
  readonly hasRole: (address: string, role: string, unit?: string | null) => boolean;
  /** By role `national-officer`, or as the General Secretary, who is one too. */
  readonly isNationalOfficer: (address: string) => boolean;
  readonly committee: (id: string | null) => Committee | undefined;
  readonly seatOn: (address: string, committee: Committee) => Seat | undefined;
  readonly supports: (address: string, committee: Committee) => boolean;
  readonly case: (ref: string) => Case | undefined;
  /** Divisions that a member of the committee represents on it. */
  readonly divisionsOf: (address: string, committee: Committee) => readonly Division[];
  /** The people's addresses behind a group address, those of lists on it too; undefined where it is none that we know. */
  readonly membersOf: (address: string) => readonly string[] | undefined;
  /** Whether what goes to `address` reaches somebody: it is theirs, or a group address that they are behind. */
  readonly reaches: (address: string, somebody: string) => boolean;
}

export const EMPTY_ENTRIES: RegisterEntries = {
  organisation: { name: '', domains: [] },
  people: [],
  units: [],
  matters: [],
  marking: { withoutAuthority: [] },
  delegations: [],
  decisions: [],
  committees: [],
  divisions: [],
  affiliates: [],
  assistants: [],
  lists: [],
  entitled: {},
  duties: {},
  permissions: [],
  obligations: [],
  cases: [],
};

/**
 * Lower case, without the plus-tag: `A.Khan+nec@Party.example` is `a.khan@party.example`. Quotes that an address does not
 * need and the root's dot are other ways to write it (RFC 5321, 4.1.2), and no other recipient.
 */
export function plainAddress(address: string): string {
  const written = address
    .trim()
    .toLowerCase()
    .replace(/^"([^"@\\]+)"(?=@)/, '$1')
    .replace(/\.$/, '');
  const [local = '', ...rest] = written.split('@');
  const tag = local.indexOf('+');
  return [tag > 0 ? local.slice(0, tag) : local, ...rest].join('@');
}

/** The id of the committee whose members are `nec-member`s. */
export const NEC = 'nec';

/** Takes checked entries and their version; every look-up is a few map reads. */
export function createRegister(entries: RegisterEntries, version: string): Register {
  const people = new Map<string, Person>();
  for (const person of entries.people) {
    for (const address of [person.email, ...person.also]) people.set(plainAddress(address), person);
  }
  const committees = new Map(entries.committees.map((committee) => [committee.id, committee]));
  const cases = new Map(entries.cases.map((each) => [each.ref, each]));
  const lists = new Map(entries.lists.map((list) => [plainAddress(list.address), list]));

  const person = (address: string) => people.get(plainAddress(address));
  const samePerson = (a: string, b: string) => {
    if (plainAddress(a) === plainAddress(b)) return true;
    const one = person(a);
    return one !== undefined && one === person(b);
  };
  const isAmong = (address: string, list: readonly string[]) => list.some((each) => samePerson(address, each));
  const seatOn = (address: string, committee: Committee) =>
    committee.members.find(({ email }) => samePerson(address, email));
  const nec = committees.get(NEC);

  const hasRole = (address: string, role: string, unit?: string | null) => {
    if (role === 'nec-member') return nec !== undefined && seatOn(address, nec) !== undefined;
    // A scoped role needs the unit to be that one; an unknown unit is unknown, and not that one.
    return (person(address)?.roles ?? []).some((held) => held.role === role && (held.of === null || held.of === unit));
  };

  const membersOf = (address: string) => {
    if (!lists.has(plainAddress(address))) return undefined;
    const members = new Map<string, string>();
    const seen = new Set<string>();
    const waiting = [address];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const list = lists.get(plainAddress(next));
      if (!list) members.set(plainAddress(next), next);
      // A list on a list is its members, and two that hold each other hold nobody twice.
      if (!list || seen.has(list.address)) continue;
      seen.add(list.address);
      const committee = list.committee === null ? undefined : committees.get(list.committee);
      waiting.push(...[...list.members, ...(committee?.members.map(({ email }) => email) ?? [])].reverse());
    }
    return [...members.values()];
  };

  /** By one address each, and once for a list: a page of the quarantine asks it of every message, and it may have thousands. */
  const groups = new Map<string, ReadonlySet<string>>();
  const oneAddress = (address: string) => plainAddress(person(address)?.email ?? address);
  const behind = (address: string) => {
    const list = plainAddress(address);
    if (!lists.has(list)) return undefined;
    const known = groups.get(list) ?? new Set(membersOf(list)?.map(oneAddress));
    groups.set(list, known);
    return known;
  };

  return {
    entries,
    version,
    person,
    samePerson,
    isAmong,
    hasRole,
    isNationalOfficer: (address) => hasRole(address, 'national-officer') || hasRole(address, 'general-secretary'),
    committee: (id) => (id === null ? undefined : committees.get(id)),
    seatOn,
    supports: (address, committee) => isAmong(address, committee.support),
    case: (ref) => cases.get(ref),
    divisionsOf: (address, committee) => {
      const ids = seatOn(address, committee)?.divisions ?? [];
      return entries.divisions.filter(({ id }) => ids.includes(id));
    },
    membersOf,
    reaches: (address, somebody) =>
      samePerson(address, somebody) || (behind(address)?.has(oneAddress(somebody)) ?? false),
  };
}

/** Nobody is known and nothing is recorded. */
export const EMPTY_REGISTER = createRegister(EMPTY_ENTRIES, 'empty');
