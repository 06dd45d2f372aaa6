/** What the checker says of a register, line by line. */
import { html } from 'ghtml';
import type { Problem } from '../../register/yaml.ts';

/** Nobody mends more before checking again. */
const MOST = 100;

export function problemsView(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  return html`<div class="problem" role="alert"><p>Nothing was changed, because of this:</p>!${linesView(problems)}</div>`;
}

export function linesView(problems: readonly Problem[]): string {
  const more = problems.length - MOST;
  return html`<ul>!${problems.slice(0, MOST).map(lineOf).join('')}!${more > 0 ? html`<li>and ${more} more</li>` : ''}</ul>`;
}

function lineOf({ line, message }: Problem): string {
  return html`<li>line ${line}: ${message}</li>`;
}
