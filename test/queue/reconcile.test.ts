/** The reconciler's clock: when it looks, and what the log says where it cannot. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startReconciler } from '../../src/queue/reconcile.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A reconciler over a store that answers when it is told to. */
function reconciler() {
  const looks: { readonly standsStillMs: number; readonly answer: () => void; readonly refuse: () => void }[] = [];
  const lines: string[] = [];
  let told: () => void = () => undefined;
  const none = async () => [];
  const stop = startReconciler(
    {
      backlog: {
        toInspect: (standsStillMs: number) =>
          new Promise<string[]>((resolve, reject) =>
            looks.push({ standsStillMs, answer: () => resolve([]), refuse: () => reject(new Error('away')) }),
          ),
        toRelay: none,
      },
      sweeps: { waiting: none },
      drives: { schedules: none },
      onReturn: (hear: () => void) => {
        told = hear;
      },
    } as unknown as Parameters<typeof startReconciler>[0],
    {
      enqueueAll: async () => undefined,
      enqueueSweep: async () => undefined,
      schedule: async () => undefined,
    } as never,
    pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line).msg) }),
  );
  const settled = () => vi.advanceTimersByTimeAsync(0);
  return { looks, lines, stop, settled, comesBack: () => told() };
}

it('looks once more, and not as often as it was asked to, where a pass takes long', async () => {
  const { looks, stop, settled, comesBack } = reconciler();
  await vi.advanceTimersByTimeAsync(30_000);
  comesBack();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks).toHaveLength(1);
  looks[0]?.answer();
  await settled();
  expect(looks.map(({ standsStillMs }) => standsStillMs)).toEqual([15_000, 0]);
  looks[1]?.answer();
  await settled();
  expect(looks).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(looks.map(({ standsStillMs }) => standsStillMs)).toEqual([15_000, 0, 15_000]);
  looks[2]?.answer();
  await stop();
});

it('tells an outage once, and when it is over', async () => {
  const { looks, lines, stop, settled } = reconciler();
  for (let at = 0; at < 4; at += 1) {
    if (at < 3) looks[at]?.refuse();
    else looks[at]?.answer();
    await settled();
    if (at < 3) await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(lines).toEqual(['the reconciler cannot look; it tries every five seconds', 'the reconciler looks again']);
  await stop();
});

it('ends after the pass that is under way, and begins none that was asked for meanwhile', async () => {
  const { looks, stop } = reconciler();
  await vi.advanceTimersByTimeAsync(10_000);
  const stopped = stop();
  looks[0]?.answer();
  await stopped;
  expect(looks).toHaveLength(1);
});
