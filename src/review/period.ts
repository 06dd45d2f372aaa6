/** A period of days in London, as addresses and programs write it: `?from=2026-11-01&to=2026-11-26`, or `?days=30`. */
import { z } from 'zod';
import type { Period } from '../store/reports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_DAYS = 731;
const USUAL_DAYS = 30;
const LONDON_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

const A_DAY = 'expected a day such as 2026-11-26';
/** Nothing is older than the epoch, and the database counts no year 0. */
export const day = z.iso.date(A_DAY).refine((iso) => iso >= '1970-01-01', A_DAY);
export const periodQuery = z.object({
  days: z.coerce.number('expected a number of days').int().min(1).max(LONGEST_DAYS).optional(),
  from: day.optional(),
  to: day.optional(),
});

const pageQuery = z.object({
  days: periodQuery.shape.days.catch(undefined),
  from: periodQuery.shape.from.catch(undefined),
  to: periodQuery.shape.to.catch(undefined),
});

/** The period in the address of a page: what was left empty or typed wrong says nothing, and the rest still holds. */
export function periodIn(query: unknown): Period {
  return periodOf(pageQuery.parse(query));
}

/** Today in London, as an ISO day. */
export function today(): string {
  return LONDON_DAY.format(new Date());
}

/** `days` count back from `to`, today where it is not given. A period the wrong way round is turned. */
export function periodOf({ days, from, to }: z.output<typeof periodQuery>): Period {
  const last = to ?? today();
  if (from === undefined || days !== undefined) return { from: plusDays(last, 1 - (days ?? USUAL_DAYS)), to: last };
  const [first, end] = from <= last ? [from, last] : [last, from];
  return { from: later(first, plusDays(end, 1 - LONGEST_DAYS)), to: end };
}

/** Of two ISO days. */
function later(a: string, b: string): string {
  return [a, b].sort().at(-1) ?? a;
}

export function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysIn({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** What a chart has a bar for: each day of a month, each week of more. Newest last; the last week ends with the period. */
export interface Bucket extends Period {
  readonly label: string;
}

const DAILY_UP_TO = 31;
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export function bucketsOf(period: Period): Bucket[] {
  const step = daysIn(period) > DAILY_UP_TO ? 7 : 1;
  const buckets: Bucket[] = [];
  for (let to = period.to; to >= period.from; to = plusDays(to, -step)) {
    const from = later(plusDays(to, 1 - step), period.from);
    buckets.unshift({ from, to, label: from === to ? shortDay(to) : `${shortDay(from)} – ${shortDay(to)}` });
  }
  return buckets;
}

/** `26 Nov` */
export function shortDay(iso: string): string {
  return SHORT.format(new Date(iso));
}
