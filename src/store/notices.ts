/**
 * Notices to senders: told once for each held message, and not more often in an hour than a person can read.
 */
import { sql } from 'kysely';
import type { Decision } from '../policy/decision.ts';
import { readHeader } from './chunks.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { insertOwnMessage, type OwnMessage } from './own-message.ts';
import { unwrapDataKey } from './seal.ts';

/** What a notice is made from: nothing of it is text of the message. */
export interface Notified {
  readonly id: string;
  /** Who authenticated: nobody else is ever told. */
  readonly login: string;
  readonly receivedAt: Date;
  readonly decision: Decision;
  /** The header as it came, to tell automatic mail: it is not answered. */
  readonly header: string;
}

export interface Notices {
  /**
   * Claims the right to tell the sender of a held message, and stores what `write` gives, in one transaction. Gives the
   * id of the notice; undefined where the sender is unknown, was told, was told too often, or is not to be told.
   */
  readonly tell: (id: string, write: (held: Notified) => Promise<OwnMessage | null>) => Promise<string | undefined>;
}

/** A mailing that is held a hundred times is told of twenty times. */
const PER_HOUR = 20;

export function noticesOf(db: Db, masterKey: Uint8Array): Notices {
  return { tell: (id, write) => available(tell(db, masterKey, id, write)) };
}

interface Row {
  readonly login: string;
  readonly received_at: Date;
  readonly decision: Decision;
  readonly data_key: Buffer;
  readonly recently: number;
}

function tell(
  db: Db,
  masterKey: Uint8Array,
  id: string,
  write: (held: Notified) => Promise<OwnMessage | null>,
): Promise<string | undefined> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<Row>`
      update messages set notified_at = now()
      where id = ${id} and state = 'held' and notified_at is null and data_key is not null
        and login is not null and mail_from <> ''
      returning login, received_at, decision, data_key, (
        select count(*)::int from messages as others
        where others.login = messages.login and others.notified_at > now() - interval '1 hour') as recently
    `.execute(transaction);
    const [row] = rows;
    if (!row || row.recently >= PER_HOUR) return undefined;

    const header = await readHeader(transaction, unwrapDataKey(masterKey, row.data_key, id), id);
    const own = await write({ id, login: row.login, receivedAt: row.received_at, decision: row.decision, header });
    return own ? insertOwnMessage(transaction, masterKey, own) : undefined;
  });
}
