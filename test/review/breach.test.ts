/** The report of an attempted disclosure (paragraph 11): drawn up, read and kept by who may, and not of what is their own. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import type { Role } from '../../src/store/users.ts';
import { envelope, inspection, pieces, verdict } from '../messages.ts';
import { finding, register } from '../policy/build.ts';
import { testPages } from './browser.ts';
import { kept } from './kept.ts';
import { startLooks } from './looks.ts';

const pages = await kept(testPages({ reference: () => ({ register, policy: DEFAULT_POLICY, today: '2026-11-24' }) }));
const looks = await kept(startLooks(pages));
const { store } = pages;
const QUOTE = 'Minutes of <the> meeting';
const TO = ['press@paper.example'];

async function held(to = TO): Promise<string> {
  const recipients = to.map((address) => ({ address }));
  const id = await store.messages.accept(envelope({ recipients }), pieces('Subject: x\r\n\r\nHello\r\n'));
  await store.messages.begin(id);
  const evidence = [
    { part: 'body', place: 'body', quote: QUOTE, signal: 'minutes/title', weight: 2, start: 0, end: 24 },
  ];
  const findings = [finding('minutes', { evidence: evidence as never })];
  await store.messages.settle(id, { ...inspection('hold', to), findings }, { register: 'r', policy: 'p' });
  return id;
}

async function rejected(): Promise<string> {
  const id = await held();
  const over = { kind: 'reject', paragraph: null, isBreach: true, reason: 'Not for the press.' } as const;
  await store.verdicts.decide(id, { userId: null, name: 'ann' }, verdict(over));
  return id;
}

const drawnUp = async (id: string) =>
  (await store.audit.of(id))
    .filter(({ action }) => action === 'report drawn up')
    .map(({ actor, detail }) => ({ actor, detail }));

describe('a report of an attempted disclosure', () => {
  it('is drawn up from the message, read, and kept as a file; each time stands on the audit log', async () => {
    const id = await rejected();
    const senior = await pages.browser('sue.senior', ['senior-reviewer']);
    const at = `/quarantine/${id}/report`;
    expect((await senior.get(`/quarantine/${id}?state=decided`)).body).toContain(`href="${at}?state&#61;decided"`);
    expect((await senior.get(at)).body).toContain('Draw it up');
    expect(await drawnUp(id)).toEqual([]);

    const read = (await senior.post(at, { as: 'page' })).body;
    for (const words of ['a.khan@party.example', 'Not for the press.', 'paragraph 11', 'no judgement'])
      expect(read).toContain(words);
    expect(read).not.toContain('Minutes of &#60;the&#62; meeting');
    expect((await senior.post(at, { as: 'page', withText: 'yes' })).body).toContain('Minutes of &#60;the&#62; meeting');
    const pdf = await senior.post(at, { as: 'pdf' });
    expect([pdf.headers['content-type'], pdf.headers['content-disposition'], pdf.body.slice(0, 5)]).toEqual([
      'application/pdf',
      `attachment; filename="report-${id}.pdf"`,
      '%PDF-',
    ]);
    expect(JSON.parse((await senior.post(at, { as: 'json' })).body)).toMatchObject({
      message: id,
      drawnUpBy: 'sue.senior',
    });
    expect(await drawnUp(id)).toEqual(
      [false, true, false, false].map((withText) => ({ actor: 'sue.senior', detail: { withText } })),
    );
  });

  it('quotes nothing for a records officer, who does not read messages', async () => {
    const id = await rejected();
    const officer = await pages.browser('rec.ord', ['records-officer']);
    const at = `/quarantine/${id}/report`;
    expect((await officer.get('/quarantine?state=decided')).body).toContain(`href="${at}?state&#61;decided"`);
    expect((await officer.get(at)).body).not.toContain('name="withText"');
    expect((await officer.post(at, { as: 'page' })).status).toBe(200);
    expect((await officer.post(at, { as: 'json', withText: 'yes' })).status).toBe(403);
    expect(await drawnUp(id)).toEqual([{ actor: 'rec.ord', detail: { withText: false } }]);
  });

  const refusals: [why: string, roles: Role[], email: string | null, id: () => Promise<string>, status: number][] = [
    ['by a role that draws up none', ['reviewer'], null, rejected, 403],
    ['by its sender', ['senior-reviewer'], 'amira@home.example', rejected, 403],
    ['of a message that waits', ['senior-reviewer'], null, () => held(), 409],
    ['of none', ['senior-reviewer'], null, async () => '01900000-0000-7000-8000-000000000000', 404],
  ];
  it.each(refusals)('is not drawn up %s', async (why, roles, email, message, status) => {
    const id = await message();
    const browser = await pages.browser();
    await browser.post(await pages.linkFor(why, roles, email ?? undefined));
    await browser.get('/account');
    const at = `/quarantine/${id}/report`;
    expect([(await browser.get(at)).status, (await browser.post(at, { as: 'json' })).status]).toEqual([status, status]);

    const user = await store.users.find(why);
    const asked = { name: 't', scopes: ['reports:write'] as const, days: 1 };
    const { token } = await store.apiTokens.add(user?.id ?? '', { ...asked, scopes: [...asked.scopes] }, 'test');
    const headers = { authorization: `Bearer ${token}` };
    const answer = await pages.app.inject({ method: 'POST', url: `/v1/holds/${id}/report`, payload: {}, headers });
    expect(answer.statusCode).toBe(status);
    expect(await drawnUp(id)).toEqual([]);
  });

  it('is drawn up where only some were not to have it', async () => {
    const id = await held([...TO, 'j.bell@party.example']);
    const ann = { userId: null, name: 'ann' };
    const reject = { kind: 'reject', paragraph: null, isBreach: true, reason: 'Not for the press.' } as const;
    await store.verdicts.decide(id, ann, verdict({ ...reject, recipients: [1] }));
    const senior = await pages.browser('sol.senior', ['senior-reviewer']);
    expect((await senior.get(`/quarantine/${id}/report`)).status).toBe(409);
    await store.verdicts.decide(id, ann, verdict({ recipients: [2] }));
    expect((await senior.get(`/quarantine/${id}`)).body).toContain('Report it');
    expect((await senior.get(`/quarantine/${id}/report`)).status).toBe(200);
    const report = JSON.parse((await senior.post(`/quarantine/${id}/report`, { as: 'json' })).body);
    expect(report.recipients.map(({ address }: { address: string }) => address)).toEqual([
      ...TO,
      'j.bell@party.example',
    ]);
  });

  it('is drawn up under /v1', async () => {
    const id = await rejected();
    const { id: user } = await store.users.add({ name: 'prog', email: null, roles: ['senior-reviewer'] }, 'test');
    const draw = async (scopes: readonly string[], payload: object) => {
      const { token } = await store.apiTokens.add(user, { name: 't', scopes, days: 1 }, 'test');
      const headers = { authorization: `Bearer ${token}` };
      return pages.app.inject({ method: 'POST', url: `/v1/holds/${id}/report`, payload, headers });
    };
    const quoted = await draw(['reports:write', 'holds:read'], { withText: true });
    expect(quoted.json().matters[0].evidence[0].quote).toBe(QUOTE);
    // A token reads no message by another way than its scope.
    expect((await draw(['reports:write'], { withText: true })).statusCode).toBe(403);
    const plain = await draw(['reports:write'], {});
    expect([plain.statusCode, plain.body.includes(QUOTE)]).toEqual([200, false]);
  });

  it('is readable everywhere', { timeout: 60_000 }, async () => {
    const id = await rejected();
    await looks.at('breach', `/quarantine/${id}/report`, ['senior-reviewer']);
    const window = await looks.open(`/quarantine/${id}/report`, ['senior-reviewer']);
    await window.page.getByRole('button', { name: 'Draw it up' }).click();
    await window.page.waitForSelector('article');
    await looks.checked(window.page, 'breach-drawn', 'light');
    await window.close();
  });
});
