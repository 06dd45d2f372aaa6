/**
 * Shared drives: where they are and how they are swept. Settings are sealed, because they hold passwords.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DriveSettings } from '../config/drive-file.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { seal, unseal } from './seal.ts';

export interface Drive {
  readonly id: string;
  readonly name: string;
  readonly kind: 'folder' | 'webdav' | 's3';
  readonly location: string;
  readonly settings: DriveSettings;
}

export type NewDrive = Omit<Drive, 'id'>;

export interface DriveSummary extends Omit<Drive, 'settings'> {
  readonly schedule: string | null;
  readonly zone: string;
  readonly files: number;
  readonly unread: number;
  /** Findings that are open and that somebody outside their circle can read. */
  readonly open: number;
  readonly lastSweepAt: Date | null;
  readonly isSweeping: boolean;
}

export interface Drives {
  /** Adds a drive, or changes the one of that name (`false` in `isNew`: its findings and history stay). */
  readonly put: (drive: NewDrive, by: string) => Promise<{ readonly id: string; readonly isNew: boolean }>;
  readonly find: (name: string) => Promise<Drive | undefined>;
  readonly get: (id: string) => Promise<Drive | undefined>;
  readonly list: () => Promise<readonly DriveSummary[]>;
  /** Of those that are swept by the clock. */
  readonly schedules: () => Promise<
    readonly { readonly id: string; readonly schedule: string; readonly zone: string }[]
  >;
  /** Forgets the drive, its files and findings. `held`: how many files of it lie in the sealed store, where that is why not. */
  readonly remove: (
    name: string,
    by: string,
  ) => Promise<{ readonly removed: true; readonly id: string } | { readonly removed: false; readonly held: number }>;
}

export function drivesOf(db: Db, masterKey: Uint8Array): Drives {
  return {
    put: (drive, by) => available(put(db, masterKey, drive, by)),
    find: async (name) => opened(masterKey, await available(row(db, sql`name = ${name}`))),
    get: async (id) => opened(masterKey, await available(row(db, sql`id = ${id}`))),
    list: () => available(list(db)),
    schedules: async () => {
      const { rows } = await available(
        sql<{ id: string; schedule: string; zone: string }>`
          select id, schedule, zone from drives where schedule is not null
        `.execute(db),
      );
      return rows;
    },
    remove: (name, by) => available(remove(db, name, by)),
  };
}

interface Row extends Omit<Drive, 'settings'> {
  readonly settings: Buffer;
}

async function row(db: Db, where: ReturnType<typeof sql>): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select id, name, kind, location, settings from drives where ${where}`.execute(db);
  return rows[0];
}

function opened(masterKey: Uint8Array, found: Row | undefined): Drive | undefined {
  if (!found) return undefined;
  return { ...found, settings: JSON.parse(unseal(masterKey, found.settings, boundTo(found.name)).toString()) };
}

function boundTo(name: string): string {
  return `drive ${name}`;
}

async function put(
  db: Db,
  masterKey: Uint8Array,
  { name, kind, location, settings }: NewDrive,
  by: string,
): Promise<{ id: string; isNew: boolean }> {
  const sealed = seal(masterKey, Buffer.from(JSON.stringify(settings)), boundTo(name));
  const detail = { drive: name, kind, location, schedule: settings.schedule, action: settings.action };
  const { rows } = await sql<{ id: string; isNew: boolean }>`
    with kept as (
      insert into drives (id, name, kind, location, settings, schedule, zone, added_by)
      values (${uuidv7()}, ${name}, ${kind}, ${location}, ${sealed}, ${settings.schedule}, ${settings.zone}, ${by})
      on conflict (name) do update set kind = excluded.kind, location = excluded.location, settings = excluded.settings,
        schedule = excluded.schedule, zone = excluded.zone
      returning id, xmax = 0 as "isNew"
    )
    select id, "isNew", append_audit(${by}, 'drive set', null, ${JSON.stringify(detail)}::jsonb) from kept
  `.execute(db);
  const [kept] = rows;
  if (!kept) throw new RangeError('a drive that was put has a row');
  return { id: kept.id, isNew: kept.isNew };
}

async function list(db: Db): Promise<DriveSummary[]> {
  const { rows } = await sql<DriveSummary>`
    select id, name, kind, location, schedule, zone,
      (select count(*)::int from drive_files where drive_id = drives.id and state <> 'gone') as files,
      (select count(*)::int from drive_files where drive_id = drives.id and problem is not null and state <> 'gone') as unread,
      (select count(*)::int from drive_findings f where f.drive_id = drives.id and f.state = 'open' and exists (
        select from drive_places p where p.finding_id = f.id and p.gone_at is null and p.outside <> '[]')) as open,
      (select max(ended_at) from drive_sweeps where drive_id = drives.id and state = 'done') as "lastSweepAt",
      exists (select from drive_sweeps where drive_id = drives.id
        and state in ('listing', 'reading', 'finishing')) as "isSweeping"
    from drives order by name
  `.execute(db);
  return rows;
}

async function remove(
  db: Db,
  name: string,
  by: string,
): Promise<{ removed: true; id: string } | { removed: false; held: number }> {
  return db.transaction().execute(async (transaction) => {
    const { rows: held } = await sql<{ held: number }>`
      select count(*)::int as held from sealed_files
      where state <> 'restored' and drive_id = (select id from drives where name = ${name})
    `.execute(transaction);
    if (held[0] && held[0].held > 0) return { removed: false, held: held[0].held };
    await sql`delete from sealed_files where drive_id = (select id from drives where name = ${name})`.execute(
      transaction,
    );
    const { rows } = await sql<{ id: string }>`
      with gone as (delete from drives where name = ${name} returning id)
      select id, append_audit(${by}, 'drive removed', null, ${JSON.stringify({ drive: name })}::jsonb) from gone
    `.execute(transaction);
    return rows[0] ? { removed: true, id: rows[0].id } : { removed: false, held: 0 };
  });
}
