import { expect, it } from 'vitest';
import { httpServer } from '../../src/review/server.ts';

const rows: [whose: string, remoteAddress: string, seen: [protocol: string, ip: string]][] = [
  ['a proxy of the list', '172.18.0.1', ['https', '192.0.2.9']],
  ['another address', '198.51.100.4', ['http', '198.51.100.4']],
];
it.each(rows)('hears of client and protocol from %s what it believes', async (_whose, remoteAddress, seen) => {
  const app = httpServer(['127.0.0.0/8', '::1', '172.16.0.0/12']);
  app.get('/', async ({ protocol, ip }) => [protocol, ip]);
  const headers = { 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': 'https' };
  expect((await app.inject({ url: '/', remoteAddress, headers })).json()).toEqual(seen);
});

it('gives no request longer than ten minutes to come, which Fastify would', () => {
  expect(httpServer([]).server.requestTimeout).toBe(600_000);
});
