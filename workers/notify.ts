/**
 * Queue `notify`: tells the sender of a held message that it is held, and why.
 *
 * The notice itself, and that it goes out once, is the gateway's (`src/gateway/`); a job that runs twice finds it sent.
 */
import { type Processor, payload } from '../src/queue/jobs.ts';

export interface NotifyTools {
  /** Gives one word for the log. */
  readonly notify: (messageId: string) => Promise<string>;
}

export function notifyProcessor({ notify }: NotifyTools): Processor {
  return (job) => notify(payload(job).messageId);
}
