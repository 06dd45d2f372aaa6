/**
 * Versions of the register: every decision names the one that it rests on, so every one that was in force is kept.
 *
 * The text is sealed: it says who complained of whom. Read and checked by `src/register/`, like any other file.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { REFERENCE_CHANNEL } from './events.ts';
import { seal, unseal } from './seal.ts';

export interface KeptRegister {
  readonly version: string;
  readonly keptAt: Date;
  readonly keptBy: string;
  /** `file`: read from the configured file; `import`: by command or page. */
  readonly source: 'file' | 'import';
}

export interface Registers {
  /** Keeps a version unless it is the newest already; an imported one is in force from now on. False for the same again. */
  readonly keep: (version: string, text: string, source: KeptRegister['source'], by: string) => Promise<boolean>;
  /** The newest that was imported, which is in force where no file is configured; undefined where there is none. */
  readonly imported: () => Promise<{ readonly version: string; readonly text: string } | undefined>;
  /** The text of a version; undefined for one that was never kept. */
  readonly textOf: (version: string) => Promise<string | undefined>;
  /** Newest first. */
  readonly list: (limit: number) => Promise<readonly KeptRegister[]>;
}

export function registersOf(db: Db, masterKey: Uint8Array): Registers {
  const open = (row: { version: string; text: Buffer } | undefined) =>
    row && { version: row.version, text: unseal(masterKey, row.text, `register ${row.version}`).toString() };
  return {
    keep: (version, text, source, by) => {
      const sealed = seal(masterKey, Buffer.from(text), `register ${version}`);
      return available(keep(db, version, sealed, source, by));
    },
    imported: async () => open(await available(newest(db, sql`source = 'import'`))),
    textOf: async (version) => open(await available(newest(db, sql`version = ${version}`)))?.text,
    list: async (limit) => {
      const { rows } = await available(
        sql<KeptRegister>`
          select version, kept_at as "keptAt", kept_by as "keptBy", source from register_versions
          order by seq desc limit ${limit}
        `.execute(db),
      );
      return rows;
    },
  };
}

async function keep(db: Db, version: string, sealed: Buffer, source: string, by: string): Promise<boolean> {
  const { rows } = await sql`
    with kept as (
      insert into register_versions (version, text, source, kept_by)
      select ${version}, ${sealed}, ${source}, ${by}
      where (select version from register_versions where source = ${source} order by seq desc limit 1)
        is distinct from ${version}
      returning version
    )
    select append_audit(${by}, 'register changed', null, ${JSON.stringify({ version, source })}::jsonb),
      pg_notify(${REFERENCE_CHANNEL}, 'register')
    from kept
  `.execute(db);
  return rows.length > 0;
}

async function newest(db: Db, where: ReturnType<typeof sql>): Promise<{ version: string; text: Buffer } | undefined> {
  const { rows } = await sql<{ version: string; text: Buffer }>`
    select version, text from register_versions where ${where} order by seq desc limit 1
  `.execute(db);
  return rows[0];
}
