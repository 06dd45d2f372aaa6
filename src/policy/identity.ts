/**
 * 9(c): that the subject's identity is nowhere in the message.
 *
 * Looked for in every part and place, in headers and among the visible recipients: the name in any order, the surname,
 * initials, nicknames, the membership number, every address, an office that fits one person. What narrows the circle
 * without naming anybody (branch, office, sex) is counted on the roll. Source: paragraph 9(c); `docs/policy.md`.
 */
import type { Document } from '../document/document.ts';
import type { Case, Person } from '../register/types.ts';
import { casesOf } from './conditions.ts';
import type { ConditionResult } from './decision.ts';
import { failed, met, type Question, unknown } from './ground.ts';

const ID = 'identity-nowhere';
/** Fewer members than this who fit what is told could be guessed. */
const CIRCLE_MEMBERS = 10;

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
  return indirectly(question, text);
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
  const words = plain(text);
  const names = [subject.name, ...(person?.alsoKnown ?? []), ...(person ? [person.name] : [])];
  const has = (needle: string) => needle !== '' && words.includes(` ${plain(needle).trim()} `);

  for (const name of names) {
    const parts = plain(name).trim().split(' ');
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
  if (addresses.some((address) => lower.includes(`@${address.toLowerCase().split('@')[0]}`))) {
    return failed(ID, `a handle of the subject of ${ref} stands in it`);
  }
  const office = person?.offices.find((each) => holdersOf(question, each) === 1 && has(each));
  if (office) return failed(ID, `an office that the subject of ${ref} alone holds stands in it`);

  if (isNamed && initials(subject.name).test(text))
    return failed(ID, `the initials of the subject of ${ref} stand in it`);
  const [first] = plain(subject.name).trim().split(' ');
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

/** `M.D.`, `M D`, `MD`, `M. D.`: the capitals in order, in any punctuation, as a word of their own. */
function initials(name: string): RegExp {
  const letters = name
    .split(/[\s-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((letter) => /\p{Lu}/u.test(letter));
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.join('[.\\s-]{0,2}')}(?![\\p{L}\\p{N}])`, 'u');
}

/** Words without case, diacritics and punctuation, between blanks, so that whole words can be looked for. */
function plain(text: string): string {
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

/** The only councillor of a ward has no name in the message and is known all the same. */
function indirectly({ register, circumstances }: Question, text: string): ConditionResult {
  const words = plain(text);
  const unit = register.entries.units.find(({ name, aliases }) =>
    [name, ...aliases].some((each) => words.includes(plain(each))),
  );
  const office = /\b(?:councillor|cllr|secretary|treasurer|chair|agent|organiser|mp)\b/.exec(words)?.[0];
  if (!unit && !office) return met(ID, 'nothing in it tells who it is');

  const sex = / (?:she|her) /.test(words) ? 'female' : / (?:he|his|him) /.test(words) ? 'male' : undefined;
  const facts = { ...(unit && { unit: unit.id }), ...(office && { office }), ...(sex && { sex }) };
  const count = circumstances.countOnRoll?.(facts) ?? null;
  const told = [unit?.name, office].filter(Boolean).join(', ');
  if (count === null) return unknown(ID, `it tells ${told}; without a roll it cannot be counted whom that fits`);
  return count < CIRCLE_MEMBERS
    ? unknown(ID, `it tells ${told}, which fits ${count} members of the roll`)
    : met(ID, `what it tells fits ${count} members of the roll`);
}
