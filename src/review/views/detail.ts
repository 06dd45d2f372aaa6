/** What a record says besides: names and values in a line, as they were written down. */
import { html } from 'ghtml';
import { isolated, plain } from './plain.ts';

export function detailView(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return plain(detail === null ? '' : String(detail));
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => html`<span class="detail"><small>!${plain(key)}</small> !${isolated(inWords(value))}</span>`)
    .join(' ');
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ');
  return JSON.stringify(value);
}
