/**
 * Whether a process lives, as the database sees it: each holds an advisory lock under its own number on one connection.
 *
 * A lease names its holder by that number. When a process is killed its connection ends, the lock is gone, and what it had
 * on lease is free at once, without waiting for a time to run out; a living process loses nothing by being slow. The same
 * connection asks, for all others, whether the database still answers (`connections.ts`).
 */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { Client, type PoolConfig } from 'pg';
import { askServerToAsk, type Connections } from './connections.ts';
import type { Db } from './database.ts';
import { type Fate, lasting } from './lasting.ts';

/** So often is the database asked whether it is there. */
const ASK_EVERY_MS = 2_000;

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

/** How many other processes live that have this database open. Takes the number of our own presence. */
export async function othersPresent(db: Db, number: number): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select count(distinct objid)::int as others from pg_locks where locktype = 'advisory' and granted
      and classid = ${sql.lit(LOCK_CLASS)} and objid <> ${number}::oid
      and database = (select oid from pg_database where datname = current_database())
  `.execute(db);
  return rows[0]?.others ?? 0;
}

/** Connects and takes the lock; comes back by itself when the server was away. Throws what the first connection throws. */
export async function openPresence(
  config: PoolConfig,
  { heard }: Pick<Connections, 'heard'>,
  fate?: Fate,
): Promise<Presence> {
  const number = randomInt(1, MAX_NUMBER);
  const connect = async () => {
    const client = await heard(connectAs(number, config));
    void ask(client, heard);
    return client;
  };
  return { number, close: await lasting(connect, fate) };
}

/** As long as the connection lives. */
async function ask(client: Client, heard: Connections['heard']): Promise<void> {
  const end = new AbortController();
  client.once('end', () => end.abort());
  while (!end.signal.aborted) {
    try {
      await pause(ASK_EVERY_MS, undefined, end);
      await heard(client.query('select 1'));
    } catch {
      return; // it has ended, or is about to: whoever follows asks
    }
  }
}

async function connectAs(number: number, config: PoolConfig): Promise<Client> {
  const client = new Client({ ...config, application_name: 'reticent presence' });
  client.on('error', () => undefined); // 'end' follows, and it is what counts
  try {
    await client.connect();
    await askServerToAsk(client);
    await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK_CLASS, number]);
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}
