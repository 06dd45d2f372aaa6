/** A message that its own process takes for inspection as it is stored: who may begin, settle and relay it meanwhile. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptOf } from '../../src/store/accept.ts';
import type { Begun } from '../../src/store/begun.ts';
import { CHUNK_BYTES } from '../../src/store/chunks.ts';
import { outgoingOf } from '../../src/store/deliveries.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { settleReleased } from '../../src/store/settle-released.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const versions = { register: 'r1', policy: 'p1' };
const addresses = envelope().recipients.map(({ address }) => address);
const RAW = 'Subject: x\r\n\r\ny';
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const otherProcess = () => openStore({ databaseUrl: store.databaseUrl, dataDir: '' }, store.masterKey);

async function born(by: Store = store): Promise<Begun> {
  const { begun } = await by.messages.acceptAndBegin(envelope(), pieces(RAW), { takes: () => taker });
  if (!begun) throw new Error('it was not taken');
  return begun;
}

const settled = ({ id, lease }: Begun, action: 'release' | 'hold', goesOn: boolean) =>
  store.messages.settle(id, inspection(action, addresses), versions, { lease, goesOn });

const taker = { sent: () => undefined, lost: () => undefined };

const answers = [1, 2].map((ordinal) => ({ ordinal, state: 'relayed' as const, response: '250 2.0.0 Ok' }));

const waiting = () => store.backlog.toInspect(0, 1_000);

describe('a message that is born on lease', () => {
  it('has all that an inspection asks for, as a job would begin it', async () => {
    const { id, lease, ...begun } = await born();
    expect(await store.messages.state(id)).toBe('inspecting');
    await store.messages.giveBack(id, lease ?? '');
    const { id: same, lease: none, ...again } = (await store.messages.begin(id)) ?? { id: '', lease: '' };
    expect([same, none]).toEqual([id, null]);
    // The count tells that it was taken before.
    expect(again).toEqual({ ...begun, inspections: 1 });
  });

  it('is nobody else’s to begin, and the reconciler leaves it alone', async () => {
    const { id } = await born();
    expect(await store.messages.begin(id)).toBeUndefined();
    expect(await waiting()).not.toContain(id);
  });

  it('is found at once when its process is gone, and a late word of that process changes nothing', async () => {
    const killed = await otherProcess();
    const begun = await born(killed);
    expect(await waiting()).not.toContain(begun.id);
    await killed.close();
    expect(await waiting()).toContain(begun.id);
    expect(await store.messages.begin(begun.id)).toMatchObject({ id: begun.id, inspections: 1 });
    expect(await settled(begun, 'release', true)).toBe(false);
    expect(await settled(begun, 'hold', false)).toBe(false);
  });

  it('is settled once, by who has the lease', async () => {
    const begun = await born();
    expect(await settled({ ...begun, lease: null }, 'release', false)).toBe(false);
    expect(await settled({ ...begun, lease: '01900000-0000-7000-8000-000000000000' }, 'hold', false)).toBe(false);
    expect(await settled(begun, 'hold', false)).toBe(true);
    expect(await settled(begun, 'release', false)).toBe(false);
  });

  it.each([
    ['by the process that took it: its disk is not waited for', true, 'off'],
    ['by a job, and may be relayed by another process: it is', false, 'on'],
  ])('is settled %s', async (_who, keepsLease, commit) => {
    const { id, lease } = await born();
    if (!keepsLease) await store.messages.giveBack(id, lease ?? '');
    if (!keepsLease) await store.messages.begin(id);
    const { decision } = inspection('release', addresses);
    const one = { id, decision, versions, lease: keepsLease ? lease : null, goesOn: false };
    const commits = await store.db.transaction().execute(async (transaction) => {
      expect(await settleReleased(transaction, [one])).toEqual([true]);
      return (await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(transaction)).rows;
    });
    expect(commits).toEqual([{ synchronous_commit: commit }]);
  });

  it('is relayed under the same lease where that goes on', async () => {
    const begun = await born();
    expect(await settled(begun, 'release', true)).toBe(true);
    expect(await store.deliveries.take(begun.id)).toBeUndefined();
    expect(await store.backlog.toRelay(0, 1_000)).not.toContain(begun.id);
    const outgoing = outgoingOf(begun, inspection('release', addresses).decision);
    if (!outgoing) throw new Error('it has no lease');
    expect(await store.deliveries.record(outgoing, answers, null)).toBe(true);
    expect(await store.messages.state(begun.id)).toBe('relayed');
  });

  it('is not relayed for the record before it is settled, as after a crash that lost its settling', async () => {
    const begun = await born();
    const outgoing = outgoingOf(begun, inspection('release', addresses).decision);
    if (!outgoing) throw new Error('it has no lease');
    expect(await store.deliveries.record(outgoing, answers, null)).toBe(false);
    expect(await store.messages.state(begun.id)).toBe('inspecting');
    expect((await store.messages.raw(begun.id)).toString()).toBe(RAW);
    expect(await settled(begun, 'release', true)).toBe(true);
    expect(await store.deliveries.record(outgoing, answers, null)).toBe(true);
  });

  it('goes out as the store would give it', async () => {
    const begun = await born();
    const known = outgoingOf(begun, inspection('release', addresses).decision);
    await settled(begun, 'release', false);
    expect({ ...(await store.deliveries.take(begun.id)), lease: '' }).toEqual({
      ...known,
      lease: '',
      releasedAt: expect.any(Date), // by the store's clock when it was settled, by ours when it came: moments apart
      envelope: (({ recipients: _own, ...rest }) => rest)(begun.envelope),
    });
  });

  it('is free for the relay where the lease does not go on', async () => {
    const begun = await born();
    expect(await settled(begun, 'release', false)).toBe(true);
    expect(await store.deliveries.take(begun.id)).toMatchObject({ id: begun.id });
  });

  it('counts the claims of its sender', async () => {
    const { id } = await born();
    const decide = (outcome: string) =>
      sql`
      insert into claims (id, message_id, sender, codes, reason, source, outcome, decided_at)
      values (gen_random_uuid(), ${id}, ${envelope().login}, '{6(c)}', '', 'header', ${outcome}, now())
    `.execute(store.db);
    for (const outcome of ['confirmed', 'refused', 'refused']) await decide(outcome);
    expect((await born()).claimRecord).toEqual({ decided: 3, refused: 2 });
    const written = envelope().login?.toUpperCase() ?? '';
    expect(await store.claims.recordOf(['nobody@home.example', written])).toEqual({ decided: 3, refused: 2 });
    expect(await store.claims.recordOf(['nobody@home.example'])).toEqual({ decided: 0, refused: 0 });
  });
});

it('is told of, and given back, where the answer to its storing is lost', async () => {
  const { id: other } = await born();
  const { holder } = await store.db
    .selectFrom('messages')
    .select('relay_holder as holder')
    .where('id', '=', other)
    .executeTakeFirstOrThrow();
  const deaf = store.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (result.rows.length > 0) throw new StoreUnavailableError(null);
      return result;
    },
  });
  const lost: [id: string, lease: string][] = [];
  const takes = () => ({ ...taker, lost: (...what: [string, string]) => void lost.push(what) });
  const accept = acceptOf(deaf, store.masterKey, holder ?? 0);
  await expect(accept(envelope(), pieces(RAW), { takes })).rejects.toThrow(StoreUnavailableError);
  const [[id, lease] = ['', '']] = lost;
  expect(await waiting()).not.toContain(id);
  expect(await store.messages.giveBack(id, other)).toBe(false);
  const { id: second, lease: its } = await born();
  const given = await store.messages.giveBackAll([
    { id, lease },
    { id: second, lease: its ?? '' },
    { id: other, lease },
  ]);
  expect(new Map(given.map((each) => [each.id, each.state]))).toEqual(
    new Map([
      [id, 'inspecting'],
      [second, 'inspecting'],
    ]),
  );
  expect(await store.messages.giveBack(id, lease)).toBe(false);
  expect(await waiting()).toEqual(expect.arrayContaining([id, second]));
});

describe('who stores a message', () => {
  const rows: [why: string, bytes: number, takes: boolean, isAsked: boolean][] = [
    ['takes it', 10, true, true],
    ['may leave it', 10, false, true],
    ['takes a whole chunk', CHUNK_BYTES, true, true],
    ['is not asked for what is larger than a chunk', CHUNK_BYTES + 1, true, false],
  ];
  it.each(rows)('%s', async (_why, bytes, takes, isAsked) => {
    const asked: number[] = [];
    const raw = Buffer.alloc(bytes, 'x');
    const cut = Array.from({ length: Math.ceil(bytes / 65_536) }, (_, at) =>
      raw.subarray(at * 65_536, (at + 1) * 65_536),
    );
    const { id, begun } = await store.messages.acceptAndBegin(envelope(), pieces(...cut), {
      takes: (whole) => {
        asked.push(whole.length);
        return takes ? taker : undefined;
      },
    });
    expect(asked).toEqual(isAsked ? [bytes] : []);
    expect(begun?.bytes.equals(raw)).toBe(takes && isAsked ? true : undefined);
    expect(await store.messages.state(id)).toBe(takes && isAsked ? 'inspecting' : 'received');
  });

  it('is told that the server has the statement before it is done, and not of a large one', async () => {
    const locked = Promise.withResolvers<void>();
    const unlock = Promise.withResolvers<void>();
    const holding = store.db.transaction().execute(async (transaction) => {
      await sql`lock table message_chunks in exclusive mode`.execute(transaction);
      locked.resolve();
      await unlock.promise;
    });
    await locked.promise;
    const told: number[] = [];
    const heard = Promise.withResolvers<void>();
    const storing = [200 * 1024, 10].map((bytes) => {
      const sent = () => {
        told.push(bytes);
        heard.resolve();
      };
      return store.messages.acceptAndBegin(envelope(), pieces(Buffer.alloc(bytes, 'x')), {
        takes: () => ({ ...taker, sent }),
      });
    });
    await heard.promise;
    // It waits for the lock there, whatever becomes of us.
    const atWork = async () =>
      (
        await sql`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into messages%'`.execute(
          store.db,
        )
      ).rows.length;
    while ((await atWork()) < 2) await new Promise(setImmediate);
    expect(told).toEqual([10]);
    unlock.resolve();
    await holding;
    for (const { begun } of await Promise.all(storing)) expect(begun).toBeDefined();
    expect(told).toEqual([10]);
  });
});
