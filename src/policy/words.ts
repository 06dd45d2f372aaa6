/** Matters and grounds in words that a branch secretary uses. Pure. */
import type { Category } from '../../classifiers/finding.ts';
import type { UnscannableReason } from '../document/document.ts';
import type { GroundId } from './decision.ts';

const MATTERS: Readonly<Record<string, string>> = {
  declared: 'something declared confidential',
  minutes: 'minutes, or an account of what a committee discussed',
  'committee-papers': 'a paper for a committee',
  membership: 'membership records',
  elections: 'election data',
  disciplinary: 'an individual disciplinary matter',
};

/** Each as a sentence that would have to be true. */
const GROUNDS: Readonly<Record<GroundId, string>> = {
  'no-confidential-matter': 'nothing in it is a Confidential Matter',
  'own-record': 'it is one person’s own record, and that person sends it or gets it (our reading of paragraph 2)',
  'within-circle': 'whoever gets it is entitled to it, so that it stays confidential (paragraph 7)',
  permission: 'the NEC, the General Secretary or an authorised officer permits it (paragraph 8)',
  'required-by-law': 'the law requires it (paragraph 8)',
  '6(a)': 'a member of a national committee prepares for its meeting (paragraph 6(a))',
  '6(b)': 'a member of a national committee gets help with the work of the seat (paragraph 6(b))',
  '6(c)': 'a member of a national committee reports back (paragraph 6(c))',
  '6(d)': 'a member of a national committee reports back to the executive of their affiliate (paragraph 6(d))',
  '9(a)': 'the law or a legal obligation requires it (paragraph 9(a))',
  '9(b)': 'the member whom the case is about seeks advice or support (paragraph 9(b))',
  '9(c)': 'only the fact of an investigation is told, and not of whom (paragraph 9(c))',
  '9(d)': 'it corrects a false report in the media (paragraph 9(d))',
  '9(e)': 'it goes to somebody with a duty in discipline (paragraph 9(e))',
  '9(f)': 'the person who complained hears the outcome (paragraph 9(f))',
  '10': 'it runs under the Standing Orders of the Parliamentary Labour Party (paragraph 10)',
};

const UNREAD: Readonly<Record<UnscannableReason, string>> = {
  encrypted: 'it is under a password or encrypted',
  corrupt: 'it is damaged',
  'too-large': 'it is too large',
  'too-deep': 'it is packed too many times over',
  'too-many-parts': 'it has too many parts',
  'timed-out': 'reading it took too long',
  'out-of-memory': 'reading it took too much memory',
  unsupported: 'it is of a kind that cannot be read',
};

export function matterOf(category: Category): string {
  return MATTERS[category] ?? `a matter under the organisation’s own rule ${category.replace('custom:', '')}`;
}

/** Why something may go, as the end of a sentence. */
export function groundInWords(ground: GroundId): string {
  return GROUNDS[ground];
}

/** A ground as a heading. */
export function titleOf(ground: GroundId): string {
  if (ground === 'own-record') return 'One’s own record (our reading of paragraph 2)';
  if (ground === 'within-circle') return 'Within the circle of those entitled (paragraph 7)';
  if (ground === 'permission') return 'A permission (paragraph 8)';
  if (ground === 'required-by-law') return 'The law (paragraph 8)';
  return ground === 'no-confidential-matter' ? 'No Confidential Matter' : `Paragraph ${ground}`;
}

export function unreadInWords(reason: UnscannableReason): string {
  return UNREAD[reason];
}

/** `body` is the message itself; other parts have their file names. */
export function partInWords(part: string): string {
  if (part === 'body') return 'the message itself';
  return part.endsWith('/body') ? `the text of ${part.slice(0, -'/body'.length)}` : part;
}

/** Addresses and names of files stay as they are written. */
export function sentenceOf(words: string): string {
  if (/^\S*[@.]\S/.test(words)) return `${words}${/[.!?]$/.test(words) ? '' : '.'}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}

/** `a, b and c`, without repeats. */
export function listed(all: readonly string[]): string {
  const each = [...new Set(all)];
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(', ')} and ${last}`;
}

/** How many are named before the rest is counted, where there may be thousands. */
const NAMED = 5;

/** `a, b, c, d, e and 55 others`, without repeats; a few in full. */
export function firstListed(all: readonly string[], others = 'others'): string {
  const each = [...new Set(all)];
  const rest = each.length - NAMED;
  return rest < 2 ? listed(each) : `${each.slice(0, NAMED).join(', ')} and ${rest} ${others}`;
}
