/**
 * The milter with a real Sendmail, set up as the administrator's guide says. Skipped, saying why, where Debian's package
 * cannot be fetched: it cannot be installed beside the Postfix that the other tests need.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type Mail, MINUTES, mail, ODD, REPORT, type TestSite, testSite } from './gateway.ts';
import { freePorts } from './postfix.ts';
import { PASSWORD, type Ports, type Sendmail, startSendmail, unpackSendmail } from './sendmail.ts';
import { type Sink, startSink } from './sink.ts';

const unpacked = await unpackSendmail();
if (unpacked.folder === null) process.stderr.write(`Sendmail is not tried: ${unpacked.because}\n`);

describe.skipIf(unpacked.folder === null)('Sendmail, milter (INPUT_MAIL_FILTER)', () => {
  let sink: Sink;
  let site: TestSite;
  let running: Running;
  let sendmail: Sendmail;
  let ports: Ports;
  beforeAll(async () => {
    sink = await startSink();
    ports = { ...(await freePorts('clients', 'released', 'milter')), relay: sink.port };
    const policy = join(unpacked.folder ?? '', 'policy.yaml');
    await writeFile(policy, 'onMixedRecipients: split\n');
    const more = { milter: ports.milter, mode: 'inline', inlineSeconds: 60, policy };
    site = await testSite('postgres', ports.released, 'error', more);
    running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
    sendmail = await startSendmail(unpacked.folder ?? '', ports);
  });
  afterAll(async () => {
    await sendmail.close();
    await running.close();
    await site.close();
    await sink.close();
    if (unpacked.folder !== null) await unpacked.delete();
  });

  async function submit({ from, to, raw }: Mail, login?: string): Promise<string> {
    const auth = login === undefined ? {} : { auth: { user: login, pass: PASSWORD } };
    const transport = createTransport({ host: '127.0.0.1', port: ports.clients, ignoreTLS: true, ...auth });
    try {
      const sent = await transport.sendMail({ envelope: { from, to: [...to] }, raw: Buffer.from(raw, 'latin1') });
      return sent.response;
    } finally {
      transport.close();
    }
  }

  /** What became of the message that was shown last. */
  async function shown(): Promise<{ id: string; state: string; login: string; to: Record<string, string> }> {
    const { rows } = await sql<{ id: string; state: string; login: string; to: Record<string, string> }>`
      select id, state, login,
        (select json_object_agg(address, state) from recipients where message_id = messages.id) as "to"
      from messages where envelope->>'via' = 'milter' order by id desc limit 1`.execute(running.store.db);
    const [row] = rows;
    if (!row) throw new Error('the milter was shown nothing');
    return row;
  }

  it('sends on what is cleared, as it came', async () => {
    const message = mail('a.khan@party.example', ['sam.pickard@kitchen.example'], 'cleared', ODD);
    expect(await submit(message)).toMatch(/^250 2\.0\.0 .* Message accepted for delivery$/);
    const got = await sink.found((each) => each.includes('Subject: cleared') && each.includes('raw bytes'));
    const { id, state } = await shown();
    expect(got).toMatch(new RegExp(`^X-Reticent: release no-confidential-matter; id=${id}\n`));
    expect(state).toBe('relayed');
    const body = message.raw.slice(message.raw.indexOf('\r\n\r\n')).replaceAll('\r\n', '\n');
    expect(got.slice(got.indexOf('\n\n'))).toBe(`${body}\n`);
  });

  it('holds what is not, from who signed in, byte for byte, and tells the sender', async () => {
    const to = ['dee@gardeners.example'];
    const lines = [...MINUTES, ...Array.from({ length: 4_000 }, (_, index) => `${index}: ${'and so on '.repeat(8)}`)];
    const message = mail('t.vance@home.example', to, 'held', lines);
    // A header that is folded, and long ones; a body of several pieces.
    const raw = `X-Long: ${'word '.repeat(190)}\r\n`.repeat(20).concat('X-Folded: a\r\n b\r\n\tc\r\n', message.raw);
    expect(await submit({ ...message, raw }, 't.vance@home.example')).toMatch(/^250 2\.0\.0 /);
    const { id, state, login } = await shown();
    expect({ state, login }).toEqual({ state: 'held', login: 't.vance@home.example' });
    expect((await running.store.messages.raw(id)).toString('latin1')).toBe(raw);
    const notice = await sink.found((each) => each.includes(`X-Reticent-Notice: ${id}`) && each.includes('WHY'));
    expect(notice).toContain('To: t.vance@home.example');
    // It came in where no filter is asked.
    expect((await shown()).id).toBe(id);
    expect(await sendmail.recipients()).not.toContain('dee@gardeners.example');
  });

  it('believes the login before the envelope sender', async () => {
    await submit(mail('t.vance@home.example', ['dee@gardeners.example'], 'login', MINUTES), 'a.khan@party.example');
    expect(await shown()).toMatchObject({ state: 'held', login: 'a.khan@party.example' });
  });

  it('takes the claim out, and of a mixed one sends to whom it may, not to who is behind the others', async () => {
    const to = ['p.osei@home.example', 'branch@mta.party.example', 'Sam.Pickard@kitchen.example'];
    const subject = '[exception 6(c): my report] mixed\r\n and folded';
    const message = mail('a.khan@party.example', to, subject, REPORT);
    await submit({ ...message, raw: `X-Confidential-Exception: 6(c); I report back\r\n${message.raw}` });
    const got = await sink.found((each) => each.includes('Subject: mixed\n and folded') && each.includes('of order'));
    expect(got).not.toMatch(/exception/i);
    expect((await shown()).to).toEqual({
      'p.osei@home.example': 'relayed',
      'branch@mta.party.example': 'held',
      'Sam.Pickard@kitchen.example': 'held',
    });
    const sent = await sendmail.recipients();
    expect(sent).toContain('p.osei@home.example');
    // `sam.pickard` had the cleared one above.
    expect(sent.filter((each) => /^(?:branch|dee|sam)/i.test(each))).toEqual(['sam.pickard@kitchen.example']);
  });

  it('takes nothing while the milter is away', async () => {
    await running.close();
    const message = mail('t.vance@home.example', ['dee@gardeners.example'], 'away', MINUTES);
    await expect(submit(message)).rejects.toMatchObject({ responseCode: 451 });
  });
});
