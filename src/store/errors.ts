/**
 * Errors of the store, and which of them waiting can mend.
 */

/** PostgreSQL cannot be reached or cannot take more now. What was asked did not happen; asking again later may work. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';

  constructor(cause: unknown, message = 'the database is not available') {
    super(message, { cause });
  }
}

/** No connection was to be had: nothing was asked, and nothing can have happened unheard. */
export class NotAskedError extends StoreUnavailableError {}

/** The disk or the tablespace is full: SMTP answers 452, not 451, so that a person looks at the disk. */
export class StoreFullError extends StoreUnavailableError {
  override readonly message = 'the database has no room left';
}

/** The folder for temporary files takes no more, or none: large messages alone wait there (docs/decisions/0086). */
export class NoSpoolError extends StoreUnavailableError {
  override readonly message = 'the folder for temporary files (TMPDIR) takes no large message';
}

/**
 * SQLSTATE classes and codes that pass: 08 connection, 53 resources (but 53100, the disk), 57P01-57P05 shutdown and
 * crash, 40 serialisation and deadlock, 25006 a standby that takes over and is not yet to be written to. Source: PostgreSQL
 * documentation, appendix A.
 */
const TRANSIENT_STATE = /^(?:08|40|25006|53[02-9]|57P0[1-5])/;
const TRANSIENT_SYSTEM = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);
/** What node-postgres says without a code, when the connection ends under a query or the pool waited too long. */
const TRANSIENT_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/** Runs a query; turns what waiting can mend into `StoreUnavailableError`, and lets a fault be a fault. */
export async function available<Result>(query: Promise<Result>): Promise<Result> {
  try {
    return await query;
  } catch (error) {
    throw translated(error);
  }
}

export function translated(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailableError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '53100') return new StoreFullError(error);
  const transient = TRANSIENT_STATE.test(code) || TRANSIENT_SYSTEM.has(code) || TRANSIENT_WORDS.test(error.message);
  return transient ? new StoreUnavailableError(error) : error;
}
