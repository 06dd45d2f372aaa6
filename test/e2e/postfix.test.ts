/**
 * The four ways in, with a real Postfix on both sides: a client hands mail to Postfix, Postfix hands it to us, and what
 * is cleared goes out through Postfix to its next hop.
 */
import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { type Mail, MINUTES, mail, ODD, REPORT, type TestSite, testSite } from './gateway.ts';
import { freePorts, type Postfix, startPostfix } from './postfix.ts';
import { type Sink, startSink } from './sink.ts';

let sink: Sink;
let site: TestSite;
let running: Running;
let events: MessageEvents;
let postfix: Postfix;
let ports: Record<Way | 'back' | 'smtp' | 'lmtp' | 'milter', number>;

type Way = 'after' | 'before' | 'byLmtp' | 'byMilter';

beforeAll(async () => {
  sink = await startSink();
  ports = await freePorts('after', 'before', 'byLmtp', 'byMilter', 'back', 'smtp', 'lmtp', 'milter');
  const { smtp, lmtp, milter } = ports;
  const more = { smtp, lmtp, milter, mode: 'inline', inlineSeconds: 60 };
  site = await testSite('postgres', ports.back, 'error', more);
  running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
  events = await openEvents(running.store.poolConfig);
  postfix = await startPostfix(
    sink.port,
    [
      { port: ports.after, settings: { content_filter: `smtp:[127.0.0.1]:${smtp}` } },
      { port: ports.before, settings: { smtpd_proxy_filter: `127.0.0.1:${smtp}` } },
      { port: ports.byLmtp, settings: { content_filter: `lmtp:inet:127.0.0.1:${lmtp}` } },
      { port: ports.byMilter, settings: { smtpd_milters: `inet:127.0.0.1:${milter}` } },
      { port: ports.back, settings: { smtpd_authorized_xforward_hosts: '127.0.0.0/8' } },
    ],
    { smtp_send_xforward_command: 'yes', lmtp_send_xforward_command: 'yes' },
  );
});
afterAll(async () => {
  await postfix.close();
  await events.close();
  await running.close();
  await site.close();
  await sink.close();
});

async function submit(way: Way, { from, to, raw }: Mail): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: ports[way], ignoreTLS: true });
  const sent = await transport.sendMail({ envelope: { from, to: [...to] }, raw: Buffer.from(raw, 'latin1') });
  transport.close();
  return sent.response;
}

/** The id of the message that is held next. */
async function heldAfter(work: () => Promise<unknown>): Promise<string> {
  const all = events.all(AbortSignal.timeout(25_000));
  await work();
  for await (const { id, state } of all) if (state === 'held') return id;
  throw new Error('nothing was held');
}

const ways: [name: string, way: Way, via: string][] = [
  ['after-queue (content_filter)', 'after', 'smtp'],
  ['before-queue (smtpd_proxy_filter)', 'before', 'smtp'],
  ['LMTP (content_filter)', 'byLmtp', 'lmtp'],
  ['milter (smtpd_milters)', 'byMilter', 'milter'],
];

describe.each(ways)('Postfix, %s', (_name, way, via) => {
  it('sends on what is cleared, as it came', async () => {
    const message = mail('a.khan@party.example', ['sam.pickard@kitchen.example'], `cleared ${way}`, ODD);
    expect(await submit(way, message)).toMatch(/^250 /);
    const got = await sink.found((each) => each.includes(`Subject: cleared ${way}`) && each.includes('raw bytes'));
    expect(got).toMatch(/^X-Reticent: release no-confidential-matter; id=[0-9a-f-]{36}$/m);
    const body = message.raw.slice(message.raw.indexOf('\r\n\r\n')).replaceAll('\r\n', '\n');
    expect(got.slice(got.indexOf('\n\n'))).toBe(`${body}\n`);
    if (way !== 'byMilter') return;
    // Borrowed: Postfix sends it, and nobody else.
    const id = /id=([0-9a-f-]{36})/.exec(got)?.[1];
    const { rows } = await sql`select response from recipients where message_id = ${id}`.execute(running.store.db);
    expect(rows).toEqual([{ response: 'handed back to its mail server' }]);
  });

  it('holds what is not, and says yes', async () => {
    let response = '';
    const id = await heldAfter(async () => {
      response = await submit(way, mail('t.vance@home.example', ['dee@gardeners.example'], `held ${way}`, MINUTES));
    });
    expect(response).toMatch(
      way === 'before' ? new RegExp(`^250 2\\.0\\.0 held for review, id=${id}$`) : /^250 2\.0\.0 Ok/,
    );
    const shown = await running.store.holds.show(id);
    expect(shown).toMatchObject({
      login: 't.vance@home.example',
      mailFrom: 't.vance@home.example',
      recipients: ['dee@gardeners.example'],
      reason: 'confidential-matter',
    });
    const raw = (await running.store.messages.raw(id)).toString('latin1');
    expect(raw.endsWith(`\r\n\r\n${MINUTES.join('\r\n')}\r\n`)).toBe(true);
    const { rows } = await sql`select via from messages where id = ${id}`.execute(running.store.db);
    expect(rows).toEqual([{ via }]);
    const out = (await sink.messages()).map((each) => each.toString('latin1'));
    expect(out.filter((each) => each.includes(`Subject: held ${way}`))).toEqual([]);
  });

  it('takes the claim out', async () => {
    const message = mail(
      'a.khan@party.example',
      ['p.osei@home.example'],
      `[exception 6(c): my report] claimed ${way}`,
      REPORT,
    );
    await submit(way, { ...message, raw: `X-Confidential-Exception: 6(c); I report back\r\n${message.raw}` });
    const got = await sink.found((each) => each.includes(`Subject: claimed ${way}`) && each.includes('out of order'));
    expect(got).toMatch(/^X-Reticent: release 6\(c\); /m);
    expect(got).not.toMatch(/exception/i);
  });
});
