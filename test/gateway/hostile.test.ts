/**
 * What a hostile client does, byte by byte: pipelined garbage, half commands, oversize, smuggling, a thousand sessions
 * that say nothing. After each of them the process takes mail as before, and nothing was stored that should not be.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Intake, intakeOf } from '../../src/gateway/intake.ts';
import { type Limits, limitsOf } from '../../src/gateway/limits.ts';
import { type Listener, listenSmtp } from '../../src/gateway/smtp.ts';
import type { Envelope } from '../../src/store/envelope.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const MAX_BYTES = 20_000;
const faults: string[] = [];
const log = pino({ level: 'error' }, { write: (line) => faults.push(line) });
let listener: Listener;
let stored: { envelope: Envelope; raw: string }[];
let trusts: boolean;

interface Over {
  readonly messageMs?: number;
  readonly limits?: Limits;
  readonly intake?: Intake;
  readonly maxBytes?: number;
}

async function listen({ maxBytes = MAX_BYTES, ...over }: Over = {}): Promise<void> {
  const acceptAndBegin = async (envelope: Envelope, pieces: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const piece of pieces) chunks.push(piece);
    stored.push({ envelope, raw: Buffer.concat(chunks).toString('latin1') });
    return { id: `id-${stored.length}`, begun: undefined };
  };
  const events = { next: () => new Promise<never>(() => undefined) };
  const messages = { acceptAndBegin, state: async () => undefined };
  const intake = intakeOf(
    { messages, enqueue: async () => true, events, isBehind: async () => false, log },
    () => MAX_BYTES,
  );
  const options = { protocol: 'smtp', host: '127.0.0.1', port: 0, maxBytes: () => maxBytes, tls: null, log } as const;
  listener = await listenSmtp({ ...options, isTrusted: () => trusts, intake, authenticate: null, ...over });
}

beforeEach(async () => {
  stored = [];
  trusts = true;
  await listen();
});
afterEach(() => listener.close());

/** Writes all at once and gives everything that is heard until the server closes, or until `ends` is heard. */
async function shout(bytes: string | Buffer, ends: RegExp = /^221 /m): Promise<string> {
  const socket = connect(listener.port, '127.0.0.1');
  let heard = '';
  const closed = once(socket, 'close');
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
    if (ends.test(heard)) socket.destroy();
  });
  socket.on('error', () => undefined);
  await once(socket, 'data');
  socket.write(bytes);
  await closed;
  return heard;
}

const HELLO = 'EHLO x.example\r\n';
const ENVELOPE = 'MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n';
const GOOD = `${HELLO}${ENVELOPE}Subject: good\r\n\r\nhi\r\n.\r\nQUIT\r\n`;

async function isHealthy(): Promise<void> {
  const before = stored.length;
  expect(await shout(GOOD)).toMatch(/^250 2\.0\.0 queued/m);
  expect(stored.slice(before).map(({ raw }) => raw)).toEqual(['Subject: good\r\n\r\nhi\r\n']);
}

describe('a hostile client', () => {
  const rows: [why: string, bytes: string | Buffer][] = [
    ['garbage, pipelined', `${'\x00\xff\x80garbage '.repeat(400)}\r\n`.repeat(30)],
    ['commands out of order', `${'DATA\r\nRCPT TO:<x@y>\r\nMAIL FROM:\r\nRSET EXTRA\r\nVRFY\r\n'.repeat(10)}QUIT\r\n`],
    ['a line without end', 'A'.repeat(200_000)],
    ['a line of commands without end', `EHLO ${'x'.repeat(100_000)}\r\nQUIT\r\n`],
    ['addresses with line ends and NUL', `${HELLO}MAIL FROM:<a\0b@c>\r\nMAIL FROM:<a\rb@c>\r\nRCPT TO:<>\r\nQUIT\r\n`],
    ['parameters that hide a line end', `${HELLO}MAIL FROM:<a@b.example> ENVID=x+0D+0ARCPT\r\nQUIT\r\n`],
    [
      'a TLS hello where none is spoken',
      Buffer.from(`${'16030100a5010000a10303'.padEnd(400, 'f')}0d0a515549540d0a`, 'hex'),
    ],
    ['an HTTP request', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nQUIT\r\n'],
    ['AUTH where none is offered', `${HELLO}AUTH PLAIN AGEAYg==\r\nQUIT\r\n`],
    [
      'XCLIENT with nonsense',
      `${HELLO}XCLIENT LOGIN=\xff ADDR=[x PROTO=\r\nXCLIENT ${'A=b '.repeat(5_000)}\r\nQUIT\r\n`,
    ],
  ];
  it.each(rows)('with %s is answered or dropped, and stores nothing', async (_why, bytes) => {
    await shout(bytes, /^(?:221|421|554 |500 .*\r\n(?:.*\r\n)*500 .*\r\n(?:.*\r\n){5})/m);
    expect(stored).toEqual([]);
    await isHealthy();
  });

  it.each([
    ['half a command', HELLO.slice(0, 3)],
    ['half a body', `${HELLO}${ENVELOPE}Subject: half\r\n\r\nhal`],
    ['all but the last line feed', `${HELLO}${ENVELOPE}Subject: half\r\n\r\nhalf\r\n.\r`],
  ])('that goes away after %s stores nothing', async (_why, bytes) => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'data');
    const closed = once(socket, 'close');
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    socket.destroy();
    await closed;
    await isHealthy();
    expect(stored.map(({ raw }) => raw)).toEqual(['Subject: good\r\n\r\nhi\r\n']);
    expect(faults).toEqual([]);
  });

  it('that sends more than allowed hears so, and the session goes on', async () => {
    const large = `${HELLO}${ENVELOPE}Subject: x\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(40)}.\r\n`;
    const heard = await shout(`${large}${ENVELOPE}Subject: small\r\n\r\nhi\r\n.\r\nQUIT\r\n`);
    expect(heard).toMatch(/^552 5\.3\.4/m);
    expect(stored.map(({ raw }) => raw)).toEqual(['Subject: small\r\n\r\nhi\r\n']);
  });

  it.each([
    ['a bare line feed', 'a\nb\r\n', /^550 5\.6\.0/m],
    ['more than allowed', `${'x'.repeat(998)}\r\n`.repeat(40), /^552 5\.3\.4/m],
  ])('whose message has %s and goes on hears so at its end, and the session goes on', async (_why, wrong, words) => {
    const socket = connect(listener.port, '127.0.0.1').setNoDelay();
    let heard = '';
    const closed = once(socket, 'close');
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
    });
    await once(socket, 'data');
    socket.write(`${HELLO}${ENVELOPE}Subject: bad\r\n\r\n${wrong}`);
    await vi.waitFor(() => expect(heard).toMatch(/^354 /m), 20_000);
    // Each by itself, so that what is wrong is found before the end is there.
    for (const piece of [
      'goes on',
      '\r\n',
      'and on\r\n',
      '.',
      '\r\n',
      `${ENVELOPE}Subject: good\r\n\r\nhi\r\n.\r\nQUIT\r\n`,
    ]) {
      await new Promise((resolve) => socket.write(piece, resolve));
      await new Promise(setImmediate);
    }
    await closed;
    expect(heard).toMatch(words);
    expect(stored.map(({ raw }) => raw)).toEqual(['Subject: good\r\n\r\nhi\r\n']);
  });

  const smuggled =
    'MAIL FROM:<evil@x.example>\r\nRCPT TO:<victim@y.example>\r\nDATA\r\nSubject: evil\r\n\r\nevil\r\n.\r\n';
  it('that sends BDAT, which is not offered, is refused, and its message is not taken for commands', async () => {
    const heard = await shout(`${HELLO}${ENVELOPE.replace('DATA', `BDAT ${smuggled.length} LAST`)}${smuggled}QUIT\r\n`);
    expect(heard).not.toMatch(/^250.CHUNKING/m);
    expect(heard.trimEnd().split('\r\n').at(-1)).toMatch(/^502 5\.5\.1 BDAT/);
    expect(stored).toEqual([]);
    await isHealthy();
  });

  it.each(['\n.\n', '\n.\r\n', '\r.\r', '\r.\r\n', '\r\n.\n', '\r\n.\r', '\r\n\0.\r\n'])(
    'smuggles nothing behind %j',
    async (end) => {
      await shout(`${HELLO}${ENVELOPE}Subject: first\r\n\r\nfirst${end}${smuggled}QUIT\r\n`, /^(?:221|550|500) /m);
      const froms = stored.map(({ envelope }) => envelope.mailFrom);
      expect(froms).not.toContain('evil@x.example');
      await isHealthy();
    },
  );

  it('keeps lines of 998 octets and longer ones as they are', async () => {
    const lines = [998, 999, 5_000].map((length) => 'y'.repeat(length));
    await shout(`${HELLO}${ENVELOPE}Subject: long\r\n\r\n${lines.join('\r\n')}\r\n.\r\nQUIT\r\n`);
    expect(stored[0]?.raw).toBe(`Subject: long\r\n\r\n${lines.join('\r\n')}\r\n`);
  });

  it('that opens a thousand sessions and says nothing leaves room for others', async () => {
    const idle = await Promise.all(
      Array.from({ length: 1_000 }, async () => {
        const socket: Socket = connect(listener.port, '127.0.0.1');
        await once(socket, 'data');
        return socket;
      }),
    );
    await isHealthy();
    for (const socket of idle) socket.destroy();
    await isHealthy();
  });

  it('that loops is refused for good', async () => {
    const hops = 'Received: from x by y; Tue, 24 Nov 2026 09:00:00 +0000\r\n'.repeat(101);
    expect(await shout(`${HELLO}${ENVELOPE}${hops}\r\nx\r\n.\r\nQUIT\r\n`)).toMatch(/^554 5\.4\.6 too many hops/m);
    const own = 'X-Reticent: release no-confidential-matter; id=1\r\n'.repeat(11);
    expect(await shout(`${HELLO}${ENVELOPE}${own}\r\nx\r\n.\r\nQUIT\r\n`)).toMatch(/^554 5\.4\.6 mail loops/m);
    expect(stored).toEqual([]);
  });
});

describe('limits', () => {
  it('drop a client that begins a message and never ends it', async () => {
    await listener.close();
    await listen({ messageMs: 20 });
    expect(await shout(`${HELLO}${ENVELOPE}Subject: slow\r\n\r\n`, /never/)).toMatch(
      /^421 4\.4\.2 the message took too long/m,
    );
    expect(stored).toEqual([]);
  });

  it('keep of a message that comes no piece that was taken already', async () => {
    await listener.close();
    const taken: WeakRef<Uint8Array>[] = [];
    let left = 0;
    const intake: Intake = async (_envelope, raw) => {
      for await (const piece of raw) {
        taken.push(new WeakRef(piece));
        if (taken.length % 20 !== 0) continue;
        await new Promise(setImmediate);
        collectGarbage();
        left = Math.max(left, taken.filter((each) => each.deref() !== undefined).length);
      }
      return { id: 'x', state: 'received' };
    };
    await listen({ intake, maxBytes: 10_000_000 });
    await shout(`${HELLO}${ENVELOPE}Subject: long\r\n\r\n${'x'.repeat(5_000_000)}\r\n.\r\nQUIT\r\n`);
    expect(taken.length).toBeGreaterThan(40);
    expect(left).toBeLessThan(20);
  });

  it('count sessions of an address that is not trusted', async () => {
    trusts = false;
    const sockets = Array.from({ length: 50 }, () => connect(listener.port, '127.0.0.1'));
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    const refused = connect(listener.port, '127.0.0.1');
    expect(String((await once(refused, 'data'))[0])).toMatch(/^421 4\.7\.0 too many connections/);
    for (const socket of [...sockets, refused]) socket.destroy();
  });

  it('forget after their time, and tell addresses apart', () => {
    let time = 0;
    const limits = limitsOf(() => time);
    for (let each = 0; each < 10; each += 1) limits.wrongPassword('192.0.2.1');
    expect([limits.mayGuess('192.0.2.1'), limits.mayGuess('192.0.2.2')]).toEqual([false, true]);
    const sent = Array.from({ length: 301 }, () => limits.maySend('192.0.2.1'));
    expect([sent.filter(Boolean).length, sent.at(-1)]).toEqual([300, false]);
    time = 600_001;
    expect([limits.mayGuess('192.0.2.1'), limits.maySend('192.0.2.1')]).toEqual([true, true]);
  });
});
