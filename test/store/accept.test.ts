/** What a message's taker is told about the statement that stores it, over a server that answers as the test says. */
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { acceptOf } from '../../src/store/accept.ts';
import type { Tables } from '../../src/store/database.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { preparedPool } from '../../src/store/prepared-pool.ts';
import { envelope, pieces } from '../messages.ts';

type Answer = () => Promise<unknown>;
const EMPTY = { command: 'SELECT', rowCount: 0, rows: [] };
const answers: Answer = async () => EMPTY;
const breaks: Answer = () => Promise.reject(new Error('Connection terminated unexpectedly'));
const never: Answer = () => new Promise(() => undefined);

interface Server {
  readonly connects?: Answer;
  /** The setting of the connection, before the statement. */
  readonly switches?: Answer;
  readonly stores?: Answer;
}

/** Stores one message, and notes in which order things come. */
function storing({ connects = answers, switches = answers, stores = answers }: Server) {
  const noted: string[] = [];
  const client = {
    query: (asked: string | { readonly text: string }) => {
      const isSetting = typeof asked === 'string';
      noted.push(isSetting ? 'set' : 'stored');
      return isSetting ? switches() : stores();
    },
    release: () => undefined,
  };
  const pool = { on: () => pool, options: {}, connect: () => connects().then(() => client) };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool(pool as unknown as Pool) }) });
  const note = (word: string) => () => void noted.push(word);
  const takes = () => ({ sent: note('sent'), lost: note('lost') });
  const done = acceptOf(db, Buffer.alloc(32), 1)(envelope(), pieces('Subject: x\r\n\r\ny'), { takes });
  return { noted, done };
}

const turns = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
};

describe('a taker is told that the server has the statement', () => {
  const rows: [when: string, server: Server, noted: string[]][] = [
    ['while its answer is waited for', { stores: never }, ['set', 'stored', 'sent']],
    ['not before the connection is set', { switches: never }, ['set']],
  ];
  it.each(rows)('%s', async (_when, server, expected) => {
    const { noted } = storing(server);
    await turns();
    expect(noted).toEqual(expected);
  });

  it('not where it failed at once', async () => {
    const { noted, done } = storing({ stores: breaks });
    await expect(done).rejects.toThrow(StoreUnavailableError);
    await turns();
    expect(noted).not.toContain('sent');
  });
});
