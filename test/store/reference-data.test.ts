import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEvents } from '../../src/store/events.ts';
import { type TestStore, testStore } from '../postgres.ts';

let here: TestStore;

beforeAll(async () => {
  here = await testStore();
});
afterAll(async () => {
  await here?.close();
});

const lease = {
  id: 'lease',
  title: 'Lease options',
  kind: 'strict',
  shingles: Float64Array.of(3, 2 ** 52 + 1),
} as const;

describe('reference data', () => {
  it('gives fingerprints back as they were, the newer of one id', async () => {
    await here.referenceData.addFingerprint({ ...lease, kind: 'plain' }, 'ann');
    await here.referenceData.addFingerprint(lease, 'ann');
    await here.referenceData.addFingerprint({ ...lease, id: 'rules', kind: 'published' }, 'ann');
    expect(await here.referenceData.fingerprints()).toEqual([lease, { ...lease, id: 'rules', kind: 'published' }]);
  });

  it('removes a fingerprint once', async () => {
    expect(await here.referenceData.removeFingerprint('rules', 'ann')).toBe(true);
    expect(await here.referenceData.removeFingerprint('rules', 'ann')).toBe(false);
    expect((await here.referenceData.fingerprints()).map(({ id }) => id)).toEqual(['lease']);
  });

  it('keeps the tables of the newest membership list', async () => {
    expect(await here.referenceData.table('roll')).toBeUndefined();
    await here.referenceData.importRoll({ roll: Buffer.of(1), circles: Buffer.of(2) }, 'ann');
    await here.referenceData.importRoll({ roll: Buffer.of(3), circles: Buffer.of(4) }, 'ann');
    expect(await here.referenceData.table('roll')).toEqual(Buffer.of(3));
    expect(await here.referenceData.table('circles')).toEqual(Buffer.of(4));
  });

  it('tells every process, and the audit log who did it', async () => {
    const events = await openEvents(here.poolConfig);
    const told = new Promise<string>((resolve) => events.onReference(resolve));
    await here.referenceData.addFingerprint({ ...lease, id: 'told' }, 'bea');
    expect(await told).toBe('fingerprints');
    await events.close();
    const { rows } = await sql`select actor, action from audit order by seq desc limit 1`.execute(here.db);
    expect(rows).toEqual([{ actor: 'bea', action: 'fingerprint added' }]);
  });
});
