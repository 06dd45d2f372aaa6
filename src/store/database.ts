/**
 * The connection to PostgreSQL: a pool, Kysely over it, and the migrations.
 */
import { type Generated, Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool, type PoolConfig } from 'pg';
import { askServerToAsk, type Connections, connectionsOf, KEEP_ALIVE } from './connections.ts';
import { type HearTrouble, openEmbedded } from './embedded.ts';
import { available } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { preparedPool } from './prepared-pool.ts';

export interface MessagesTable {
  readonly id: string;
  readonly state: string;
  readonly received_at: Generated<Date>;
  readonly state_since: Generated<Date>;
  readonly via: string;
  readonly login: string | null;
  readonly mail_from: string;
  readonly envelope: unknown;
  readonly size_bytes: string;
  readonly sha256: Buffer;
  readonly data_key: Buffer | null;
  readonly subject: string | null;
  readonly action: string | null;
  readonly reason: string | null;
  readonly decision: unknown;
  readonly inspection: Buffer | null;
  readonly categories: string[];
  readonly register_version: string | null;
  readonly policy_version: string | null;
  readonly inspections: Generated<number>;
  readonly held_at: Date | null;
  readonly relay_lease: string | null;
  readonly relay_holder: number | null;
  readonly relay_lease_until: Date | null;
  readonly deliver_after: Date | null;
  readonly idempotency_key: string | null;
  readonly is_judged_only: Generated<boolean>;
}

export interface RecipientsTable {
  readonly message_id: string;
  readonly ordinal: number;
  readonly address: string;
  readonly dsn: unknown;
  readonly state: string;
  readonly reason: string | null;
  readonly response: string | null;
  readonly attempts: Generated<number>;
  readonly updated_at: Generated<Date>;
}

export interface ChunksTable {
  readonly message_id: string;
  readonly ordinal: number;
  readonly bytes: Buffer;
}

export interface AuditTable {
  readonly seq: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly message_id: string | null;
  readonly detail: unknown;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

export interface Tables {
  readonly messages: MessagesTable;
  readonly recipients: RecipientsTable;
  readonly message_chunks: ChunksTable;
  readonly audit: AuditTable;
}

export type Db = Kysely<Tables>;

export interface Database {
  readonly db: Db;
  /** For the queues, which keep connections of their own. */
  readonly poolConfig: PoolConfig;
  /** All that were made by `poolConfig`. */
  readonly connections: Connections;
  /** Why the embedded server, where there is one and it fell, cannot be started again; else null. */
  readonly trouble: () => string | null;
  readonly close: () => Promise<void>;
}

/** Work beyond this waits in the pool's line: the server's connections are shared by all roles (docs/decisions/0001). */
const POOL_CONNECTIONS = 10;
/** Every process that starts migrates; the lock makes all but one of them wait and find nothing to do. */
const MIGRATION_LOCK = 7_205_000;

/**
 * Connects to `databaseUrl`, else to the embedded server of the data folder, and brings the schema up to date. `hear` is
 * told why that one cannot be started again, should it fall. Throws `StoreUnavailableError` where there is no server,
 * `NewerDatabaseError`, and what a migration throws.
 */
export async function openDatabase(
  config: { databaseUrl: string | null; dataDir: string },
  hear?: HearTrouble,
): Promise<Database> {
  const embedded = config.databaseUrl === null ? await openEmbedded(config.dataDir, hear) : undefined;
  const connections = connectionsOf();
  const poolConfig: PoolConfig = {
    ...(embedded ? embedded.connection : { connectionString: config.databaseUrl ?? '' }),
    max: POOL_CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    application_name: 'reticent',
    ...KEEP_ALIVE,
    stream: connections.stream,
    onConnect: askServerToAsk,
  };
  const pool = new Pool(poolConfig);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool(pool, connections.isSilent) }) });
  const close = async () => {
    await db.destroy();
    await embedded?.leave();
  };
  try {
    await available(migrate(db));
  } catch (error) {
    await close();
    throw error;
  }
  return { db, poolConfig, connections, trouble: () => embedded?.trouble() ?? null, close };
}

/** The schema has what this version does not know of. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

const NEWER =
  'a later version has used this database, and this one does not know it: start that version, or go back to a backup of before';

/** Kysely has no error of its own for it, and calls the database corrupted. */
function isNewer(error: unknown): boolean {
  return error instanceof Error && /previously executed migration .* is missing/.test(error.message);
}

async function migrate(db: Db): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      const migrator = new Migrator({ db: connection, provider: { getMigrations: async () => migrations } });
      const { error } = await migrator.migrateToLatest();
      if (error) throw isNewer(error) ? new NewerDatabaseError(NEWER, { cause: error }) : error;
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}
