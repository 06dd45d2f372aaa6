/**
 * Settling what nearly all mail comes to: released, without a finding and without a claim. Many messages in one
 * statement, so that the link of the audit chain, for which every writer waits, is one wait for the disk and not many.
 */
import { sql } from 'kysely';
import type { Decision } from '../policy/decision.ts';
import type { Db } from './database.ts';
import { CHANNEL } from './events.ts';
import { LEASE } from './lease.ts';
import { ONE_PLAN } from './prepared-pool.ts';
import type { Versions } from './settle.ts';
import { isNow } from './transitions.ts';

export interface Released {
  readonly id: string;
  readonly decision: Decision;
  readonly versions: Versions;
  /** Under which it is settled; null for one that a job began. */
  readonly lease: string | null;
  /** The lease goes on, for the relay of the same process. */
  readonly goesOn: boolean;
}

/** Gives for each whether it was ours to settle. Guarded like `settle`. */
export async function settleReleased(db: Db, all: readonly Released[]): Promise<readonly boolean[]> {
  // In one order everywhere, so that two batches never wait for each other's rows.
  const sorted = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const column = <Value>(value: (released: Released) => Value) => sorted.map(value);
  const each = sorted.flatMap(({ id, decision }) =>
    decision.recipients.map(({ address, reason }) => ({ id, address, reason })),
  );
  const recordOf = ({ decision: { action, reason }, versions }: Released) =>
    JSON.stringify({ action, reason, categories: [], ...versions });
  // What goes on under its lease is told of when it is relayed: who tells waits for all others that tell, and for their
  // disk. The disk need not be waited for: after a crash of the server that loses this the message is `inspecting` again until
  // this is done again (docs/decisions/0069). Should our process end with the server, it is inspected and audited anew, and a
  // relay of it that had ended goes once more. What a job began may be relayed by another process, which does its own last
  // moments again and knows nothing of ours: that is waited for, and what was written before it is on the disk then too.
  const waits = all.some(({ lease }) => lease === null);
  const { rows } = await sql<{ id: string }>`${ONE_PLAN}
    with settled as (
      update messages set state = 'released', state_since = now(), held_at = null, action = 'release',
        reason = given.reason, decision = given.decision::jsonb, inspection = null, categories = '{}', subject = null,
        kept = null, register_version = given.register, policy_version = given.policy, gravity = 0,
        is_strictly = false, thread = null, prints = null, search = null,
        relay_lease = case when goes_on then relay_lease end, relay_holder = case when goes_on then relay_holder end,
        relay_lease_until = case when goes_on then now() + ${LEASE}::interval end
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ decision }) => decision.reason)}::text[],
        ${column(({ decision }) => JSON.stringify(decision))}::text[], ${column(recordOf)}::text[],
        ${column(({ versions }) => versions.register)}::text[], ${column(({ versions }) => versions.policy)}::text[],
        ${column(({ lease }) => lease)}::uuid[], ${column(({ goesOn }) => goesOn)}::bool[])
        as given (id, reason, decision, record, register, policy, lease, goes_on)
      where messages.id = given.id and ${isNow('inspecting')} and relay_lease is not distinct from given.lease
      returning messages.id, given.record, goes_on
    ), each as (
      update recipients set state = 'pending', reason = decided.reason, updated_at = now()
      from settled, unnest(${each.map(({ id }) => id)}::uuid[], ${each.map(({ address }) => address)}::text[],
        ${each.map(({ reason }) => reason)}::text[]) as decided (id, address, reason)
      where recipients.message_id = settled.id and decided.id = settled.id and recipients.address = decided.address
        and recipients.state in ('pending', 'held')
    )
    select id, append_audit('reticent', 'decided released', id, record::jsonb),
      case when not goes_on then pg_notify(${CHANNEL}, id || ' released') end,
      case when not ${waits}::bool then set_config('synchronous_commit', 'off', true) end
    from settled
  `.execute(db);
  const settled = new Set(rows.map(({ id }) => id));
  return all.map(({ id }) => settled.has(id));
}
