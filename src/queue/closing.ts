/**
 * Ends what BullMQ made, which waits for ever for a server that is away or has just come back (its issues 4065 and 4656): it
 * is left behind after a while, so that a process that is told to stop stops. What is at work ends first, as long as whoever
 * closes waits for it; what could not be reported of it stands in the store, and the reconciler finds it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Processor } from './jobs.ts';

const CLOSE_MS = 2_000;

/** A processor, and what it is at. */
export interface Counted {
  readonly processor: Processor;
  readonly atWork: ReadonlySet<Promise<string>>;
}

export function counted(processor: Processor): Counted {
  const atWork = new Set<Promise<string>>();
  return {
    // With three parameters, or BullMQ hands no signal over.
    processor: (job, token, signal) => {
      const work = processor(job, token, signal);
      const ended = () => atWork.delete(work);
      atWork.add(work);
      work.then(ended, ended);
      return work;
    },
    atWork,
  };
}

/** Calls `close`; gives up `closeMs` (milliseconds) after the last of `atWork` has ended. `what` names it in the log. */
export async function closed(
  close: () => Promise<unknown>,
  what: string,
  log: Log,
  atWork: Counted['atWork'] = new Set(),
  closeMs = CLOSE_MS,
): Promise<void> {
  const bound = new AbortController();
  let isOpen = true;
  const closing = close().finally(() => {
    isOpen = false;
    bound.abort();
  });
  do {
    await Promise.allSettled(atWork);
    await Promise.race([closing, pause(closeMs, undefined, { signal: bound.signal }).catch(() => undefined)]);
  } while (isOpen && atWork.size > 0);
  if (isOpen) log.warn({ what }, 'left behind unclosed: what holds the queues does not answer');
  else await closing;
}
