/**
 * 9(c): that the subject's identity is nowhere in the message.
 *
 * Looked for in every part and place, in headers and among the visible recipients: the name in any order, the surname,
 * initials, nicknames, the membership number, every address, handles, an office that fits one person, a telephone. Where
 * no case is named it is looked for over all open ones, and whoever is named as the one investigated fails it. What
 * narrows the circle without naming anybody is counted on the roll (`indirect-identity.ts`). Source: paragraph 9(c).
 */
import type { Document } from '../document/document.ts';
import type { Register } from '../register/register.ts';
import type { Case, Person } from '../register/types.ts';
import { casesOf } from './conditions.ts';
import type { ConditionResult } from './decision.ts';
import { failed, type Question, unknown } from './ground.ts';
import { indirectIdentity } from './indirect-identity.ts';
import { initials, lettersIn } from './initials.ts';
import { namedAsInvestigated } from './investigated.ts';
import { inOrder, lettersOf, partsOf, plainName, plainWords, unmarked } from './names.ts';

const ID = 'identity-nowhere';
/** A surname shorter than this stands in too many words to be a handle, and half of a double one in too many texts. */
const HANDLE_LETTERS = 4;

export function identityNowhere(question: Question): ConditionResult {
  const { register, document } = question;
  const named = casesOf(question);
  const cases = named.length > 0 ? named : register.entries.cases.filter(({ status }) => status === 'open');
  const visible = [...question.circumstances.recipients, question.recipient ?? ''].join('\n');
  const texts = [readable(document), readableOf(visible)];
  const found = cases.flatMap((each) => {
    const isNamed = named.length > 0;
    return inDocument(question, each, isNamed) ?? identifiedBy(question, each, texts.slice(1), isNamed) ?? [];
  });
  // What is certain before what is open, whichever case it comes from.
  const certain = found.find(({ state }) => state === 'failed');
  if (certain) return certain;
  if (document.parts.length === 0) return unknown(ID, 'its text is not kept, so it cannot be looked for');
  // A policy may let a part go unread, and what stands in it may be a name.
  const [unread] = document.unscannable;
  if (unread) return unknown(ID, `${unread.part} was not read, so it cannot be looked for there`);
  return (
    (named.length === 0 ? namedAsInvestigated(question, ID) : undefined) ??
    found[0] ??
    telephone(question) ??
    indirectIdentity(question, ID, texts.map(({ words }) => words).join(''))
  );
}

/**
 * A text in the forms that it is looked through in, all without diacritics; made once for a document, because there may be
 * many cases.
 */
interface Readable {
  readonly text: string;
  readonly lower: string;
  /** Plain words between blanks. */
  readonly words: string;
  /** Each of them: a long text need not be gone through for what is not in it. */
  readonly vocabulary: ReadonlySet<string>;
  /** Letters and digits alone. */
  readonly letters: string;
  /** Runs of single letters, as initials are. */
  readonly initials: ReadonlySet<string>;
  readonly handles: readonly string[];
}

const known = new WeakMap<Document, Readable>();

/** Of an account or a campaign: `@m_doyle`, `#JusticeForDoyle`. */
const HANDLE = /(?<![\p{L}\p{N}])[@#]([\p{L}\p{N}_.-]{3,64})/gu;

function readableOf(written: string): Readable {
  const text = unmarked(written);
  const words = plainWords(text);
  return {
    text,
    lower: text.toLowerCase(),
    words,
    vocabulary: new Set(words.split(' ')),
    letters: lettersOf(text),
    initials: lettersIn(text),
    handles: [...text.matchAll(HANDLE)].map((match) => lettersOf(match[1] ?? '')),
  };
}

/** Everything that a recipient could read, but for who else gets it; claims are taken out before (`claims.ts`). */
function readable(document: Document): Readable {
  const before = known.get(document);
  if (before) return before;
  const { head, parts } = document;
  const mailboxes = [...(head?.to ?? []), ...(head?.cc ?? []), ...(head?.from ?? [])];
  const texts = [
    ...parts.flatMap(({ path, segments }) => [path, ...segments.map(({ text }) => text)]),
    ...parts.flatMap(({ path, segments }) => {
      const names = segments.flatMap(({ place, text }) => (place === 'file-name' ? text : []));
      return [path, ...names].map((name) => name.replace(APART, ' '));
    }),
    ...(head?.headers ?? []).map(({ value }) => value),
    ...mailboxes.map(({ name, address }) => `${name} ${address}`),
  ];
  const made = readableOf(texts.join('\n'));
  known.set(document, made);
  return made;
}

/** Where a word begins in a name of a file that has no blanks: `MDoyle2026.pdf`. `McKay` is one word too. */
const APART = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu;

type Told = Map<Case, ConditionResult | null>;
type Memory = WeakMap<Document, WeakMap<Register, Told>>;
const told: { readonly named: Memory; readonly unnamed: Memory } = { named: new WeakMap(), unnamed: new WeakMap() };

/** The same for every recipient, so it is looked for once. */
function inDocument(question: Question, each: Case, isNamed: boolean): ConditionResult | null {
  const { document, register } = question;
  const memory = isNamed ? told.named : told.unnamed;
  const byRegister = memory.get(document) ?? new WeakMap<Register, Told>();
  memory.set(document, byRegister);
  const cases: Told = byRegister.get(register) ?? new Map();
  byRegister.set(register, cases);
  const before = cases.get(each);
  if (before !== undefined) return before;
  const found = identifiedBy(question, each, [readable(document)], isNamed) ?? null;
  cases.set(each, found);
  return found;
}

/** By what the subject of a case is told; undefined where nothing tells them. */
function identifiedBy(
  question: Question,
  { ref, subject }: Case,
  texts: readonly Readable[],
  isNamed: boolean,
): ConditionResult | undefined {
  const person = personOf(question, subject.email, subject.membership);
  const names = [subject.name, ...(person ? [person.name, ...person.alsoKnown] : [])]
    .filter(Boolean)
    .map((name) => unmarked(inOrder(name)));
  const has = (needle: string) => {
    const plain = plainName(needle);
    if (plain === '') return false;
    const each = plain.split(' ');
    return texts.some(
      ({ vocabulary, words }) => each.every((word) => vocabulary.has(word)) && words.includes(` ${plain} `),
    );
  };
  const stands = (what: string) => failed(ID, `${what} of the subject of ${ref} stands in it`);

  for (const name of names) {
    const { first, surname } = partsOf(name);
    if (first === '' && has(name)) return stands('a name');
    // Of a double name each half too ("Ms Ashby" is Ms Ashby-Cole), and both as one word, as O'Brien is written OBrien.
    const halves = plainWords(surname).trim().split(' ');
    const ways = new Set([surname, lettersOf(surname), ...halves.filter((half) => half.length >= HANDLE_LETTERS)]);
    if (first !== '' && [...ways].some(has)) return stands('the surname');
  }
  const number = lettersOf(subject.membership ?? '');
  if (number !== '' && texts.some(({ letters }) => letters.includes(number))) return stands('the membership number');

  const addresses = [subject.email, ...(person ? [person.email, ...person.also] : [])].filter((each) => each !== null);
  if (addresses.some((address) => texts.some(({ lower }) => lower.includes(unmarked(address).toLowerCase()))))
    return stands('an address');
  if (texts.some((each) => isHandled(each, names, addresses))) return stands('a handle');
  const office = person?.offices.find((each) => holdersOf(question, each) === 1 && has(each));
  if (office) return failed(ID, `an office that the subject of ${ref} alone holds stands in it`);

  if (names.some((name) => texts.some((each) => isInitialled(each, name, isNamed))))
    return failed(ID, `the initials of the subject of ${ref} stand in it`);
  // Of every name: who is also known as Mira Khan is Mira to many.
  const firsts = names.map((name) => partsOf(name).first);
  if (firsts.some((first) => has(first) && texts.some(({ text }) => standsAsName(text, first))))
    return unknown(ID, `a first name of the subject of ${ref} stands in it`);
  // Where no case is named, whoever is named as the one investigated is found by that.
  return isNamed && names.length === 0
    ? unknown(ID, `the register does not tell the name of the subject of ${ref}`)
    : undefined;
}

function personOf({ register }: Question, email: string | null, membership: string | null): Person | undefined {
  const byAddress = email === null ? undefined : register.person(email);
  const isTheirs = (each: Person) => each.membership?.toUpperCase() === membership?.toUpperCase();
  return byAddress ?? (membership === null ? undefined : register.entries.people.find(isTheirs));
}

function holdersOf({ register }: Question, office: string): number {
  return register.entries.people.filter(({ offices }) => offices.includes(office)).length;
}

/** `@m.doyle`, `@Martin_Doyle`, and the name written as one word, as in the address of a profile. */
function isHandled({ handles, words }: Readable, names: readonly string[], addresses: readonly string[]): boolean {
  const locals = addresses.map((address) => lettersOf(address.split('@')[0] ?? ''));
  const surnames = names.map((name) => lettersOf(partsOf(name).surname));
  const wholes = names.filter((name) => name.trim().includes(' ')).map(lettersOf);
  if (handles.some((handle) => locals.includes(handle))) return true;
  if (handles.some((handle) => surnames.some((name) => name.length >= HANDLE_LETTERS && handle.includes(name))))
    return true;
  return wholes.some((whole) => whole.length > HANDLE_LETTERS && words.includes(` ${whole}`));
}

function isInitialled({ text, initials: groups }: Readable, name: string, isNamed: boolean): boolean {
  const sought = initials(name, isNamed);
  if (!sought || ![...groups].some((group) => sought.letters.some((letters) => group.includes(letters)))) return false;
  return sought.pattern.test(text);
}

/** A first name, with its capital inside a sentence: "Will you come?" names nobody. */
function standsAsName(text: string, first: string): boolean {
  if (first.length < 2) return false;
  const written = first.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const everyday = EVERYDAY.has(first.toLowerCase());
  const before = everyday ? '(?<=[\\p{Ll}\\p{N},;:–-] )' : '(?<![\\p{L}\\p{N}])';
  return new RegExp(`${before}(?:${written}|${written.toUpperCase()})(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** First names that begin sentences as everyday words too. */
const EVERYDAY = new Set(
  'will mark may rose grace hope faith joy pat sue bill rob jack frank art dawn june april august summer chase drew grant miles penny iris ivy olive ruby pearl amber heather holly sage victor dean guy jean max norm ray rich skip wade'.split(
    ' ',
  ),
);

/** In British writing, and no day; outside the signature: the sender's own number identifies the sender. */
const TELEPHONE =
  /(?<!\d)(?!\d\d[.-]\d\d[.-]\d{4})(?:(?:\+|00)44[\s(.‐-―-]{0,2}|0)\d(?:[\s().‐-―-]{0,2}\d){8,10}(?!\d)/gu;

/** Whose number it is only the roll can tell; without one nothing is proven. */
function telephone({ document, circumstances: { isPhoneOnRoll } }: Question): ConditionResult | undefined {
  const numbers = document.parts.flatMap(({ segments }) =>
    segments.flatMap(({ place, text }) => (place === 'signature' ? [] : (text.match(TELEPHONE) ?? []))),
  );
  // Whoever dials `+44 (0)7700` leaves the nought out.
  const dialled = numbers.map((number) => number.replace('(0)', ''));
  if (numbers.length === 0) return undefined;
  if (!isPhoneOnRoll) return unknown(ID, 'a telephone number stands in it, and there is no roll to tell whose it is');
  return dialled.some(isPhoneOnRoll)
    ? unknown(ID, 'the telephone number of a member of the roll stands in it')
    : undefined;
}
