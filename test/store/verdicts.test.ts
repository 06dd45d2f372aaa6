import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewVerdict, Reviewer } from '../../src/store/verdicts.ts';
import { verdict as anyVerdict, envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const VERSIONS = { register: 'r', policy: 'p' };
const ANN: Reviewer = { userId: null, name: 'ann' };
const BEN: Reviewer = { userId: null, name: 'ben' };
const TO = ['j.bell@party.example', 'p.osei@home.example'];

let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});

afterAll(async () => {
  await store?.close();
});

async function held(): Promise<string> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection('hold', TO), VERSIONS);
  return id;
}

/** As from the pages: there is time to undo it. */
const verdict = (over: Partial<NewVerdict> = {}) => anyVerdict({ undoSeconds: 10, ...over });

const statesOf = async (id: string) => {
  const message = await store.holds.show(id);
  return [message?.state, ...(message?.recipientStates.map(({ state }) => state) ?? [])];
};

describe('a verdict', () => {
  it('releases for all, and no relay can take it while it can be undone', async () => {
    const id = await held();
    expect(await store.verdicts.decide(id, ANN, verdict())).toMatchObject({ kind: 'standing' });
    expect(await statesOf(id)).toEqual(['released', 'pending', 'pending']);
    expect(await store.deliveries.take(id)).toBeUndefined();
    expect(await store.backlog.toRelay(0, 10)).not.toContain(id);

    expect(await store.verdicts.undo(id, ANN)).toBe(true);
    expect(await statesOf(id)).toEqual(['held', 'held', 'held']);
    expect((await store.verdicts.of(id)).map(({ state }) => state)).toEqual(['undone']);
  });

  it('is final once its time is over: it can be relayed and no longer undone', async () => {
    const id = await held();
    await store.verdicts.decide(id, ANN, verdict({ undoSeconds: 0 }));
    expect(await store.verdicts.undo(id, ANN)).toBe(false);
    expect(await store.deliveries.take(id)).toMatchObject({ id, reason: '6(c)' });
  });

  it('for some recipients leaves the others held, and is undone for those alone', async () => {
    const id = await held();
    await store.verdicts.decide(id, ANN, verdict({ recipients: [1] }));
    expect(await statesOf(id)).toEqual(['held', 'pending', 'held']);
    await store.verdicts.undo(id, ANN);
    expect(await statesOf(id)).toEqual(['held', 'held', 'held']);
    expect(await store.holds.show(id)).toMatchObject({ decision: { action: 'hold' }, reason: 'confidential-matter' });
  });

  it('that refuses the rest of a split message lets those have it whom it was released to', async () => {
    const id = await held();
    await store.verdicts.decide(id, ANN, verdict({ recipients: [1], undoSeconds: 0 }));
    await store.verdicts.decide(id, ANN, verdict({ kind: 'reject', paragraph: null, undoSeconds: 0 }));
    expect(await statesOf(id)).toEqual(['released', 'pending', 'rejected']);
    expect((await store.deliveries.take(id))?.recipients.map(({ address }) => address)).toEqual([TO[0]]);
  });

  it('waits for a second reviewer where two are needed, who is not the first', async () => {
    const id = await held();
    const more = { undoSeconds: 10, lessons: [] };
    expect(await store.verdicts.decide(id, ANN, verdict({ needsTwo: true }))).toMatchObject({ kind: 'proposed' });
    expect(await statesOf(id)).toEqual(['held', 'held', 'held']);
    expect(await store.verdicts.decide(id, BEN, verdict())).toEqual({ kind: 'waits' });
    expect(await store.verdicts.second(id, ANN, more)).toEqual({ kind: 'not-held' });
    expect(await store.verdicts.second(id, BEN, more)).toMatchObject({ kind: 'standing' });
    expect(await statesOf(id)).toEqual(['released', 'pending', 'pending']);
    expect(await store.verdicts.of(id)).toMatchObject([{ byName: 'ann', secondedName: 'ben', state: 'standing' }]);
  });

  it('that is declined can be made anew', async () => {
    const id = await held();
    await store.verdicts.decide(id, ANN, verdict({ needsTwo: true }));
    expect(await store.verdicts.decline(id, BEN, 'not clear')).toBe(true);
    expect(await store.verdicts.decide(id, BEN, verdict())).toMatchObject({ kind: 'standing' });
  });

  it('comes from one of two reviewers who decide at once', async () => {
    const id = await held();
    const outcomes = await Promise.all([
      store.verdicts.decide(id, ANN, verdict()),
      store.verdicts.decide(id, BEN, verdict({ kind: 'reject', paragraph: null })),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['not-held', 'standing']);
  });

  it('teaches by signal, and forgets the lesson when it is undone', async () => {
    const id = await held();
    const lesson = {
      category: 'minutes',
      isMatter: false,
      confidence: 0.8,
      signals: [{ signal: 'minutes/title', weight: 2 }],
      text: 'Minutes of nothing',
    };
    await store.verdicts.decide(id, ANN, verdict({ paragraph: 'no-confidential-matter', lessons: [lesson] }));
    expect(await store.lessons.signals(10)).toMatchObject([{ signal: 'minutes/title', decided: 1, overruled: 1 }]);
    expect(await store.lessons.all(10)).toMatchObject([{ text: 'Minutes of nothing', isMatter: false }]);
    await store.verdicts.undo(id, ANN);
    expect(await store.lessons.signals(10)).toEqual([]);
  });

  it('stands on an audit log that is whole', async () => {
    expect(await store.audit.verify()).toMatchObject({ kind: 'whole' });
  });
});
