import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { createLog } from '../../src/log.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { holdsProcessor } from '../../workers/holds.ts';
import { envelope, inspection, pieces, reject } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const JOB = { id: 'clock', data: {} };

let store: TestStore;
let enqueued: string[] = [];

beforeAll(async () => {
  store = await testStore();
});

afterAll(async () => {
  await store?.close();
});

function processor(holdClock: TestStore['holdClock'] = store.holdClock) {
  return holdsProcessor({
    holdClock,
    policy: () => DEFAULT_POLICY,
    writeNews: async () => [{ recipient: 'ann@party.example', raw: Buffer.from('Subject: news\r\n\r\n') }],
    enqueue: async (queue, { messageId }) => {
      enqueued.push(`${queue} ${messageId}`);
      return true;
    },
    log: createLog({ log: 'silent' }),
  });
}

async function heldFor(hours: number): Promise<string> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection('hold', ['j.bell@party.example', 'p.osei@home.example']), {
    register: 'r',
    policy: 'p',
  });
  await sql`update messages set held_at = now() - ${hours} * interval '1 hour' where id = ${id}`.execute(store.db);
  return id;
}

describe('the clock of holds', () => {
  it('returns what ran out and asks for its letter, also beside itself and twice', async () => {
    const id = await heldFor(400);
    enqueued = [];
    await Promise.all([processor()(JOB), processor()(JOB)]);
    await processor()(JOB);
    expect((await store.audit.of(id)).filter(({ action }) => action === 'ran out')).toHaveLength(1);
    expect(enqueued).toContain(`notify ${id}`);
    // Warned and escalated on its way, each told once.
    expect(enqueued.filter((each) => each.startsWith('release'))).toHaveLength(2);
  });

  it('leaves everything as it was where the store is away, and does it when it is back', async () => {
    const id = await heldFor(50);
    const away = { ...store.holdClock, pass: () => Promise.reject(new StoreUnavailableError(new Error('away'))) };
    await expect(processor(away)(JOB)).rejects.toThrow(StoreUnavailableError);
    expect((await store.holds.show(id))?.level).toBe(0);
    await processor()(JOB);
    expect((await store.holds.show(id))?.level).toBe(1);
  });

  it('finds the letters of rejections that lost their job, once a minute has passed', async () => {
    const id = await heldFor(1);
    await reject(store, id, 'ann', 'not for outside');
    await sql`update verdicts set decided_at = now() - interval '2 minutes' where message_id = ${id}`.execute(store.db);
    enqueued = [];
    await processor()(JOB);
    expect(enqueued).toContain(`notify ${id}`);
    const written: string[] = [];
    const write = async ({ about }: { about: { kind: string } }) => {
      written.push(about.kind);
      return { recipient: 'a.khan@party.example', raw: Buffer.from('Subject: no\r\n\r\n') };
    };
    await store.outcomes.tell(id, write);
    await store.outcomes.tell(id, write);
    expect(written).toEqual(['rejected']);
  });
});
