/** A moment, as a person in London reads it, and exact for whoever asks. */
import { html } from 'ghtml';

const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'medium', timeStyle: 'short' });

export function when(moment: Date | null): string {
  return moment ? html`<time datetime="${moment.toISOString()}">${LONDON.format(moment)}</time>` : 'never';
}
