import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { ownRulesOf } from '../../src/cli/own-rules.ts';
import { loadReference } from '../../src/cli/reference.ts';
import { loadConfig } from '../../src/config/config.ts';
import { LONGEST_TRIED } from '../../src/review/own-rules.ts';
import { testPages } from './browser.ts';
import { kept } from './kept.ts';
import { startLooks } from './looks.ts';

const LEASE = `id: lease
title: Head office lease
minute: NEC 12 May 2026, 9
date: 2026-05-12
phrases: [{ text: head office lease, weight: 8 }]
patterns: [{ expression: "LS-[0-9]{4}", weight: 5 }]
tests:
  - { text: "The head office lease ends.", found: true }
  - { text: "The lease of a car.", found: false }
  - { text: "A car.", found: true }
`;
const MINUTES = `Minutes of Northfield CLP, 3 March
Present: A, B
Apologies: C
It was agreed that the CLP writes to the MP about the head office lease, LS-2041. <script>alert(1)</script>`;

const folder = mkdtempSync(join(tmpdir(), 'reticent-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'lease.yaml'), LEASE);
writeFileSync(join(folder, 'reticent.yaml'), `dataDir: ${folder}\nrules: lease.yaml\n`);
const config = loadConfig(join(folder, 'reticent.yaml'), {});
const reference = loadReference(config);
const pages = await kept(testPages({ ownRules: ownRulesOf(config.rules, () => reference) }));
const looks = await kept(startLooks(pages));

describe('the rules', () => {
  it('are listed with how their tests come out', async () => {
    const { body } = await (await pages.browser('reads', ['reviewer'])).get('/rules');
    for (const words of ['Head office lease', 'NEC 12 May 2026, 9', 'in force', '1 of 3 tests fail'])
      expect(body).toContain(words);
  });

  it('say where a file was changed since it was read, and what is wrong in one', async () => {
    writeFileSync(join(folder, 'lease.yaml'), LEASE.replace('weight: 8', 'weight: 3'));
    const reader = await pages.browser('reads');
    expect((await reader.get('/rules')).body).toContain('not in force yet');
    writeFileSync(join(folder, 'lease.yaml'), `${LEASE}frases: []\n`);
    expect((await reader.get('/rules')).body).toContain('lease.yaml:11: unknown key');
    writeFileSync(join(folder, 'lease.yaml'), LEASE);
  });

  it('try a text with every category, mark the evidence, and keep nothing', async () => {
    const { page, close, strangers } = await looks.open('/rules', ['reviewer']);
    await page.keyboard.press('/');
    await page.keyboard.insertText(MINUTES);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('What is found').waitFor();
    expect(await page.locator('.verdict').textContent()).toContain('Own rule: lease');
    expect(await page.locator('.verdict').textContent()).toContain('Minutes');
    expect(await page.locator('main mark').allTextContents()).toEqual(
      expect.arrayContaining(['head office lease', 'LS-2041']),
    );
    expect(strangers()).toEqual([]);
    await close();
    const { rows } = await sql<{ messages: number; told: number }>`
      select (select count(*)::int from messages) as messages,
        (select count(*)::int from audit where detail::text like '%LS-2041%') as told
    `.execute(pages.store.db);
    expect(rows).toEqual([{ messages: 0, told: 0 }]);
  }, 120_000);

  it.each([
    ['nothing', ''],
    ['too much', 'x'.repeat(LONGEST_TRIED + 1)],
  ])('refuse %s', async (_why, text) => {
    const browser = await pages.browser('reads');
    await browser.get('/rules');
    expect((await browser.post('/rules/try', { text })).status).toBe(422);
  });

  it('name the letters that would turn a text that is tried', async () => {
    const browser = await pages.browser('reads');
    await browser.get('/rules');
    expect((await browser.post('/rules/try', { text: `${MINUTES} \u202e` })).body).toMatch(/<pre.*RLO.*<\/pre>/s);
  });

  it('are the same under /v1', async () => {
    const { id } = await pages.store.users.add({ name: 'program', email: null, roles: ['reviewer'] }, 'test');
    const { token } = await pages.store.apiTokens.add(id, { name: 't', scopes: ['rules:read'], days: 1 }, 'test');
    const headers = { authorization: `Bearer ${token}` };
    const listed = await pages.app.inject({ url: '/v1/rules', headers });
    expect(listed.json().items).toMatchObject([{ id: 'lease', isInForce: true }]);
    const tried = await pages.app.inject({ method: 'POST', url: '/v1/rules/try', headers, payload: { text: MINUTES } });
    const lease = tried.json().findings.find(({ category }: { category: string }) => category === 'custom:lease');
    expect(lease).toMatchObject({ isReached: true, threshold: 0.5 });
    for (const { start, end, quote } of lease.evidence) expect(MINUTES.slice(start, end)).toBe(quote);
  });

  it('are readable everywhere, and ask nobody else', () => looks.at('rules', '/rules', ['reviewer']), 120_000);

  it('are readable with a text tried', async () => {
    const { page, close } = await looks.open('/rules', ['reviewer'], { colorScheme: 'dark' });
    await page.getByLabel('A text to be looked at').fill(MINUTES);
    await page.getByRole('button', { name: 'Try it' }).click();
    await looks.checked(page, 'rules-tried', 'dark');
    await close();
  }, 120_000);
});
