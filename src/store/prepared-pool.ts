/**
 * The pool as Kysely sees it: statements are prepared, and errors are those of the store.
 *
 * A statement is named by its text, so that the server parses and plans it once for each connection: planning our longer
 * ones costs more than running them (measured: half of the database's time for a message). Whoever queries, through a
 * repository or by himself, gets `StoreUnavailableError` where waiting may mend it.
 */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { available, StoreUnavailableError } from './errors.ts';

/** Ours are fewer; more would come from lists spelled out in the text, and are not worth the server's memory. */
const MAX_PREPARED = 500;

export function preparedPool(pool: Pool): PostgresPool {
  // What ends a connection at work rejects its query; without listeners, the same news would end the process.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const names = new Map<string, string>();
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_PREPARED) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  }

  function prepared(client: PoolClient): PostgresPoolClient {
    const known = clients.get(client);
    if (known) return known;
    function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
    function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
    function query(text: unknown, values: readonly unknown[] = []): unknown {
      if (typeof text !== 'string') throw new TypeError('a cursor needs the package pg-cursor');
      const name = values.length > 0 ? nameOf(text) : undefined;
      return available(client.query({ ...(name && { name }), text, values: [...values] })).catch((error: unknown) => {
        isBroken ||= error instanceof StoreUnavailableError;
        throw error;
      });
    }
    // A connection that failed under a query may not know yet that it has ended: nobody is to get it again.
    let isBroken = false;
    const wrapped = { query, release: (destroy?: boolean) => client.release(destroy === true || isBroken) };
    clients.set(client, wrapped);
    return wrapped;
  }

  return {
    options: pool.options,
    connect: async () => prepared(await available(pool.connect())),
    end: () => pool.end(),
  };
}
