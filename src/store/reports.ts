/**
 * What reviewers decided and senders claimed in a period, in numbers.
 *
 * People decide some thousands of holds a day at most, so that these are counted when they are asked for, by the index
 * of their time. What machines decide is `figures.ts`. An undone decision does not count.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';

/** ISO days in London, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** How often something was decided, and how long a message had waited for it, in seconds. */
export interface DecisionCounts {
  readonly released: number;
  /** Of those, how many were no Confidential Matter after all. */
  readonly notConfidential: number;
  readonly rejected: number;
  /** Rejections that are reported as attempted disclosures (paragraph 11). */
  readonly breaches: number;
  readonly medianSeconds: number | null;
  readonly slowSeconds: number | null;
}

export interface DayDecisions {
  readonly day: string;
  readonly released: number;
  readonly notConfidential: number;
  readonly rejected: number;
}

export interface ClaimCounts {
  readonly sender: string;
  readonly code: string;
  readonly made: number;
  readonly confirmed: number;
  readonly refused: number;
}

export interface Waiting {
  readonly all: number;
  readonly oldestSeconds: number;
  /** How many wait by the age that they have reached: under an hour, four hours, a day, two, three, a week, and more. */
  readonly ages: readonly number[];
}

export interface Reports {
  readonly decisions: (period: Period) => Promise<DecisionCounts>;
  readonly byDay: (period: Period) => Promise<readonly DayDecisions[]>;
  /** A rejection has no paragraph: null. */
  readonly byParagraph: (
    period: Period,
  ) => Promise<readonly (DecisionCounts & { readonly paragraph: string | null })[]>;
  /** Of who decided first; `seconded` is how often they were the second reviewer. */
  readonly byReviewer: (
    period: Period,
  ) => Promise<readonly (DecisionCounts & { readonly reviewer: string; readonly seconded: number })[]>;
  readonly byCategory: (period: Period) => Promise<readonly (DecisionCounts & { readonly category: string })[]>;
  /** Of claims made in the period; the most often refused first. */
  readonly claims: (period: Period, limit: number) => Promise<readonly ClaimCounts[]>;
  readonly claimsByCode: (period: Period) => Promise<readonly Omit<ClaimCounts, 'sender'>[]>;
  /** Everything that waits now. */
  readonly waiting: () => Promise<Waiting>;
}

/** Upper bounds of `Waiting.ages`, in hours; the last one is open. */
export const AGE_HOURS = [1, 4, 24, 48, 72, 168] as const;

export function reportsOf(db: Db): Reports {
  const rowsOf = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => (await available(query.execute(db))).rows;
  return {
    decisions: async (period) => {
      const [counts] = await rowsOf(sql<DecisionCounts>`select ${COUNTS} from (${decided(period)}) as decided`);
      return counts ?? NOTHING;
    },
    byDay: (period) =>
      rowsOf(sql<DayDecisions>`
        select (decided_at at time zone 'Europe/London')::date::text as day,
          count(*) filter (where kind = 'release')::float8 as released,
          count(*) filter (where paragraph = 'no-confidential-matter')::float8 as "notConfidential",
          count(*) filter (where kind = 'reject')::float8 as rejected
        from (${decided(period)}) as decided group by 1 order by 1
      `),
    byParagraph: (period) =>
      rowsOf(sql<DecisionCounts & { paragraph: string | null }>`
        select paragraph, ${COUNTS} from (${decided(period)}) as decided group by paragraph order by count(*) desc, paragraph
      `),
    byReviewer: (period) =>
      rowsOf(sql<DecisionCounts & { reviewer: string; seconded: number }>`
        select by_name as reviewer, ${COUNTS},
          (select count(*)::float8 from verdicts as other
            where other.seconded_name = decided.by_name and other.state = 'standing' and ${within(sql`other.decided_at`, period)}) as seconded
        from (${decided(period)}) as decided group by by_name order by count(*) desc, by_name
      `),
    byCategory: (period) =>
      rowsOf(sql<DecisionCounts & { category: string }>`
        select category, ${COUNTS} from (${decided(period)}) as decided, unnest(categories) as category
        group by category order by count(*) desc, category
      `),
    claims: (period, limit) =>
      rowsOf(sql<ClaimCounts>`
        select sender, code, ${CLAIM_COUNTS} from claims, unnest(codes) as code
        where ${within(sql`made_at`, period)} group by sender, code
        order by refused desc, made desc, sender, code limit ${limit}
      `),
    claimsByCode: (period) =>
      rowsOf(sql<Omit<ClaimCounts, 'sender'>>`
        select code, ${CLAIM_COUNTS} from claims, unnest(codes) as code
        where ${within(sql`made_at`, period)} group by code order by code
      `),
    waiting: () => available(waiting(db)),
  };
}

const NOTHING: DecisionCounts = {
  released: 0,
  notConfidential: 0,
  rejected: 0,
  breaches: 0,
  medianSeconds: null,
  slowSeconds: null,
};

const COUNTS = sql`
  count(*) filter (where kind = 'release')::float8 as released,
  count(*) filter (where paragraph = 'no-confidential-matter')::float8 as "notConfidential",
  count(*) filter (where kind = 'reject')::float8 as rejected,
  count(*) filter (where is_breach)::float8 as breaches,
  percentile_cont(0.5) within group (order by seconds) as "medianSeconds",
  percentile_cont(0.9) within group (order by seconds) as "slowSeconds"`;

const CLAIM_COUNTS = sql`
  count(*)::float8 as made, count(*) filter (where outcome = 'confirmed')::float8 as confirmed,
  count(*) filter (where outcome = 'refused')::float8 as refused`;

/** Decisions that stand, with how long the message had been held. */
function decided(period: Period): RawBuilder<unknown> {
  return sql`
    select kind, paragraph, is_breach, by_name, decided_at, categories,
      extract(epoch from decided_at - held_at)::float8 as seconds
    from verdicts join messages on messages.id = message_id
    where verdicts.state = 'standing' and ${within(sql`decided_at`, period)}`;
}

function within(moment: RawBuilder<unknown>, { from, to }: Period): RawBuilder<SqlBool> {
  return sql`${moment} >= ${from}::date::timestamp at time zone 'Europe/London'
    and ${moment} < (${to}::date + 1)::timestamp at time zone 'Europe/London'`;
}

async function waiting(db: Db): Promise<Waiting> {
  const bounds = AGE_HOURS.map((hours) => `${hours * 3600}`);
  const { rows } = await sql<{ bucket: number; count: number; oldest: number }>`
    select width_bucket(age, ${bounds}::float8[]) as bucket, count(*)::float8 as count, max(age) as oldest
    from (select extract(epoch from now() - held_at)::float8 as age from messages where state = 'held') as held
    group by bucket
  `.execute(db);
  const ages = Array.from({ length: AGE_HOURS.length + 1 }, (_none, at) => {
    return rows.find(({ bucket }) => bucket === at)?.count ?? 0;
  });
  return {
    all: ages.reduce((sum, count) => sum + count, 0),
    oldestSeconds: Math.max(0, ...rows.map(({ oldest }) => oldest)),
    ages,
  };
}
