/**
 * The pool as Kysely sees it: statements are prepared, and errors are those of the store.
 *
 * A statement is named by its text, so that the server parses and plans it once for each connection: planning our longer
 * ones costs more than running them (measured: half of the database's time for a message). Whoever queries, through a
 * repository or by himself, gets `StoreUnavailableError` where waiting may mend it.
 */
import { type PostgresCursor, type PostgresPool, type PostgresPoolClient, type PostgresQueryResult, sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { available, NotAskedError, StoreUnavailableError, translated } from './errors.ts';

/**
 * Begins a statement for every message that comes by. It is planned once for each connection and goes by indexes, whatever
 * its values are: left alone the server plans it anew each time (for lists it takes a plan made for the values to be
 * cheaper than it is), and on tables that it has not yet looked at it reads them whole. See docs/decisions/0057.
 */
const ONE_PLAN_TEXT = '/* one plan */';
export const ONE_PLAN = sql.raw(ONE_PLAN_TEXT);
/** Only switches a connection, if it has to be, so that what begins with `ONE_PLAN` goes to the server at once. */
export const SWITCH_TO_ONE_PLAN = sql`${ONE_PLAN}`;

const ONE_PLAN_ON =
  'set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off';
const ONE_PLAN_OFF = 'reset plan_cache_mode; reset enable_seqscan; reset enable_hashjoin; reset enable_mergejoin';
/** Says nothing to plan, and in a transaction that has failed nothing else may be said. */
const TRANSACTION = /^(?:begin|start|commit|rollback|savepoint|release)\b/;

/** Ours are fewer; more would come from lists spelled out in the text, and are not worth the server's memory. */
const MAX_PREPARED = 500;

const NOTHING: PostgresQueryResult<never> = { command: 'SELECT', rowCount: 0, rows: [] };

/** `isSilent`: nobody is to wait for a connection that he will not get. */
export function preparedPool(pool: Pool, isSilent: () => boolean = () => false): PostgresPool {
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
      return available(run(text, values)).catch((error: unknown) => {
        isBroken ||= error instanceof StoreUnavailableError;
        throw error;
      });
    }
    async function run(text: string, values: readonly unknown[]): Promise<unknown> {
      const wantsOnePlan = text.startsWith(ONE_PLAN_TEXT);
      if (TRANSACTION.test(text)) hasOnePlan = text.startsWith('rollback') ? undefined : hasOnePlan;
      else if (hasOnePlan !== wantsOnePlan) {
        await client.query(wantsOnePlan ? ONE_PLAN_ON : ONE_PLAN_OFF);
        hasOnePlan = wantsOnePlan;
      }
      if (text === ONE_PLAN_TEXT) return NOTHING;
      const name = values.length > 0 ? nameOf(text) : undefined;
      const given = [...values];
      try {
        return await client.query({ ...(name && { name }), text, values: given });
      } finally {
        // The query itself is let go of only when V8 goes through the whole heap: a message's bytes are not to wait for that
        // (docs/decisions/0084).
        given.length = 0;
      }
    }
    // As the connection is set; a transaction that is rolled back takes its settings with it, and then nobody knows.
    let hasOnePlan: boolean | undefined = false;
    // A connection that failed under a query may not know yet that it has ended: nobody is to get it again.
    let isBroken = false;
    const wrapped = { query, release: (destroy?: boolean) => client.release(destroy === true || isBroken) };
    clients.set(client, wrapped);
    return wrapped;
  }

  return {
    options: pool.options,
    connect: async () => {
      if (isSilent()) throw new NotAskedError(null);
      try {
        return prepared(await pool.connect());
      } catch (error) {
        const reason = translated(error);
        throw reason instanceof StoreUnavailableError ? new NotAskedError(error) : reason;
      }
    },
    end: () => pool.end(),
  };
}
