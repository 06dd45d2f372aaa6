import { describe, expect, it } from 'vitest';
import { nice } from '../../src/review/views/chart.ts';
import { roughly } from '../../src/review/views/words.ts';
import { testPages } from './browser.ts';
import { fourWeeks } from './history.ts';
import { kept } from './kept.ts';
import { startLooks } from './looks.ts';

const pages = await kept(testPages());
await fourWeeks(pages.store);
const looks = await kept(startLooks(pages));

describe('words and scales', () => {
  it.each([
    [0, 1],
    [3, 3],
    [9, 10],
    [56, 60],
    [11, 20],
    [37, 40],
    [410, 500],
  ])('an axis for %i ends at %i', (most, end) => {
    expect(nice(most)).toBe(end);
  });

  it.each([
    [20, 'under a minute'],
    [90, '2 minutes'],
    [25_560, '7.1 hours'],
    [2_120_000, '25 days'],
  ])('%i seconds are about %s', (seconds, words) => {
    expect(roughly(seconds)).toBe(words);
  });
});

describe('the dashboard', () => {
  it('shows that nothing ran out unseen, and shouts where something did', async () => {
    const browser = await pages.browser('dash', ['auditor']);
    const { body } = await browser.get('/dashboard?days=30');
    expect(body).toMatch(/class="tile good"><dt>Ran out unseen<\/dt><dd><strong>0</);
    expect(body).toContain('minutes/title');
    expect(body).not.toContain('style=');
  });

  it('gives the same numbers under /v1', async () => {
    const { id } = await pages.store.users.add({ name: 'numbers', email: null, roles: ['auditor'] }, 'test');
    const { token } = await pages.store.apiTokens.add(id, { name: 't', scopes: ['dashboard:read'], days: 1 }, 'test');
    const answer = await pages.app.inject({
      url: '/v1/dashboard?days=7',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.statusCode).toBe(200);
    const { buckets, held, ranOut, decisions } = answer.json();
    expect([buckets.length, held.counts.length, ranOut.unseen]).toEqual([7, 7, 0]);
    expect(decisions.released).toBeGreaterThan(0);
    const wrong = await pages.app.inject({
      url: '/v1/dashboard?days=x',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(wrong.statusCode).toBe(422);
  });

  it('shows the usual period where the address is wrong', async () => {
    const browser = await pages.browser('dash', ['auditor']);
    expect((await browser.get('/dashboard?days=zzz')).status).toBe(200);
  });

  it.each([30, 365])(
    'is readable everywhere, and asks nobody else: %i days',
    (days) => looks.at(`dashboard-${days}`, `/dashboard?days=${days}`, ['auditor']),
    120_000,
  );
});
