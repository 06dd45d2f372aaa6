/** What an SMTP client hears, byte by byte, when a message cannot be taken; and that a message is taken only when stored. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intakeOf } from '../../src/gateway/intake.ts';
import { type Listener, listenSmtp } from '../../src/gateway/smtp.ts';
import { createLog } from '../../src/log.ts';
import type { Envelope } from '../../src/store/envelope.ts';
import { StoreFullError, StoreUnavailableError } from '../../src/store/errors.ts';

const MAX_BYTES = 500;
const log = createLog({ log: 'silent' });
let listener: Listener;
let listen: (protocol: 'smtp' | 'lmtp') => Promise<void>;
let fault: Error | undefined;
let behind: boolean;
let maxBytes: number;
let stored: { envelope: Envelope; raw: string }[];

beforeEach(async () => {
  fault = undefined;
  behind = false;
  maxBytes = MAX_BYTES;
  stored = [];
  const acceptAndBegin = async (envelope: Envelope, pieces: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const piece of pieces) chunks.push(piece);
    if (fault) throw fault;
    stored.push({ envelope, raw: Buffer.concat(chunks).toString('latin1') });
    return { id: 'the-id', begun: undefined };
  };
  const events = { next: () => new Promise<never>(() => undefined) };
  const tools = {
    messages: { acceptAndBegin, state: async () => undefined },
    enqueue: async () => true,
    events,
    isBehind: async () => behind,
    log,
  };
  const intake = intakeOf(tools, () => maxBytes);
  listen = async (protocol) => {
    listener = await listenSmtp({
      protocol,
      host: '127.0.0.1',
      port: 0,
      maxBytes: () => maxBytes,
      isTrusted: () => true,
      intake,
      tls: null,
      authenticate: null,
      log,
    });
  };
  await listen('smtp');
});
afterEach(() => listener.close());

/** Sends each line after the answer to the one before; gives the last answer. */
async function talk(lines: readonly string[]): Promise<string> {
  const socket = connect(listener.port, '127.0.0.1');
  const chunks = socket.setEncoding('latin1')[Symbol.asyncIterator]();
  const answer = async () => {
    for (let heard = ''; ; ) {
      const { value, done } = await chunks.next();
      if (done) return heard;
      heard += value;
      const last = heard.trimEnd().split('\r\n').at(-1) ?? '';
      if (/^\d{3} /.test(last) && heard.endsWith('\r\n')) return last;
    }
  };
  let last = await answer();
  for (const line of lines) {
    socket.write(line, 'latin1');
    last = await answer();
  }
  socket.destroy();
  return last;
}

const START = ['EHLO mua.example\r\n', 'MAIL FROM:<a@b.example>\r\n', 'RCPT TO:<c@d.example>\r\n', 'DATA\r\n'];

describe('what a client hears', () => {
  const rows: [why: string, data: string, fault: Error | undefined, answer: string][] = [
    ['a message that is stored', 'A: b\r\n\r\nhi\r\n', undefined, '250 2.0.0 queued, id=the-id'],
    [
      'the database away',
      'A: b\r\n\r\nhi\r\n',
      new StoreUnavailableError(null),
      '451 4.3.0 cannot take it now, try again later',
    ],
    ['the disk full', 'A: b\r\n\r\nhi\r\n', new StoreFullError(null), '452 4.3.1 no room, try again later'],
    ['a fault of ours', 'A: b\r\n\r\nhi\r\n', new TypeError('x'), '451 4.3.0 cannot take it now, try again later'],
    ['more than a message may have', `A: b\r\n\r\n${'x'.repeat(600)}\r\n`, undefined, '552 5.3.4 message too large'],
    ['a bare line feed', 'A: b\r\n\r\nhi\nthere\r\n', undefined, '550 5.6.0 a line ends in a bare LF'],
    ['a bare carriage return', 'A: b\r\n\r\nhi\rthere\r\n', undefined, '550 5.6.0 a line ends in a bare CR'],
    [
      'a message smuggled behind LF . LF',
      'A: b\r\n\r\nhi\n.\nMAIL FROM:<evil@x>\r\n',
      undefined,
      '550 5.6.0 a line ends in a bare LF',
    ],
    [
      'a message smuggled behind LF . CR LF',
      'A: b\r\n\r\nhi\n.\r\nMAIL FROM:<evil@x>\r\n',
      undefined,
      '550 5.6.0 a line ends in a bare LF',
    ],
  ];
  it.each(rows)('after %s', async (_why, data, error, answer) => {
    fault = error;
    expect(await talk([...START, `${data}.\r\n`])).toBe(answer);
    expect(stored.length).toBe(answer.startsWith('250') ? 1 : 0);
  });

  it('that too much waits already', async () => {
    behind = true;
    expect(await talk([...START, 'A: b\r\n\r\nhi\r\n.\r\n'])).toBe(
      '451 4.3.2 too much waits for inspection, try again later',
    );
    expect(stored).toEqual([]);
  });

  it('that a limit of size has changed, without a start', async () => {
    const data = `A: b\r\n\r\n${'x'.repeat(600)}\r\n.\r\n`;
    expect(await talk([...START, data])).toBe('552 5.3.4 message too large');
    maxBytes = 1_000;
    expect(await talk([...START, data])).toBe('250 2.0.0 queued, id=the-id');
    expect(await talk(['EHLO x\r\n', 'MAIL FROM:<a@b.example> SIZE=900\r\n'])).toMatch(/^250 /);
  });

  it('that its size is refused before it sends', async () => {
    expect(await talk(['EHLO x\r\n', 'MAIL FROM:<a@b.example> SIZE=99999\r\n'])).toMatch(/^552 /);
  });
});

describe('LMTP', () => {
  it('answers behind the data for each recipient that it took, also where one is named twice', async () => {
    await listener.close();
    await listen('lmtp');
    const to = ['c@d.example', 'c@d.example', 'C@d.example', 'e@f.example'];
    const socket = connect(listener.port, '127.0.0.1').setEncoding('latin1');
    let heard = '';
    socket.on('data', (text: string) => {
      if (heard === '')
        socket.write(
          `LHLO x\r\nMAIL FROM:<a@b.example>\r\n${to.map((each) => `RCPT TO:<${each}>\r\n`).join('')}DATA\r\nA: b\r\n\r\nhi\r\n.\r\nQUIT\r\n`,
        );
      heard += text;
    });
    await once(socket, 'close');
    expect(heard.match(/^250 2\.0\.0 queued, id=the-id\r$/gm)?.length).toBe(to.length);
    expect(stored[0]?.envelope.recipients.map(({ address }) => address)).toEqual(to);
  });
});

describe('what is stored', () => {
  it('is the message with its dots undone, byte for byte', async () => {
    await talk([...START, 'A: b\r\n\r\n..dot\r\n\xff\x80\r\n.\r\n']);
    expect(stored[0]?.raw).toBe('A: b\r\n\r\n.dot\r\n\xff\x80\r\n');
  });

  const logins: [why: string, lines: string[], login: string | null][] = [
    ['the envelope sender of a trusted MTA', [], 'a@b.example'],
    [
      'the login that a trusted MTA passes on',
      ['XCLIENT LOGIN=real@party.example\r\n', 'EHLO mta.example\r\n'],
      'real@party.example',
    ],
  ];
  it.each(logins)('tells who sent it: %s', async (_why, lines, login) => {
    await talk(['EHLO mta.example\r\n', ...lines, ...START.slice(1), 'A: b\r\n\r\nhi\r\n.\r\n']);
    expect(stored[0]?.envelope.login).toBe(login);
  });

  it('keeps a quoted local part as it is, blanks and all', async () => {
    const from = 'MAIL FROM:<"a  khan"@b.example> SIZE=20\r\n';
    const to = 'RCPT TO:<"the quoted, $& one."@d.example> NOTIFY=NEVER\r\n';
    await talk(['EHLO mua.example\r\n', from, to, 'DATA\r\n', 'A: b\r\n\r\nhi\r\n.\r\n']);
    expect(stored[0]?.envelope).toMatchObject({
      mailFrom: '"a  khan"@b.example',
      recipients: [{ address: '"the quoted, $& one."@d.example', dsn: { notify: ['NEVER'] } }],
    });
  });

  const odd: [why: string, address: string][] = [
    ['with another address in it', '"a@party.example b"@d.example'],
    ['with an escape', '"a \\" b"@d.example'],
    ['that does not end', '"a b@d.example'],
    ['with a bracket', '"a> b"@d.example'],
    ['that is too long', `"${'a '.repeat(32)}"@d.example`],
    ['without a domain', '"a b"'],
    ['with a domain that is none', '"a b"@d..example'],
  ];
  it.each(odd)('is not for a quoted local part %s', async (_why, address) => {
    expect(await talk([...START.slice(0, 2), `RCPT TO:<${address}>\r\n`])).toMatch(/^501 /);
  });

  it('is not for an address whose bytes are no UTF-8', async () => {
    expect(await talk([...START.slice(0, 2), 'RCPT TO:<j\xfcrgen@d.example>\r\n'])).toMatch(/^501 /);
  });

  it('tells where a message came from, as a trusted MTA forwards it', async () => {
    const forward =
      'XFORWARD NAME=mua.party.example ADDR=192.0.2.7 PORT=40123 PROTO=ESMTP HELO=laptop.party.example\r\n';
    await talk(['EHLO mta.example\r\n', forward, ...START.slice(1), 'A: b\r\n\r\nhi\r\n.\r\n']);
    expect(stored[0]?.envelope).toMatchObject({
      login: 'a@b.example',
      client: { address: '192.0.2.7', helo: 'laptop.party.example', tls: false },
    });
  });

  it('keeps what was asked of delivery reports', async () => {
    const from = 'MAIL FROM:<a@b.example> RET=HDRS ENVID=abc BODY=8BITMIME\r\n';
    const to = 'RCPT TO:<c@d.example> NOTIFY=FAILURE ORCPT=rfc822;c@d.example\r\n';
    await talk(['EHLO x\r\n', from, to, 'DATA\r\n', 'A: b\r\n\r\nhi\r\n.\r\n']);
    expect(stored[0]?.envelope).toMatchObject({
      body8bit: true,
      dsn: { ret: 'HDRS', envid: 'abc' },
      recipients: [{ address: 'c@d.example', dsn: { notify: ['FAILURE'] } }],
    });
  });
});
