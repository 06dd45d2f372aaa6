import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Period } from '../../src/store/reports.ts';
import { inspection, verdict } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { decided, heldMessage, lesson } from '../review/history.ts';

let here: TestStore;
const TO = ['j.bell@party.example', 'p.osei@home.example'];
const EVER: Period = { from: '2020-01-01', to: '2099-12-31' };

beforeAll(async () => {
  here = await testStore();
});
beforeEach(async () => {
  await sql`truncate messages, audit, day_figures cascade`.execute(here.db);
  await sql`update figures_upto set seq = 0, at = null`.execute(here.db);
});
afterAll(async () => {
  await here?.close();
});

async function figures(): Promise<string[]> {
  const days = await here.figures.days(EVER.from, EVER.to);
  return days.map(({ figure, key, count }) => `${figure} ${key} ${count}`).sort();
}

describe('figures by day', () => {
  it('count what the audit log tells, each record once however often they catch up', async () => {
    await heldMessage(here, ['minutes', 'membership']);
    await heldMessage(here, ['minutes']);
    for (let pass = 0; pass < 3; pass += 1) await here.figures.catchUp(2);
    await Promise.all([here.figures.catchUp(1000), here.figures.catchUp(1000), here.figures.catchUp(1000)]);
    await heldMessage(here, ['elections']);
    await here.figures.catchUp(1000);
    expect(await here.figures.catchUp(1000)).toBe(0);
    expect(await figures()).toEqual([
      'held all 3',
      'held-category elections 1',
      'held-category membership 1',
      'held-category minutes 2',
      'held-reason confidential-matter 3',
    ]);
  });

  it('count a message that is looked at again as one, and tell when it was cleared', async () => {
    const id = await heldMessage(here, ['minutes']);
    await here.holds.scanAgain(id, { userId: null, name: 'ann' });
    await here.messages.begin(id);
    await here.messages.settle(id, inspection('hold', TO), { register: 'r', policy: 'p' });
    await here.holds.scanAgain(id, { userId: null, name: 'ann' });
    await here.messages.begin(id);
    await here.messages.settle(id, inspection('release', TO), { register: 'r', policy: 'p' });
    await here.figures.catchUp(1000);
    expect(await figures()).toEqual([
      'cleared all 1',
      'held all 1',
      'held-category minutes 1',
      'held-reason confidential-matter 1',
      'released no-confidential-matter 1',
    ]);
  });

  it('tell what ran out seen from what ran out unseen', async () => {
    await heldMessage(here, ['minutes'], 400);
    await here.holds.seen(await heldMessage(here, ['minutes'], 400));
    await here.holdClock.pass({ warn: 48, escalate: 72, return: 336 }, async () => []);
    await here.figures.catchUp(1000);
    expect((await figures()).filter((each) => each.startsWith('ran-out'))).toEqual([
      'ran-out seen 1',
      'ran-out unseen 1',
    ]);
  });
});

describe('reports', () => {
  it('count decisions that stand, and how long messages had waited', async () => {
    await decided(here, 'ann', {}, { hours: 2 });
    await decided(here, 'ann', { kind: 'reject', paragraph: null, isBreach: true }, { hours: 4 });
    await decided(
      here,
      'ben',
      { paragraph: 'no-confidential-matter', lessons: [lesson('minutes', false, ['minutes/title'])] },
      { hours: 6 },
    );
    const undone = await heldMessage(here);
    await here.verdicts.decide(undone, { userId: null, name: 'ben' }, verdict({ undoSeconds: 10 }));
    await here.verdicts.undo(undone, { userId: null, name: 'ben' });

    const all = await here.reports.decisions(EVER);
    expect(all).toMatchObject({ released: 2, notConfidential: 1, rejected: 1, breaches: 1 });
    expect(all.medianSeconds).toBeCloseTo(4 * 3600, -1);
    expect(
      (await here.reports.byParagraph(EVER)).map(({ paragraph, released, rejected }) => [
        paragraph,
        released,
        rejected,
      ]),
    ).toEqual([
      ['6(c)', 1, 0],
      ['no-confidential-matter', 1, 0],
      [null, 0, 1],
    ]);
    expect((await here.reports.byReviewer(EVER)).map(({ reviewer, released }) => [reviewer, released])).toEqual([
      ['ann', 1],
      ['ben', 1],
    ]);
    expect(await here.reports.byDay(EVER)).toMatchObject([{ released: 2, notConfidential: 1, rejected: 1 }]);
  });

  it('know the days of London: a decision after midnight there belongs to the next day', async () => {
    await decided(here, 'ann');
    // 00:30 of 2 July in London.
    await sql`update verdicts set decided_at = '2026-07-01 23:30+00'`.execute(here.db);
    const on = async (day: string) => (await here.reports.decisions({ from: day, to: day })).released;
    expect([await on('2026-07-01'), await on('2026-07-02')]).toEqual([0, 1]);
  });

  it('count claims by sender and paragraph, with what became of them', async () => {
    for (const outcome of ['confirmed', 'refused', 'refused', null]) {
      const id = await heldMessage(here);
      await here.claims.redeem(await here.claims.link(id), { codes: ['6(c)'], reason: 'to the CLP' }, '192.0.2.1');
      await sql`update claims set outcome = ${outcome} where message_id = ${id}`.execute(here.db);
    }
    expect(await here.reports.claims(EVER, 10)).toEqual([
      { sender: 'a.khan@party.example', code: '6(c)', made: 4, confirmed: 1, refused: 2 },
    ]);
    expect(await here.reports.claims({ from: '2020-01-01', to: '2020-01-31' }, 10)).toEqual([]);
  });

  it('tell what waits by its age', async () => {
    for (const hours of [0, 0.5, 2, 30, 500]) await heldMessage(here, ['minutes'], hours);
    const { all, ages, oldestSeconds } = await here.reports.waiting();
    expect([all, ages]).toEqual([5, [2, 1, 0, 1, 0, 0, 1]]);
    expect(oldestSeconds).toBeGreaterThan(499 * 3600);
  });
});
