import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestStore, testStore } from '../postgres.ts';

let store: TestStore;
const stores: TestStore[] = [];

beforeEach(async () => {
  store = await testStore();
  stores.push(store);
  for (const action of ['first', 'second', 'third', 'fourth']) {
    await store.audit.append('r.viewer', action, null, { reason: 'because', n: 1.5, nested: { b: 1, a: [null] } });
  }
});
afterAll(() => Promise.all(stores.map((each) => each.close())));

describe('the audit chain', () => {
  it('is whole as it was written', async () => {
    const records = await store.audit.records(0, 10);
    expect(await store.audit.verify()).toEqual({ kind: 'whole', records: 4, head: records[3]?.hash });
    expect(records.map(({ seq, action }) => [seq, action])).toEqual([
      [1, 'first'],
      [2, 'second'],
      [3, 'third'],
      [4, 'fourth'],
    ]);
  });

  const tampering: [why: string, statement: ReturnType<typeof sql>, seq: number][] = [
    ['an actor changed', sql`update audit set actor = 'somebody' where seq = 2`, 2],
    ['a detail changed', sql`update audit set detail = '{"reason":"other"}' where seq = 3`, 3],
    ['a time changed', sql`update audit set at = at + interval '1 microsecond' where seq = 1`, 1],
    ['a record removed', sql`delete from audit where seq = 2`, 2],
    ['the first record removed', sql`delete from audit where seq = 1`, 1],
    ['a hash changed', sql`update audit set hash = sha256('x') where seq = 2`, 2],
    [
      'two records exchanged',
      sql`update audit a set action = b.action from audit b where a.seq + b.seq = 5 and a.seq in (2, 3)`,
      2,
    ],
    ['a record moved', sql`update audit set seq = 9 where seq = 3`, 3],
  ];
  it.each(tampering)('shows %s', async (_why, statement, seq) => {
    await statement.execute(store.db);
    expect(await store.audit.verify()).toEqual({ kind: 'broken', seq });
  });

  it('is one chain, however many write at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => store.audit.append('r.viewer', 'at once', null, { n })));
    expect(await store.audit.verify()).toMatchObject({ kind: 'whole', records: 44 });
  });

  it('goes forward in time, also where one waits while another writes', async () => {
    const write = sql`select append_audit('r.viewer', 'written', null, '{}'::jsonb)`;
    let waiting: Promise<void> | undefined;
    await store.db.transaction().execute(async (transaction) => {
      await write.execute(transaction);
      waiting = store.audit.append('r.viewer', 'waited', null, {});
      const isWaiting = sql<{ is: boolean }>`
        select exists (select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())) as is`;
      while (!(await isWaiting.execute(transaction)).rows[0]?.is);
      await write.execute(transaction);
    });
    await waiting;
    const { rows } = await sql<{ action: string; isBack: boolean | null }>`
      select action, at < lag(at) over (order by seq) as "isBack" from audit order by seq
    `.execute(store.db);
    expect(rows.at(-1)?.action).toBe('waited');
    expect(rows.filter(({ isBack }) => isBack)).toEqual([]);
  });
});
