/** Who is told of a hold and who is not, on a real PostgreSQL. */
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeFor } from '../../src/gateway/notice.ts';
import { CHUNK_BYTES } from '../../src/store/chunks.ts';
import type { Envelope } from '../../src/store/envelope.ts';
import { envelope, inspection, pieces, reject } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { startChromium } from '../review/chromium.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

async function held(over: Partial<Envelope> = {}, header = '', ...more: string[]): Promise<string> {
  const made = envelope(over);
  const id = await store.messages.accept(made, pieces(`${header}Subject: x\r\n\r\nbody\r\n`, ...more));
  await store.messages.begin(id);
  const recipients = made.recipients.map(({ address }) => address);
  await store.messages.settle(id, inspection('hold', recipients), { register: 'r', policy: 'p' });
  return id;
}

const linkOf = async (id: string) => `https://review.party.example/claim/${await store.claims.link(id)}`;
const isTold = async (id: string) =>
  (await store.notices.tell(id, (message) => noticeFor(message, linkOf))) !== undefined;

describe('the notice of a hold', () => {
  const rows: [why: string, over: Partial<Envelope>, header: string, told: boolean][] = [
    ['a person', {}, '', true],
    ['a person whose mail says that it is no robot’s', {}, 'Auto-Submitted: no\r\n', true],
    ['a person whose text alone says that it is a robot’s', {}, '\r\nPrecedence: bulk\r\n', true],
    ['nobody, where nobody authenticated', { login: null }, '', false],
    ['nobody, where the sender is null', { mailFrom: '' }, '', false],
    ['no robot', {}, 'Auto-Submitted: auto-generated\r\n', false],
    ['no mailing list', {}, 'List-Id: <l.party.example>\r\n', false],
    ['no bulk mail', {}, 'Precedence: bulk\r\n', false],
    ['no login that is no address', { login: 'svc-mail' }, '', false],
  ];
  it.each(rows)('goes to %s', async (_why, over, header, told) => {
    expect(await isTold(await held(over, header))).toBe(told);
  });

  it('is written from the beginning of a message: of a large one the rest is not read', async () => {
    const large = 'x'.repeat(CHUNK_BYTES);
    const id = await held({}, '', large, large);
    await sql`delete from message_chunks where message_id = ${id} and ordinal = 2`.execute(store.db);
    expect(await isTold(id)).toBe(true);
  });

  it('goes once, also when it is asked for twice at the same time', async () => {
    const id = await held({ login: 'twice@party.example' });
    const told = await Promise.all([isTold(id), isTold(id)]);
    expect(told.filter(Boolean).length).toBe(1);
  });

  it('goes twenty times in an hour, and again when the hour is over', async () => {
    const login = 'many@party.example';
    const told: boolean[] = [];
    for (let each = 0; each < 21; each += 1) told.push(await isTold(await held({ login })));
    expect(told).toEqual([...Array.from({ length: 20 }, () => true), false]);
    await sql`update messages set notified_at = notified_at - interval '61 minutes' where login = ${login}`.execute(
      store.db,
    );
    expect(await isTold(await held({ login }))).toBe(true);
  });

  it('does not go where the message is no longer held', async () => {
    const id = await held();
    await reject(store, id, 'tester', 'no');
    expect(await isTold(id)).toBe(false);
  });

  it('is no wider than a telephone, whatever its link and its addresses are', async () => {
    const { decision } = inspection('hold', [`${'long'.repeat(15)}@${'name'.repeat(15)}.example`]);
    const told = { id: 'm', login: 'a.khan@party.example', receivedAt: new Date(), header: '', decision };
    const notice = await noticeFor(told, async () => `https://review.party.example/claim/${'t'.repeat(43)}`);
    const { html } = await simpleParser(notice?.raw ?? '');
    const chromium = await startChromium();
    const address = `data:text/html;charset=utf-8,${encodeURIComponent(html || '')}`;
    const { page } = await chromium.open(address, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    await chromium.close();
  });

  it('says of what could not be read how it can be sent', async () => {
    const told = { id: 'm', login: 'a.khan@party.example', receivedAt: new Date(), header: '' };
    const words = async (reason: 'unscannable' | 'confidential-matter') => {
      const decision = { ...inspection('hold', ['x@nowhere.example']).decision, reason };
      const notice = await noticeFor({ ...told, decision }, async () => 'https://review.party.example/claim/t');
      return (await simpleParser(notice?.raw ?? '')).text;
    };
    expect(await words('unscannable')).toContain('send it again in a form that can be read');
    expect(await words('confidential-matter')).not.toContain('in a form that can be read');
  });

  it('counts the recipients where they are many', async () => {
    const told = { id: 'm', login: 'a.khan@party.example', receivedAt: new Date(), header: '' };
    const words = async (count: number) => {
      const recipients = Array.from({ length: count }, (_, n) => `r${n}@x.example`);
      const notice = await noticeFor(
        { ...told, decision: inspection('hold', recipients).decision },
        async () => 'https://l',
      );
      return (await simpleParser(notice?.raw ?? '')).text;
    };
    const many = await words(60);
    expect(many).toContain('was not delivered to 60 recipients.');
    expect(many).toContain('names them all');
    expect(await words(6)).toContain('r4@x.example, r5@x.example.');
    expect(await words(6)).not.toContain('names them all');
  });
});
