/** The numbers: what waits, what was held and what became of it, claims, and signals that reviewers overrule. */
import { html } from 'ghtml';
import { AGE_HOURS, type DecisionCounts } from '../../store/reports.ts';
import { type Dashboard, falseHoldShare, type Line } from '../dashboard.ts';
import { daysIn, shortDay } from '../period.ts';
import type { SignedIn } from '../sign-in.ts';
import { duration } from './ages.ts';
import { chart, number, type Series, shareBar, smallCharts } from './chart.ts';
import { matterName } from './matters.ts';
import { framed } from './page.ts';
import { table, text } from './table.ts';
import { percent, reasonWords, roughly } from './words.ts';

const PERIODS = [
  [7, '7 days'],
  [30, '30 days'],
  [90, '90 days'],
  [365, 'a year'],
] as const;
const AGE_WORDS = [
  'under an hour',
  'under 4 hours',
  'under a day',
  'under 2 days',
  'under 3 days',
  'under a week',
  'a week or more',
];
const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  released: 'released under a paragraph',
  'no matter': 'no Confidential Matter after all',
  rejected: 'rejected',
  cleared: 'cleared by a claim or another look',
  'given back': 'taken back, or time ran out',
};

export function dashboardView(me: SignedIn, numbers: Dashboard): string {
  const { period, buckets } = numbers;
  const labels = buckets.map(({ label }) => label);
  const outcomes = numbers.outcomes.map(seriesOf(({ key }) => OUTCOME_WORDS[key] ?? key));
  const body = html`<div class="head"><h1>Dashboard</h1><p class="muted">${shortDay(period.from)} to ${shortDay(period.to)}</p>
<nav class="periods" aria-label="Period"><ul>!${PERIODS.map(
    ([days, words]) =>
      html`<li><a href="/dashboard?days=${days}"!${days === daysIn(period) ? ' aria-current="page"' : ''}>${words}</a></li>`,
  ).join('')}</ul></nav></div>
!${tiles(numbers)}
<h2>Holds</h2>
<div class="charts">
!${chart({
    title: 'Held',
    sentence: `${number(numbers.held.sum)} messages were held from ${shortDay(period.from)} to ${shortDay(period.to)}; ${peakOf(numbers.held, labels)}.`,
    labels,
    series: [{ name: 'held', counts: numbers.held.counts }],
  })}
!${chart({
    title: 'What became of them',
    sentence: `Of what was decided from ${shortDay(period.from)} to ${shortDay(period.to)}: ${numbers.outcomes.map(({ key, sum }) => `${number(sum)} ${OUTCOME_WORDS[key] ?? key}`).join(', ')}.`,
    labels,
    series: outcomes,
  })}
!${smallCharts({
    title: 'Held, by matter',
    sentence: 'A message with two matters counts for both.',
    labels,
    series: numbers.heldByCategory.map(seriesOf(({ key }) => matterName(key))),
  })}
!${smallCharts({
    title: 'Held, by reason',
    sentence: 'Why the rules did not let them go.',
    labels,
    series: numbers.heldByReason.map(seriesOf(({ key }) => reasonWords(key))),
  })}
</div>
<h2>Waiting now</h2>
!${waitingView(numbers)}
<h2>Decisions, by matter</h2>
!${byCategoryView(numbers.byCategory)}
<h2>Claims</h2>
!${claimsView(numbers)}
<h2>Signals that reviewers overruled</h2>
!${signalsView(numbers)}
<h2>Let go by the rules</h2>
!${
    numbers.releasedByReason.length === 0
      ? html`<p class="muted">None in this period.</p>`
      : smallCharts({
          title: 'Let go, by reason',
          sentence: 'What no reviewer had to look at.',
          labels,
          series: numbers.releasedByReason.map(seriesOf(({ key }) => reasonWords(key))),
          hasOwnScales: true,
        })
  }`;
  return framed(me, { title: 'Dashboard', at: '/dashboard', body });
}

function seriesOf(name: (line: Line) => string): (line: Line) => Series {
  return (line) => ({ name: name(line), counts: line.counts });
}

function peakOf({ counts }: Line, labels: readonly string[]): string {
  const most = Math.max(0, ...counts);
  return most === 0 ? 'there was none' : `the most were ${number(most)}, ${labels[counts.indexOf(most)] ?? ''}`;
}

function tiles({ waiting, decisions, ranOut, held }: Dashboard): string {
  const share = falseHoldShare(decisions);
  const tile = (label: string, value: string, more: string, kind = '') =>
    html`<div class="tile !${kind}"><dt>${label}</dt><dd><strong>${value}</strong> <small>${more}</small></dd></div>`;
  return html`<dl class="tiles">
!${tile('Waiting now', number(waiting.all), waiting.all > 0 ? `the oldest for ${duration(waiting.oldestSeconds)}` : 'nothing waits')}
!${tile('Held', number(held.sum), 'in this period')}
!${tile('Time to a decision', decisions.medianSeconds === null ? '–' : roughly(decisions.medianSeconds), decisions.slowSeconds === null ? 'nothing was decided' : `in the middle; nine in ten within ${roughly(decisions.slowSeconds)}`)}
!${tile('Wrong holds', share === null ? '–' : percent(share), share === null ? 'nothing was decided' : `${number(decisions.notConfidential)} of ${number(decisions.released + decisions.rejected)} decided`)}
!${tile('Ran out unseen', number(ranOut.unseen), ranOut.unseen === 0 ? `as it must be; ${number(ranOut.all)} ran out after a look` : 'must be 0: nobody looked before their time ran out', ranOut.unseen === 0 ? 'good' : 'bad')}
</dl>`;
}

function waitingView({ waiting }: Dashboard): string {
  if (waiting.all === 0) return html`<p>Nothing waits for a decision.</p>`;
  return table({
    caption: 'What waits, by its age',
    rows: waiting.ages.map((count, at) => ({ count, words: AGE_WORDS[at] ?? `over ${AGE_HOURS.at(-1) ?? ''} hours` })),
    empty: '',
    columns: [
      { title: 'Age', cell: ({ words }) => text(words) },
      { title: 'Messages', isNumber: true, cell: ({ count }) => number(count) },
      { title: 'Share', isUntitled: true, cell: ({ count }) => shareBar(count, waiting.all) },
    ],
  });
}

function byCategoryView(rows: readonly (DecisionCounts & { readonly category: string })[]): string {
  return table({
    caption: 'Decisions by matter',
    rows,
    empty: 'Nothing was decided in this period.',
    columns: [
      { title: 'Matter', cell: ({ category }) => text(matterName(category)) },
      { title: 'Released', isNumber: true, cell: ({ released }) => number(released) },
      { title: 'Rejected', isNumber: true, cell: ({ rejected }) => number(rejected) },
      { title: 'No matter', isNumber: true, cell: ({ notConfidential }) => number(notConfidential) },
      { title: 'Wrong', isNumber: true, cell: (counts) => percent(falseHoldShare(counts) ?? 0) },
      {
        title: 'Share of wrong holds',
        isUntitled: true,
        cell: ({ notConfidential, released, rejected }) => shareBar(notConfidential, released + rejected),
      },
      {
        title: 'Time to a decision',
        cell: ({ medianSeconds }) => text(medianSeconds === null ? '' : roughly(medianSeconds)),
      },
    ],
  });
}

function claimsView({ claims }: Dashboard): string {
  return table({
    caption: 'Claims of senders, by paragraph',
    rows: claims,
    empty: 'No claim was made in this period.',
    columns: [
      { title: 'Paragraph', cell: ({ code }) => text(code) },
      { title: 'Made', isNumber: true, cell: ({ made }) => number(made) },
      { title: 'Confirmed', isNumber: true, cell: ({ confirmed }) => number(confirmed) },
      { title: 'Refused', isNumber: true, cell: ({ refused }) => number(refused) },
    ],
  });
}

function signalsView({ signals }: Dashboard): string {
  return table({
    caption: 'Signals, the most often overruled first',
    rows: signals,
    empty: 'No decision has taught anything yet.',
    columns: [
      { title: 'Signal', cell: ({ signal }) => html`<code>${signal}</code>` },
      { title: 'Decided', isNumber: true, cell: ({ decided }) => number(decided) },
      { title: 'Overruled', isNumber: true, cell: ({ overruled }) => number(overruled) },
      {
        title: 'Share overruled',
        isNumber: true,
        cell: ({ decided, overruled }) => percent(decided === 0 ? 0 : overruled / decided),
      },
      { title: 'Bar', isUntitled: true, cell: ({ decided, overruled }) => shareBar(overruled, decided) },
      { title: 'Weight', isNumber: true, cell: ({ meanWeight }) => meanWeight.toFixed(1) },
    ],
  });
}
