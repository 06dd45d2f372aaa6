/**
 * What waits: for the reconciler, which enqueues what has lost its job, and for health.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { isFree } from './lease.ts';

export interface Backlog {
  /**
   * Ids of messages that want inspecting: received, or taken by a worker that is gone, and in that state for so many
   * milliseconds; not those that a living process has on lease. Oldest first; those that the limit leaves out come in when the older ones have moved.
   */
  readonly toInspect: (standsStillMs: number, limit: number) => Promise<readonly string[]>;
  /** Ids of released messages with recipients to serve now and nobody at work on them. Oldest first. */
  readonly toRelay: (standsStillMs: number, limit: number) => Promise<readonly string[]>;
  /** For how many seconds the oldest message has waited for inspection; 0 where none waits. */
  readonly oldestSeconds: () => Promise<number>;
}

export function backlogOf(db: Db): Backlog {
  return {
    toInspect: (standsStillMs, limit) => available(toInspect(db, standsStillMs, limit)),
    toRelay: (standsStillMs, limit) => available(toRelay(db, standsStillMs, limit)),
    oldestSeconds: () => available(oldestSeconds(db)),
  };
}

async function toInspect(db: Db, standsStillMs: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from messages
    where state in ('received', 'inspecting') and state_since <= now() - ${standsStillMs} * interval '1 millisecond'
      and ${isFree}
    order by state_since limit ${limit}
  `.execute(db);
  return rows.map(({ id }) => id);
}

async function toRelay(db: Db, standsStillMs: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from messages
    where (state = 'released' or (state = 'held' and action = 'split'))
      and state_since <= now() - ${standsStillMs} * interval '1 millisecond'
      and ${isFree} and (deliver_after is null or deliver_after <= now())
      and exists (select from recipients where message_id = messages.id and recipients.state in ('pending', 'deferred'))
    order by state_since limit ${limit}
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Not since they came: one that was held for days is inspected again, by a claim or a reviewer, and is no backlog. */
async function oldestSeconds(db: Db): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(extract(epoch from now() - min(state_since)), 0)::float8 as seconds
    from messages where state in ('received', 'inspecting')
  `.execute(db);
  return rows[0]?.seconds ?? 0;
}
