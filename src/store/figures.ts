/**
 * How much was held, let go and lost, by day in London: counted once, as the audit log grows.
 *
 * Millions of records a day are never read for a page. `catchUp` takes the new ones in, in the order of the chain, and
 * adds them to their days; a page reads some rows a day. Whatever calls it twice or beside itself counts nothing twice.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';

/**
 * - `held`: messages, when they were held first; `held-reason` and `held-category` the same by reason and category;
 * - `released`: messages that the rules let go, by reason; `cleared`: of those, what had been held before;
 * - `ran-out`: `seen` or `unseen`; `withdrawn`: by their sender.
 */
export type Figure = 'held' | 'held-reason' | 'held-category' | 'released' | 'cleared' | 'ran-out' | 'withdrawn';

export interface DayFigure {
  /** ISO day, Europe/London. */
  readonly day: string;
  readonly figure: Figure;
  /** What it is counted by; `all` where by nothing. */
  readonly key: string;
  readonly count: number;
}

export interface Figures {
  /** Takes at most `limit` records in; gives how many, 0 also where another process is at it. */
  readonly catchUp: (limit: number) => Promise<number>;
  /** Of days from `from` to `to`, both included. */
  readonly days: (from: string, to: string) => Promise<readonly DayFigure[]>;
}

const CATCH_UP_LOCK = 7_205_050;

export function figuresOf(db: Db): Figures {
  return {
    catchUp: (limit) => available(db.transaction().execute((transaction) => catchUp(transaction, limit))),
    days: async (from, to) => {
      const { rows } = await available(
        sql<DayFigure>`
          select day::text as day, figure, key, count::float8 as count from day_figures
          where day between ${from}::date and ${to}::date order by day
        `.execute(db),
      );
      return rows;
    },
  };
}

async function catchUp(db: Db, limit: number): Promise<number> {
  const { rows: free } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${CATCH_UP_LOCK}) as mine
  `.execute(db);
  if (!free[0]?.mine) return 0;
  const { rows } = await sql<{ taken: number }>`
    with fresh as materialized (
      select seq, at, action, message_id, detail from audit
      where seq > (select seq from figures_upto) order by seq limit ${limit}
    ), told as materialized (
      select (at at time zone 'Europe/London')::date as day, action, detail,
        action in ('decided held', 'decided released') and exists (
          select from audit as before
          where before.message_id = fresh.message_id and before.action = 'decided held' and before.seq < fresh.seq
        ) as again
      from fresh
      where action in ('decided held', 'decided released', 'ran out', 'withdrawn by the sender')
    ), counted as (
      select day, 'held' as figure, 'all' as key from told where action = 'decided held' and not again
      union all select day, 'held-reason', coalesce(detail ->> 'reason', '') from told
        where action = 'decided held' and not again
      union all select day, 'held-category', category from told,
        jsonb_array_elements_text(coalesce(detail -> 'categories', '[]')) as category
        where action = 'decided held' and not again
      union all select day, 'released', coalesce(detail ->> 'reason', '') from told where action = 'decided released'
      union all select day, 'cleared', 'all' from told where action = 'decided released' and again
      union all select day, 'ran-out', case when (detail ->> 'seen')::boolean then 'seen' else 'unseen' end from told
        where action = 'ran out'
      union all select day, 'withdrawn', 'all' from told where action = 'withdrawn by the sender'
    ), added as (
      insert into day_figures (day, figure, key, count)
      select day, figure, key, count(*) from counted group by day, figure, key
      on conflict (day, figure, key) do update set count = day_figures.count + excluded.count
    )
    update figures_upto set seq = last.seq, at = last.at
    from (select max(seq) as seq, max(at) as at, count(*) as taken from fresh) as last
    where last.seq is not null
    returning last.taken::float8 as taken
  `.execute(db);
  return rows[0]?.taken ?? 0;
}
