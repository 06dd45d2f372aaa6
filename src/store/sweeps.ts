/**
 * Sweeps: one pass over a drive, page by page of its listing and batch by batch of what is to be read.
 *
 * States: `listing → reading → finishing → done`, or `stopped` by a person. Everything that says how far a sweep is
 * stands in rows, so that a worker that is killed is gone on from by another: the listing after `listed_to`, a batch with
 * the files that are still `due`. Who is at work is known by presence (`presence.ts`).
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { isPresent } from './presence.ts';
import { writePage } from './sweep-pages.ts';

export interface Sweep {
  readonly id: string;
  readonly driveId: string;
  readonly askedBy: string;
  /** Of all that decides what a file comes to: a file that was read under others is read again. */
  readonly versions: string;
  readonly listedTo: Buffer | null;
}

/** What was listed, as the store keeps it. */
export interface ListedFile {
  readonly key: Buffer;
  readonly shown: string;
  readonly mark: string;
  readonly sizeBytes: number;
  readonly problem?: string;
  readonly isFolder?: boolean;
}

export interface Batch {
  readonly id: string;
  readonly sweepId: string;
  readonly driveId: string;
  readonly versions: string;
}

export interface SweepProgress {
  readonly state: 'listing' | 'reading' | 'finishing' | 'done' | 'stopped';
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly listed: number;
  readonly unchanged: number;
  readonly gone: number;
  /** Files that had to be read, and those that were. */
  readonly due: number;
  readonly done: number;
  readonly dueBytes: number;
  readonly doneBytes: number;
  readonly found: number;
  /** Set while the hours of the drive do not let it go on. */
  readonly waitsUntil: Date | null;
}

/** Jobs that are missing: what each row waits for. */
export interface SweepWork {
  readonly kind: 'list' | 'batch' | 'finish';
  readonly id: string;
  /** Whose process is gone that was at it: its job is still known to the queue, and the next one needs another id. */
  readonly after?: number | null;
}

export interface Sweeps {
  /** Begins a sweep; undefined where one of the drive is under way. */
  readonly start: (driveId: string, versions: string, by: string) => Promise<string | undefined>;
  /** Takes the listing; undefined where it is done or somebody alive is at it. */
  readonly beginListing: (sweepId: string) => Promise<Sweep | undefined>;
  /**
   * Writes a page of the listing, in the order of keys: what is new or changed becomes due, what is missing in its range
   * is gone. `isLast` ends the listing. Gives the batches to read; undefined where the sweep was stopped.
   */
  readonly page: (
    sweep: Sweep,
    after: Buffer | null,
    files: readonly ListedFile[],
    isLast: boolean,
  ) => Promise<readonly string[] | undefined>;
  readonly beginBatch: (batchId: string) => Promise<Batch | undefined>;
  /** Ends a batch when none of its files is due; the last one of a sweep gives `finishing`. */
  readonly endBatch: (batch: Batch) => Promise<'reading' | 'finishing'>;
  /** For who could not go on: somebody else may take it. */
  readonly giveBack: (work: SweepWork) => Promise<void>;
  /** Milliseconds to wait before reading so much, by the drive's throttle, shared by all workers. */
  readonly pace: (sweepId: string, takesMs: number) => Promise<number>;
  /** Lets the sweep rest until then: outside the hours of the drive. */
  readonly rest: (sweepId: string, forMs: number) => Promise<void>;
  readonly stop: (driveId: string, by: string) => Promise<boolean>;
  readonly progress: (sweepId: string) => Promise<SweepProgress | undefined>;
  /** The newest of a drive, in any state. */
  readonly latest: (driveId: string) => Promise<string | undefined>;
  /** What may go on now and nobody is at; for the reconciler. */
  readonly waiting: (standsStillMs: number, limit: number) => Promise<readonly SweepWork[]>;
  /** What a sweep that is finishing is of. */
  readonly finishing: (sweepId: string) => Promise<Sweep | undefined>;
}

const ALIVE = sql`('listing', 'reading', 'finishing')`;

export function sweepsOf(db: Db, holder: number): Sweeps {
  const isFree = sql`(holder is null or holder = ${holder} or not ${isPresent(sql`holder`)})`;
  return {
    start: (driveId, versions, by) => available(start(db, driveId, versions, by)),
    beginListing: async (sweepId) => {
      const { rows } = await available(
        sql<Sweep>`
          update drive_sweeps set holder = ${holder} where id = ${sweepId} and state = 'listing' and ${isFree}
          returning id, drive_id as "driveId", asked_by as "askedBy", versions, listed_to as "listedTo"
        `.execute(db),
      );
      return rows[0];
    },
    page: (sweep, after, files, isLast) => available(writePage(db, sweep, after, files, isLast)),
    beginBatch: async (batchId) => {
      const { rows } = await available(
        sql<Batch>`
          update drive_batches b set holder = ${holder} from drive_sweeps s
          where b.id = ${batchId} and b.ended_at is null and s.id = b.sweep_id and s.state in ('listing', 'reading')
            and (b.holder is null or b.holder = ${holder} or not ${isPresent(sql`b.holder`)})
          returning b.id, s.id as "sweepId", s.drive_id as "driveId", s.versions
        `.execute(db),
      );
      return rows[0];
    },
    endBatch: (batch) => available(endBatch(db, batch)),
    giveBack: async ({ kind, id }) => {
      const table = kind === 'batch' ? sql`drive_batches` : sql`drive_sweeps`;
      await available(sql`update ${table} set holder = null where id = ${id} and holder = ${holder}`.execute(db));
    },
    pace: async (sweepId, takesMs) => {
      const takes = sql`${takesMs} * interval '1 millisecond'`;
      const { rows } = await available(
        sql<{ waitMs: number }>`
          update drive_sweeps set paced_until = greatest(paced_until, now()) + ${takes} where id = ${sweepId}
          returning greatest(0, extract(epoch from paced_until - ${takes} - now()) * 1000)::float8 as "waitMs"
        `.execute(db),
      );
      return rows[0]?.waitMs ?? 0;
    },
    rest: async (sweepId, forMs) => {
      await available(
        sql`
          update drive_sweeps set not_before = now() + ${forMs} * interval '1 millisecond' where id = ${sweepId}
        `.execute(db),
      );
    },
    stop: async (driveId, by) => {
      const { rows } = await available(
        sql`
          with stopped as (
            update drive_sweeps set state = 'stopped', state_since = now(), ended_at = now(), holder = null
            where drive_id = ${driveId} and state in ${ALIVE} returning id
          )
          select append_audit(${by}, 'sweep stopped', null, jsonb_build_object('sweep', id)) from stopped
        `.execute(db),
      );
      return rows.length > 0;
    },
    progress: (sweepId) => available(progress(db, sweepId)),
    latest: async (driveId) => {
      const { rows } = await available(
        sql<{ id: string }>`
          select id from drive_sweeps where drive_id = ${driveId} order by started_at desc limit 1
        `.execute(db),
      );
      return rows[0]?.id;
    },
    waiting: (standsStillMs, limit) => available(waiting(db, standsStillMs, limit)),
    finishing: async (sweepId) => {
      const { rows } = await available(
        sql<Sweep>`
          select id, drive_id as "driveId", asked_by as "askedBy", versions, listed_to as "listedTo"
          from drive_sweeps where id = ${sweepId} and state = 'finishing'
        `.execute(db),
      );
      return rows[0];
    },
  };
}

async function start(db: Db, driveId: string, versions: string, by: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with begun as (
      insert into drive_sweeps (id, drive_id, state, asked_by, versions)
      values (${uuidv7()}, ${driveId}, 'listing', ${by}, ${versions})
      on conflict do nothing returning id
    )
    select id, append_audit(${by}, 'sweep started', null, jsonb_build_object('drive', ${driveId}::text, 'sweep', id,
      'versions', ${versions}::text)) from begun
  `.execute(db);
  return rows[0]?.id;
}

async function endBatch(db: Db, { id, sweepId }: Batch): Promise<'reading' | 'finishing'> {
  return db.transaction().execute(async (transaction) => {
    await sql`update drive_batches set ended_at = now(), holder = null where id = ${id} and ended_at is null`.execute(
      transaction,
    );
    // Two batches that end at once must not each take the other for unfinished: the sweep's row lets one go first.
    await sql`select from drive_sweeps where id = ${sweepId} for update`.execute(transaction);
    const { rows } = await sql`
      update drive_sweeps set state = 'finishing', state_since = now()
      where id = ${sweepId} and state = 'reading'
        and not exists (select from drive_batches where sweep_id = ${sweepId} and ended_at is null)
      returning id
    `.execute(transaction);
    return rows.length > 0 ? 'finishing' : 'reading';
  });
}

async function progress(db: Db, sweepId: string): Promise<SweepProgress | undefined> {
  const { rows } = await sql<SweepProgress>`
    select s.state, s.started_at as "startedAt", s.ended_at as "endedAt", s.listed::float8 as listed,
      s.unchanged::float8 as unchanged, s.gone::float8 as gone, b.due, b.done, b."dueBytes", b."doneBytes", b.found,
      case when s.state in ('listing', 'reading') and s.not_before > now() then s.not_before end as "waitsUntil"
    from drive_sweeps s, lateral (
      select coalesce(sum(files), 0)::float8 as due, coalesce(sum(done), 0)::float8 as done,
        coalesce(sum(bytes), 0)::float8 as "dueBytes", coalesce(sum(done_bytes), 0)::float8 as "doneBytes",
        coalesce(sum(found), 0)::float8 as found
      from drive_batches where sweep_id = s.id) b
    where s.id = ${sweepId}
  `.execute(db);
  return rows[0];
}

async function waiting(db: Db, standsStillMs: number, limit: number): Promise<SweepWork[]> {
  const still = sql`now() - ${standsStillMs} * interval '1 millisecond'`;
  const { rows } = await sql<SweepWork>`
    select case when state = 'listing' then 'list' else 'finish' end as kind, id, holder as after from drive_sweeps
    where state in ('listing', 'finishing') and state_since <= ${still} and coalesce(not_before <= now(), true)
      and (holder is null or not ${isPresent(sql`holder`)})
    union all (
      select 'batch', b.id, b.holder from drive_batches b join drive_sweeps s on s.id = b.sweep_id
      where b.ended_at is null and s.state in ('listing', 'reading') and b.made_at <= ${still}
        and coalesce(s.not_before <= now(), true) and (b.holder is null or not ${isPresent(sql`b.holder`)})
      order by b.made_at limit ${limit})
  `.execute(db);
  return rows;
}
