import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/review/csv.ts';
import { testPages } from './browser.ts';
import { fourWeeks, heldMessage } from './history.ts';
import { kept } from './kept.ts';
import { startLooks } from './looks.ts';

const pages = await kept(testPages());
await fourWeeks(pages.store);
const looks = await kept(startLooks(pages));

describe('CSV', () => {
  it.each([
    ['a word', 'Ann', 'Ann'],
    ['a comma', 'Sharp, Ann', '"Sharp, Ann"'],
    ['a quotation mark', 'the "list"', '"the ""list"""'],
    ['a line end', 'a\nb', '"a\nb"'],
    ['a formula', '=HYPERLINK("http://elsewhere.example")', '"\'=HYPERLINK(""http://elsewhere.example"")"'],
    ['a formula by plus', '+1+1', "'+1+1"],
    ['a formula by minus', '-1+1', "'-1+1"],
    ['a formula by at', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula behind a blank', ' =1+1', "' =1+1"],
    ['a formula behind a tab', '\t=1+1', "'\t=1+1"],
    ['a number below zero', -3, '-3'],
    ['nothing', null, ''],
  ])('writes %s', (_why, value, written) => {
    expect(csv(['head'], [[value]])).toBe(`\uFEFFhead\r\n${written}\r\n`);
  });
});

describe('the reports', () => {
  it('tell of a period what was decided, by whom, under what', async () => {
    const browser = await pages.browser('reader', ['auditor']);
    const { body } = await browser.get('/reports?days=30');
    for (const words of ['ann.sharp', '6(c)', 'm.doyle@home.example', 'ran out unseen']) expect(body).toContain(words);
    const empty = await browser.get('/reports?from=2020-01-01&to=2020-01-31');
    expect(empty.body).toContain('1 January 2020 to 31 January 2020');
    expect(empty.body).not.toContain('ann.sharp');
  });

  it('come as CSV with the period in their name', async () => {
    const browser = await pages.browser('reader', ['auditor']);
    const { headers, body } = await browser.get('/reports/reviewers.csv?from=2026-01-01&to=2026-12-31');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="reticent-reviewers-2026-01-01-2026-12-31.csv"');
    expect(body.split('\r\n')[0]).toContain('reviewer,released');
    expect(body).toMatch(/\r\nann\.sharp,\d+,\d+,\d+,/);
    expect((await (await pages.browser()).get('/reports/claims.csv')).status).toBe(303);
  });

  it('keep a sender’s formula a text', async () => {
    const id = await heldMessage(pages.store);
    await pages.store.claims.redeem(await pages.store.claims.link(id), { codes: ['6(c)'], reason: 'x' }, '192.0.2.1');
    await sql`update claims set sender = '=cmd@home.example' where message_id = ${id}`.execute(pages.store.db);
    const { body } = await (await pages.browser('reader')).get('/reports/claims.csv?days=2');
    expect(body).toContain("'=cmd@home.example,6(c),1,0,0,1");
  });

  it('are the same under /v1', async () => {
    const { id } = await pages.store.users.add({ name: 'numbers', email: null, roles: ['auditor'] }, 'test');
    const { token } = await pages.store.apiTokens.add(id, { name: 't', scopes: ['dashboard:read'], days: 1 }, 'test');
    const answer = await pages.app.inject({
      url: '/v1/reports?days=30',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().reviewers.map(({ reviewer }: { reviewer: string }) => reviewer)).toContain('ben.okoro');
  });

  it(
    'are readable everywhere, and asks nobody else',
    () => looks.at('reports', '/reports?days=30', ['auditor']),
    120_000,
  );
});

describe('the audit trail', () => {
  const seqs = (body: string) => [...body.matchAll(/data-label="Number">(\d+)</g)].map(([, seq]) => Number(seq));

  it('has pages by key, the newest first, and nothing twice or left out', async () => {
    const browser = await pages.browser('reader', ['auditor']);
    const first = await browser.get('/audit?from=2020-01-01');
    const linked = /href="(\/audit\?[^"]+)" data-key="\]"/.exec(first.body)?.[1] ?? '';
    const next = linked.replaceAll('&#61;', '=').replaceAll('&#38;', '&');
    expect(next).toContain('from=2020-01-01');
    // On the page of a message `n` releases.
    expect(first.body).not.toContain('data-key="n"');
    const second = await browser.get(next);
    const all = [...seqs(first.body), ...seqs(second.body)];
    expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
    expect(seqs(first.body)).toHaveLength(100);
  });

  it('is filtered by who, what, which message and when', async () => {
    const { audit } = pages.store;
    const id = await heldMessage(pages.store);
    await audit.append('ann.sharp', 'read', id, {});
    const found = async (query: string) =>
      seqs((await (await pages.browser('reader')).get(`/audit?${query}`)).body).length;
    expect(await found(`message=${id}`)).toBe(2);
    expect(await found(`message=${id}&actor=ann.sharp`)).toBe(1);
    expect(await found(`message=${id}&action=decided+held`)).toBe(1);
    expect(await found('actor=nobody')).toBe(0);
    expect(await found('from=2030-01-01')).toBe(0);
    expect(await found('to=2020-01-01')).toBe(0);
    expect(await found('from=2020-01-01&to=2099-01-01&actor=ann.sharp&action=read')).toBe(1);
    expect((await (await pages.browser('reader')).get('/audit?message=zzz')).status).toBe(422);
  });

  it('lists the actions that there are', async () => {
    const actions = await pages.store.audit.actions();
    expect(actions).toEqual([...new Set(actions)].sort());
    expect(actions).toEqual(expect.arrayContaining(['decided held', 'decided released', 'released by a reviewer']));
  });

  it('is not for who may not read it', async () => {
    const reviewer = await pages.browser('no.audit', ['reviewer']);
    expect((await reviewer.get('/audit')).status).toBe(403);
    expect((await reviewer.get('/audit/verification')).status).toBe(403);
  });

  it('is readable everywhere, and asks nobody else', () => looks.at('audit', '/audit', ['auditor']), 120_000);

  it('is verified by a button, and shows the first record that does not fit', async () => {
    const { page, close } = await looks.open('/audit', ['auditor']);
    await page.getByRole('link', { name: 'Verify the chain' }).click();
    await page.getByText('The chain is whole').waitFor();
    await close();
    await sql`update audit set actor = 'somebody' where seq = 5`.execute(pages.store.db);
    await looks.at('broken', '/audit/verification', ['auditor']);
    const { body } = await (await pages.browser('reader')).get('/audit/verification');
    expect(body).toMatch(/broken<\/strong> at record 5/);
  }, 120_000);
});
