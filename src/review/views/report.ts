/** The reports of a period on one page, made to be printed. */
import { html } from 'ghtml';
import type { DecisionCounts, Period } from '../../store/reports.ts';
import { plusDays, today } from '../period.ts';
import { DOWNLOADS, type DownloadName, paragraphWords, type ReportNumbers } from '../report.ts';
import type { SignedIn } from '../sign-in.ts';
import { number } from './chart.ts';
import { field } from './form.ts';
import { framed } from './page.ts';
import { isolated } from './plain.ts';
import { type Column, table, text } from './table.ts';
import { roughly } from './words.ts';

const LONG = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function longDay(iso: string): string {
  return LONG.format(new Date(iso));
}

export function reportView(me: SignedIn, report: ReportNumbers): string {
  const { period, decisions, paragraphs, reviewers, claims } = report;
  const body = html`<div class="head"><h1>Reports</h1><p class="muted">${longDay(period.from)} to ${longDay(period.to)}, by the days of London</p></div>
!${periodForm(period)}
!${heading('What became of held messages', 'outcomes', period)}
!${table({
    caption: 'What became of held messages',
    rows: DOWNLOADS.outcomes(report).rows,
    empty: '',
    columns: [
      { title: 'Outcome', cell: ([outcome]) => text(outcome) },
      { title: 'Messages', isNumber: true, cell: ([, count]) => number(Number(count)) },
    ],
  })}
<p>!${decisions.medianSeconds === null || decisions.slowSeconds === null ? 'Nothing was decided by a reviewer.' : html`Half of what reviewers decided had waited for less than <strong>${roughly(decisions.medianSeconds)}</strong>, nine in ten for less than <strong>${roughly(decisions.slowSeconds)}</strong>.`}</p>
!${heading('By paragraph', 'paragraphs', period)}
!${table({
    caption: 'Decisions by paragraph',
    rows: paragraphs,
    empty: 'Nothing was decided in this period.',
    columns: [
      { title: 'Paragraph', cell: ({ paragraph }) => text(paragraph?.match(/^\d/) ? paragraph : '–') },
      { title: 'In words', cell: ({ paragraph }) => text(paragraphWords(paragraph)) },
      { title: 'Decisions', isNumber: true, cell: ({ released, rejected }) => number(released + rejected) },
      ...times<ReportNumbers['paragraphs'][number]>(),
    ],
  })}
!${heading('By reviewer', 'reviewers', period)}
!${table({
    caption: 'Decisions by reviewer',
    rows: reviewers,
    empty: 'Nothing was decided in this period.',
    columns: [
      { title: 'Reviewer', cell: ({ reviewer }) => text(reviewer) },
      { title: 'Released', isNumber: true, cell: ({ released }) => number(released) },
      { title: 'No matter', isNumber: true, cell: ({ notConfidential }) => number(notConfidential) },
      { title: 'Rejected', isNumber: true, cell: ({ rejected }) => number(rejected) },
      { title: 'Reported', isNumber: true, cell: ({ breaches }) => number(breaches) },
      { title: 'Seconded', isNumber: true, cell: ({ seconded }) => number(seconded) },
      ...times<ReportNumbers['reviewers'][number]>(),
    ],
  })}
!${heading('Claims, by sender and paragraph', 'claims', period)}
!${table({
    caption: 'Claims by sender and paragraph',
    rows: claims,
    empty: 'No claim was made in this period.',
    columns: [
      { title: 'Sender', cell: ({ sender }) => isolated(sender) },
      { title: 'Paragraph', cell: ({ code }) => text(code) },
      { title: 'Made', isNumber: true, cell: ({ made }) => number(made) },
      { title: 'Confirmed', isNumber: true, cell: ({ confirmed }) => number(confirmed) },
      { title: 'Refused', isNumber: true, cell: ({ refused }) => number(refused) },
      { title: 'Open', isNumber: true, cell: ({ made, confirmed, refused }) => number(made - confirmed - refused) },
    ],
  })}`;
  return framed(me, { title: `Reports, ${period.from} to ${period.to}`, at: '/reports', body });
}

function times<Row extends DecisionCounts>(): Column<Row>[] {
  return [
    { title: 'Half within', cell: ({ medianSeconds }) => text(medianSeconds === null ? '' : roughly(medianSeconds)) },
    { title: 'Nine in ten', cell: ({ slowSeconds }) => text(slowSeconds === null ? '' : roughly(slowSeconds)) },
  ];
}

function heading(words: string, download: DownloadName, { from, to }: Period): string {
  return html`<div class="head"><h2>${words}</h2><a class="download" href="/reports/${download}.csv?from=${from}&to=${to}">CSV<span class="unseen"> of ${words}</span></a></div>`;
}

function periodForm({ from, to }: Period): string {
  const day = today();
  const month = `${day.slice(0, 8)}01`;
  const before = plusDays(month, -1);
  const quick: [string, string, string][] = [
    ['this month', month, day],
    ['last month', `${before.slice(0, 8)}01`, before],
    ['this year', `${day.slice(0, 4)}-01-01`, day],
  ];
  return html`<form method="get" action="/reports" class="filters">
!${field({ label: 'From', name: 'from', type: 'date', value: from })}
!${field({ label: 'To', name: 'to', type: 'date', value: to })}
<p class="actions"><button type="submit">Show</button></p>
<p class="actions">!${quick.map(([words, start, end]) => html`<a href="/reports?from=${start}&to=${end}"!${start === from && end === to ? ' aria-current="page"' : ''}>${words}</a>`).join(' ')}</p></form>`;
}
