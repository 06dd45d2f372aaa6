import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdsOf } from '../../src/store/holds.ts';
import { SealBrokenError } from '../../src/store/seal.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { heldMessage } from '../review/history.ts';

const ANN = { userId: null, name: 'ann' };
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

it('puts a message before the deputies with its reason, or not at all', async () => {
  const id = await heldMessage(store, ['minutes']);
  const failing = holdsOf(store.db, randomBytes(32)).escalate(id, 'a deputy should look', ANN);
  await expect(failing).rejects.toThrow(SealBrokenError);
  expect(await store.holds.show(id)).toMatchObject({ level: 0 });

  expect(await store.holds.escalate(id, 'a deputy should look', ANN)).toBe(true);
  expect(await store.holds.show(id)).toMatchObject({ level: 2 });
  expect(await store.holds.notes(id)).toMatchObject([{ kind: 'escalation', text: 'a deputy should look' }]);
});
