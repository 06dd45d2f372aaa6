import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreFullError, StoreUnavailableError, translated } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/store.ts';
import { type TestStore, testStore } from '../postgres.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('what waiting can mend', () => {
  const rows: [why: string, error: unknown, kind: unknown][] = [
    ['a server that refuses', withCode('ECONNREFUSED'), StoreUnavailableError],
    ['a name service that is away', withCode('EAI_AGAIN'), StoreUnavailableError],
    ['a socket that is not there', withCode('ENOENT'), StoreUnavailableError],
    ['a shutdown by an administrator', withCode('57P01'), StoreUnavailableError],
    ['a standby that takes over', withCode('25006'), StoreUnavailableError],
    ['a server that is starting', withCode('57P03'), StoreUnavailableError],
    ['too many connections', withCode('53300'), StoreUnavailableError],
    ['no memory', withCode('53200'), StoreUnavailableError],
    ['a deadlock', withCode('40P01'), StoreUnavailableError],
    ['a connection that ends', new Error('Connection terminated unexpectedly'), StoreUnavailableError],
    ['a disk without room', withCode('53100'), StoreFullError],
  ];
  it.each(rows)('is %s', (_why, error, kind) => {
    expect(translated(error)).toBeInstanceOf(kind);
  });

  const faults: [why: string, error: unknown][] = [
    ['a statement that is wrong', withCode('42601')],
    ['a key that is there', withCode('23505')],
    ['a fault of ours', new TypeError('x is not a function')],
    ['what is no error', 'x'],
  ];
  it.each(faults)('is not %s', (_why, error) => {
    expect(translated(error)).toBe(error);
  });
});

describe('a store whose server goes away', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.close());

  it('says so under a query of anybody, and comes back', async () => {
    const dying = sql`select pg_terminate_backend(pg_backend_pid())`.execute(store.db);
    await expect(dying).rejects.toBeInstanceOf(StoreUnavailableError);
    expect((await sql<{ one: number }>`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
  });

  it('says so at the start', async () => {
    const nowhere = openStore({ databaseUrl: 'postgres://reticent@127.0.0.1:1/none', dataDir: '' }, store.masterKey);
    await expect(nowhere).rejects.toBeInstanceOf(StoreUnavailableError);
  });

  it('says that a later version was here, and calls nothing corrupted', async () => {
    await sql`insert into kysely_migration values ('9999-of-later', now()::text)`.execute(store.db);
    const older = openStore({ databaseUrl: store.databaseUrl, dataDir: '' }, store.masterKey);
    await expect(older).rejects.toThrow('a later version has used this database');
  });
});
