import { describe, expect, it } from 'vitest';
import { mail, REPORT } from '../e2e/gateway.ts';
import { axe, DARK, PHONE, shot, startChromium, weightOf } from './chromium.ts';
import { kept } from './kept.ts';
import { mailWithFiles, reviewSite } from './site.ts';

const ids = new Map<string, string>();

const site = await kept(reviewSite());
const chromium = await kept(startChromium());
for (const name of ['02', '03', '04', '05', '07', '08', '09', '10', '14', '15', '16'])
  ids.set(name, await site.demo(name));

const open = async (options = {}) =>
  chromium.open(await site.linkFor('rita.senior', ['senior-reviewer'], 'rita@party.example'), options);

describe('what a reviewer sees', () => {
  it.each([
    ['the queue', () => '/quarantine'],
    ['the queue searched', () => '/quarantine?q=northfield&matter=minutes'],
    ['what was decided', () => '/quarantine?state=decided'],
    ['minutes', () => `/quarantine/${ids.get('15')}`],
    ['a sheet', () => `/quarantine/${ids.get('16')}`],
    ['strictly confidential', () => `/quarantine/${ids.get('09')}`],
    ['shut', () => `/quarantine/${ids.get('07')}`],
    ['encrypted', () => `/quarantine/${ids.get('10')}`],
    ['joiners', () => `/quarantine/${ids.get('05')}`],
    ['gone and forgotten', () => `/quarantine/${ids.get('04')}`],
    ['grounds', () => `/quarantine/${ids.get('05')}/grounds`],
    ['a part', () => `/quarantine/${ids.get('09')}/parts/0`],
  ])(
    'passes axe-core light, dark and on a telephone, weighs little and asks nobody else: %s',
    async (name, path) => {
      for (const [look, options] of [
        ['light', {}],
        ['dark', DARK],
        ['phone', PHONE],
      ] as const) {
        const { page, strangers, close } = await open(options);
        await page.goto(`${site.url}${path()}`);
        await shot(page, `held-${name.replaceAll(' ', '-')}-${look}`);
        expect(await axe(page), look).toEqual([]);
        expect(strangers(), look).toEqual([]);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(width, look).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
        expect(await weightOf(page), look).toBeLessThan(150_000);
        await close();
      }
      // Three windows, each with axe over a whole page, on a machine that does other things besides.
    },
    120_000,
  );

  it('is why a message went, also once it is forgotten', async () => {
    const { page, close } = await open();
    await page.goto(`${site.url}/quarantine/${ids.get('04')}`);
    const said = await page.locator('main').textContent();
    for (const words of [
      'Minutes, or an account of what a committee discussed',
      'The message is forgotten, and with it the words on which this rests.',
      'Why it may go',
      'p.osei@home.example is a member of the Party',
      'Their words are no longer kept.',
    ])
      expect(said).toContain(words);
    await close();
  });

  it('leads from every word to its place, also in the fortieth file, and from each file to the next', async () => {
    const files = Array.from({ length: 40 }, (_, at) => {
      const words = at % 3 === 0 ? REPORT : ['Lunch is at noon.'];
      return [`notes-${at}.txt`, Buffer.from(words.join('\r\n'))] as const;
    });
    const id = await site.submit(mailWithFiles('a.khan@party.example', ['x@nowhere.example'], 'Forty files', files));
    const { page, close } = await open();
    await page.goto(`${site.url}/quarantine/${id}`);
    expect(await weightOf(page)).toBeLessThan(150_000);
    const addresses = await page
      .locator('.evidence a, .finding ~ details a')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href') ?? '').filter((address) => address.includes('#')),
      );
    const here = addresses.filter((address) => address.startsWith('#'));
    for (const each of here) expect(await page.locator(each).count(), each).toBe(1);
    const elsewhere = addresses.filter((address) => address.includes('/parts/'));
    expect(elsewhere.length).toBeGreaterThan(0);
    const last = elsewhere.at(-1) ?? '';
    await page.goto(site.url + last);
    expect(await page.locator(last.slice(last.indexOf('#'))).count()).toBe(1);
    await page.getByRole('link', { name: 'Part before' }).click();
    await page.waitForURL(/\/parts\/39$/);
    expect(await page.locator('h1').textContent()).toBe('notes-38.txt');
    await close();
  });

  it('tells of many recipients page by page', async () => {
    const to = Array.from({ length: 60 }, (_, at) => `person${at}@nowhere.example`);
    const id = await site.submit(mail('a.khan@party.example', to, 'To many', REPORT));
    const { page, close } = await open();
    const seen: (string | null)[] = [];
    await page.goto(`${site.url}/quarantine/${id}/grounds`);
    for (;;) {
      expect(await weightOf(page)).toBeLessThan(150_000);
      seen.push(...(await page.locator('.recipient h3 > bdi').allTextContents()));
      const next = page.getByRole('link', { name: 'Next page' });
      if ((await next.count()) === 0) break;
      await next.click();
      await page.waitForURL(/from=/);
    }
    expect(seen).toEqual(to);
    await close();
  });

  it('has each line by the direction of its own letters, and the queue on paper', async () => {
    const file = ['notes.txt', Buffer.from(['שלום', ...REPORT].join('\r\n'))] as const;
    const id = await site.submit(mailWithFiles('a.khan@party.example', ['x@nowhere.example'], 'Two ways', [file]));
    const { page, close } = await open();
    await page.goto(`${site.url}/quarantine/${id}`);
    // The full stop stands at the right of its English line, below one in Hebrew.
    const isRight = await page.evaluate<boolean>(`(() => {
      const walker = document.createTreeWalker([...document.querySelectorAll('.words')].at(-1), NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      const box = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
      };
      const last = nodes.at(-1);
      const end = last.data.trimEnd().length - 1;
      return last.data[end] === '.' && box(last, end).x > box(last, end - 1).x;
    })()`);
    expect(isRight).toBe(true);
    await page.goto(`${site.url}/quarantine`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.row').first().isVisible()).toBe(true);
    expect(await page.locator('.row input').first().isVisible()).toBe(false);
    await close();
  });
});
