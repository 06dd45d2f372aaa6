/**
 * The end of a sweep: what lies nowhere any more is remediated, what moved is told, and the digests go out, once.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { insertOwnMessage, type OwnMessage } from './own-message.ts';

export interface SweepEnd {
  /** What the whole listing shows about findings. Safe to run twice. */
  readonly settle: (sweepId: string) => Promise<void>;
  /** `finishing → done`, with the digests as messages, in one transaction; false where it is done already. */
  readonly close: (sweepId: string, digests: readonly OwnMessage[]) => Promise<boolean>;
}

export function sweepEndOf(db: Db, masterKey: Uint8Array): SweepEnd {
  return {
    settle: (sweepId) => available(settle(db, sweepId)),
    close: (sweepId, digests) => available(close(db, masterKey, sweepId, digests)),
  };
}

async function settle(db: Db, sweepId: string): Promise<void> {
  await sql`
    with sweep as (select id, drive_id, started_at from drive_sweeps where id = ${sweepId} and state = 'finishing'),
    moved as (
      select f.id, min(gone.shown) as source, min(live.shown) as target
      from sweep join drive_findings f on f.drive_id = sweep.drive_id and f.first_seen < sweep.started_at
      join drive_places gone on gone.finding_id = f.id and gone.gone_at >= sweep.started_at
      join drive_places live on live.finding_id = f.id and live.gone_at is null and live.first_seen >= sweep.started_at
      where not exists (select from drive_finding_events e where e.finding_id = f.id and e.sweep_id = sweep.id
        and e.event = 'moved')
      group by f.id
    ), remediated as (
      update drive_findings f set state = 'remediated' from sweep
      where f.drive_id = sweep.drive_id and f.state = 'open'
        and not exists (select from drive_places p where p.finding_id = f.id and p.gone_at is null)
      returning f.id
    )
    insert into drive_finding_events (finding_id, sweep_id, actor, event, detail)
    select id, ${sweepId}::uuid, 'reticent', 'moved', jsonb_build_object('from', source, 'to', target) from moved
    union all select id, ${sweepId}::uuid, 'reticent', 'remediated', '{}'::jsonb from remediated
  `.execute(db);
}

async function close(db: Db, masterKey: Uint8Array, sweepId: string, digests: readonly OwnMessage[]): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ listed: number; unchanged: number; gone: number; read: number; digests: number }>`
      update drive_sweeps s set state = 'done', state_since = now(), ended_at = now(), holder = null
      where id = ${sweepId} and state = 'finishing'
      returning listed::float8 as listed, unchanged::float8 as unchanged, gone::float8 as gone,
        (select coalesce(sum(done), 0)::float8 from drive_batches where sweep_id = s.id) as read
    `.execute(transaction);
    const [ended] = rows;
    if (!ended) return false;
    for (const digest of digests) await insertOwnMessage(transaction, masterKey, digest);
    const detail = JSON.stringify({ sweep: sweepId, ...ended, digests: digests.length });
    await sql`select append_audit('reticent', 'sweep ended', null, ${detail}::jsonb)`.execute(transaction);
    return true;
  });
}
