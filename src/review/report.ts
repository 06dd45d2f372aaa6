/** The reports of a period: each a table with its columns, for the page, for CSV and for `/v1/reports` alike. */
import type { ClaimCounts, DecisionCounts, Period } from '../store/reports.ts';
import type { Store } from '../store/store.ts';
import type { Cell } from './csv.ts';
import { PARAGRAPH_WORDS } from './paragraphs.ts';

export interface ReportNumbers {
  readonly period: Period;
  readonly decisions: DecisionCounts;
  readonly ranOut: { readonly seen: number; readonly unseen: number };
  readonly withdrawn: number;
  readonly cleared: number;
  readonly paragraphs: readonly (DecisionCounts & { readonly paragraph: string | null })[];
  readonly reviewers: readonly (DecisionCounts & { readonly reviewer: string; readonly seconded: number })[];
  readonly claims: readonly ClaimCounts[];
}

/** Claims are told of so many senders and paragraphs, the most often refused first. */
const CLAIMS_AT_MOST = 200;
const CATCH_UP = 5_000;

export async function reportOf(
  { figures, reports }: Pick<Store, 'figures' | 'reports'>,
  period: Period,
): Promise<ReportNumbers> {
  await figures.catchUp(CATCH_UP);
  const [days, decisions, paragraphs, reviewers, claims] = await Promise.all([
    figures.days(period.from, period.to),
    reports.decisions(period),
    reports.byParagraph(period),
    reports.byReviewer(period),
    reports.claims(period, CLAIMS_AT_MOST),
  ]);
  const sumOf = (figure: string, key: string) =>
    days.filter((each) => each.figure === figure && each.key === key).reduce((sum, { count }) => sum + count, 0);
  return {
    period,
    decisions,
    ranOut: { seen: sumOf('ran-out', 'seen'), unseen: sumOf('ran-out', 'unseen') },
    withdrawn: sumOf('withdrawn', 'all'),
    cleared: sumOf('cleared', 'all'),
    paragraphs,
    reviewers,
    claims,
  };
}

/** What a decision rests on, in words; a rejection rests on none. */
export function paragraphWords(paragraph: string | null): string {
  if (paragraph === null) return 'rejected';
  return PARAGRAPH_WORDS[paragraph] ?? paragraph;
}

export interface Download {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const TIMES = ['median seconds', 'seconds of nine in ten'];
const timesOf = ({ medianSeconds, slowSeconds }: DecisionCounts) => [medianSeconds, slowSeconds];

/** What can be downloaded, by name. */
export const DOWNLOADS = {
  outcomes: ({ decisions, ranOut, withdrawn, cleared }: ReportNumbers): Download => ({
    heads: ['outcome', 'messages'],
    rows: [
      ['released under a paragraph', decisions.released - decisions.notConfidential],
      ['released: no Confidential Matter after all', decisions.notConfidential],
      ['rejected', decisions.rejected],
      ['of those rejected, reported (paragraph 11)', decisions.breaches],
      ['cleared by a claim or another look', cleared],
      ['taken back by the sender', withdrawn],
      ['ran out after a look', ranOut.seen],
      ['ran out unseen', ranOut.unseen],
    ],
  }),
  paragraphs: ({ paragraphs }: ReportNumbers): Download => ({
    heads: ['paragraph', 'in words', 'decisions', ...TIMES],
    rows: paragraphs.map((each) => [
      each.paragraph ?? '',
      paragraphWords(each.paragraph),
      each.released + each.rejected,
      ...timesOf(each),
    ]),
  }),
  reviewers: ({ reviewers }: ReportNumbers): Download => ({
    heads: ['reviewer', 'released', 'of those no matter', 'rejected', 'reported', 'seconded', ...TIMES],
    rows: reviewers.map((each) => [
      each.reviewer,
      each.released,
      each.notConfidential,
      each.rejected,
      each.breaches,
      each.seconded,
      ...timesOf(each),
    ]),
  }),
  claims: ({ claims }: ReportNumbers): Download => ({
    heads: ['sender', 'paragraph claimed', 'made', 'confirmed', 'refused', 'open'],
    rows: claims.map(({ sender, code, made, confirmed, refused }) => [
      sender,
      code,
      made,
      confirmed,
      refused,
      made - confirmed - refused,
    ]),
  }),
} as const;

export type DownloadName = keyof typeof DOWNLOADS;
