import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretProofOf, WrongSecretError } from '../../src/store/secret-proof.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const withKey = (key: Buffer) => secretProofOf(store.db, key).check();

describe('the proof of the secret', () => {
  it('refuses another secret where an earlier version has sealed, which wrote no proof', async () => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
    await store.messages.begin(id);
    await store.messages.settle(id, inspection('hold', ['dee@gardeners.example']), { register: 'r', policy: 'p' });
    await expect(withKey(randomBytes(32))).rejects.toThrow(WrongSecretError);
    await store.secretProof.check();
  });

  it('refuses another secret from then on, also where nothing is held', async () => {
    await sql`delete from messages`.execute(store.db);
    await expect(withKey(randomBytes(32))).rejects.toThrow('put that one back');
    await store.secretProof.check();
  });

  it('takes one of two secrets of a new database', async () => {
    await sql`delete from secret_proof`.execute(store.db);
    const both = await Promise.allSettled([withKey(randomBytes(32)), withKey(randomBytes(32))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
