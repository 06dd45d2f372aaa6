/**
 * One person's record on lines of its own: "Name: …", "Tel: …", "Membership no: …" one under another, and a vCard. What such
 * lines tell is of one person, where each is a field of a record, no field comes twice, and nothing stands between.
 *
 * Counts people and moves no score. A line that says something freely joins nobody: it may be about somebody else. Pure.
 */
import type { PersonSeen } from './people.ts';

type Field = 'name' | 'email' | 'number' | 'other';

/** One record within a run of labelled lines. */
interface Recorded {
  readonly start: number;
  end: number;
  name: string | null;
  readonly labels: Set<string>;
}

const LABELLED = /^[\s>*•-]{0,8}(?:item\d\.)?([a-z][a-z .'/-]{0,28}(?:;[^:\n]{0,60})?)[:=][ \t]*(.*)$/i;
const NAME = /^(?:name|full name|member(?:'s)? name|fn)$/;
/** One's own name in parts: beside a whole name it is another's. */
const PART_OF_NAME = /^(?:first name|forename|given name|surname|last name|family name)$/;
/** A household, or a column of people written into one field. */
const SEVERAL = /[&/;]|\band\b/i;
const EMAIL = /^(?:e-?mail(?: address)?|mail)$/;
const NUMBER = /^(?:mem(?:ber(?:ship)?)?\.? ?(?:no|num|number|id)\.?|x-membership(?:-(?:no|number|id))?)$/;
const OTHER =
  /^(?:title|tel|telephone|phone|mobile|landline|home|address|postcode|post code|town|ward|branch|clp|constituency|region|dob|date of birth|born|gender|joined|join date|date joined|status|membership status|membership type|type|payment|paid until|paid|n|adr|bday|version|uid|rev|org|begin|end|prodid|categories)$/;
/** Of a vCard, where a number of membership has no field. */
const NOTED = /^(?:mem(?:ber(?:ship)?)?\.? ?(?:no|num|number|id)?\.?:? ?)?[a-z] ?\d{6,7}$/i;
const LONGEST_LINE = 200;

/** In their order, those of one record as one. */
export function oneOfRecord(text: string, people: readonly PersonSeen[]): readonly PersonSeen[] {
  if (people.length < 2) return people;
  const found: PersonSeen[] = [];
  let run: readonly Recorded[] = [];
  let next = 0;
  let joined: { readonly record: Recorded; readonly at: number } | undefined;
  let line: Line = { start: 0, end: -1 };
  for (const person of people) {
    // Looked for once: all of a text may be one line, with thousands of people.
    if (person.at > line.end || person.at < line.start) line = lineAt(text, person.at);
    const field = fieldOf(text, line);
    if (!field || !fits(person, field.kind)) {
      found.push(person);
      continue;
    }
    if (line.start >= (run.at(-1)?.end ?? -1)) {
      run = recordsAround(text, line);
      next = 0;
    }
    while ((run[next]?.end ?? text.length) <= line.start) next++;
    const record = run[next];
    const former = joined && joined.record === record ? found[joined.at] : undefined;
    // Without a name an address may be that of who writes.
    if (joined && record?.name && former && agree(former, person)) found[joined.at] = joinedOf(former, person, record);
    else {
      if (record) joined = { record, at: found.length };
      found.push(person);
    }
  }
  return found;
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function lineAt(text: string, at: number): Line {
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
}

function fieldOf(
  text: string,
  { start, end }: Line,
): { readonly kind: Field; readonly label: string; readonly value: string } | undefined {
  if (end - start > LONGEST_LINE) return undefined;
  const [, written, given = ''] = LABELLED.exec(text.slice(start, end)) ?? [];
  if (!written) return undefined;
  const label = written.trim().toLowerCase();
  const value = given.trim();
  const [bare = ''] = label.split(';');
  if (NAME.test(bare)) return { kind: 'name', label: 'name', value };
  if (EMAIL.test(bare)) return { kind: 'email', label: 'email', value };
  if (NUMBER.test(bare) || (bare === 'note' && NOTED.test(value))) return { kind: 'number', label: 'number', value };
  return OTHER.test(bare) || PART_OF_NAME.test(bare) ? { kind: 'other', label, value } : undefined;
}

/** Whether somebody was told by what belongs into the field: an address by that of addresses, a number by that of numbers. */
function fits({ email, membership }: PersonSeen, kind: Field): boolean {
  return (email === null || kind === 'email') && (membership === null || kind === 'number');
}

/** The records of all labelled lines around a line, so that each is read twice at most: a field that comes again begins another. */
function recordsAround(text: string, line: Line): Recorded[] {
  let { start } = line;
  while (start > 0) {
    const above = lineAt(text, start - 1);
    if (!fieldOf(text, above)) break;
    start = above.start;
  }
  const records: Recorded[] = [];
  for (let at = start; at <= text.length; ) {
    const here = lineAt(text, at);
    const field = fieldOf(text, here);
    if (!field) break;
    let record = records.at(-1);
    if (!record || record.labels.has(field.label) || field.label === 'begin' || isAnother(record, field.label)) {
      record = { start: here.start, end: here.end + 1, name: null, labels: new Set() };
      records.push(record);
    }
    record.labels.add(field.label);
    record.end = here.end + 1;
    if (field.kind === 'name') record.name = field.value === '' || SEVERAL.test(field.value) ? null : field.value;
    at = here.end + 1;
  }
  return records;
}

function isAnother({ labels }: Recorded, label: string): boolean {
  return PART_OF_NAME.test(label)
    ? labels.has('name')
    : label === 'name' && [...labels].some((each) => PART_OF_NAME.test(each));
}

function agree(one: PersonSeen, other: PersonSeen): boolean {
  const same = (a: string | null, b: string | null) => a === null || b === null || a.toLowerCase() === b.toLowerCase();
  return same(one.email, other.email) && same(one.membership, other.membership);
}

/** The name is that of its own field: what stands in others, as a street, only looks like one. */
function joinedOf(one: PersonSeen, other: PersonSeen, { name }: Recorded): PersonSeen {
  return {
    name,
    email: one.email ?? other.email,
    membership: one.membership ?? other.membership,
    phone: one.phone ?? other.phone,
    postcode: one.postcode ?? other.postcode,
    at: one.at,
  };
}
