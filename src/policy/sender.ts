/**
 * Who the sender is: the person behind the login, never the word of the `From:` header.
 *
 * Source: `docs/policy.md`, "Who the sender is". Pure.
 */
import type { Circumstances } from './decision.ts';

export type Sender =
  | {
      readonly kind: 'known';
      readonly address: string;
      /** Set where somebody else sends for this person: the login, shown and logged beside. */
      readonly sentBy: string | null;
    }
  | { readonly kind: 'unknown'; readonly because: string };

/** Two addresses of one person are one sender; a login that may send for the person in `From:` makes that person it. */
export function senderOf({ login, from, register }: Pick<Circumstances, 'login' | 'from' | 'register'>): Sender {
  if (login === null || login === '') return { kind: 'unknown', because: 'nobody is known to have sent it' };
  const [author, ...others] = from;
  if (author !== undefined && !others.every((other) => register.samePerson(author, other))) {
    return { kind: 'unknown', because: `the message names several authors: ${from.join(', ')}` };
  }
  if (author === undefined || register.samePerson(login, author))
    return { kind: 'known', address: login, sentBy: null };
  if (register.isAmong(author, register.person(login)?.sendsFor ?? [])) {
    return { kind: 'known', address: author, sentBy: login };
  }
  return { kind: 'unknown', because: `it was submitted by ${login} and says that it is from ${author}` };
}
