/** The register as lists: one section each, with its columns. What a column gives is text. */
import type { RegisterEntries } from '../register/types.ts';

export interface SectionColumn<Entry> {
  readonly title: string;
  readonly of: (entry: Entry) => string;
}

export interface Section<Entry = unknown> {
  readonly key: string;
  readonly label: string;
  readonly entries: (register: RegisterEntries) => readonly Entry[];
  readonly columns: readonly SectionColumn<Entry>[];
}

/** Forgets the type of the entries: a section takes only its own. */
function section<Entry>(
  key: string,
  label: string,
  entries: Section<Entry>['entries'],
  columns: readonly SectionColumn<Entry>[],
): Section {
  return {
    key,
    label,
    entries,
    columns: columns.map(({ title, of }) => ({ title, of: (entry) => of(entry as Entry) })),
  };
}

const list = (values: readonly string[]) => values.join(', ');
const period = ({ from, until }: { readonly from: string | null; readonly until: string | null }) =>
  from || until ? `${from ?? '…'} to ${until ?? '…'}` : 'open';

export const SECTIONS: readonly Section[] = [
  section('people', 'People', ({ people }) => people, [
    { title: 'Name', of: ({ name, alsoKnown }) => [name, ...alsoKnown].join(', also ') },
    { title: 'Addresses', of: ({ email, also }) => list([email, ...also]) },
    { title: 'Roles', of: ({ roles }) => list(roles.map(({ role, of }) => (of ? `${role} of ${of}` : role))) },
    { title: 'Offices', of: ({ offices }) => list(offices) },
    { title: 'Membership', of: ({ membership }) => membership ?? '' },
    { title: 'Member', of: ({ member }) => (member === undefined ? 'not known' : member ? 'yes' : 'no') },
  ]),
  section('committees', 'Committees', ({ committees }) => committees, [
    { title: 'Name', of: ({ name, aliases }) => [name, ...aliases].join(', also ') },
    { title: 'National', of: ({ national }) => (national ? 'yes' : 'no') },
    {
      title: 'Members',
      of: ({ members }) =>
        list(members.map(({ email, divisions, affiliate }) => `${email}${seat([...divisions, affiliate])}`)),
    },
    { title: 'Support', of: ({ support }) => list(support) },
    { title: 'Meetings', of: ({ meetings }) => list(meetings) },
  ]),
  section('permissions', 'Permissions', ({ permissions }) => permissions, [
    { title: 'Id', of: ({ id }) => id },
    {
      title: 'By',
      of: ({ by, authority, minute, delegation }) =>
        list([`${by} (${authority})`, minute ?? '', delegation ?? ''].filter(Boolean)),
    },
    { title: 'Matters', of: ({ categories }) => list(categories) },
    { title: 'From', of: ({ senders }) => list(senders) },
    { title: 'To', of: ({ recipients }) => list(recipients) },
    { title: 'Days', of: period },
  ]),
  section('delegations', 'Delegations', ({ delegations }) => delegations, [
    { title: 'Id', of: ({ id }) => id },
    { title: 'Officer', of: ({ officer }) => officer },
    { title: 'By', of: ({ by, minute }) => list([by, minute ?? ''].filter(Boolean)) },
    { title: 'Power', of: ({ power }) => power ?? '' },
    { title: 'Days', of: period },
  ]),
  section('obligations', 'Obligations', ({ obligations }) => obligations, [
    { title: 'Id', of: ({ id }) => id },
    { title: 'Kind', of: ({ kind }) => kind },
    { title: 'Basis', of: ({ basis }) => basis },
    { title: 'Matters', of: ({ categories }) => list(categories) },
    { title: 'To', of: ({ recipients }) => list(recipients) },
    { title: 'Days', of: period },
  ]),
  section('cases', 'Cases', ({ cases }) => cases, [
    { title: 'Reference', of: ({ ref }) => ref },
    { title: 'State', of: ({ status, kind }) => `${status}${kind === 'discipline' ? '' : ', membership dispute'}` },
    {
      title: 'Concerns',
      of: ({ subject }) => list([subject.name, subject.email ?? '', subject.membership ?? ''].filter(Boolean)),
    },
    { title: 'Complainants', of: ({ complainants }) => list(complainants) },
    { title: 'Witnesses', of: ({ witnesses }) => list(witnesses) },
    { title: 'Appointed', of: ({ appointed }) => list(appointed) },
    { title: 'Advisers', of: ({ advisers }) => list(advisers.map(({ email, capacity }) => `${email} (${capacity})`)) },
  ]),
  section('lists', 'Lists', ({ lists }) => lists, [
    { title: 'Address', of: ({ address }) => address },
    { title: 'Committee', of: ({ committee }) => committee ?? '' },
    { title: 'Members', of: ({ members }) => list(members) },
  ]),
  section('units', 'Units', ({ units }) => units, [
    { title: 'Id', of: ({ id }) => id },
    { title: 'Name', of: ({ name, aliases }) => [name, ...aliases].join(', also ') },
  ]),
  section('matters', 'Matters', ({ matters }) => matters, [
    { title: 'Id', of: ({ id }) => id },
    { title: 'Phrases', of: ({ phrases }) => list(phrases) },
    { title: 'Strictly', of: ({ strictly }) => (strictly ? 'yes' : 'no') },
    { title: 'Minute', of: ({ minute }) => minute ?? '' },
  ]),
  section('decisions', 'Decisions of the NEC', ({ decisions }) => decisions, [
    { title: 'Id', of: ({ id }) => id },
    { title: 'Minute', of: ({ minute }) => minute ?? '' },
    { title: 'Names', of: ({ names }) => list(names) },
    { title: 'Power', of: ({ power }) => power },
    { title: 'Cases', of: ({ cases }) => list(cases) || 'all' },
  ]),
  section('bodies', 'Divisions and affiliates', ({ divisions, affiliates }) => [...divisions, ...affiliates], [
    { title: 'Id', of: ({ id }) => id },
    { title: 'Name', of: ({ name }) => name },
    { title: 'People', of: (body) => list('members' in body ? body.members : body.executive) },
  ]),
];

function seat(places: readonly (string | null)[]): string {
  const named = places.filter((each) => each !== null);
  return named.length > 0 ? ` (${named.join(', ')})` : '';
}

/** Entries in which each word stands, in any column. */
export function searched({ columns }: Section, entries: readonly unknown[], query: string): unknown[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = columns
      .map(({ of }) => of(entry))
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
