/**
 * Misdirection: recipients that look like a slip, shown beside the verdict; the policy file may make them a hold.
 *
 * A namesake is the commonest: the mail program completes the wrong one of two people of one name. Then a domain that is
 * mistyped, somebody who was never part of the thread, and the list of another committee than the one concerned. Pure.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Document } from '../document/document.ts';
import type { Register } from '../register/register.ts';
import type { Person } from '../register/types.ts';
import type { Circumstances, Warning } from './decision.ts';
import { plainName } from './names.ts';

export function misdirected(document: Document, findings: readonly Finding[], circumstances: Circumstances): Warning[] {
  const { recipients, register } = circumstances;
  const { organisation, affiliates } = register.entries;
  const domains = [organisation, ...affiliates].flatMap((each) => each.domains);
  return [
    ...recipients.flatMap((address) => lookAlikeDomain(address, domains)),
    ...recipients.flatMap((address) => namesake(address, displayNames(document, address), register)),
    ...outsideThread(document, circumstances),
    ...recipients.flatMap((address) => wrongList(address, findings, circumstances)),
  ];
}

function displayNames({ head }: Document, address: string): string[] {
  return [...(head?.to ?? []), ...(head?.cc ?? []), ...(head?.bcc ?? [])]
    .filter((mailbox) => mailbox.address.toLowerCase() === address.toLowerCase())
    .map(({ name }) => name);
}

const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.[\p{L}]{2,24}/gu;

/**
 * Who gets an answer and stands nowhere in what it quotes. A thread of one person is no circle, and a quoted text that
 * names no address says nothing of who was part of it.
 */
function outsideThread({ head, parts }: Document, { recipients, register, login, from }: Circumstances): Warning[] {
  const isReply = head?.headers.some(({ name }) => /^(?:in-reply-to|references)$/i.test(name)) ?? false;
  if (!isReply) return [];
  const quoted = parts.flatMap(({ segments }) => segments.filter(({ place }) => place === 'quoted'));
  const circle = [...new Set(quoted.flatMap(({ text }) => text.toLowerCase().match(ADDRESS) ?? []))];
  const own = [login, ...from].filter((each) => each !== null);
  const others = circle.filter((address) => !register.isAmong(address, own));
  if (others.length === 0) return [];
  return recipients
    .filter((address) => !register.isAmong(address, [...circle, ...own]) && !isListOf(address))
    .map((address) => ({ kind: 'outside-thread', address, because: 'it was not part of the thread that is quoted' }));

  function isListOf(address: string): boolean {
    return (register.membersOf(address) ?? []).some((member) => register.isAmong(member, circle));
  }
}

/** The list of one committee for what concerns another. */
function wrongList(address: string, findings: readonly Finding[], { register }: Circumstances): Warning[] {
  const list = register.entries.lists.find((each) => register.samePerson(each.address, address));
  const addressed = register.committee(list?.committee ?? null);
  const concerned = findings.map(({ body }) => register.committee(body)).filter((each) => each !== undefined);
  if (!addressed || concerned.length === 0 || concerned.some(({ id }) => id === addressed.id)) return [];
  const because = `it is the list of the ${addressed.name}, and this concerns the ${concerned[0]?.name ?? ''}`;
  return [{ kind: 'wrong-list', address, because }];
}

/** A domain of less letters than this is near too many others. */
const LONG_DOMAIN = 10;

/** A letter or two away from a domain of ours, or ours with something behind it. */
function lookAlikeDomain(address: string, domains: readonly string[]): Warning[] {
  const domain = address.toLowerCase().split('@')[1] ?? '';
  const own = domains.map((each) => each.toLowerCase());
  if (own.some((each) => domain === each || domain.endsWith(`.${each}`))) return [];
  const near = own.find(
    (each) => distanceAtMost(each, domain, each.length < LONG_DOMAIN ? 1 : 2) || domain.startsWith(`${each}.`),
  );
  return near ? [{ kind: 'look-alike-domain', address, because: `its domain resembles ${near}` }] : [];
}

/** An address, or the name written beside it, that spells the name of somebody else who is entitled to something. */
function namesake(address: string, written: readonly string[], register: Register): Warning[] {
  const { order, byName } = entitledOf(register);
  const own = register.person(address);
  if (own && order.has(own)) return [];
  const local = (address.split('@')[0] ?? '').replace(/\+.*$/, '').replace(/[._-]+/g, ' ');
  const names = new Set((own ? [own.name] : [local, ...written]).map(inAnyOrder).filter((name) => name.includes(' ')));
  const [other] = [...names]
    .flatMap((name) => byName.get(name) ?? [])
    .filter((person) => person !== own)
    .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return other
    ? [{ kind: 'namesake', address, because: `it has the name of ${other.name}, whose address is ${other.email}` }]
    : [];
}

/** Those who hold a role or sit on a body: whoever mail of the Party is likely to be meant for. */
interface Entitled {
  /** In the register's order. */
  readonly order: ReadonlyMap<Person, number>;
  readonly byName: ReadonlyMap<string, readonly Person[]>;
}

/** Made once a register: each name in it is a few strings, and there are as many as people. */
const entitled = new WeakMap<Register, Entitled>();

function entitledOf(register: Register): Entitled {
  const known = entitled.get(register);
  if (known) return known;
  const people = register.entries.people.filter((person) => isEntitled(person, register));
  const named = people.flatMap((person) =>
    [...new Set([person.name, ...person.alsoKnown].map(inAnyOrder))].map((name) => ({ name, person })),
  );
  const made = {
    order: new Map(people.map((person, index) => [person, index])),
    byName: new Map(
      [...Map.groupBy(named, ({ name }) => name)].map(([name, each]) => [name, each.map(({ person }) => person)]),
    ),
  };
  entitled.set(register, made);
  return made;
}

function isEntitled({ email, roles }: Person, { entries, seatOn, supports }: Register): boolean {
  return (
    roles.length > 0 || entries.committees.some((each) => seatOn(email, each) !== undefined || supports(email, each))
  );
}

/** `Khan, Amira` is `amira khan`. */
function inAnyOrder(name: string): string {
  return plainName(name).split(' ').sort().join(' ');
}

/** Levenshtein distance with an early end; names of domains are short. */
function distanceAtMost(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[b.length] ?? 0) <= most;
}
