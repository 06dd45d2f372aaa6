/**
 * Whether a process lives, as the database sees it: each holds an advisory lock under its own number on one connection.
 *
 * A lease names its holder by that number. When a process is killed its connection ends, the lock is gone, and what it had
 * on lease is free at once, without waiting for a time to run out; a living process loses nothing by being slow.
 */
import { randomInt } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { Client, type PoolConfig } from 'pg';
import { type Fate, lasting } from './lasting.ts';

/**
 * A machine that lost its power or its network says nothing: the server asks after so many seconds of silence, and believes
 * it gone after so many more. Left alone, Linux asks after two hours. Over a socket of Unix this changes nothing.
 */
const SILENCE_SECONDS = 10;
const ASKED_EVERY_SECONDS = 5;
const ASKED_TIMES = 3;

/** The first of the lock's two numbers; the second is the process's. */
const LOCK_CLASS = 7_205_002;
const MAX_NUMBER = 2 ** 31 - 1;

export interface Presence {
  readonly number: number;
  readonly close: () => Promise<void>;
}

/** True for a row whose holder's process lives. Takes a column that holds a presence's number. */
export function isPresent(column: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from pg_locks where locktype = 'advisory' and classid = ${sql.lit(LOCK_CLASS)}
    and objid = ${column}::oid and database = (select oid from pg_database where datname = current_database()))`;
}

/** Connects and takes the lock; comes back by itself when the server was away. Throws what the first connection throws. */
export async function openPresence(config: PoolConfig, fate?: Fate): Promise<Presence> {
  const number = randomInt(1, MAX_NUMBER);
  return { number, close: await lasting(() => connectAs(number, config), fate) };
}

async function connectAs(number: number, config: PoolConfig): Promise<Client> {
  const client = new Client({
    ...config,
    application_name: 'reticent presence',
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENCE_SECONDS * 1000,
  });
  client.on('error', () => undefined); // 'end' follows, and it is what counts
  try {
    await client.connect();
    await client.query(
      `set tcp_keepalives_idle = ${SILENCE_SECONDS}; set tcp_keepalives_interval = ${ASKED_EVERY_SECONDS};
        set tcp_keepalives_count = ${ASKED_TIMES}`,
    );
    await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK_CLASS, number]);
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}
