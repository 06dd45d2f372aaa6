/** Reviewers at work in a real browser, on messages that came in by SMTP; what they let go arrives at a real next hop. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/store/users.ts';
import { mail, REPORT } from '../e2e/gateway.ts';
import { axe, PHONE, shot, startChromium } from './chromium.ts';
import { kept } from './kept.ts';
import { mailWithFiles, reviewSite } from './site.ts';

const SENIOR: readonly Role[] = ['senior-reviewer'];

const site = await kept(reviewSite());
const chromium = await kept(startChromium());

const as = async (name: string, options = {}, email?: string) =>
  chromium.open(await site.linkFor(name, SENIOR, email), options);

async function account(subject: string, to = ['p.osei@home.example']): Promise<string> {
  return site.submit(mail('a.khan@party.example', to, subject, REPORT));
}

const stateOf = async (id: string) => (await site.running.store.holds.show(id))?.state;
const show = (page: Page, id: string) => page.goto(`${site.url}/quarantine/${id}`);

describe('a reviewer', () => {
  it('finds a message, releases it by keys alone, takes it back, releases it again, and it arrives', async () => {
    const id = await account('Otters on Tuesday');
    const { page, strangers, close } = await as('kay.keys');
    await page.goto(`${site.url}/quarantine`);
    await page.keyboard.press('/');
    await page.keyboard.type('otter osei');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=otter/);
    await page.keyboard.press('j');
    await page.keyboard.press('o');
    await page.waitForURL(`${site.url}/quarantine/${id}?q=otter+osei`);

    const release = async () => {
      await page.keyboard.press('r');
      await page.locator('#paragraph').selectOption('6(c)');
      await page.keyboard.press('Tab');
      await page.keyboard.type('her report to the CLP');
      await page.locator('#release-reason').press('Escape');
      await page.getByRole('button', { name: 'Release it' }).press('Enter');
      await page.waitForURL(/quarantine\??[^/]*$/);
    };
    await release();
    expect(await stateOf(id)).toBe('released');
    // Back where they came from, with the filters that they had.
    expect(page.url()).toBe(`${site.url}/quarantine?q=otter+osei`);
    await shot(page, 'deciding-undo');
    await page.keyboard.press('z');
    await page.waitForURL(`${site.url}/quarantine/${id}?q=otter+osei`);
    expect(await page.getByRole('status').first().textContent()).toContain('Undone');
    expect(await stateOf(id)).toBe('held');

    await release();
    await site.sink.found((message) => message.includes('Otters on Tuesday') && message.includes('release 6(c)'));
    await site.reaches(id, 'relayed');
    expect((await site.running.store.audit.of(id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['read', 'released by a reviewer', 'undone by a reviewer']),
    );
    expect(strangers()).toEqual([]);
    await close();
  });

  it('rejects with a reason that its sender gets by mail, when it can no longer be undone', async () => {
    const id = await account('Not for outside', ['x@nowhere.example']);
    const { page, close } = await as('rob.reject');
    await show(page, id);
    await page.keyboard.press('s');
    await page.locator('#reject-reason').fill('Minutes stay with the committee, please.');
    await page.getByRole('button', { name: 'Reject it' }).click();
    await page.waitForURL(`${site.url}/quarantine`);
    const letter = await site.sink.found((message) => message.includes('stay with the committee'));
    expect(letter).toContain('To: a.khan@party.example');
    expect(letter).not.toContain('selections');
    expect(await stateOf(id)).toBe('rejected');
    await close();
  });

  it('asks the sender, who answers by the link, and the answer stands on the message', async () => {
    const id = await account('A question', ['x@nowhere.example']);
    const { page, close } = await as('ann.asks');
    await show(page, id);
    await page.keyboard.press('a');
    await page.locator('#ask-text').fill('Who is x, and why do they need it?');
    await page.getByRole('button', { name: 'Send the question' }).click();
    await page.waitForURL(`${site.url}/quarantine/${id}`);
    const letter = await site.sink.found((message) => message.includes('Who is x'));
    const link = /http:\/\/127\.0\.0\.1:\d+\/claim\/[\w-]+/.exec(letter.replaceAll(/=\r?\n/g, ''))?.[0] ?? '';

    const sender = await chromium.open(link);
    expect(await axe(sender.page)).toEqual([]);
    await shot(sender.page, 'deciding-claim');
    expect(await sender.page.locator('main').textContent()).toContain('Who is x');
    await sender.page.getByLabel('I only answer the question').check();
    await sender.page.locator('#reason').fill('A new member of the executive.');
    await sender.page.getByRole('button', { name: 'Send this to the reviewer' }).click();
    await sender.page.waitForSelector('text=has your answer');
    await sender.close();

    // The page that is open hears of it.
    await page.waitForSelector('[data-message]:not([hidden])');
    await page.keyboard.press('.');
    await page.waitForSelector('text=A new member of the executive.');
    expect(await stateOf(id)).toBe('held');
    await close();
  });

  it('has as many windows open as they like, and each hears of what changes', async () => {
    const id = await account('In many windows');
    const { page, close } = await as('wendy.windows');
    const windows = [page];
    // Of one host a browser keeps six connections.
    for (let count = 0; count < 8; count += 1) windows.push(await page.context().newPage());
    for (const each of windows) await each.goto(`${site.url}/quarantine/${id}`);
    await site.running.store.holds.note(id, 'looked at it', { userId: null, name: 'test' });
    for (const each of windows) await each.waitForSelector('[data-message]:not([hidden])');
    await close();
  });

  it('teaches by one click that it is no Confidential Matter', async () => {
    const id = await account('Nothing in it');
    const { page, close } = await as('tess.teaches');
    await show(page, id);
    await page.keyboard.press('n');
    await page.waitForURL(`${site.url}/quarantine`);
    expect(await site.running.store.holds.show(id)).toMatchObject({ reason: 'no-confidential-matter' });
    const lessons = await site.running.store.lessons.all(100);
    expect(lessons).toEqual(expect.arrayContaining([expect.objectContaining({ isMatter: false, text: null })]));
    await close();
  });

  it('decides for some recipients, and the others wait on', async () => {
    const id = await account('For one of two', ['p.osei@home.example', 'x@nowhere.example']);
    const { page, close } = await as('sam.some');
    await show(page, id);
    await page.keyboard.press('r');
    await page.locator('#paragraph').selectOption('6(c)');
    await page.locator('#release-reason').fill('he is a member');
    await page.locator('#release-2').uncheck();
    await page.getByRole('button', { name: 'Release it' }).click();
    await page.waitForURL(`${site.url}/quarantine`);
    const message = await site.running.store.holds.show(id);
    expect([message?.state, ...(message?.recipientStates.map(({ state }) => state) ?? [])]).toEqual([
      'held',
      'pending',
      'held',
    ]);
    await close();
  });

  it('is held to paragraph 8 by what the register knows, and by what that covers', async () => {
    const id = await account('By permission');
    const { page, close } = await as('per.mission');
    await show(page, id);
    for (const [permission, says] of [
      ['P-NONE', 'knows no permission or obligation P-NONE'],
      ['P-2026-014', 'P-2026-014 does not cover this: it is not for minutes'],
    ] as const) {
      await page.keyboard.press('r');
      expect(await page.locator('#permission-hint').textContent()).toBe(
        'Nothing that the register holds covers this message.',
      );
      await page.locator('#paragraph').selectOption('8');
      await page.locator('#release-reason').fill('the General Secretary said so');
      await page.locator('#permission').fill(permission);
      await page.getByRole('button', { name: 'Release it' }).click();
      await page.waitForSelector(`.problem:has-text("${says}")`);
      expect(await stateOf(id)).toBe('held');
    }
    await close();
  });

  it('releases by the permission that covers it', async () => {
    const zip = await readFile(join(import.meta.dirname, '../../fixtures/unscannable/encrypted/aes-256.zip'));
    const id = await site.submit(
      mailWithFiles('a.khan@party.example', ['press@paper.example'], 'For the press', [['papers.zip', zip]]),
    );
    const { page, close } = await as('pam.permits');
    await show(page, id);
    await page.keyboard.press('r');
    expect(await page.locator('#permission-hint').textContent()).toContain('This covers it: P-2026-014');
    await page.locator('#paragraph').selectOption('8');
    await page.locator('#release-reason').fill('the papers that the permission names; I was sent the password');
    await page.locator('#permission').fill('P-2026-014');
    await shot(page, 'deciding-permission');
    await page.getByRole('button', { name: 'Release it' }).click();
    await page.waitForURL(`${site.url}/quarantine`);
    expect(await stateOf(id)).toBe('released');
    await close();
  });

  it('scans it again by today’s register, and it is held as before', async () => {
    const id = await account('Once more');
    const { page, strangers, close } = await as('una.again');
    await show(page, id);
    await page.keyboard.press('i');
    await page.waitForSelector('.flash:has-text("scanned again")');
    await site.reaches(id, 'held');
    await show(page, id);
    expect(await page.locator('.verdict').textContent()).toContain('It is held for p.osei@home.example');
    const done = (await site.running.store.audit.of(id)).map(({ actor, action }) => `${actor}: ${action}`);
    expect(done).toEqual(expect.arrayContaining(['una.again: scanned again', 'reticent: decided held']));
    expect(done.filter((each) => each === 'reticent: decided held')).toHaveLength(2);
    expect(strangers()).toEqual([]);
    await close();
  });

  it('puts it before the deputies, with the reason, and it stands first in the queue', async () => {
    const id = await account('Above my head');
    const { page, close } = await as('esther.escalates');
    await show(page, id);
    await page.keyboard.press('e');
    await page.locator('#escalate-text').fill('It names a member of my branch.');
    await page.getByRole('button', { name: 'Escalate', exact: true }).click();
    await page.waitForSelector('.flash:has-text("before the deputies")');
    expect(await page.locator('.note').textContent()).toContain('It names a member of my branch.');
    expect(await axe(page)).toEqual([]);
    await page.goto(`${site.url}/quarantine?late=escalated`);
    expect(await page.locator('[data-row]').first().getAttribute('data-row')).toBe(id);
    await page.goto(`${site.url}/quarantine`);
    expect(await page.locator('[data-row]').first().getAttribute('data-row')).toBe(id);
    await shot(page, 'deciding-escalated');
    await close();
  });
});

describe('what is strictly confidential', () => {
  it('wants two reviewers, of whom the second is not the first', async () => {
    const id = await site.demo('09');
    const first = await as('one.first');
    const second = await as('two.second');
    await show(first.page, id);
    await first.page.keyboard.press('s');
    await first.page.locator('#reject-reason').fill('It must not go to the press.');
    await first.page.getByRole('button', { name: 'Reject it' }).click();
    await first.page.waitForSelector('text=A second reviewer is needed');
    expect(await first.page.getByRole('button', { name: 'Agree' }).count()).toBe(0);
    expect(await stateOf(id)).toBe('held');

    await show(second.page, id);
    await shot(second.page, 'deciding-second');
    expect(await axe(second.page)).toEqual([]);
    await second.page.keyboard.press('y');
    await second.page.waitForURL(`${site.url}/quarantine`);
    expect(await stateOf(id)).toBe('rejected');
    await first.close();
    await second.close();
  });
});

describe('a proposal', () => {
  it('is declined with a reason, which stands on the message, and the message waits on', async () => {
    const id = await site.demo('15');
    const first = await as('pia.proposes');
    const second = await as('dan.declines');
    await show(first.page, id);
    await first.page.keyboard.press('n');
    await first.page.waitForSelector('text=A second reviewer is needed');
    await show(second.page, id);
    await second.page.keyboard.press('w');
    await second.page.keyboard.type('These are minutes, and marked.');
    await shot(second.page, 'deciding-decline');
    expect(await axe(second.page)).toEqual([]);
    await second.page.getByRole('button', { name: 'Decline it' }).click();
    await second.page.waitForSelector('.flash:has-text("declined")');
    expect(await stateOf(id)).toBe('held');
    expect(await second.page.locator('.history').textContent()).toContain('These are minutes, and marked.');
    await first.close();
    await second.close();
  });
});

describe('what is their own', () => {
  it.each([
    ['the sender', 'a.khan@party.example', 'you sent it'],
    ['a recipient, by their other address', 'p.osei@home.example', 'you would receive it'],
  ])('is not decided on by %s', async (_who, email, why) => {
    const id = await account(`Mine: ${why}`);
    const { page, close } = await as(`self.${email.split('@')[0]}`, {}, email);
    await show(page, id);
    expect(await page.locator('.decide').textContent()).toContain(why);
    expect(await page.getByRole('button', { name: 'Release it' }).count()).toBe(0);
    expect(await page.getByText('Assign', { exact: true }).count()).toBe(0);
    expect(await page.locator('h1').textContent()).toBe('A held message');
    await close();
    const browserless = await site.running.store.audit.of(id);
    expect(browserless.some(({ action }) => action === 'released by a reviewer')).toBe(false);
  });

  it('stays shut under 9(b) until a reason is recorded', async () => {
    const id = await site.submit(
      mail('m.doyle@home.example', ['friend@nowhere.example'], 'My case', [
        'Case No: DC-2026-0071',
        'Notice of Investigation. The Party has received a complaint about your conduct and has opened an investigation.',
        'Allegation 1: that on 3 September 2026 you shouted at the returning officer and took the ballot box.',
      ]),
    );
    const { page, close } = await as('opal.opens');
    await show(page, id);
    expect(await page.locator('main').textContent()).toContain('The text stays shut');
    expect(await page.locator('.part').count()).toBe(0);
    await shot(page, 'deciding-shut');
    expect(await axe(page)).toEqual([]);
    await page.locator('#open-reason').fill('To see whether it names anybody else.');
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.waitForSelector('.part');
    expect((await site.running.store.audit.of(id)).find(({ action }) => action === 'opened')).toMatchObject({
      actor: 'opal.opens',
      detail: { reason: 'To see whether it names anybody else.' },
    });
    await close();
  });
});

describe('many at once', () => {
  it('are shown before they are done, and done by the rules of each', async () => {
    const sender = 'j.bell@party.example';
    const ofBell = (subject: string, to = ['x@nowhere.example']) => site.submit(mail(sender, to, subject, REPORT));
    const ids = [await ofBell('Batch one'), await ofBell('Batch two'), await ofBell('Batch three')];
    const own = await as('batch.mine', {}, 'n.officer@party.example');
    const mine = await ofBell('Batch to me', ['n.officer@party.example', 'x@nowhere.example']);
    const { page, close } = own;
    await page.goto(`${site.url}/quarantine?sender=${sender}`);
    await page.getByLabel('All on this page').check();
    await page.getByRole('button', { name: 'Reject…' }).click();
    await page.waitForSelector('text=Reject 3 of 4?');
    expect(await axe(page)).toEqual([]);
    await shot(page, 'deciding-bulk');
    expect(await page.locator('table').textContent()).toContain('you would receive it');
    await page.locator('#reason').fill('None of these may go.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('y');
    await page.waitForSelector('text=3 rejected.');
    expect(await Promise.all([...ids, mine].map(stateOf))).toEqual(['rejected', 'rejected', 'rejected', 'held']);
    await close();
  });
});

describe('a telephone', () => {
  it('is enough to decide by', async () => {
    const id = await account('From the train');
    const { page, close } = await as('phil.phone', PHONE);
    await page.goto(`${site.url}/quarantine?q=train`);
    await page.getByRole('link', { name: 'From the train' }).tap();
    await page.waitForURL(`${site.url}/quarantine/${id}?q=train`);
    await page.getByRole('link', { name: 'Decide' }).tap();
    await page.locator('summary:has-text("Release")').tap();
    await page.locator('#paragraph').selectOption('6(c)');
    await page.locator('#release-reason').fill('a report back');
    await shot(page, 'deciding-phone');
    await page.getByRole('button', { name: 'Release it' }).tap();
    await page.waitForURL(/quarantine\?q=train$/);
    expect(await stateOf(id)).toBe('released');
    await close();
  });
});
