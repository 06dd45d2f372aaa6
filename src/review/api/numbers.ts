/** `/v1/dashboard` and `/v1/reports`: the numbers of a period. */
import { z } from 'zod';
import { dashboardOf } from '../dashboard.ts';
import { periodOf, periodQuery } from '../period.ts';
import { reportOf } from '../report.ts';
import { type Endpoint, endpoint } from './endpoint.ts';

/** How often reviewers overruled each signal: of the dashboard, and alone under `/v1/signals`. */
export const overruledSignals = z
  .array(
    z.object({
      signal: z.string(),
      category: z.string(),
      decided: z.int(),
      overruled: z.int(),
      meanWeight: z.number(),
    }),
  )
  .readonly();

const seconds = z.number().nullable();
const counts = z.object({
  released: z.int(),
  notConfidential: z.int().meta({ description: 'of those released: no Confidential Matter after all' }),
  rejected: z.int(),
  breaches: z.int(),
  medianSeconds: seconds.meta({ description: 'from hold to decision; null where nothing was decided' }),
  slowSeconds: seconds.meta({ description: 'nine in ten were faster' }),
});
const line = z.object({ key: z.string(), counts: z.array(z.int()).readonly(), sum: z.int() });
const lines = z.array(line).readonly();
const days = z.object({ from: z.iso.date(), to: z.iso.date() });
const claims = z.object({ code: z.string(), made: z.int(), confirmed: z.int(), refused: z.int() });

export const numberEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/dashboard',
    summary: 'What waits, and what was held and decided in a period, by bars of its chart',
    act: 'dashboard:read',
    query: periodQuery,
    answer: z.object({
      period: days,
      buckets: z.array(days.extend({ label: z.string() })).readonly(),
      waiting: z.object({ all: z.int(), oldestSeconds: z.number(), ages: z.array(z.int()).readonly() }),
      held: line,
      heldByCategory: lines,
      heldByReason: lines,
      outcomes: lines,
      releasedByReason: lines,
      decisions: counts,
      byCategory: z.array(counts.extend({ category: z.string() })).readonly(),
      claims: z.array(claims).readonly(),
      signals: overruledSignals,
      ranOut: z.object({ all: z.int(), unseen: z.int() }),
    }),
    answers: async ({ query }, { store }) => dashboardOf(store, periodOf(query)),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/reports',
    summary: 'What became of held messages in a period: by paragraph and reviewer, and claims by sender',
    act: 'dashboard:read',
    query: periodQuery,
    answer: z.object({
      period: days,
      decisions: counts,
      ranOut: z.object({ seen: z.int(), unseen: z.int() }),
      withdrawn: z.int(),
      cleared: z.int(),
      paragraphs: z.array(counts.extend({ paragraph: z.string().nullable() })).readonly(),
      reviewers: z.array(counts.extend({ reviewer: z.string(), seconded: z.int() })).readonly(),
      claims: z.array(claims.extend({ sender: z.string() })).readonly(),
    }),
    answers: async ({ query }, { store }) => reportOf(store, periodOf(query)),
  }),
];
