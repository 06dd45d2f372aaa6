/** The way out, on a real PostgreSQL and real next hops: Postfix's `smtp-sink`, told to refuse. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { pino } from 'pino';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type NextHop, nextHopAt } from '../../src/gateway/next-hop.ts';
import { type Relay, relayOf } from '../../src/gateway/relay.ts';
import { createLog } from '../../src/log.ts';
import type { Deliveries } from '../../src/store/deliveries.ts';
import type { Envelope } from '../../src/store/envelope.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const HOP = { host: '127.0.0.1', tls: 'opportunistic', ca: null, connections: 5 } as const;
const RAW = 'Subject: hello\r\n\r\nbody\r\n';
const claims = {
  header: 'x-confidential-exception',
  subjectTag: /\[exception [^\]]*\]\s?/gi,
  taggedFields: new Set(['subject']),
  decode: String,
};

let store: TestStore;
let hop: NextHop | null = null;
let sink: Sink | undefined;
let enqueued: string[] = [];
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
afterEach(async () => {
  hop?.close();
  await sink?.close();
  hop = null;
  sink = undefined;
  enqueued = [];
});

async function released(over: Partial<Envelope> = {}): Promise<string> {
  const made = envelope({ recipients: [{ address: 'j.bell@party.example' }], ...over });
  const id = await store.messages.accept(made, pieces(RAW));
  await store.messages.begin(id);
  const recipients = made.recipients.map(({ address }) => address);
  await store.messages.settle(id, inspection('release', recipients), { register: 'r', policy: 'p' });
  return id;
}

function relaying(
  at: Date,
  over: Partial<Deliveries> = {},
  log = createLog({ log: 'silent' }),
  add = (_id: string, _lease: string) => {},
): Relay {
  return relayOf({
    deliveries: { ...store.deliveries, ...over },
    leases: { add },
    enqueue: async (queue, { messageId }) => enqueued.push(`${queue} ${messageId}`) > 0,
    nextHop: hop,
    claims,
    log,
    now: () => at,
    keepsReleased: () => false,
    retryMs: 1,
  });
}

const relay = (id: string, at: Date = new Date()): Promise<string> => relaying(at).byId(id);

async function startHop(...flags: string[]): Promise<void> {
  sink = await startSink(...flags);
  hop = nextHopAt({ ...HOP, port: sink.port });
}

/** `smtp-sink` offers DSN and cannot be told not to. */
async function hopWithoutDsn(over: SMTPServerOptions = {}): Promise<SMTPServer> {
  const server = new SMTPServer({ disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100, ...over });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  hop = nextHopAt({ ...HOP, port: (server.server.address() as AddressInfo).port });
  return server;
}

async function bounces(): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from messages where mail_from = '' and state = 'released'`.execute(store.db);
  return rows.map(({ id }) => id);
}

describe('relay', () => {
  it('relays once, however often it is asked', async () => {
    await startHop();
    const id = await released();
    expect(await relay(id)).toBe('relayed');
    expect(await relay(id)).toBe('nothing-to-do');
    expect((await sink?.messages())?.length).toBe(1);
  });

  it('relays to a quoted local part', async () => {
    await startHop();
    expect(await relay(await released({ recipients: [{ address: '"the quoted, one."@d.example' }] }))).toBe('relayed');
  });

  const waits: [why: string, flags: string[] | null, cause: string][] = [
    ['a 4xx to the recipient', ['-r', 'RCPT', '-b', '450 4.2.2 j.bell is full'], '450 4.2.2 at RCPT TO'],
    ['a 4xx to the data', ['-r', '.'], '450 4.3.0 at DATA'],
    ['a 4xx without a status', ['-r', 'MAIL', '-b', '450 later'], '450 at MAIL FROM'],
    ['a connection that ends', ['-q', 'DATA'], 'connection closed at CONN'],
    ['a greeting that does not come', ['-q', 'CONNECT'], 'connection closed at CONN'],
    ['a next hop that is away', null, 'ECONNREFUSED at CONN'],
  ];
  it.each(waits)('defers after %s, says why, and tries again when its time has come', async (_why, flags, cause) => {
    if (flags) await startHop(...flags);
    else hop = nextHopAt({ ...HOP, port: 9 });
    const id = await released();
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(line) });
    expect(await relaying(new Date(), {}, log).byId(id)).toBe('deferred');
    const said = { messageId: id, states: ['deferred'], isRecorded: true, nextHop: '127.0.0.1', causes: [cause] };
    expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining(said)]);
    expect(lines.join('')).not.toContain('full');
    expect(await relay(id)).toBe('nothing-to-do');
    await sql`update messages set deliver_after = now() where id = ${id}`.execute(store.db);
    hop?.close();
    await sink?.close();
    await startHop();
    expect(await relay(id)).toBe('relayed');
  });

  it('tells the sender of a 5xx at once, in a report that a program can read', async () => {
    await startHop('-f', 'RCPT');
    const id = await released();
    expect(await relay(id)).toBe('bounced');
    expect(enqueued).toEqual((await bounces()).map((bounce) => `release ${bounce}`));
    await sink?.close();
    await startHop();
    const [bounce = ''] = await bounces();
    expect(await relay(bounce)).toBe('relayed');
    const report = (await sink?.messages())?.[0]?.toString('latin1') ?? '';
    expect(report).toContain('report-type=delivery-status');
    expect(report).toMatch(/^Final-Recipient: rfc822; j\.bell@party\.example$/m);
    expect(report).toMatch(/^Action: failed$/m);
    expect(report).toMatch(/^Status: 5\.\d+\.\d+$/m);
    expect(report).toContain('Subject: hello');
    expect(report).not.toContain('body\n');
  });

  it('tells of addresses beyond ASCII in a report that is ASCII but for its words', async () => {
    await startHop('-f', 'RCPT');
    const before = await bounces();
    const dsn = { orcpt: 'utf-8;jürgen@alt.example' };
    const recipients = [{ address: 'jürgen@müller.example', dsn }];
    expect(await relay(await released({ mailFrom: 'ü@party.example', recipients }))).toBe('bounced');
    const [report = ''] = (await bounces()).filter((id) => !before.includes(id));
    const text = (await store.messages.raw(report)).toString();
    expect(text).toMatch(/^To: <ü@party\.example>\r$/m);
    expect(text).toContain('  jürgen@müller.example\r\n');
    expect(text).toMatch(/^Original-Recipient: utf-8;j\\x\{FC\}rgen@alt\.example\r$/m);
    expect(text).toMatch(/^Final-Recipient: utf-8; j\\x\{FC\}rgen@m\\x\{FC\}ller\.example\r$/m);
  });

  it('takes no address in an answer for its status', async () => {
    await startHop('-f', 'RCPT', '-B', '554 client host 5.9.1.2 blocked');
    const before = await bounces();
    expect(await relay(await released())).toBe('bounced');
    const [report = ''] = (await bounces()).filter((id) => !before.includes(id));
    expect((await store.messages.raw(report)).toString()).toMatch(/^Status: 5\.0\.0\r$/m);
  });

  it('calls a reply of the next hop what is one, and names it for nothing else', async () => {
    const days = 6 * 24 * 60 * 60_000;
    const reported = async () => {
      const before = await bounces();
      expect(await relay(await released(), new Date(Date.now() + days))).toBe('bounced');
      const [report = ''] = (await bounces()).filter((id) => !before.includes(id));
      return (await store.messages.raw(report)).toString().match(/^(?:Status|Remote-MTA|Diagnostic-Code): .*(?=\r$)/gm);
    };
    hop = null;
    expect(await reported()).toEqual(['Status: 4.4.7', 'Diagnostic-Code: x-reticent; no next hop is configured']);
    await startHop('-r', 'RCPT');
    expect(await reported()).toEqual([
      expect.stringMatching(/^Status: 4\./),
      'Remote-MTA: dns; 127.0.0.1',
      expect.stringMatching(/^Diagnostic-Code: smtp; 450 /),
    ]);
  });

  it('gives up after five days', async () => {
    await startHop('-r', 'RCPT');
    const id = await released();
    expect(await relay(id, new Date(Date.now() + 6 * 24 * 3600 * 1000))).toBe('bounced');
  });

  it('counts the five days from the release: a message may have been held for longer', async () => {
    await startHop('-r', 'RCPT');
    const id = await released();
    await sql`update messages set received_at = now() - interval '6 days' where id = ${id}`.execute(store.db);
    expect(await relay(id)).toBe('deferred');
  });

  const silent: [why: string, over: Partial<Envelope>][] = [
    ['the null sender', { mailFrom: '' }],
    ['who wants no report', { recipients: [{ address: 'j.bell@party.example', dsn: { notify: ['NEVER'] } }] }],
  ];
  it.each(silent)('sends no report to %s', async (_why, over) => {
    await startHop('-f', 'RCPT');
    const before = await bounces();
    expect(await relay(await released(over))).toBe('bounced');
    expect([await bounces(), enqueued]).toEqual([before, []]);
  });

  const successes: [why: string, notify: string[] | undefined, mailFrom: string, reports: number][] = [
    ['who asked to hear of success', ['SUCCESS'], 'a.khan@party.example', 1],
    ['who asked to hear of both', ['FAILURE', 'SUCCESS'], 'a.khan@party.example', 1],
    ['who asked to hear of failure', ['FAILURE'], 'a.khan@party.example', 0],
    ['who asked for nothing', undefined, 'a.khan@party.example', 0],
    ['the null sender', ['SUCCESS'], '', 0],
  ];
  // RFC 3461, 5.2.2: nobody behind us would tell.
  it.each(successes)('tells of success to %s where the next hop cannot', async (_why, notify, mailFrom, reports) => {
    const server = await hopWithoutDsn();
    const before = await bounces();
    const dsn = { ...(notify && { notify }), orcpt: 'rfc822;bell@old.example' };
    const recipients = [{ address: 'j.bell@party.example', dsn }];
    expect(await relay(await released({ mailFrom, recipients, dsn: { envid: 'QQ314' } }))).toBe('relayed');
    const [report, ...more] = (await bounces()).filter((id) => !before.includes(id));
    expect([report !== undefined ? 1 : 0, more]).toEqual([reports, []]);
    hop?.close();
    await new Promise<void>((resolve) => server.close(resolve));
    if (report === undefined) return;
    const text = (await store.messages.raw(report)).toString('latin1');
    expect(text).toMatch(/^Original-Envelope-Id: QQ314\r$/m);
    expect(text).toMatch(/^Original-Recipient: rfc822;bell@old\.example\r$/m);
    expect(text).toMatch(/^Action: relayed\r$/m);
    expect(text).toMatch(/^Status: 2\.\d+\.\d+\r$/m);
  });

  it('sends to so many recipients at once as the next hop takes, and to the rest right after', async () => {
    const server = await hopWithoutDsn({
      onRcptTo: (_address, { envelope }, callback) =>
        callback(
          envelope.rcptTo.length < 2
            ? null
            : Object.assign(new Error('4.5.3 too many recipients'), { responseCode: 452 }),
        ),
    });
    const recipients = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ address: `${name}@d.example` }));
    const id = await released({ recipients });
    expect([await relay(id), await relay(id), await relay(id)]).toEqual(['deferred', 'deferred', 'relayed']);
    expect(enqueued).toEqual([`release ${id}`, `release ${id}`]);
    await new Promise<void>((resolve) => server.close(resolve));
  });

  it('sends one copy to a recipient who is named twice, however few the next hop takes at once', async () => {
    const named: string[] = [];
    const server = await hopWithoutDsn({
      onRcptTo: ({ address }, _session, callback) => {
        named.push(address);
        callback(named.length === 1 ? null : Object.assign(new Error('4.5.3 too many'), { responseCode: 452 }));
      },
    });
    const id = await released({ recipients: [{ address: 'a@d.example' }, { address: 'a@d.example' }] });
    expect(await relay(id)).toBe('relayed');
    expect(named).toEqual(['a@d.example']);
    hop?.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  it('leaves telling of success to a next hop that can', async () => {
    await startHop();
    const before = await bounces();
    const recipients = [{ address: 'j.bell@party.example', dsn: { notify: ['SUCCESS'] } }];
    expect(await relay(await released({ recipients }))).toBe('relayed');
    expect(await bounces()).toEqual(before);
  });

  const faults: [why: string, isWritten: boolean][] = [
    ['is away', false],
    ['writes it and is not heard', true],
  ];
  it.each(faults)('sends once what is sent while the database %s', async (_why, isWritten) => {
    await startHop();
    const id = await released();
    let tries = 0;
    const record: Deliveries['record'] = async (...given) => {
      tries += 1;
      if (tries === 3 || isWritten) await store.deliveries.record(...given);
      if (tries < 3) throw new StoreUnavailableError(null);
      return !isWritten;
    };
    expect(await relaying(new Date(), { record }).byId(id, new AbortController().signal)).toBe('relayed');
    expect([tries, await relay(id), (await sink?.messages())?.length]).toEqual([3, 'nothing-to-do', 1]);
  });

  it('takes what it could not take while the database was away, and leaves what was taken unheard', async () => {
    await startHop();
    const [away, unheard] = [await released(), await released()];
    let tries = 0;
    const take: Deliveries['take'] = async (id, lost) => {
      tries += 1;
      if (tries === 3) return store.deliveries.take(id, lost);
      if (tries === 4) await store.deliveries.take(id);
      if (tries === 5) return store.deliveries.take(id, lost);
      throw new StoreUnavailableError(null);
    };
    const patient = relaying(new Date(), { take });
    const { signal } = new AbortController();
    expect([await patient.byId(away, signal), await patient.byId(unheard, signal)]).toEqual([
      'relayed',
      'nothing-to-do',
    ]);
    expect([tries, (await sink?.messages())?.length]).toEqual([5, 1]);
  });

  it('does not wait for the database once it is to stop', async () => {
    await startHop();
    const record = () => Promise.reject(new StoreUnavailableError(null));
    const sent = relaying(new Date(), { record }).byId(await released(), AbortSignal.abort());
    await expect(sent).rejects.toThrow(StoreUnavailableError);
  });

  it('stops where the bytes are not those that came in', async () => {
    await startHop();
    const id = await released();
    await sql`update messages set sha256 = sha256('other'::bytea) where id = ${id}`.execute(store.db);
    expect(await relay(id)).toBe('stopped');
    expect(await sink?.messages()).toEqual([]);
  });
});
