/** Pages of PDF files and pictures on a held message: drawn in the sandbox, shown to who may read it, and to nobody else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { pdfOf } from '../pdf.ts';
import { axe, DARK, PHONE, shot, startChromium } from './chromium.ts';
import { kept } from './kept.ts';
import { type File, mailWithFiles, reviewSite } from './site.ts';

const picture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/format/image', name));
const MINUTES = [
  'Agenda\n\n1. Welcome\n2. Selections\n3. Any other business',
  'Minutes of the meeting of the National Executive Committee held on 17 November 2026\n\nPresent: A. Khan, J. Bell\nApologies: P. Osei\n\nThe NEC agreed by 17 votes to 12 that branches have two more weeks to nominate.',
  'Action points: J. Bell to write to branches.',
];
/** Says that it is 60,000 pixels wide and as high. */
const BOMB = Buffer.from(picture('scan.png'));
BOMB.writeUInt32BE(60_000, 16);
BOMB.writeUInt32BE(60_000, 20);

const sent = (from: string, to: string[], files: readonly File[]) =>
  site.submit(mailWithFiles(from, to, 'Papers of Tuesday', files));

const site = await kept(reviewSite());
const chromium = await kept(startChromium());
let id = await sent(
  'a.khan@party.example',
  ['p.osei@home.example'],
  [
    ['minutes.pdf', await pdfOf(...MINUTES)],
    ['scan.tiff', picture('scan.tiff')],
    ['broken.pdf', Buffer.from('%PDF-1.7\nnothing of the kind')],
    ['bomb.png', BOMB],
  ],
);

const as = async (name: string, email?: string, options = {}) =>
  chromium.open(await site.linkFor(name, ['senior-reviewer'], email), options);
const PARTS = ['body', 'minutes.pdf', 'scan.tiff', 'broken.pdf', 'bomb.png'];
const imageOf = (part: string, page = 1) =>
  `${site.url}/quarantine/${id}/parts/${PARTS.indexOf(part)}/pages/${page}.png`;

/** Pixels from left to right as the browser sees them, once it has the image. */
async function widthOf(page: Page, part: string): Promise<number> {
  const selector = `img[src*="/parts/${PARTS.indexOf(part)}/pages/"]`;
  await page.locator(selector).scrollIntoViewIfNeeded();
  return page.evaluate<number>(
    `(async (image) => { await image.decode(); return image.naturalWidth; })(document.querySelector('${selector}'))`,
  );
}

describe('pages as images', () => {
  it.each([
    ['light', {}],
    ['dark', DARK],
    ['phone', PHONE],
  ])(
    'stand beside the text of a PDF and of a scan, %s',
    async (look, options) => {
      const { page, strangers, close } = await as('paul.pages', 'paul@party.example', options);
      await page.goto(`${site.url}/quarantine/${id}?q=minutes`);
      expect(await widthOf(page, 'minutes.pdf')).toBe(320);
      expect(await widthOf(page, 'scan.tiff')).toBe(320);
      const alt = await page.locator('.look img').first().getAttribute('alt');
      expect(alt).toBe('Page 2 of 3 of minutes.pdf; its text stands beside it.');
      await shot(page, `pages-beside-${look}`);
      expect(await axe(page)).toEqual([]);
      // The page itself, without what it shows of pages.
      const weight = await page.evaluate<number>(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(({ name }) => !name.includes('.png')).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)",
      );
      expect(weight).toBeLessThan(150_000);

      await page.locator('.evidence a:has-text("page 2")').first().click();
      await page.waitForURL(/parts\/1\/pages\/2\?q=minutes$/);
      expect(await widthOf(page, 'minutes.pdf')).toBe(1000);
      const beside = page.locator('.page-and-text .part');
      expect(await beside.textContent()).toContain('17 votes to 12');
      expect(await beside.textContent()).not.toContain('Any other business');
      expect(await beside.locator('mark').count()).toBeGreaterThan(0);
      await shot(page, `pages-large-${look}`);
      expect(await axe(page)).toEqual([]);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      await page.keyboard.press(']');
      await page.waitForURL(/pages\/3\?q=minutes$/);
      expect(await beside.textContent()).toContain('Action points');
      await page.locator('text=All of its text').click();
      await page.waitForURL(/parts\/1\?q=minutes$/);
      // Back as they came, with the filters that they had.
      await page.keyboard.press('u');
      await page.waitForURL(`${site.url}/quarantine/${id}?q=minutes`);
      await page.keyboard.press('u');
      await page.waitForURL(`${site.url}/quarantine?q=minutes`);
      expect(strangers()).toEqual([]);
      await close();
    },
    60_000,
  );

  it('are kept nowhere, and every look is on the audit log', async () => {
    const { page, close } = await as('adam.audited');
    const answer = await page.request.get(imageOf('minutes.pdf', 3));
    expect(answer.headers()).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'private, no-store' });
    expect((await answer.body()).subarray(1, 4).toString()).toBe('PNG');
    await page.request.get(`${site.url}/quarantine/${id}/grounds`);
    const looks = (await site.running.store.audit.of(id)).filter(({ actor }) => actor === 'adam.audited');
    expect(looks.map(({ action, detail }) => ({ action, detail }))).toEqual([
      { action: 'read', detail: { part: 1, page: 3 } },
      { action: 'read', detail: { grounds: true } },
    ]);
    await close();
  });

  it.each(['broken.pdf', 'bomb.png'])(
    'say that %s cannot be shown, and nothing of it reaches a browser',
    async (part) => {
      const { page, close } = await as('hester.hostile');
      const answer = await page.request.get(imageOf(part));
      expect(answer.headers()['content-type']).toContain('image/svg+xml');
      expect(await answer.text()).toContain('cannot be shown');
      expect((await page.request.get(imageOf('scan.tiff'))).headers()['content-type']).toBe('image/png');
      await close();
    },
  );

  it.each([
    ['a page behind the last', () => imageOf('minutes.pdf', 4)],
    ['a page of a text', () => imageOf('body')],
    ['a part that is not there', () => `${site.url}/quarantine/${id}/parts/99/pages/1.png`],
  ])('are not found for %s', async (_why, address) => {
    const { page, close } = await as('nora.nothing');
    expect((await page.request.get(address())).status()).toBe(404);
    await close();
  });

  it('are not shown to a reviewer who would receive them, and nothing else of the content is', async () => {
    const { page, close } = await as('rick.receives', 'p.osei@home.example');
    await page.goto(`${site.url}/quarantine/${id}`);
    const words = await page.locator('main').textContent();
    expect(words).toContain('You cannot read this, because you would receive it.');
    expect(words).not.toContain('17 votes');
    expect(await page.locator('.part, .evidence, main img').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await shot(page, 'pages-excluded');
    for (const address of [imageOf('minutes.pdf', 2), imageOf('minutes.pdf', 2).replace('.png', '')])
      expect((await page.request.get(address)).status()).toBe(404);
    expect((await page.request.get(`${site.url}/quarantine/${id}/grounds`)).status()).toBe(403);
    await close();
  });

  it('stay shut with the text under 9(b), until a reason is recorded', async () => {
    const notice =
      'Case No: DC-2026-0071\n\nNotice of Investigation. The Party has received a complaint about your conduct and has opened an investigation.\n\nAllegation 1: that on 3 September 2026 you shouted at the returning officer.';
    id = await sent('m.doyle@home.example', ['friend@nowhere.example'], [['minutes.pdf', await pdfOf(notice)]]);
    const { page, close } = await as('opal.opens');
    expect((await page.request.get(imageOf('minutes.pdf'))).status()).toBe(404);
    await page.goto(`${site.url}/quarantine/${id}`);
    await page.locator('#open-reason').fill('To see whether it names anybody else.');
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.waitForSelector('.part');
    expect((await page.request.get(imageOf('minutes.pdf'))).headers()['content-type']).toBe('image/png');
    await close();
  });

  it('are had under /v1 by the same rules', async () => {
    const { store } = site.running;
    const user = await store.users.add({ name: 'program', email: null, roles: ['senior-reviewer'] }, 'test');
    const { token } = await store.apiTokens.add(user.id, { name: 't', scopes: ['holds:read'], days: 1 }, 'test');
    const ask = (path: string, given?: object) =>
      fetch(`${site.url}/v1/holds/${id}${path}`, {
        headers: { authorization: `Bearer ${token}`, ...(given && { 'content-type': 'application/json' }) },
        ...(given && { method: 'POST', body: JSON.stringify(given) }),
      });
    expect((await ask('/parts/1/pages/1')).status).toBe(403);
    // No reason stands in an address, where logs keep it.
    expect((await ask('/text?because=to%20draw%20it')).status).toBe(422);
    expect((await ask('/text')).status).toBe(403);
    expect((await ask('/opening', { reason: ' ' })).status).toBe(422);
    expect((await ask('/opening', { reason: 'to draw it' })).status).toBe(200);
    expect(await store.holds.openedBecause(id, user.id)).toBe('to draw it');
    expect((await ask('/text')).status).toBe(200);
    expect((await ask('/parts/1/pages/1?size=small')).headers.get('content-type')).toBe('image/png');
    expect((await ask('/parts/1/pages/2')).status).toBe(404);
    const { items } = (await (await ask('/permissions')).json()) as { items: { id: string; lacks: string | null }[] };
    expect(items.find(({ id: each }) => each === 'P-2026-014')?.lacks).toContain('it is not for');
    expect((await ask('/relatives')).status).toBe(200);
  });
});
