import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config/config.ts';
import { deriveKey, loadSecret } from '../../src/config/secret.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reticent-config-'));
  file = join(folder, 'reticent.yaml');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function configOf(text: string, environment: NodeJS.ProcessEnv = {}) {
  await writeFile(file, text);
  return loadConfig(file, environment);
}

describe('the configuration', () => {
  it('needs no key', async () => {
    expect(await configOf('')).toMatchObject({
      smtp: { host: '127.0.0.1', port: 2525 },
      lmtp: { host: '127.0.0.1', port: 2424 },
      milter: { host: '127.0.0.1', port: 2626 },
      http: { host: '127.0.0.1', port: 8025 },
      web: { host: '127.0.0.1', port: 8025 },
      mode: 'queue',
      nextHop: null,
      databaseUrl: null,
      redisUrl: null,
    });
  });

  const good: [why: string, text: string, environment: NodeJS.ProcessEnv, expected: object][] = [
    ['a host and port', 'nextHop: mail.example:25', {}, { nextHop: { host: 'mail.example', port: 25 } }],
    ['an IPv6 address', 'smtp: "[::1]:2525"', {}, { smtp: { host: '::1', port: 2525 } }],
    [
      'addresses and networks',
      'trusted: [192.0.2.1, 10.0.0.0/8, "::1", "2001:db8::/32"]',
      {},
      { trusted: ['192.0.2.1', '10.0.0.0/8', '::1', '2001:db8::/32'] },
    ],
    [
      'tokens with scopes and without, which are for all',
      'tokens: { crm: 0123456789abcdef, web: { token: 0123456789abcdeg, scopes: [send] }, all: { token: 0123456789abcdeh } }',
      {},
      {
        tokens: {
          crm: { token: '0123456789abcdef', scopes: ['send', 'scan'] },
          web: { token: '0123456789abcdeg', scopes: ['send'] },
          all: { token: '0123456789abcdeh', scopes: ['send', 'scan'] },
        },
      },
    ],
    ['a bare port', 'smtp: 25', {}, { smtp: { host: '127.0.0.1', port: 25 } }],
    [
      'a database from the environment',
      '',
      { DATABASE_URL: 'postgres://u@db.example/r' },
      { databaseUrl: 'postgres://u@db.example/r' },
    ],
    ['an empty variable as none', '', { DATABASE_URL: '', REDIS_URL: '' }, { databaseUrl: null, redisUrl: null }],
    [
      'the data folder of the environment over that of the file',
      'dataDir: here',
      { RETICENT_DATA_DIR: '/srv/there' },
      { dataDir: '/srv/there' },
    ],
  ];
  it.each(good)('takes %s', async (_why, text, environment, expected) => {
    expect(await configOf(text, environment)).toMatchObject(expected);
  });

  it('takes the secret of an identity provider from a file or the environment, and goes without', async () => {
    const oidc = 'oidc: { issuer: "https://id.party.example", clientId: reticent';
    await writeFile(join(folder, 'oidc-secret'), 'of the file\n');
    const secretOf = async (more: string, environment = {}) => (await configOf(`${oidc}${more} }`, environment)).oidc;
    expect(await secretOf('')).toMatchObject({ clientSecret: null, rolesClaim: 'groups', roles: null, scopes: [] });
    expect(await secretOf(', clientSecretFile: oidc-secret')).toMatchObject({ clientSecret: 'of the file' });
    const environment = { OIDC_CLIENT_SECRET: 'of the environment' };
    expect(await secretOf(', clientSecretFile: oidc-secret', environment)).toMatchObject({
      clientSecret: 'of the environment',
    });
    await expect(secretOf(', clientSecretFile: none')).rejects.toThrow(/none: there is no such file/);
    expect(await secretOf(', roles: { mail: [reviewer] }')).toMatchObject({ roles: { mail: ['reviewer'] } });
  });

  it('takes paths from where the file lies', async () => {
    const config = await configOf('register: people.yaml\ndataDir: store');
    expect([config.register, config.dataDir]).toEqual([join(folder, 'people.yaml'), join(folder, 'store')]);
  });

  const bad: [why: string, text: string, line: number, words: RegExp][] = [
    ['an unknown key', 'mode: queue\nprot: 25\n', 2, /prot/],
    ['an identity provider in plain HTTP', 'oidc:\n  issuer: http://id.example\n  clientId: x\n', 2, /https:/],
    [
      'a role that is none',
      'oidc:\n  issuer: https://id.example\n  clientId: x\n  roles: { a: [boss] }\n',
      4,
      /reviewer/,
    ],
    ['a bad port', 'smtp: 70000', 1, /port/],
    ['nothing where an address stands', 'mode: inline\nnextHop: ""\n', 2, /host:port/],
    ['an address of the pages that no browser opens', 'publicUrl: ftp://x.example', 1, /https:/],
    ['a host without a port', '\n\nnextHop: mail.example\n', 3, /host:port/],
    ['a mode that is none', 'log: info\nmode: before\n', 2, /`queue` or `inline`/],
    ['a network that is none', 'trusted:\n  - 127.0.0.1\n  - 10.0.0.0/99\n', 3, /192\.0\.2\.0\/24/],
    ['a name among the trusted', 'trusted: [mail.example]', 1, /an address or a network/],
    ['a short token', 'tokens:\n  hook: abc\n', 2, /16 characters/],
    ['a short token with scopes', 'tokens:\n  hook:\n    scopes: [send]\n    token: abc\n', 4, /16 characters/],
    ['a scope that is none', 'tokens:\n  hook: { token: 0123456789abcdef, scopes: [write] }\n', 2, /`send` or `scan`/],
    ['no scope at all', 'tokens:\n  hook: { token: 0123456789abcdef, scopes: [] }\n', 2, /`send`, `scan` or both/],
    ['a number for a token', 'tokens:\n  hook: 5\n', 2, /expected a token/],
    ['a key given twice', 'mode: queue\nmode: inline\n', 2, /unique/i],
  ];
  it.each(bad)('refuses %s with its line', async (_why, text, line, words) => {
    const error: unknown = await configOf(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(`${file}:${line}: `);
    expect(String(error)).toMatch(words);
  });

  it('refuses a bad variable by its name', async () => {
    await expect(configOf('', { DATABASE_URL: 'mysql://x' })).rejects.toThrow('`DATABASE_URL`: expected postgres://');
  });

  it('refuses a file that is named and not there', () => {
    expect(() => loadConfig(join(folder, 'none.yaml'), {})).toThrow('there is no such file');
  });
});

describe('the secret', () => {
  it('is made once, for our eyes only', async () => {
    const secret = loadSecret(folder, {});
    expect(loadSecret(folder, {})).toBe(secret);
    expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('comes from the environment where it is given, and is refused when short', () => {
    const given = 'x'.repeat(32);
    expect(loadSecret(folder, { RETICENT_SECRET: given })).toBe(given);
    expect(() => loadSecret(folder, { RETICENT_SECRET: 'short' })).toThrow('too short');
  });

  it('comes from a file that is named, and who names none that can be read hears which', () => {
    const file = join(folder, 'secret');
    expect(loadSecret(folder, { RETICENT_SECRET_FILE: file })).toBe(loadSecret(folder, {}));
    const missing = { RETICENT_SECRET_FILE: join(folder, 'none') };
    expect(() => loadSecret(folder, missing)).toThrow(/^\/.*none: there is no such file \(`RETICENT_SECRET_FILE`\)$/);
    const unread = { DATABASE_URL: 'postgres://a@b/c', DATABASE_PASSWORD_FILE: folder };
    expect(() => loadConfig(undefined, unread)).toThrow(ConfigError);
    expect(() => loadConfig(undefined, unread)).toThrow(/cannot be read \(`DATABASE_PASSWORD_FILE`\)$/);
  });

  it('gives a key of its own for each purpose', () => {
    const keys = (['seal', 'links', 'roll'] as const).map((purpose) => deriveKey('s', purpose).toString('hex'));
    expect(new Set(keys).size).toBe(3);
  });
});
