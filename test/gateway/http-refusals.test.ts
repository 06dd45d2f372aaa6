/** What a program hears from the HTTP hook when a message cannot be taken, and whether it is told to come back. */
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { type HttpOptions, httpRoutes } from '../../src/gateway/http.ts';
import {
  BareLineEndError,
  BusyError,
  ClientGoneError,
  type Intake,
  LoopError,
  MessageTooLargeError,
  WorkersBehindError,
} from '../../src/gateway/intake.ts';
import { createLog } from '../../src/log.ts';
import { KeyReusedError } from '../../src/store/accept.ts';
import { NoSpoolError, StoreFullError, StoreUnavailableError } from '../../src/store/errors.ts';

const TOKEN = 'a-token-of-the-crm-0123456789';
const MOST_AT_ONCE = 100;

async function hook(intake: Intake) {
  const app = fastify({ logger: false });
  const options: HttpOptions = {
    tokens: { crm: { token: TOKEN, scopes: ['send', 'scan'] } },
    intake,
    judgements: { write: async () => false, take: async () => undefined, drop: async () => undefined },
    show: async () => undefined,
    describe: () => ({}),
    log: createLog({ log: 'silent' }),
  };
  await httpRoutes(app, options);
  const post = (url = '/v1/messages?from=a@b.example&to=c@d.example') =>
    app.inject({
      method: 'POST',
      url,
      payload: 'Subject: x\r\n\r\ny\r\n',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'message/rfc822' },
    });
  return { post, close: () => app.close() };
}

describe('the hook', () => {
  const rows: [why: string, error: Error, status: number, kind: string, comesBack: boolean][] = [
    ['too many messages under way', new BusyError('busy'), 429, 'too-many', true],
    ['workers that are behind', new WorkersBehindError('behind'), 503, 'not-available', true],
    ['the database away', new StoreUnavailableError(null), 503, 'not-available', true],
    ['its disk full', new StoreFullError(null), 507, 'not-available', false],
    ['no folder for a large message', new NoSpoolError(null), 503, 'not-available', true],
    ['a message that is too large', new MessageTooLargeError('large'), 413, 'too-large', false],
    ['a message that loops', new LoopError('loops'), 422, 'invalid', false],
    ['a bare line end', new BareLineEndError('bare'), 422, 'invalid', false],
    ['a client that went away', new ClientGoneError('gone'), 400, 'incomplete', false],
    ['a key that was used', new KeyReusedError('used'), 422, 'key-reused', false],
    ['a fault of ours', new TypeError('x is not a function'), 500, 'fault', false],
  ];
  it.each(rows)('tells of %s', async (_why, error, status, kind, comesBack) => {
    const { post, close } = await hook(() => Promise.reject(error));
    const answer = await post();
    expect([answer.statusCode, answer.json().type]).toEqual([status, `urn:reticent:problem:${kind}`]);
    expect(answer.headers['retry-after']).toBe(comesBack ? '30' : undefined);
    if (status === 500) expect(answer.body).not.toContain('is not a function');
    await close();
  });

  it('takes so many requests at once, and asks the rest to come back', async () => {
    const ends = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let count = 0;
    const { post, close } = await hook(async () => {
      count += 1;
      if (count === MOST_AT_ONCE) begun.resolve();
      await ends.promise;
      return { id: 'the-id', state: 'received' };
    });
    const taken = Array.from({ length: MOST_AT_ONCE }, () => post());
    await begun.promise;
    expect((await post()).statusCode).toBe(429);
    ends.resolve();
    expect((await Promise.all(taken)).map(({ statusCode }) => statusCode)).toEqual(Array(MOST_AT_ONCE).fill(202));
    expect((await post()).statusCode).toBe(202);
    await close();
  });

  it('tells that a verdict did not come in time, and keeps nothing for it', async () => {
    const { post, close } = await hook(async () => ({ id: 'the-id', state: 'received' }));
    expect((await post('/v1/scan?wait=0')).statusCode).toBe(503);
    await close();
  });
});
