/**
 * Forgetting: what has outlived its retention loses its data key, and with it its bytes, findings and subject.
 *
 * The row, its recipients and its audit records stay: that it came, who sent it and what was decided is the record.
 */
import { sql } from 'kysely';
import type { Policy } from '../policy/policy.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { hasRecipients } from './give-back.ts';
import { isFree } from './lease.ts';

export interface Retention {
  /** Gives how many messages were forgotten. Throws `StoreUnavailableError`. */
  readonly forget: (days: Policy['retentionDays']) => Promise<number>;
}

/** In one statement, so that a pass over years of messages holds no lock for long. */
const AT_ONCE = 500;

export function retentionOf(db: Db): Retention {
  return {
    forget: async (days) => {
      // Whoever asked for these went away before the result was read.
      await available(
        sql`delete from messages where is_judged_only and received_at < now() - interval '1 hour'`.execute(db),
      );
      await available(finish(db));
      let forgotten = 0;
      for (;;) {
        const count = await available(forget(db, days));
        forgotten += count;
        if (count < AT_ONCE) return forgotten;
      }
    },
  };
}

/** Who relays one half of a message as its other half is given back or rejected sees that half as still held, and does not end it. */
async function finish(db: Db): Promise<void> {
  await sql`
    update messages set state = case when ${hasRecipients('relayed', 'bounced')} then 'relayed' else 'rejected' end,
      state_since = now()
    where state = 'released' and state_since < now() - interval '1 hour' and ${isFree}
      and not ${hasRecipients('pending', 'deferred', 'held')}
  `.execute(db);
}

async function forget(db: Db, { rejected, released }: Policy['retentionDays']): Promise<number> {
  const { rows } = await sql`
    with due as (
      select id from messages
      where data_key is not null and (
        (state in ('rejected', 'returned') and state_since < now() - ${rejected} * interval '1 day')
        or (state = 'relayed' and state_since < now() - ${released} * interval '1 day')
        -- borrowed, and the gateway died before its mail server heard: that one has it still
        or (state = 'released' and deliver_after = 'infinity' and state_since < now() - interval '1 hour'))
      limit ${AT_ONCE} for update skip locked
    ), forgotten as (
      update messages set data_key = null, inspection = null, subject = null, search = null
      from due where messages.id = due.id returning messages.id
    ), texts as (
      delete from message_texts using forgotten where message_id = forgotten.id
    ), gone as (
      delete from message_chunks using forgotten where message_id = forgotten.id
    )
    select id from forgotten
  `.execute(db);
  return rows.length;
}
