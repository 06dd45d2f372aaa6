/**
 * One page in every look: light, dark, on a telephone and in print; axe-core finds nothing, nothing is asked of another
 * host, nothing is wider than the telephone, and it stays light of weight.
 */
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Role } from '../../src/store/users.ts';
import type { TestPages } from './browser.ts';
import { axe, DARK, PHONE, shot, startChromium, type Window, weightOf } from './chromium.ts';

const SHOTS = process.env.RETICENT_SHOTS;

export interface Looks {
  readonly url: string;
  /** Opens a page in Chromium, signed in as an account of these roles. */
  readonly open: (path: string, roles: readonly Role[], options?: BrowserContextOptions) => Promise<Window>;
  /** Fails where a page is not as it should be in one of its looks. */
  readonly at: (name: string, path: string, roles: readonly Role[]) => Promise<void>;
  /** The same of a page as it stands. */
  readonly checked: (page: Page, name: string, look: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startLooks(pages: TestPages): Promise<Looks> {
  const chromium = await startChromium();
  const url = await pages.listen();
  const open: Looks['open'] = async (path, roles, options = {}) => {
    const window = await chromium.open(`${url}${await pages.linkFor(`looks ${roles.join(' ')}`, roles)}`, options);
    await window.page.goto(`${url}${path}`);
    return window;
  };
  return {
    url,
    open,
    at: async (name, path, roles) => {
      for (const [look, options] of [
        ['light', {}],
        ['dark', DARK],
        ['phone', PHONE],
      ] as const) {
        const window = await open(path, roles, options);
        await checked(window.page, name, look);
        expect(window.strangers(), look).toEqual([]);
        await window.close();
      }
    },
    checked,
    close: chromium.close,
  };
}

async function checked(page: Page, name: string, look: string): Promise<void> {
  expect(await axe(page), look).toEqual([]);
  await shot(page, `${name}-${look}`);
  if (SHOTS && look === 'light') await page.pdf({ path: join(SHOTS, `${name}.pdf`), format: 'A4' });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width, look).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  expect(await weightOf(page), look).toBeLessThan(150_000);
}
