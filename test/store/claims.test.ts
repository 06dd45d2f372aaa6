import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { envelope, inspection, pieces, verdict } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const VERSIONS = { register: 'r', policy: 'p' };
const ANN = { userId: null, name: 'ann' };
const TO = ['j.bell@party.example', 'p.osei@home.example'];

let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

async function decided(action: 'hold' | 'split'): Promise<{ id: string; token: string }> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection(action, TO, action === 'split' ? [TO[1] ?? ''] : []), VERSIONS);
  return { id, token: await store.claims.link(id) };
}

const statesOf = async (id: string) => {
  const message = await store.holds.show(id);
  return [message?.state, ...(message?.recipientStates.map(({ state }) => state) ?? [])];
};

describe('a message that its sender takes back', () => {
  it('goes to nobody for whom it was held, once', async () => {
    const { id, token } = await decided('hold');
    expect(await store.claims.withdraw(token)).toBe(true);
    expect(await statesOf(id)).toEqual(['returned', 'rejected', 'rejected']);
    expect(await store.claims.withdraw(token)).toBe(false);
    expect(await store.holdClock.untold(10)).not.toContain(id);
  });

  it('still goes to whom it may, where it has not gone there yet', async () => {
    const { id, token } = await decided('split');
    const outgoing = await store.deliveries.take(id);
    if (!outgoing) throw new Error('nothing to take');
    const delivery = { ordinal: 1, state: 'deferred' as const, response: '450 4.2.0 later' };
    await store.deliveries.record(outgoing, [delivery], new Date());
    expect(await store.claims.withdraw(token)).toBe(true);
    expect(await statesOf(id)).toEqual(['released', 'deferred', 'rejected']);
    expect((await store.deliveries.take(id))?.recipients).toMatchObject([{ address: TO[0] }]);
  });

  it('waits for no second reviewer any more', async () => {
    const { id, token } = await decided('hold');
    await store.verdicts.decide(id, ANN, verdict({ needsTwo: true }));
    await store.claims.withdraw(token);
    expect(await store.verdicts.of(id)).toMatchObject([{ state: 'withdrawn' }]);
  });
});

describe('what a link says became of the message', () => {
  const whyOf = async (token: string) => {
    const link = await store.claims.open(token);
    return link.kind === 'closed' ? link.why : link.kind;
  };

  it('of a half that was taken back or rejected says so, though the other half went', async () => {
    const taken = await decided('split');
    await store.claims.withdraw(taken.token);
    expect([(await statesOf(taken.id))[0], await whyOf(taken.token)]).toEqual(['released', 'ended']);
    const released = await decided('hold');
    await store.verdicts.decide(released.id, ANN, verdict({}));
    expect([(await statesOf(released.id))[0], await whyOf(released.token)]).toEqual(['released', 'released']);
  });

  it('while it is scanned again is no answer that nobody gave', async () => {
    const { id, token } = await decided('hold');
    await store.holds.scanAgain(id, ANN);
    expect([(await statesOf(id))[0], await whyOf(token)]).toEqual(['inspecting', 'busy']);
  });
});
