/** The role `web` by itself: pages and health, and no way in for mail. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type TestSite, testSite } from './gateway.ts';

const TOKEN = 'a-token-of-the-crm-0123456789';

describe('the role `web` alone', () => {
  let site: TestSite;
  let running: Running;
  beforeAll(async () => {
    site = await testSite('postgres', 9, 'silent', { tokens: { crm: TOKEN } });
    running = await startRoles(site.config, ['web'], createLog({ log: 'silent' }));
  });
  afterAll(async () => {
    await running.close();
    await site.close();
  });

  const rows: [why: string, path: string, init: RequestInit, status: number][] = [
    ['lives', '/livez', {}, 200],
    ['is ready', '/readyz', {}, 200],
    ['tells its figures', '/metrics', {}, 200],
    ['has the page to sign in', '/sign-in', {}, 200],
    ['sends who is not signed in there', '/quarantine', {}, 303],
    [
      'takes no mail',
      '/v1/messages?from=a@b.example&to=c@d.example',
      { method: 'POST', body: 'Subject: x\r\n\r\ny', headers: { authorization: `Bearer ${TOKEN}` } },
      404,
    ],
  ];
  it.each(rows)('%s', async (_why, path, init, status) => {
    expect((await fetch(`${running.webUrl}${path}`, { redirect: 'manual', ...init })).status).toBe(status);
  });

  it('listens on no port for mail', () => {
    const { smtpPort, lmtpPort, milterPort } = running;
    expect([smtpPort, lmtpPort, milterPort]).toEqual([null, null, null]);
  });
});
