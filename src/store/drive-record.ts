/**
 * What a sweep reads: files are begun, and what each came to is written, several in one transaction.
 *
 * A file is counted as begun before it is opened, so that one that ends whoever reads it is told by its count. What is
 * found is one row for each content and matter; where it lies are its places, so that a copy adds a place, a file that
 * moves keeps its history, and one that is edited carries its findings over.
 */
import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Finding } from '../../classifiers/finding.ts';
import type { Db, Tables } from './database.ts';
import { available } from './errors.ts';
import { newDataKey, seal, unwrapDataKey } from './seal.ts';
import type { Batch } from './sweeps.ts';

export interface BegunFile {
  readonly key: Buffer;
  readonly shown: string;
  readonly sizeBytes: number;
  /** How often it was begun in this sweep, this time included. */
  readonly begun: number;
  /** SHA-256 of what it held when it was last read, under the same versions. */
  readonly content: Buffer | null;
  /** Why it, or a part of it, was not read then. */
  readonly problem: string | null;
  /** Whether something was found in it then. */
  readonly hasFindings: boolean;
}

/** Somebody who can read a finding and is not in its circle. */
export interface Outsider {
  readonly principal: string;
  readonly address: string | null;
  readonly because: string;
}

export interface Found {
  /** The same for the same matter in the same place of the same bytes, whatever the file is called. */
  readonly matter: string;
  readonly part: string;
  readonly finding: Finding;
  readonly outside: readonly Outsider[];
}

/** What became of one file. */
export interface ReadFile {
  readonly key: Buffer;
  readonly shown: string;
  readonly sizeBytes: number;
  readonly content: Buffer | null;
  /** Why it, or a part of it, was not read; null where all was. */
  readonly problem: string | null;
  /** Null: nothing has to be changed of what was found before. */
  readonly found: {
    readonly matters: readonly Found[];
    readonly owner: string | null;
    readonly readers: readonly string[];
    readonly everyone: boolean;
  } | null;
}

export interface DriveRecord {
  /** The next files of a batch after `after`, counted as begun; none where it is read or the sweep was stopped. */
  readonly begin: (batch: Batch, after: Buffer | null, atMost: number) => Promise<readonly BegunFile[]>;
  readonly record: (batch: Batch, files: readonly ReadFile[]) => Promise<void>;
}

/** The first of the lock's two numbers; the second is the drive's. */
const FINDINGS_LOCK = 7_205_003;

export function driveRecordOf(db: Db, masterKey: Uint8Array): DriveRecord {
  return {
    begin: (batch, after, atMost) => available(begin(db, batch, after, atMost)),
    record: (batch, files) => available(record(db, masterKey, batch, files)),
  };
}

async function begin(
  db: Db,
  { id, sweepId, versions }: Batch,
  after: Buffer | null,
  atMost: number,
): Promise<BegunFile[]> {
  return db.transaction().execute(async (transaction) => {
    // Not waited for on the disk: a count that is lost with the whole server costs one more reading.
    await sql`set local synchronous_commit = off`.execute(transaction);
    const { rows } = await sql<BegunFile>`
    with next as (
      select drive_id, key from drive_files
      where batch_id = ${id} and state = 'due' and (${after}::bytea is null or key > ${after})
        and exists (select from drive_sweeps where id = ${sweepId} and state in ('listing', 'reading'))
      order by key limit ${atMost}
    ), begun as (
      update drive_files f set begun = begun + 1 from next where f.drive_id = next.drive_id and f.key = next.key
      returning f.*
    )
    select key, shown, size_bytes::float8 as "sizeBytes", begun,
      case when versions = ${versions} then content end as content, problem,
      exists (select from drive_places p where p.drive_id = begun.drive_id and p.key = begun.key
        and p.gone_at is null) as "hasFindings"
    from begun order by key
  `.execute(transaction);
    return rows;
  });
}

async function record(db: Db, masterKey: Uint8Array, batch: Batch, files: readonly ReadFile[]): Promise<void> {
  const { id, driveId, versions } = batch;
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ key: Buffer }>`
      update drive_files f set state = case when content_now is null then 'unread' else 'read' end, content = content_now,
        versions = ${versions}, problem = problem_now
      from unnest(${files.map(({ key }) => key)}::bytea[], ${files.map(({ content }) => content)}::bytea[],
        ${files.map(({ problem }) => problem)}::text[]) as r (key_now, content_now, problem_now)
      where f.drive_id = ${driveId} and f.key = key_now and f.batch_id = ${id} and f.state = 'due'
      returning f.key
    `.execute(transaction);
    // A file that is not due any more was recorded by somebody else, or belongs to another sweep by now.
    const ours = new Set(rows.map(({ key }) => key.toString('latin1')));
    const written = files.filter(({ key }) => ours.has(key.toString('latin1')));
    if (written.some(({ found }) => found && found.matters.length > 0)) {
      // Two workers that meet the same content must not both make its finding. Before the audit chain's own lock, always.
      await sql`select pg_advisory_xact_lock(${FINDINGS_LOCK}, hashtext(${driveId}))`.execute(transaction);
    }
    const before = await placesOf(transaction, driveId, written);
    for (const file of written) {
      if (file.found && file.content) {
        const known = before.filter(({ key }) => key.equals(file.key));
        await writeFound(transaction, masterKey, batch, { ...file, content: file.content, found: file.found }, known);
      }
    }
    const count = (of: (file: ReadFile) => number) => written.reduce((sum, file) => sum + of(file), 0);
    await sql`
      update drive_batches set done = done + ${written.length}, done_bytes = done_bytes + ${count(({ sizeBytes }) => sizeBytes)},
        found = found + ${count(({ found }) => found?.matters.length ?? 0)}
      where id = ${id}
    `.execute(transaction);
  });
}

interface KnownPlace {
  readonly key: Buffer;
  readonly part: string;
  readonly findingId: string;
  readonly matter: string;
  readonly content: Buffer;
  /** Lies nowhere else. */
  readonly isOnly: boolean;
}

async function placesOf(
  db: Transaction<Tables>,
  driveId: string,
  files: readonly ReadFile[],
): Promise<readonly KnownPlace[]> {
  if (files.length === 0) return [];
  const { rows } = await sql<KnownPlace>`
    select p.key, p.part, f.id as "findingId", f.matter, f.content, not exists (
      select from drive_places o where o.finding_id = f.id and o.gone_at is null and o.key <> p.key) as "isOnly"
    from drive_places p join drive_findings f on f.id = p.finding_id
    where p.drive_id = ${driveId} and p.gone_at is null and p.key = any(${files.map(({ key }) => key)}::bytea[])
  `.execute(db);
  return rows;
}

type FileWithFindings = ReadFile & { readonly content: Buffer; readonly found: NonNullable<ReadFile['found']> };

async function writeFound(
  db: Transaction<Tables>,
  masterKey: Uint8Array,
  batch: Batch,
  file: FileWithFindings,
  known: readonly KnownPlace[],
): Promise<void> {
  const kept = new Set<string>();
  for (const found of file.found.matters) {
    const carried = known.find(
      ({ matter, content, isOnly }) => matter === found.matter && isOnly && !content.equals(file.content),
    );
    const findingId = await writeFinding(db, masterKey, batch, file.content, found, carried?.findingId);
    kept.add(`${findingId} ${found.part}`);
    await writePlace(db, batch, findingId, file, found);
  }
  for (const { findingId, part } of known) {
    if (kept.has(`${findingId} ${part}`)) continue;
    await sql`
      update drive_places set gone_at = now() where finding_id = ${findingId} and key = ${file.key} and part = ${part}
    `.execute(db);
  }
}

/** Gives the finding's id: of the same content and matter, else the one that the file had before, else a new one. */
async function writeFinding(
  db: Transaction<Tables>,
  masterKey: Uint8Array,
  { driveId, sweepId }: Batch,
  content: Buffer,
  { matter, finding }: Found,
  carriedId: string | undefined,
): Promise<string> {
  const { rows } = await sql<{ id: string; state: string; dataKey: Buffer; isSame: boolean }>`
    select id, state, data_key as "dataKey", content = ${content} as "isSame" from drive_findings
    where (drive_id = ${driveId} and content = ${content} and matter = ${matter}) or id = ${carriedId ?? null}::uuid
    order by "isSame" desc limit 1
  `.execute(db);
  const [before] = rows;
  const id = before?.id ?? uuidv7();
  const dataKey = before
    ? { key: unwrapDataKey(masterKey, before.dataKey, id), wrapped: before.dataKey }
    : newDataKey(masterKey, id);
  const { category, paragraphs, confidence, strictly, body, unit, people, cases } = finding;
  await sql`
    insert into drive_findings (id, drive_id, content, matter, category, paragraphs, confidence, strictly, body, unit,
      people, cases, state, data_key, sealed)
    values (${id}, ${driveId}, ${content}, ${matter}, ${category}, ${paragraphs}, ${confidence}, ${strictly}, ${body},
      ${unit}, ${people}, ${cases}, 'open', ${dataKey.wrapped},
      ${seal(dataKey.key, Buffer.from(JSON.stringify(finding)), `drive finding ${id}`)})
    on conflict (id) do update set content = excluded.content, confidence = excluded.confidence,
      strictly = excluded.strictly, people = excluded.people, sealed = excluded.sealed
  `.execute(db);
  if (!before) {
    await event(db, id, sweepId, 'found', {});
    const detail = { finding: id, drive: driveId, category, sweep: sweepId };
    await sql`select append_audit('reticent', 'drive finding', null, ${JSON.stringify(detail)}::jsonb)`.execute(db);
    return id;
  }
  // What a person said of it, they said of other words.
  if (!before.isSame) await event(db, id, sweepId, 'content changed', {});
  const reopens = before.state === 'remediated' || (!before.isSame && before.state !== 'open');
  if (reopens) {
    await sql`update drive_findings set state = 'open' where id = ${id}`.execute(db);
    await event(db, id, sweepId, 'reopened', { was: before.state });
  }
  return id;
}

async function writePlace(
  db: Transaction<Tables>,
  { driveId, sweepId }: Batch,
  findingId: string,
  { key, shown, found: { owner, readers, everyone } }: FileWithFindings,
  { part, outside }: Found,
): Promise<void> {
  const { rows: before } = await sql<{ outside: readonly Outsider[]; everyone: boolean }>`
    select outside, everyone from drive_places where finding_id = ${findingId} and key = ${key} and part = ${part}
      and gone_at is null
  `.execute(db);
  const { rows } = await sql<{ places: number }>`
    insert into drive_places (finding_id, drive_id, key, shown, part, owner, readers, outside, everyone)
    values (${findingId}, ${driveId}, ${key}, ${shown}, ${part}, ${owner}, ${JSON.stringify(readers)}::jsonb,
      ${JSON.stringify(outside)}::jsonb, ${everyone})
    on conflict (finding_id, key, part) do update set shown = excluded.shown, owner = excluded.owner,
      readers = excluded.readers, outside = excluded.outside, everyone = excluded.everyone, gone_at = null
    returning (select count(*)::int from drive_places where finding_id = ${findingId}) as places
  `.execute(db);
  const [known] = before;
  if (!known) {
    // The first place comes with `found`.
    if ((rows[0]?.places ?? 0) > 0) await event(db, findingId, sweepId, 'place added', { place: shown });
    return;
  }
  const added = outside.filter(({ principal }) => !known.outside.some((each) => each.principal === principal));
  if (added.length > 0 || (everyone && !known.everyone)) {
    const detail = { place: shown, readers: added.map(({ principal }) => principal) };
    await event(db, findingId, sweepId, 'wider access', detail);
  }
}

async function event(
  db: Transaction<Tables>,
  findingId: string,
  sweepId: string,
  name: string,
  detail: object,
): Promise<void> {
  await sql`
    insert into drive_finding_events (finding_id, sweep_id, actor, event, detail)
    values (${findingId}, ${sweepId}, 'reticent', ${name}, ${JSON.stringify(detail)}::jsonb)
  `.execute(db);
}
