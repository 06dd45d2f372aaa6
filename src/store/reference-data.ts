/**
 * Reference data that commands add: fingerprints of registered documents, the roll and its circles. The record of them;
 * each machine's data folder has a snapshot, from which it reads.
 *
 * Whoever changes one tells every process on `REFERENCE_CHANNEL`, and the audit log has who did and what, never a hash.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { REFERENCE_CHANNEL } from './events.ts';

export interface KeptFingerprint {
  readonly id: string;
  readonly title: string;
  readonly kind: 'plain' | 'strict' | 'published';
  /** Sorted, distinct 53-bit hashes. */
  readonly shingles: Float64Array;
}

export type TableName = 'roll' | 'circles';

export interface ReferenceData {
  /** In the order of their ids. */
  readonly fingerprints: () => Promise<readonly KeptFingerprint[]>;
  /** One of the same id is replaced. */
  readonly addFingerprint: (fingerprint: KeptFingerprint, by: string) => Promise<void>;
  /** False where none has the id. */
  readonly removeFingerprint: (id: string, by: string) => Promise<boolean>;
  /** Replaces both tables of the membership list at once. */
  readonly importRoll: (tables: Readonly<Record<TableName, Uint8Array>>, by: string) => Promise<void>;
  /** The table as it lies in a data folder; undefined where no list was imported, empty where another secret made it void. */
  readonly table: (name: TableName) => Promise<Buffer | undefined>;
}

export function referenceDataOf(db: Db): ReferenceData {
  return {
    fingerprints: async () => {
      const { rows } = await available(
        sql<Omit<KeptFingerprint, 'shingles'> & { shingles: Buffer }>`
          select id, title, kind, shingles from fingerprints order by id
        `.execute(db),
      );
      return rows.map((row) => ({ ...row, shingles: numbersOf(row.shingles) }));
    },
    addFingerprint: (fingerprint, by) => available(addFingerprint(db, fingerprint, by)),
    removeFingerprint: async (id, by) => {
      const { rows } = await available(
        sql`
          with gone as (delete from fingerprints where id = ${id} returning id)
          select append_audit(${by}, 'fingerprint removed', null, ${JSON.stringify({ id })}::jsonb),
            pg_notify(${REFERENCE_CHANNEL}, 'fingerprints')
          from gone
        `.execute(db),
      );
      return rows.length > 0;
    },
    importRoll: (tables, by) => available(importRoll(db, tables, by)),
    table: async (name) => {
      const { rows } = await available(
        sql<{ content: Buffer }>`select content from reference_tables where name = ${name}`.execute(db),
      );
      return rows[0]?.content;
    },
  };
}

async function addFingerprint(db: Db, { id, title, kind, shingles }: KeptFingerprint, by: string): Promise<void> {
  const bytes = Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength);
  await sql`
    with kept as (
      insert into fingerprints (id, title, kind, shingles, added_by)
      values (${id}, ${title}, ${kind}, ${bytes}, ${by})
      on conflict (id) do update set title = excluded.title, kind = excluded.kind, shingles = excluded.shingles,
        added_by = excluded.added_by, added_at = now()
      returning id
    )
    select append_audit(${by}, 'fingerprint added', null, ${JSON.stringify({ id, kind })}::jsonb),
      pg_notify(${REFERENCE_CHANNEL}, 'fingerprints')
    from kept
  `.execute(db);
}

async function importRoll(db: Db, { roll, circles }: Readonly<Record<TableName, Uint8Array>>, by: string) {
  await sql`
    with kept as (
      insert into reference_tables (name, content, imported_by)
      values ('roll', ${Buffer.from(roll)}, ${by}), ('circles', ${Buffer.from(circles)}, ${by})
      on conflict (name) do update set content = excluded.content, imported_by = excluded.imported_by, imported_at = now()
      returning name
    ), told as (select count(*) as tables from kept)
    select append_audit(${by}, 'roll imported', null, '{}'::jsonb), pg_notify(${REFERENCE_CHANNEL}, 'roll') from told
  `.execute(db);
}

function numbersOf(bytes: Buffer): Float64Array {
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
