/**
 * The audit chain: each record holds the hash of the one before, so that none can be changed, added or removed unseen.
 *
 * Records are written by the statements that they tell of, in the same transaction (`append_audit` in the migrations).
 */
import { createHash } from 'node:crypto';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';

export interface AuditRecord {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly messageId: string | null;
  readonly detail: unknown;
  /** Hexadecimal SHA-256 over the record and the hash before. */
  readonly hash: string;
}

/** Whole, or the first record that does not fit the one before. */
export type Verification =
  | { readonly kind: 'whole'; readonly records: number; readonly head: string | null }
  | { readonly kind: 'broken'; readonly seq: number };

/** Everything that is given has to fit; days are ISO days in London, both included. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly messageId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Audit {
  readonly append: (actor: string, action: string, messageId: string | null, detail: object) => Promise<void>;
  readonly verify: () => Promise<Verification>;
  /** Oldest first, from `after` on. */
  readonly records: (after: number, limit: number) => Promise<readonly AuditRecord[]>;
  /** Newest first; `before` is the number of the last record of the page before. */
  readonly search: (filter: AuditFilter, before: number | null, limit: number) => Promise<readonly AuditRecord[]>;
  /** Every action that was ever written down, in the order of the alphabet. */
  readonly actions: () => Promise<readonly string[]>;
  /** All of one message, oldest first. */
  readonly of: (messageId: string) => Promise<readonly AuditRecord[]>;
}

/** Records read at once: a chain of years is verified in flat memory. */
const PAGE_RECORDS = 5000;

export function auditOf(db: Db): Audit {
  return {
    append: async (actor, action, messageId, detail) => {
      await available(
        sql`select append_audit(${actor}, ${action}, ${messageId}::uuid, ${JSON.stringify(detail)}::jsonb)`.execute(db),
      );
    },
    verify: () => available(verify(db)),
    records: (after, limit) => available(records(db, after, limit)),
    search: (filter, before, limit) => available(search(db, filter, before, limit)),
    actions: () => available(actions(db)),
    of: (messageId) => available(recordsOf(db, messageId)),
  };
}

async function verify(db: Db): Promise<Verification> {
  let previous = Buffer.alloc(0);
  let seq = 0;
  for (;;) {
    const { rows } = await sql<{ seq: string; previous: Buffer; hash: Buffer; written: string }>`
      select seq, previous, hash, audit_text(seq, at, actor, action, message_id, detail) as written
      from audit where seq > ${seq} order by seq limit ${PAGE_RECORDS}
    `.execute(db);
    for (const row of rows) {
      const hash = createHash('sha256').update(previous).update(row.written).digest();
      if (Number(row.seq) !== seq + 1 || !row.previous.equals(previous) || !row.hash.equals(hash)) {
        return { kind: 'broken', seq: seq + 1 };
      }
      previous = hash;
      seq += 1;
    }
    if (rows.length < PAGE_RECORDS)
      return { kind: 'whole', records: seq, head: seq > 0 ? previous.toString('hex') : null };
  }
}

async function records(db: Db, after: number, limit: number): Promise<AuditRecord[]> {
  const { rows } = await sql<AuditRecord>`
    select seq::float8 as seq, at, actor, action, message_id as "messageId", detail, encode(hash, 'hex') as hash
    from audit where seq > ${after} order by seq limit ${limit}
  `.execute(db);
  return rows;
}

async function recordsOf(db: Db, messageId: string): Promise<AuditRecord[]> {
  const { rows } = await sql<AuditRecord>`
    select seq::float8 as seq, at, actor, action, message_id as "messageId", detail, encode(hash, 'hex') as hash
    from audit where message_id = ${messageId} order by seq
  `.execute(db);
  return rows;
}

/** What most records are. The indexes of the search leave them out (migration 0051): one of them is never far. */
const MACHINE = sql.lit('reticent');
const USUAL_ACTION = sql.lit('decided released');

async function search(db: Db, filter: AuditFilter, before: number | null, limit: number): Promise<AuditRecord[]> {
  const { actor, action, messageId, from, to } = filter;
  const conditions: RawBuilder<SqlBool>[] = [
    sql`true`,
    ...(before === null ? [] : [sql<SqlBool>`seq < ${before}`]),
    ...(actor === undefined ? [] : [sql<SqlBool>`actor = ${actor}`]),
    ...(actor === undefined || actor === 'reticent' ? [] : [sql<SqlBool>`actor <> ${MACHINE}`]),
    ...(action === undefined ? [] : [sql<SqlBool>`action = ${action}`]),
    ...(action === undefined || action === 'decided released' ? [] : [sql<SqlBool>`action <> ${USUAL_ACTION}`]),
    ...(messageId === undefined ? [] : [sql<SqlBool>`message_id = ${messageId}`]),
    ...(from === undefined
      ? []
      : [sql<SqlBool>`seq >= audit_from(${from}::date::timestamp at time zone 'Europe/London')`]),
    ...(to === undefined
      ? []
      : [sql<SqlBool>`seq < audit_from((${to}::date + 1)::timestamp at time zone 'Europe/London')`]),
  ];
  const { rows } = await sql<AuditRecord>`
    select seq::float8 as seq, at, actor, action, message_id as "messageId", detail, encode(hash, 'hex') as hash
    from audit where ${sql.join(conditions, sql` and `)} order by seq desc limit ${limit}
  `.execute(db);
  return rows;
}

/** From one to the next by the index: as many steps as there are actions, however many records there are. */
async function actions(db: Db): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive each as (
      (select action from audit where action <> ${USUAL_ACTION} order by action limit 1)
      union all
      select (select action from audit where action > each.action and action <> ${USUAL_ACTION} order by action limit 1)
      from each where each.action is not null
    )
    select action from each where action is not null
    union select 'decided released' order by action
  `.execute(db);
  return rows.map(({ action }) => action);
}
