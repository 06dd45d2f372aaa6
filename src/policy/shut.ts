/** Mail of a member about their own case: whose text nobody reads or searches without a reason. Pure. */
import type { Claim, Decision } from './decision.ts';

/**
 * Mail of a member who seeks advice or support in their own case (9(b)): its text stays shut until a reason is recorded.
 * So where they claim it, and where the register shows that the sender is the one whom a case is about.
 */
export function isShut(decision: Decision, claims: readonly Pick<Claim, 'codes'>[]): boolean {
  if (claims.some(({ codes }) => codes.includes('9(b)'))) return true;
  return decision.recipients.some(({ grounds }) =>
    grounds.some(
      ({ ground, conditions }) =>
        ground === '9(b)' && conditions.some(({ id, state }) => id === 'subject' && state === 'met'),
    ),
  );
}
