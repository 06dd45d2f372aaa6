/**
 * Distinct people: by number, else address, else name. A row that a number's line already told is the same person.
 *
 * A membership list has a person a row, and a drive many lists: keys are two hashes in a flat table, and nothing is
 * allocated for somebody who is known. Pure.
 */
import type { ExposedPerson } from './finding.ts';

const LEAST_SLOTS = 1 << 10;

/** The hash of the key made last. */
const hash = new Int32Array(2);

/** Keys by their hashes: four numbers a slot, of which the third is where the person stands plus one. */
class Keys {
  #slots = new Int32Array(4 * LEAST_SLOTS);
  #filled = 0;

  /** Where the person stands whom the key made last tells; −1 for a new key. */
  get(): number {
    return (this.#slots[this.#slotOf(hash[0] ?? 0, hash[1] ?? 0) + 2] ?? 0) - 1;
  }

  set(at: number): void {
    const slot = this.#slotOf(hash[0] ?? 0, hash[1] ?? 0);
    if (this.#slots[slot + 2] === 0) this.#filled++;
    this.#slots[slot] = hash[0] ?? 0;
    this.#slots[slot + 1] = hash[1] ?? 0;
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
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 2] === 0) continue;
      const slot = this.#slotOf(old[at] ?? 0, old[at + 1] ?? 0);
      this.#slots.set(old.subarray(at, at + 3), slot);
    }
  }
}

/** In the order in which each was seen first; what one tells is added to what others did. */
export function distinct(people: readonly ExposedPerson[]): ExposedPerson[] {
  const found: ExposedPerson[] = [];
  const keys = new Keys();
  for (const person of people) {
    const { name, email, membership } = person;
    const known = knownAs(person, keys, found);
    const at = known < 0 ? found.length : known;
    const former = known < 0 ? undefined : found[at];
    if (!former) found.push(person);
    else if (
      (former.name ?? name) !== former.name ||
      (former.email ?? email) !== former.email ||
      (former.membership ?? membership) !== former.membership
    ) {
      found[at] = {
        name: former.name ?? name,
        email: former.email ?? email,
        membership: former.membership ?? membership,
      };
    }
    for (const key of KEYS) if (key(person)) keys.set(at);
  }
  return found;
}

/** Of each kind of key: makes it, and whether the person has one. */
const KEYS = [numberKey, addressKey, nameKey] as const;

/** Two of one name with different numbers or addresses are two. */
function knownAs(person: ExposedPerson, keys: Keys, found: readonly ExposedPerson[]): number {
  for (const key of KEYS) {
    if (!key(person)) continue;
    const at = keys.get();
    const former = found[at];
    if (former && agree(former.membership, person.membership) && agree(former.email, person.email)) return at;
  }
  return -1;
}

function agree(one: string | null, other: string | null): boolean {
  return !one || !other || one === other || one.toLowerCase() === other.toLowerCase();
}

function numberKey({ membership }: ExposedPerson): boolean {
  if (!membership) return false;
  makeHash(membership, 0, membership.length);
  mark(1);
  return true;
}

function addressKey({ email }: ExposedPerson): boolean {
  if (!email) return false;
  const lower = isPlain(email) ? email : email.toLowerCase();
  makeHash(lower, 0, lower.length);
  mark(2);
  return true;
}

/** "Petty, Joan", "Joan PETTY" and "Ms Joan Petty" are one: the words of a name in any order, without a title. */
function nameKey({ name }: ExposedPerson): boolean {
  if (!name) return false;
  const bare = isPlain(name)
    ? name
    : name
        .toLowerCase()
        .split(/[^\p{L}.]+/u)
        .join(' ');
  let first = 0;
  let second = 0;
  let words = 0;
  for (let at = 0; at < bare.length; ) {
    const start = at;
    while (at < bare.length && isLetter(bare.charCodeAt(at))) at++;
    if (at === start) {
      at++;
      continue;
    }
    makeHash(bare, start, at);
    if (start === 0 && isTitle(bare, at)) continue;
    words++;
    first = (first + (hash[0] ?? 0)) | 0;
    second = (second + (hash[1] ?? 0)) | 0;
  }
  hash[0] = first;
  hash[1] = second ^ words;
  mark(3);
  return true;
}

const TITLES = new Set(
  ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'cllr', 'rev', 'prof', 'sir'].map((title) => {
    makeHash(title, 0, title.length);
    return hash[0] ?? 0;
  }),
);

/** Whether the word that ends at `end`, whose hash was made last, is a title before a blank. */
function isTitle(name: string, end: number): boolean {
  const next = name.charCodeAt(end) === 46 ? end + 1 : end;
  return end < 6 && name.charCodeAt(next) === 32 && TITLES.has(hash[0] ?? 0);
}

/** Two hashes of what is spelled there, capitals as small letters. */
function makeHash(text: string, start: number, end: number): void {
  let first = 0x811c9dc5 | 0;
  let second = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const small = unit > 64 && unit < 91 ? unit | 32 : unit;
    first = Math.imul(first ^ small, 0x01000193);
    second = (Math.imul(second, 31) + small) | 0;
  }
  hash[0] = first ^ (first >>> 15);
  hash[1] = second;
}

/** Keys of different kinds are different. */
function mark(kind: number): void {
  hash[0] = Math.imul((hash[0] ?? 0) ^ kind, 0x9e3779b1) ^ ((hash[1] ?? 0) >>> 11);
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function isLetter(unit: number): boolean {
  const small = unit | 32;
  return (small > 96 && small < 123) || unit > 0x7f;
}
