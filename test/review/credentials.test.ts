/** What signing in rests on, without a server: codes, passwords, what each role may do, and where a sign-in leads. */
import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../src/review/password.ts';
import { ACTS, type Act, actsOf, may } from '../../src/review/roles.ts';
import { localPath } from '../../src/review/sign-in.ts';
import { base32, secretFromBase32, totpCode, totpStep } from '../../src/review/totp.ts';
import { ROLES, type Role } from '../../src/store/users.ts';

describe('one-time codes', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds is %s', (seconds, code) => {
    const secret = Buffer.from('12345678901234567890');
    expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
    expect(totpStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
    expect(totpStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, (seconds + 30) * 1000)).toBeDefined();
    expect(totpStep(secret, code, (seconds + 90) * 1000)).toBeUndefined();
  });

  it('has its key in letters and back', () => {
    // RFC 4648, section 10.
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    const secret = Buffer.from('12345678901234567890');
    expect(secretFromBase32(base32(secret).toLowerCase())).toEqual(secret);
    expect(secretFromBase32('MZXW6')).toBeUndefined();
  });
});

describe('a password', () => {
  it('is right only as it was chosen, in either way of writing its letters', async () => {
    const stored = await hashPassword('café au lait noir');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword('café au lait noir', stored)).toBe(true);
    expect(await isPassword('cafe au lait noir', stored)).toBe(false);
    expect(await isPassword('anything', null)).toBe(false);
  });
});

describe('roles', () => {
  it.each<[Role, Act, boolean]>([
    ['reviewer', 'holds:decide', true],
    ['reviewer', 'holds:bulk', false],
    ['senior-reviewer', 'holds:bulk', true],
    ['records-officer', 'register:write', true],
    ['records-officer', 'holds:decide', false],
    ['administrator', 'users:write', true],
    ['administrator', 'holds:read', false],
    ['auditor', 'audit:read', true],
  ])('%s may %s: %s', (role, act, expected) => {
    expect(may([role], act)).toBe(expected);
  });

  it('let an auditor read everything and change nothing', () => {
    const reads = (Object.keys(ACTS) as Act[]).filter((act) => /:(?:read|list)$/.test(act));
    expect(actsOf(['auditor'])).toEqual(reads);
  });

  it('leave no act that nobody may do', () => {
    expect(actsOf(ROLES)).toEqual(Object.keys(ACTS));
  });
});

describe('where a sign-in leads', () => {
  it.each([
    ['a page', '/quarantine?state=held&from=a%40b', '/quarantine?state=held&from=a%40b'],
    ['a search', "/quarantine?q=minut*+(draft)!+o'brien;$", "/quarantine?q=minut*+(draft)!+o'brien;$"],
    ['another site', 'https://elsewhere.example/', '/'],
    ['another site without a scheme', '//elsewhere.example', '/'],
    ['another site by a backslash', '/\\elsewhere.example', '/'],
    ['a script', 'javascript:alert(1)', '/'],
    ['nothing', undefined, '/'],
  ])('%s', (_why, next, expected) => {
    expect(localPath(next)).toBe(expected);
  });
});
