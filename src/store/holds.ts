/**
 * The quarantine: messages that wait for a reviewer, and what a reviewer does with them.
 */
import { sql } from 'kysely';
import type { Decision } from '../policy/decision.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';

export interface HeldSummary {
  readonly id: string;
  readonly heldAt: Date;
  readonly login: string | null;
  readonly mailFrom: string;
  readonly subject: string | null;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly recipients: readonly string[];
}

export interface HeldMessage extends HeldSummary {
  readonly state: string;
  readonly receivedAt: Date;
  readonly sizeBytes: number;
  readonly decision: Decision;
  readonly registerVersion: string | null;
  readonly policyVersion: string | null;
  readonly recipientStates: readonly {
    readonly address: string;
    readonly state: string;
    readonly response: string | null;
  }[];
}

/** What a reviewer attests: which paragraph applies, and why. */
export interface Attestation {
  readonly reviewer: string;
  readonly paragraph: string;
  readonly reason: string;
  /** Id of the recorded permission, for paragraph 8. */
  readonly permission: string | null;
}

export interface Holds {
  /** Oldest first. */
  readonly list: (limit: number) => Promise<readonly HeldSummary[]>;
  /** Any message by id, held or settled; undefined for one that is not there. */
  readonly show: (id: string) => Promise<HeldMessage | undefined>;
  /** How many wait, and how old the oldest is. */
  readonly waiting: () => Promise<{ readonly held: number; readonly oldestHeldSeconds: number }>;
  /** held → released, for all recipients that are held; false where it is not held. */
  readonly release: (id: string, attestation: Attestation) => Promise<boolean>;
  /** held → rejected; false where it is not held. */
  readonly reject: (id: string, reviewer: string, reason: string) => Promise<boolean>;
}

export function holdsOf(db: Db): Holds {
  return {
    list: (limit) => available(list(db, limit)),
    show: (id) => available(show(db, id)),
    waiting: () => available(waiting(db)),
    release: (id, attestation) => available(release(db, id, attestation)),
    reject: (id, reviewer, reason) => available(reject(db, id, reviewer, reason)),
  };
}

async function list(db: Db, limit: number): Promise<HeldSummary[]> {
  const { rows } = await sql<HeldSummary>`
    select id, held_at as "heldAt", login, mail_from as "mailFrom", subject, categories, reason,
      array(select address from recipients where message_id = messages.id order by ordinal) as recipients
    from messages where state = 'held' order by held_at, id limit ${limit}
  `.execute(db);
  return rows;
}

async function show(db: Db, id: string): Promise<HeldMessage | undefined> {
  const { rows } = await sql<HeldMessage>`
    select id, state, held_at as "heldAt", received_at as "receivedAt", login, mail_from as "mailFrom", subject,
      categories, reason, size_bytes::float8 as "sizeBytes", decision,
      register_version as "registerVersion", policy_version as "policyVersion",
      array(select address from recipients where message_id = messages.id order by ordinal) as recipients,
      (select json_agg(json_build_object('address', address, 'state', state, 'response', response) order by ordinal)
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

async function release(db: Db, id: string, attestation: Attestation): Promise<boolean> {
  const { reviewer, ...detail } = attestation;
  const { rows } = await sql`
    with freed as (
      update messages set state = 'released', state_since = now(), action = 'release', reason = ${detail.paragraph}
      where id = ${id} and state = 'held'
      returning id
    ), each as (
      update recipients set state = 'pending', reason = ${detail.paragraph}, updated_at = now()
      from freed where recipients.message_id = freed.id and recipients.state = 'held'
    ), decided as (
      update claims set outcome = 'confirmed', decided_at = now(), decided_by = ${reviewer}
      from freed where claims.message_id = freed.id and claims.outcome is null
        and codes && ${codesOf(detail.paragraph)}::text[]
    )
    select append_audit(${reviewer}, 'released by a reviewer', id, ${JSON.stringify(detail)}::jsonb) from freed
  `.execute(db);
  return rows.length > 0;
}

async function reject(db: Db, id: string, reviewer: string, reason: string): Promise<boolean> {
  const { rows } = await sql`
    with refused as (
      update messages set state = 'rejected', state_since = now() where id = ${id} and state = 'held' returning id
    ), each as (
      update recipients set state = 'rejected', updated_at = now()
      from refused where recipients.message_id = refused.id and recipients.state = 'held'
    ), decided as (
      update claims set outcome = 'refused', decided_at = now(), decided_by = ${reviewer}
      from refused where claims.message_id = refused.id and claims.outcome is null
    )
    select append_audit(${reviewer}, 'rejected by a reviewer', id, ${JSON.stringify({ reason })}::jsonb) from refused
  `.execute(db);
  return rows.length > 0;
}

/** The codes of claims that a reviewer confirms by attesting a paragraph: 8 is claimed as law or as a permission. */
function codesOf(paragraph: string): string[] {
  return paragraph === '8' ? ['8-law', '8-permission'] : [paragraph];
}
