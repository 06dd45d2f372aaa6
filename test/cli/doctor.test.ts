/** `reticent doctor` where things are broken: each line tells what fails, where, and how to mend it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEndedCertificate } from '../certificate.ts';
import { reticent } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  writeFileSync(join(folder, 'broken.yaml'), 'people:\n  - name: X\n   email: x\n');
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'rules/rule.yaml'), 'id: x\nnonsense: 1\n');
  await makeEndedCertificate(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing listens on the first port. */
const AWAY = '127.0.0.1:1';

describe('the doctor', () => {
  const rows: [why: string, settings: object, environment: NodeJS.ProcessEnv, says: RegExp][] = [
    ['where the database refuses', {}, {}, /^bad {6}database .*ECONNREFUSED 127\.0\.0\.1:1\n +mend: .*DATABASE_URL/m],
    [
      'that without it three things are not known',
      {},
      {},
      /^(?:warning {2}(?:clock|secret|queue) +not looked at.*\n){3}/m,
    ],
    [
      'where Redis refuses, also without a database',
      {},
      { REDIS_URL: `redis://${AWAY}` },
      /^bad {6}queue +connect ECONNREFUSED 127\.0\.0\.1:1\n +mend: .*REDIS_URL/m,
    ],
    ['the line of a register', { register: 'broken.yaml' }, {}, /^bad {6}register .*broken\.yaml:3: .*\n +mend: /m],
    [
      'the line of a policy, as such',
      { policy: 'rules/rule.yaml' },
      {},
      /^bad {6}policy +.*rule\.yaml:1: unknown key `id`\n.*\n +mend: .*policy-file/m,
    ],
    [
      'each line of a rule',
      { rules: 'rules' },
      {},
      /^bad {6}rules .*rule\.yaml:1: .*(?:\n {20}.*rule\.yaml:\d: .*)+\n +mend: /m,
    ],
    [
      'what certificate is missing',
      { tls: { cert: 'no.pem', key: 'no.pem' } },
      {},
      /^bad {6}TLS .*no\.pem'\n +mend: /m,
    ],
    [
      'when the certificate ended',
      { tls: { cert: 'ended.crt', key: 'ended.key' } },
      {},
      /^bad {6}TLS +the certificate ended \w+ .*GMT\n +mend: renew/m,
    ],
    [
      'where the next hop refuses',
      { nextHop: AWAY },
      {},
      /^bad {6}next hop .*127\.0\.0\.1:1\n +mend: .*reach it.* 20 connections/m,
    ],
    ['what the data folder is instead', { dataDir: 'broken.yaml/x' }, {}, /^bad {6}disk .*ENOTDIR.*\n +mend: make /m],
    // Where not even root may write.
    [
      'a data folder that cannot be written to',
      { dataDir: '/proc/self' },
      {},
      /^bad {6}disk .*ENOENT.*\n +mend: make /m,
    ],
  ];
  it.each(rows)('tells %s', async (_why, settings, environment, says) => {
    const config = join(folder, 'reticent.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data', ...settings }));
    const { status, stdout } = await reticent(['doctor', '--config', config], '', {
      DATABASE_URL: `postgres://x:hunter2@${AWAY}/y`,
      ...environment,
    });
    expect(stdout).toMatch(says);
    expect(stdout).not.toContain('hunter2');
    expect(status).toBe(1);
  });

  it('tells of a Redis that takes connections and says nothing', async () => {
    const silent = createServer();
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port));
    });
    const config = join(folder, 'silent.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data' }));
    const { stdout } = await reticent(['doctor', '--config', config], '', {
      DATABASE_URL: `postgres://x:hunter2@${AWAY}/y`,
      REDIS_URL: `redis://127.0.0.1:${port}`,
    });
    silent.close();
    expect(stdout).toMatch(new RegExp(`^bad {6}queue +127\\.0\\.0\\.1:${port} does not answer$`, 'm'));
  }, 60_000);
});
