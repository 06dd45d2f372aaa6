/** Shared drives, what was found on them, files that were not read, and the sealed store. */
import { html } from 'ghtml';
import type { DriveFinding, FindingCounts } from '../../store/drive-findings.ts';
import type { DriveSummary } from '../../store/drives.ts';
import type { SealedFile } from '../../store/sealed-files.ts';
import { FINDING_STATES, type FindingQuery, LYING_PARAGRAPHS } from '../drives.ts';
import { PARAGRAPH_WORDS } from '../paragraphs.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { number } from './chart.ts';
import { field, form, leftView, problemView, select } from './form.ts';
import { matterName } from './matters.ts';
import { framed } from './page.ts';
import { isolated, plain, plainTitle } from './plain.ts';
import { pager, table, text } from './table.ts';
import { when } from './when.ts';

const STATE_WORDS = { open: 'open', accepted: 'accepted', remediated: 'remediated', false: 'false' } as const;
const STATE_KINDS = { open: 'stop', accepted: 'go', remediated: 'go', false: '' } as const;

export function statePill(state: DriveFinding['state']): string {
  return html`<span class="pill !${STATE_KINDS[state]}">${STATE_WORDS[state]}</span>`;
}

export function readersPill({ everyone, outsiders }: Pick<DriveFinding, 'everyone' | 'outsiders'>): string {
  if (everyone) return '<span class="pill stop">everybody can read it</span>';
  if (outsiders > 0) return html`<span class="pill care">${number(outsiders)} outside its circle</span>`;
  return '<span class="pill">within its circle</span>';
}

export function drivesView(me: SignedIn, drives: readonly DriveSummary[]): string {
  const body = html`<div class="head"><h1>Shared drives</h1><p><a class="button" href="/drives/findings">All findings</a> <a href="/drives/sealed">Sealed store</a></p></div>
!${table({
    caption: 'Shared drives',
    rows: drives,
    empty: 'There is no drive yet. reticent drive add puts one here.',
    columns: [
      {
        title: 'Drive',
        cell: ({ name }) => html`<a href="/drives/findings?drive=${encodeURIComponent(name)}" data-open>${name}</a>`,
      },
      { title: 'Where', cell: ({ location }) => text(location) },
      {
        title: 'Open findings',
        isNumber: true,
        cell: ({ open }) => (open > 0 ? html`<strong>${number(open)}</strong>` : '0'),
      },
      { title: 'Files', isNumber: true, cell: ({ files }) => number(files) },
      {
        title: 'Not read',
        isNumber: true,
        cell: ({ name, unread }) =>
          unread > 0
            ? html`<a href="/drives/unread?drive=${encodeURIComponent(name)}">${number(unread)}<span class="unseen"> files of ${name} were not read</span></a>`
            : '0',
      },
      {
        title: 'Swept',
        cell: ({ lastSweepAt, isSweeping }) => (isSweeping ? 'a sweep is under way' : when(lastSweepAt)),
      },
      { title: 'Schedule', cell: ({ schedule, zone }) => text(schedule ? `${schedule} (${zone})` : 'by hand') },
    ],
  })}`;
  return framed(me, { title: 'Shared drives', at: '/drives', body });
}

export interface FindingsView {
  readonly me: SignedIn;
  readonly query: FindingQuery;
  readonly drives: readonly DriveSummary[];
  readonly findings: readonly DriveFinding[];
  /** Of everything that fits, whatever its state. */
  readonly counts: FindingCounts;
  /** What the newest sweep of the drive found, saw change or saw go. */
  readonly changes: readonly { readonly event: string; readonly count: number }[];
  readonly first: string | null;
  readonly next: string | null;
}

export function findingsView({ me, query, drives, findings, counts, changes, first, next }: FindingsView): string {
  const { drive, state, category, owner, path, readers, changed } = query;
  const choice = (value: string, label: string) => ({ value, label });
  const stateChoices = [
    ...FINDING_STATES.map((each) => choice(each, `${STATE_WORDS[each]} (${number(counts.byState[each] ?? 0)})`)),
    choice('any', 'any'),
  ];
  const categories = [...new Set([...Object.keys(counts.byCategory), ...(category ? [category] : [])])].sort();
  const body = html`<p><a href="/drives">Shared drives</a></p><div class="head"><h1>Findings</h1><p class="muted">what everybody can read first</p></div>
<form method="get" action="/drives/findings" class="filters" role="search" aria-label="Findings">
!${select({ label: 'Drive', name: 'drive', value: drive, choices: [choice('', 'all'), ...drives.map(({ name }) => choice(name, name))] })}
!${select({ label: 'State', name: 'state', value: state, choices: stateChoices })}
!${select({ label: 'Who can read it', name: 'readers', value: readers, choices: [choice('outside', 'somebody outside its circle'), choice('everyone', 'everybody'), choice('any', 'anybody')] })}
!${select({ label: 'Matter', name: 'category', value: category, choices: [choice('', 'any'), ...categories.map((each) => choice(each, `${matterName(each)} (${number(counts.byCategory[each] ?? 0)})`))] })}
!${field({ label: 'Owner', name: 'owner', value: owner })}
!${field({ label: 'Path has', name: 'path', value: path, key: '/' })}
!${drive ? html`<p class="choice"><label><input type="checkbox" name="changed" value="1"!${changed ? ' checked' : ''}> changed since the sweep before</label></p>` : ''}
<p class="actions"><button type="submit">Filter</button> <a href="/drives/findings">Start again</a></p></form>
!${changes.length > 0 ? html`<p class="muted">In the newest sweep: ${changes.map(({ event, count }) => `${event} ${number(count)}`).join(', ')}.</p>` : ''}
!${table({
    caption: 'Findings on shared drives',
    rows: findings,
    empty: 'Nothing fits.',
    columns: [
      {
        title: 'Matter',
        cell: ({ id, category: each, strictly }) =>
          html`<a href="/drives/findings/${id}" data-open>${matterName(each)}<span class="unseen"> …${id.slice(-6)}</span></a>!${strictly ? ' <span class="pill stop">Strictly confidential</span>' : ''}`,
      },
      { title: 'Where', cell: whereOf },
      { title: 'Who can read it', cell: readersPill },
      {
        title: 'Exposes',
        isNumber: true,
        cell: ({ people }) => text(people > 0 ? `${number(people)} ${people === 1 ? 'person' : 'people'}` : ''),
      },
      { title: 'Owner', cell: ({ places }) => plain(places.find(({ owner: each }) => each)?.owner ?? '') },
      {
        title: 'State',
        cell: ({ state: each, paragraph, reason }) =>
          html`!${statePill(each)}!${reason ? html`<br><small>${[paragraph, reason].filter(Boolean).join(': ')}</small>` : ''}`,
      },
      { title: 'First seen', cell: ({ firstSeen }) => when(firstSeen) },
    ],
  })}
!${pager({ first, next })}`;
  return framed(me, { title: 'Findings on shared drives', at: '/drives', body });
}

function whereOf({ drive, places: [place], placeCount }: DriveFinding): string {
  const more = placeCount > 1 ? html` <small>and ${number(placeCount - 1)} more</small>` : '';
  return html`<small>${drive}</small><br>!${isolated(place?.path ?? '')}!${more}`;
}

interface UnreadPage {
  readonly drive: string;
  readonly rows: readonly { readonly path: string; readonly problem: string }[];
  readonly next: string | null;
  readonly isSwept: boolean;
}

export function unreadView(me: SignedIn, { drive, rows, next, isSwept }: UnreadPage): string {
  const body = html`<p><a href="/drives">Shared drives</a></p><h1>Not read on ${drive}</h1>
<p>What could not be read, or not whole, may hold anything.</p>
!${table({
    caption: `Files of ${drive} that were not read`,
    rows,
    empty: isSwept ? 'Everything was read.' : 'It was not swept yet.',
    columns: [
      { title: 'File', cell: ({ path }) => isolated(path) },
      { title: 'Why', cell: ({ problem }) => text(problem) },
    ],
  })}
!${pager({ first: null, next })}`;
  return framed(me, { title: `Not read on ${drive}`, at: '/drives', body });
}

/** Addresses of the first and the next page; null where this is it. */
export interface SealedPage {
  readonly files: readonly SealedFile[];
  readonly first: string | null;
  readonly next: string | null;
  readonly problem?: string | undefined;
  /** The reason that was given for what could not be done. */
  readonly words?: string | undefined;
}

export function sealedView(me: SignedIn, { files, first, next, problem, words }: SealedPage): string {
  const canWrite = may(me.roles, 'drives:write');
  const body = html`<p><a href="/drives">Shared drives</a></p><h1>Sealed store</h1>
<p>Files that were taken from a drive. A note lies where each was; its bytes are sealed here, and can be put back as they were.</p>
!${problemView(problem)}!${leftView(words)}
!${table({
    caption: 'Files in the sealed store',
    rows: files,
    empty: 'It is empty.',
    columns: [
      { title: 'File', cell: ({ drive, path }) => html`<small>${drive}</small><br>!${isolated(path)}` },
      { title: 'Number', cell: ({ id }) => html`<code>…${id.slice(-8)}</code>` },
      { title: 'Bytes', isNumber: true, cell: ({ sizeBytes }) => number(sizeBytes) },
      { title: 'Taken', cell: ({ takenAt, takenBy }) => html`!${when(takenAt)} <small>by ${takenBy}</small>` },
      ...(canWrite
        ? [{ title: 'Put it back', isUntitled: true, cell: (file: SealedFile) => restoreForm(me, file) }]
        : []),
    ],
  })}
!${pager({ first, next })}`;
  return framed(me, { title: 'Sealed store', at: '/drives', body });
}

function restoreForm(me: SignedIn, { id, path }: SealedFile): string {
  const content = html`!${paragraphSelect(id)}!${field({ label: 'Reason', name: 'reason', id: `reason-${id}`, isRequired: true })}
<p class="actions"><button type="submit">Put it back</button></p>`;
  return html`<details><summary>Put back<span class="unseen"> ${plainTitle(path)}</span></summary>!${form(me, { action: `/drives/sealed/${id}/restore`, content })}</details>`;
}

export function paragraphSelect(id: string): string {
  const choices = LYING_PARAGRAPHS.map((each) => ({ value: each, label: `${each}: ${PARAGRAPH_WORDS[each] ?? ''}` }));
  return select({
    label: 'Paragraph',
    name: 'paragraph',
    isRequired: true,
    id: `paragraph-${id}`,
    choices: [{ value: '', label: 'choose' }, ...choices],
  });
}
