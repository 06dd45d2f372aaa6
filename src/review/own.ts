/** What is a reviewer's own in lists and among proposals: whose subject they do not read, and what they may not agree to. */
import { plainAddress, type Register } from '../register/register.ts';
import type { Person } from '../register/types.ts';
import type { HeldSummary, Searcher } from '../store/hold-list.ts';
import type { Store } from '../store/store.ts';
import type { Verdict } from '../store/verdicts.ts';
import { type Account, addressOf, casesOfTheirs, conflictOf, isOnePerson } from './eligibility.ts';
import type { Actor, ReviewTools } from './reviewing.ts';

/** In the place of words that somebody may not read. */
export const NOT_YOURS = '(not yours to read)';

/** Also where they have another account: two reviewers are two people. */
export async function isOwn(
  { users }: Pick<Store, 'users'>,
  me: Pick<Actor, 'name' | 'email'> & { readonly userId: string | null },
  { byUser, byName }: Verdict,
  register: Register,
): Promise<boolean> {
  if (byName === me.name || (byUser !== null && byUser === me.userId)) return true;
  const first = byUser === null ? undefined : await users.get(byUser);
  return first !== undefined && isOnePerson(first, me, register);
}

/** By what a search knows what is their own; undefined where nothing can be. */
export function searcherOf({ reference }: Pick<ReviewTools, 'reference'>, me: Account): Searcher | undefined {
  const { register } = reference();
  const email = addressOf(me, register);
  if (email === null) return undefined;
  const { people, lists } = register.entries;
  const addressesOf = (person: Person | undefined) => (person ? [person.email, ...person.also] : []);
  const reaching = lists.map(({ address }) => address).filter((address) => register.reaches(address, email));
  const secretaries = people.filter(({ sendsFor }) => register.isAmong(email, sendsFor));
  return {
    addresses: [email, ...addressesOf(register.person(email)), ...reaching].map(plainAddress),
    secretaries: secretaries.flatMap(addressesOf).map(plainAddress),
    cases: casesOfTheirs(me, register),
  };
}

/** A list tells them that what is their own is there, and not how it is called: its subject may name them. */
export function withoutOwn<Row extends HeldSummary>(
  { reference }: Pick<ReviewTools, 'reference'>,
  me: Account,
  rows: readonly Row[],
): Row[] {
  const { register } = reference();
  const known = { name: me.name, email: addressOf(me, register) };
  if (known.email === null) return [...rows];
  return rows.map((row) => {
    const concern = { findings: [{ cases: row.cases, exposed: [] }], from: row.from };
    return conflictOf(known, row, concern, register) ? { ...row, subject: NOT_YOURS } : row;
  });
}
