import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { loadRegister } from '../../src/register/load.ts';
import { withoutOwn } from '../../src/review/own.ts';
import {
  type Actor,
  ask,
  assign,
  decide,
  escalate,
  newVerdict,
  note,
  type ReviewTools,
  second,
  undo,
} from '../../src/review/reviewing.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { finding, TODAY } from '../policy/build.ts';
import { type TestStore, testStore } from '../postgres.ts';
import { heldMessage } from './history.ts';

let store: TestStore;
let tools: ReviewTools;

beforeAll(async () => {
  store = await testStore();
  const file = join(import.meta.dirname, '../../fixtures/register.yaml');
  const one = 'email: d.stone@party.example';
  const register = loadRegister((await readFile(file, 'utf8')).replace(one, `${one}, also: [dev@home.example]`), file);
  const policy = { ...DEFAULT_POLICY, twoReviewers: ['minutes'] };
  tools = { store, queues: { enqueue: async () => true }, reference: () => ({ register, policy, today: TODAY }) };
});
afterAll(() => store.close());

async function account(name: string, email: string): Promise<Actor> {
  const { id, roles } = await store.users.add({ name, email, roles: ['reviewer'] }, 'test');
  return { userId: id, name, email, roles };
}

const rejection = newVerdict.parse({ kind: 'reject', reason: 'It must not go.' });

describe('who sent it', () => {
  it('neither notes on it, escalates it nor assigns it, and is not given it', async () => {
    const id = await heldMessage(store, ['membership']);
    const sender = await account('amira.sends', 'amira@home.example');
    const other = await account('grace.decides', 'gs@party.example');
    for (const act of [
      note(tools, sender, id, 'It is harmless.'),
      escalate(tools, sender, id, 'It is harmless.'),
      assign(tools, sender, id, other.name),
    ])
      expect(await act).toEqual({ kind: 'not-allowed', text: 'You cannot do this, because you sent it.' });
    expect(await assign(tools, other, id, sender.name)).toMatchObject({ kind: 'conflict' });
    expect(await store.holds.notes(id)).toEqual([]);
  });

  it('is not told that it was assigned once it is decided', async () => {
    const id = await heldMessage(store, ['membership']);
    const other = await account('nadia.assigns', 'n.assigns@party.example');
    await decide(tools, other, id, rejection);
    expect(await assign(tools, other, id, other.name)).toMatchObject({ kind: 'conflict' });
  });

  it('is asked nothing once it is decided: the link of the question would be used up', async () => {
    const id = await heldMessage(store, ['membership']);
    const other = await account('nadia.asks', 'n.asks@party.example');
    await decide(tools, other, id, rejection);
    expect(await ask(tools, other, id, 'Is it for the branch?')).toMatchObject({ kind: 'conflict' });
    expect((await store.audit.of(id)).map(({ action }) => action)).not.toContain('asked the sender');
  });

  it('does not undo what was decided on it', async () => {
    const id = await heldMessage(store, ['membership']);
    const other = await account('nadia.decides', 'n.officer@party.example');
    const sender = await account('amira.undoes', 'a.khan@party.example');
    expect(await decide(tools, other, id, rejection)).toMatchObject({ kind: 'done' });
    expect(await undo(tools, sender, id)).toMatchObject({ kind: 'not-allowed' });
    expect((await store.holds.show(id))?.state).toBe('rejected');
  });
});

describe('two reviewers', () => {
  it('are two people, not two accounts of one', async () => {
    const id = await heldMessage(store, ['minutes']);
    const first = await account('dev.first', 'd.stone@party.example');
    const again = await account('dev.again', 'dev@home.example');
    const other = await account('chris.second', 'c.lead@party.example');
    await decide(tools, first, id, rejection);
    expect(await second(tools, again, id)).toMatchObject({ kind: 'not-allowed' });
    expect((await store.holds.show(id))?.state).toBe('held');
    expect(await second(tools, other, id)).toMatchObject({ kind: 'done' });
    expect((await store.holds.show(id))?.state).toBe('rejected');
  });
});

describe('a list', () => {
  it.each([
    ['the subject of the case', 'm.doyle@home.example', '(not yours to read)'],
    ['who complained', 'c.reed@home.example', '(not yours to read)'],
    ['the sender', 'amira@home.example', '(not yours to read)'],
    ['a reviewer who has no part in it', 'gs@party.example', 'Branch news'],
    ['an account without an address', null, 'Branch news'],
  ])('says to %s how it is called: %s, %s', async (_who, email, subject) => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
    await store.messages.begin(id);
    const findings = [finding('disciplinary', { cases: ['DC-2026-0071'] })];
    const told = { ...inspection('hold', ['x@nowhere.example']), findings };
    await store.messages.settle(id, told, { register: 'r', policy: 'p' });
    const rows = await store.holdList.page({ state: 'held', order: 'oldest' }, null, 1000);
    const row = withoutOwn(tools, { name: 'kay', email }, rows).find((each) => each.id === id);
    expect(row?.subject).toBe(subject);
  });

  it('says neither to the person for whom somebody else sent it', async () => {
    const id = await store.messages.accept(
      envelope({ login: 'sec@party.example', recipients: [{ address: 'x@nowhere.example' }] }),
      pieces('Subject: x\r\n\r\nHello\r\n'),
    );
    await store.messages.begin(id);
    const told = { ...inspection('hold', ['x@nowhere.example']), findings: [finding('minutes')] };
    await store.messages.settle(id, { ...told, from: ['j.bell@party.example'] }, { register: 'r', policy: 'p' });
    const rows = await store.holdList.page({ state: 'held', order: 'oldest' }, null, 1000);
    const subjectFor = (email: string) =>
      withoutOwn(tools, { name: 'kay', email }, rows).find((each) => each.id === id)?.subject;
    expect(subjectFor('j.bell@party.example')).toBe('(not yours to read)');
    expect(subjectFor('gs@party.example')).toBe('Branch news');
  });
});
