/** What a next hop hears: TLS as the policy says, each recipient's wishes, and one message on a kept connection. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateFiles } from '../../src/gateway/certificate.ts';
import { type NextHop, nextHopAt, type TlsPolicy } from '../../src/gateway/next-hop.ts';
import { makeCertificate } from '../certificate.ts';

const RAW = Buffer.from('Subject: x\r\n\r\nbody\r\n');
const to = (...addresses: string[]) =>
  addresses.map((address, ordinal) => ({ ordinal, address, dsn: null, reason: null, attempts: 0 }));
const envelope = { mailFrom: 'a@b.example', smtputf8: false, body8bit: false, recipients: to('c@d.example') };

let folder: string;
let files: CertificateFiles;
let server: SMTPServer;
let hop: NextHop;
let heard: SMTPServerSession[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'next-hop-'));
  files = await makeCertificate(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  hop.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

async function start(options: SMTPServerOptions, tls: TlsPolicy = 'none', ca: string | null = null): Promise<void> {
  heard = [];
  server = new SMTPServer({
    disabledCommands: ['AUTH', ...(options.cert ? [] : ['STARTTLS'])],
    logger: false,
    closeTimeout: 100,
    onData: (stream, session, callback) => {
      stream.resume();
      stream.on('end', () => {
        heard.push(
          structuredClone({ secure: session.secure, id: session.id, envelope: session.envelope }) as SMTPServerSession,
        );
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  hop = nextHopAt({ host: 'localhost', port, tls, ca, connections: 2 });
}

const codes = async (over: object = {}) => (await hop.send({ ...envelope, ...over }, [RAW])).map(({ code }) => code);

describe('TLS to the next hop', () => {
  const rows: [
    policy: TlsPolicy,
    offered: 'good' | 'broken' | 'none',
    trusted: boolean,
    code: number | null,
    secure: boolean | null,
  ][] = [
    ['none', 'good', false, 250, false],
    ['opportunistic', 'none', false, 250, false],
    ['opportunistic', 'good', false, 250, true],
    ['opportunistic', 'broken', false, 250, false],
    ['required', 'good', true, 250, true],
    ['required', 'good', false, null, null],
    ['required', 'none', true, null, null],
    ['required', 'broken', true, null, null],
  ];
  it.each(rows)('%s, where it is %s (trusted: %s): %s', async (policy, offered, trusted, code, secure) => {
    const pair = { cert: await readFile(files.cert, 'utf8'), key: await readFile(files.key, 'utf8') };
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' } as const;
    await start(
      { ...(offered !== 'none' && pair), ...(offered === 'broken' && old) },
      policy,
      trusted ? files.cert : null,
    );
    expect(await codes()).toEqual([code]);
    expect(heard.map((session) => session.secure)).toEqual(secure === null ? [] : [secure]);
  });
});

describe('what the next hop is told', () => {
  it('is what was asked for each recipient', async () => {
    await start({ hideDSN: false });
    const [first, second] = to('c@d.example', 'e@f.example');
    const recipients = [
      { ...first, dsn: { notify: ['SUCCESS', 'FAILURE'], orcpt: 'rfc822;c+x@d.example' } },
      { ...second, dsn: { notify: ['NEVER'] } },
    ];
    const answers = await hop.send(
      { ...envelope, recipients: recipients as never, dsn: { ret: 'HDRS', envid: 'a+b=c' } },
      [RAW],
    );
    expect(answers.map(({ passedOnDsn }) => passedOnDsn)).toEqual([true, true]);
    expect(heard[0]?.envelope).toMatchObject({
      dsn: { ret: 'HDRS', envid: 'a+b=c' },
      rcptTo: [
        { address: 'c@d.example', dsn: { notify: ['SUCCESS', 'FAILURE'], orcpt: 'rfc822;c+x@d.example' } },
        { address: 'e@f.example', dsn: { notify: ['NEVER'] } },
      ],
    });
  });

  it('is that mail is internationalised, and one that cannot take it refuses it for good', async () => {
    await start({});
    expect(await codes({ smtputf8: true })).toEqual([250]);
    expect(heard[0]?.envelope.smtpUtf8).toBe(true);
    hop.close();
    await new Promise<void>((resolve) => server.close(resolve));
    await start({ hideSMTPUTF8: true });
    const utf8 = { ...envelope, smtputf8: true };
    expect(await codes({ ...utf8, recipients: to('jürgen@d.example') })).toEqual([550]);
    const answers = await hop.send(utf8, [Buffer.from('Received: x\r\n'), Buffer.from('Subject: ü\r\n\r\n')]);
    expect(answers.map(({ response }) => response)).toEqual(['550 5.6.7 the next hop takes no internationalised mail']);
    // Asked for and not needed: ASCII but for the body.
    expect((await hop.send(utf8, [Buffer.from('Subject: x\r\n'), Buffer.from('\r\nü\r\n')]))[0]?.code).toBe(250);
    expect(heard[0]?.envelope.smtpUtf8).toBe(false);
  });

  it.each([
    [
      'only of some recipients, the others are served',
      { recipients: to('c@d.example', 'jürgen@d.example') },
      [250, 550],
    ],
    ['of the sender, nobody is served', { mailFrom: 'jürgen@b.example' }, [550]],
  ])('is no address beyond ASCII where it speaks no SMTPUTF8, asked for or not: %s', async (_why, over, expected) => {
    await start({ hideSMTPUTF8: true });
    for (const smtputf8 of [false, true]) expect(await codes({ ...over, smtputf8 })).toEqual(expected);
    const addresses = heard.flatMap(({ envelope: { rcptTo } }) => rcptTo.map(({ address }) => address));
    expect(addresses).toEqual(expected.includes(250) ? ['c@d.example', 'c@d.example'] : []);
  });

  it('is nothing of a message that is larger than it takes, which is refused for good', async () => {
    await start({ size: RAW.length - 1 });
    const [answer] = await hop.send(envelope, [RAW]);
    expect(answer).toMatchObject({ code: 552, response: '552 5.3.4 the next hop takes 19 bytes at most, not 20' });
    expect(await hop.send(envelope, [RAW.subarray(1)])).toMatchObject([{ code: 250 }]);
  });

  it('is nothing of another recipient’s refusal', async () => {
    await start({
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith('no') ? Object.assign(new Error('5.1.1 unknown'), { responseCode: 550 }) : null),
    });
    expect(await codes({ recipients: to('c@d.example', 'no@d.example', 'e@f.example') })).toEqual([250, 550, 250]);
  });
});

describe('the bytes that arrive', () => {
  const long = `${'x'.repeat(62)}\r\n`.repeat(2_000);
  const rows: [why: string, mailFrom: string, pieces: string[], arrives: string][] = [
    ['a message', 'a@b.example', ['A: b\r\n', 'C: d\r\n\r\nhi\r\n'], 'A: b\r\nC: d\r\n\r\nhi\r\n'],
    ['lines that begin with dots', 'a@b.example', ['\r\n.\r\n..a\r\nb.\r\n'], '\r\n.\r\n..a\r\nb.\r\n'],
    ['a dot that begins a piece and a line', 'a@b.example', ['\r\na\r\n', '.b\r\n'], '\r\na\r\n.b\r\n'],
    ['a dot that begins a piece and no line', 'a@b.example', ['\r\na', '.b\r\n'], '\r\na.b\r\n'],
    ['a dot that begins the message', 'a@b.example', ['.a: b\r\n'], '.a: b\r\n'],
    ['a message without an end of its last line', 'a@b.example', ['\r\na'], '\r\na\r\n'],
    ['more than one write takes', 'a@b.example', ['\r\n', long, '.\r\n'], `\r\n${long}.\r\n`],
    ['what we wrote ourselves, its line ends made whole', '', ['\r\na\nb\r\n'], '\r\na\r\nb\r\n'],
  ];
  it.each(rows)('are those of %s', async (_why, mailFrom, pieces, arrives) => {
    const came: Buffer[] = [];
    await start({
      onData: (stream, _session, callback) => {
        stream.on('data', (chunk: Buffer) => came.push(chunk)).on('end', () => callback());
      },
    });
    const sent = pieces.map((piece) => Buffer.from(piece));
    // Twice on one connection: nothing of the first message is left behind.
    for (let time = 0; time < 2; time += 1) {
      const [answer] = await hop.send({ ...envelope, mailFrom }, sent);
      expect(answer?.code).toBe(250);
    }
    expect(Buffer.concat(came).toString()).toBe(arrives + arrives);
  });
});

describe('connections to the next hop', () => {
  it('are kept, and no more than allowed', async () => {
    await start({});
    const sent = await Promise.all(Array.from({ length: 10 }, () => codes()));
    expect(sent.flat()).toEqual(Array.from({ length: 10 }, () => 250));
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
  });

  it('are opened again where a kept one was ended, and nothing is sent twice', async () => {
    await start({});
    expect(await codes()).toEqual([250]);
    for (const connection of server.connections)
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
    expect(await codes()).toEqual([250]);
    expect(heard.length).toBe(2);
  });

  it('that end within a message are no answer', async () => {
    server = new SMTPServer({ logger: false });
    const rude = createServer((socket) => {
      socket.write('220 x\r\n');
      socket.on('data', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(rude, 'listening');
    hop = nextHopAt({
      host: '127.0.0.1',
      port: (rude.address() as AddressInfo).port,
      tls: 'none',
      ca: null,
      connections: 1,
    });
    expect(await codes()).toEqual([null]);
    rude.close();
  });

  const rows: [why: string, replies: Readonly<Record<string, string>>, codes: (number | null)[]][] = [
    ['a sender, and take DATA all the same', { MAIL: '552 5.3.4 no' }, [552, 552]],
    ['a sender, and close', { MAIL: '550 5.7.1 no!' }, [550, 550]],
    ['one recipient, and close', { 'RCPT TO:<c@': '550 5.1.1 no!' }, [550, null]],
    [
      'one recipient for good and then DATA for now',
      { 'RCPT TO:<c@': '550 5.1.1 no', DATA: '451 4.3.0 no' },
      [550, 451],
    ],
    ['another recipient with 421', { 'RCPT TO:<e@': '421 4.3.2 no!' }, [421, 421]],
  ];
  it.each(rows)('that refuse %s are heard before they end', async (_why, replies, expected) => {
    server = new SMTPServer({ logger: false });
    const says = (line: string) => Object.entries(replies).find(([command]) => line.startsWith(command))?.[1];
    const strict = createServer((socket) => {
      socket.write('220 x\r\n');
      socket.setEncoding('latin1').on('data', (text: string) => {
        for (const line of text.split('\r\n').filter(Boolean)) {
          const usual = line === 'DATA' ? '354 go on' : line.startsWith('EHLO') ? '250-x\r\n250 PIPELINING' : '250 ok';
          const said = says(line) ?? usual;
          socket.write(`${said.replace(/!$/, '')}\r\n`);
          if (said.endsWith('!')) return socket.destroySoon();
        }
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(strict, 'listening');
    const { port } = strict.address() as AddressInfo;
    hop = nextHopAt({ host: '127.0.0.1', port, tls: 'none', ca: null, connections: 1 });
    expect(await codes({ recipients: to('c@d.example', 'e@f.example') })).toEqual(expected);
    hop.close();
    strict.close();
  });
});
