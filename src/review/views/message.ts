/** One held message: what it is, who would get it, what stops it, and the evidence. */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import type { GroundResult, RecipientDecision } from '../../policy/decision.ts';
import type { HeldMessage } from '../../store/holds.ts';
import type { StoredInspection } from '../../store/settle.ts';
import type { SignedIn } from '../sign-in.ts';
import { framed } from './page.ts';

export function messageView(me: SignedIn, message: HeldMessage, inspection: StoredInspection | undefined): string {
  const { decision, subject, login, mailFrom, state } = message;
  const body = html`<h1>${subject || '(no subject)'}</h1>
<p class="verdict">${decision.explanation}</p>
<dl><dt>State</dt><dd>${state}</dd><dt>Sender</dt><dd>${login ?? mailFrom}</dd></dl>
<h2>Evidence</h2>
!${(inspection?.findings ?? []).map(findingView).join('\n') || html`<p>No finding.</p>`}
!${(inspection?.unscannable ?? []).map(({ part, reason }) => html`<p>${part} was not read: ${reason}</p>`).join('\n')}
<h2>Recipients</h2>
!${decision.recipients.map(recipientView).join('\n')}`;
  return framed(me, { title: subject || 'Held message', at: '/quarantine', body });
}

function findingView({ category, paragraphs, part, confidence, evidence }: Finding): string {
  const strongest = [...evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 12);
  return html`<section><h3>${category} <small>${paragraphs.join(', ')} · ${part} · ${String(Math.round(confidence * 100))} %</small></h3>
<ul>!${strongest.map(({ quote, place, signal, weight }) => html`<li><q>${quote}</q> <small>${place} · ${signal} · ${weight.toFixed(1)}</small></li>`).join('\n')}</ul></section>`;
}

function recipientView({ address, action, reason, grounds }: RecipientDecision): string {
  return html`<section><h3>${address ?? 'somebody unknown'}: ${action}${reason ? ` by ${reason}` : ''}</h3>
!${grounds.map(groundView).join('\n')}</section>`;
}

function groundView({ ground, category, clears, conditions }: GroundResult): string {
  return html`<details><summary>${ground}${category ? ` on ${category}` : ''}: ${clears ? 'clears' : 'does not clear'}</summary>
<ul>!${conditions.map(({ id, state, because }) => html`<li><strong>${state}</strong> ${id}: ${because}</li>`).join('\n')}</ul></details>`;
}
