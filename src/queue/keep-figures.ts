/**
 * The clock of the numbers: takes new records of the audit log into the figures of their days, so that a page finds few
 * left to do. Runs by its own clock, like the reconciler; beside itself it does nothing.
 */
import type { Log } from '../log.ts';
import type { Figures } from '../store/figures.ts';

const EVERY_MS = 15_000;
/** In one statement: it reads for a second or so, and holds nobody up meanwhile. */
const AT_ONCE = 50_000;

/** Starts it, with a first pass at once. Gives what stops it, resolving when a pass under way has ended. */
export function keepFigures(figures: Figures, log: Log): () => Promise<void> {
  let isOver = false;
  let pass = Promise.resolve();
  const run = () => {
    pass = pass.then(async () => {
      try {
        while (!isOver && (await figures.catchUp(AT_ONCE)) === AT_ONCE);
      } catch (error) {
        log.warn({ error }, 'the figures could not be taken in; they are next time');
      }
    });
  };
  run();
  const clock = setInterval(run, EVERY_MS);
  return async () => {
    isOver = true;
    clearInterval(clock);
    await pass;
  };
}
