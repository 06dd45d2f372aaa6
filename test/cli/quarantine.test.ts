/** `reticent quarantine list` where more waits than one statement gives. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestStore, testStore } from '../postgres.ts';
import { reticent } from './run.ts';

const MESSAGES = 2001;

let store: TestStore;
let folder: string;

beforeAll(async () => {
  store = await testStore();
  folder = await mkdtemp(join(tmpdir(), 'quarantine-'));
  await sql`
    insert into messages (id, state, via, mail_from, envelope, size_bytes, sha256, reason, held_at, gravity)
    select gen_random_uuid(), 'held', 'smtp', 'a.khan@party.example', '{}', 1, '', 'confidential-matter', now(), n % 3
    from generate_series(1, ${MESSAGES}) as n
  `.execute(store.db);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the queue from a terminal', () => {
  it('lists all that waits, each once, the gravest first', async () => {
    const environment = { DATABASE_URL: store.databaseUrl, RETICENT_DATA_DIR: folder };
    const { status, stdout, stderr } = await reticent(['quarantine', 'list', '--json'], '', environment);
    expect([status, stderr]).toEqual([0, '']);
    const listed: { id: string; rank: number }[] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(listed.map(({ id }) => id)).size).toBe(MESSAGES);
    const ranks = listed.map(({ rank }) => rank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });
});
