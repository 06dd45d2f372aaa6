/**
 * 9(c): that the subject's identity is nowhere in the message.
 *
 * Looked for in every part and place, in headers and among the visible recipients: the name in any order, the surname,
 * initials, nicknames, the membership number, every address, handles, an office that fits one person, a telephone of the
 * roll. What narrows the circle without naming anybody is counted on the roll (`indirect-identity.ts`). Source:
 * paragraph 9(c); `docs/policy.md`.
 */
import type { Document } from '../document/document.ts';
import type { Case, Person } from '../register/types.ts';
import { casesOf } from './conditions.ts';
import type { ConditionResult } from './decision.ts';
import { failed, type Question, unknown } from './ground.ts';
import { indirectIdentity } from './indirect-identity.ts';
import { lettersOf, plainWords } from './names.ts';

const ID = 'identity-nowhere';
/** A surname shorter than this stands in too many words to be a handle. */
const HANDLE_LETTERS = 4;

export function identityNowhere(question: Question): ConditionResult {
  const { finding, register } = question;
  const named = casesOf(question);
  if (named.length === 0 && finding.exposed.length > 0) return failed(ID, 'it names a person as the one investigated');

  const cases = named.length > 0 ? named : register.entries.cases.filter(({ status }) => status === 'open');
  const text = wholeText(question);
  for (const each of cases) {
    const found = identifiedBy(question, each, text, named.length > 0);
    if (found) return found;
  }
  if (question.document.parts.length === 0) return unknown(ID, 'its text is not kept, so it cannot be looked for');
  return telephone(question) ?? indirectIdentity(question, ID, text);
}

/** Everything that a recipient could read, as one text. */
function wholeText({ document, circumstances, recipient }: Question): string {
  const { head } = document;
  const mailboxes = [...(head?.to ?? []), ...(head?.cc ?? []), ...(head?.from ?? [])];
  return [
    ...textsOf(document),
    ...(head?.headers ?? []).map(({ value }) => value),
    ...mailboxes.map(({ name, address }) => `${name} ${address}`),
    ...circumstances.recipients,
    recipient ?? '',
  ].join('\n');
}

function textsOf({ parts }: Document): string[] {
  return parts.flatMap(({ path, segments }) => [path, ...segments.map(({ text }) => text)]);
}

function identifiedBy(
  question: Question,
  { ref, subject }: Case,
  text: string,
  isNamed: boolean,
): ConditionResult | undefined {
  const person = personOf(question, subject.email, subject.membership);
  const words = plainWords(text);
  const names = [subject.name, ...(person?.alsoKnown ?? []), ...(person ? [person.name] : [])];
  const has = (needle: string) => needle !== '' && words.includes(` ${plainWords(needle).trim()} `);

  for (const name of names) {
    const parts = plainWords(name).trim().split(' ');
    const surname = parts.at(-1) ?? '';
    if (parts.length > 1 && has(surname)) return failed(ID, `the surname of the subject of ${ref} stands in it`);
    if (parts.length === 1 && has(name)) return failed(ID, `a name of the subject of ${ref} stands in it`);
  }
  if (subject.membership && has(subject.membership))
    return failed(ID, `the membership number of the subject of ${ref} stands in it`);

  const lower = text.toLowerCase();
  const addresses = [subject.email, ...(person ? [person.email, ...person.also] : [])].filter((each) => each !== null);
  if (addresses.some((address) => lower.includes(address.toLowerCase()))) {
    return failed(ID, `an address of the subject of ${ref} stands in it`);
  }
  if (isHandled(text, names, addresses)) return failed(ID, `a handle of the subject of ${ref} stands in it`);
  const office = person?.offices.find((each) => holdersOf(question, each) === 1 && has(each));
  if (office) return failed(ID, `an office that the subject of ${ref} alone holds stands in it`);

  if (initials(subject.name, isNamed).test(text))
    return failed(ID, `the initials of the subject of ${ref} stand in it`);
  const [first] = plainWords(subject.name).trim().split(' ');
  return first && has(first) ? unknown(ID, `a first name of the subject of ${ref} stands in it`) : undefined;
}

function personOf({ register }: Question, email: string | null, membership: string | null): Person | undefined {
  const byAddress = email === null ? undefined : register.person(email);
  return (
    byAddress ?? register.entries.people.find((each) => each.membership !== null && each.membership === membership)
  );
}

function holdersOf({ register }: Question, office: string): number {
  return register.entries.people.filter(({ offices }) => offices.includes(office)).length;
}

/** `@m.doyle`, `@Martin_Doyle`, and the name written as one word, as in the address of a profile. */
function isHandled(text: string, names: readonly string[], addresses: readonly string[]): boolean {
  const locals = addresses.map((address) => lettersOf(address.split('@')[0] ?? ''));
  const surnames = names.map((name) => lettersOf(name.trim().split(/\s+/).at(-1) ?? ''));
  const wholes = names.filter((name) => name.trim().includes(' ')).map(lettersOf);
  const handles = [...text.matchAll(/(?<![\p{L}\p{N}])@([\p{L}\p{N}_.-]{3,64})/gu)].map((match) =>
    lettersOf(match[1] ?? ''),
  );
  if (handles.some((handle) => locals.includes(handle))) return true;
  if (handles.some((handle) => surnames.some((name) => name.length >= HANDLE_LETTERS && handle.includes(name))))
    return true;
  const words = plainWords(text);
  return wholes.some((whole) => whole.length > HANDLE_LETTERS && words.includes(` ${whole}`));
}

/**
 * `M.D.`, `M D`, `MD`, `M. D.`: the capitals in order, in any punctuation, as a word of their own. Where no case is
 * named only those that stand for a person: with their points, or beside a title or a verb of what befell somebody.
 */
function initials(name: string, isNamed: boolean): RegExp {
  const letters = name
    .split(/[\s-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((letter) => /\p{Lu}/u.test(letter));
  const loose = letters.join('[.\\s-]{0,2}');
  const bounded = (each: string) => `(?<![\\p{L}\\p{N}])${each}(?![\\p{L}\\p{N}])`;
  if (isNamed) return new RegExp(bounded(loose), 'u');
  const pointed = letters.map((letter) => `${letter}\\.`).join('\\s?');
  const titled = `(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|[Cc]omrade|[Mm]ember)\\.?\\s${loose}`;
  const befallen = `${loose}(?=\\s(?:is|was|has|had)\\s(?:been|being|under|suspended|accused|investigated))`;
  return new RegExp([`(?<![\\p{L}\\p{N}])${pointed}`, bounded(titled), bounded(befallen)].join('|'), 'u');
}

/** In British writing, outside the signature: the sender's own number identifies the sender. */
const TELEPHONE = /(?<![\d])(?:\+44[\s(]{0,2}|0)\d(?:[\s()-]{0,2}\d){8,10}(?!\d)/g;

function telephone({ document, circumstances: { isPhoneOnRoll } }: Question): ConditionResult | undefined {
  if (!isPhoneOnRoll) return undefined;
  const texts = document.parts.flatMap(({ segments }) =>
    segments.flatMap(({ place, text }) => (place === 'signature' ? [] : [text])),
  );
  const onRoll = texts.some((text) => (text.match(TELEPHONE) ?? []).some(isPhoneOnRoll));
  return onRoll ? unknown(ID, 'the telephone number of a member of the roll stands in it') : undefined;
}
