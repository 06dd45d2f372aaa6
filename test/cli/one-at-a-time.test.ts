import { expect, it } from 'vitest';
import { oneAtATime } from '../../src/cli/one-at-a-time.ts';

it('runs once more where it was asked meanwhile, and puts what was read last in place last', async () => {
  const reads: PromiseWithResolvers<string>[] = [];
  const placed: string[] = [];
  const failures: unknown[] = [];
  const ask = oneAtATime(
    async () => {
      const read = Promise.withResolvers<string>();
      reads.push(read);
      placed.push(await read.promise);
    },
    (error) => failures.push(error),
  );
  const turn = () => new Promise(setImmediate);

  for (let times = 0; times < 3; times += 1) ask();
  expect(reads).toHaveLength(1);
  reads[0]?.resolve('old');
  await turn();
  expect(reads).toHaveLength(2);
  reads[1]?.reject(new Error('away'));
  await turn();
  ask();
  reads[2]?.resolve('new');
  await turn();
  expect([placed, failures]).toEqual([['old', 'new'], [new Error('away')]]);
  expect(reads).toHaveLength(3);
});
