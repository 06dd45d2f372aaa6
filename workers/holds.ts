/**
 * Queue `holds`: the clock of the quarantine. Warns of what waits long, escalates, returns what ran out, and finds letters
 * that lost their job.
 *
 * Safe to run twice or beside itself: each step is guarded by the step before (`src/store/hold-clock.ts`).
 */
import type { Log } from '../src/log.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { Enqueue, Processor } from '../src/queue/jobs.ts';
import type { HoldClock, WriteNews } from '../src/store/hold-clock.ts';

export interface HoldsTools {
  readonly holdClock: HoldClock;
  /** The policy of the day. */
  readonly policy: () => Pick<Policy, 'holdHours'>;
  readonly writeNews: WriteNews;
  readonly enqueue: Enqueue;
  readonly log: Log;
}

/** Letters found at once; the others are found by the next pass. */
const LETTERS = 500;

export function holdsProcessor({ holdClock, policy, writeNews, enqueue, log }: HoldsTools): Processor {
  return async () => {
    const { news, ...done } = await holdClock.pass(policy().holdHours, writeNews);
    for (const messageId of news) await enqueue('release', { messageId });
    const untold = await holdClock.untold(LETTERS);
    for (const messageId of untold) await enqueue('notify', { messageId });
    if (done.warned + done.escalated + done.returned > 0) log.info(done, 'holds that waited');
    return 'looked';
  };
}
