import { describe, expect, it } from 'vitest';
import { testPages } from './browser.ts';
import { axe, DARK, PHONE, PLAIN_HOST, shot, startChromium, weightOf } from './chromium.ts';
import { kept } from './kept.ts';

const pages = await kept(testPages());
const url = await pages.listen();
const chromium = await kept(startChromium());

const signedIn = async (options = {}) =>
  chromium.open(`${url}${await pages.linkFor('ann.sharp', ['administrator', 'senior-reviewer'])}`, options);

describe('every page', () => {
  it.each([
    ['the sign-in', '/sign-in'],
    ['a link that is used up', '/sign-in/nonsense'],
    ['a page that is not there', '/quarantine/nonsense'],
  ])('passes axe-core before anybody signs in: %s', async (_why, path) => {
    const { page, strangers, close } = await chromium.open(`${url}/sign-in`);
    await page.goto(`${url}${path}`);
    expect(await axe(page)).toEqual([]);
    expect(strangers().filter((each) => !/40[14]/.test(each))).toEqual([]);
    await close();
  });

  it.each([
    ['the quarantine', '/quarantine'],
    ['the users', '/users'],
    ['the account', '/account'],
  ])('passes axe-core, light, dark and on a telephone, and asks nobody else: %s', async (name, path) => {
    for (const [look, options] of [
      ['light', {}],
      ['dark', DARK],
      ['phone', PHONE],
    ] as const) {
      const { page, strangers, close } = await signedIn(options);
      await page.goto(`${url}${path}`);
      expect(await axe(page), look).toEqual([]);
      await shot(page, `${name.replaceAll(' ', '-')}-${look}`);
      expect(strangers(), look).toEqual([]);
      // Nothing is wider than the telephone: people scroll down, not sideways.
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width, look).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      expect(await weightOf(page), look).toBeLessThan(150_000);
      await close();
    }
  });

  it('shows its keys, goes by them, and lets them be switched off', async () => {
    const { page, close } = await signedIn();
    await page.goto(`${url}/account`);
    await page.keyboard.press('?');
    expect(await page.locator('#keys').textContent()).toContain('go to Users');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.waitForURL(`${url}/users`);
    await page.keyboard.press('?');
    await page.getByLabel('Switch single keys off').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    expect(page.url()).toBe(`${url}/users`);
    await close();
  });

  it('keeps the form of a saved view within its column', async () => {
    const { page, close } = await signedIn();
    await page.goto(`${url}/quarantine`);
    await page.locator('summary', { hasText: 'Saved views' }).click();
    const rightOf = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    const column = await rightOf('.queue > aside');
    for (const each of ['#view-name', '.save button']) expect(await rightOf(each), each).toBeLessThanOrEqual(column);
    await close();
  });

  it('names letters that would turn text in what an act has to say', async () => {
    const browser = await pages.browser('turns.text', ['reviewer']);
    await browser.get('/quarantine');
    await browser.post('/quarantine/views', { name: 'Minutes \u202exe', query: '' });
    const { body } = await browser.get('/quarantine');
    expect(/role="status"><span>(.*?is saved\.)/.exec(body)?.[1]).toContain('RLO');
  });

  it('names them in who did what: a sender may be called by any letters', async () => {
    await pages.store.audit.append('a\u202eb@nowhere.example', 'claimed', null, { from: 'c\u202ed' });
    const browser = await pages.browser('reads.audit', ['auditor']);
    const { body } = await browser.get('/audit?action=claimed');
    expect(body.match(/RLO<\/span>/g)).toHaveLength(2);
  });

  it('has forms that are ours also where a browser sends no Fetch Metadata, as by plain HTTP', async () => {
    const link = await pages.linkFor('plain.http', ['reviewer']);
    const { page, close } = await chromium.open(url.replace('127.0.0.1', PLAIN_HOST) + link);
    await page.waitForURL(/\/quarantine$/);
    await close();
  });

  it.each([
    ['a name', 'POST', '/sign-in', 'name=%00&password=x'],
    ['a search', 'GET', '/quarantine?sender=%00aa', undefined],
    ['one of several boxes', 'POST', '/quarantine/bulk', 'ids=a&ids=%00'],
  ] as const)('refuses a NUL, at which the database would fail: in %s', async (_why, method, address, payload) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await pages.app.inject({ method, url: address, ...(payload && { payload, headers }) });
    expect([400, 422]).toContain(answer.statusCode);
  });

  it.each([
    ['a rank that no message has', '/quarantine?after=', { rank: 1e12, at: '2026-11-27T00:00:00Z' }],
    ['the year 0', '/quarantine?state=decided&after=', { rank: 5, at: '0000-01-01T00:00:00Z' }],
    ['an id that is none', '/drives/findings?after=true.1.', null],
  ])('shows the first page for the key of a page that holds %s', async (_why, address, key) => {
    const whole = { ...key, id: '01900000-0000-7000-8000-000000000000' };
    const after = key ? Buffer.from(JSON.stringify(whole)).toString('base64url') : '-'.repeat(36);
    const browser = await pages.browser('key.forger', ['senior-reviewer']);
    expect((await browser.get(address + after)).status).toBe(200);
  });

  it.each(['/claim/%E0%A4%A', `/claim/${'a'.repeat(200)}`])(
    'says to a browser that there is no such page: %s',
    async (address) => {
      const answer = await pages.app.inject({ url: address, headers: { accept: 'text/html' } });
      expect([answer.statusCode, answer.body]).toEqual([404, expect.stringContaining('There is no such page.')]);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    },
  );

  it('has no head for news alone, which would never end', async () => {
    expect((await pages.app.inject({ method: 'HEAD', url: '/quarantine/live' })).statusCode).toBe(404);
  });

  it('fits a telephone also for who is called by a long address', async () => {
    const name = 'constance.featherstonehaugh@northfield-and-district.party.example';
    const { page, close } = await chromium.open(url, { viewport: { width: 320, height: 640 } });
    const widths: number[] = [];
    const measure = async () => widths.push(await page.evaluate<number>('document.documentElement.scrollWidth'));
    await page.goto(url + (await pages.linkFor(name, ['reviewer'])));
    await measure();
    await page.getByRole('button', { name: /^Sign in as/ }).click();
    await page.waitForURL(/\/quarantine$/);
    await measure();
    expect(widths).toEqual([320, 320]);
    await close();
  });

  it('forbids scripts and styles that are no file of ours, and every other host', async () => {
    const { headers } = await (await pages.browser()).get('/sign-in');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('keeps style and script for good, and nothing else', async () => {
    const browser = await pages.browser();
    const { body, headers } = await browser.get('/sign-in');
    expect(headers['cache-control']).toBe('no-store');
    const style = /href="(\/static\/[^"]+\.css)"/.exec(body)?.[1] ?? '';
    expect((await browser.get(style)).headers['cache-control']).toContain('immutable');
  });
});
