/**
 * What the audit trail is searched by. Nearly all records are machines' ("decided released"): the indexes leave them
 * out, so that accepting mail writes no more than before. Days are found by halving, because records follow their time.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_actor on audit (actor, seq) where actor <> 'reticent'`.execute(db);
  await sql`create index audit_action on audit (action, seq) where action <> 'decided released'`.execute(db);
  await sql`
    create function audit_from(moment timestamptz) returns bigint language plpgsql stable as $$
    declare
      low bigint;
      high bigint;
      middle bigint;
      found timestamptz;
    begin
      select min(seq), max(seq) + 1 into low, high from audit;
      while low < high loop
        middle := (low + high) / 2;
        select at into found from audit where seq >= middle order by seq limit 1;
        if found >= moment then high := middle; else low := middle + 1; end if;
      end loop;
      return coalesce(low, 0);
    end $$`.execute(db);
}
