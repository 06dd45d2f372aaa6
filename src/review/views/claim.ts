/**
 * The page behind the link of a notice: what the sender wrote, why it is held, and a way to say why it may go.
 *
 * Whoever holds the link may see it, so it shows what the sender wrote on the envelope and nothing of the message.
 */
import { html } from 'ghtml';
import { helpfulClaims, possibleClaims } from '../../policy/helpful-claims.ts';
import type { LinkedMessage } from '../../store/claims.ts';
import { type Typed, typedIn } from '../forms.ts';
import { page } from './page.ts';
import { isolated, plain } from './plain.ts';

/** What a sender says by each code, in the words of somebody who has not read the Code. */
export const CLAIM_WORDS: Readonly<Record<string, string>> = {
  '6(a)': 'I prepare a coming meeting of a national committee together with them.',
  '6(b)': 'They help me with my work on a national committee.',
  '6(c)': 'I sit on a national committee and report back to them.',
  '6(d)': 'I sit on a national committee for an affiliate and report back to its executive.',
  '8-permission': 'Somebody with the power to do so has permitted it.',
  '8-law': 'The law requires me to tell them.',
  '9(a)': 'The law, or a legal obligation, requires me to tell them of this case.',
  '9(b)': 'The case is about me, and they advise or support me.',
  '9(c)': 'I act in office, and it is necessary to say that there is an investigation, and no more.',
  '9(d)': 'I act in office and correct a false report in the media.',
};

export const LONGEST_REASON = 1000;
/** What the sender tells the reviewer without claiming an exception. */
export const ANSWER = 'answer';

export function claimView(token: string, message: LinkedMessage, problem?: string, typed?: Typed): string {
  const { subject, receivedAt, recipients, decision, question } = message;
  const helpful = helpfulClaims(decision);
  // Of what was not read nobody knows which paragraph is about it.
  const possible = decision.reason === 'unscannable' ? Object.keys(CLAIM_WORDS) : possibleClaims(decision);
  const others = possible.filter((code) => !helpful.includes(code));
  const answerWords = question ? 'I only answer the question.' : 'None of these: I only tell the reviewer how it is.';
  const chosen = typedIn(typed, 'code') ?? '';
  const box = (code: string) => choice(code, code === chosen);
  const body = html`<h1>Your message waits</h1>
<dl>
<dt>Sent</dt><dd>${LONDON.format(receivedAt)}</dd>
<dt>Subject</dt><dd><bdi>!${plain(subject || '(no subject)')}</bdi></dd>
<dt>Held for</dt><dd>!${recipients.map(isolated).join(', ')}</dd>
</dl>
<p class="verdict">!${plain(decision.explanation)}</p>
!${question ? html`<p><strong>The reviewer asks:</strong> <bdi>!${plain(question)}</bdi></p>` : ''}
!${problem ? html`<p role="alert" class="problem">${problem}</p>` : ''}
<form method="post" action="/claim/${token}">
<fieldset>
<legend>Why may it go?</legend>
!${helpful.map(box).join('\n')}
!${helpful.length > 0 ? html`<details!${others.includes(chosen) ? ' open' : ''}><summary>Something else</summary>!${others.map(box).join('\n')}</details>` : others.map(box).join('\n')}
<p class="choice"><label><input type="radio" name="code" value="${ANSWER}" required!${chosen === ANSWER ? ' checked' : ''}> ${answerWords}</label></p>
</fieldset>
<p><label for="reason">In your own words, for the reviewer</label>
<textarea id="reason" name="reason" rows="4" maxlength="${String(LONGEST_REASON)}" required>
${typedIn(typed, 'reason') ?? ''}</textarea></p>
<p><button type="submit" class="main">Send this to the reviewer</button></p>
</form>
!${withdrawForm(token)}`;
  return page('Your message waits', body);
}

function choice(code: string, isChosen: boolean): string {
  return html`<p class="choice"><label><input type="radio" name="code" value="${code}" required!${isChosen ? ' checked' : ''}> ${CLAIM_WORDS[code] ?? code} <small>${code}</small></label></p>`;
}

/** What became of it: one sentence; with a token, while the message waits on and can be taken back. */
export function claimAnswerView(title: string, sentence: string, token?: string): string {
  return page(title, html`<h1>${title}</h1><p>${sentence}</p>!${token ? withdrawForm(token) : ''}`);
}

function withdrawForm(token: string): string {
  return html`<form method="post" action="/claim/${token}/withdraw">
<p>Was it a slip? <button type="submit" class="quiet">Take the message back</button> Then nobody for whom it is held gets it.</p>
</form>`;
}

const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' });
