import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../src/store/database.ts';
import { retentionOf } from '../../src/store/retention.ts';
import { envelope, inspection, pieces, reject } from '../messages.ts';
import { finding } from '../policy/build.ts';
import { type TestStore, testStore } from '../postgres.ts';

const addresses = envelope().recipients.map(({ address }) => address);
const days = { rejected: 90, released: 0, audit: 2557 };
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

async function held(): Promise<string> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection('hold', addresses), { register: 'r', policy: 'p' });
  return id;
}

const age = (id: string, daysOld: number) =>
  sql`update messages set state_since = now() - ${daysOld} * interval '1 day' where id = ${id}`.execute(store.db);

describe('retention', () => {
  const rows: [why: string, isRejected: boolean, daysOld: number, forgotten: boolean][] = [
    ['forgets what was rejected long ago', true, 91, true],
    ['keeps what was rejected lately', true, 89, false],
    ['keeps what is held, however old', false, 4000, false],
  ];
  it.each(rows)('%s', async (_why, isRejected, daysOld, forgotten) => {
    const id = await held();
    if (isRejected) await reject(store, id, 'r.viewer', 'not for outside');
    await age(id, daysOld);
    expect(await store.retention.forget(days)).toBe(forgotten ? 1 : 0);
    expect(await store.retention.forget(days)).toBe(0);

    const raw = await store.messages.raw(id).then(
      () => 'there',
      () => 'gone',
    );
    const { rows: chunks } = await sql`select from message_chunks where message_id = ${id}`.execute(store.db);
    const shown = await store.holds.show(id);
    expect([raw, chunks.length, shown?.subject]).toEqual(forgotten ? ['gone', 0, null] : ['there', 1, 'Branch news']);
    expect(await store.audit.verify()).toMatchObject({ kind: 'whole' });
  });

  it('keeps what was found, without a word of it, a name of a part or who it exposes', async () => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
    await store.messages.begin(id);
    const exposed = [{ name: 'Martin Doyle', email: null, membership: null }];
    const found = finding('disciplinary', { part: 'Doyle.docx', cases: ['DC-2026-0071'], people: 1, exposed });
    const told = { ...inspection('hold', addresses), findings: [found] };
    await store.messages.settle(id, told, { register: 'r', policy: 'p' });
    await reject(store, id, 'r.viewer', 'not for outside');
    await age(id, 91);
    await store.retention.forget(days);

    const kept = await store.messages.inspection(id);
    expect(kept).toMatchObject({
      findings: [{ category: 'disciplinary', part: 'part 1', cases: ['DC-2026-0071'], people: 1, exposed: [] }],
      from: ['a.khan@party.example'],
      coverage: null,
    });
    expect(JSON.stringify(kept)).not.toContain('Doyle');
  });

  it('ends what nobody is left to be served of, and nobody ended', async () => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
    await store.messages.begin(id);
    await store.messages.settle(id, inspection('release', addresses), { register: 'r', policy: 'p' });
    const stateAfter = async () => {
      await age(id, 1);
      await store.retention.forget(days);
      return (await store.holds.show(id))?.state;
    };
    const give = (state: string, ordinal: number) =>
      sql`update recipients set state = ${state} where message_id = ${id} and ordinal = ${ordinal}`.execute(store.db);
    await give('relayed', 1);
    expect(await stateAfter()).toBe('released');
    await give('rejected', 2);
    expect(await stateAfter()).toBe('relayed');
  });

  it('looks for what is due by indexes, however many messages there are', async () => {
    await sql`
      insert into messages (id, state, via, mail_from, envelope, size_bytes, sha256, state_since)
      select gen_random_uuid(), 'relayed', 'smtp', '', '{}', 1, '', now() - interval '1 year' from generate_series(1, 5000)
    `.execute(store.db);
    await sql`analyze messages`.execute(store.db);
    const asked: CompiledQuery[] = [];
    const pool = new Pool({ connectionString: store.databaseUrl, max: 1 }).on('error', () => undefined);
    const db = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => void asked.push(query),
    });
    await retentionOf(db).forget(days);
    await db.destroy();
    const plans: string[] = [];
    for (const { sql: text, parameters } of asked) {
      const { rows: lines } = await store.db.executeQuery(CompiledQuery.raw(`explain ${text}`, [...parameters]));
      plans.push(JSON.stringify(lines));
    }
    expect(plans).toHaveLength(3);
    expect(plans.filter((plan) => plan.includes('Seq Scan on messages'))).toEqual([]);
  });
});
