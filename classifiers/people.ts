/**
 * Who is exposed: membership numbers and the people that they, a row or a line name.
 *
 * Shapes: a letter and six digits (older), a letter and seven (since about 2014); a blank after the letter and lower case
 * occur. The same shape serves invoices and parts, so a number counts beside a person or a word of membership. Pure.
 */

import type { headingsOf } from './fields.ts';
import type { ExposedPerson } from './finding.ts';
import type { Block, Row } from './rows.ts';

export interface PeopleHit {
  readonly signal:
    | 'membership/number'
    | 'membership/numbered-person'
    | 'membership/person-lines'
    | 'membership/contact';
  readonly start: number;
  readonly end: number;
}

export interface PeopleFound {
  readonly hits: readonly PeopleHit[];
  /** With where they stand, in order; one person may come several times. */
  readonly people: readonly (ExposedPerson & { readonly at: number })[];
}

const NUMBER = /\b[A-Z][ -]?\d{6,7}\b|\b[al]\d{6,7}\b/g;
const COMMERCE =
  /\b(?:invoice|order|part|flight|policy|account|booking|product|serial|sku|po|vat|plate|reg|model|ticket|ref(?:erence)? no|version|build|passport|chassis|bates)\b[^\n]{0,20}$/i;
const MEMBER = /\b(?:member(?:ship)?|mem|card|memb|aelod\w*)\b/i;
const NAME = /\p{Lu}[\p{L}'’-]{1,24},? (?:\p{Lu}\.? )?\p{Lu}[\p{L}'’-]{1,24}/u;
const CONTACT =
  /[^\s@,;<>()]{1,64}@[^\s@,;<>()]{1,80}|(?:\+44|\b0)[\d ()-]{8,14}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g;
const LISTED = 1000;

export function peopleIn(text: string, blocks: readonly Block[]): PeopleFound {
  const hits: PeopleHit[] = [];
  const people: (ExposedPerson & { at: number })[] = [];

  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - 90), start);
    const after = text.slice(end, end + 60);
    if (COMMERCE.test(before)) continue;
    const name = nameBefore(before) ?? NAME.exec(after.split('\n', 1)[0] ?? '')?.[0] ?? null;
    const isMember = MEMBER.test(before) || MEMBER.test(after.slice(0, 30));
    if (!name && !isMember) {
      hits.push({ signal: 'membership/number', start, end });
      continue;
    }
    const isOurs = /^[AL]/i.test(match[0]);
    hits.push({ signal: isMember || isOurs ? 'membership/numbered-person' : 'membership/number', start, end });
    people.push({ name, email: null, membership: compact(match[0]), at: start });
  }

  for (const block of blocks) {
    const columns = columnsOf(block);
    for (const row of block.rows) {
      const person = personOf(row, columns);
      if (!person) continue;
      people.push({ ...person, at: row.start });
      if (people.length < LISTED) hits.push({ signal: 'membership/person-lines', start: row.start, end: row.end });
    }
  }
  let seen = 0;
  for (const match of text.matchAll(CONTACT)) {
    const end = match.index + match[0].length;
    if (++seen > 40) break;
    hits.push({ signal: 'membership/contact', start: match.index, end });
  }
  return { hits, people };
}

/** Distinct people: by number, else address, else name. A row that a number's line already told is the same person. */
export function distinct(people: readonly ExposedPerson[]): ExposedPerson[] {
  const found: ExposedPerson[] = [];
  const keys = new Map<string, number>();
  for (const { name, email, membership } of people) {
    const own = [
      membership && `m:${membership}`,
      email && `e:${email.toLowerCase()}`,
      name && `n:${nameKey(name)}`,
    ].filter((key): key is string => Boolean(key));
    const known = own.map((key) => keys.get(key)).find((at) => at !== undefined);
    const at = known ?? found.length;
    const former = known === undefined ? undefined : found[at];
    found[at] = {
      name: former?.name ?? name,
      email: former?.email ?? email,
      membership: former?.membership ?? membership,
    };
    for (const key of own) keys.set(key, at);
  }
  return found;
}

/** "Petty, Joan", "Joan PETTY" and "Ms Joan Petty" are one. */
function nameKey(name: string): string {
  const bare = name.toLowerCase().replace(/^(?:mr|mrs|ms|miss|mx|dr|cllr|rev|prof|sir)\.? /, '');
  return bare
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
}

function compact(number: string): string {
  return number.replace(/[ -]/g, '').toUpperCase();
}

function nameBefore(before: string): string | null {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const names = [...line.matchAll(new RegExp(NAME.source, 'gu'))];
  return names.at(-1)?.[0] ?? null;
}

interface Columns {
  readonly first: number;
  readonly last: number;
  readonly whole: number;
}

function columnsOf(block: Block): Columns {
  const at = (kind: ReturnType<typeof headingsOf>[number]) =>
    block.headings.findIndex((heading) => heading.includes(kind));
  return { first: at('first-name'), last: at('surname'), whole: at('name') };
}

function personOf(row: Row, { first, last, whole }: Columns): ExposedPerson | null {
  const cell = (at: number) => (at >= 0 ? row.cells[at] || null : null);
  const of = (kind: Row['kinds'][number]) => cell(row.kinds.indexOf(kind));
  const words = row.cells.filter((each, at) => row.kinds[at] === 'word' && /^\p{Lu}/u.test(each));
  const named = cell(first) && cell(last) ? `${cell(first)} ${cell(last)}` : (cell(whole) ?? cell(last));
  const name = named ?? of('name') ?? (words.length >= 2 ? `${words[0]} ${words[1]}` : null);
  const email = of('email')?.replace(/[<>]/g, '') ?? null;
  const number = of('member-number');
  const reachable = email ?? of('phone') ?? of('postcode') ?? of('status') ?? of('elector-number') ?? number;
  if (!reachable || !(name || number || email)) return null;
  return { name, email, membership: number ? compact(number) : null };
}
