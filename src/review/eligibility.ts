/**
 * Who may decide on a message: nobody on what they sent, receive, are the subject of, complained of or advise on; two
 * where the policy says so. Pure.
 *
 * Source: `docs/policy.md`, "A held message never dies quietly". People are known by the address of their account, as the
 * register knows it; where an account has none, by its name. Taking somebody for a namesake costs another reviewer's look.
 */
import type { Finding } from '../../classifiers/finding.ts';
import { isSamePerson, isSubject } from '../policy/conditions.ts';
import type { Policy } from '../policy/policy.ts';
import { senderOf } from '../policy/sender.ts';
import type { Register } from '../register/register.ts';
import type { Case } from '../register/types.ts';
import type { ShownFinding } from '../store/drive-findings.ts';
import type { HeldMessage } from '../store/holds.ts';
import type { User } from '../store/users.ts';
import { type Act, may } from './roles.ts';

type Envelope = Pick<HeldMessage, 'login' | 'mailFrom' | 'recipients'>;

/** What of an inspection makes a message somebody's own. */
export interface Concern {
  readonly findings: readonly Pick<Finding, 'cases' | 'exposed'>[];
  /** Of the `From:` header: the person for whom the login may send is the sender. */
  readonly from: readonly string[];
}
/** By what an account is known. */
export type Account = Pick<User, 'name' | 'email'>;

/**
 * The address by which the register knows an account: its own; else that of the only person who is called like it, or whose
 * address within the organisation begins like it. Null for somebody whom the register does not know.
 */
export function addressOf({ name, email }: Account, { entries: { people, organisation } }: Register): string | null {
  if (email !== null) return email;
  const called = name.toLowerCase();
  const inside = organisation.domains.map((domain) => `${called}@${domain.toLowerCase()}`);
  const fits = people.filter(
    (person) =>
      [person.name, ...person.alsoKnown].some((each) => each.toLowerCase() === called) ||
      [person.email, ...person.also].some((each) => inside.includes(each.toLowerCase())),
  );
  const [person, ...others] = fits;
  return person && others.length === 0 ? person.email : null;
}

const NONE: Concern = { findings: [], from: [] };

/** Why somebody may not decide on it, as the end of "You cannot decide on this, because …"; null where they may. */
export function conflictOf(
  who: Account,
  { login, mailFrom, recipients }: Envelope,
  { findings, from }: Concern = NONE,
  register: Register,
): string | null {
  const email = addressOf(who, register);
  if (email === null) return null;
  const isThem = (address: string | null) => Boolean(address) && register.samePerson(email, address ?? '');
  if (isThem(login) || isThem(mailFrom)) return 'you sent it';
  const sender = senderOf({ login, from, register });
  if (sender.kind === 'known' && isThem(sender.address)) return `${sender.sentBy ?? login} sent it for you`;
  if (recipients.some((address) => register.reaches(address, email))) return 'you would receive it';
  return partIn(email, findings, register);
}

/**
 * The same for what lies on a shared drive: a file is judged like a message from its owner to whoever can read it. Whoever
 * may read it within its circle, as one of a group, or because everybody can, is no recipient here, and the `keeper` who
 * answers for files of owners without an address no sender: else nobody could be left.
 */
export function conflictOfFile(
  who: Account,
  { finding, places }: Pick<ShownFinding, 'finding' | 'places'>,
  keeper: string | null,
  register: Register,
): string | null {
  const email = addressOf(who, register);
  if (email === null) return null;
  const isThem = (address: string | null) => address !== null && register.samePerson(email, address);
  if (!isThem(keeper) && places.some(({ owner }) => isThem(owner))) return 'the file is yours';
  const outside = places.flatMap((place) => place.outside).filter(({ principal }) => !principal.startsWith('group:'));
  if (outside.some(({ principal, address }) => isThem(address ?? principal)))
    return 'you can read the file from outside its circle';
  return partIn(email, [finding], register);
}

/** So many people are a list, which is about none of them: of a whole membership nobody could be left to decide. */
const PEOPLE_OF_A_LIST = 10;

/** What somebody has to do with what was found. */
function partIn(email: string, findings: Concern['findings'], register: Register): string | null {
  for (const ref of new Set(findings.flatMap(({ cases }) => cases))) {
    const held = register.case(ref);
    const part = held && partInCase(email, held, register);
    if (part) return part;
  }
  const me = { email, name: '', membership: register.person(email)?.membership ?? null };
  const isExposed = findings.some(
    ({ exposed }) => exposed.length < PEOPLE_OF_A_LIST && exposed.some((each) => isSamePerson(register, each, me)),
  );
  return isExposed ? 'it is about you' : null;
}

function partInCase(email: string, held: Case, register: Register): string | null {
  const isThem = (address: string) => register.samePerson(email, address);
  if (isSubject({ register }, held, email)) return `you are the subject of ${held.ref}`;
  if (held.complainants.some(isThem)) return `you complained in ${held.ref}`;
  return held.advisers.some((adviser) => isThem(adviser.email)) ? `you advise in ${held.ref}` : null;
}

/** Cases of the register in which somebody has a part that keeps them from deciding. */
export function casesOfTheirs(who: Account, register: Register): string[] {
  const email = addressOf(who, register);
  if (email === null) return [];
  return register.entries.cases.filter((each) => partInCase(email, each, register)).map(({ ref }) => ref);
}

/** Who is left for an act that somebody may by their role and without a conflict, of all accounts. */
export function eligible(
  users: readonly Pick<User, 'name' | 'email' | 'roles' | 'isDisabled'>[],
  act: Act,
  conflict: (who: Account) => string | null,
): string[] {
  return users
    .filter(({ roles, isDisabled }) => !isDisabled && may(roles, act))
    .filter((who) => conflict(who) === null)
    .map(({ name }) => name);
}

/** `two-reviewers` of the policy file lists categories, and `strictly` for whatever is strictly confidential. */
export function needsTwo(
  { twoReviewers }: Pick<Policy, 'twoReviewers'>,
  { isStrictly, categories }: Pick<HeldMessage, 'isStrictly' | 'categories'>,
): boolean {
  return (isStrictly && twoReviewers.includes('strictly')) || categories.some((each) => twoReviewers.includes(each));
}

/** Whether two accounts are one person's, who is no second reviewer of their own proposal. */
export function isOnePerson(one: Account, other: Account, register: Register): boolean {
  const [a, b] = [addressOf(one, register), addressOf(other, register)];
  return a !== null && b !== null && register.samePerson(a, b);
}
