/**
 * The pages in Debian's Chromium: real keys, real layout, and axe-core over what is shown.
 *
 * Every context watches what is asked for: a request to another host, an error of the console (a broken
 * Content-Security-Policy is one) or a dialog of a script fails the test that asks for `strangers`. Pictures are taken
 * where `RETICENT_SHOTS` names a folder, for people to look at.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** What has not come by then does not come: the machine that runs the tests may be slow. */
const PATIENCE_MS = 15_000;
/** Where the pages are reached by plain HTTP over a network. */
export const PLAIN_HOST = 'review.lan.example';
const PROGRAM = '/usr/bin/chromium';
const SHOTS = process.env.RETICENT_SHOTS;
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Chromium {
  /** A new browser window at `url`, with cookies of its own. */
  readonly open: (url: string, options?: BrowserContextOptions) => Promise<Window>;
  readonly close: () => Promise<void>;
}

export interface Window {
  readonly page: Page;
  /** What went wrong or outside since it was opened: requests elsewhere, errors, dialogs. */
  readonly strangers: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function startChromium(): Promise<Chromium> {
  // As root its own sandbox does not start; what it shows here are pages of ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // A name that is neither loopback nor TLS: there a browser tells less of where a form comes from.
  args.push(`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`);
  const browser = await chromium.launch({ executablePath: PROGRAM, args });
  return {
    open: async (url, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1366, height: 850 }, ...options });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const strangers: string[] = [];
      const { origin } = new URL(url);
      page.on('request', (request) => {
        const asked = request.url();
        if (!asked.startsWith(origin) && !asked.startsWith('data:')) strangers.push(`asked for ${asked}`);
      });
      page.on('console', (message) => {
        if (message.type() === 'error') strangers.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => strangers.push(`script: ${error.message}`));
      page.on('dialog', async (dialog) => {
        strangers.push(`dialog: ${dialog.message()}`);
        await dialog.dismiss();
      });
      await page.goto(url);
      // A link that signs in asks first.
      const enter = page.getByRole('button', { name: /^Sign in as / });
      if ((await enter.count()) > 0) await enter.click();
      return {
        page,
        strangers: () => strangers,
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** What axe-core finds on the page as it stands, one line each. All its rules, best practice included. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated over the protocol, where the page's own policy does not count.
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>('axe.run(document)');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.replaceAll('\n', ' ')}`),
  );
}

/** Bytes of the page with everything that it loaded, uncompressed. */
export function weightOf(page: Page): Promise<number> {
  return page.evaluate<number>(
    "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)",
  );
}

export async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};
export const DARK: BrowserContextOptions = { colorScheme: 'dark' };
