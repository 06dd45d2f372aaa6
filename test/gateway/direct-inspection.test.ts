/** How much a process takes for inspection at once, and that what it cannot settle is given back, however often that fails. */
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { type DirectTools, directInspection, type Room } from '../../src/gateway/direct-inspection.ts';
import { createLog } from '../../src/log.ts';
import type { Begun } from '../../src/store/begun.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { envelope } from '../messages.ts';

const EMPTY: Document = { kind: 'message', parts: [], unscannable: [], ledger: [] };
const log = createLog({ log: 'silent' });

function begun(id: string): Begun {
  return {
    id,
    envelope: envelope(),
    bytes: Buffer.from('Subject: x\r\n\r\ny'),
    inspections: 0,
    claims: [],
    claimRecord: { decided: 0, refused: 0 },
    isJudgedOnly: false,
    lease: `lease of ${id}`,
    sha256: Buffer.alloc(32),
    receivedAt: new Date(0),
  };
}

/** With a reader that reads nothing. */
const directly = (
  inspect: DirectTools['inspect'],
  messages: DirectTools['messages'],
  read: DirectTools['read'] = () => Promise.reject(new Error('not read')),
  judge: DirectTools['judge'] = () => Promise.reject(new Error('not judged')),
  add: DirectTools['leases']['add'] = () => undefined,
  heard: DirectTools['log'] = log,
) => directInspection({ inspect, messages, read, judge, leases: { add }, log: heard });

const unstored = (size: number) => ({ envelope: envelope(), bytes: Buffer.alloc(size), isJudgedOnly: false });
const noted = () => {
  const given: string[] = [];
  return { given, giveBack: async (id: string, lease: string) => given.push(`${id}: ${lease}`) > 0 };
};

describe('inspecting without a job', () => {
  const words: [word: string, state: string | undefined][] = [
    ['release', 'released'],
    ['hold', 'held'],
    ['split', 'held'],
    ['judged', 'returned'],
    ['already-settled', undefined],
  ];
  it.each(words)('tells what `%s` comes to, and gives nothing back', async (word, state) => {
    const { given, giveBack } = noted();
    const direct = directly(async () => word, { giveBack });
    expect(await direct.room(unstored(10))?.start(begun('a'))).toBe(state);
    expect(given).toEqual([]);
  });

  const rooms: [why: string, sizes: number[], fits: number][] = [
    ['many small messages', Array.from({ length: 200 }, () => 1_000), 128],
    ['few that are large', Array.from({ length: 100 }, () => 500 * 1024), 65],
  ];
  it.each(rooms)('has room for so much of %s, and again when some is free', (_why, sizes, fits) => {
    const direct = directly(async () => 'release', noted());
    const taken = sizes.map((size) => direct.room(unstored(size))).filter((room) => room !== undefined);
    expect(taken).toHaveLength(fits);
    expect(direct.room(unstored(sizes[0] ?? 0))).toBeUndefined();
    taken[0]?.free();
    expect(direct.room(unstored(sizes[0] ?? 0))).toBeDefined();
  });

  it('reads before the message is stored, of so many at once as can be read, and judges after', async () => {
    const read: number[] = [];
    const seen: boolean[] = [];
    const none = Promise.reject(new Error('nothing to read'));
    const direct = directly(
      async (_message, ahead) => {
        seen.push(ahead !== undefined);
        return 'release';
      },
      noted(),
      (bytes) => {
        read.push(bytes.length);
        return none;
      },
    );
    const rooms = Array.from({ length: 10 }, (_, at) => direct.room(unstored(at + 1)));
    expect([read, seen]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], []]);
    rooms[0]?.free();
    await Promise.all(rooms.slice(1).map((room, at) => room?.start(begun(String(at)))));
    expect(seen).toEqual([...Array(7).fill(true), false, false]);
  });

  const counted: [when: string, count: (room: Room | undefined) => unknown][] = [
    ['the statement that stores it is with the server', (room) => room?.sent()],
    ['it is stored', (room) => room?.start(begun('a'))],
  ];
  it.each(counted)('judges a message when it is read and %s, and not before', async (_when, count) => {
    const judged = Promise.withResolvers<void>();
    let isCounted = false;
    const direct = directly(
      async () => 'hold',
      noted(),
      async () => EMPTY,
      async ({ bytes }) => {
        expect([bytes.length, isCounted]).toEqual([10, true]);
        judged.resolve();
      },
    );
    const room = direct.room(unstored(10));
    await new Promise(setImmediate);
    isCounted = true;
    count(room);
    await judged.promise;
  });

  it('tells that a message is released before that is settled, and goes on', async () => {
    const settled = Promise.withResolvers<string>();
    const direct = directly((_message, _ahead, released) => {
      released();
      return settled.promise;
    }, noted());
    expect(await direct.room(unstored(10))?.start(begun('a'))).toBe('released');
    const closed = direct.close();
    settled.resolve('release');
    await closed;
  });

  it('tells of a release only when it is settled to who shows it', async () => {
    const told: string[] = [];
    const direct = directly(async (_message, _ahead, released) => {
      released();
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
      told.push('settled');
      return 'release';
    }, noted());
    told.push((await direct.room(unstored(10))?.start(begun('a'), true)) ?? 'nothing');
    expect(told).toEqual(['settled', 'released']);
  });

  const faults: [why: string, error: Error, lines: string[]][] = [
    ['nothing of a database that is away', new StoreUnavailableError(null), []],
    ['of a fault', new TypeError('x'), ['not inspected at once']],
  ];
  it.each(faults)('says, for each message, %s', async (_why, error, lines) => {
    const said: string[] = [];
    const heard = pino({}, { write: (line) => said.push(JSON.parse(line).msg) });
    const direct = directly(() => Promise.reject(error), noted(), undefined, undefined, undefined, heard);
    await direct.room(unstored(10))?.start(begun('a'));
    expect(said).toEqual(lines);
  });

  it('leaves a message that it cannot settle to whoever gives leases back, at once', async () => {
    const added: string[] = [];
    const failed = () => Promise.reject(new StoreUnavailableError(null));
    const direct = directly(failed, noted(), undefined, undefined, (id, lease) => added.push(`${id}: ${lease}`));
    expect(await direct.room(unstored(10))?.start(begun('a'))).toBeUndefined();
    direct.room(unstored(10))?.lost('b', 'lease of b');
    expect(added).toEqual(['a: lease of a', 'b: lease of b']);
    expect(direct.room(unstored(10))).toBeDefined();
  });

  it('ends what is at work when it is closed, and gives back what waits', async () => {
    const ends = Promise.withResolvers<string>();
    const { given, giveBack } = noted();
    const begins = Promise.withResolvers<void>();
    let count = 0;
    const inspect = () => {
      count += 1;
      if (count === 8) begins.resolve();
      return ends.promise;
    };
    const direct = directly(inspect, { giveBack });
    const all = Array.from({ length: 10 }, (_, index) => direct.room(unstored(10))?.start(begun(String(index))));
    await begins.promise;
    const closed = direct.close();
    expect(direct.room(unstored(10))).toBeUndefined();
    ends.resolve('hold');
    await closed;
    expect(await Promise.all(all)).toEqual([...Array(8).fill('held'), undefined, undefined]);
    expect(given).toEqual(['8: lease of 8', '9: lease of 9']);
  });
});
