/** What somebody typed into a form is not lost: it fits where the browser let it, and stands in the form that could not be taken. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { LONGEST } from '../../src/review/said.ts';
import { LONGEST_REASON } from '../../src/review/views/claim.ts';
import { inspection } from '../messages.ts';
import { testPages } from './browser.ts';
import { heldMessage } from './history.ts';
import { kept } from './kept.ts';

const pages = await kept(testPages());
const { store } = pages;
const reviewer = await pages.browser('ann.types', ['senior-reviewer', 'administrator', 'records-officer']);
const other = await pages.browser('ben.faster', ['reviewer']);

/** As long as a box lets it be, which counts a line end once; a form sends two letters for it. */
const longest = (most: number) => `${'word\n'.repeat(most / 5 - 1)}words`.replaceAll('\n', '\r\n');

describe('words of several lines', () => {
  it.each([
    ['note', 'text', 4000],
    ['escalate', 'text', 2000],
    ['decide', 'reason', 2000],
  ])('fit into %s as into its box', async (act, name, most) => {
    const at = `/quarantine/${await heldMessage(store)}`;
    await reviewer.get(at);
    const { status, body } = await reviewer.post(`${at}/${act}`, { kind: 'reject', [name]: longest(most) });
    expect([status, body]).toEqual([303, '']);
  });

  it.each([
    ['decline', 'decline', 'reason'],
    ['ask', 'question', 'question'],
    ['escalate', 'escalation', 'escalation'],
    ['note', 'notes', 'note'],
  ] as const)('are as long on the page as under /v1: %s', async (onPage, underV1, limit) => {
    const { id: user } = (await store.users.find('ann.types')) ?? { id: '' };
    const name = `limits of ${onPage}`;
    const scopes = ['holds:decide', 'holds:assign'] as const;
    const { token } = await store.apiTokens.add(user, { name, scopes: [...scopes], days: 1 }, 'test');
    for (const [length, isTaken] of [
      [LONGEST[limit], true],
      [LONGEST[limit] + 1, false],
    ] as const) {
      const id = await heldMessage(store);
      await reviewer.get(`/quarantine/${id}`);
      const text = 'x'.repeat(length);
      const page = await reviewer.post(`/quarantine/${id}/${onPage}`, { text });
      const headers = { authorization: `Bearer ${token}` };
      const payload = { text };
      const url = `/v1/holds/${id}/${underV1}`;
      const answer = await pages.app.inject({ method: 'POST', url, headers, payload });
      expect([page.status !== 422, answer.statusCode !== 422]).toEqual([isTaken, isTaken]);
    }
  });

  it('of a reviewer are asked of the sender with their letters named', async () => {
    const question = 'Why \u202e?';
    const link = `/claim/${await store.claims.link(await heldMessage(store), { by: 'ann', question })}`;
    expect((await (await pages.browser()).get(link)).body).toMatch(/Why <span[^>]*>RLO<\/span>\?/);
  });

  it('fit into what a sender says', async () => {
    const link = `/claim/${await store.claims.link(await heldMessage(store), { by: 'ann', question: 'Why?' })}`;
    const { status } = await (await pages.browser()).post(link, { code: 'answer', reason: longest(LONGEST_REASON) });
    expect(status).toBe(200);
  });
});

describe('a form that could not be taken', () => {
  const WORDS = 'She reports <back> to the CLP.';
  const SHOWN = 'She reports &#60;back&#62; to the CLP.';
  const boxOf = (body: string, id: string) =>
    new RegExp(`<(?:textarea|input)[^>]* id="${id}"[^>]*>[^<]*`).exec(body)?.[0];

  it('stands open with what was typed, and the reason at the head of the page', async () => {
    const at = `/quarantine/${await heldMessage(store)}`;
    await reviewer.get(at);
    const typed = {
      kind: 'release',
      paragraph: '8',
      permission: 'P-1',
      reason: WORDS,
      recipients: ['2'],
      choosing: 'yes',
    };
    const { status, body } = await reviewer.post(`${at}/decide`, typed);
    expect(status).toBe(422);
    expect(body.indexOf('knows no permission or obligation P-1')).toBeLessThan(body.indexOf('<h1>'));
    expect(body).toMatch(/data-key="r"[^>]* open>/);
    expect(body).not.toMatch(/data-key="s"[^>]* open>/);
    expect(boxOf(body, 'release-reason')).toContain(SHOWN);
    expect(boxOf(body, 'permission')).toContain('value="P-1"');
    expect(body).toContain('<option value="8" selected>');
    expect(body).toMatch(/id="release-1"> /);
    expect(body).toMatch(/id="release-2" checked> /);
    expect(boxOf(body, 'reject-reason')).not.toContain(SHOWN);
  });

  it('chooses paragraph 8 for nobody who would be refused for want of a record', async () => {
    const id = await heldMessage(store);
    await store.claims.redeem(await store.claims.link(id), { codes: ['8-law'], reason: 'a court asks' }, '192.0.2.1');
    // Meanwhile nothing was decided.
    const { body } = await reviewer.get(`/quarantine/${id}`);
    expect([body.includes('<h2>Scanned again</h2>'), body.includes('<h2>Decided</h2>')]).toEqual([true, false]);
    await store.messages.begin(id);
    await store.messages.settle(id, inspection('hold', ['x@nowhere.example']), { register: 'r', policy: 'p' });
    expect((await reviewer.get(`/quarantine/${id}`)).body).toContain('<option value="8">');
  });

  it.each([
    ['decide', { kind: 'release', paragraph: '6(c)', reason: WORDS }],
    ['decide', { kind: 'reject', reason: WORDS }],
    ['escalate', { text: WORDS }],
  ])('shows them to be copied where somebody else decided meanwhile, and says so: %s', async (act, typed) => {
    const at = `/quarantine/${await heldMessage(store)}`;
    await Promise.all([reviewer.get(at), other.get(at)]);
    expect((await other.post(`${at}/decide`, { kind: 'reject', reason: 'not this way' })).status).toBe(303);
    const { status, body } = await reviewer.post(`${at}/${act}`, typed);
    expect(status).toBe(409);
    expect(body).toContain('It is no longer held, or somebody else was faster.');
    expect(boxOf(body, 'left')).toContain(SHOWN);
  });

  it('takes no name that is too long for nobody', async () => {
    const id = await heldMessage(store);
    await reviewer.get(`/quarantine/${id}`);
    const { status } = await reviewer.post(`/quarantine/${id}/assign`, { to: 'x'.repeat(101) });
    expect(status).toBe(422);
  });

  it('keeps what a sender said', async () => {
    const link = `/claim/${await store.claims.link(await heldMessage(store))}`;
    const { status, body } = await (await pages.browser()).post(link, { reason: WORDS });
    expect(status).toBe(422);
    expect(boxOf(body, 'reason')).toContain(SHOWN);
  });

  it.each([
    ['an account', '/users', { name: '?', email: 'z@party.example', roles: 'auditor' }, /value="z@party.example"/],
    ['an account', '/users', { name: '?', roles: 'auditor' }, /value="auditor" checked/],
    ['a sign-in', '/sign-in', { name: 'anne', password: 'wrong' }, /value="anne"/],
    ['a permission, by their labels', '/register/change/permission', { id: 'P-1', by: 'gs' }, /value="P-1"/],
    [
      'a permission, by their labels',
      '/register/change/permission',
      { id: 'P-1', by: 'gs' },
      /fill in: .*First day, Last day\./,
    ],
    ['a token', '/account/tokens', { name: 'archive', days: '7' }, /value="archive"/],
    ['a token', '/account/tokens', { name: 'archive', days: '7' }, /<details open><summary>Make a token/],
    ['a text to be tried', '/rules/try', { text: `Minutes ${'x'.repeat(20_000)}` }, />\nMinutes xxx/],
    ['many at once', '/quarantine/bulk/do', { act: 'release', reason: 'ok then' }, null],
  ])('keeps the fields of %s: %s', async (_what, at, typed, wanted) => {
    const ids = await heldMessage(store);
    await reviewer.get('/account');
    const { status, body } = await reviewer.post(at, { ...typed, ...(at.includes('bulk') && { ids }) });
    expect([401, 422]).toContain(status);
    expect(body).toMatch(wanted ?? />\nok then<\/textarea>/);
  });
});

describe('filters', () => {
  it('stand in the audit trail’s form again where one of them is refused', async () => {
    const auditor = await pages.browser('aud.types', ['auditor']);
    const { status, body } = await auditor.get('/audit?actor=ann.types&message=0193&from=2026-11-01&to=');
    expect(status).toBe(422);
    for (const value of ['ann.types', '0193', '2026-11-01']) expect(body).toContain(`value="${value}"`);
  });

  it.each(['/reports', '/dashboard'])('of a period hold where another is empty or wrong: %s', async (page) => {
    const { body } = await reviewer.get(`${page}?from=2026-01-01&to=2026-01-31&days=`);
    expect(body).toMatch(/2026-01-01|1 Jan/);
    const { body: open } = await reviewer.get(`${page}?from=2026-01-01&to=`);
    expect(open).toMatch(/2026-01-01|1 Jan/);
  });

  it('are come back to where a view could not be saved', async () => {
    await reviewer.get('/account');
    const { location } = await reviewer.post('/quarantine/views', {
      name: 'x'.repeat(41),
      query: 'reason=unscannable',
    });
    expect(location).toBe('/quarantine?reason=unscannable');
  });
});

describe('a form of a session that ended', () => {
  const WORDS = 'Please ask <her> first.\r\nShe knows.';
  const OURS = { 'sec-fetch-site': 'same-origin' };
  const idle = () => sql`update sessions set last_seen_at = now() - interval '3 hours'`.execute(store.db);
  const wordsIn = (body: string, name: string) =>
    new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n([^<]*)`).exec(body)?.[1];

  it('is shown with its words, and sent by who signed in again', async () => {
    const at = `/quarantine/${await heldMessage(store)}`;
    const late = await pages.browser('late.typist', ['reviewer']);
    await late.get(at);
    await idle();
    const first = await late.post(`${at}/note`, { text: WORDS, kind: 'x' }, OURS);
    expect(first.status).toBe(401);
    expect(wordsIn(first.body, 'text')).toBe('Please ask &#60;her&#62; first.\nShe knows.');
    expect(first.body).toContain('<input type="hidden" name="kind" value="x">');

    const old = late.csrf;
    await late.post(await pages.linkFor('late.typist', ['reviewer']));
    const second = await late.post(`${at}/note`, { text: WORDS, csrf: old }, OURS);
    expect(second.status).toBe(403);
    expect(wordsIn(second.body, 'text')).toContain('She knows.');
    expect((await late.post(`${at}/note`, { text: WORDS }, OURS)).status).toBe(303);
    expect((await late.get(at)).body).toContain('Please ask &#60;her&#62; first.');
  });

  it('is refused without a word where no page of ours may have sent it', async () => {
    const me = await pages.browser('no.metadata', ['reviewer']);
    const { status, body } = await me.post('/quarantine/bulk', { csrf: 'x', reason: WORDS });
    expect([status, body.includes('She knows')]).toEqual([403, false]);
  });

  it('shows no password', async () => {
    const me = await pages.browser('pass.word', ['reviewer']);
    await me.get('/account');
    await idle();
    const { status, body } = await me.post('/account/password', { current: 'my old secret', password: 'a b c' }, OURS);
    expect([status, body]).toEqual([303, '']);
  });
});
