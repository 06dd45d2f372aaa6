/** A page that only says something. */
import { html } from 'ghtml';
import { page } from './page.ts';

export function messagePage(title: string, sentence: string): string {
  return page(title, html`<h1>${title}</h1><p>${sentence}</p>`);
}
