import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { lastMoments } from '../../src/store/last-moments.ts';

/** With a clock that is set, and what was done again, in order. */
function moments() {
  let ms = 0;
  const done: string[] = [];
  const failed: unknown[] = [];
  const all = lastMoments({ failed: (error) => failed.push(error), now: () => ms, retryMs: 1 });
  const add = (name: string, again: () => Promise<unknown> = async () => undefined) =>
    all.add(async () => {
      done.push(name);
      await again();
    });
  return { ...all, add, done, failed, at: (time: number) => (ms = time) };
}

describe('the last moments of a server that fell', () => {
  it('are done again in their order, and none that the disk has by then', async () => {
    const { add, at, fell, isBack, done } = moments();
    add('old');
    at(1_500);
    add('settled');
    at(3_000);
    add('sent');
    fell();
    await isBack();
    expect(done).toEqual(['settled', 'sent']);
  });

  it('do not grow old while it is away, and hold up what rests on them', async () => {
    const { add, at, fell, check, isBack, done } = moments();
    add('settled');
    expect(check).not.toThrow();
    fell();
    expect(check).toThrow(StoreUnavailableError);
    at(60_000);
    add('by one who was faster than we');
    await isBack();
    expect(check).not.toThrow();
    expect(done).toEqual(['settled', 'by one who was faster than we']);
    at(120_000);
    add('later');
    fell();
    await isBack();
    expect(done.slice(2)).toEqual(['later']);
  });

  it('are tried until they are answered, and what is a fault is told and left alone', async () => {
    const { add, fell, isBack, done, failed } = moments();
    const faults = [new StoreUnavailableError(null), new StoreUnavailableError(null), new TypeError('x')];
    add('a', async () => {
      const fault = faults.shift();
      if (fault) throw fault;
    });
    add('b');
    fell();
    await isBack();
    expect(done).toEqual(['a', 'a', 'a', 'b']);
    expect(failed).toEqual([new TypeError('x')]);
  });

  it('are all done again where it falls meanwhile, but not before its locks are taken again', async () => {
    const { add, fell, isBack, check, done } = moments();
    let count = 0;
    add('a', async () => {
      count += 1;
      if (count === 1) fell();
    });
    add('b');
    fell();
    expect(await isBack()).toBe(false);
    expect(done).toEqual(['a']);
    expect(check).toThrow(StoreUnavailableError);
    expect(await isBack()).toBe(true);
    expect(done).toEqual(['a', 'a', 'b']);
    expect(check).not.toThrow();
  });

  it('are the last of them where it stays away for our presence alone', async () => {
    const { add, at, fell, isBack, done } = moments();
    add('settled');
    at(1_000);
    fell();
    for (let minute = 1; minute <= 10; minute += 1) {
      at(minute * 60_000);
      add(`${minute}`);
    }
    await isBack();
    expect(done).toEqual(['settled', '9', '10']);
  });

  it('are let go of when the store closes', async () => {
    const { add, fell, isBack, close, done } = moments();
    add('a', () => Promise.reject(new StoreUnavailableError(null)));
    fell();
    const back = isBack();
    close();
    await back;
    expect(done).toEqual(['a']);
  });
});
