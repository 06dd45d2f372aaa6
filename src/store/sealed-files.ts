/**
 * Files that were taken from a drive: sealed like messages, with a data key of their own (docs/decisions/0040).
 *
 * `sealed → taken → restored`: the bytes are here, durably, before the source gives the file up, so that a crash between
 * the two leaves both, never neither. Bytes stay until the file is put back.
 */
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { openChunk, sealChunks } from './chunks.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { newDataKey, unwrapDataKey } from './seal.ts';

export interface NewSealedFile {
  readonly driveId: string;
  readonly key: Buffer;
  readonly shown: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What its source puts back besides the bytes. */
  readonly attributes: Readonly<Record<string, string | number | null>>;
  readonly by: string;
}

export interface SealedFile {
  readonly id: string;
  readonly driveId: string;
  readonly drive: string;
  readonly key: Buffer;
  readonly path: string;
  readonly state: 'sealed' | 'taken' | 'restored';
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  readonly attributes: NewSealedFile['attributes'];
  readonly takenBy: string;
  readonly takenAt: Date;
}

export interface SealedFiles {
  /** Stores the bytes; the hash is over what came. `sealed`: nothing is taken away yet. */
  readonly seal: (file: NewSealedFile) => Promise<Pick<SealedFile, 'id' | 'sha256'>>;
  /** `sealed → taken`: the file is gone from its place, and so are its findings there. */
  readonly taken: (id: string, by: string) => Promise<void>;
  /** Forgets what was sealed and then not taken. */
  readonly forget: (id: string) => Promise<void>;
  readonly get: (id: string) => Promise<SealedFile | undefined>;
  /** Sealed, and not known to be taken: whoever was at it has ended, or is at it now. */
  readonly unfinished: (driveId: string) => Promise<readonly SealedFile[]>;
  /** Those that lie here, the newest first; `before` is the id of the last one of the page before. */
  readonly list: (drive: string | undefined, limit: number, before?: string) => Promise<readonly SealedFile[]>;
  /** The bytes, chunk by chunk. Throws `SealBrokenError`. */
  readonly open: (id: string) => Readable;
  /** `taken → restored`: what was found in it is accepted under a paragraph, with a reason. Bytes are forgotten. */
  readonly restored: (id: string, by: string, paragraph: string, reason: string) => Promise<boolean>;
}

const COLUMNS = sql`s.id, s.drive_id as "driveId", d.name as drive, s.key, s.shown as path, s.state, s.sha256,
  s.size_bytes::float8 as "sizeBytes", s.attributes, s.taken_by as "takenBy", s.taken_at as "takenAt"`;

export function sealedFilesOf(db: Db, masterKey: Uint8Array): SealedFiles {
  const rowsOf = async (where: ReturnType<typeof sql>) => {
    const { rows } = await available(
      sql<SealedFile>`select ${COLUMNS} from sealed_files s join drives d on d.id = s.drive_id where ${where}`.execute(
        db,
      ),
    );
    return rows;
  };
  return {
    seal: (file) => available(sealFile(db, masterKey, file)),
    taken: (id, by) => available(taken(db, id, by)),
    forget: async (id) => {
      await available(sql`delete from sealed_files where id = ${id} and state = 'sealed'`.execute(db));
    },
    get: async (id) => (await rowsOf(sql`s.id = ${id}`))[0],
    unfinished: (driveId) => rowsOf(sql`s.state = 'sealed' and s.drive_id = ${driveId} order by s.id`),
    list: (drive, limit, before) =>
      rowsOf(sql`s.state = 'taken' and ${drive === undefined ? sql`true` : sql`d.name = ${drive}`}
        and ${before === undefined ? sql`true` : sql`s.id < ${before}::uuid`} order by s.id desc limit ${limit}`),
    open: (id) => Readable.from(opened(db, masterKey, id)),
    restored: (id, by, paragraph, reason) => available(restored(db, id, by, paragraph, reason)),
  };
}

async function sealFile(
  db: Db,
  masterKey: Uint8Array,
  { driveId, key, shown, bytes, attributes, by }: NewSealedFile,
): Promise<Pick<SealedFile, 'id' | 'sha256'>> {
  const id = uuidv7();
  const dataKey = newDataKey(masterKey, id);
  return db.transaction().execute(async (transaction) => {
    const sealing = sealChunks(bytes, dataKey, id);
    let next = await sealing.next();
    for (; !next.done; next = await sealing.next()) {
      const { ordinal, bytes: chunk } = next.value;
      await sql`insert into sealed_file_chunks values (${id}, ${ordinal}, ${chunk})`.execute(transaction);
    }
    const { sha256, sizeBytes } = next.value;
    await sql`
      insert into sealed_files (id, drive_id, key, shown, state, sha256, size_bytes, attributes, data_key, taken_by)
      values (${id}, ${driveId}, ${key}, ${shown}, 'sealed', ${sha256}, ${sizeBytes},
        ${JSON.stringify(attributes)}::jsonb, ${dataKey.wrapped}, ${by})
    `.execute(transaction);
    return { id, sha256 };
  });
}

async function taken(db: Db, id: string, by: string): Promise<void> {
  await sql`
    with file as (
      update sealed_files set state = 'taken' where id = ${id} and state = 'sealed' returning *
    ), gone_file as (
      update drive_files f set state = 'gone' from file where f.drive_id = file.drive_id and f.key = file.key
    ), gone as (
      update drive_places p set gone_at = now() from file
      where p.drive_id = file.drive_id and p.key = file.key and p.gone_at is null returning p.finding_id, p.key
    ), remediated as (
      update drive_findings f set state = 'remediated'
      where f.id in (select finding_id from gone) and f.state = 'open' and not exists (
        select from drive_places p where p.finding_id = f.id and p.gone_at is null
          and p.key not in (select key from gone))
    ), told as (
      insert into drive_finding_events (finding_id, actor, event, detail)
      select distinct finding_id, ${by}, 'quarantined', jsonb_build_object('place', file.shown, 'file', file.id) from gone, file
    )
    select append_audit(${by}, 'drive file quarantined', null, jsonb_build_object('file', id, 'drive', drive_id,
      'sha256', encode(sha256, 'hex'), 'findings', (select count(distinct finding_id) from gone))) from file
  `.execute(db);
}

async function* opened(db: Db, masterKey: Uint8Array, id: string): AsyncGenerator<Buffer> {
  const { rows } = await available(
    sql<{ dataKey: Buffer; chunks: number }>`
      select data_key as "dataKey", (select count(*)::int from sealed_file_chunks where file_id = ${id}) as chunks
      from sealed_files where id = ${id}
    `.execute(db),
  );
  const [file] = rows;
  if (!file) throw new RangeError('there is no such file');
  const key = unwrapDataKey(masterKey, file.dataKey, id);
  for (let ordinal = 0; ordinal < file.chunks; ordinal += 1) {
    const { rows: chunks } = await available(
      sql<{ bytes: Buffer }>`
        select bytes from sealed_file_chunks where file_id = ${id} and ordinal = ${ordinal}
      `.execute(db),
    );
    const bytes = chunks[0]?.bytes ?? Buffer.alloc(0); // one that is missing does not open
    yield openChunk(key, id, { ordinal, bytes }, ordinal === file.chunks - 1);
  }
}

async function restored(db: Db, id: string, by: string, paragraph: string, reason: string): Promise<boolean> {
  const { rows } = await sql`
    with file as (
      update sealed_files set state = 'restored', restored_at = now() where id = ${id} and state = 'taken' returning *
    ), back as (
      update drive_files f set state = 'due', batch_id = null from file where f.drive_id = file.drive_id and f.key = file.key
    ), live as (
      update drive_places p set gone_at = null from file, drive_findings f
      where p.drive_id = file.drive_id and p.key = file.key and f.id = p.finding_id and f.content = file.sha256
    ), chunks as (
      delete from sealed_file_chunks using file where file_id = file.id
    ), accepted as (
      update drive_findings f set state = 'accepted', paragraph = ${paragraph}, reason = ${reason}, decided_by = ${by},
        decided_at = now()
      from file where f.drive_id = file.drive_id and f.content = file.sha256 and f.state in ('open', 'remediated')
      returning f.id
    ), told as (
      insert into drive_finding_events (finding_id, actor, event, detail)
      select accepted.id, ${by}, 'restored', jsonb_build_object('place', file.shown, 'paragraph', ${paragraph}::text,
        'reason', ${reason}::text) from accepted, file
    )
    select append_audit(${by}, 'drive file restored', null, jsonb_build_object('file', id, 'drive', drive_id,
      'paragraph', ${paragraph}::text, 'reason', ${reason}::text)) from file
  `.execute(db);
  return rows.length > 0;
}
