/** What is a reviewer's own in lists and among proposals: whose subject they do not read, and what they may not agree to. */
import type { Register } from '../register/register.ts';
import type { HeldSummary } from '../store/hold-list.ts';
import type { Store } from '../store/store.ts';
import type { Verdict } from '../store/verdicts.ts';
import { conflictOf, isOnePerson } from './eligibility.ts';
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
  return isOnePerson(first?.email ?? null, me.email, register);
}

/** A list tells them that what is their own is there, and not how it is called: its subject may name them. */
export function withoutOwn<Row extends HeldSummary>(
  { reference }: Pick<ReviewTools, 'reference'>,
  me: Pick<Actor, 'email'>,
  rows: readonly Row[],
): Row[] {
  const { register } = reference();
  return rows.map((row) => {
    const concern = { findings: [{ cases: row.cases, exposed: [] }], from: row.from };
    return conflictOf(me.email, row, concern, register) ? { ...row, subject: NOT_YOURS } : row;
  });
}
