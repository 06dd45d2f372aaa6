/** The queue of held messages, oldest first. */
import { html } from 'ghtml';
import type { HeldSummary } from '../../store/hold-list.ts';
import type { SignedIn } from '../sign-in.ts';
import { framed } from './page.ts';

export function quarantineView(me: SignedIn, held: readonly HeldSummary[]): string {
  const rows = held.map(
    ({ id, heldAt, login, mailFrom, subject, categories, recipients, reason }) => html`<tr>
<td><time datetime="${heldAt.toISOString()}">${heldAt.toISOString().slice(0, 16).replace('T', ' ')}</time></td>
<td><a href="/quarantine/${id}">${subject || '(no subject)'}</a></td>
<td>${login ?? mailFrom}</td>
<td>${recipients.join(', ')}</td>
<td>${categories.join(', ') || reason}</td>
</tr>`,
  );
  const body =
    held.length === 0
      ? html`<h1>Quarantine</h1><p>Nothing waits for a decision.</p>`
      : html`<h1>Quarantine</h1>
<p>${String(held.length)} ${held.length === 1 ? 'message waits' : 'messages wait'} for a decision, the oldest first.</p>
<table><thead><tr><th scope="col">Held (UTC)</th><th scope="col">Subject</th><th scope="col">Sender</th><th scope="col">Recipients</th><th scope="col">Matter</th></tr></thead>
<tbody>!${rows.join('\n')}</tbody></table>`;
  return framed(me, { title: 'Quarantine', at: '/quarantine', body });
}
