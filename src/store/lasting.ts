/** A connection that is there for its own sake (a lock that it holds, news that it hears), again whenever it ends. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

const RECONNECT_MS = 500;

/** What becomes of such a connection, but for its end for good. */
export interface Fate {
  readonly fell: () => void;
  readonly isBack: () => void;
}

/** Connects, and anew when the server was away. Gives what ends it for good. Throws what the first connection throws. */
export async function lasting(
  connect: () => Promise<Pick<Client, 'once' | 'end'>>,
  fate: Fate = { fell: () => undefined, isBack: () => undefined },
): Promise<() => Promise<void>> {
  const stop = new AbortController();
  let current = await connect();
  const ended = watch();

  async function watch(): Promise<void> {
    while (!stop.signal.aborted) {
      await new Promise<void>((resolve) => current.once('end', resolve));
      if (!stop.signal.aborted) fate.fell();
      await again();
      if (!stop.signal.aborted) fate.isBack();
    }
  }

  async function again(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        current = await connect();
        // It was ended for good while this one was being made, which nobody else knows of.
        if (stop.signal.aborted) await current.end();
        return;
      } catch {
        // Still away: every query says so to whoever asks, and who waits for news gives up by a signal of their own.
        await pause(RECONNECT_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
  }

  return async () => {
    stop.abort();
    await current.end();
    await ended;
  };
}
