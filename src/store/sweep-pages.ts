/**
 * One page of a drive's listing, written in one transaction: what is due, what is gone, and how far the listing is.
 */
import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Tables } from './database.ts';
import type { ListedFile, Sweep } from './sweeps.ts';

/** A batch is what one job reads: enough to be worth a job, few enough to be shared out. */
const BATCH_FILES = 250;
const BATCH_BYTES = 256e6;
/** What is worth asking for again in the next sweep although nothing of the file has changed. */
const MAY_MEND = sql`('denied', 'vanished', 'unreachable')`;

export async function writePage(
  db: Db,
  { id, driveId, versions }: Sweep,
  after: Buffer | null,
  files: readonly ListedFile[],
  isLast: boolean,
): Promise<string[] | undefined> {
  return db.transaction().execute(async (transaction) => {
    // The lock keeps a batch that ends meanwhile from taking the sweep for read before its last batches are written.
    const { rows: alive } = await sql`
      select from drive_sweeps where id = ${id} and state = 'listing' for update
    `.execute(transaction);
    if (alive.length === 0) return undefined;

    const { changed, gone } = await compared(transaction, driveId, versions, after, files, isLast);
    const batches = batched(changed);
    await writeFiles(transaction, driveId, batches);
    await markGone(transaction, driveId, gone);
    await sql`
      insert into drive_batches (id, sweep_id, files, bytes)
      select id, ${id}, files, bytes from unnest(
        ${batches.map((each) => each.id)}::uuid[], ${batches.map((each) => each.due)}::int[],
        ${batches.map((each) => each.bytes)}::bigint[]) as b (id, files, bytes) where files > 0
    `.execute(transaction);
    await sql`
      update drive_sweeps set listed_to = ${files.at(-1)?.key ?? after}, listed = listed + ${files.length},
        unchanged = unchanged + ${files.length - changed.length}, gone = gone + ${gone.length},
        holder = case when ${isLast} then null else holder end,
        state = case when not ${isLast} then state when exists (
          select from drive_batches where sweep_id = ${id} and ended_at is null) then 'reading' else 'finishing' end,
        state_since = case when ${isLast} then now() else state_since end
      where id = ${id}
    `.execute(transaction);
    return batches.filter(({ due }) => due > 0).map((each) => each.id);
  });
}

/**
 * The page beside what is known of its range: what is new or not as it was when it was last read, and what is missing.
 *
 * One statement, by the range of keys, so that the index gives the page's rows; nothing is written of an unchanged page.
 */
async function compared(
  db: Transaction<Tables>,
  driveId: string,
  versions: string,
  after: Buffer | null,
  files: readonly ListedFile[],
  isLast: boolean,
): Promise<{ changed: ListedFile[]; gone: Buffer[] }> {
  const last = files.at(-1)?.key ?? Buffer.alloc(0);
  const { rows } = await sql<{ at: number | null; key: Buffer | null }>`
    select at::int - 1 as at, case when at is null then f.key end as key
    from unnest(${files.map(({ key }) => key)}::bytea[], ${files.map(({ mark }) => mark)}::text[])
      with ordinality as listed (key, mark, at)
    full join (
      select key, mark, state, versions, problem from drive_files
      where drive_id = ${driveId} and key > ${after ?? Buffer.alloc(0)} and (${isLast} or key <= ${last})) f
      on f.key = listed.key
    where case when listed.key is null then f.state <> 'gone'
      else f.key is null or f.mark <> listed.mark or f.state in ('due', 'gone') or f.problem in ${MAY_MEND}
        or f.versions <> ${versions} end
    order by at
  `.execute(db);
  // What lies in a folder that could not be looked into is not gone, nor where that folder was the last of the page before.
  const folders = files.filter(({ isFolder }) => isFolder).map(({ key }) => key);
  if (after && (await isUnseen(db, driveId, after))) folders.push(after);
  const closed = folders.map((key) => Buffer.concat([key, Buffer.alloc(1)]));
  const isClosed = (key: Buffer) => closed.some((prefix) => key.subarray(0, prefix.length).equals(prefix));
  return {
    changed: rows.flatMap(({ at }) => (at === null ? [] : (files[at] ?? []))),
    gone: rows.flatMap(({ key }) => (key && !isClosed(key) ? [key] : [])),
  };
}

async function isUnseen(db: Transaction<Tables>, driveId: string, key: Buffer): Promise<boolean> {
  const { rows } = await sql`
    select from drive_files where drive_id = ${driveId} and key = ${key} and state = 'unread' and problem in ${MAY_MEND}
  `.execute(db);
  return rows.length > 0;
}

interface Batched {
  readonly id: string;
  readonly files: ListedFile[];
  due: number;
  bytes: number;
}

function batched(files: readonly ListedFile[]): Batched[] {
  const batches: Batched[] = [];
  for (const file of files) {
    let last = batches.at(-1);
    if (!last || last.due >= BATCH_FILES || last.bytes + file.sizeBytes > BATCH_BYTES) {
      last = { id: uuidv7(), files: [], due: 0, bytes: 0 };
      batches.push(last);
    }
    last.files.push(file);
    if (file.problem === undefined) {
      last.due += 1;
      last.bytes += file.sizeBytes;
    }
  }
  return batches;
}

async function writeFiles(db: Transaction<Tables>, driveId: string, batches: readonly Batched[]): Promise<void> {
  const files = batches.flatMap(({ id, files: each }) => each.map((file) => ({ ...file, batch: id })));
  if (files.length === 0) return;
  await sql`
    insert into drive_files (drive_id, key, shown, mark, size_bytes, state, batch_id, problem)
    select ${driveId}, key, shown, mark, size_bytes, case when problem is null then 'due' else 'unread' end, batch, problem
    from unnest(${files.map(({ key }) => key)}::bytea[], ${files.map(({ shown }) => shown)}::text[],
      ${files.map(({ mark }) => mark)}::text[], ${files.map(({ sizeBytes }) => sizeBytes)}::bigint[],
      ${files.map(({ batch }) => batch)}::uuid[], ${files.map(({ problem }) => problem ?? null)}::text[])
      as listed (key, shown, mark, size_bytes, batch, problem)
    on conflict (drive_id, key) do update set shown = excluded.shown, mark = excluded.mark,
      size_bytes = excluded.size_bytes, state = excluded.state, batch_id = excluded.batch_id, begun = 0,
      problem = coalesce(excluded.problem, drive_files.problem)
  `.execute(db);
}

async function markGone(db: Transaction<Tables>, driveId: string, keys: readonly Buffer[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    with gone as (
      update drive_files set state = 'gone', batch_id = null
      where drive_id = ${driveId} and key = any(${keys}::bytea[]) returning key
    )
    update drive_places p set gone_at = now() from gone
    where p.drive_id = ${driveId} and p.key = gone.key and p.gone_at is null
  `.execute(db);
}
