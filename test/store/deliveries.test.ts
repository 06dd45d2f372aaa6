import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Tables } from '../../src/store/database.ts';
import { deliveriesOf } from '../../src/store/deliveries.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { lastMoments } from '../../src/store/last-moments.ts';
import type { Lent } from '../../src/store/messages.ts';
import { preparedPool } from '../../src/store/prepared-pool.ts';
import { openStore } from '../../src/store/store.ts';
import { envelope, inspection, pieces, verdict } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const versions = { register: 'r1', policy: 'p1' };
const addresses = envelope().recipients.map(({ address }) => address);
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

async function decided(action: 'release' | 'split', held: string[] = []): Promise<string> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection(action, addresses, held), versions);
  return id;
}

/** The store as another process has it: the same database, another presence. */
const otherProcess = () => openStore({ databaseUrl: store.databaseUrl, dataDir: '' }, store.masterKey);

async function taken(id: string) {
  const outgoing = await store.deliveries.take(id);
  if (!outgoing) throw new Error('nothing to take');
  return outgoing;
}

const delivered = (...states: ('relayed' | 'deferred' | 'bounced')[]) =>
  states.map((state, index) => ({ ordinal: index + 1, state, response: '250 2.0.0 Ok' }));

describe('a lease', () => {
  it('is held by one relay at a time, in this process and in others', async () => {
    const id = await decided('release');
    const other = await otherProcess();
    const takes = await Promise.all([store.deliveries.take(id), store.deliveries.take(id), other.deliveries.take(id)]);
    await other.close();
    expect(takes.filter(Boolean)).toHaveLength(1);
  });

  it('is free at once when its holder is gone, and a late word of that holder changes nothing', async () => {
    const id = await decided('release');
    const killed = await otherProcess();
    const lost = await killed.deliveries.take(id);
    expect(await store.deliveries.take(id)).toBeUndefined();
    expect(await store.backlog.toRelay(0, 100)).not.toContain(id);
    await killed.close();

    expect(await store.backlog.toRelay(0, 100)).toContain(id);
    const found = await taken(id);
    expect(lost && (await store.deliveries.record(lost, delivered('relayed', 'relayed'), null))).toBe(false);
    expect(await store.deliveries.record(found, delivered('relayed', 'relayed'), null)).toBe(true);
  });

  it('survives the loss of a connection', async () => {
    const id = await decided('release');
    await taken(id);
    const holder = async () => {
      const { rows } = await sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory'
        and classid = 7205002 and database = (select oid from pg_database where datname = current_database())`.execute(
        store.db,
      );
      return rows.map(({ pid }) => pid);
    };
    const [before = 0] = await holder();
    await sql`select pg_terminate_backend(${before})`.execute(store.db);
    let [after = before] = await holder();
    while (after === before) [after = before] = await holder();
    // The same process, by the same number over a new connection: its lease still stands.
    await vi.waitFor(async () => expect(await store.deliveries.take(id)).toBeUndefined(), 20_000);
  });

  it('is told of where its answer is lost, and given back it can be taken anew', async () => {
    const id = await decided('release');
    const { holder } = await sql<{
      holder: number;
    }>`select objid::int as holder from pg_locks where locktype = 'advisory'
      and classid = 7205002 and database = (select oid from pg_database where datname = current_database())`
      .execute(store.db)
      .then(({ rows }) => rows[0] ?? { holder: 0 });
    const deaf = store.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: () => Promise.reject(new StoreUnavailableError(null)),
    });
    const lost: Lent[] = [];
    const taking = deliveriesOf(deaf, store.masterKey, holder, lastMoments()).take(id, (one, lease) =>
      lost.push({ id: one, lease }),
    );
    await expect(taking).rejects.toThrow(StoreUnavailableError);
    expect(await store.deliveries.take(id)).toBeUndefined();
    expect(await store.messages.giveBackAll(lost)).toEqual([{ id, state: 'released' }]);
    expect(await store.deliveries.take(id)).toBeDefined();
  });

  it('is told of as lost nowhere where no connection was to be had', async () => {
    const nowhere = new Pool({ host: '127.0.0.1', port: 1 });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool(nowhere) }) });
    const lost: string[] = [];
    const taking = deliveriesOf(db, store.masterKey, 1, lastMoments()).take(uuidv7(), (id) => lost.push(id));
    await expect(taking).rejects.toThrow(StoreUnavailableError);
    expect(lost).toEqual([]);
    await db.destroy();
  });

  it('can be given back', async () => {
    const id = await decided('release');
    await store.deliveries.giveBack(await taken(id));
    expect(await store.deliveries.take(id)).toBeDefined();
  });
});

describe('what became of it', () => {
  it('forgets a message once everybody has it, but for its record', async () => {
    const id = await decided('release');
    await store.deliveries.record(await taken(id), delivered('relayed', 'bounced'), null);
    await expect(store.messages.raw(id)).rejects.toThrow('deleted');
    expect(await store.holds.show(id)).toMatchObject({ state: 'relayed' });
    const { rows } = await sql`select from message_chunks where message_id = ${id}`.execute(store.db);
    expect(rows).toEqual([]);
    expect(await store.deliveries.take(id)).toBeUndefined();
  });

  it('serves only those who are still to be served, when their time has come', async () => {
    const id = await decided('release');
    await store.deliveries.record(await taken(id), delivered('relayed', 'deferred'), new Date(Date.now() + 60_000));
    expect(await store.deliveries.take(id)).toBeUndefined();
    expect(await store.backlog.toRelay(0, 100)).not.toContain(id);

    await sql`update messages set deliver_after = now() where id = ${id}`.execute(store.db);
    expect(await store.backlog.toRelay(0, 100)).toContain(id);
    const again = await taken(id);
    expect(again.recipients).toMatchObject([{ ordinal: 2, attempts: 1 }]);
  });

  it('keeps the held half of a split message', async () => {
    const id = await decided('split', ['p.osei@home.example']);
    const outgoing = await taken(id);
    expect(outgoing.recipients.map(({ address }) => address)).toEqual(['j.bell@party.example']);
    await store.deliveries.record(outgoing, delivered('relayed'), null);
    expect(await store.holds.show(id)).toMatchObject({ state: 'held' });
    expect((await store.messages.raw(id)).toString()).toContain('Subject: x');
  });

  it('leaves the time to undo what is released to the others meanwhile', async () => {
    const id = await decided('split', ['p.osei@home.example']);
    const outgoing = await taken(id);
    const ann = { userId: null, name: 'ann' };
    await store.verdicts.decide(id, ann, verdict({ undoSeconds: 60 }));
    expect(await store.deliveries.record(outgoing, delivered('relayed'), null)).toBe(true);
    expect(await store.deliveries.take(id)).toBeUndefined();
    expect(await store.verdicts.undo(id, ann)).toBe(true);
  });

  it('is written also of a message that is looked at again meanwhile, and is sent to nobody twice', async () => {
    const id = await decided('split', ['p.osei@home.example']);
    const outgoing = await taken(id);
    expect(await store.holds.scanAgain(id, { userId: null, name: 'ann' })).toBe(true);
    expect(await store.messages.begin(id)).toBeUndefined();
    expect(await store.deliveries.record(outgoing, delivered('relayed'), null)).toBe(true);

    expect(await store.messages.begin(id)).toMatchObject({ id });
    await store.messages.settle(id, inspection('release', addresses), versions);
    expect((await taken(id)).recipients.map(({ address }) => address)).toEqual(['p.osei@home.example']);
  });

  it('lets nobody have it who still waits for his mail server when it is held for him anew', async () => {
    const id = await decided('split', ['p.osei@home.example']);
    await store.deliveries.record(await taken(id), delivered('deferred'), new Date());
    await store.holds.scanAgain(id, { userId: null, name: 'ann' });
    await store.messages.begin(id);
    await store.messages.settle(id, inspection('split', addresses, ['j.bell@party.example']), versions);
    expect((await taken(id)).recipients.map(({ address }) => address)).toEqual(['p.osei@home.example']);
  });
});
