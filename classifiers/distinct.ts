/**
 * Distinct people: by number, else address, else name. A row that a number's line already told is the same person.
 *
 * A membership list has a person a row, and a drive many lists: keys are two hashes in a flat table, and nothing is
 * allocated for somebody who is known. Pure.
 */
import type { ExposedPerson } from './finding.ts';

const LEAST_SLOTS = 1 << 4;

/** Two hashes of each key of the person in hand: number, address, name. */
const hashes = new Int32Array(6);
/** Which of them the person has. */
const has = [false, false, false];
const KEYS = has.length;

/** Keys by their hashes: four numbers a slot, of which the third is where the person stands plus one. */
class Keys {
  #slots = new Int32Array(4 * LEAST_SLOTS);
  #filled = 0;

  /** Where the person stands whom the key tells; −1 for a new key. */
  get(key: number): number {
    return (this.#slots[this.#slotOf(hashes[2 * key] ?? 0, hashes[2 * key + 1] ?? 0) + 2] ?? 0) - 1;
  }

  set(key: number, at: number): void {
    const first = hashes[2 * key] ?? 0;
    const second = hashes[2 * key + 1] ?? 0;
    const slot = this.#slotOf(first, second);
    if (this.#slots[slot + 2] === 0) this.#filled++;
    this.#slots[slot] = first;
    this.#slots[slot + 1] = second;
    this.#slots[slot + 2] = at + 1;
    if (this.#filled * 8 > this.#slots.length) this.#enlarge();
  }

  #slotOf(first: number, second: number): number {
    const slots = this.#slots;
    const mask = slots.length - 4;
    for (let slot = (first << 2) & mask; ; slot = (slot + 4) & mask) {
      if (slots[slot + 2] === 0 || (slots[slot] === first && slots[slot + 1] === second)) return slot;
    }
  }

  #enlarge(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 4);
    for (let at = 0; at < old.length; at += 4) {
      const there = old[at + 2] ?? 0;
      if (there === 0) continue;
      const slot = this.#slotOf(old[at] ?? 0, old[at + 1] ?? 0);
      this.#slots[slot] = old[at] ?? 0;
      this.#slots[slot + 1] = old[at + 1] ?? 0;
      this.#slots[slot + 2] = there;
    }
  }
}

/** In the order in which each was seen first; what one tells is added to what others did. */
export function distinct(people: readonly ExposedPerson[]): ExposedPerson[] {
  if (people.length === 0) return [];
  const found: ExposedPerson[] = [];
  const keys = new Keys();
  for (const person of people) {
    makeKeys(person);
    const known = knownAs(person, keys, found);
    const at = known < 0 ? found.length : known;
    const former = known < 0 ? undefined : found[at];
    if (!former) found.push(person);
    else if (tellsMore(person, former)) {
      found[at] = {
        name: former.name ?? person.name,
        email: former.email ?? person.email,
        membership: former.membership ?? person.membership,
      };
    }
    for (let key = 0; key < KEYS; key++) if (has[key]) keys.set(key, at);
  }
  return found;
}

function tellsMore(person: ExposedPerson, former: ExposedPerson): boolean {
  return (
    (former.name === null && person.name !== null) ||
    (former.email === null && person.email !== null) ||
    (former.membership === null && person.membership !== null)
  );
}

/** Two of one name with different numbers or addresses are two. */
function knownAs(person: ExposedPerson, keys: Keys, found: readonly ExposedPerson[]): number {
  for (let key = 0; key < KEYS; key++) {
    if (!has[key]) continue;
    const at = keys.get(key);
    if (at < 0) continue;
    const former = found[at];
    if (former && agree(former.membership, person.membership) && agree(former.email, person.email)) return at;
  }
  return -1;
}

function agree(one: string | null, other: string | null): boolean {
  return !one || !other || one === other || one.toLowerCase() === other.toLowerCase();
}

function makeKeys({ name, email, membership }: ExposedPerson): void {
  has[0] = Boolean(membership);
  has[1] = Boolean(email);
  has[2] = Boolean(name);
  if (membership) {
    hash(membership, 0, membership.length);
    keep(0);
  }
  if (email) {
    hash(email, 0, email.length);
    if (isForeign) {
      const lower = email.toLowerCase();
      hash(lower, 0, lower.length);
    }
    keep(1);
  }
  if (name) {
    hashName(name);
    keep(2);
  }
}

let first = 0;
let second = 0;
let isForeign = false;

/** Makes two hashes of what is spelled there, capitals as small letters. */
function hash(text: string, start: number, end: number): void {
  let one = 0x811c9dc5 | 0;
  let other = 0;
  let units = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const small = unit > 64 && unit < 91 ? unit | 32 : unit;
    units |= unit;
    one = Math.imul(one ^ small, 0x01000193);
    other = (Math.imul(other, 31) + small) | 0;
  }
  first = one ^ (one >>> 15);
  second = other;
  isForeign = units > 0x7f;
}

/** Keys of different kinds are different. */
function keep(key: number): void {
  hashes[2 * key] = Math.imul(first ^ (key + 1), 0x9e3779b1) ^ (second >>> 11);
  hashes[2 * key + 1] = second;
}

/** "Petty, Joan", "Joan PETTY" and "Ms Joan Petty" are one: the words of a name in any order, without a title. */
function hashName(name: string): void {
  const bare = isPlain(name)
    ? name
    : name
        .toLowerCase()
        .split(/[^\p{L}.]+/u)
        .join(' ');
  let one = 0;
  let other = 0;
  let words = 0;
  for (let at = 0; at < bare.length; ) {
    const start = at;
    while (at < bare.length && isLetter(bare.charCodeAt(at))) at++;
    if (at === start) {
      at++;
      continue;
    }
    hash(bare, start, at);
    if (start === 0 && isTitle(bare, at)) continue;
    words++;
    one = (one + first) | 0;
    other = (other + second) | 0;
  }
  first = one;
  second = other ^ words;
}

const TITLES = new Set(
  ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'cllr', 'rev', 'prof', 'sir'].map((title) => {
    hash(title, 0, title.length);
    return first;
  }),
);

/** Whether the word that ends at `end`, hashed last, is a title before a blank. */
function isTitle(name: string, end: number): boolean {
  const next = name.charCodeAt(end) === 46 ? end + 1 : end;
  return end < 6 && name.charCodeAt(next) === 32 && TITLES.has(first);
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function isLetter(unit: number): boolean {
  const small = unit | 32;
  return (small > 96 && small < 123) || unit > 0x7f;
}
