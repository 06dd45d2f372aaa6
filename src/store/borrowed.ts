/**
 * Borrowed messages: their MTA shows them to us within its own session (milter) and keeps them, if they may go.
 *
 * One that is borrowed has `deliver_after` at infinity, so that no relay takes it. What is held becomes ours as it is
 * settled; what is cleared goes back to its MTA; what comes to nothing, because the session ended, is dropped.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';

/** What an MTA is to be told of a message that it showed. */
export interface Verdict {
  readonly action: string;
  readonly reason: string;
  /** Who may not have it. Empty where it goes to all. */
  readonly held: readonly string[];
}

export interface Borrowed {
  /**
   * The message goes on with its MTA, for those who may have it; we forget it, but for its record and for those who may
   * not. Undefined where it is not decided yet, and where it is held for all: then it is ours.
   */
  readonly handBack: (id: string) => Promise<Verdict | undefined>;
  /** The time is over: ours from now on, whatever it comes to. False where it was decided meanwhile. */
  readonly keep: (id: string) => Promise<boolean>;
  /** The MTA never heard of it, and keeps it or asks again: as if it had not come. */
  readonly drop: (id: string) => Promise<void>;
}

export function borrowedOf(db: Db): Borrowed {
  return {
    handBack: (id) => available(handBack(db, id)),
    keep: async (id) => {
      const kept = sql`
        update messages set deliver_after = null
        where id = ${id} and deliver_after = 'infinity' and state in ('received', 'inspecting') returning id
      `.execute(db);
      return (await available(kept)).rows.length > 0;
    },
    drop: async (id) => {
      await available(drop(db, id));
    },
  };
}

async function handBack(db: Db, id: string): Promise<Verdict | undefined> {
  const { rows } = await sql<Verdict>`
    with back as (
      update messages set deliver_after = null,
        state = case state when 'released' then 'relayed' else state end,
        state_since = case state when 'released' then now() else state_since end,
        data_key = case state when 'released' then null else data_key end,
        inspection = case state when 'released' then null else inspection end,
        subject = case state when 'released' then null else subject end
      where id = ${id} and deliver_after = 'infinity' and (state = 'released' or (state = 'held' and action = 'split'))
      returning id, state, action, reason
    ), each as (
      update recipients set state = 'relayed', response = 'handed back to its mail server', updated_at = now()
      from back where message_id = back.id and recipients.state = 'pending'
    ), forgotten as (
      delete from message_chunks using back where message_id = back.id and back.state = 'relayed'
    )
    select action, back.reason, array(
      select address from recipients where message_id = back.id and recipients.state = 'held' order by ordinal) as held
    from back
  `.execute(db);
  return rows[0];
}

async function drop(db: Db, id: string): Promise<void> {
  await sql`
    with dropped as (
      update messages set deliver_after = null, state = 'returned', state_since = now(), data_key = null,
        inspection = null, subject = null
      where id = ${id} and deliver_after = 'infinity' and state in ('received', 'inspecting', 'released')
      returning id
    ), each as (
      update recipients set state = 'rejected', response = 'its mail server kept it', updated_at = now()
      from dropped where message_id = dropped.id
    ), forgotten as (
      delete from message_chunks using dropped where message_id = dropped.id
    )
    select append_audit('reticent', 'left to its mail server', id, '{}'::jsonb) from dropped
  `.execute(db);
}
