/** Messages that nobody works at though they are on lease: all given back, by one question a second, and enqueued at once. */
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { lostLeases } from '../../src/gateway/lost-leases.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import type { Lent } from '../../src/store/messages.ts';

type Answer = readonly { readonly id: string; readonly state: string }[] | Error;

/** Answers so, one question after the other, and then with nothing; `asked(n)` is the n-th question, as it is answered. */
function leasing(...answers: Answer[]) {
  const questions: string[][] = [];
  const enqueued: string[] = [];
  const lines: { msg: string; count: number }[] = [];
  const heard = new Map<number, () => void>();
  const giveBackAll = async (leases: readonly Lent[]) => {
    questions.push(leases.map(({ id, lease }) => `${id}: ${lease}`));
    heard.get(questions.length)?.();
    const answer = answers[questions.length - 1] ?? [];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line)) });
  const enqueue = async (queue: string, { messageId }: { messageId: string }) =>
    enqueued.push(`${queue} ${messageId}`) > 0;
  const leases = lostLeases({ messages: { giveBackAll }, enqueue, log, retryMs: 1 });
  const asked = (count: number) =>
    new Promise<void>((resolve) => {
      heard.set(count, resolve);
      if (questions.length >= count) resolve();
    });
  return { leases, questions, enqueued, lines, asked };
}

const away = new StoreUnavailableError(null);
const one = (id: string, state = 'inspecting') => [{ id, state }];

describe('leases that nobody works under', () => {
  it('are given back together, also where their statement is seen late', async () => {
    const { leases, questions, asked } = leasing(away, [], one('a'), one('b'), one('c'));
    for (const id of ['a', 'b']) leases.add(id, 'old');
    await asked(4);
    await new Promise(setImmediate);
    leases.add('c', 'old');
    await asked(5);
    await leases.close();
    const [a, b, c] = ['a: old', 'b: old', 'c: old'];
    expect(questions).toEqual([[a, b], [a, b], [a, b], [b], [c]]);
  });

  it('are all asked for where one message lost several: any of them may stand', async () => {
    const { leases, questions, asked } = leasing([], one('a'), one('b'));
    leases.add('a', 'first');
    leases.add('a', 'second');
    leases.add('b', 'first');
    await asked(3);
    await leases.close();
    const all = ['a: first', 'a: second', 'b: first'];
    expect(questions).toEqual([all, all, ['b: first']]);
  });

  const states: [state: string, queue: string][] = [
    ['received', 'inspect'],
    ['inspecting', 'inspect'],
    ['released', 'release'],
    ['held', 'release'], // a split one has recipients to serve; of any other the job finds nothing to do
  ];
  it.each(states)('of a message that is %s lead to a job of `%s` at once', async (state, queue) => {
    const { leases, enqueued, asked } = leasing(one('a', state), []);
    for (const id of ['a', 'b']) leases.add(id, 'old');
    await asked(2);
    await leases.close();
    expect(enqueued).toEqual([`${queue} a`]);
  });

  it('say once that the database is away, and how many were given back when it is there', async () => {
    const { leases, lines, asked } = leasing(away, away, away, [...one('a'), ...one('b')], away, one('c'));
    for (const id of ['a', 'b', 'c']) leases.add(id, 'old');
    await asked(6);
    await leases.close();
    expect(lines.map(({ msg, count }) => `${count} ${msg}`)).toEqual([
      '3 not given back yet: messages wait for the database',
      '2 messages given back, and enqueued',
      '1 not given back yet: messages wait for the database',
      '1 messages given back, and enqueued',
    ]);
  });

  it('are asked for no more once that is closed', async () => {
    const { leases, questions, asked } = leasing(away);
    leases.add('a', 'old');
    await asked(1);
    await leases.close();
    leases.add('b', 'old');
    await leases.close();
    expect(questions).toEqual([['a: old']]);
  });
});
