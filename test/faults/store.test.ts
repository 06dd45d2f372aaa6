/**
 * The store fails at its n-th call, before it did what was asked or after: nothing is lost, nothing held goes out.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { directInspection, type Room } from '../../src/gateway/direct-inspection.ts';
import { lostLeases } from '../../src/gateway/lost-leases.ts';
import { createLog } from '../../src/log.ts';
import type { MessageQueue } from '../../src/queue/jobs.ts';
import { reconcile } from '../../src/queue/reconcile.ts';
import type { Outgoing } from '../../src/store/deliveries.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { type InspectTools, inspectorOf, inspectProcessor, submissionOf } from '../../workers/inspect.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { failingAt } from './failing.ts';

const addresses = envelope().recipients.map(({ address }) => address);
const versions = { register: 'r1', policy: 'p1' };
const log = createLog({ log: 'silent' });
const EMPTY: Document = { kind: 'message', parts: [], unscannable: [], ledger: [] };
/** More calls than one message's way takes; a fault beyond the last is a run without one. */
const CALLS = 14;

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

type Way = 'by a job' | 'without a job';

/** One message through all of it, over a queue that forgets every job whose processor failed. */
async function run(way: Way, action: 'release' | 'hold' | 'split', n: number, when: 'before' | 'after') {
  const asked = failingAt(n, when);
  const failing = {
    messages: asked(store.messages),
    deliveries: asked(store.deliveries),
    backlog: asked(store.backlog),
  };
  const jobs: [MessageQueue, string][] = [];
  const accepted: string[] = [];
  const sent: string[] = [];
  const held = action === 'split' ? ['p.osei@home.example'] : [];
  const tools: InspectTools = {
    messages: failing.messages,
    judgements: store.judgements,
    enqueue: async (queue, { messageId }) => jobs.push([queue, messageId]) > 0,
    inspect: async () => ({ inspection: inspection(action, addresses, held), versions }),
    decided: () => undefined,
    log,
  };
  const inspect = inspectProcessor(tools);
  const relayTaken = async (outgoing: Outgoing) => {
    sent.push(...outgoing.recipients.map(({ address }) => address));
    await failing.deliveries.record(outgoing, relayed(outgoing), null);
  };
  const relay = async (id: string) => {
    const outgoing = await failing.deliveries.take(id);
    if (outgoing) await relayTaken(outgoing);
  };
  const leases = lostLeases({ messages: failing.messages, enqueue: tools.enqueue, log, retryMs: 1 });
  const direct = directInspection({
    read: async () => EMPTY,
    // Half of what comes is judged before it is stored, the rest after: either way it goes on alike.
    judge: (message) =>
      n % 2 === 0 ? tools.inspect(submissionOf(message), {}) : Promise.reject(new Error('not judged ahead')),
    inspect: async (message, ahead, released) => {
      let sending: Promise<void> | undefined;
      const send = (outgoing: Outgoing) => {
        sending = relayTaken(outgoing);
      };
      const placeToRelay = () => ({ send, free: () => undefined });
      const word = await inspectorOf(tools)(message, { ...ahead, released, placeToRelay });
      await unlessAway(sending ?? Promise.resolve());
      return word;
    },
    messages: failing.messages,
    leases,
    log,
  });
  const unlessAway = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  };

  // The client that hears 451 sends again, and may thereby send twice; that is its right (RFC 5321, 6.1).
  while (accepted.length === 0) {
    let room: Room | undefined;
    const takes = (bytes: Buffer) => {
      if (way === 'without a job') room = direct.room({ envelope: envelope(), bytes, isJudgedOnly: false });
      return room;
    };
    await unlessAway(
      failing.messages
        .acceptAndBegin(envelope(), pieces('Subject: x\r\n\r\ny'), { takes })
        .then(async ({ id, begun }) => {
          accepted.push(id);
          if (begun) await room?.start(begun);
        }),
    );
  }
  const queues = {
    enqueueAll: async (queue: MessageQueue, ids: readonly string[]) => {
      for (const id of ids) jobs.push([queue, id]);
    },
  };
  for (let pass = 0; pass < 4; pass += 1) {
    await unlessAway(reconcile(failing.backlog, queues, 0));
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const [queue, messageId] = job;
      if (queue === 'inspect') await unlessAway(inspect({ id: messageId, data: { messageId } }));
      if (queue === 'release') await unlessAway(relay(messageId));
    }
    // A relay that lost its store cannot give its lease back; the end of its process does (`presence.ts`).
    await sql`update messages set relay_lease = null where id = any(${accepted}::uuid[])`.execute(store.db);
  }
  await direct.close();
  await leases.close();
  const shown = await Promise.all(accepted.map((id) => store.holds.show(id)));
  return { sent, states: shown.map((message) => message?.state) };
}

const relayed = ({ recipients }: Outgoing) =>
  recipients.map(({ ordinal }) => ({ ordinal, state: 'relayed' as const, response: '250 2.0.0 Ok' }));

const ways = (['by a job', 'without a job'] as const).flatMap((way) =>
  (['before', 'after'] as const).map((when) => ({ way, when })),
);

describe.each(ways)('inspected $way, a store that fails $when it did what was asked', ({ way, when }) => {
  const calls = Array.from({ length: CALLS }, (_, index) => index + 1);

  it.each(calls)('at call %i: what is released reaches everybody', async (n) => {
    const { sent, states } = await run(way, 'release', n, when);
    expect(new Set(sent)).toEqual(new Set(addresses));
    expect(states).toEqual(['relayed']);
  });

  it.each(calls)('at call %i: what is held reaches nobody', async (n) => {
    expect(await run(way, 'hold', n, when)).toEqual({ sent: [], states: ['held'] });
  });

  it.each(calls)('at call %i: of a split, who is held gets nothing', async (n) => {
    const { sent, states } = await run(way, 'split', n, when);
    expect([new Set(sent), states]).toEqual([new Set(['j.bell@party.example']), ['held']]);
  });
});
