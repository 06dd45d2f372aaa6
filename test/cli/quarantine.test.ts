/** `reticent quarantine list` where more waits than one statement gives. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveKey } from '../../src/config/secret.ts';
import { openStore } from '../../src/store/store.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { reticent } from './run.ts';

const MESSAGES = 2001;
const SECRET = 'a secret of thirty letters and more';

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
    const environment = { DATABASE_URL: store.databaseUrl, RETICENT_DATA_DIR: folder, RETICENT_SECRET: SECRET };
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

  it('shows nobody what is their own, nor how it is called', async () => {
    const environment = { DATABASE_URL: store.databaseUrl, RETICENT_DATA_DIR: folder, RETICENT_SECRET: SECRET };
    const terminal = await openStore({ databaseUrl: store.databaseUrl, dataDir: folder }, deriveKey(SECRET, 'seal'));
    const { messages, users } = terminal;
    const to = ['j.bell@party.example'];
    const subject = 'Branch news';
    const id = await messages.accept(envelope(), pieces('Subject: Branch news\r\n\r\nHello\r\n'));
    await messages.begin(id);
    await messages.settle(id, inspection('hold', to), { register: 'r', policy: 'p' });
    for (const [name, email] of [
      ['jo.bell', 'j.bell@party.example'],
      ['b.short', 'b.short@party.example'],
    ] as const)
      await users.add({ name, email, roles: ['reviewer'] }, 'test');
    await terminal.close();
    const as = (reviewer: string, ...args: string[]) =>
      reticent(['quarantine', ...args, '--reviewer', reviewer], '', environment);
    for (const more of [[], ['--json']])
      expect(await as('jo.bell', 'show', id, ...more)).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining(`jo.bell cannot read message ${id}: you would receive it`),
      });
    const readers = (await store.audit.of(id)).filter(({ action }) => action === 'read');
    expect(readers).toEqual([]);
    expect((await as('b.short', 'show', id)).stdout).toContain(subject);

    expect((await as('jo.bell', 'list')).stdout).not.toContain(subject);
    expect((await as('b.short', 'list')).stdout).toContain(subject);

    const why = ['--reason', 'it must not leave'];
    expect((await as('b.short', 'reject', id, ...why)).status).toBe(0);
    const out = ['--out', '-'];
    expect(await as('jo.bell', 'report', id, ...out)).toMatchObject({ status: 1, stdout: '' });
    expect((await as('b.short', 'report', id, ...out)).status).toBe(0);
  });
});
