/** Who may be relayed without a job: what this gateway took and is to send, once, and no more at once than may be. */
import { EventEmitter, on } from 'node:events';
import { describe, expect, it } from 'vitest';
import { directRelay } from '../../src/gateway/direct-relay.ts';
import { createLog } from '../../src/log.ts';
import type { Outgoing } from '../../src/store/deliveries.ts';
import type { MessageEvent } from '../../src/store/events.ts';

const MOST_AT_ONCE = 16;
const outgoing = (id: string) => ({ id }) as Outgoing;

/** What it relayed and by which way; nothing ends before it is let go. */
function relaying() {
  const news = new EventEmitter();
  const relayed: string[] = [];
  const ends = Promise.withResolvers<void>();
  const some = new EventEmitter();
  const note = async (way: string) => {
    relayed.push(way);
    some.emit('relayed');
    await ends.promise;
  };
  const all = async function* (signal: AbortSignal) {
    for await (const [event] of on(news, 'message', { signal })) yield event as MessageEvent;
  };
  const byId = (id: string) => note(`${id} by its id`);
  const taken = ({ id }: Outgoing) => note(`${id} at hand`);
  const direct = directRelay({ all }, { byId, taken }, createLog({ log: 'silent' }));
  const tell = (id: string) => news.emit('message', { id, state: 'released' });
  return { direct, relayed, tell, letGo: ends.resolve, next: () => once(some) };
}

const once = (emitter: EventEmitter) => new Promise<void>((resolve) => emitter.once('relayed', () => resolve()));

describe('relaying without a job', () => {
  it('has a place for what is expected, once, and for nothing else', async () => {
    const { direct, relayed, letGo } = relaying();
    // Borrowed from its MTA, which sends it on itself.
    expect(direct.place('borrowed')).toBeUndefined();
    direct.expect('ours');
    const place = direct.place('ours');
    expect(direct.place('ours')).toBeUndefined();
    place?.send(outgoing('ours'));
    expect(relayed).toEqual(['ours at hand']);
    letGo();
    await direct.close();
    expect(direct.place('ours')).toBeUndefined();
  });

  it('hears of what found no place, and of that alone', async () => {
    const { direct, relayed, tell, letGo, next } = relaying();
    for (const id of ['a', 'b']) direct.expect(id);
    direct.place('a')?.free();
    const heard = next();
    for (const id of ['a', 'unknown', 'b']) tell(id);
    await heard;
    expect(relayed).toEqual(['b by its id']);
    letGo();
    await direct.close();
  });

  it('relays so many at once', async () => {
    const { direct, letGo } = relaying();
    const ids = Array.from({ length: MOST_AT_ONCE + 1 }, (_, index) => String(index));
    for (const id of ids) direct.expect(id);
    const places = ids.map((id) => direct.place(id));
    expect(places.filter(Boolean)).toHaveLength(MOST_AT_ONCE);
    places[0]?.free();
    places[1]?.send(outgoing('1'));
    expect(direct.place(String(MOST_AT_ONCE))).toBeDefined();
    letGo();
    await direct.close();
  });
});
