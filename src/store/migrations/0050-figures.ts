/**
 * Numbers by day, taken in from the audit log as it grows, and what reports of decisions and claims are read by.
 *
 * Records of the log become visible in the order of their numbers (`append_audit` holds its lock to the commit), so that
 * one number says how far it was taken in, and nothing is counted twice or left out.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table day_figures (
      day date not null,
      figure text not null,
      key text not null,
      count bigint not null,
      primary key (day, figure, key)
    )`.execute(db);
  await sql`create table figures_upto (seq bigint not null, at timestamptz)`.execute(db);
  await sql`insert into figures_upto values (0, null)`.execute(db);
  await sql`create index verdicts_decided on verdicts (decided_at) where state = 'standing'`.execute(db);
  await sql`create index claims_made on claims (made_at)`.execute(db);
}
