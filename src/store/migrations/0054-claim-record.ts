/**
 * What became of a sender's claims of the last year, as a function: decided, and refused of them.
 *
 * Asked within the statement that stores a message. Spelled out there, its cost for the ten rows that the planner expects
 * of any array made it plan that statement anew each time, which took as long as running it.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function claim_record(of_sender text) returns int[] language sql stable cost 1 as $$
      select array[count(*), count(*) filter (where outcome = 'refused')]::int[]
      from claims where sender = of_sender and outcome is not null and decided_at > now() - interval '1 year'
    $$`.execute(db);
}
