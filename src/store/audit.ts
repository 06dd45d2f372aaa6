/**
 * The audit chain: each record holds the hash of the one before, so that none can be changed, added or removed unseen.
 *
 * Records are written by the statements that they tell of, in the same transaction (`append_audit` in the migrations).
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
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

export interface Audit {
  readonly append: (actor: string, action: string, messageId: string | null, detail: object) => Promise<void>;
  readonly verify: () => Promise<Verification>;
  /** Oldest first, from `after` on. */
  readonly records: (after: number, limit: number) => Promise<readonly AuditRecord[]>;
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
