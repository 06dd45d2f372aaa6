/**
 * What becomes of messages, as it happens: PostgreSQL tells every process that listens (LISTEN/NOTIFY).
 *
 * For who waits for a verdict (inline mode, `?wait=`, live pages, the demo). A notice says only that a row changed, so
 * one that is missed loses nothing: who has waited long enough reads the row.
 */
import { EventEmitter, on, once } from 'node:events';
import { Client, type PoolConfig } from 'pg';
import { lasting } from './lasting.ts';

export const CHANNEL = 'reticent_messages';
/** What decisions rest on has changed: the payload names it. */
export const REFERENCE_CHANNEL = 'reticent_reference';

/** Where a message has come to. */
export interface MessageEvent {
  readonly id: string;
  readonly state: string;
}

export interface MessageEvents {
  /** Every event from now on, until `signal` aborts. */
  readonly all: (signal: AbortSignal) => AsyncIterable<MessageEvent>;
  /** The next event of one message; rejects when `signal` aborts. */
  readonly next: (id: string, signal: AbortSignal) => Promise<MessageEvent>;
  /** Calls back when a register was imported. Ends with `close`. */
  readonly onReference: (changed: (what: string) => void) => void;
  readonly close: () => Promise<void>;
}

/** Listens, and listens again by itself when the server was away. Throws what the first connection throws. */
export async function openEvents(poolConfig: PoolConfig): Promise<MessageEvents> {
  const emitter = new EventEmitter().setMaxListeners(0);
  const close = await lasting(() => listen(poolConfig, emitter));
  return {
    all: (signal) => {
      // Heard from now on, not from when somebody first asks for the next.
      const heard = on(emitter, 'message', { signal });
      return (async function* () {
        for await (const [event] of heard) yield event;
      })();
    },
    next: async (id, signal) => {
      const [event] = await once(emitter, id, { signal });
      return event;
    },
    onReference: (changed) => {
      emitter.on('reference', changed);
    },
    close,
  };
}

async function listen({ max: _pool, ...connection }: PoolConfig, emitter: EventEmitter): Promise<Client> {
  const client = new Client(connection);
  client.on('notification', ({ channel, payload = '' }) => {
    if (channel === REFERENCE_CHANNEL) {
      emitter.emit('reference', payload);
      return;
    }
    const [id = '', state = ''] = payload.split(' ');
    const event: MessageEvent = { id, state };
    emitter.emit('message', event);
    emitter.emit(id, event);
  });
  client.on('error', () => undefined); // 'end' follows, and it is what counts
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}; listen ${REFERENCE_CHANNEL}`);
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}
