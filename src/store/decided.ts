/**
 * Past decisions, to be asked again: what was decided, and what is kept of what it rested on.
 */
import { sql } from 'kysely';
import type { Decision } from '../policy/decision.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import type { Kept } from './settle.ts';

export interface PastDecision {
  readonly id: string;
  readonly receivedAt: Date;
  readonly login: string | null;
  readonly recipients: readonly string[];
  readonly decision: Decision;
  readonly registerVersion: string | null;
  readonly policyVersion: string | null;
  /** Findings without a word of the message; null where there were none. */
  readonly kept: Kept | null;
  /** Its bytes are gone: only what is kept can be asked. */
  readonly isForgotten: boolean;
}

export interface Decided {
  /** Those that can be asked again, newest first; `before` is the last id of the page before. */
  readonly page: (before: string | null, limit: number) => Promise<readonly PastDecision[]>;
}

export function decidedIn(db: Db): Decided {
  return { page: (before, limit) => available(page(db, before, limit)) };
}

async function page(db: Db, before: string | null, limit: number): Promise<PastDecision[]> {
  const { rows } = await sql<PastDecision>`
    select id, received_at as "receivedAt", login, decision, register_version as "registerVersion",
      policy_version as "policyVersion", kept, data_key is null as "isForgotten",
      array(select address from recipients where message_id = messages.id order by ordinal) as recipients
    from messages
    where decision is not null and (kept is not null or data_key is not null) and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit}
  `.execute(db);
  return rows;
}
