/**
 * Queue `retain`: forgets what has outlived its retention by the policy file.
 *
 * Forgetting is deleting the data key (docs/decisions/0011). Safe to run twice: what is forgotten is not found again.
 */
import type { Log } from '../src/log.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { Processor } from '../src/queue/jobs.ts';
import type { Retention } from '../src/store/retention.ts';

export interface RetainTools {
  readonly retention: Retention;
  /** The policy of the day. */
  readonly policy: () => Pick<Policy, 'retentionDays'>;
  readonly log: Log;
}

export function retainProcessor({ retention, policy, log }: RetainTools): Processor {
  return async () => {
    const forgotten = await retention.forget(policy().retentionDays);
    log.info({ forgotten }, 'retention');
    return 'forgotten';
  };
}
