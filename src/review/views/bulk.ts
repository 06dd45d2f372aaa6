/** What would be done with many messages at once, one line each, before it is done. */
import { html } from 'ghtml';
import type { HeldSummary } from '../../store/hold-list.ts';
import { type Typed, typedIn } from '../forms.ts';
import { NOT_CONFIDENTIAL, PARAGRAPH_CHOICES } from '../paragraphs.ts';
import { LONGEST } from '../said.ts';
import type { SignedIn } from '../sign-in.ts';
import { csrfField, field, problemView } from './form.ts';
import { matterPills } from './matters.ts';
import { framed } from './page.ts';
import { isolated, plain } from './plain.ts';
import { table } from './table.ts';

export interface BulkRow {
  readonly message: HeldSummary;
  /** Why it is left alone; null where it is not. */
  readonly problem: string | null;
  readonly needsTwo: boolean;
}

export interface BulkView {
  readonly me: SignedIn;
  readonly act: 'release' | 'reject' | 'assign';
  readonly rows: readonly BulkRow[];
  readonly reviewers: readonly string[];
  readonly back: string;
  /** Why it could not be done, and what was typed. */
  readonly problem?: string | undefined;
  readonly typed?: Typed;
}

const VERBS = { release: 'Release', reject: 'Reject', assign: 'Assign' } as const;

export function bulkView({ me, act, rows, reviewers, back, problem, typed }: BulkView): string {
  const good = rows.filter((row) => row.problem === null);
  const verb = VERBS[act];
  const body = html`<p class="way"><a href="${back}" data-key="u" data-key-label="back to the queue">Quarantine</a></p>
<h1>${verb} ${good.length} of ${rows.length}?</h1>
!${problemView(problem)}
!${table({
    caption: 'What would be done',
    rows,
    empty: 'Nothing is ticked.',
    columns: [
      {
        title: 'Message',
        cell: ({ message }) =>
          html`<a href="/quarantine/${message.id}" data-open><bdi>!${plain(message.subject?.trim() || '(no subject)')}</bdi></a>`,
      },
      { title: 'From', cell: ({ message }) => isolated(message.login ?? message.mailFrom) },
      { title: 'To', cell: ({ message }) => message.recipients.map(isolated).join(', ') },
      { title: 'Matter', cell: ({ message }) => matterPills(message) },
      { title: 'What happens', cell: (row) => outcomeOf(row, act) },
    ],
  })}
!${
    good.length === 0
      ? html`<p>None of them can be done now.</p>`
      : html`<form method="post" action="/quarantine/bulk/do" class="narrow card">!${csrfField(me)}
<input type="hidden" name="act" value="${act}"><input type="hidden" name="back" value="${back}">
!${good.map(({ message }) => html`<input type="hidden" name="ids" value="${message.id}">`).join('')}
!${fieldsOf(act, reviewers, typed)}
<div class="actions"><button type="submit" class="main" data-key="y">${verb} ${good.length} <kbd>y</kbd></button> <a class="button" href="${back}">No, go back</a></div></form>`
  }`;
  return framed(me, { title: `${verb} many`, at: '/quarantine', body });
}

function outcomeOf({ problem, needsTwo }: BulkRow, act: BulkView['act']): string {
  if (problem) return html`<span class="pill stop">left alone</span> <small>${problem}</small>`;
  if (needsTwo) return html`<span class="pill care">proposed</span> <small>a second reviewer has to agree</small>`;
  if (act === 'assign') return html`<span class="pill go">assigned</span>`;
  return act === 'release'
    ? html`<span class="pill go">released</span> <small>to all for whom it is held</small>`
    : html`<span class="pill stop">rejected</span> <small>its sender is told why</small>`;
}

function fieldsOf(act: BulkView['act'], reviewers: readonly string[], typed: Typed | undefined): string {
  if (act === 'assign') {
    const options = reviewers.map((name) => html`<option>${name}</option>`);
    return html`<div class="field"><label for="to">To whom</label><select id="to" name="to" required><option value="">Choose…</option>!${options.join('')}</select></div>`;
  }
  const why = field({
    label: act === 'release' ? 'Why it applies to each of them' : 'What their senders are told',
    name: 'reason',
    value: typedIn(typed, 'reason'),
    type: 'textarea',
    isRequired: true,
    maxLength: LONGEST.reason,
  });
  if (act === 'reject') return why;
  const options = PARAGRAPH_CHOICES.map(
    ([paragraph, words]) =>
      html`<option value="${paragraph}"!${paragraph === typed?.paragraph ? ' selected' : ''}>${paragraph === NOT_CONFIDENTIAL ? '' : paragraph} ${words}</option>`,
  );
  return html`<div class="field"><label for="paragraph">Which paragraph applies to each of them</label>
<select id="paragraph" name="paragraph" required><option value="">Choose…</option>!${options.join('')}</select></div>
!${field({ label: 'For paragraph 8: the recorded permission', name: 'permission', value: typedIn(typed, 'permission'), maxLength: 100 })}!${why}`;
}
