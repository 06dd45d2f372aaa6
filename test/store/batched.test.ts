import { describe, expect, it } from 'vitest';
import { batched } from '../../src/store/batched.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';

/** Doubles numbers; notes which went together. */
function doubling(fails: (all: readonly number[]) => Error | undefined = () => undefined) {
  const together: number[][] = [];
  const work = async (all: readonly number[]) => {
    together.push([...all]);
    await new Promise(setImmediate);
    const error = fails(all);
    if (error) throw error;
    return all.map((one) => one * 2);
  };
  return { together, work };
}

describe('batched calls', () => {
  it('go alone where they come alone, and together while one is under way', async () => {
    const { together, work } = doubling();
    const double = batched(work, { calls: 3 });
    expect(await double(1)).toBe(2);
    expect(await Promise.all([2, 3, 4, 5, 6].map(double))).toEqual([4, 6, 8, 10, 12]);
    expect(together).toEqual([[1], [2], [3, 4, 5], [6]]);
  });

  it('go in as many statements at once as may be', async () => {
    const { together, work } = doubling();
    await Promise.all([1, 2, 3, 4, 5, 6].map(batched(work, { calls: 3, statements: 2 })));
    expect(together).toEqual([[1], [2], [3, 4, 5], [6]]);
  });

  it('keep within a weight, and one that is too heavy goes alone', async () => {
    const { together, work } = doubling();
    const double = batched(work, { calls: 10, weight: { of: (one) => one, most: 10 } });
    await Promise.all([1, 4, 5, 50, 3].map(double));
    expect(together).toEqual([[1], [4, 5], [50], [3]]);
  });

  it('suffer for no other one’s fault', async () => {
    const { work } = doubling((all) => (all.includes(3) ? new TypeError('three') : undefined));
    const results = await Promise.allSettled([1, 2, 3, 4].map(batched(work, { calls: 10 })));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('all hear that the store is away, at once', async () => {
    const { together, work } = doubling(() => new StoreUnavailableError(null));
    const results = await Promise.allSettled([1, 2, 3].map(batched(work, { calls: 10 })));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(together).toEqual([[1], [2, 3]]);
  });
});
