/** The first day of a reviewer in a real browser: the link, a password, an authenticator, and signing in by them. */
import { expect, it } from 'vitest';
import { secretFromBase32, totpCode } from '../../src/review/totp.ts';
import { testPages } from './browser.ts';
import { axe, shot, startChromium } from './chromium.ts';
import { kept } from './kept.ts';

const PASSWORD = 'otters in the long grass';
const STEP_MS = 30_000;

const pages = await kept(testPages());
const url = await pages.listen();
const chromium = await kept(startChromium());

it('begins by a link, chooses a password, sets up an authenticator, and signs in by both', async () => {
  const { users, sessions } = pages.store;
  const { id } = await users.add({ name: 'new.here', email: null, roles: ['reviewer'] }, 'test');
  const { page, strangers, close } = await chromium.open(`${url}/sign-in/${await sessions.start(id, 'welcome')}`);
  expect(await axe(page)).toEqual([]);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#repeat').fill(PASSWORD);
  await page.keyboard.press('Enter');

  await page.waitForURL(/authenticator/);
  expect(await axe(page)).toEqual([]);
  await shot(page, 'sign-in-authenticator');
  const secret = secretFromBase32((await page.locator('p code').textContent()) ?? '');
  if (!secret) throw new Error('the page shows no key');
  const codeOf = (steps: number) => totpCode(secret, Math.floor(Date.now() / STEP_MS) + steps);
  await page.locator('#code').fill(codeOf(0));
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=Your recovery codes');
  const [recovery = ''] = await page.locator('.codes code').allTextContents();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: 'I have them' }).click();
  await page.waitForURL(`${url}/quarantine`);

  // Signed out, and in again from a page that asked for it: a code that was used is of no use, a recovery code is, once.
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${url}/account`);
  await page.locator('#name').fill('new.here');
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/sign-in\/code/);
  await page.locator('#code').fill(recovery);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/account`);
  expect(strangers()).toEqual([]);
  await close();
});
