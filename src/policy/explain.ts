/**
 * A decision in plain English: what it is, who would get it, and which paragraph lets or stops it.
 *
 * Read by senders and reviewers; it names matters, people and paragraphs, and quotes nothing of the message.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Unscannable } from '../document/document.ts';
import type { Decision, GroundId, GroundResult, RecipientDecision } from './decision.ts';
import { firstListed, groundInWords, listed, matterOf, partInWords, sentenceOf, unreadInWords } from './words.ts';

export function explain(
  { action, reason, recipients }: Omit<Decision, 'explanation'>,
  findings: readonly Finding[],
  unscannable: readonly Unscannable[],
): string {
  if (action === 'release') return `It may go: ${groundInWords(reason as GroundId)}.`;
  const held = recipients.filter((each) => each.action === 'hold');
  return [start(action, held, recipients.length), why(reason, held, findings, unscannable)].join(' ');
}

function start(action: Decision['action'], held: readonly RecipientDecision[], all: number): string {
  const whom = firstListed(held.map(({ address }) => address ?? 'somebody unknown'));
  if (held.length === all) return `It is held for ${whom}.`;
  if (action === 'split') return `It is held for ${whom}, and goes to the others.`;
  return `It is held for ${whom}; the others might have it, and wait too.`;
}

function why(
  reason: Decision['reason'],
  held: readonly RecipientDecision[],
  findings: readonly Finding[],
  unscannable: readonly Unscannable[],
): string {
  if (reason === 'unscannable') {
    if (unscannable.length === 0) return 'A part of it was not read, and what was not read is not taken for innocent.';
    const parts = unscannable.map(
      ({ part, reason: why }) => `${partInWords(part)} could not be read (${unreadInWords(why)})`,
    );
    return sentenceOf(`${firstListed(parts, 'other parts')}, and what was not read is not taken for innocent`);
  }
  const open = findings.filter((_finding, index) => held.some(({ grounds }) => !isCleared(grounds, index)));
  const what = listed((open.length > 0 ? open : findings).map(({ category }) => matterOf(category)));
  if (reason === 'claim-under-review') return `It holds ${what}, and a person has to look at what the sender says.`;
  return `It holds ${what}, and no paragraph of the Code lets it go there. ${nearest(held)}`.trim();
}

/** Whether somebody may have a finding: for each member of a group address a ground clears it. */
export function isCleared(grounds: readonly GroundResult[], finding: number): boolean {
  const about = grounds.filter((each) => each.finding === finding);
  const readers = new Set(about.map(({ member }) => member));
  return [...readers].every((reader) => about.some(({ member, clears }) => member === reader && clears));
}

/** Conditions that no record and no word could make true, because they say what the message or the sender is. */
const FIXED = new Set(['plp', 'matter', 'concerns', 'one-person', 'subject']);

/** Grounds that do not clear a finding, those first that lack least, and of these those that come furthest. */
export function nearestFirst(tried: readonly GroundResult[]): GroundResult[] {
  const lacking = ({ conditions }: GroundResult) =>
    conditions.filter(({ state }) => state === 'failed' || state === 'unknown');
  const isFixed = (each: GroundResult) => (lacking(each).some(({ id }) => FIXED.has(id)) ? 1 : 0);
  const met = (each: GroundResult) => each.conditions.length - lacking(each).length;
  return tried
    .filter(({ finding, clears }) => finding !== null && !clears)
    .sort((a, b) => isFixed(a) - isFixed(b) || lacking(a).length - lacking(b).length || met(b) - met(a));
}

/** What would have to be true for the message to go, of the ground that comes nearest. */
function nearest(held: readonly RecipientDecision[]): string {
  const tried = held.flatMap(({ grounds }) =>
    grounds.filter(({ finding }) => finding !== null && !isCleared(grounds, finding)),
  );
  const best = nearestFirst(tried)[0];
  const open = best?.conditions.filter(({ state }) => state === 'failed' || state === 'unknown') ?? [];
  if (!best || open.length === 0 || open.length === best.conditions.length) return '';
  return `What comes nearest is that ${groundInWords(best.ground)}; but ${open.map(({ because }) => because).join(', and ')}.`;
}
