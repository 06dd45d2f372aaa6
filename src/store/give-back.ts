/**
 * Held messages that nobody will get any more: their time ran out, or their sender takes them back.
 *
 * A split message whose other recipients have theirs, or are still being served, stays what it is for them.
 */
import { type RawBuilder, sql } from 'kysely';

/** Parts of a `with` clause: gives the messages of `due`, which has their `id`, back. What was held is `back` then, by id, state and sender. */
export function givenBack(due: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    back as (
      update messages set state_since = now(), undo_until = null,
        state = case when ${hasRecipients('pending', 'deferred')} then 'released'
          when ${hasRecipients('relayed', 'bounced')} then 'relayed' else 'returned' end
      from ${due} as due_back where messages.id = due_back.id and messages.state = 'held'
      returning messages.id, messages.state, coalesce(login, mail_from) as sender
    ), each as (
      update recipients set state = 'rejected', updated_at = now()
      from back where recipients.message_id = back.id and recipients.state = 'held'
    ), proposals as (
      update verdicts set state = 'withdrawn' from back where verdicts.message_id = back.id and verdicts.state = 'proposed'
    )`;
}

/** True for a message with a recipient in one of `states`. */
export function hasRecipients(...states: readonly string[]): RawBuilder<boolean> {
  return sql`exists (select from recipients
    where message_id = messages.id and recipients.state in (${sql.join(states.map((state) => sql.lit(state)))}))`;
}
