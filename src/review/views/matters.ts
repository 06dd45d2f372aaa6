/** Matters as the queue names them: short, with the paragraph; strictly confidential is told first. */
import { html } from 'ghtml';
import type { HeldSummary } from '../../store/hold-list.ts';
import { capital } from './words.ts';

const SHORT: Readonly<Record<string, string>> = {
  declared: 'Marked confidential',
  minutes: 'Minutes',
  'committee-papers': 'Committee paper',
  membership: 'Membership',
  elections: 'Elections',
  disciplinary: 'Disciplinary',
};
const REASONS: Readonly<Record<string, string>> = {
  'confidential-matter': 'no paragraph lets it go',
  unscannable: 'could not be read',
  'claim-under-review': 'sender’s claim to look at',
};

export function matterName(category: string): string {
  return SHORT[category] ?? category.replace('custom:', 'Own rule: ');
}

export function reasonInWords(reason: string): string {
  return REASONS[reason] ?? reason;
}

export function matterPills({
  categories,
  isStrictly,
  reason,
}: Pick<HeldSummary, 'categories' | 'isStrictly' | 'reason'>): string {
  const pills = categories.map((each) => html`<span class="pill">${matterName(each)}</span>`);
  if (categories.length === 0) pills.push(html`<span class="pill">${capital(reasonInWords(reason))}</span>`);
  return `${isStrictly ? html`<span class="pill stop">Strictly confidential</span> ` : ''}${pills.join(' ')}`;
}
