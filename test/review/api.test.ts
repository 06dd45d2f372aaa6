import { describe, expect, it } from 'vitest';
import { type Act, actsOf } from '../../src/review/roles.ts';
import type { Role } from '../../src/store/users.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { testPages } from './browser.ts';
import { kept } from './kept.ts';

let accounts = 0;

const pages = await kept(
  testPages({ more: async (app) => void app.post('/v1/messages', async () => 'as the HTTP hook adds it') }),
);

async function tokenOf(roles: readonly Role[], scopes: readonly Act[] = actsOf(roles)): Promise<string> {
  accounts += 1;
  const { id } = await pages.store.users.add({ name: `program-${accounts}`, email: null, roles }, 'test');
  const { token } = await pages.store.apiTokens.add(id, { name: 'test', scopes, days: 1 }, 'test');
  return token;
}

const ask = (token: string | null, url: string) =>
  pages.app.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} });

const NOBODY = '01900000-0000-7000-8000-000000000000';
const base64url = (text: string) => Buffer.from(text).toString('base64url');

describe('the interface under /v1', () => {
  it('describes itself, each operation with its answer', async () => {
    const document = (await ask(null, '/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.1');
    const operations = Object.values<Record<string, { operationId: string; responses: object }>>(
      document.paths,
    ).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(15);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { responses } of operations) expect(Object.keys(responses)).toContain('200');
    const told = (method: string, path: string) => Object.keys(document.paths[path][method].responses);
    // What a last administrator, a token of fewer days and a database that is away are answered.
    expect(told('post', '/v1/users/{id}/disable')).toEqual(expect.arrayContaining(['409', '503', 'default']));
    expect(told('post', '/v1/tokens')).toContain('403');
  });

  it('asks for a token, and takes no cookie for one', async () => {
    expect((await ask(null, '/v1/me')).statusCode).toBe(401);
    const browser = await pages.browser('has.a.session', ['administrator']);
    expect((await browser.get('/v1/me')).status).toBe(401);
  });

  it('says as a problem that there is no such thing, and to a browser as a page', async () => {
    const asked = await pages.app.inject({ url: '/v1/nonsense' });
    expect([asked.statusCode, asked.json().detail]).toEqual([404, 'there is no GET /v1/nonsense']);
    const shown = await pages.app.inject({ url: '/nonsense', headers: { accept: 'text/html' } });
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([404, expect.stringContaining('text/html')]);
    expect(shown.body).toContain('There is no such page.');
  });

  it.each<[string, string, string]>([
    ['DELETE', '/v1/me', 'GET, HEAD'],
    ['POST', '/v1/openapi.json', 'GET, HEAD'],
    ['PATCH', '/v1/tokens', 'GET, HEAD, POST'],
    ['GET', `/v1/holds/${NOBODY}/verdict`, 'POST'],
    ['DELETE', `/v1/holds/${NOBODY}?a=b`, 'GET, HEAD'],
    ['POST', '/v1/holds/counts', 'GET, HEAD'],
    ['OPTIONS', `/v1/tokens/${NOBODY}`, 'DELETE'],
    ['GET', '/v1/messages', 'POST'],
  ])('answers %s %s with the methods that there are', async (method, url, allow) => {
    const headers = { 'content-type': 'application/json' };
    const payload = method === 'GET' || method === 'OPTIONS' ? '' : '{"half';
    const answer = await pages.app.inject({ method: method as 'GET', url, payload, headers });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, allow]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'urn:reticent:problem:wrong-method', status: 405 });
  });

  it('says whom a token acts for', async () => {
    const answer = await ask(await tokenOf(['auditor']), '/v1/me');
    expect(answer.json()).toMatchObject({ roles: ['auditor'], scopes: actsOf(['auditor']) });
  });

  it.each<[string, Role[], Act[] | undefined, string, number]>([
    ['a role that allows it', ['auditor'], undefined, '/v1/audit', 200],
    ['a scope that the token lacks', ['auditor'], ['users:read'], '/v1/audit', 403],
    ['a scope that the role no longer allows', ['reviewer'], ['audit:read'], '/v1/audit', 403],
    ['a cursor that nobody made', ['auditor'], undefined, '/v1/audit?cursor=zzz', 422],
    ['a version that is not there', ['auditor'], undefined, '/v1/register/versions/abc', 404],
    ['a filter whose value is none', ['reviewer'], undefined, '/v1/holds?strictly=true', 422],
    ['a NUL, at which the database would fail', ['reviewer'], undefined, '/v1/holds?sender=%00aa', 422],
    ['a filter that there is not', ['reviewer'], undefined, '/v1/holds?status=held', 422],
    ['a key of a page that nobody made', ['reviewer'], undefined, '/v1/holds?after=zzz', 422],
    ['a state that findings have not', ['reviewer'], undefined, '/v1/drives/findings?state=opne', 422],
    ['findings of a drive that is not there', ['reviewer'], undefined, '/v1/drives/findings?drive=none', 404],
    ['files of a drive that is not there', ['reviewer'], undefined, '/v1/drives/unread?drive=none', 404],
    ['the year 0', ['auditor'], undefined, '/v1/audit/search?from=0000-01-01', 422],
    ['a period before all time', ['reviewer'], undefined, '/v1/dashboard?days=731&to=0000-01-01', 422],
    ['a name that nobody can have', ['auditor'], undefined, `/v1/users?cursor=${base64url('"a\\u0000"')}`, 422],
    ['sessions of nobody', ['auditor'], undefined, `/v1/users/${NOBODY}/sessions`, 404],
    ['an address that is none', ['reviewer'], undefined, '/v1/holds/%E0%A4%A', 404],
    ['an address that is too long', ['reviewer'], undefined, `/v1/holds/${'a'.repeat(200)}`, 404],
  ])('answers to %s as it should', async (_why, roles, scopes, url, status) => {
    const answer = await ask(await tokenOf(roles, scopes), url);
    expect(answer.statusCode).toBe(status);
    if (status > 200) expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  const make = (token: string, payload: object) =>
    pages.app.inject({ method: 'POST', url: '/v1/tokens', payload, headers: { authorization: `Bearer ${token}` } });

  it.each<[string, object, number]>([
    ['of its own scopes', { scopes: ['audit:read'] }, 200],
    ['of a day, of which it has begun the last', { scopes: ['audit:read'], days: 1 }, 200],
    ['of more days than it has', { scopes: ['audit:read'], days: 2 }, 403],
    ['of a year', { scopes: ['audit:read'], days: 365 }, 403],
    ['of a scope that it lacks', { scopes: ['audit:read', 'users:read'] }, 403],
    ['of a scope that its owner’s roles do not allow', { scopes: ['holds:decide'] }, 403],
    ['of no scope', { scopes: [] }, 422],
    ['of no days', { scopes: ['audit:read'], days: 0 }, 422],
  ])('answers a token that makes one %s as it should, and that one ends with it', async (_what, asked, status) => {
    const maker = await tokenOf(['auditor'], ['audit:read', 'holds:decide']);
    const made = await make(maker, { name: 'made', ...asked });
    expect(made.statusCode).toBe(status);
    if (status !== 200) return;
    const { expiresAt } = (await ask(maker, '/v1/me')).json();
    expect(made.json().expiresAt).toBe(expiresAt);
    expect((await ask(made.json().token, '/v1/me')).json()).toMatchObject({ scopes: ['audit:read'], expiresAt });
  });

  it('lets no token live longer by those that it makes one after another, which end with it', async () => {
    const first = await tokenOf(['auditor']);
    const { expiresAt } = (await ask(first, '/v1/me')).json();
    const { token: second } = (await make(first, { name: 'second', scopes: ['audit:read'] })).json();
    const { token: third } = (await make(second, { name: 'third', scopes: ['audit:read'], days: 1 })).json();
    expect((await ask(third, '/v1/me')).json().expiresAt).toBe(expiresAt);
    expect((await make(third, { name: 'fourth', scopes: ['users:read'] })).statusCode).toBe(403);

    const other = await tokenOf(['auditor']);
    const { tokenId = '' } = (await pages.store.apiTokens.holder(first)) ?? {};
    expect(await pages.store.apiTokens.revoke(tokenId, null, 'test')).toBe(true);
    const answers = await Promise.all([first, second, third, other].map((each) => ask(each, '/v1/me')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 200]);
  });

  it('asks for a token before it looks at what was sent', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await pages.app.inject({ method: 'POST', url: '/v1/tokens', payload: '{"name":', headers });
    expect(answer.statusCode).toBe(401);
  });

  it('takes a register as long as it says', async () => {
    const head = 'organisation: { name: Example Party }\n# ';
    const yaml = `${head}${'é'.repeat(1_000_000 - head.length)}`;
    const headers = { authorization: `Bearer ${await tokenOf(['records-officer'])}` };
    const answer = await pages.app.inject({ method: 'PUT', url: '/v1/register', payload: { yaml }, headers });
    expect(answer.json()).toMatchObject({ isNew: true });
  });
});

describe('held messages under /v1', () => {
  const TO = ['j.bell@party.example', 'p.osei@home.example'];

  async function held(): Promise<string> {
    const { messages } = pages.store;
    const id = await messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
    await messages.begin(id);
    await messages.settle(id, inspection('hold', TO), { register: 'r', policy: 'p' });
    return id;
  }

  const act = (token: string, url: string, payload: object) =>
    pages.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } });

  it('are listed in pages, read, released to some, and taken back', async () => {
    const ids = [await held(), await held(), await held()];
    const token = await tokenOf(['senior-reviewer']);
    const listed: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const url: string = `/v1/holds?limit=2${after && `&after=${after}`}`;
      const answer: { items: { id: string }[]; next: string | null } = (await ask(token, url)).json();
      listed.push(...answer.items.map((each) => each.id));
      after = answer.next;
    }
    expect(listed).toEqual(expect.arrayContaining(ids));
    expect(new Set(listed).size).toBe(listed.length);

    const [id = ''] = ids;
    const shown = (await ask(token, `/v1/holds/${id}`)).json();
    expect(shown).toMatchObject({ id, state: 'held', standing: { refusal: null, needsTwo: false } });
    expect((await ask(token, `/v1/holds/${id.toUpperCase()}`)).json()).toMatchObject({ id });
    const verdict = { kind: 'release', paragraph: '6(c)', reason: 'her report', recipients: [1] };
    expect((await act(token, `/v1/holds/${id}/verdict`, verdict)).json()).toMatchObject({ text: 'Released.' });
    expect((await act(token, `/v1/holds/${id}/undo`, {})).statusCode).toBe(200);
    expect((await pages.store.holds.show(id))?.state).toBe('held');
    expect((await act(token, `/v1/holds/${id}/undo`, {})).statusCode).toBe(409);
  });

  it.each<[string, Role[], Act[] | undefined, object, number]>([
    ['a paragraph that is none', ['reviewer'], undefined, { kind: 'release', paragraph: '12', reason: 'so' }, 422],
    ['no paragraph', ['reviewer'], undefined, { kind: 'release', reason: 'because' }, 422],
    [
      'paragraph 8 without what permits it',
      ['reviewer'],
      undefined,
      { kind: 'release', paragraph: '8', reason: 'because' },
      422,
    ],
    ['nobody for whom', ['reviewer'], undefined, { kind: 'reject', reason: 'because', recipients: [] }, 422],
    ['a recipient beyond all', ['reviewer'], undefined, { kind: 'reject', reason: 'because', recipients: [1e15] }, 422],
    ['recipients under another name', ['reviewer'], undefined, { kind: 'reject', reason: 'why', recipient: [1] }, 422],
    ['half a letter', ['reviewer'], undefined, { kind: 'reject', reason: 'why \ud83d' }, 422],
    ['an auditor', ['auditor'], undefined, { kind: 'reject', reason: 'because' }, 403],
    ['a token that may only list', ['reviewer'], ['holds:list'], { kind: 'reject', reason: 'because' }, 403],
  ])('are not decided with %s', async (_why, roles, scopes, payload, status) => {
    const id = await held();
    const answer = await act(await tokenOf(roles, scopes), `/v1/holds/${id}/verdict`, payload);
    expect([answer.statusCode, (await pages.store.holds.show(id))?.state]).toEqual([status, 'held']);
  });

  it('are noted on, assigned and escalated, and views of them saved', async () => {
    const id = await held();
    const token = await tokenOf(['reviewer']);
    await act(token, `/v1/holds/${id}/notes`, { text: 'looked at it' });
    await act(token, `/v1/holds/${id}/escalation`, { text: 'a deputy should look' });
    await pages.store.users.add({ name: 'ben', email: null, roles: ['reviewer'] }, 'test');
    await act(token, `/v1/holds/${id}/assignment`, { to: 'ben' });
    const shown = (await ask(token, `/v1/holds/${id}`)).json();
    expect(shown).toMatchObject({ assignedName: 'ben', level: 2 });
    expect(shown.notes.map(({ kind, text }: { kind: string; text: string }) => `${kind}: ${text}`)).toEqual([
      'note: looked at it',
      'escalation: a deputy should look',
    ]);
    await act(token, '/v1/views', { name: 'late', query: 'late=escalated&nonsense=1' });
    expect((await ask(token, '/v1/views')).json().items).toMatchObject([{ name: 'late', query: 'late=escalated' }]);
    expect((await ask(token, '/v1/holds/counts')).json().escalated).toBeGreaterThan(0);
  });
});
