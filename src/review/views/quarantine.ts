/** The queue: what waits, in the order in which it is to be looked at; filters and saved views beside it. */
import { html } from 'ghtml';
import type { Policy } from '../../policy/policy.ts';
import { COUNTED_AT_MOST, type HeldSummary, type HoldCounts } from '../../store/hold-list.ts';
import type { SavedView } from '../../store/saved-views.ts';
import { messageUrl, type QueueQuery, queryText, queueUrl } from '../queue-query.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { ageSeconds, duration } from './ages.ts';
import { csrfField, form } from './form.ts';
import { matterName, matterPills, reasonInWords } from './matters.ts';
import { framed, LISTENS } from './page.ts';
import { isolated, plain, plainTitle } from './plain.ts';
import { pager } from './table.ts';
import { when } from './when.ts';

export interface QuarantineView {
  readonly me: SignedIn;
  readonly query: QueueQuery;
  readonly rows: readonly HeldSummary[];
  /** How many the filters let through. */
  readonly total: number;
  readonly counts: HoldCounts;
  readonly views: readonly SavedView[];
  readonly next: string | null;
  readonly isContentSearched: boolean;
  readonly hours: Policy['holdHours'];
  readonly now: Date;
}

export function quarantineView(view: QuarantineView): string {
  const { me, query, rows, total, counts, next } = view;
  const isDecided = query.state === 'decided';
  const body = html`<div class="head"><h1>Quarantine</h1>
<p class="muted">!${totalView(view, total)}</p></div>
<p class="flash" hidden !${LISTENS} role="status"><span><strong data-news>0</strong> more came in since you opened this page.</span> <a class="button" href="${queueUrl(query)}" data-key="." data-key-label="show what is new">Show <kbd>.</kbd></a></p>
<div class="queue">
<aside aria-label="Filters">!${filtersView(view)}</aside>
<div class="queue-main">
!${searchView(query, view.isContentSearched)}
!${chipsView(query)}
!${rows.length === 0 ? emptyView(query, counts) : listView(view)}
!${pager({ first: query.after ? queueUrl(query) : null, next: next && `${queueUrl(query)}${queryText(query) ? '&' : '?'}after=${next}` })}
</div></div>`;
  return framed(me, { title: isDecided ? 'Decided messages' : 'Quarantine', at: '/quarantine', body });
}

function totalView({ query, counts }: QuarantineView, total: number): string {
  const isMore = total > COUNTED_AT_MOST;
  const number = isMore ? `over ${COUNTED_AT_MOST.toLocaleString('en-GB')}` : total.toLocaleString('en-GB');
  if (query.state === 'decided') return html`${number} decided`;
  if (total === counts.all) return total === 1 ? '1 message waits' : html`${number} messages wait`;
  return html`${number} of ${counts.all.toLocaleString('en-GB')} that wait`;
}

function searchView(query: QueueQuery, isContentSearched: boolean): string {
  const where = isContentSearched ? ', parts and their words' : ', names of parts';
  const hidden = Object.entries({ ...query, q: undefined, after: undefined })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`);
  return html`<form method="get" action="/quarantine" class="search" role="search">!${hidden.join('')}
<label for="q" class="unseen">Search in subject, addresses${where}</label>
<input id="q" name="q" type="search" value="${query.q ?? ''}" placeholder="Search subject, addresses${where}" data-key="/" data-key-label="search" maxlength="200">
<button type="submit">Search</button></form>`;
}

function chipsView(query: QueueQuery): string {
  const { q, matter, reason, assigned, late, sender, claim, proposed, strictly } = query;
  const chips: [keyof QueueQuery, string | undefined][] = [
    ['q', q && `“${q}”`],
    ['matter', matter && matterName(matter)],
    ['reason', reason && reasonInWords(reason)],
    ['assigned', assigned && (assigned === 'me' ? 'mine' : assigned === 'none' ? 'nobody’s' : 'of one reviewer')],
    ['late', late],
    ['sender', sender && `from ${sender}`],
    ['claim', claim && 'with a claim'],
    ['proposed', proposed && 'waits for a second reviewer'],
    ['strictly', strictly && 'strictly confidential'],
  ];
  const shown = chips.filter(([, label]) => label);
  if (shown.length === 0) return '';
  return html`<p class="chips">!${shown.map(([name, label]) => html`<a class="pill" href="${queueUrl(query, { [name]: null })}"><span class="unseen">Without </span>!${plain(label ?? '')} <span aria-hidden="true">×</span></a>`).join(' ')} <a href="/quarantine">Clear all</a></p>`;
}

function filtersView({ me, query, counts, views }: QuarantineView): string {
  const link = (label: string, count: number | null, change: Parameters<typeof queueUrl>[1], isOn: boolean) =>
    html`<li><a href="${queueUrl(query, change)}"!${isOn ? ' aria-current="true"' : ''}><span>${label}</span>!${count === null ? '' : html`<span class="count">${count.toLocaleString('en-GB')}</span>`}</a></li>`;
  const bare = { matter: null, assigned: null, late: null, claim: null, state: null };
  const isAll = !query.matter && !query.assigned && !query.late && !query.claim && query.state === 'held';
  const kinds = Object.entries(counts.categories).sort((a, b) => b[1] - a[1]);
  return html`<nav aria-label="Kinds of holds"><ul class="filters">
!${link('All that wait', counts.all, bare, isAll)}
!${link('Mine', counts.mine, { ...bare, assigned: 'me' }, query.assigned === 'me')}
!${link('Nobody’s', counts.unassigned, { ...bare, assigned: 'none' }, query.assigned === 'none')}
!${link('With a claim', counts.claimed, { ...bare, claim: 'yes' }, query.claim === 'yes')}
!${link('Warned', counts.warned, { ...bare, late: 'warned' }, query.late === 'warned')}
!${link('Escalated', counts.escalated, { ...bare, late: 'escalated' }, query.late === 'escalated')}
!${link('Decided', null, { ...bare, state: 'decided' }, query.state === 'decided')}
</ul>
<details open><summary>Matters</summary><ul class="filters">!${kinds.map(([category, count]) => link(matterName(category), count, { matter: category, state: null }, query.matter === category)).join('')}</ul></details></nav>
<details!${views.length > 0 ? ' open' : ''}><summary>Saved views</summary>
<ul class="filters">!${views.map((view) => savedView(me, view)).join('')}</ul>
!${saveForm(me, query)}</details>`;
}

function savedView(me: SignedIn, { id, name, query, isMine, owner }: SavedView): string {
  const whose = isMine ? '' : html` <small>by ${owner}</small>`;
  const remove = isMine
    ? form(me, {
        action: `/quarantine/views/${id}/remove`,
        content: html`<button type="submit" class="quiet" aria-label="Remove the view ${name}">×</button>`,
      })
    : '';
  return html`<li class="saved"><a href="/quarantine${query ? `?${query}` : ''}"><span>${name}!${whose}</span></a>!${remove}</li>`;
}

function saveForm(me: SignedIn, query: QueueQuery): string {
  return html`<form method="post" action="/quarantine/views" class="save">!${csrfField(me)}
<input type="hidden" name="query" value="${queryText(query)}">
<label for="view-name" class="unseen">Name of the view</label>
<input id="view-name" name="name" maxlength="40" required placeholder="Name for this view">
<label class="minor"><input type="checkbox" name="shared" value="yes"> for everybody</label>
<button type="submit">Save</button></form>`;
}

function emptyView({ state }: QueueQuery, counts: HoldCounts): string {
  const sentence =
    state === 'decided'
      ? 'Nothing was decided that fits.'
      : counts.all === 0
        ? 'Nothing waits for a decision.'
        : 'Nothing that waits fits these filters.';
  return html`<div class="table empty"><p>${sentence}</p></div>`;
}

function listView(view: QuarantineView): string {
  const { me, query, rows } = view;
  const canBulk = query.state === 'held' && may(me.roles, 'holds:bulk');
  const list = html`<div class="table"><ul class="rows" data-rows>!${rows.map((row) => rowView(view, row, canBulk)).join('\n')}</ul></div>`;
  if (!canBulk) return list;
  return html`<form method="post" action="/quarantine/bulk">!${csrfField(me)}
<input type="hidden" name="back" value="${queueUrl(query)}">
<div class="bulk"><label><input type="checkbox" data-tick-all> All on this page</label>
<span data-ticked hidden><strong data-ticked-count>0</strong> ticked</span>
<button type="submit" name="act" value="release" data-key="R" data-key-label="release what is ticked, after a preview">Release…</button>
<button type="submit" name="act" value="reject" data-key="S" data-key-label="send back what is ticked, after a preview">Reject…</button>
<button type="submit" name="act" value="assign" data-key="M" data-key-label="assign what is ticked, after a preview">Assign…</button></div>
!${list}</form>`;
}

function rowView({ me, query, hours, now }: QuarantineView, row: HeldSummary, canBulk: boolean): string {
  const { id, subject, login, mailFrom, recipients, reason, assignedName, hasClaim, isProposed } = row;
  const [first = '', ...others] = recipients;
  const to = html`!${isolated(first)}!${others.length > 0 ? html` <small>and ${others.length} more</small>` : ''}`;
  const title = plain(subject?.trim() || '(no subject)');
  const name = may(me.roles, 'holds:read')
    ? html`<a href="${messageUrl(id, query)}" data-open><bdi>!${title}</bdi></a>`
    : may(me.roles, 'reports:write') && row.isStopped
      ? html`<a href="${messageUrl(id, query, 'report')}" data-open><bdi>!${title}</bdi><span class="unseen">: report it</span></a>`
      : html`<bdi>!${title}</bdi>`;
  const box = canBulk
    ? html`<input type="checkbox" name="ids" value="${id}" data-tick aria-label="Tick ${plainTitle(subject?.trim() || 'the message without a subject')}">`
    : '';
  return html`<li class="row" data-row="${id}">!${box}
<div class="what"><span class="title">!${name}</span>
<span class="people">!${isolated(login ?? mailFrom)} <span aria-label="to">→</span> !${to}</span></div>
<div class="why">!${matterPills(row)}
<small>${query.state === 'decided' ? row.state : row.categories.length > 0 ? reasonInWords(reason) : ''}</small></div>
<div class="state">!${query.state === 'decided' ? when(row.stateSince) : ageView(row, hours, now)}
!${hasClaim ? html`<span class="pill care">claim</span>` : ''}!${isProposed ? html` <span class="pill care">second reviewer</span>` : ''}
!${assignedName ? html`<small>${assignedName}</small>` : ''}</div></li>`;
}

/** How long it waits, against how long it may. */
export function ageView(
  { heldAt, level }: Pick<HeldSummary, 'heldAt' | 'level'>,
  hours: Policy['holdHours'],
  now: Date,
): string {
  const age = ageSeconds(heldAt, now);
  const left = hours.return * 3600 - age;
  const end = left > 0 ? `goes back in ${duration(left)}` : 'goes back now';
  const late =
    level === 2
      ? html` <span class="pill stop">escalated</span>`
      : level === 1
        ? html` <span class="pill care">late</span>`
        : '';
  return html`<span class="age"><time datetime="${heldAt.toISOString()}">${duration(age)}</time>!${late} <small>${end}</small></span>`;
}
