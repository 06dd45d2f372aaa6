/**
 * The lease on a message: who works on it by itself, without a job. It names its holder's process, so that what a killed
 * process had is free at once (`presence.ts`), and carries a token, so that one who was believed dead changes nothing.
 *
 * A message that is inspected by the process that took it is born on lease, and keeps it until it is relayed; one that a
 * job inspects has none until its relay (docs/decisions/0048).
 */
import { sql } from 'kysely';
import { isPresent } from './presence.ts';

/**
 * At the latest after this a lease is over: longer than any SMTP transaction may take (RFC 5321, 4.5.3.2: ten minutes for
 * the final answer), with a margin.
 */
export const LEASE = '15 minutes';

/** True for a message that nobody alive has on lease. */
export const isFree = sql`(relay_lease is null or relay_lease_until < now() or not ${isPresent(sql`relay_holder`)})`;
