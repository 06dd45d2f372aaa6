/**
 * The numbers of the dashboard, for its page and for `/v1/dashboard` alike.
 *
 * What machines did comes by day from the figures of the audit log, what people did from their decisions.
 */
import type { DayFigure, Figure } from '../store/figures.ts';
import type { SignalRecord } from '../store/lessons.ts';
import type { ClaimCounts, DecisionCounts, Period, Waiting } from '../store/reports.ts';
import type { Store } from '../store/store.ts';
import { type Bucket, bucketsOf } from './period.ts';

/** A line of a chart: one number for each bucket. */
export interface Line {
  readonly key: string;
  readonly counts: readonly number[];
  readonly sum: number;
}

export interface Dashboard {
  readonly period: Period;
  readonly buckets: readonly Bucket[];
  readonly waiting: Waiting;
  readonly held: Line;
  readonly heldByCategory: readonly Line[];
  readonly heldByReason: readonly Line[];
  /** What became of holds: released, no Confidential Matter after all, rejected, cleared by a claim, given back. */
  readonly outcomes: readonly Line[];
  /** What the rules let go at once, by reason. */
  readonly releasedByReason: readonly Line[];
  readonly decisions: DecisionCounts;
  readonly byCategory: readonly (DecisionCounts & { readonly category: string })[];
  readonly claims: readonly Omit<ClaimCounts, 'sender'>[];
  readonly signals: readonly SignalRecord[];
  /** Holds whose time ran out in the period; `unseen` by anybody who may decide, which must be none. */
  readonly ranOut: { readonly all: number; readonly unseen: number };
}

type NumbersStore = Pick<Store, 'figures' | 'reports' | 'lessons'>;

/** What the clock has not taken in yet; more than this is left to it. */
const CATCH_UP = 5_000;
const SIGNALS = 12;

export async function dashboardOf({ figures, reports, lessons }: NumbersStore, period: Period): Promise<Dashboard> {
  await figures.catchUp(CATCH_UP);
  const [days, decided, byDay, byCategory, claims, waiting, signals] = await Promise.all([
    figures.days(period.from, period.to),
    reports.decisions(period),
    reports.byDay(period),
    reports.byCategory(period),
    reports.claimsByCode(period),
    reports.waiting(),
    lessons.signals(SIGNALS),
  ]);
  const buckets = bucketsOf(period);
  const lineOf = (key: string, counted: readonly { readonly day: string; readonly count: number }[]): Line => {
    const counts = buckets.map(({ from, to }) => sumOf(counted.filter(({ day }) => day >= from && day <= to)));
    return { key, counts, sum: counts.reduce((sum, count) => sum + count, 0) };
  };
  const of = (figure: Figure) => days.filter((each) => each.figure === figure);
  const linesOf = (figure: Figure) =>
    [...Map.groupBy(of(figure), ({ key }) => key)]
      .map(([key, counted]) => lineOf(key, counted))
      .sort((a, b) => b.sum - a.sum);
  const byPeople = (key: string, count: (day: (typeof byDay)[number]) => number) =>
    lineOf(
      key,
      byDay.map((each) => ({ day: each.day, count: count(each) })),
    );
  return {
    period,
    buckets,
    waiting,
    held: lineOf('held', of('held')),
    heldByCategory: linesOf('held-category'),
    heldByReason: linesOf('held-reason'),
    outcomes: [
      byPeople('released', ({ released, notConfidential }) => released - notConfidential),
      byPeople('no matter', ({ notConfidential }) => notConfidential),
      byPeople('rejected', ({ rejected }) => rejected),
      lineOf('cleared', of('cleared')),
      lineOf('given back', [...of('ran-out'), ...of('withdrawn')]),
    ],
    releasedByReason: linesOf('released'),
    decisions: decided,
    byCategory,
    claims,
    signals,
    ranOut: {
      all: sumOf(of('ran-out')),
      unseen: sumOf(of('ran-out').filter(({ key }) => key === 'unseen')),
    },
  };
}

function sumOf(counted: readonly Pick<DayFigure, 'count'>[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** Of what reviewers decided, the share that was no Confidential Matter; null before the first decision. */
export function falseHoldShare({ released, rejected, notConfidential }: DecisionCounts): number | null {
  const all = released + rejected;
  return all === 0 ? null : notConfidential / all;
}
