/**
 * Judgements: a message is stored, inspected by a worker like any other, and deleted as its result is read. Nothing is
 * held, relayed or told to anybody.
 */
import { sql } from 'kysely';
import type { Inspection } from '../inspect.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { seal, unseal, unwrapDataKey } from './seal.ts';

/** What a judgement tells; the text that was read stays with the worker. */
export type Judgement = Omit<Inspection, 'document'>;

export interface Judgements {
  /** inspecting → returned, with the result; false where somebody else was faster. */
  readonly write: (id: string, inspection: Inspection) => Promise<boolean>;
  /** The result, which is deleted by this with its message; undefined where there is none yet. */
  readonly take: (id: string) => Promise<Judgement | undefined>;
  /** Nobody waits for it any longer. */
  readonly drop: (id: string) => Promise<void>;
}

export function judgementsOf(db: Db, masterKey: Uint8Array): Judgements {
  return {
    write: (id, inspection) => available(write(db, masterKey, id, inspection)),
    take: (id) => available(take(db, masterKey, id)),
    drop: async (id) => {
      await available(sql`delete from messages where id = ${id} and is_judged_only`.execute(db));
    },
  };
}

async function write(db: Db, masterKey: Uint8Array, id: string, inspection: Inspection): Promise<boolean> {
  const { rows: keys } = await sql<{ data_key: Buffer | null }>`
    select data_key from messages where id = ${id} and is_judged_only
  `.execute(db);
  const wrapped = keys[0]?.data_key;
  if (!wrapped) return false;
  const { document: _text, ...judgement } = inspection;
  const key = unwrapDataKey(masterKey, wrapped, id);
  const sealed = seal(key, Buffer.from(JSON.stringify(judgement)), `judgement ${id}`);
  const { rows } = await sql`
    with judged as (
      update messages set state = 'returned', state_since = now(), inspection = ${sealed}
      where id = ${id} and state = 'inspecting' returning id
    )
    select pg_notify(${CHANNEL}, id || ' returned') from judged
  `.execute(db);
  return rows.length > 0;
}

async function take(db: Db, masterKey: Uint8Array, id: string): Promise<Judgement | undefined> {
  const { rows } = await sql<{ data_key: Buffer; inspection: Buffer }>`
    delete from messages where id = ${id} and is_judged_only and state = 'returned' returning data_key, inspection
  `.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  return JSON.parse(unseal(unwrapDataKey(masterKey, row.data_key, id), row.inspection, `judgement ${id}`).toString());
}
