/**
 * What an error of the intake is to a mail client: a reply with its status code (RFC 3463), 4xx wherever waiting may
 * mend it.
 */
import type { Log } from '../log.ts';
import { NoSpoolError, StoreFullError, StoreUnavailableError } from '../store/errors.ts';
import {
  BareLineEndError,
  BusyError,
  ClientGoneError,
  LoopError,
  MessageTooLargeError,
  SlowClientError,
  WorkersBehindError,
} from './intake.ts';

export interface Refusal {
  readonly code: number;
  readonly words: string;
}

export function refusalOf(error: unknown, log: Log): Refusal {
  if (error instanceof MessageTooLargeError) return { code: 552, words: '5.3.4 message too large' };
  if (error instanceof BareLineEndError) return { code: 550, words: `5.6.0 ${error.message}` };
  if (error instanceof LoopError) return { code: 554, words: `5.4.6 ${error.message}` };
  if (error instanceof SlowClientError || error instanceof ClientGoneError)
    return { code: 421, words: `4.4.2 ${error.message}` };
  if (error instanceof BusyError) return { code: 451, words: `4.3.2 ${error.message}, try again later` };
  if (error instanceof WorkersBehindError)
    return { code: 451, words: '4.3.2 too much waits for inspection, try again later' };
  if (error instanceof StoreFullError) return { code: 452, words: '4.3.1 no room, try again later' };
  // Of this machine, or a fault: nothing else tells of it.
  if (error instanceof NoSpoolError || !(error instanceof StoreUnavailableError))
    log.error({ error }, 'a message could not be accepted');
  return { code: 451, words: '4.3.0 cannot take it now, try again later' };
}
