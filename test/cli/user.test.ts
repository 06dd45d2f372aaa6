/** Accounts and tokens by command, on a database of their own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../e2e/gateway.ts';
import { reticent } from './run.ts';

let site: TestSite;

beforeAll(async () => {
  site = await testSite('postgres', 9);
});
afterAll(() => site.close());

const run = (...args: string[]) => reticent(args, '', site.environment);

describe('reticent user and token', () => {
  it('adds, lists and disables an account, and makes a token that it may have', async () => {
    const added = await run('user', 'add', 'a.khan@party.example', '--role', 'reviewer', 'auditor');
    expect([added.status, added.stdout, added.stderr]).toEqual([
      0,
      expect.stringMatching(/\/sign-in\/[\w-]{43}\n$/),
      '',
    ]);
    const made = await run('token', 'add', 'nightly', '--user', 'a.khan@party.example', '--scope', 'holds:list');
    expect([made.status, made.stdout]).toEqual([0, expect.stringMatching(/^reticent_[\w-]{43}\n$/)]);
    const beyond = await run('token', 'add', 'wide', '--user', 'a.khan@party.example', '--scope', 'users:write');
    expect([beyond.status, beyond.stderr]).toEqual([2, expect.stringContaining('do not allow users:write')]);

    const { stdout } = await run('token', 'list', '--json');
    const token = JSON.parse(stdout);
    expect(token).toMatchObject({ name: 'nightly', scopes: ['holds:list'], isRevoked: false });
    expect((await run('token', 'revoke', token.id)).status).toBe(0);
    expect((await run('token', 'revoke', token.id)).status).toBe(1);

    expect((await run('user', 'disable', 'A.Khan@party.example')).status).toBe(0);
    const listed = await run('user', 'list');
    expect(listed.stdout).toBe('a.khan@party.example  reviewer, auditor  disabled\n');
  });

  it('says what is not known of a reviewer without an address', async () => {
    const added = await run('user', 'add', 'kay', '--role', 'senior-reviewer');
    expect([added.status, added.stderr]).toEqual([0, expect.stringContaining('kay has no e-mail address')]);
    expect((await run('user', 'add', 'ann', '--role', 'administrator')).stderr).toBe('');
  });

  it.each([
    ['a role that is none', ['add', 'x.y', '--role', 'emperor'], 2, 'roles'],
    ['a name of one letter', ['add', 'x', '--role', 'reviewer'], 2, 'name'],
    ['a name that is taken', ['add', 'A.KHAN@party.example', '--role', 'reviewer'], 1, 'there is an account'],
    ['nobody to disable', ['disable', 'nobody'], 1, 'there is no account `nobody`'],
  ])('refuses %s', async (_why, args, status, words) => {
    const ran = await run('user', ...args);
    expect([ran.status, ran.stderr]).toEqual([status, expect.stringContaining(words)]);
  });
});
