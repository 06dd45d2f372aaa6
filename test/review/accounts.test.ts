/** Signing in and accounts, as a browser without scripts meets them: real PostgreSQL, every form sent as a form. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { secretFromBase32, totpCode } from '../../src/review/totp.ts';
import { hashOf } from '../../src/store/sessions.ts';
import type { Role } from '../../src/store/users.ts';
import { Browser, testPages } from './browser.ts';
import { kept } from './kept.ts';

const PASSWORD = 'four quiet words here';

const pages = await kept(testPages());

/** The code of `steps` half minutes from now: each works once, so a test that signs in twice takes a later one. */
function codeFor(key: string, steps = 0): string {
  const secret = secretFromBase32(key) ?? Buffer.alloc(0);
  return totpCode(secret, Math.floor(Date.now() / 30_000) + steps);
}

interface Account {
  readonly id: string;
  readonly name: string;
  /** The key of the authenticator, in base 32. */
  readonly key: string;
  readonly codes: readonly string[];
  readonly browser: Browser;
}

/** Goes the way of a new account: link, password, authenticator. */
async function welcome(name: string, roles: readonly Role[] = ['reviewer']): Promise<Account> {
  const { id } = await pages.store.users.add({ name, email: `${name}@party.example`, roles }, 'test');
  const browser = new Browser(pages.app);
  const link = `/sign-in/${await pages.store.sessions.start(id, 'welcome')}`;
  await browser.get(link);
  await browser.post(link, { password: PASSWORD, repeat: PASSWORD });
  const { body } = await browser.get('/sign-in/authenticator');
  const key = /name="secret" value="(\w+)"/.exec(body)?.[1] ?? '';
  const done = await browser.post('/sign-in/authenticator', { secret: key, code: codeFor(key) });
  const codes = [...done.body.matchAll(/<li><code>([\w-]+)<\/code>/g)].map(([, code = '']) => code);
  return { id, name, key, codes, browser };
}

async function actionsOf(name: string): Promise<string[]> {
  const records = await pages.store.audit.records(0, 10_000);
  return records.filter(({ actor }) => actor === name).map(({ action }) => action);
}

describe('signing in', () => {
  it('begins with a link, a password and an authenticator, and gives recovery codes', async () => {
    const { browser, codes, name } = await welcome('first.timer');
    expect(codes).toHaveLength(10);
    expect((await browser.get('/quarantine')).status).toBe(200);
    expect(await actionsOf(name)).toEqual(['password changed', 'authenticator set up', 'signed in']);
  });

  it('asks for the password and then for a code, each of which works once', async () => {
    const { name, key } = await welcome('twice');
    const browser = new Browser(pages.app);
    const first = await browser.post('/sign-in', { name: name.toUpperCase(), password: PASSWORD, next: '/account' });
    expect([first.status, first.location]).toEqual([303, '/sign-in/code?next=%2Faccount']);
    const half = browser.cookies.get('reticent-session');
    // Half signed in is not signed in.
    expect((await browser.get('/account')).location).toBe('/sign-in?next=%2Faccount');
    const code = codeFor(key, 1);
    const done = await browser.post('/sign-in/code', { code, next: '/account' });
    expect([done.status, done.location]).toEqual([303, '/account']);
    expect(browser.cookies.get('reticent-session')).not.toBe(half);
    expect((await browser.get('/account')).status).toBe(200);

    const other = new Browser(pages.app);
    await other.post('/sign-in', { name, password: PASSWORD });
    expect((await other.post('/sign-in/code', { code })).status).toBe(401);
  });

  it('takes each recovery code once', async () => {
    const { name, codes } = await welcome('lost.phone');
    const enter = async (code: string) => {
      const browser = new Browser(pages.app);
      await browser.post('/sign-in', { name, password: PASSWORD });
      return (await browser.post('/sign-in/code', { code })).status;
    };
    expect(await enter(` ${codes[0]?.toUpperCase()} `)).toBe(303);
    expect(await enter(codes[0] ?? '')).toBe(401);
    expect(await enter(codes[1]?.replace('-', '') ?? '')).toBe(303);
    expect(await actionsOf(name)).toContain('recovery code used');
  });

  it('says the same to a wrong name, a wrong password and a locked account, and locks after five failures', async () => {
    const { name } = await welcome('locked');
    const browser = new Browser(pages.app);
    const answers = [await browser.post('/sign-in', { name: 'nobody', password: PASSWORD })];
    for (let count = 0; count < 5; count += 1)
      answers.push(await browser.post('/sign-in', { name, password: `wrong ${count}` }));
    answers.push(await browser.post('/sign-in', { name, password: PASSWORD }));
    // But for the name, which stands in the form as it was typed.
    const said = answers.map(({ status, body }) => `${status} ${body.replace(/ value="(?:nobody|locked)"/, '')}`);
    expect(new Set(said).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    expect((await pages.store.users.find(name))?.lockedUntil).toBeInstanceOf(Date);
    expect(await actionsOf('reticent')).toContain('account locked');
  });

  it('counts wrong codes as failures too', async () => {
    const { name } = await welcome('guessed');
    const browser = new Browser(pages.app);
    await browser.post('/sign-in', { name, password: PASSWORD });
    for (let count = 0; count < 5; count += 1) await browser.post('/sign-in/code', { code: 'abcdef' });
    expect((await pages.store.users.find(name))?.lockedUntil).toBeInstanceOf(Date);
  });

  it('slows down who tries from one address', async () => {
    const { attempt } = pages.store.userCredentials;
    const tries = [];
    for (let count = 0; count < 4; count += 1) tries.push(await attempt('sign-in 192.0.2.7', 3, 60));
    expect(tries).toEqual([true, true, true, false]);
    expect(await attempt('sign-in 192.0.2.8', 3, 60)).toBe(true);
    for (let count = 0; count < 31; count += 1) await attempt('sign-in 192.0.2.9', 1000, 300);
    const browser = new Browser(pages.app);
    const refused = await browser.post('/sign-in', { name: 'x', password: 'y' }, { 'x-forwarded-for': '192.0.2.9' });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '300']);
  });

  it('takes a link once, and no link of somebody who is disabled', async () => {
    const { users, sessions } = pages.store;
    const { id } = await users.add({ name: 'by.link', email: null, roles: ['reviewer'] }, 'test');
    const link = `/sign-in/${await sessions.start(id, 'link')}`;
    // Who looks (a preview, a mail scanner) is not signed in, and leaves it to whom it is for.
    const scanner = new Browser(pages.app);
    expect((await scanner.get(link)).body).toContain('Sign in as by.link');
    expect(scanner.cookies.size).toBe(0);
    const foreign = await scanner.post(link, {}, { 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, scanner.cookies.size]).toEqual([403, 0]);
    expect((await new Browser(pages.app).post(link)).location).toBe('/');
    expect((await new Browser(pages.app).get(link)).status).toBe(401);
    expect((await new Browser(pages.app).post(link)).status).toBe(401);
    const unused = `/sign-in/${await sessions.start(id, 'link')}`;
    await users.disable(id, 'test');
    expect((await new Browser(pages.app).post(unused)).status).toBe(401);
  });

  it.each([
    ['too short', 'short', 'short', 'at least 12 characters'],
    ['of one letter', 'aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', 'more different characters'],
    ['not the same twice', PASSWORD, 'four other words here', 'not the same'],
  ])('refuses a password that is %s, and keeps the link', async (why, password, repeat, words) => {
    const { id } = await pages.store.users.add({ name: why, email: null, roles: ['reviewer'] }, 'test');
    const link = `/sign-in/${await pages.store.sessions.start(id, 'welcome')}`;
    const browser = new Browser(pages.app);
    const refused = await browser.post(link, { password, repeat });
    expect([refused.status, refused.body.includes(words)]).toEqual([422, true]);
    expect((await browser.get(link)).body).toContain('Welcome');
  });
});

describe('forms', () => {
  it.each([
    ['without the token', { csrf: '' }, {}],
    ['with the token of another session', { csrf: 'A'.repeat(43) }, {}],
    ['with as many letters beyond ASCII', { csrf: 'é'.repeat(43) }, {}],
    ['of another site, by Fetch Metadata', {}, { 'sec-fetch-site': 'cross-site' }],
    ['of another site, by its origin', {}, { origin: 'https://elsewhere.example' }],
    ['of a sandboxed frame', {}, { origin: 'null' }],
  ])('are refused %s', async (why, fields, headers) => {
    const browser = await pages.browser(`forms ${why}`.slice(0, 40).replaceAll(',', ''), ['reviewer']);
    await browser.get('/account');
    expect((await browser.post('/sign-out', fields, headers)).status).toBe(403);
    expect((await browser.get('/account')).status).toBe(200);
    expect((await browser.post('/sign-out')).location).toBe('/sign-in');
    expect((await browser.get('/account')).status).toBe(303);
  });

  it.each(['https://review.party.example', 'http://localhost'])('of our pages at %s are taken', async (origin) => {
    const browser = await pages.browser(`forms at ${new URL(origin).host}`, ['reviewer']);
    await browser.get('/account');
    expect((await browser.post('/sign-out', {}, { origin, host: 'localhost' })).location).toBe('/sign-in');
  });

  it('of another site cannot sign somebody in', async () => {
    const browser = new Browser(pages.app);
    const fields = { name: 'x', password: 'y' };
    expect((await browser.post('/sign-in', fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});

describe('one’s own account', () => {
  it('changes the password with the old one, gives the session a new token and ends the others', async () => {
    const { browser, name } = await welcome('changer');
    const other = await pages.browser(name);
    const before = browser.cookies.get('reticent-session');
    await browser.get('/account');
    const next = { password: 'five other quiet words', repeat: 'five other quiet words' };
    expect((await browser.post('/account/password', { current: 'wrong', ...next })).status).toBe(422);
    expect((await browser.post('/account/password', { current: PASSWORD, ...next })).status).toBe(303);
    expect(browser.cookies.get('reticent-session')).not.toBe(before);
    expect((await browser.get('/account')).status).toBe(200);
    expect((await other.get('/account')).status).toBe(303);
    expect((await new Browser(pages.app).post('/sign-in', { name, password: PASSWORD })).status).toBe(401);
  });

  it('sets another authenticator up with the password, and makes new recovery codes', async () => {
    const { browser, name, codes } = await welcome('new.phone');
    await browser.get('/account');
    const { body } = await browser.post('/account/authenticator', { current: PASSWORD });
    const secret = /name="secret" value="(\w+)"/.exec(body)?.[1] ?? '';
    const fields = { current: PASSWORD, secret };
    expect((await browser.post('/account/authenticator', { ...fields, code: '000000' })).status).toBe(422);
    const done = await browser.post('/account/authenticator', { ...fields, code: codeFor(secret) });
    expect(done.body).toContain('Your recovery codes');
    const again = new Browser(pages.app);
    await again.post('/sign-in', { name, password: PASSWORD });
    expect((await again.post('/sign-in/code', { code: codes[0] ?? '' })).status).toBe(401);
    expect((await again.post('/sign-in/code', { code: codeFor(secret, 1) })).status).toBe(303);
    await browser.get('/account');
    expect((await browser.post('/account/recovery-codes', { current: PASSWORD })).body).toContain('recovery codes');
  });

  it('lists sessions and ends one', async () => {
    const mine = await pages.browser('two.places', ['reviewer']);
    const other = await pages.browser('two.places');
    const { body } = await mine.get('/account');
    const action = /action="(\/account\/sessions\/[^"]+)"/.exec(body)?.[1] ?? '';
    expect(body).toContain('this one');
    await mine.post(action);
    expect((await other.get('/account')).status).toBe(303);
    expect((await mine.get('/account')).status).toBe(200);
  });

  it('ends a session in which nobody did anything, however long a page stands open', async () => {
    const { db, sessions } = pages.store;
    const browser = await pages.browser('goes.home', ['reviewer']);
    const [token = ''] = browser.cookies.values();
    const idleFor = (minutes: number) =>
      sql`update sessions set last_seen_at = now() - ${minutes} * interval '1 minute' where hash = ${hashOf(token)}`.execute(
        db,
      );
    const idle = async () =>
      (
        await sql<{
          m: number;
        }>`select extract(epoch from now() - last_seen_at)::int / 60 as m from sessions where hash = ${hashOf(token)}`.execute(
          db,
        )
      ).rows[0]?.m;
    await idleFor(90);
    const left = new AbortController();
    const headers = { cookie: `reticent-session=${token}` };
    const opened = await fetch(`${await pages.listen()}/quarantine/live`, { headers, signal: left.signal });
    left.abort();
    expect([opened.headers.get('content-type'), await idle()]).toEqual(['text/event-stream', 90]);
    await browser.get('/account');
    expect(await idle()).toBe(0);
    await idleFor(121);
    expect(await sessions.peek(token)).toBeUndefined();
    expect((await browser.get('/account')).status).toBe(303);
  });
});

describe('users', () => {
  it('are added by an administrator, with a link and a role', async () => {
    const admin = await pages.browser('chief', ['administrator']);
    await admin.get('/users');
    const { body } = await admin.post('/users', {
      name: 'n.new@party.example',
      email: '',
      roles: ['reviewer', 'auditor'],
    });
    const link = /https:\/\/review\.party\.example(\/sign-in\/[\w-]+)/.exec(body)?.[1] ?? '';
    expect((await new Browser(pages.app).get(link)).body).toContain('n.new@party.example');
    expect(await pages.store.users.find('N.NEW@party.example')).toMatchObject({
      email: 'n.new@party.example',
      roles: ['reviewer', 'auditor'],
    });
    expect((await admin.post('/users', { name: 'N.new@Party.example', email: '', roles: 'reviewer' })).status).toBe(
      422,
    );
    expect((await admin.post('/users', { name: 'no.role', email: '' })).status).toBe(422);
    expect(await actionsOf('chief')).toContain('account added');
  });

  it('are signed out when their roles change, when they are disabled and when they are reset', async () => {
    const admin = await pages.browser('chief', ['administrator']);
    const { id, browser, name } = await welcome('changed');
    await admin.get(`/users/${id}`);
    await admin.post(`/users/${id}/roles`, { roles: ['auditor'] });
    expect((await browser.get('/account')).status).toBe(303);

    const again = await pages.browser(name);
    await admin.post(`/users/${id}/disable`);
    expect((await again.get('/account')).status).toBe(303);
    expect((await new Browser(pages.app).post('/sign-in', { name, password: PASSWORD })).status).toBe(401);
    await admin.post(`/users/${id}/enable`);
    expect((await new Browser(pages.app).post('/sign-in', { name, password: PASSWORD })).status).toBe(303);

    const reset = await admin.post(`/users/${id}/reset`);
    expect(reset.body).toContain('https://review.party.example/sign-in/');
    expect((await new Browser(pages.app).post('/sign-in', { name, password: PASSWORD })).status).toBe(401);
    expect(await pages.store.users.get(id)).toMatchObject({ hasPassword: false, hasTotp: false });
  });

  it('keep an administrator who can sign in', async () => {
    const { id } = await welcome('only.one', ['administrator']);
    const admin = await pages.browser('only.one');
    await admin.get(`/users/${id}`);
    for (const action of ['disable', 'reset']) {
      const refused = await admin.post(`/users/${id}/${action}`);
      expect([action, refused.status]).toEqual([action, 422]);
    }
    const demoted = await admin.post(`/users/${id}/roles`, { roles: ['auditor'] });
    expect(demoted.body).toContain('last administrator');
  });

  it.each<[Role, string, number]>([
    ['administrator', '/users', 200],
    ['auditor', '/users', 200],
    ['reviewer', '/users', 403],
    ['records-officer', '/users', 403],
    ['administrator', '/quarantine', 403],
    ['auditor', '/quarantine', 200],
    ['reviewer', '/quarantine', 200],
  ])('as %s, %s answers %i', async (role, url, status) => {
    const browser = await pages.browser(`as.${role}`, [role]);
    expect((await browser.get(url)).status).toBe(status);
  });

  it.each(['sessions/ID/end', 'tokens/ID/revoke'])(
    'that are named by what is no id are not there: %s',
    async (rest) => {
      const admin = await pages.browser('as.administrator', ['administrator']);
      await admin.get('/account');
      const at = `/users/somebody/${rest.replace('ID', '00000000-0000-4000-8000-000000000000')}`;
      expect((await admin.post(at)).status).toBe(404);
    },
  );

  it('as auditors change nothing', async () => {
    const auditor = await pages.browser('as.auditor', ['auditor']);
    const { id } = await pages.store.users.add({ name: 'safe', email: null, roles: ['reviewer'] }, 'test');
    await auditor.get('/account');
    expect((await auditor.post(`/users/${id}/disable`)).status).toBe(403);
    expect((await auditor.post('/users', { name: 'mine', roles: 'administrator' })).status).toBe(403);
    expect(await pages.store.users.get(id)).toMatchObject({ isDisabled: false });
  });

  it('stand on an audit log that is whole', async () => {
    expect(await pages.store.audit.verify()).toMatchObject({ kind: 'whole' });
  });
});
