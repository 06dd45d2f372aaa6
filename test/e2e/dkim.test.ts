/** A DKIM signature made before us verifies after us, by a real verifier (Debian's python3-dkim). */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type TestSite, testSite } from './gateway.ts';
import { type Sink, startSink } from './sink.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let sink: Sink;
let site: TestSite;
let running: Running;
beforeAll(async () => {
  sink = await startSink();
  site = await testSite('postgres', sink.port);
  running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
});
afterAll(async () => {
  await running.close();
  await site.close();
  await sink.close();
});

async function sentAndGot(subject: string, headers: Record<string, string>): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: running.smtpPort ?? 0, ignoreTLS: true });
  await transport.sendMail({
    from: 'a.khan@party.example',
    to: 'sam.pickard@kitchen.example',
    subject,
    headers,
    text: 'Lunch is at noon.\n.a dot\n\n  spaces at the end  \n',
    dkim: { domainName: 'party.example', keySelector: 'k1', privateKey, skipFields: 'x-confidential-exception' },
  });
  transport.close();
  return sink.found(
    (each) => each.includes('X-Reticent: ') && each.includes('dot') && each.includes(subject.split('] ').at(-1) ?? ''),
  );
}

/** The key comes from a function where DNS would be asked. The sink wrote line feeds, and one line too many. */
function verifies(message: string): boolean {
  const script = [
    'import sys, dkim',
    'key = sys.argv[1].encode()',
    'print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: b"v=DKIM1; k=rsa; p=" + key))',
  ].join('\n');
  const input = Buffer.from(message.replace(/\n$/, '').replaceAll('\n', '\r\n'), 'latin1');
  const output = execFileSync('/usr/bin/python3', ['-c', script, publicKey.toString('base64')], { input });
  return output.toString().trim() === 'True';
}

describe('a DKIM signature', () => {
  it('verifies after relay', async () => {
    expect(verifies(await sentAndGot('signed lunch', {}))).toBe(true);
  });

  it('verifies where the claim stood in a header that it does not cover', async () => {
    const got = await sentAndGot('claimed lunch', { 'X-Confidential-Exception': '6(c); my report' });
    expect([got.includes('Exception'), verifies(got)]).toEqual([false, true]);
  });

  it('is broken where the claim stood in the subject, as the log and the manual say', async () => {
    expect(verifies(await sentAndGot('[exception 6(c): my report] tagged lunch', {}))).toBe(false);
  });
});
