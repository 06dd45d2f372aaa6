/**
 * A decision in plain English: what it is, who would get it, and which paragraph lets or stops it.
 *
 * Read by senders and reviewers; it names matters, people and paragraphs, and quotes nothing of the message.
 */
import type { Category, Finding } from '../../classifiers/finding.ts';
import type { Unscannable } from '../document/document.ts';
import type { Decision, GroundId, RecipientDecision } from './decision.ts';

const MATTERS: Readonly<Record<string, string>> = {
  declared: 'something marked or registered as confidential',
  minutes: 'minutes, or an account of what a committee discussed',
  'committee-papers': 'a paper for a national committee',
  membership: 'a membership record',
  elections: 'election data',
  disciplinary: 'an individual disciplinary matter',
};

const GROUNDS: Readonly<Record<GroundId, string>> = {
  'no-confidential-matter': 'nothing in it is a Confidential Matter',
  'own-record': 'it is the person’s own record (our reading of paragraph 2)',
  'within-circle': 'everybody who gets it is entitled to it, so it stays confidential (paragraph 7)',
  permission: 'a recorded permission allows it (paragraph 8)',
  'required-by-law': 'the law requires it (paragraph 8)',
  '6(a)': 'it prepares a meeting of a national committee (paragraph 6(a))',
  '6(b)': 'it gets help for a member of a national committee (paragraph 6(b))',
  '6(c)': 'a member of a national committee reports back (paragraph 6(c))',
  '6(d)': 'a member reports back to the executive of their affiliate (paragraph 6(d))',
  '9(a)': 'the law or a legal obligation requires it (paragraph 9(a))',
  '9(b)': 'the member concerned seeks advice or support (paragraph 9(b))',
  '9(c)': 'only the fact of an investigation is told, and of nobody (paragraph 9(c))',
  '9(d)': 'it corrects a false report in the media (paragraph 9(d))',
  '9(e)': 'it goes to somebody with a duty in discipline (paragraph 9(e))',
  '9(f)': 'the person who complained hears the outcome (paragraph 9(f))',
  '10': 'it runs under the Standing Orders of the Parliamentary Labour Party (paragraph 10)',
};

export function matterOf(category: Category): string {
  return MATTERS[category] ?? `a matter under the organisation’s own rule ${category.replace('custom:', '')}`;
}

/** Why something may go, as the end of a sentence. */
export function groundInWords(ground: GroundId): string {
  return GROUNDS[ground];
}

export function explain(
  { action, reason, recipients }: Omit<Decision, 'explanation'>,
  findings: readonly Finding[],
  unscannable: readonly Unscannable[],
): string {
  if (action === 'release') return `It may go: ${GROUNDS[reason as GroundId]}.`;
  const held = recipients.filter((each) => each.action === 'hold');
  const whom = named(held.map(({ address }) => address ?? 'somebody unknown'));
  const start = action === 'split' ? `It is held for ${whom} and goes to the others` : `It is held for ${whom}`;
  if (reason === 'unscannable') {
    return `${start}: ${named(unscannable.map(({ part, reason: why }) => `${part} could not be read (${why})`))}, and what was not read is not taken for innocent.`;
  }
  const what = named([...new Set(findings.map(({ category }) => matterOf(category)))]);
  if (reason === 'claim-under-review')
    return `${start}: it holds ${what}, and a person has to look at what the sender says.`;
  return `${start}: it holds ${what}, and no paragraph of the Code lets it go there. ${nearest(held)}`.trim();
}

/** The ground that lacks least: what would have to be true for the message to go. */
function nearest(held: readonly RecipientDecision[]): string {
  const tried = held.flatMap(({ grounds }) => grounds).filter(({ finding, clears }) => finding !== null && !clears);
  const lacking = tried.map(({ ground, conditions }) => ({
    ground,
    open: conditions.filter(({ state }) => state === 'failed' || state === 'unknown'),
    total: conditions.length,
  }));
  const [best] = lacking.filter(({ open, total }) => open.length < total).sort((a, b) => a.open.length - b.open.length);
  if (!best || best.open.length === 0) return '';
  return `Nearest is ${best.ground}, which fails because ${best.open.map(({ because }) => because).join(', and because ')}.`;
}

function named(all: readonly string[]): string {
  const each = [...new Set(all)];
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(', ')} and ${last}`;
}
