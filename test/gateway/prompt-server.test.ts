/** The greeting comes at once: a fixed wait before it would bound every client, and no timer may stand in its way. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Listener, listenSmtp } from '../../src/gateway/smtp.ts';
import { createLog } from '../../src/log.ts';

let listener: Listener | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await listener?.close();
});

function listen(): Promise<Listener> {
  return listenSmtp({
    protocol: 'smtp',
    tls: null,
    authenticate: null,
    host: '127.0.0.1',
    port: 0,
    maxBytes: () => 1000,
    isTrusted: () => true,
    intake: async () => ({ id: 'id', state: 'received' }),
    log: createLog({ log: 'silent' }),
  });
}

describe('the greeting', () => {
  it('waits for no timer', async () => {
    // With the clock stopped nothing that waits ever happens; the library's own server would never greet.
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    listener = await listen();
    const socket = connect(listener.port, '127.0.0.1');
    const [greeting] = await once(socket, 'data');
    socket.destroy();
    expect(String(greeting)).toMatch(/^220 /);
  });
});

describe('a message', () => {
  it('shares its memory with nothing that stays when it has been taken', async () => {
    const end = vi.spyOn(SMTPStream.prototype, '_endDataMode');
    listener = await listen();
    const socket = connect(listener.port, '127.0.0.1');
    const replies = ['EHLO a', 'MAIL FROM:<a@x.example>', 'RCPT TO:<b@y.example>', 'DATA', 'Subject: a\r\n\r\nb\r\n.'];
    await once(socket, 'data');
    for (const line of replies) {
      socket.write(`${line}\r\n`);
      await once(socket, 'data');
    }
    socket.destroy();
    const [message, behind] = end.mock.calls[0] ?? [];
    expect(String(message)).toBe('Subject: a\r\n\r\nb\r\n');
    expect(behind?.buffer.byteLength).toBe(0);
  });
});
