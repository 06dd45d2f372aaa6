/** What the checker says of a register, line by line. */
import { html } from 'ghtml';
import type { Problem } from '../../register/yaml.ts';

export function problemsView(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  return html`<div class="problem" role="alert"><p>Nothing was changed, because of this:</p><ul>!${problems.map(lineOf).join('')}</ul></div>`;
}

export function lineOf({ line, message }: Problem): string {
  return html`<li>line ${line}: ${message}</li>`;
}
