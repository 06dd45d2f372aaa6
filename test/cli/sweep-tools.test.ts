import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionsOf } from '../../src/cli/sweep-tools.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import type { Reference } from '../../src/inspect.ts';
import { EMPTY_REGISTER } from '../../src/register/register.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'versions-'));
  await mkdir(join(dataDir, 'reference'));
});
afterAll(() => rm(dataDir, { recursive: true }));

const reference: Reference = {
  register: EMPTY_REGISTER,
  policy: DEFAULT_POLICY,
  fingerprints: [],
  roll: null,
  rules: [],
  today: '2026-11-26',
};
const rule = {
  id: 'lease',
  title: 'Lease',
  minute: 'NEC 1',
  date: '2026-01-01',
  threshold: 0.5,
  gravity: 0,
  phrases: [],
  patterns: [],
  proximity: [],
  fingerprints: [],
  against: [],
};

describe('what a sweep was judged under', () => {
  const rows: [what: string, changed: Partial<Reference>, isOther: boolean][] = [
    ['the day', { today: '2026-11-27' }, false],
    ['the register', { register: { ...EMPTY_REGISTER, version: 'other' } }, true],
    ['the policy', { policy: { ...DEFAULT_POLICY, version: 'other' } }, true],
    ['a rule', { rules: [rule] }, true],
  ];
  it.each(rows)('is told apart by %s or not', (_what, changed, isOther) => {
    let now = reference;
    const version = versionsOf(dataDir, () => now);
    const before = version();
    now = { ...reference, ...changed };
    expect(version() !== before).toBe(isOther);
  });

  it('is another where fingerprints or the roll were read again', async () => {
    let now = reference;
    const version = versionsOf(dataDir, () => now);
    const before = version();
    await writeFile(join(dataDir, 'reference', 'fingerprints.json'), '[]\n');
    expect(version()).toBe(before);
    now = { ...reference, fingerprints: [] };
    expect(version()).not.toBe(before);
  });
});
