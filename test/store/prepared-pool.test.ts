import { type RawBuilder, sql } from 'kysely';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/store/database.ts';
import { ONE_PLAN, preparedPool } from '../../src/store/prepared-pool.ts';
import { type TestStore, testStore } from '../postgres.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

type Mode = { mode: string };
const one = sql<Mode>`${ONE_PLAN} select current_setting('plan_cache_mode') as mode, ${1}::int`;
const usual = sql<Mode>`select current_setting('plan_cache_mode') as mode, ${1}::int`;

async function modes(db: Db, ...statements: RawBuilder<Mode>[]): Promise<string[]> {
  const told: string[] = [];
  for (const statement of statements) told.push(...(await statement.execute(db)).rows.map(({ mode }) => mode));
  return told;
}

const [ONE, USUAL] = ['force_generic_plan', 'auto'];

describe('a statement for every message', () => {
  it('has one plan, and those before and after it on its connection have their own', async () => {
    const seen = await store.db.connection().execute((db) => modes(db, usual, one, one, usual, one));
    expect(seen).toEqual([USUAL, ONE, ONE, USUAL, ONE]);
  });

  it('has one plan within a transaction and after one that was rolled back', async () => {
    await store.db.connection().execute(async (db) => {
      await db.transaction().execute(async (transaction) => {
        expect(await modes(transaction, one, usual)).toEqual([ONE, USUAL]);
      });
      const failed = db.transaction().execute(async (transaction) => {
        expect(await modes(transaction, one)).toEqual([ONE]);
        throw new Error('rolled back');
      });
      await expect(failed).rejects.toThrow('rolled back');
      expect(await modes(db, usual, one)).toEqual([USUAL, ONE]);
    });
  });
});

describe('a statement that has ended', () => {
  it.each<[how: string, answer: () => Promise<unknown>]>([
    ['well', async () => ({ rows: [] })],
    ['badly', () => Promise.reject(new Error('no'))],
  ])('%s leaves none of its values with its query', async (_how, answer) => {
    const sent: unknown[][] = [];
    const query = ({ values }: { values: unknown[] }) => {
      sent.push([...values], values);
      return answer();
    };
    const pool = { options: {}, on: () => pool, connect: async () => ({ query, release: () => undefined }) };
    const given = [Buffer.from('of a message')];
    const client = await preparedPool(pool as unknown as Pool).connect();
    await client.query('select $1::bytea', given).catch(() => undefined);
    expect(sent).toEqual([given, []]);
    expect(given).toHaveLength(1);
  });
});
