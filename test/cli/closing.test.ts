import { expect, it } from 'vitest';
import { closedInTurn } from '../../src/cli/closing.ts';
import { heardLog } from '../heard.ts';

const never = () => new Promise<void>(() => undefined);
const LEFT = 'what is still at work is left behind, and done again at the next start';

it('closes one after the other', async () => {
  const { lines, log } = heardLog();
  const told: string[] = [];
  const first = async () => {
    await new Promise(setImmediate);
    told.push('first');
  };
  await closedInTurn([first, () => void told.push('second')], log);
  expect([told, lines]).toEqual([['first', 'second'], []]);
});

it('leaves behind what does not end, and closes the rest', async () => {
  const { lines, log } = heardLog();
  const told: string[] = [];
  const last = async () => {
    await new Promise(setImmediate);
    told.push('last');
  };
  await closedInTurn([never, () => void told.push('second'), never, last], log, { workMs: 1, allMs: 200 });
  expect([told, lines]).toEqual([['second', 'last'], [LEFT]]);
});

it('closes the rest where one throws, now or after its time', async () => {
  const { lines, log } = heardLog();
  const told: string[] = [];
  const late = Promise.withResolvers<void>();
  const thrown = async () => Promise.reject(new RangeError('x'));
  const last = () => {
    late.reject(new RangeError('late'));
    told.push('last');
  };
  await closedInTurn([thrown, () => late.promise, last], log, { workMs: 1 });
  expect([told, lines]).toEqual([['last'], ['not closed', LEFT, 'not closed']]);
});
