/**
 * Who may decide on a message: nobody on what they sent, receive, are the subject of, complained of or advise on; two
 * where the policy says so. Pure.
 *
 * Source: `docs/policy.md`, "A held message never dies quietly". People are known by the address of their account, as the
 * register knows it; an account without an address is nobody that the register knows.
 */
import type { Finding } from '../../classifiers/finding.ts';
import { isSamePerson, isSubject } from '../policy/conditions.ts';
import type { Policy } from '../policy/policy.ts';
import { senderOf } from '../policy/sender.ts';
import type { Register } from '../register/register.ts';
import type { HeldMessage } from '../store/holds.ts';
import type { User } from '../store/users.ts';
import { may } from './roles.ts';

type Envelope = Pick<HeldMessage, 'login' | 'mailFrom' | 'recipients'>;

/** What of an inspection makes a message somebody's own. */
export interface Concern {
  readonly findings: readonly Pick<Finding, 'cases' | 'exposed'>[];
  /** Of the `From:` header: the person for whom the login may send is the sender. */
  readonly from: readonly string[];
}
const NONE: Concern = { findings: [], from: [] };

/** Why somebody may not decide on it, as the end of "You cannot decide on this, because …"; null where they may. */
export function conflictOf(
  email: string | null,
  { login, mailFrom, recipients }: Envelope,
  { findings, from }: Concern = NONE,
  register: Register,
): string | null {
  if (email === null) return null;
  const isThem = (address: string | null) => Boolean(address) && register.samePerson(email, address ?? '');
  if (isThem(login) || isThem(mailFrom)) return 'you sent it';
  const sender = senderOf({ login, from, register });
  if (sender.kind === 'known' && isThem(sender.address)) return `${sender.sentBy ?? login} sent it for you`;
  if (recipients.some((address) => register.reaches(address, email))) return 'you would receive it';
  for (const ref of new Set(findings.flatMap(({ cases }) => cases))) {
    const held = register.case(ref);
    if (!held) continue;
    if (isSubject({ register }, held, email)) return `you are the subject of ${ref}`;
    if (held.complainants.some(isThem)) return `you complained in ${ref}`;
    if (held.advisers.some((adviser) => isThem(adviser.email))) return `you advise in ${ref}`;
  }
  const me = { email, name: '', membership: register.person(email)?.membership ?? null };
  const isExposed = findings.some(({ exposed }) => exposed.some((each) => isSamePerson(register, each, me)));
  return isExposed ? 'it is about you' : null;
}

/** Who is left to decide, of all accounts. */
export function eligible(
  users: readonly Pick<User, 'name' | 'email' | 'roles' | 'isDisabled'>[],
  message: Envelope,
  concern: Concern | undefined,
  register: Register,
): string[] {
  return users
    .filter(({ roles, isDisabled }) => !isDisabled && may(roles, 'holds:decide'))
    .filter(({ email }) => conflictOf(email, message, concern, register) === null)
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
export function isOnePerson(one: string | null, other: string | null, register: Register): boolean {
  return one !== null && other !== null && register.samePerson(one, other);
}
