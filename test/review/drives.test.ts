import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { loadRegister } from '../../src/register/load.ts';
import { driveSite, MINUTES, REGISTER } from '../drives/site.ts';
import { testPages } from './browser.ts';
import { kept } from './kept.ts';
import { startLooks } from './looks.ts';

const register = loadRegister(REGISTER, 'register');
const pages = await kept(testPages({ reference: () => ({ register, policy: DEFAULT_POLICY, today: '2026-11-26' }) }));
const site = await kept(driveSite({}, pages.store));
const share = join(site.folder, 'share');
await mkdir(share, { mode: 0o755 });
/** Shown as it stands, it would seem to end in `.pdf`. */
const TURNED = 'four\u202Efdp.txt';
for (const name of ['one.txt', 'two.txt', 'three.txt', TURNED]) {
  await writeFile(join(share, name), `${MINUTES}\nOf ${name}.`);
  await chmod(join(share, name), name === 'two.txt' ? 0o600 : 0o644);
}
/** Its name names the one whom it is about. */
const NOTICE = 'doyle-notice.txt';
await writeFile(
  join(share, NOTICE),
  'Case No: DC-2026-0071\nNotice of Investigation. The Party has received a complaint about your conduct and has opened an investigation.\nAllegation 1: that on 3 September 2026 you shouted at a steward and took the ballot box.',
  { mode: 0o644 },
);
await writeFile(join(share, 'broken.zip'), 'PK\u0003\u0004 and no more');
await site.sweep(await site.add('office', share));
const looks = await kept(startLooks(pages));
const officer = await pages.browser('rec.ord', ['records-officer']);

const all = async () => (await pages.store.driveFindings.list({ drive: 'office', limit: 50 })).findings;
const of = async (name: string) => {
  const found = (await all()).find(({ places }) => places.some(({ path }) => path.endsWith(name)));
  if (!found) throw new RangeError(`nothing was found in ${name}`);
  return found;
};
/** Asks as a program does, of an account of this name; posts where there is something to say. */
const program = async (name: string, email: string | null = null) => {
  const { id: user } = await pages.store.users.add({ name, email, roles: ['records-officer'] }, 'test');
  const scopes = ['drives:read', 'drives:write'] as const;
  const { token } = await pages.store.apiTokens.add(user, { name: 't', scopes: [...scopes], days: 1 }, 'test');
  const headers = { authorization: `Bearer ${token}` };
  return (url: string, payload?: object) =>
    pages.app.inject(payload ? { method: 'POST', url, headers, payload } : { url, headers });
};
const links = (body: string) => [...body.matchAll(/href="\/drives\/findings\/([0-9a-f-]{36})"/g)].map(([, id]) => id);

describe('findings on shared drives', () => {
  it('list what is open and exposed, what everybody can read first, and filter by the address', async () => {
    expect((await officer.get('/drives')).body).toContain('office');
    const usual = await officer.get('/drives/findings?drive=office');
    expect(usual.body).toContain('everybody can read it');
    expect(usual.body).toMatch(/In the newest sweep: found \d/);
    expect(links(usual.body)).toContain((await of('one.txt')).id);
    const found = async (query: string) => links((await officer.get(`/drives/findings?${query}`)).body);
    expect(await found('path=one.txt')).toEqual([(await of('one.txt')).id]);
    expect(await found('state=accepted')).toEqual([]);
    expect(await found('drive=nowhere')).toEqual([]);
    expect(await found('category=elections')).toEqual([]);
    expect((await found('drive=office&changed=1&state=any&readers=any')).length).toBe((await all()).length);
    expect((await officer.get('/drives/findings?state=zzz&readers=zzz&after=zzz')).status).toBe(200);
  });

  it('shows one with its evidence, and writes down who read it', async () => {
    const { id } = await of('one.txt');
    const { body } = await officer.get(`/drives/findings/${id}`);
    for (const words of [
      'Evidence',
      '<mark>',
      '<strong>everybody</strong> <small>not all of them are entitled to',
      'one.txt',
      'History',
      'found',
    ])
      expect(body).toContain(words);
    const [record] = await pages.store.audit.search({ actor: 'rec.ord', action: 'read' }, null, 1);
    expect(record?.detail).toEqual({ finding: id });
    expect((await officer.get('/drives/findings/01900000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('names the letters that would turn a file name around', async () => {
    const { id } = await of(TURNED);
    for (const page of ['/drives/findings?drive=office', `/drives/findings/${id}`]) {
      const { body } = await officer.get(page);
      expect(body).toContain('>RLO</span>fdp.txt');
      expect(body).not.toContain('\u202E');
    }
  });

  it('is accepted under a paragraph with a reason, and opened again', async () => {
    const { id } = await of('three.txt');
    await officer.get(`/drives/findings/${id}`);
    const at = `/drives/findings/${id}/decision`;
    expect((await officer.post(at, { state: 'accepted', paragraph: '', reason: 'a reading room' })).status).toBe(422);
    expect((await officer.post(at, { state: 'accepted', paragraph: '7', reason: '' })).status).toBe(422);
    expect((await officer.post(at, { state: 'accepted', paragraph: '7', reason: 'a reading room' })).status).toBe(303);
    expect(await of('three.txt')).toMatchObject({ state: 'accepted', paragraph: '7', decidedBy: 'rec.ord' });
    expect((await officer.get(`/drives/findings/${id}`)).body).toContain('It is accepted now.');
    expect((await officer.post(at, { state: 'open', reason: 'no longer' })).status).toBe(303);
    expect((await officer.post(at, { state: 'open', reason: 'no longer' })).status).toBe(422);
  });

  it('is taken into the sealed store and put back byte for byte', async () => {
    const { id } = await of('one.txt');
    const bytes = await readFile(join(share, 'one.txt'));
    await officer.get(`/drives/findings/${id}`);
    expect((await officer.post(`/drives/findings/${id}/quarantine`)).status).toBe(303);
    expect((await officer.get(`/drives/findings/${id}`)).body).toContain('1 file is taken into the sealed store.');
    expect(await readdir(share)).toContain('one.txt.quarantined.txt');
    const store = await officer.get('/drives/sealed');
    const action = /action="(\/drives\/sealed\/[0-9a-f-]+\/restore)"/.exec(store.body)?.[1] ?? '';
    expect((await officer.post(action, { paragraph: '', reason: 'x' })).status).toBe(422);
    expect((await officer.post(action, { paragraph: '7', reason: 'a reading room' })).status).toBe(303);
    expect((await officer.get('/drives/sealed')).body).toContain('is back where it lay.');
    expect((await readFile(join(share, 'one.txt'))).equals(bytes)).toBe(true);
  });

  it('is kept to its owner', async () => {
    const { id } = await of('three.txt');
    await officer.get(`/drives/findings/${id}`);
    expect((await officer.post(`/drives/findings/${id}/restrict`)).status).toBe(303);
    expect((await officer.get(`/drives/findings/${id}`)).body).toContain('1 file is kept to its owner.');
  });

  it.each([
    ['the subject of the case', 'm.doyle@home.example', 'you are the subject of DC-2026-0071'],
    ['a complainant', 'c.reed@home.example', 'you complained in DC-2026-0071'],
    ['an adviser', 'solicitor@law.example', 'you advise in DC-2026-0071'],
  ])('is neither read nor decided by %s', async (_who, email, because) => {
    const { id } = await of(NOTICE);
    const browser = await pages.browser();
    await browser.post(await pages.linkFor(email, ['records-officer'], email));
    const at = `/drives/findings/${id}`;
    const read = await browser.get(at);
    expect([read.status, read.body.includes(because), read.body.includes('shouted')]).toEqual([403, true, false]);
    for (const act of ['decision', 'quarantine', 'restrict'])
      expect((await browser.post(`${at}/${act}`, { state: 'false', reason: 'it is wrong' })).status, act).toBe(403);
    // Its name is not told, and no search for it finds it.
    const list = '/drives/findings?drive=office&readers=any';
    expect((await browser.get(list)).body).not.toContain('doyle-notice');
    expect((await officer.get(list)).body).toContain('doyle-notice');
    expect(links((await browser.get(`${list}&path=doyle`)).body)).toEqual([]);
    expect(links((await officer.get(`${list}&path=doyle`)).body)).toEqual([id]);

    const ask = await program(`program of ${email}`, `${email.replace('@', '+drives@')}`);
    for (const payload of [undefined, { state: 'false', reason: 'it is wrong' }])
      expect((await ask(`/v1${at}${payload ? '/decision' : ''}`, payload)).statusCode).toBe(403);
    expect((await ask('/v1/drives/findings?readers=any')).body).not.toContain('doyle-notice');
    expect(await of(NOTICE)).toMatchObject({ state: 'open' });
  });

  it('is not put back by somebody who has a part in what was found in it', async () => {
    const { id } = await of(NOTICE);
    await officer.get(`/drives/findings/${id}`);
    await officer.post(`/drives/findings/${id}/quarantine`);
    const [file] = await pages.store.sealedFiles.list('office', 1);
    const browser = await pages.browser();
    await browser.post(await pages.linkFor('m.doyle@home.example', ['records-officer'], 'm.doyle@home.example'));
    const sealed = [await browser.get('/drives/sealed'), await officer.get('/drives/sealed')];
    expect(sealed.map(({ body }) => body.includes('doyle-notice'))).toEqual([false, true]);
    const ask = await program('program about the sealed store', 'm.doyle+sealed@home.example');
    expect((await ask('/v1/drives/sealed')).body).not.toContain('doyle-notice');
    await browser.get('/account');
    const form = { paragraph: '7', reason: 'a reading room' };
    expect((await browser.post(`/drives/sealed/${file?.id}/restore`, form)).status).toBe(403);
    await officer.get('/drives/sealed');
    expect((await officer.post(`/drives/sealed/${file?.id}/restore`, form)).status).toBe(303);
  });

  it('lies in a sealed store that is shown to its last file, page by page', async () => {
    const [drive] = await pages.store.drives.list();
    await sql`
      insert into sealed_files (id, drive_id, key, shown, state, sha256, size_bytes, attributes, data_key, taken_by)
      select gen_random_uuid(), ${drive?.id}::uuid, '', 'f' || n, 'taken', '', 1, '{}', '', 'rec.ord'
      from generate_series(1, 501) as n
    `.execute(pages.store.db);
    const ask = await program('reads-sealed');
    const newest = (await ask('/v1/drives/sealed')).json();
    const oldest = (await ask(`/v1/drives/sealed?before=${newest.next}`)).json();
    expect([newest.items.length, oldest.items.length, oldest.next]).toEqual([500, 1, null]);
    const seen = new Set<string>();
    for (let at: string | undefined = '/drives/sealed'; at; ) {
      const { body } = await officer.get(at);
      for (const [, id = ''] of body.matchAll(/action="\/drives\/sealed\/([0-9a-f-]+)\/restore"/g)) seen.add(id);
      at = /href="([^"]+)"[^>]*rel="next"/.exec(body)?.[1]?.replace('&#61;', '=');
    }
    expect(seen.size).toBe(501);
    // A page that is full and the last leads to no empty one.
    await sql`delete from sealed_files where id = ${oldest.items[0].id}::uuid`.execute(pages.store.db);
    expect((await ask('/v1/drives/sealed')).json()).toMatchObject({ next: null });
    const [, before] = [...seen]
      .filter((id) => id !== oldest.items[0].id)
      .sort()
      .slice(49, 51);
    const last = await officer.get(`/drives/sealed?before=${before}`);
    expect(last.body.match(/\/restore"/g)).toHaveLength(50);
    expect(last.body).not.toContain('rel="next"');
    await sql`delete from sealed_files`.execute(pages.store.db);
  });

  it('tells of what was not read', async () => {
    const unread = (drive: string) => officer.get(`/drives/unread?drive=${drive}`);
    expect((await unread('office')).body).toContain('broken.zip');
    // Of what nobody looked at it does not say that it was read.
    expect((await unread('nowhere')).status).toBe(404);
    await site.add('later', share);
    expect((await unread('later')).body).toContain('It was not swept yet.');
    await sql`delete from drives where name = 'later'`.execute(pages.store.db);
  });

  it('is read by reviewers and auditors, and changed by none of them', async () => {
    const { id } = await of('three.txt');
    for (const role of ['reviewer', 'auditor'] as const) {
      const browser = await pages.browser(`reads.${role}`, [role]);
      expect((await browser.get(`/drives/findings/${id}`)).body).not.toContain('What to do');
      await browser.get('/account');
      expect((await browser.post(`/drives/findings/${id}/quarantine`)).status).toBe(403);
    }
    expect((await (await pages.browser('adm', ['administrator'])).get('/drives')).status).toBe(403);
  });

  it('is read and decided by programs', async () => {
    const ask = await program('program');
    expect((await ask('/v1/drives')).json().items).toMatchObject([{ name: 'office', unread: 1 }]);
    const listed = (await ask('/v1/drives/findings?path=three.txt')).json();
    expect(listed.items).toHaveLength(1);
    const { id } = listed.items[0];
    expect((await ask(`/v1/drives/findings/${id}`)).json().evidence.length).toBeGreaterThan(0);
    const decide = (payload: object) => ask(`/v1/drives/findings/${id}/decision`, payload);
    expect((await decide({ state: 'false', reason: 'an exercise' })).statusCode).toBe(200);
    expect((await decide({ state: 'false', reason: 'an exercise' })).statusCode).toBe(409);
    expect((await decide({ state: 'accepted', reason: 'no paragraph' })).statusCode).toBe(422);
    expect((await ask('/v1/drives/sealed')).json()).toEqual({ items: [], next: null });
  });

  it('is readable everywhere, and asks nobody else', async () => {
    await looks.at('drives', '/drives', ['records-officer']);
    await looks.at('drives-sealed', '/drives/sealed', ['records-officer']);
  }, 120_000);
  it(
    'is readable everywhere: the list',
    () => looks.at('drives-findings', '/drives/findings?drive=office&state=any&readers=any', ['records-officer']),
    120_000,
  );
  it('is readable everywhere: one finding', async () => {
    await looks.at('drives-finding', `/drives/findings/${(await of('one.txt')).id}`, ['records-officer']);
  }, 120_000);
});
