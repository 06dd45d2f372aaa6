import { describe, expect, it } from 'vitest';
import { axe, DARK, PHONE, shot, startChromium, weightOf } from './chromium.ts';
import { kept } from './kept.ts';
import { reviewSite } from './site.ts';

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
});
