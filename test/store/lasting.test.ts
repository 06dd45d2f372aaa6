import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { lasting } from '../../src/store/lasting.ts';

/** Each connection is made when it is let; those that are open can be counted. */
function server() {
  const open = new Set<EventEmitter>();
  const asked = new EventEmitter();
  const connect = async () => {
    const let_ = Promise.withResolvers<void>();
    asked.emit('connect', let_.resolve, let_.reject);
    await let_.promise;
    const client = Object.assign(new EventEmitter(), {
      end: async () => {
        if (open.delete(client)) client.emit('end');
      },
    });
    open.add(client);
    return client as never;
  };
  const next = async () => {
    const [accept, refuse] = await once(asked, 'connect');
    return { accept: accept as () => void, refuse: refuse as (error: Error) => void };
  };
  const fall = () => {
    for (const client of open) {
      open.delete(client);
      client.emit('end');
    }
  };
  return { open, connect, next, fall };
}

describe('a lasting connection', () => {
  async function opened() {
    const one = server();
    const first = one.next();
    const told: string[] = [];
    const end = lasting(one.connect, { fell: () => told.push('fell'), isBack: () => told.push('is back') });
    (await first).accept();
    return { ...one, end: await end, told };
  }

  it('throws what the first attempt throws', async () => {
    const one = server();
    const first = one.next();
    const opening = lasting(one.connect);
    (await first).refuse(new Error('away'));
    await expect(opening).rejects.toThrow('away');
  });

  it('comes back, however often it is refused, and ends for good', async () => {
    const { open, next, fall, end, told } = await opened();
    let again = next();
    fall();
    const { refuse } = await again;
    again = next();
    refuse(new Error('away'));
    const { accept } = await again;
    accept();
    await new Promise(setImmediate);
    expect(open.size).toBe(1);
    await end();
    expect(open.size).toBe(0);
    expect(told).toEqual(['fell', 'is back']);
  });

  it('leaves none open where it ends while it comes back', async () => {
    const { open, next, fall, end } = await opened();
    const again = next();
    fall();
    const { accept } = await again;
    const ended = end();
    accept();
    await ended;
    expect(open.size).toBe(0);
  });
});
