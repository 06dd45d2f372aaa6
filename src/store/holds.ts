/**
 * The quarantine: one held message as its reviewer needs it, and what reviewers do short of deciding.
 *
 * Deciding is `verdicts.ts`, the list is `hold-list.ts`. What quotes the message (its text, notes on it) is sealed under
 * its own key and forgotten with it.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Decision } from '../policy/decision.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { type HeldText, unsealText } from './hold-facts.ts';
import { type HeldSummary, SUMMARY } from './hold-list.ts';
import { seal, unseal, unwrapDataKey } from './seal.ts';
import type { Reviewer } from './verdicts.ts';

export interface HeldMessage extends HeldSummary {
  readonly receivedAt: Date;
  readonly sizeBytes: number;
  readonly decision: Decision;
  readonly registerVersion: string | null;
  readonly policyVersion: string | null;
  readonly seenAt: Date | null;
  /** Until when its last decision can be undone; null where it cannot. */
  readonly undoUntil: Date | null;
  readonly recipientStates: readonly {
    readonly ordinal: number;
    readonly address: string;
    readonly state: string;
    readonly response: string | null;
  }[];
}

export interface HoldNote {
  readonly kind: 'note' | 'escalation' | 'answer';
  readonly writtenBy: string;
  readonly writtenAt: Date;
  /** Empty where the message is forgotten. */
  readonly text: string;
}

/** Another message that belongs with this one, and what became of it. */
export interface Relative extends HeldSummary {
  readonly isThread: boolean;
  readonly isSameText: boolean;
  /** The last word of a reviewer: a paragraph, or `rejected`. */
  readonly verdict: string | null;
}

export interface Holds {
  /** Any message by id, held or settled; undefined for one that is not there. */
  readonly show: (id: string) => Promise<HeldMessage | undefined>;
  /** How many wait, and how old the oldest is. */
  readonly waiting: () => Promise<{ readonly held: number; readonly oldestHeldSeconds: number }>;
  /** Its parts as text; undefined where nothing was read, or it is forgotten. */
  readonly text: (id: string) => Promise<HeldText | undefined>;
  /** Older and newer messages of its thread, and those with a part or a registered document in common; newest first. */
  readonly relatives: (id: string, limit: number) => Promise<readonly Relative[]>;
  /** Somebody who may decide has looked at it: it did not run out unseen. */
  readonly seen: (id: string) => Promise<void>;
  /** Why somebody opened a text that stays shut without a reason; null where they did not. */
  readonly openedBecause: (id: string, userId: string) => Promise<string | null>;
  readonly open: (id: string, by: Reviewer & { readonly userId: string }, reason: string) => Promise<void>;
  /** To somebody, or to nobody. False where it is not held, or theirs already. */
  readonly assign: (
    id: string,
    to: { readonly id: string; readonly name: string } | null,
    by: Reviewer,
  ) => Promise<boolean>;
  /** Puts it before the deputies, with the reason as a note. False where it is not held. */
  readonly escalate: (id: string, reason: string, by: Reviewer) => Promise<boolean>;
  readonly note: (id: string, text: string, by: Reviewer, kind?: HoldNote['kind']) => Promise<boolean>;
  readonly notes: (id: string) => Promise<readonly HoldNote[]>;
  /** held → inspecting, for another look by today's register, policy and rules. */
  readonly scanAgain: (id: string, by: Reviewer) => Promise<boolean>;
}

export function holdsOf(db: Db, masterKey: Uint8Array): Holds {
  return {
    show: (id) => available(show(db, id)),
    waiting: () => available(waiting(db)),
    text: (id) => available(textOf(db, masterKey, id)),
    relatives: (id, limit) => available(relatives(db, id, limit)),
    seen: async (id) => {
      await available(
        sql`update messages set seen_at = now() where id = ${id} and seen_at is null and state = 'held'`.execute(db),
      );
    },
    openedBecause: async (id, userId) => {
      const { rows } = await available(
        sql<{ reason: string }>`select reason from openings where message_id = ${id} and user_id = ${userId}`.execute(
          db,
        ),
      );
      return rows[0]?.reason ?? null;
    },
    open: async (id, by, reason) => {
      await available(
        sql`
        with opened as (
          insert into openings (message_id, user_id, reason) values (${id}, ${by.userId}, ${reason})
          on conflict (message_id, user_id) do update set reason = excluded.reason, opened_at = now() returning message_id
        )
        select append_audit(${by.name}, 'opened', message_id, jsonb_build_object('reason', ${reason}::text)) from opened
      `.execute(db),
      );
    },
    assign: (id, to, by) => available(assign(db, id, to, by)),
    escalate: (id, reason, by) =>
      available(db.transaction().execute((transaction) => escalate(transaction, masterKey, id, reason, by))),
    note: (id, text, by, kind = 'note') => available(note(db, masterKey, id, text, by, kind)),
    notes: (id) => available(notesOf(db, masterKey, id)),
    scanAgain: (id, by) => available(scanAgain(db, id, by)),
  };
}

async function show(db: Db, id: string): Promise<HeldMessage | undefined> {
  const { rows } = await sql<HeldMessage>`
    select ${SUMMARY}, received_at as "receivedAt", size_bytes::float8 as "sizeBytes", decision, seen_at as "seenAt",
      case when undo_until > now() and relay_lease is null then undo_until end as "undoUntil",
      register_version as "registerVersion", policy_version as "policyVersion",
      (select json_agg(json_build_object('ordinal', ordinal, 'address', address, 'state', state, 'response', response)
        order by ordinal)
       from recipients where message_id = messages.id) as "recipientStates"
    from messages where id = ${id}
  `.execute(db);
  return rows[0];
}

async function waiting(db: Db): Promise<{ held: number; oldestHeldSeconds: number }> {
  const { rows } = await sql<{ held: number; oldestHeldSeconds: number }>`
    select count(*)::float8 as held, coalesce(extract(epoch from now() - min(held_at)), 0)::float8 as "oldestHeldSeconds"
    from messages where state = 'held'
  `.execute(db);
  return rows[0] ?? { held: 0, oldestHeldSeconds: 0 };
}

async function textOf(db: Db, masterKey: Uint8Array, id: string): Promise<HeldText | undefined> {
  const { rows } = await sql<{ sealed: Buffer; key: Buffer }>`
    select sealed, data_key as key from message_texts join messages on messages.id = message_id
    where message_id = ${id} and data_key is not null
  `.execute(db);
  const [row] = rows;
  return row && unsealText(row.sealed, unwrapDataKey(masterKey, row.key, id), id);
}

async function relatives(db: Db, id: string, limit: number): Promise<Relative[]> {
  const { rows } = await sql<Relative>`
    select ${SUMMARY}, coalesce(messages.thread && of.thread, false) as "isThread",
      coalesce(messages.prints && of.prints, false) as "isSameText",
      (select coalesce(paragraph, 'rejected') from verdicts
       where message_id = messages.id and verdicts.state = 'standing' order by decided_at desc limit 1) as verdict
    from (select id as this_id, thread, prints from messages where id = ${id}) as of, messages
    where messages.id <> of.this_id and messages.id in (
      select other.id from messages as other where other.thread is not null and other.thread && of.thread
      union select other.id from messages as other where other.prints is not null and other.prints && of.prints)
    order by messages.id desc limit ${limit}
  `.execute(db);
  return rows;
}

async function assign(
  db: Db,
  id: string,
  to: { readonly id: string; readonly name: string } | null,
  by: Reviewer,
): Promise<boolean> {
  const { rows } = await sql`
    with assigned as (
      update messages set assigned_to = ${to?.id ?? null}
      where id = ${id} and state = 'held' and assigned_to is distinct from ${to?.id ?? null}::uuid returning id
    )
    select append_audit(${by.name}, 'assigned', id, jsonb_build_object('to', ${to?.name ?? null}::text)),
      pg_notify(${CHANNEL}, id || ' changed')
    from assigned
  `.execute(db);
  return rows.length > 0;
}

/** In a transaction: nothing is put before the deputies without its reason. */
async function escalate(db: Db, masterKey: Uint8Array, id: string, reason: string, by: Reviewer): Promise<boolean> {
  const { rows } = await sql`
    with escalated as (
      update messages set hold_level = 2 where id = ${id} and state = 'held' returning id
    )
    select append_audit(${by.name}, 'escalated', id, jsonb_build_object('by', 'reviewer')),
      pg_notify(${CHANNEL}, id || ' changed')
    from escalated
  `.execute(db);
  return rows.length > 0 && note(db, masterKey, id, reason, by, 'escalation');
}

async function note(
  db: Db,
  masterKey: Uint8Array,
  id: string,
  text: string,
  by: Reviewer,
  kind: HoldNote['kind'],
): Promise<boolean> {
  const row = await db.selectFrom('messages').select('data_key').where('id', '=', id).executeTakeFirst();
  if (!row?.data_key) return false;
  const noteId = uuidv7();
  const sealed = seal(unwrapDataKey(masterKey, row.data_key, id), Buffer.from(text), `note ${noteId}`);
  await sql`
    with written as (
      insert into hold_notes (id, message_id, kind, written_by, sealed)
      values (${noteId}, ${id}, ${kind}, ${by.name}, ${sealed}) returning message_id
    )
    select append_audit(${by.name}, 'noted', message_id, jsonb_build_object('kind', ${kind}::text)),
      pg_notify(${CHANNEL}, message_id || ' changed') from written
  `.execute(db);
  return true;
}

async function notesOf(db: Db, masterKey: Uint8Array, id: string): Promise<HoldNote[]> {
  const { rows } = await sql<Omit<HoldNote, 'text'> & { id: string; sealed: Buffer; key: Buffer | null }>`
    select hold_notes.id, kind, written_by as "writtenBy", written_at as "writtenAt", sealed, data_key as key
    from hold_notes join messages on messages.id = message_id where message_id = ${id} order by hold_notes.id
  `.execute(db);
  return rows.map(({ id: noteId, sealed, key, ...written }) => ({
    ...written,
    text: key ? unseal(unwrapDataKey(masterKey, key, id), sealed, `note ${noteId}`).toString() : '',
  }));
}

async function scanAgain(db: Db, id: string, by: Reviewer): Promise<boolean> {
  const { rows } = await sql`
    with taken as (
      update messages set state = 'inspecting', state_since = now(), inspections = 0
      where id = ${id} and state = 'held' and data_key is not null returning id
    )
    select append_audit(${by.name}, 'scanned again', id, '{}'::jsonb), pg_notify(${CHANNEL}, id || ' inspecting') from taken
  `.execute(db);
  return rows.length > 0;
}
