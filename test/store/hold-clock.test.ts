import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { envelope, inspection, pieces, verdict } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const HOURS = { warn: 48, escalate: 72, return: 336 };
const TO = ['j.bell@party.example', 'p.osei@home.example'];
const nobody = async () => [];

let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});

afterAll(async () => {
  await store?.close();
});

async function heldFor(hours: number): Promise<string> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection('hold', TO), { register: 'r', policy: 'p' });
  await sql`update messages set held_at = now() - ${hours} * interval '1 hour' where id = ${id}`.execute(store.db);
  return id;
}

const levelOf = async (id: string) => (await store.holds.show(id))?.level;

describe('a hold that waits', () => {
  it('is warned of, escalated, and returned in the end, each once', async () => {
    const [fresh, slow, slower, slowest] = [await heldFor(1), await heldFor(49), await heldFor(73), await heldFor(337)];
    const told: string[] = [];
    const write = async (step: string, count: number) => {
      told.push(`${step} ${count}`);
      return [{ recipient: 'ann@party.example', raw: Buffer.from('Subject: news\r\n\r\n') }];
    };
    const first = await store.holdClock.pass(HOURS, write);
    expect(first).toMatchObject({ warned: 3, escalated: 2, returned: 1 });
    expect(first.news).toHaveLength(2);
    expect(told).toEqual(['warned 3', 'escalated 2']);
    expect(await Promise.all([fresh, slow, slower].map(levelOf))).toEqual([0, 1, 2]);
    expect(await store.holds.show(slowest)).toMatchObject({ state: 'returned' });

    expect(await store.holdClock.pass(HOURS, write)).toMatchObject({ warned: 0, escalated: 0, returned: 0, news: [] });
    expect((await store.audit.of(slowest)).map(({ action }) => action)).toEqual([
      'decided held',
      'warned',
      'escalated',
      'ran out',
    ]);
  });

  it('does not run out unseen without that it is counted', async () => {
    const looked = await heldFor(400);
    await store.holds.seen(looked);
    const unseen = await heldFor(400);
    await store.holdClock.pass(HOURS, nobody);
    const last = async (id: string) => (await store.audit.of(id)).at(-1);
    expect(await last(looked)).toMatchObject({ action: 'ran out', detail: { seen: true } });
    expect(await last(unseen)).toMatchObject({ action: 'ran out', detail: { seen: false } });
  });

  it('changes nothing for whom the message has gone to already', async () => {
    const id = await heldFor(400);
    await store.verdicts.decide(id, { userId: null, name: 'ann' }, verdict({ recipients: [1] }));
    await store.holdClock.pass(HOURS, nobody);
    expect((await store.holds.show(id))?.recipientStates.map(({ state }) => state)).toEqual(['pending', 'rejected']);
    expect(await store.deliveries.take(id)).toMatchObject({ id });
    expect(await store.holdClock.untold(100)).toContain(id);
    const written: string[] = [];
    await store.outcomes.tell(id, async ({ about, recipients }) => {
      written.push(`${about.kind} ${recipients}`);
      return null;
    });
    expect(written).toEqual([`returned ${TO[1]}`]);
    expect(await store.holdClock.untold(100)).not.toContain(id);
  });

  it('asks for no letter about what only its mail server kept', async () => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'), { purpose: 'hand-back' });
    await store.borrowed.drop(id);
    expect(await store.holds.show(id)).toMatchObject({ state: 'returned' });
    expect(await store.holdClock.untold(100)).not.toContain(id);
  });

  it('stands in the queue before others when it is late, and is found by page and word', async () => {
    const ids = new Set<string>();
    let after = null;
    for (;;) {
      const page = await store.holdList.page({ state: 'held', order: 'gravest' }, after, 1);
      const [row] = page;
      if (!row) break;
      ids.add(row.id);
      after = { rank: row.rank, at: row.heldAt.toISOString(), id: row.id };
    }
    const all = await store.holdList.page({ state: 'held', order: 'gravest' }, null, 100);
    expect([...ids]).toEqual(all.map(({ id }) => id));
    expect(all[0]?.level).toBe(2);
    expect(await store.holdList.count({ state: 'held', order: 'gravest', text: 'branch new' })).toBe(all.length);
    expect(await store.holdList.count({ state: 'held', order: 'gravest', text: "osei' | ! (" })).toBe(all.length);
    expect(await store.holdList.count({ state: 'held', order: 'gravest', text: 'nobody' })).toBe(0);
    expect((await store.holdList.counts(null)).all).toBe(all.length);
  });
});
