/** The audit trail: who did what to which message, and whether the chain is whole. */
import { html } from 'ghtml';
import type { AuditFilter, AuditRecord, Verification } from '../../store/audit.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { number } from './chart.ts';
import { detailView } from './detail.ts';
import { field, problemView, select } from './form.ts';
import { framed } from './page.ts';
import { isolated } from './plain.ts';
import { pager, table, text } from './table.ts';
import { when } from './when.ts';

export interface AuditView {
  readonly me: SignedIn;
  readonly filter: AuditFilter;
  readonly records: readonly AuditRecord[];
  readonly actions: readonly string[];
  /** Address of the next page, or null. */
  readonly next: string | null;
  readonly first: string | null;
  readonly problem?: string | undefined;
}

export function auditView({ me, filter, records, actions, next, first, problem }: AuditView): string {
  const canOpen = may(me.roles, 'holds:read');
  const body = html`<div class="head"><h1>Audit trail</h1><a class="button" href="/audit/verification">Verify the chain</a></div>
!${problemView(problem)}
<form method="get" action="/audit" class="filters" role="search" aria-label="Audit trail">
!${field({ label: 'Who', name: 'actor', value: filter.actor, key: '/' })}
!${select({ label: 'Action', name: 'action', value: filter.action, choices: [{ value: '', label: 'any' }, ...actions.map((each) => ({ value: each, label: each }))] })}
!${field({ label: 'Message', name: 'message', value: filter.messageId })}
!${field({ label: 'From', name: 'from', type: 'date', value: filter.from })}
!${field({ label: 'To', name: 'to', type: 'date', value: filter.to })}
<p class="actions"><button type="submit">Filter</button> <a href="/audit">Everything</a></p></form>
!${table({
    caption: 'Records, the newest first',
    rows: records,
    empty: 'No record fits.',
    columns: [
      { title: 'Number', isNumber: true, cell: ({ seq }) => text(seq) },
      { title: 'When', cell: ({ at }) => when(at) },
      {
        title: 'Who',
        cell: ({ actor }) => html`<a href="/audit?actor=${encodeURIComponent(actor)}">!${isolated(actor)}</a>`,
      },
      { title: 'Action', cell: ({ action }) => text(action) },
      { title: 'Message', cell: ({ messageId }) => (messageId ? messageLinks(messageId, canOpen) : '') },
      { title: 'Detail', cell: ({ detail }) => detailView(detail) },
      {
        title: 'Hash',
        cell: ({ hash }) =>
          html`<details><summary><code>${hash.slice(0, 8)}</code></summary><code>${hash}</code></details>`,
      },
    ],
  })}
!${pager({ first, next })}`;
  return framed(me, { title: 'Audit trail', at: '/audit', body });
}

/** Its end tells it from others: the first half of an id is its time. */
function messageLinks(id: string, canOpen: boolean): string {
  const trail = html`<a href="/audit?message=${id}" data-open><span class="unseen">All records of message </span><code>…${id.slice(-8)}</code></a>`;
  const open = html` <a href="/quarantine/${id}">open<span class="unseen"> message …${id.slice(-8)}</span></a>`;
  return canOpen ? trail + open : trail;
}

export function verificationView(me: SignedIn, verified: Verification): string {
  const said =
    verified.kind === 'whole'
      ? html`<p class="made" role="status"><strong>The chain is whole:</strong> ${number(verified.records)} records, each holding the hash of the one before.</p>
<dl><dt>Hash of the last</dt><dd><code>${verified.head ?? 'there is none yet'}</code></dd></dl>
<p>Write this hash down somewhere else: whoever could rewrite the whole log could not rewrite that.</p>`
      : html`<p class="problem" role="alert"><strong>The chain is broken</strong> at record ${number(verified.seq)}: it does not fit the one before. It, or what stood there, was changed, removed or added outside Reticent.</p>
<p><a href="/audit?before=${verified.seq + 20}">Look at the records around it</a></p>`;
  const body = html`<p><a href="/audit">Audit trail</a></p><h1>Verification</h1>!${said}`;
  return framed(me, { title: 'Verification', at: '/audit', body });
}
