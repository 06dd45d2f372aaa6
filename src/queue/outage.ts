/**
 * An outage of what holds the queues, told once when it begins and once when it is over: every queue, worker and connection
 * hears of it, and again with each try.
 */
import type { Log } from '../log.ts';
import { StoreUnavailableError, translated } from '../store/errors.ts';

export interface Outage {
  /** Of what failed. Told where it begins an outage, and always where it is a fault; else at level debug. */
  readonly failed: (what: string, about: { readonly error: unknown; readonly [name: string]: unknown }) => void;
  /** Connections are made again. */
  readonly isOver: () => void;
}

/** What ioredis says without a code, while it has no connection or hears nothing on it. */
const WITHOUT_REDIS =
  /Command timed out|Socket timeout|Connection is closed|Stream isn't writeable|max retries per request/;

export function outageTold(log: Log): Outage {
  let failures = 0;
  return {
    failed: (what, about) => {
      if (!isOfConnection(about.error)) {
        log.warn(about, what);
        return;
      }
      if (failures === 0) log.warn(about, 'the queues are away; the reconciler enqueues what waits when they are back');
      else log.debug(about, what);
      failures += 1;
    },
    isOver: () => {
      if (failures > 0) log.info({ failures }, 'the queues are back');
      failures = 0;
    },
  };
}

function isOfConnection(error: unknown): boolean {
  if (translated(error) instanceof StoreUnavailableError) return true;
  return error instanceof Error && WITHOUT_REDIS.test(error.message);
}
