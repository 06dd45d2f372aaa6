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
import { HAS_DIGIT, isLetter, isUpper, type Tokens } from './tokens.ts';

export interface PeopleHit {
  readonly signal:
    | 'membership/number'
    | 'membership/our-number'
    | 'membership/numbered-person'
    | 'membership/person-lines'
    | 'membership/contact';
  readonly start: number;
  readonly end: number;
}

/** A person with where they stand, and what else the roll may know them by. */
export interface PersonSeen extends ExposedPerson {
  readonly at: number;
  /** Read only where there is a roll. */
  readonly phone: string | null;
  readonly postcode: string | null;
}

export interface PeopleFound {
  readonly hits: readonly PeopleHit[];
  /** In order; one person may come several times. */
  readonly people: readonly PersonSeen[];
}

const NUMBER = /^[A-Za-z]\d{6,7}$/;
/** In the two lengths that the Party gives out, and none of the round ones that stand in examples. */
const OUR_NUMBER = /^(?:A ?(?!0{4}|123456)\d{6,7}|L ?(?!0{5}|1234567)\d{7})$/i;
const COMMERCE =
  /\b(?:invoice|order|part|flight|policy|account|booking|product|serial|sku|po|vat|plate|reg|model|ticket|ref(?:erence)? no|version|build|passport|chassis|bates)\b[^\n]{0,20}$/i;
const MEMBER = /\b(?:member(?:ship)?|mem|card|memb|aelod\w*)(?![a-z])/i;
const NAME = /\p{Lu}(?:[\p{L}'’-]{1,24}|\.)?,? (?:\p{Lu}\.? )?\p{Lu}[\p{L}'’-]{1,24}/u;
const NAMES = new RegExp(NAME.source, 'gu');
const PHONE = /(?:\+44|0)[\d ()-]{8,14}\d/y;
const CONTACTS = 40;
const LISTED = 1000;

export function peopleIn(tokens: Tokens, blocks: readonly Block[], hasRoll: boolean): PeopleFound {
  const { text } = tokens;
  const hits: PeopleHit[] = [];
  const people: PersonSeen[] = [];

  const memberWords = new MemberWords(tokens);
  for (const { token, start, end } of numbersIn(tokens)) {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(Math.max(line, start - 90), start);
    if (before !== '' && COMMERCE.test(before.length > 40 ? before.slice(-40) : before)) continue;
    const number = text.slice(start, end);
    if (OUR_NUMBER.test(number)) hits.push({ signal: 'membership/our-number', start, end });
    const after = text.slice(end, Math.min(end + 60, lineEnd(text, end, end + 60)));
    const name = lastName(before) ?? (mayName(after) ? NAME.exec(after)?.[0] : null) ?? null;
    const isMember =
      memberWords.mayStandNear(token, start - 90, end + 30) &&
      (MEMBER.test(text.slice(Math.max(0, start - 90), start)) || MEMBER.test(text.slice(end, end + 30)));
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
      const person = personOf(row, columns, hasRoll);
      if (!person) return;
      people.push(person);
      if (people.length < LISTED) hits.push({ signal: 'membership/person-lines', start: row.start, end: row.end });
    };
    for (const row of block.rows) see(row);
    block.beyond(see);
  }
  for (const { start, end } of contactsIn(tokens, CONTACTS)) hits.push({ signal: 'membership/contact', start, end });
  if (!inOrder(people)) people.sort((a, b) => a.at - b.at);
  return { hits, people };
}

function inOrder(people: readonly PersonSeen[]): boolean {
  let last = 0;
  for (const { at } of people) {
    if (at < last) return false;
    last = at;
  }
  return true;
}

interface NumberSeen extends Span {
  readonly token: number;
}

// Lists rather than generators: one call goes through a whole text, and the loop of a generator is not compiled meanwhile.

/** Membership numbers by shape: one token, or a letter and a token of digits after a blank. */
function numbersIn({ text, starts, ends, marked }: Tokens): NumberSeen[] {
  const numbers: NumberSeen[] = [];
  for (let each = 0; each < marked.length; each++) {
    const token = marked[each] ?? 0;
    const end = ends[token] ?? 0;
    const start = starts[token] ?? 0;
    const length = end - start;
    if (length < 6 || length > 8) continue;
    if (length > 6 && isLetter(text.charCodeAt(start)) && NUMBER.test(text.slice(start, end)))
      numbers.push({ token, start, end });
    if (length > 7 || token === 0) continue;
    const letter = starts[token - 1] ?? 0;
    if (start - letter === 2 && /^[AL][ -]\d+$/.test(text.slice(letter, end)))
      numbers.push({ token, start: letter, end });
  }
  return numbers;
}

function lineEnd(text: string, from: number, most: number): number {
  for (let at = from; at < most; at++) if (text.charCodeAt(at) === 10) return at;
  return most;
}

/** Whether a capital stands behind a blank: without one no name has two words. */
function mayName(text: string): boolean {
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1))
    if (isUpper(text.charCodeAt(at + 1))) return true;
  return false;
}

/**
 * Where a token may say that a number is a member's; an expression has the last word. Asked for one number after the other,
 * so that no token of a long list is looked at for each number that stands near.
 */
class MemberWords {
  readonly #tokens: Tokens;
  /** The last that may, of all tokens before `#looked`. */
  #last = -1;
  #looked = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** Whether one does before the token but behind the offset `from`, or behind the token but before `to`. */
  mayStandNear(token: number, from: number, to: number): boolean {
    const { starts, ends, count } = this.#tokens;
    for (; this.#looked < token; this.#looked++)
      if (maySayMember(this.#tokens, this.#looked)) this.#last = this.#looked;
    if (this.#last >= 0 && (ends[this.#last] ?? 0) > from) return true;
    for (let at = token + 1; at < count && (starts[at] ?? 0) < to; at++)
      if (maySayMember(this.#tokens, at)) return true;
    return false;
  }
}

/** `mem` begins it, `car` or `ael`; or one of them stands in it behind an apostrophe or a letter beyond ASCII. */
function maySayMember({ text, starts, ends }: Tokens, at: number): boolean {
  const start = starts[at] ?? 0;
  const end = ends[at] ?? 0;
  if (end - start < 3) return false;
  const first = text.charCodeAt(start) | 32;
  const second = text.charCodeAt(start + 1) | 32;
  const third = text.charCodeAt(start + 2) | 32;
  if (first === 109 && second === 101 && third === 109) return true;
  if (first === 99 && second === 97 && third === 114) return true;
  if (first === 97 && second === 101 && third === 108) return true;
  for (let unit = start; unit + 3 < end; unit++) {
    const code = text.charCodeAt(unit);
    if (code === 39 || code > 0x7f) return true;
  }
  return false;
}

/** The first telephones, postcodes and addresses of mail, so many at most. */
function contactsIn({ text, starts, ends, flags, marked }: Tokens, most: number): Span[] {
  const contacts: Span[] = [];
  let done = 0;
  for (let each = 0; each < marked.length && contacts.length < most; each++) {
    const at = marked[each] ?? 0;
    const start = starts[at] ?? 0;
    if (start < done) continue;
    let end = ends[at] ?? 0;
    if (text.charCodeAt(end) === 64) {
      contacts.push({ start, end: end + 1 });
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
    contacts.push({ start, end });
  }
  return contacts;
}

function compact(number: string): string {
  return /^[A-Z]\d+$/.test(number) ? number : number.replace(/[ -]/g, '').toUpperCase();
}

/** The name that stands last in the line before a number. */
function lastName(before: string): string | null {
  if (!mayName(before)) return null;
  let name: string | null = null;
  for (const [each] of before.matchAll(NAMES)) name = each;
  return name;
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

const WORD = bitsOf('word');
const REACHABLE = bitsOf('email', 'phone', 'postcode', 'status', 'elector-number', 'member-number');

function personOf(row: Row, { first, last, whole }: Columns, hasRoll: boolean): PersonSeen | null {
  if (!row.has(REACHABLE)) return null;
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
    phone: hasRoll ? of('phone') : null,
    postcode: hasRoll ? of('postcode') : null,
    at: row.start,
  };
}

/** The first two words with a capital: a name in two columns. */
function wordsOf(row: Row): string | null {
  let first = '';
  for (let at = 0; at < row.width; at++) {
    const unit = row.begins(at);
    if (!(isUpper(unit) || isSurrogate(unit)) || !row.is(at, WORD)) continue;
    const word = row.cell(at);
    if (!isUpper(unit) && !/^\p{Lu}/u.test(word)) continue;
    if (first) return `${first} ${word}`;
    first = word;
  }
  return null;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}
