import { describe, expect, it } from 'vitest';
import { pressureOf } from '../../src/gateway/pressure.ts';

/** With a clock that is set by hand, and a database that answers when it is told to. */
function pressure(limitSeconds = 60) {
  const looks: PromiseWithResolvers<number>[] = [];
  let ms = 0;
  const oldestSeconds = () => {
    const look = Promise.withResolvers<number>();
    looks.push(look);
    return look.promise;
  };
  const isBehind = pressureOf({ oldestSeconds, limitSeconds, now: () => ms });
  const pass = (more: number) => {
    ms += more;
  };
  return { looks, isBehind, pass };
}

describe('whether the workers are behind', () => {
  it.each([
    [61, true],
    [60, false],
  ])('is told by the age of the oldest: %i seconds', async (seconds, behind) => {
    const { looks, isBehind } = pressure();
    const told = isBehind();
    looks[0]?.resolve(seconds);
    expect(await told).toBe(behind);
  });

  it('is not told by a database that is away', async () => {
    const { looks, isBehind } = pressure();
    const told = isBehind();
    looks[0]?.reject(new Error('away'));
    expect(await told).toBe(false);
  });

  it('is looked up once a second, and by nobody who has to wait for it while mail comes', async () => {
    const { looks, isBehind, pass } = pressure();
    const first = isBehind();
    looks[0]?.resolve(0);
    await first;
    pass(999);
    await isBehind();
    expect(looks).toHaveLength(1);
    pass(1);
    expect(await isBehind()).toBe(false);
    expect(looks).toHaveLength(2);
    looks[1]?.resolve(61);
    await looks[1]?.promise;
    await new Promise(setImmediate);
    expect(await isBehind()).toBe(true);
  });

  it('is waited for after a pause: what was seen before it is old', async () => {
    const { looks, isBehind, pass } = pressure();
    const first = isBehind();
    looks[0]?.resolve(0);
    await first;
    pass(2_000);
    const told = isBehind();
    looks[1]?.resolve(61);
    expect(await told).toBe(true);
  });
});
