/**
 * No hold dies quietly: who waits too long is warned of, then put before the deputies, and in the end goes back to its
 * sender with the reasons.
 *
 * Each step is one statement guarded by the step before, so that a pass that runs twice, late or beside itself warns
 * nobody twice. What ran out without that anybody who may decide had looked at it is counted, and must be none.
 */
import { sql } from 'kysely';
import type { Policy } from '../policy/policy.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { givenBack } from './give-back.ts';
import { insertOwnMessage, type OwnMessage } from './own-message.ts';

/** What one pass did. */
export interface Overdue {
  readonly warned: number;
  readonly escalated: number;
  readonly returned: number;
}

/** Writes what people are told of a pass: nothing of a message, only how many wait. Gives a message for each of them. */
export type WriteNews = (step: 'warned' | 'escalated', count: number) => Promise<readonly OwnMessage[]>;

export interface HoldClock {
  /** Gives what was done, and the ids of our own messages that are to be sent. */
  readonly pass: (
    hours: Policy['holdHours'],
    write: WriteNews,
  ) => Promise<Overdue & { readonly news: readonly string[] }>;
  /** Messages that were rejected or ran out and whose senders were not told, and questions that were not sent: their ids. */
  readonly untold: (limit: number) => Promise<readonly string[]>;
}

export function holdClockOf(db: Db, masterKey: Uint8Array): HoldClock {
  return {
    pass: async (hours, write) => {
      const warned = await step(db, masterKey, { word: 'warned', from: 0, hours: hours.warn }, write);
      const escalated = await step(db, masterKey, { word: 'escalated', from: 1, hours: hours.escalate }, write);
      const returned = await available(giveBack(db, hours.return));
      return {
        warned: warned.count,
        escalated: escalated.count,
        returned,
        news: [...warned.news, ...escalated.news],
      };
    },
    untold: async (limit) => {
      const { rows } = await available(
        sql<{ id: string }>`
          select message_id as id from verdicts join messages on messages.id = message_id
          where kind = 'reject' and verdicts.state = 'standing' and told_at is null
            and decided_at between now() - interval '7 days' and now() - interval '1 minute'
          union
          select id from messages where outcome_told_at is null and id in (
            select message_id from audit where action = 'ran out' and action <> 'decided released'
              and seq >= audit_from(now() - interval '7 days'))
          union
          select message_id from claim_links where question is not null and sent_at is null and expires_at > now()
          limit ${limit}
        `.execute(db),
      );
      return rows.map(({ id }) => id);
    },
  };
}

interface Step {
  readonly word: 'warned' | 'escalated';
  /** The level before it. */
  readonly from: number;
  /** How long a message has been held then. */
  readonly hours: number;
}

/** The step and its news in one transaction: who is told of nothing has missed nothing. */
async function step(
  db: Db,
  masterKey: Uint8Array,
  { word, from, hours }: Step,
  write: WriteNews,
): Promise<{ count: number; news: string[] }> {
  return available(
    db.transaction().execute(async (transaction) => {
      const { rows } = await sql`
        with due as (
          update messages set hold_level = ${from + 1}
          where state = 'held' and hold_level = ${from} and held_at <= now() - ${hours} * interval '1 hour' returning id
        )
        select append_audit('reticent', ${word}, id, jsonb_build_object('afterHours', ${hours}::float8)) from due
      `.execute(transaction);
      if (rows.length === 0) return { count: 0, news: [] };
      const news: string[] = [];
      for (const own of await write(word, rows.length)) news.push(await insertOwnMessage(transaction, masterKey, own));
      return { count: rows.length, news };
    }),
  );
}

async function giveBack(db: Db, hours: number): Promise<number> {
  const { rows } = await sql`
    with due as (
      select id, seen_at is not null as seen from messages
      where state = 'held' and held_at <= now() - ${hours} * interval '1 hour' for update skip locked
    ), ${givenBack(sql`due`)}
    select append_audit('reticent', 'ran out', id, jsonb_build_object('afterHours', ${hours}::float8, 'seen', seen)),
      pg_notify(${CHANNEL}, id || ' ' || state)
    from back join due using (id)
  `.execute(db);
  return rows.length;
}
