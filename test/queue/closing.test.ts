import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closed, counted } from '../../src/queue/closing.ts';
import { heardLog } from '../heard.ts';

const job = { id: '1', data: {} };

it('waits for what closes', async () => {
  const { lines, log } = heardLog();
  const end = Promise.withResolvers<void>();
  let isClosed = false;
  const closing = closed(() => end.promise, 'a worker', log, new Set(), 60_000).then(() => {
    isClosed = true;
  });
  await pause(20);
  expect(isClosed).toBe(false);
  end.resolve();
  await closing;
  expect(lines).toEqual([]);
});

it('leaves behind what never closes, and says so, but what is at work ends first', async () => {
  const { lines, log } = heardLog();
  const work = Promise.withResolvers<string>();
  const { processor, atWork } = counted(() => work.promise);
  const done = processor(job, 'token', AbortSignal.abort());
  let isClosed = false;
  const closing = closed(() => new Promise(() => undefined), 'a worker', log, atWork, 1).then(() => {
    isClosed = true;
  });
  await pause(20);
  expect([isClosed, lines]).toEqual([false, []]);
  work.resolve('done');
  await closing;
  expect([await done, lines]).toEqual(['done', ['left behind unclosed: what holds the queues does not answer']]);
});

it('waits for what comes to be at work while it waits', async () => {
  const { lines, log } = heardLog();
  const works = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let begun = 0;
  const { processor, atWork } = counted(() => works[begun++]?.promise ?? Promise.resolve(''));
  const first = processor(job);
  const closing = closed(() => new Promise(() => undefined), 'a worker', log, atWork, 50);
  works[0]?.resolve('first');
  await first;
  const second = processor(job);
  await pause(100);
  expect(lines).toEqual([]);
  works[1]?.resolve('second');
  await Promise.all([second, closing]);
  expect(lines).toHaveLength(1);
});

it('counts work that failed as ended, and throws what closing throws', async () => {
  const { log } = heardLog();
  const { processor, atWork } = counted(async () => {
    throw new TypeError('x');
  });
  await expect(processor(job)).rejects.toThrow(TypeError);
  expect(atWork.size).toBe(0);
  await expect(closed(async () => Promise.reject(new RangeError('y')), 'it', log)).rejects.toThrow(RangeError);
});

it('takes three parameters, without which BullMQ hands no signal over', () => {
  expect(counted(async () => '').processor).toHaveLength(3);
});
