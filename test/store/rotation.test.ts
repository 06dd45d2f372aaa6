/** Everything that is sealed opens by the new key alone, and a rotation that breaks off has changed nothing. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDriveFile } from '../../src/config/drive-file.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const RAW = 'Subject: the vote\r\n\r\nIt was carried.';
const newKey = randomBytes(32);
let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.close());

/** Runs with a store by another key, beside ours. */
async function beside<Result>(key: Buffer, work: (store: Store) => Promise<Result>): Promise<Result> {
  const other = await openStore({ databaseUrl: store.databaseUrl, dataDir: '' }, key);
  try {
    return await work(other);
  } finally {
    await other.close();
  }
}

/** One of each kind that is sealed; gives what opens them all. */
async function filled() {
  await store.secretProof.check();
  const id = await store.messages.accept(envelope(), pieces(RAW));
  await store.messages.begin(id);
  await store.messages.settle(id, inspection('hold', ['dee@gardeners.example']), { register: 'r', policy: 'p' });
  await store.holds.note(id, 'asked the branch', { name: 'r.lane', userId: null });
  await store.registers.keep('v1', 'organisation: { name: Example Party }', 'import', 'root');
  const settings = loadDriveFile('', 'settings');
  const drive = await store.drives.put({ name: 'Share', kind: 'folder', location: '/srv/share', settings }, 'root');
  const file = await store.sealedFiles.seal({
    driveId: drive.id,
    key: Buffer.from('a.txt'),
    shown: 'a.txt',
    bytes: Readable.from([Buffer.from('kept')]),
    attributes: {},
    by: 'root',
  });
  await store.referenceData.importRoll({ roll: Buffer.from('roll'), circles: Buffer.from('circles') }, 'root');
  const user = await store.users.add({ name: 'r.lane', email: null, roles: ['reviewer'] }, 'root');
  await store.userCredentials.setTotp(user.id, Buffer.from('totp'), 1, ['code-one', 'code-two']);
  return async (by: Store) => ({
    raw: (await by.messages.raw(id)).toString(),
    note: (await by.holds.notes(id)).map(({ text }) => text),
    inspection: (await by.messages.inspection(id)) !== undefined,
    register: (await by.registers.imported())?.text,
    drive: (await by.drives.find('Share'))?.location,
    file: (await buffer(by.sealedFiles.open(file.id))).toString(),
    totp: (await by.userCredentials.find('r.lane'))?.totpSecret?.toString(),
  });
}

describe('rotation of the secret', () => {
  it('seals everything by the new key, once', async () => {
    const all = await filled();
    const before = await all(store);
    expect(before).toMatchObject({ raw: RAW, note: ['asked the branch'], file: 'kept', totp: 'totp' });
    expect(await store.rotation.rotate(newKey, 'root')).toEqual({
      kind: 'rotated',
      sealed: 5,
      unopened: 0,
      recoveryCodes: 2,
      hadRoll: true,
    });
    await expect(store.secretProof.check()).rejects.toThrow('the secret is not the one');
    expect(await store.rotation.rotate(newKey, 'root')).toEqual({ kind: 'already' });
    await beside(newKey, async (by) => {
      await by.secretProof.check();
      expect(await all(by)).toEqual(before);
      expect(await by.referenceData.table('roll')).toEqual(Buffer.alloc(0));
      expect(await by.audit.verify()).toMatchObject({ kind: 'whole' });
      expect((await by.audit.search({ action: 'secret changed' }, null, 2)).map(({ detail }) => detail)).toEqual([
        { sealed: 5, unopened: 0 },
      ]);
    });
  });

  it('goes through more rows than it takes at once, and leaves what the old key does not open', async () => {
    await store.secretProof.check();
    const ids = await Promise.all(Array.from({ length: 12 }, () => store.messages.accept(envelope(), pieces(RAW))));
    for (let version = 0; version < 12; version += 1)
      await store.registers.keep(`v${version}`, `${version}`, 'import', 'x');
    await sql`update messages set data_key = ${randomBytes(60)} where id = ${ids[0]}`.execute(store.db);
    expect(await store.rotation.rotate(newKey, 'root')).toMatchObject({ sealed: 23, unopened: 1 });
    await beside(newKey, async (by) => {
      expect((await by.messages.raw(ids[11] ?? '')).toString()).toBe(RAW);
      expect(await Promise.all(['v0', 'v5', 'v11'].map(by.registers.textOf))).toEqual(['0', '5', '11']);
    });
  });

  it('refuses while another process has the database open, and with a key that opens nothing', async () => {
    const all = await filled();
    const before = await all(store);
    await beside(store.masterKey, () =>
      expect(store.rotation.rotate(newKey, 'root')).rejects.toThrow('another process has this database open'),
    );
    await beside(randomBytes(32), ({ rotation }) =>
      expect(rotation.rotate(newKey, 'root')).rejects.toThrow('the secret is not the one'),
    );
    // As an earlier version leaves it, which wrote no proof.
    await sql`delete from secret_proof`.execute(store.db);
    await beside(randomBytes(32), ({ rotation }) =>
      expect(rotation.rotate(newKey, 'root')).rejects.toThrow('the secret is not the one'),
    );
    await store.secretProof.check();
    expect(await all(store)).toEqual(before);
  });

  it('has changed nothing where it breaks off', async () => {
    const all = await filled();
    const before = await all(store);
    await sql`alter table users add constraint breaks check (totp_secret is null) not valid`.execute(store.db);
    await expect(store.rotation.rotate(newKey, 'root')).rejects.toThrow();
    await sql`alter table users drop constraint breaks`.execute(store.db);
    expect(await all(store)).toEqual(before);
    expect(await store.rotation.rotate(newKey, 'root')).toMatchObject({ kind: 'rotated', unopened: 0 });
  });
});
