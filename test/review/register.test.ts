import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { loadRegister } from '../../src/register/load.ts';
import { testPages } from './browser.ts';
import { kept } from './kept.ts';
import { startLooks } from './looks.ts';

const FULL = readFileSync(join(import.meta.dirname, '../../fixtures/register.yaml'), 'utf8');
/** 3,000 people more. */
const LARGE = FULL.replace(
  /^people:\n/m,
  `people:\n${Array.from({ length: 3000 }, (_, at) => `  - { email: member-${at}@home.example, name: Member ${at}, membership: Z${1_000_000 + at}, member: true }\n`).join('')}`,
);
const PERMISSION = {
  id: 'P-2026-099',
  by: 'gs@party.example',
  authority: 'general-secretary',
  categories: ['minutes', 'committee-papers'],
  senders: '*',
  recipients: 'press@paper.example\r\n*@law.example',
  from: '2026-11-01',
  until: '2026-12-31',
};

const pages = await kept(testPages());
const { version } = loadRegister(FULL, 'register.yaml');
await pages.store.registers.keep(version, FULL, 'import', 'test');
const looks = await kept(startLooks(pages));
const officer = await pages.browser('rec.ord', ['records-officer']);

const text = async () => (await pages.store.registers.imported())?.text ?? '';
const restored = async () => {
  const { version } = loadRegister(FULL, 'register.yaml');
  await pages.store.registers.keep(version, FULL, 'import', 'test');
};

describe('the register on screen', () => {
  it('lists its sections, and finds by all words', async () => {
    const { body } = await officer.get('/register?section=people&q=khan+northfield');
    expect(body).toContain('Amira Khan');
    expect(body).not.toContain('Jo Bell');
    for (const section of [
      'committees',
      'permissions',
      'delegations',
      'obligations',
      'cases',
      'lists',
      'units',
      'matters',
      'decisions',
      'bodies',
    ])
      expect((await officer.get(`/register?section=${section}`)).status).toBe(200);
    expect((await officer.get('/register?section=nonsense&page=zzz')).status).toBe(200);
  });

  it('writes down who looks at cases', async () => {
    await officer.get('/register?section=cases');
    const [last] = await pages.store.audit.search({ actor: 'rec.ord', action: 'register read' }, null, 1);
    expect(last?.detail).toMatchObject({ section: 'cases' });
  });

  it('gets a permission by a form, keeps every comment, and shows what changed', async () => {
    await officer.get('/register/change/permission');
    const done = await officer.post('/register/change/permission', PERMISSION);
    expect(done.status).toBe(303);
    const after = await text();
    expect(after).toContain('recipients: [ press@paper.example, "*@law.example" ]');
    expect(after.split('\n').length).toBe(FULL.split('\n').length + 1);
    const shown = await officer.get(done.location ?? '');
    expect(shown.body).toContain('is in force.');
    expect(shown.body).toMatch(/<li class="added">[^\n]*P-2026-099/);
    const [record] = await pages.store.audit.search({ actor: 'rec.ord', action: 'register edited' }, null, 1);
    expect(record?.detail).toMatchObject({ what: 'permission P-2026-099 added' });
    await restored();
  });

  it.each<[string, string, Record<string, string | string[]>, string]>([
    ['an id that is there', 'permission', { ...PERMISSION, id: 'P-2026-014' }, 'stands in two entries'],
    ['a day that is none', 'permission', { ...PERMISSION, from: '1 November' }, 'expected a date as 2026-12-31'],
    [
      'an authority without its record',
      'permission',
      { ...PERMISSION, authority: 'national-officer', delegation: 'D-77' },
      'there is no delegation `D-77`',
    ],
    ['a case that is not there', 'close-case', { ref: 'DC-1900' }, 'there is no case `DC-1900`'],
    ['nothing', 'delegation', {}, 'Please fill in: Id, Officer'],
  ])('refuses %s with a sentence, and changes nothing', async (_why, kind, fields, words) => {
    const before = await text();
    await officer.get(`/register/change/${kind}`);
    const refused = await officer.post(`/register/change/${kind}`, fields);
    expect([refused.status, await text()]).toEqual([422, before]);
    expect(refused.body.replaceAll('&#96;', '`')).toContain(words);
    if ('id' in fields) expect(refused.body).toContain(`value="${fields.id}"`);
  });

  it('closes a case and adds an adviser', async () => {
    await officer.get('/register/change/close-case');
    expect((await officer.post('/register/change/close-case', { ref: 'DC-2026-0071' })).status).toBe(303);
    const fields = { ref: 'DC-2026-0071', email: 'aunt@home.example', capacity: 'family' };
    expect((await officer.post('/register/change/adviser', fields)).status).toBe(303);
    const register = loadRegister(await text(), 'now');
    expect(register.case('DC-2026-0071')).toMatchObject({ status: 'closed' });
    expect(register.case('DC-2026-0071')?.advisers.at(-1)).toEqual({ email: 'aunt@home.example', capacity: 'family' });
    await restored();
  });

  it('is edited as a text: checked with lines, kept as a version, and refused when somebody was faster', async () => {
    const page = await officer.get('/register/edit');
    const base = /name="base" value="(\w+)"/.exec(page.body)?.[1] ?? '';
    const wrong = await officer.post('/register/edit', { yaml: 'people:\r\n  - name: X\r\n', base, act: 'keep' });
    expect([wrong.status, wrong.body.includes('line 2: ')]).toEqual([422, true]);

    const emptied = await officer.post('/register/edit', { yaml: '# later\r\n', base, act: 'keep' });
    expect([emptied.status, emptied.body.includes('nothing stands in it')]).toEqual([422, true]);

    const yaml = FULL.replaceAll('Jo Bell', 'Joanna Bell');
    const checkedOnly = await officer.post('/register/edit', { yaml, base, act: 'check' });
    expect(checkedOnly.body).toContain('What would change');
    expect(await text()).toBe(FULL);
    expect((await officer.post('/register/edit', { yaml, base, act: 'keep' })).status).toBe(303);
    expect(await text()).toBe(yaml);
    expect((await officer.post('/register/edit', { yaml: FULL, base, act: 'keep' })).status).toBe(409);
    const long = await officer.post('/register/edit', { yaml: `${FULL}#${'x'.repeat(1_000_000)}`, base, act: 'keep' });
    expect([long.status, long.body.includes('too long for a page')]).toEqual([409, true]);
    await restored();
  });

  it('is edited in stretches where it is long: found by words, and the rest stays as it is', async () => {
    await pages.store.registers.keep(loadRegister(LARGE, 'large').version, LARGE, 'import', 'test');
    const found = await officer.get('/register/edit?q=member-2345');
    const line = /edit\?from(?:=|&#61;)(\d+)/.exec(found.body)?.[1] ?? '';
    const page = await officer.get(`/register/edit?from=${line}`);
    const [base, from, until] = ['base', 'from', 'until'].map(
      (name) => new RegExp(`name="${name}" value="(\\w+)"`).exec(page.body)?.[1] ?? '',
    );
    const shown = LARGE.split('\n')
      .slice(Number(from) - 1, Number(until))
      .join('\n');
    expect(shown).toContain('member-2345@home.example');
    // HTML takes the first line end of a field away: that is none of the register's.
    expect(page.body).toMatch(/<textarea id="yaml"[^>]*>\n/);
    expect(page.body).toContain(`lines ${Number(from).toLocaleString('en-GB')} to`);
    const yaml = shown.replace('Member 2345', 'Joanna Renamed').replaceAll('\n', '\r\n');
    const form = { yaml, base: base ?? '', from: from ?? '', until: until ?? '' };
    const check = await officer.post('/register/edit', { ...form, act: 'check' });
    expect([check.status, check.body.includes('Joanna Renamed'), check.body.length < 150_000]).toEqual([
      200,
      true,
      true,
    ]);
    expect((await officer.post('/register/edit', { ...form, act: 'keep' })).status).toBe(303);
    expect(await text()).toBe(LARGE.replace('Member 2345', 'Joanna Renamed'));
    await restored();
  }, 60_000);

  it('is read by reviewers and auditors, and changed by none of them', async () => {
    for (const role of ['reviewer', 'auditor'] as const) {
      const browser = await pages.browser(`reads.${role}`, [role]);
      expect((await browser.get('/register')).status).toBe(200);
      expect((await browser.get('/register/edit')).status).toBe(403);
      expect((await browser.post('/register/change/close-case', { ref: 'DC-2026-0071' })).status).toBe(403);
    }
    expect((await (await pages.browser('reads.nothing', ['administrator'])).get('/register')).status).toBe(403);
  });

  it('is read and changed by programs', async () => {
    const { id } = await pages.store.users.add({ name: 'program', email: null, roles: ['records-officer'] }, 'test');
    const scopes = ['register:read', 'register:write'] as const;
    const { token } = await pages.store.apiTokens.add(id, { name: 't', scopes: [...scopes], days: 1 }, 'test');
    const headers = { authorization: `Bearer ${token}` };
    const found = await pages.app.inject({ url: '/v1/register/sections/people?q=amira&limit=1', headers });
    expect(found.json()).toMatchObject({ items: [{ name: 'Amira Khan' }], next: null });
    const change = { kind: 'close-case', ref: 'DC-2026-0071' };
    const done = await pages.app.inject({ method: 'POST', url: '/v1/register/changes', headers, payload: change });
    expect([done.statusCode, done.json().isNew]).toEqual([200, true]);
    const stale = { yaml: FULL, base: 'abc' };
    expect((await pages.app.inject({ method: 'PUT', url: '/v1/register', headers, payload: stale })).statusCode).toBe(
      409,
    );
    const wrong = await pages.app.inject({
      method: 'PUT',
      url: '/v1/register',
      headers,
      payload: { yaml: 'people: 7' },
    });
    expect([wrong.statusCode, wrong.json().errors[0].pointer]).toEqual([422, '/body/yaml']);
    await restored();
  });

  it.each([
    ['register', '/register?section=people'],
    ['register-cases', '/register?section=cases'],
    ['register-edit', '/register/edit'],
    ['register-permission', '/register/change/permission'],
    ['register-versions', '/register/versions'],
  ])(
    'is readable everywhere, and asks nobody else: %s',
    (name, path) => looks.at(name, path, ['records-officer']),
    120_000,
  );

  it('is light with 3,000 people, in every look', async () => {
    await pages.store.registers.keep(loadRegister(LARGE, 'large').version, LARGE, 'import', 'test');
    for (const [name, path] of [
      ['register-edit-large', '/register/edit?q=member-17'],
      ['register-large', '/register?section=people'],
    ] as const)
      await looks.at(name, path, ['records-officer']);
    await restored();
  }, 120_000);

  it('shows a version and what changed in every look', async () => {
    await officer.get('/register/change/delegation');
    const fields = {
      id: 'D-9',
      officer: 'd.stone@party.example',
      by: 'gs@party.example',
      power: 'discipline',
      from: '2026-11-01',
      until: '2027-11-01',
    };
    const { location } = await officer.post('/register/change/delegation', fields);
    await looks.at('register-version', location ?? '', ['auditor']);
  }, 120_000);
});

describe('a register that is a file', () => {
  it('is shown with the reason why it is not changed here', async () => {
    const register = loadRegister(FULL, 'register.yaml');
    const other = await testPages({
      registerFile: '/etc/reticent/register.yaml',
      reference: () => ({ register, policy: DEFAULT_POLICY, today: '2026-11-24' }),
    });
    const browser = await other.browser('rec.ord', ['records-officer']);
    const { body } = await browser.get('/register');
    expect(body).toContain('/etc/reticent/register.yaml');
    expect(body).toContain('Amira Khan');
    expect(body).not.toContain('/register/edit');
    expect((await browser.get('/register/edit')).status).toBe(409);
    await browser.get('/account');
    expect((await browser.post('/register/change/close-case', { ref: 'DC-2026-0071' })).status).toBe(409);
    await other.close();
  });
});
