import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { type InspectTools, inspectorOf, inspectProcessor } from '../../workers/inspect.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const addresses = envelope().recipients.map(({ address }) => address);
const versions = { register: 'r1', policy: 'p1' };
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const accept = () => store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
const stateOf = async (id: string) => (await store.holds.show(id))?.state;

/** The processor with the real store, and a note of what it enqueued. */
function processor(over: Partial<InspectTools> = {}) {
  const enqueued: string[] = [];
  const tools: InspectTools = {
    messages: store.messages,
    judgements: store.judgements,
    enqueue: async (queue) => enqueued.push(queue) > 0,
    inspect: async () => ({ inspection: inspection('release', addresses), versions }),
    decided: () => undefined,
    log: createLog({ log: 'silent' }),
    ...over,
  };
  const run = inspectProcessor(tools);
  return {
    enqueued,
    inspect: inspectorOf(tools),
    run: (messageId: string) => run({ id: messageId, data: { messageId } }),
  };
}

const outcome = (action: 'release' | 'hold' | 'split', held: string[] = []) => ({
  inspect: async () => ({ inspection: inspection(action, addresses, held), versions }),
});

describe('inspecting', () => {
  const rows: [why: string, tools: Partial<InspectTools>, word: string, state: string, enqueued: string[]][] = [
    ['releases what is cleared', outcome('release'), 'release', 'released', []],
    ['holds what is not', outcome('hold'), 'hold', 'held', ['notify']],
    ['does both for a split', outcome('split', ['p.osei@home.example']), 'split', 'held', ['release', 'notify']],
    [
      'holds when the scanner fails',
      { inspect: () => Promise.reject(new TypeError('x is not a function')) },
      'hold',
      'held',
      ['notify'],
    ],
  ];
  it.each(rows)('%s', async (_why, tools, word, state, enqueued) => {
    const id = await accept();
    const worker = processor(tools);
    expect(await worker.run(id)).toBe(word);
    expect([await stateOf(id), worker.enqueued]).toEqual([state, enqueued]);
  });

  it('does nothing the second time, and nothing for a message that is not there', async () => {
    const id = await accept();
    const worker = processor();
    await worker.run(id);
    expect(await worker.run(id)).toBe('already-settled');
    expect(await worker.run('01900000-0000-7000-8000-000000000000')).toBe('already-settled');
    await expect(worker.run('x')).rejects.toThrow('job `x` carries no message id');
    expect(worker.enqueued).toEqual([]);
  });

  it('decides once when two run beside each other, and the first decision stands', async () => {
    const id = await accept();
    const words = await Promise.all([processor(outcome('hold')).run(id), processor(outcome('release')).run(id)]);
    expect(words.filter((word) => word === 'already-settled')).toHaveLength(1);
    expect(await stateOf(id)).toBe(words.includes('hold') ? 'held' : 'released');
  });

  it('leaves to a later time what waiting can mend', async () => {
    const id = await accept();
    const away = { inspect: () => Promise.reject(new StoreUnavailableError(null)) };
    await expect(processor(away).run(id)).rejects.toThrow(StoreUnavailableError);
    expect(await stateOf(id)).toBe('inspecting');
    expect(await processor().run(id)).toBe('release');
  });

  it('holds a message that ended its workers, without giving it to another', async () => {
    const id = await accept();
    for (let time = 0; time < 3; time += 1) await store.messages.begin(id);
    let asked = false;
    const worker = processor({
      inspect: async () => {
        asked = true;
        return { inspection: inspection('release', addresses), versions };
      },
    });
    expect([await worker.run(id), asked]).toEqual(['hold', false]);
  });

  const ahead: [why: string, claims: boolean, judged: number][] = [
    ['is not judged again', false, 0],
    ['is judged again where it claims something, for now it is known what earlier claims came to', true, 1],
  ];
  it.each(ahead)('what was judged before it was stored %s', async (_why, claims, judged) => {
    let count = 0;
    const early = inspection('release', addresses);
    const claimed = { ...early, claims: [{ codes: ['6(a)'], reason: '', source: 'subject' as const }] };
    const inspect = async () => {
      count += 1;
      return { inspection: inspection('release', addresses), versions };
    };
    const message = await store.messages.begin(await accept());
    if (!message) throw new Error('it was not begun');
    const judgement = Promise.resolve({ inspection: claims ? claimed : early, versions });
    expect(await processor({ inspect }).inspect(message, { judgement })).toBe('release');
    expect(count).toBe(judged);
  });

  const tellings: [why: string, action: 'release' | 'hold', hasPlace: boolean, tells: boolean][] = [
    ['told before it is settled, where its relay is ours', 'release', true, true],
    ['not told where somebody else relays it', 'release', false, false],
    ['not told of what is held', 'hold', true, false],
  ];
  it.each(tellings)('a release is %s', async (_why, action, hasPlace, tells) => {
    const taker = { sent: () => undefined, lost: () => undefined };
    const { begun } = await store.messages.acceptAndBegin(envelope(), pieces('Subject: x\r\n\r\ny'), {
      takes: () => taker,
    });
    if (!begun) throw new Error('it was not taken');
    const states: (string | undefined)[] = [];
    const looks: Promise<void>[] = [];
    const released = () => void looks.push(stateOf(begun.id).then((state) => void states.push(state)));
    const settle: typeof store.messages.settle = async (...args) => {
      await Promise.all(looks);
      return store.messages.settle(...args);
    };
    const place = { send: () => undefined, free: () => undefined };
    const { inspect } = processor({ ...outcome(action), messages: { ...store.messages, settle } });
    await inspect(begun, { released, ...(hasPlace && { placeToRelay: () => place }) });
    expect(states).toEqual(tells ? ['inspecting'] : []);
  });
});
