/**
 * Misdirection: recipients that look like a slip, shown beside the verdict.
 *
 * A namesake is the commonest: the mail program completes the wrong one of two people of one name. Pure.
 */

import type { Circumstances, Warning } from './decision.ts';
import { plainName } from './names.ts';
import type { Sender } from './sender.ts';

export function misdirected({ recipients, register }: Circumstances, _sender: Sender): Warning[] {
  return recipients
    .flatMap((address) => lookAlikeDomain(address, register.entries.organisation.domains))
    .concat(recipients.flatMap((address) => namesake(address, register.entries.people)));
}

/** One or two letters away from a domain of ours. */
function lookAlikeDomain(address: string, domains: readonly string[]): Warning[] {
  const domain = address.toLowerCase().split('@')[1] ?? '';
  const near = domains.find((own) => own.toLowerCase() !== domain && distanceAtMost(own.toLowerCase(), domain, 2));
  return near ? [{ kind: 'look-alike-domain', address, because: `its domain resembles ${near}` }] : [];
}

/** An address whose local part spells the name of somebody else who holds a role. */
function namesake(address: string, people: Circumstances['register']['entries']['people']): Warning[] {
  const local = plainName((address.split('@')[0] ?? '').replace(/[._-]+/g, ' '));
  if (!local.includes(' ')) return [];
  const own = people.some(({ email, also }) =>
    [email, ...also].some((each) => each.toLowerCase() === address.toLowerCase()),
  );
  const other = people.find(({ name, roles }) => roles.length > 0 && plainName(name) === local);
  return other && !own
    ? [{ kind: 'namesake', address, because: `it has the name of ${other.name}, whose address is ${other.email}` }]
    : [];
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
