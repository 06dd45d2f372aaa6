import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Act, actsOf } from '../../src/review/roles.ts';
import type { Role } from '../../src/store/users.ts';
import { type TestPages, testPages } from './browser.ts';

let pages: TestPages;
let accounts = 0;

beforeAll(async () => {
  pages = await testPages();
});

afterAll(async () => {
  await pages?.close();
});

async function tokenOf(roles: readonly Role[], scopes: readonly Act[] = actsOf(roles)): Promise<string> {
  accounts += 1;
  const { id } = await pages.store.users.add({ name: `program-${accounts}`, email: null, roles }, 'test');
  const { token } = await pages.store.apiTokens.add(id, { name: 'test', scopes, days: 1 }, 'test');
  return token;
}

const ask = (token: string | null, url: string) =>
  pages.app.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} });

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
  });

  it('asks for a token, and takes no cookie for one', async () => {
    expect((await ask(null, '/v1/me')).statusCode).toBe(401);
    const browser = await pages.browser('has.a.session', ['administrator']);
    expect((await browser.get('/v1/me')).status).toBe(401);
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
  ])('answers to %s as it should', async (_why, roles, scopes, url, status) => {
    const answer = await ask(await tokenOf(roles, scopes), url);
    expect(answer.statusCode).toBe(status);
    if (status > 200) expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});
