/** The HTTP hook, as a program uses it: a real store, queue and worker behind it. */
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

const TOKEN = 'a-token-of-the-crm-0123456789';
const SENDS = 'a-token-of-the-website-0123456789';
const SCANS = 'a-token-of-the-editor-0123456789';
const PLAIN = 'Subject: lunch\r\nFrom: a.khan@party.example\r\n\r\nLunch is at noon.\r\n';
const MINUTES = `Subject: last night\r\nFrom: t.vance@home.example\r\nTo: dee@gardeners.example\r\n\r\n${[
  'Minutes of Northfield CLP, 3 March',
  'Present: A, B',
  'Apologies: C',
  'It was agreed that the CLP writes to the MP.',
].join('\r\n')}\r\n`;

let sink: Sink;
let site: TestSite;
let running: Running;
beforeAll(async () => {
  sink = await startSink();
  site = await testSite('postgres', sink.port, 'error', {
    tokens: { crm: TOKEN, website: { token: SENDS, scopes: ['send'] }, editor: { token: SCANS, scopes: ['scan'] } },
  });
  running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
});
afterAll(async () => {
  await running.close();
  await site.close();
  await sink.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: {
    readonly id: string;
    readonly state?: string;
    readonly type?: string;
    readonly from?: string;
    readonly to?: readonly string[];
    readonly decision?: { readonly action: string };
  };
}

async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${running.webUrl}${path}`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'message/rfc822', ...headers },
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Answer['json'] };
}

const TO_SAM = '/v1/messages?from=a.khan@party.example&to=sam.pickard@kitchen.example';
const TO_DEE = '/v1/messages?from=t.vance@home.example&to=dee@gardeners.example';
const count = async () =>
  (
    await sql<{ count: number }>`select count(*)::int as count from messages where via = 'http'`.execute(
      running.store.db,
    )
  ).rows[0]?.count;

describe('POST /v1/messages', () => {
  it('takes a message and says so at once', async () => {
    const { status, json } = await post(TO_SAM, PLAIN.replace('lunch', 'at once'));
    expect([status, json]).toEqual([202, { id: expect.stringMatching(/^[0-9a-f-]{36}$/), state: 'received' }]);
    expect(await sink.found((each) => each.includes('Subject: at once'))).toContain('X-Reticent: release');
  });

  it.each(['application/x-www-form-urlencoded', 'application/json'])('takes it, also called %s', async (type) => {
    // `curl --data-binary`, as docs/administrator.md has it, calls everything a form.
    const { status } = await post(TO_SAM, PLAIN, { 'content-type': type });
    expect(status).toBe(202);
  });

  it('waits for the verdict where it is asked to', async () => {
    const { status, json } = await post(`${TO_DEE}&wait=60`, MINUTES);
    expect([status, json.state, json.decision?.action]).toEqual([200, 'held', 'hold']);
    expect(await running.store.holds.show(json.id)).toMatchObject({ login: 't.vance@home.example' });
  });

  it('tells the decision on a release each time that it is waited for', async () => {
    for (let round = 0; round < 10; round += 1) {
      const four = Array.from({ length: 4 }, () => post(`${TO_SAM}&wait=60`, PLAIN));
      for (const { status, json } of await Promise.all(four))
        expect([status, json.decision?.action]).toEqual([200, 'release']);
    }
  });

  it('believes the login that its holder names', async () => {
    const { json } = await post(`${TO_DEE}&login=r.olsen@home.example&wait=60`, MINUTES);
    expect(await running.store.holds.show(json.id)).toMatchObject({ login: 'r.olsen@home.example' });
  });

  it('takes a message once under one key, and tells its verdict again', async () => {
    const key = { 'idempotency-key': 'order-7' };
    const first = await post(`${TO_DEE}&wait=60`, MINUTES, key);
    const before = await count();
    const second = await post(`${TO_DEE}&wait=60`, MINUTES, key);
    expect([second.json.id, second.json.state, await count()]).toEqual([first.json.id, 'held', before]);
    const other = await post(`${TO_DEE}&wait=60`, PLAIN, key);
    expect([other.status, other.json.type]).toEqual([422, 'urn:reticent:problem:key-reused']);
  });

  const others: [whose: string, path: string][] = [
    ['recipient', '/v1/messages?from=a.khan@party.example&to=m.grant@party.example'],
    ['recipient more', `${TO_SAM}&to=m.grant@party.example`],
    ['sender', '/v1/messages?from=m.grant@party.example&to=sam.pickard@kitchen.example'],
    ['login', `${TO_SAM}&login=m.grant@party.example`],
  ];
  it.each(others)('does not call a message taken for another %s under the same key', async (whose, path) => {
    const key = { 'idempotency-key': `other-${whose.replace(' ', '-')}` };
    const first = await post(TO_SAM, PLAIN, key);
    const { status, json } = await post(path, PLAIN, key);
    expect([first.status, status, json.type]).toEqual([202, 422, 'urn:reticent:problem:key-reused']);
  });

  it('stores one message where the same key comes twice at the same time', async () => {
    const key = { 'idempotency-key': 'order-8' };
    const both = await Promise.all([post(TO_SAM, PLAIN, key), post(TO_SAM, PLAIN, key)]);
    expect(new Set(both.map(({ json }) => json.id)).size).toBe(1);
  });

  it('takes one of two messages that come at the same time under one key, and tells the other', async () => {
    const key = { 'idempotency-key': 'order-9' };
    const both = await Promise.all([post(TO_SAM, PLAIN, key), post(TO_SAM, MINUTES, key)]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 422]);
  });

  it('makes line feeds whole, as mail wants them', async () => {
    const { json } = await post(`${TO_DEE}&wait=60`, MINUTES.replaceAll('\r\n', '\n'));
    expect((await running.store.messages.raw(json.id)).toString()).toBe(MINUTES);
  });

  const refused: [why: string, path: string, headers: Record<string, string>, status: number, kind: string][] = [
    ['without a token', TO_SAM, { authorization: '' }, 401, 'not-signed-in'],
    ['with another token', TO_SAM, { authorization: 'Bearer nonsense-nonsense' }, 401, 'not-signed-in'],
    ['without a sender', '/v1/messages?to=a@b.example', {}, 422, 'invalid'],
    ['without a recipient', '/v1/messages?from=a@b.example', {}, 422, 'invalid'],
    ['with a parameter that is none', `${TO_SAM}&cc=x@y.example`, {}, 422, 'invalid'],
    ['with a wait that is no number', `${TO_SAM}&wait=long`, {}, 422, 'invalid'],
    [
      'with a name beside the address',
      '/v1/messages?from=a@b.example&to=Sam%20<sam@kitchen.example>',
      {},
      422,
      'invalid',
    ],
    ['with a plus sign that is a space', '/v1/messages?from=a@b.example&to=sam+x@kitchen.example', {}, 422, 'invalid'],
    ['with a line end in an address', '/v1/messages?from=a@b.example&to=sam@k.example%0d%0aDATA', {}, 422, 'invalid'],
    ['with brackets in quotes', '/v1/messages?from=a@b.example&to=%22a<b>%22@kitchen.example', {}, 422, 'invalid'],
    ['with a domain in quotes', '/v1/messages?from=a@b.example&to=%22a@b.example%22@c.example', {}, 422, 'invalid'],
    ['with a NUL in an address', '/v1/messages?from=a%00@b.example&to=sam@kitchen.example', {}, 422, 'invalid'],
    ['with a NUL in the login', `${TO_SAM}&login=a%00`, {}, 422, 'invalid'],
    ['with a recipient that is no address', '/v1/messages?from=a@b.example&to=sam', {}, 422, 'invalid'],
    ['with a key that is none', TO_SAM, { 'idempotency-key': 'a b' }, 422, 'invalid'],
  ];
  it.each(refused)('refuses a request %s, and stores nothing', async (_why, path, headers, status, kind) => {
    const before = await count();
    const answer = await post(path, PLAIN, headers);
    expect([answer.status, answer.json.type]).toEqual([status, `urn:reticent:problem:${kind}`]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await count()).toBe(before);
  });
});

describe.each(['/v1/scan', TO_SAM])('POST %s', (path) => {
  const bodies: [why: string, body: Buffer, headers: Record<string, string>, status: number, kind: string][] = [
    ['an empty body', Buffer.alloc(0), {}, 400, 'empty'],
    ['a packed body', gzipSync(PLAIN), { 'content-encoding': 'gzip' }, 415, 'unsupported-coding'],
    ['a body packed twice', Buffer.from(PLAIN), { 'content-encoding': 'identity, br' }, 415, 'unsupported-coding'],
    ['a form', Buffer.from(PLAIN), { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'unsupported-type'],
  ];
  it.each(bodies)('refuses %s, and stores nothing', async (_why, body, headers, status, kind) => {
    const before = await count();
    const answer = await post(path, body, headers);
    expect([answer.status, answer.json.type]).toEqual([status, `urn:reticent:problem:${kind}`]);
    expect(answer.headers.get('accept-encoding')).toBe(kind === 'unsupported-coding' ? 'identity' : null);
    expect(await count()).toBe(before);
  });

  it('refuses a stream that ends before it began, and takes one that says that it is as it is', async () => {
    const before = await count();
    const stream = new ReadableStream({ start: (controller) => controller.close() });
    const answer = await fetch(`${running.webUrl}${path}`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { authorization: `Bearer ${TOKEN}` },
    } as RequestInit);
    expect([answer.status, await count()]).toEqual([400, before]);
    expect((await post(path, PLAIN, { 'content-encoding': 'identity' })).status).toBeLessThan(300);
  });
});

describe('a token', () => {
  const rows: [what: string, token: string, path: string, status: number][] = [
    ['for sending sends', SENDS, TO_SAM, 202],
    ['for sending does not scan', SENDS, '/v1/scan', 403],
    ['for scanning scans', SCANS, '/v1/scan', 200],
    ['for scanning does not send', SCANS, TO_SAM, 403],
    ['without scopes does both: it sends', TOKEN, TO_SAM, 202],
    ['without scopes does both: it scans', TOKEN, '/v1/scan', 200],
  ];
  it.each(rows)('%s', async (_what, token, path, status) => {
    const before = await count();
    const answer = await post(path, PLAIN, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(status);
    expect(((await count()) ?? 0) - (before ?? 0)).toBe(status === 202 ? 1 : 0);
    if (status !== 403) return;
    expect(answer.json.type).toBe('urn:reticent:problem:not-allowed');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
  });
});

describe('POST /v1/scan', () => {
  it('judges as `scan --json` does, and keeps nothing', async () => {
    const before = await count();
    const { status, json } = await post('/v1/scan', MINUTES);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      path: '-',
      type: 'message',
      subject: 'last night',
      from: 't.vance@home.example',
      to: ['dee@gardeners.example'],
      findings: [{ category: 'minutes', paragraphs: ['5(b)'] }],
      decision: { action: 'hold', reason: 'confidential-matter' },
    });
    expect(await count()).toBe(before);
  });

  it('judges for the people named in the query', async () => {
    const { json } = await post('/v1/scan?from=a.khan@party.example&to=x@y.example', PLAIN);
    expect([json.from, json.to, json.decision?.action]).toEqual(['a.khan@party.example', ['x@y.example'], 'release']);
  });
});
