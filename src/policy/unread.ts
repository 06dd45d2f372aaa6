/**
 * What of a document was not read, in words: what the readers told, and what the ledger shows besides.
 *
 * Ground 0 asks both. Pure. Source: `docs/policy.md`, "The decision": what was not read is not taken for innocent.
 */
import type { Counted, Document, LedgerEntry, Tally, Unscannable } from '../document/document.ts';
import { fitsPattern } from './conditions.ts';
import type { Circumstances } from './decision.ts';

/** What was told as unscannable and is not allowed by the policy for this recipient. */
export function unreadFor(
  recipient: string | null,
  { unscannable }: Document,
  circumstances: Circumstances,
): readonly string[] {
  const unread = unscannable.filter((each) => !isAllowed(each, recipient, circumstances));
  return unread.map(({ part, reason }) => `${part} was not read: ${reason}`);
}

function isAllowed(
  { reason, type }: Unscannable,
  recipient: string | null,
  { policy, register }: Circumstances,
): boolean {
  return policy.unscannable.allow.some((allowed) => {
    if (allowed.reason !== reason) return false;
    if (allowed.type !== undefined && allowed.type !== type) return false;
    if (allowed.recipients === undefined) return true;
    return allowed.recipients.some((pattern) => fitsPattern({ register }, pattern, recipient));
  });
}

/** All that an entry counts: the compiler asks for each. */
const COUNTED: Readonly<Record<Counted | 'bytes', true>> = {
  bytes: true,
  pages: true,
  sheets: true,
  slides: true,
  pictures: true,
};
const COUNTS = Object.keys(COUNTED) as readonly (Counted | 'bytes')[];

/**
 * What the ledger shows and nobody told.
 *
 * INVARIANT: the ledger is believed over the list. A part of which less was read than was there, and that is not listed as
 * unscannable for the ledger's reason, was left out in silence; so was a part that the ledger does not know. No policy
 * allows either.
 */
export function untold({ parts, unscannable, ledger }: Document): readonly string[] {
  const entered = new Set(ledger.map(({ part }) => part));
  const told = Map.groupBy(unscannable, ({ part }) => part);
  const isTold = ({ part, why }: LedgerEntry) =>
    told.get(part)?.some(({ reason }) => why === null || reason === why) ?? false;

  const short = ledger.filter((entry) => !isWhole(entry) && !isTold(entry));
  const missing = parts.filter(({ path }) => !entered.has(path));
  return [...short.map(inWords), ...missing.map(({ path }) => `nothing tells whether ${path} was read`)];
}

function isWhole(entry: LedgerEntry): boolean {
  return entry.why === null && COUNTS.every((name) => isAll(entry[name]));
}

function isAll({ there, read }: Tally): boolean {
  return read >= there;
}

function inWords(entry: LedgerEntry): string {
  const counted = COUNTS.filter((name) => !isAll(entry[name]));
  const short = counted.map((name) => `${entry[name].read} of ${entry[name].there} ${name}`);
  return `${entry.part} was not read whole: ${[...short, ...(entry.why === null ? [] : [entry.why])].join(', ')}`;
}
