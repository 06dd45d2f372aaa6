/** Signing in at a real identity provider, in a real browser; and answers that do not fit. */
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providerOf } from '../../src/review/provider.ts';
import { Browser, type TestPages, testPages } from './browser.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';

const PEOPLE = {
  known: { email: 'known@party.example', email_verified: true, groups: ['reviewers'] },
  fresh: { email: 'fresh@party.example', email_verified: true, groups: ['reviewers', 'checkers', 'choir'] },
  unverified: { email: 'boss@party.example', email_verified: false, groups: ['reviewers'] },
  outside: { email: 'outside@party.example', email_verified: true, groups: ['choir'] },
  gone: { email: 'gone@party.example', email_verified: true, groups: ['reviewers'] },
};
const ROLES = { reviewers: ['reviewer'], checkers: ['auditor'] } as const;

let pages: TestPages;
let chromium: Chromium;
let identity: IdentityProvider;
let url: string;

beforeAll(async () => {
  chromium = await startChromium();
  let started: IdentityProvider | undefined;
  const publicUrl = () => url;
  const options = (): Parameters<typeof providerOf>[0] => ({
    issuer: started?.issuer ?? '',
    clientId: started?.clientId ?? '',
    clientSecret: started?.clientSecret ?? '',
    name: 'Party account',
    scopes: [],
    rolesClaim: 'groups',
    roles: ROLES,
  });
  // The provider has to know where the pages are, and the pages who the provider is: it is made when first asked.
  const provider = () => providerOf(options(), publicUrl);
  pages = await testPages({
    publicUrl,
    provider: {
      name: 'Party account',
      begin: (next) => provider().begin(next),
      finish: (path, kept) => provider().finish(path, kept),
      endUrl: () => provider().endUrl(),
    },
  });
  url = await pages.listen();
  started = await startIdentityProvider(PEOPLE, url);
  identity = started;
});
afterAll(async () => {
  await chromium?.close();
  await pages?.close();
  await identity?.close();
});

/** Walks through the provider's own pages. */
async function signInAs(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: 'Sign in with Party account' }).click();
  await page.waitForURL(`${identity.issuer}/**`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${url}/**`);
}

const opened = (path: string) => chromium.open(`${url}${path}`);

describe('signing in at the identity provider', () => {
  it('finds an account by its verified address, binds it, leads where one wanted to go, and signs out', async () => {
    const { id } = await pages.store.users.add(
      { name: 'k.known', email: 'Known@party.example', roles: ['reviewer'] },
      'test',
    );
    const { page, close } = await opened('/dashboard');
    await signInAs(page, 'known');
    expect(page.url()).toBe(`${url}/dashboard`);
    expect(await page.locator('.who').textContent()).toContain('k.known');
    expect(await pages.store.users.get(id)).toMatchObject({ hasProvider: true, roles: ['reviewer'] });
    const told = await pages.store.audit.search({ actor: 'k.known' }, null, 10);
    expect(told.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['bound to the identity provider', 'signed in']),
    );

    await page.goto(`${url}/account`);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByText('You are signed out here').waitFor();
    await page.getByRole('link', { name: 'Sign out of Party account too' }).click();
    await page.waitForURL(`${identity.issuer}/**`);
    await close();
  }, 120_000);

  it('makes an account where its groups give roles, and changes the roles with the groups', async () => {
    const first = await opened('/sign-in');
    await signInAs(first.page, 'fresh');
    await first.close();
    const made = await pages.store.users.find('fresh@party.example');
    expect(made).toMatchObject({ name: 'fresh@party.example', roles: ['reviewer', 'auditor'], hasProvider: true });

    PEOPLE.fresh.groups = ['checkers'];
    const again = await opened('/sign-in');
    await signInAs(again.page, 'fresh');
    expect((await pages.store.users.find('fresh@party.example'))?.roles).toEqual(['auditor']);
    expect(await again.page.locator('.who').textContent()).toContain('fresh@party.example');
    await again.close();
  }, 120_000);

  it.each([
    ['whose address is not verified', 'unverified', 'you have no account here'],
    ['whose groups give no role', 'outside', 'gives you no role'],
    ['whose account is disabled', 'gone', 'you have no account here'],
  ])(
    'does not let in somebody %s',
    async (_why, login, words) => {
      if (login === 'gone') {
        const { id } = await pages.store.users.add(
          { name: 'g.one', email: 'gone@party.example', roles: ['reviewer'] },
          'test',
        );
        await pages.store.users.disable(id, 'test');
      }
      if (login === 'unverified')
        await pages.store.users.add({ name: 'b.oss', email: 'boss@party.example', roles: ['reviewer'] }, 'test');
      const { page, close } = await opened('/sign-in');
      await signInAs(page, login);
      expect(await page.textContent('main')).toContain(words);
      await page.goto(`${url}/quarantine`);
      expect(page.url()).toContain('/sign-in');
      await close();
    },
    120_000,
  );
});

describe('a way back that does not fit', () => {
  async function begun(): Promise<{ browser: Browser; asked: URL }> {
    const browser = new Browser(pages.app);
    const { location } = await browser.get('/sign-in/provider?next=/dashboard');
    return { browser, asked: new URL(location ?? '') };
  }

  it('asks by code with PKCE, state and nonce, each new', async () => {
    const [one, two] = [await begun(), await begun()];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.asked.searchParams.get(name)).toMatch(/^[\w-]{40,}$/);
      expect(one.asked.searchParams.get(name)).not.toBe(two.asked.searchParams.get(name));
    }
    expect(Object.fromEntries(one.asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${url}/sign-in/provider/back`,
    });
  });

  it.each([
    ['with the state of another', (_state: string) => `code=abc&state=${randomBytes(32).toString('base64url')}`],
    ['with a code that nobody gave', (state: string) => `code=abc&state=${state}`],
    ['with no code', (state: string) => `error=access_denied&state=${state}`],
    [
      'with the word of another issuer',
      (state: string) => `code=abc&state=${state}&iss=https%3A%2F%2Felsewhere.example`,
    ],
  ])('is refused %s', async (_why, query) => {
    const { browser, asked } = await begun();
    const back = await browser.get(`/sign-in/provider/back?${query(asked.searchParams.get('state') ?? '')}`);
    expect(back.status).toBe(401);
    expect((await browser.get('/account')).status).toBe(303);
  });

  it('is refused a second time, and to a browser that never left', async () => {
    const { browser, asked } = await begun();
    const path = `/sign-in/provider/back?code=abc&state=${asked.searchParams.get('state')}`;
    const cookie = browser.cookies.get('reticent-provider') ?? '';
    await browser.get(path);
    browser.cookies.set('reticent-provider', cookie);
    expect((await browser.get(path)).body).toContain('used before');
    expect((await new Browser(pages.app).get(path)).status).toBe(401);
  });
});

describe('a provider that is away', () => {
  it('is told of, and asked again by the next', async () => {
    const away = providerOf(
      {
        issuer: 'http://127.0.0.1:9',
        clientId: 'x',
        clientSecret: null,
        name: 'x',
        scopes: [],
        rolesClaim: 'groups',
        roles: null,
      },
      () => url,
    );
    const other = await testPages({ provider: away });
    const browser = await other.browser();
    expect((await browser.get('/sign-in/provider')).status).toBe(503);
    expect((await browser.get('/sign-in')).body).toContain('Or with an account of Reticent');
    await other.close();
  });
});
