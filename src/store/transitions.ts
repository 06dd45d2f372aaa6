/** The guard of a transition: a statement that moves a message on changes it only in the state before. */
import { type RawBuilder, sql } from 'kysely';

/**
 * Whether the message is in one of `states`, for a statement that knows its id: said so that no index over states can answer
 * it, or the server goes through all messages of a state, as many as there are (docs/decisions/0075).
 */
export function isNow(...states: readonly string[]): RawBuilder<boolean> {
  return sql`(${sql.join(
    states.map((state) => sql`messages.state is not distinct from ${sql.lit(state)}`),
    sql` or `,
  )})`;
}
