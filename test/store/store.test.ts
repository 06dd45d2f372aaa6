import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/store.ts';
import { type TestStore, testStore } from '../postgres.ts';

const ROLE = `narrow_${randomBytes(4).toString('hex')}`;
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
  await sql.raw(`create role ${ROLE} login password 'narrow' connection limit 1 in role reticent`).execute(store.db);
});
afterAll(async () => {
  await sql.raw(`drop role ${ROLE}`).execute(store.db);
  await store.close();
});

it('keeps no connection where it cannot be opened whole', async () => {
  const url = new URL(store.databaseUrl);
  url.username = ROLE;
  url.password = 'narrow';
  const opening = openStore({ databaseUrl: url.href, dataDir: '' }, store.masterKey);
  await expect(opening).rejects.toThrow(StoreUnavailableError);
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_stat_activity where usename = ${ROLE}`.execute(store.db);
    expect(rows).toEqual([]);
  }, 20_000);
});
