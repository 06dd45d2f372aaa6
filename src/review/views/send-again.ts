/** A form that was sent after its session had ended: nothing of it was done, and nothing that was typed is lost. */
import { html } from 'ghtml';
import type { Typed } from '../forms.ts';
import { csrfField } from './form.ts';
import { page } from './page.ts';

export interface SendAgain {
  /** Where the form was sent to. */
  readonly url: string;
  readonly fields: Typed;
  /** For who is signed in by now; null where nobody is. */
  readonly csrf: string | null;
}

export function sendAgainView({ url, fields, csrf }: SendAgain): string {
  const given = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const));
  const boxes = given
    .filter(([name]) => name !== 'csrf')
    .map(([name, value], index) =>
      /\s/.test(value)
        ? html`<div class="field"><label for="kept-${index}">What you wrote</label><textarea id="kept-${index}" name="${name}" rows="4" readonly>
${value}</textarea></div>`
        : html`<input type="hidden" name="${name}" value="${value}">`,
    );
  const what = csrf
    ? html`<p>You signed in again since this form was opened. Nothing of it was done yet.</p>`
    : html`<p>Your session had ended when this was sent. Nothing of it was done, and nothing is lost: <a href="/sign-in" target="_blank" rel="noopener">sign in in another tab</a>, come back to this one, and send it again.</p>`;
  const title = csrf ? 'Send this again?' : 'You are signed out';
  const body = html`<h1>${title}</h1>!${what}
<form method="post" action="${url}" class="narrow">!${csrf ? csrfField({ csrf }) : ''}!${boxes.join('')}
<p class="actions"><button type="submit" class="main">Send it again</button> <a class="button" href="/">No, leave it</a></p></form>`;
  return page(title, body);
}
