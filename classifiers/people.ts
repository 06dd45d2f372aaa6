/**
 * Who is exposed: membership numbers and the people that they, a row or a line name.
 *
 * Shapes: a letter and six digits (older), a letter and seven (since about 2014); a blank after the letter and lower case
 * occur. The same shape serves invoices and parts, so a number counts beside a person or a word of membership. Pure.
 */

import type { Span } from '../src/document/document.ts';
import { bitsOf, type FieldKind } from './fields.ts';
import type { ExposedPerson } from './finding.ts';
import type { headingsOf } from './headings.ts';
import type { Block, Row } from './rows.ts';
import { HAS_DIGIT, type Tokens } from './tokens.ts';

export interface PeopleHit {
  readonly signal:
    | 'membership/number'
    | 'membership/numbered-person'
    | 'membership/person-lines'
    | 'membership/contact';
  readonly start: number;
  readonly end: number;
}

/** A person with where they stand, and what else the roll may know them by. */
export interface PersonSeen extends ExposedPerson {
  readonly at: number;
  readonly phone: string | null;
  readonly postcode: string | null;
}

export interface PeopleFound {
  readonly hits: readonly PeopleHit[];
  /** In order; one person may come several times. */
  readonly people: readonly PersonSeen[];
}

const NUMBER = /^[A-Za-z]\d{6,7}$/;
const COMMERCE =
  /\b(?:invoice|order|part|flight|policy|account|booking|product|serial|sku|po|vat|plate|reg|model|ticket|ref(?:erence)? no|version|build|passport|chassis|bates)\b[^\n]{0,20}$/i;
const MEMBER = /\b(?:member(?:ship)?|mem|card|memb|aelod\w*)(?![a-z])/i;
const NAME = /\p{Lu}(?:[\p{L}'’-]{1,24}|\.)?,? (?:\p{Lu}\.? )?\p{Lu}[\p{L}'’-]{1,24}/u;
const PHONE = /(?:\+44|0)[\d ()-]{8,14}\d/y;
const CONTACTS = 40;
const LISTED = 1000;

export function peopleIn(tokens: Tokens, blocks: readonly Block[]): PeopleFound {
  const { text } = tokens;
  const hits: PeopleHit[] = [];
  const people: PersonSeen[] = [];

  for (const { start, end } of numbersIn(tokens)) {
    const number = text.slice(start, end);
    const before = text.slice(Math.max(0, start - 90), start);
    const after = text.slice(end, end + 60);
    if (COMMERCE.test(before)) continue;
    const name = nameBefore(before) ?? NAME.exec(after.split('\n', 1)[0] ?? '')?.[0] ?? null;
    const isMember = MEMBER.test(before) || MEMBER.test(after.slice(0, 30));
    if (!name && !isMember) {
      hits.push({ signal: 'membership/number', start, end });
      continue;
    }
    const isOurs = /^[AL]/i.test(number);
    hits.push({ signal: isMember || isOurs ? 'membership/numbered-person' : 'membership/number', start, end });
    people.push({ name, email: null, membership: compact(number), phone: null, postcode: null, at: start });
  }

  for (const block of blocks) {
    const columns = columnsOf(block);
    const see = (row: Row) => {
      const person = personOf(row, columns);
      if (!person) return;
      people.push(person);
      if (people.length < LISTED) hits.push({ signal: 'membership/person-lines', start: row.start, end: row.end });
    };
    for (const row of block.rows) see(row);
    block.beyond(see);
  }
  let seen = 0;
  for (const each of contactsIn(tokens)) {
    if (++seen > CONTACTS) break;
    hits.push({ signal: 'membership/contact', ...each });
  }
  people.sort((a, b) => a.at - b.at);
  return { hits, people };
}

/** Membership numbers by shape: one token, or a letter and a token of digits after a blank. */
function* numbersIn({ text, starts, ends, marked }: Tokens): Generator<Span> {
  for (const at of marked) {
    const end = ends[at] ?? 0;
    const start = starts[at] ?? 0;
    const length = end - start;
    if (length < 6 || length > 8) continue;
    if (length > 6 && isLetter(text.charCodeAt(start)) && NUMBER.test(text.slice(start, end))) yield { start, end };
    if (length > 7 || at === 0) continue;
    const letter = starts[at - 1] ?? 0;
    if (start - letter === 2 && /^[AL][ -]\d+$/.test(text.slice(letter, end))) yield { start: letter, end };
  }
}

function isLetter(unit: number): boolean {
  return (unit > 64 && unit < 91) || (unit > 96 && unit < 123);
}

/** Telephones, postcodes and addresses of mail. */
function* contactsIn({ text, starts, ends, flags, marked }: Tokens): Generator<Span> {
  let done = 0;
  for (const at of marked) {
    const start = starts[at] ?? 0;
    if (start < done) continue;
    let end = ends[at] ?? 0;
    if (text.charCodeAt(end) === 64) {
      yield { start, end: end + 1 };
      continue;
    }
    if (!((flags[at] ?? 0) & HAS_DIGIT)) continue;
    const unit = text.charCodeAt(start);
    if (unit === 48 || unit === 52) {
      PHONE.lastIndex = unit === 48 ? start : start - 1;
      const phone = PHONE.exec(text);
      if (!phone) continue;
      end = start + phone[0].length;
    } else if (!isLetter(unit) || !/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/.test(text.slice(start, start + 9))) continue;
    done = end;
    yield { start, end };
  }
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
    // Two of one name with different numbers or addresses are two.
    const known = own
      .map((key) => keys.get(key))
      .find((at) => at !== undefined && agree(found[at]?.membership, membership) && agree(found[at]?.email, email));
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

function agree(one: string | null | undefined, other: string | null): boolean {
  return !one || !other || one.toLowerCase() === other.toLowerCase();
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

const REACHABLE = bitsOf('email', 'phone', 'postcode', 'status', 'elector-number', 'member-number');

function personOf(row: Row, { first, last, whole }: Columns): PersonSeen | null {
  if ((row.bits & REACHABLE) === 0) return null;
  const of = (kind: FieldKind) => row.cell(row.find(kind)) || null;
  const given = row.cell(first);
  const family = row.cell(last);
  const named = given && family ? `${given} ${family}` : whole < 0 ? family : row.cell(whole) || family;
  const name = named || of('name') || wordsOf(row);
  const email = of('email');
  const number = of('member-number');
  if (!(name || number || email)) return null;
  return {
    name,
    email: email && (email.includes('<') || email.includes('>')) ? email.replace(/[<>]/g, '') : email,
    membership: number ? compact(number) : null,
    phone: of('phone'),
    postcode: of('postcode'),
    at: row.start,
  };
}

/** The first two words with a capital: a name in two columns. */
function wordsOf(row: Row): string | null {
  const words: string[] = [];
  for (let at = row.find('word'); at >= 0 && words.length < 2; at = row.find('word', at + 1)) {
    const word = row.cell(at);
    if (/^\p{Lu}/u.test(word)) words.push(word);
  }
  return words.length === 2 ? words.join(' ') : null;
}
