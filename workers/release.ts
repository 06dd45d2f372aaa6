/**
 * Queue `release`: a released message goes to the next hop.
 *
 * Who may send, and what became of each recipient, is under a lease in the store (`src/store/deliveries.ts`), so that a
 * job that runs twice or beside itself sends once. A recipient that is deferred comes back through the reconciler when
 * its time has come.
 */
import { type Processor, payload } from '../src/queue/jobs.ts';

export interface ReleaseTools {
  /** Sends what is due of the message; gives one word for the log. */
  readonly relay: (messageId: string, signal?: AbortSignal) => Promise<string>;
}

export function releaseProcessor({ relay }: ReleaseTools): Processor {
  return (job, _token, signal) => relay(payload(job).messageId, signal);
}
