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

const REFUSED = { status: 'rejected', reason: expect.any(StoreUnavailableError) };

interface Server {
  readonly connects?: Answer;
  /** The setting of the connection, before the statement. */
  readonly switches?: Answer;
  readonly stores?: Answer;
}

/** Stores messages, and notes in which order things come. */
function storing({ connects = answers, switches = answers, stores = answers }: Server, count = 1) {
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
  const accept = acceptOf(db, Buffer.alloc(32), 1);
  const all = Array.from({ length: count }, () => accept(envelope(), pieces('Subject: x\r\n\r\ny'), { takes }));
  return { noted, done: Promise.allSettled(all) };
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
    expect(await done).toEqual([REFUSED]);
    await turns();
    expect(noted).not.toContain('sent');
  });
});

describe('takers are told that their messages may be stored', () => {
  const rows: [when: string, server: Server, isTold: boolean][] = [
    ['where the statement left and no answer came', { stores: breaks }, true],
    ['and not where no connection was to be had', { connects: breaks }, false],
    ['and not where the connection broke before it left', { switches: breaks }, false],
  ];
  it.each(rows)('%s', async (_when, server, isTold) => {
    const { noted, done } = storing(server, 100);
    expect(await done).toEqual(Array(100).fill(REFUSED));
    expect(noted.filter((word) => word === 'lost')).toHaveLength(isTold ? 100 : 0);
  });
});
