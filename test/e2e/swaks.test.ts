/** TLS and AUTH as a mail client speaks them: Debian's swaks, from a network that is not trusted. */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startRoles } from '../../src/cli/roles.ts';
import type { CertificateFiles } from '../../src/gateway/certificate.ts';
import { createLog } from '../../src/log.ts';
import { makeCertificate } from '../certificate.ts';
import { type TestSite, testSite } from './gateway.ts';

const LOGIN = 'a.khan@party.example';

let site: TestSite;
let running: Running;
let files: CertificateFiles;
let password: string;
beforeAll(async () => {
  site = await testSite('postgres', 9, 'error', { lmtp: 0, trusted: ['192.0.2.0/24'] });
  files = await makeCertificate(site.config.dataDir);
  running = await startRoles({ ...site.config, tls: files }, ['gateway'], createLog({ log: 'error' }));
  password = await running.store.mailAccounts.add(LOGIN);
});
afterAll(async () => {
  await running.close();
  await site.close();
});

interface Conversation {
  readonly status: number;
  readonly text: string;
}

function swaks(...args: readonly string[]): Promise<Conversation> {
  const envelope = ['--from', LOGIN, '--to', 'sam.pickard@kitchen.example', '--body', 'Lunch is at noon.'];
  const server = args.includes('--protocol') ? running.lmtpPort : running.smtpPort;
  return new Promise((resolve) => {
    execFile('swaks', ['--server', `127.0.0.1:${server}`, ...envelope, ...args], (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr });
    });
  });
}

const auth = (kind: string, secret: string) => ['--auth', kind, '--auth-user', LOGIN, '--auth-password', secret];

describe('swaks', () => {
  it.each(['PLAIN', 'LOGIN'])('sends with TLS and AUTH %s, and is the login', async (kind) => {
    const { status, text } = await swaks('--tls', ...auth(kind, password));
    expect(text).toMatch(/=== TLS started with cipher TLSv1\.3/);
    expect(text).toMatch(/<~\s+235 2\.7\.0/);
    expect([status, /<~\s+250 2\.0\.0 queued, id=([0-9a-f-]{36})/.test(text)]).toEqual([0, true]);
    const id = /queued, id=([0-9a-f-]{36})/.exec(text)?.[1];
    const { rows } =
      await sql`select login, envelope -> 'client' ->> 'tls' as tls from messages where id = ${id}`.execute(
        running.store.db,
      );
    expect(rows).toEqual([{ login: LOGIN, tls: 'true' }]);
  });

  const refused: [why: string, args: () => string[], heard: RegExp][] = [
    ['a wrong password', () => ['--tls', ...auth('PLAIN', 'nonsense')], /<~\* 535 5\.7\.8 wrong login or password/],
    [
      'AUTH in the clear, which is not offered',
      () => auth('PLAIN', password),
      /Host did not advertise authentication|AUTH not (?:available|advertised|supported)/,
    ],
    ['nobody signed in', () => ['--tls'], /550 5\.7\.1 this host may not send here without signing in/],
    ['nobody signed in, by LMTP', () => ['--protocol', 'LMTP'], /550 5\.7\.1 this host may not send here/],
  ];
  it.each(refused)('is refused: %s', async (_why, args, heard) => {
    const { status, text } = await swaks(...args());
    expect(text).toMatch(heard);
    expect(status).not.toBe(0);
  });

  it('hears of what the server can do', async () => {
    const { text } = await swaks('--quit-after', 'EHLO');
    const offered = [...text.matchAll(/<-\s+250[- ](.*)/g)].slice(1).map(([, word]) => word);
    const size = `SIZE ${100_000_000}`;
    expect(offered).toEqual(['PIPELINING', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES', 'DSN', 'STARTTLS', size]);
  });

  it('meets the new certificate when it was renewed', async () => {
    const renewed = await makeCertificate(site.config.dataDir, 'renewed');
    const wanted = new X509Certificate(readFileSync(renewed.cert)).fingerprint256;
    await rename(renewed.key, files.key);
    await rename(renewed.cert, files.cert);
    const seen = join(site.config.dataDir, 'seen.pem');
    for (let now = ''; now !== wanted; ) {
      await swaks('--tls', '--tls-get-peer-cert', seen, '--quit-after', 'TLS');
      now = new X509Certificate(readFileSync(seen)).fingerprint256;
    }
  });
});
