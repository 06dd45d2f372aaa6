/**
 * All connections of this process to the database, so that they can be ended together where it falls silent.
 *
 * A network that is dead closes nothing: a statement waits for its answer until TCP gives up, which takes a quarter of an
 * hour, and to say goodbye waits as long. So one connection asks for all (`presence.ts`), and where it hears nothing for
 * some seconds, all of them end, as they do where the server falls (docs/decisions/0077). What a statement may take is not
 * bounded by that: only the server's own silence is.
 */
import { Socket } from 'node:net';
import type { Client } from 'pg';

export interface Connections {
  /** For `PoolConfig.stream`. */
  readonly stream: () => Socket;
  /** Waits for what the database is asked that costs it nothing; where no answer comes in time, ends all connections. */
  readonly heard: <Answer>(asked: Promise<Answer>) => Promise<Answer>;
  /** From when it was not heard in time until it is heard again. */
  readonly isSilent: () => boolean;
  /** Ends all, without a goodbye: what waits for an answer on them fails with `ETIMEDOUT`. */
  readonly drop: () => void;
}

/**
 * Counted by our own clock's turns, between which answers are read: what a process that was itself at a stand did not hear
 * is no silence. Less than mail clients wait, more than a server with too much to do takes for nothing.
 */
const TURN_MS = 1_000;
const SILENT_TURNS = 8;

/**
 * What the server does of its own: ask after so many seconds in which we said nothing, and believe us gone after so many more.
 * Left alone, Linux asks after two hours, and what we had begun there keeps its locks. Over a socket of Unix this changes nothing.
 */
const SILENCE_SECONDS = 10;
const ASKED_EVERY_SECONDS = 5;
const ASKED_TIMES = 3;
/** The same on our side, for a single connection that nothing comes by any more, as where a firewall forgot it. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: SILENCE_SECONDS * 1000 } as const;

/** To be said first on each connection. */
export async function askServerToAsk(client: Pick<Client, 'query'>): Promise<void> {
  await client.query(
    `set tcp_keepalives_idle = ${SILENCE_SECONDS}; set tcp_keepalives_interval = ${ASKED_EVERY_SECONDS};
      set tcp_keepalives_count = ${ASKED_TIMES}`,
  );
}

export function connectionsOf({ turnMs = TURN_MS }: { readonly turnMs?: number } = {}): Connections {
  const sockets = new Set<Socket>();
  let isSilent = false;

  function drop(): void {
    const error = Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' });
    for (const socket of sockets) socket.destroy(error);
  }

  return {
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      return socket.once('close', () => sockets.delete(socket));
    },
    heard: async (asked) => {
      let turns = 0;
      const clock = setInterval(() => {
        turns += 1;
        if (turns < SILENT_TURNS) return;
        isSilent = true;
        drop();
      }, turnMs);
      try {
        return await asked;
      } finally {
        clearInterval(clock);
        // Also a refusal is an answer: what becomes of other connections they hear themselves.
        if (turns < SILENT_TURNS) isSilent = false;
      }
    },
    isSilent: () => isSilent,
    drop,
  };
}
