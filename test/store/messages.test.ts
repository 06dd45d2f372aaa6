import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHUNK_BYTES } from '../../src/store/chunks.ts';
import { NoSpoolError } from '../../src/store/errors.ts';
import { SealBrokenError } from '../../src/store/seal.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { finding } from '../policy/build.ts';
import { type TestStore, testStore } from '../postgres.ts';

const versions = { register: 'r1', policy: 'p1' };
const addresses = envelope().recipients.map(({ address }) => address);
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

describe('accepting', () => {
  const sizes: [why: string, bytes: number, pieceBytes: number][] = [
    ['an empty message', 0, 1],
    ['one byte', 1, 1],
    ['a message of one chunk', 10_000, 1_000],
    ['exactly one chunk', CHUNK_BYTES, 65_536],
    ['one byte more than a chunk', CHUNK_BYTES + 1, 65_536],
    ['many chunks', 3 * CHUNK_BYTES + 17, 65_536],
    ['a piece larger than a chunk', 2 * CHUNK_BYTES + 5, 2 * CHUNK_BYTES],
  ];
  it.each(sizes)('gives back %s byte for byte', async (_why, bytes, pieceBytes) => {
    const raw = randomBytes(bytes);
    const cut = Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, index) =>
      raw.subarray(index * pieceBytes, (index + 1) * pieceBytes),
    );
    const id = await store.messages.accept(envelope(), pieces(...cut));
    expect((await store.messages.raw(id)).equals(raw)).toBe(true);
    const row = await store.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(Number(row.size_bytes)).toBe(bytes);
    expect(row.sha256).toEqual(createHash('sha256').update(raw).digest());
  });

  it('keeps envelope and recipients in their order', async () => {
    const given = envelope({
      mailFrom: '',
      login: null,
      smtputf8: true,
      dsn: { ret: 'HDRS', envid: 'QQ1' },
      recipients: [
        { address: 'z@home.example', dsn: { notify: ['FAILURE'], orcpt: 'rfc822;z@home.example' } },
        { address: 'a@home.example' },
      ],
    });
    const id = await store.messages.accept(given, pieces('Subject: x\r\n\r\ny'));
    const begun = await store.messages.begin(id);
    expect(begun?.envelope).toEqual(given);
    expect(begun?.bytes.toString()).toBe('Subject: x\r\n\r\ny');
  });

  it('takes others while more large ones come slowly than there are connections', async () => {
    const go = Promise.withResolvers<void>();
    const [one, two, three] = [randomBytes(CHUNK_BYTES), randomBytes(CHUNK_BYTES), randomBytes(CHUNK_BYTES)];
    let waiting = 0;
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield* [one, two, three];
      waiting += 1;
      await go.promise;
      yield Buffer.from('end');
    }
    const coming = Array.from({ length: 12 }, () => store.messages.accept(envelope(), slow()));
    await vi.waitFor(() => expect(waiting).toBe(12), 20_000);
    expect(await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'))).toBeDefined();
    go.resolve();
    const [first = ''] = await Promise.all(coming);
    expect((await store.messages.raw(first)).equals(Buffer.concat([one, two, three, Buffer.from('end')]))).toBe(true);
  });

  it('lets go of a large one where no folder takes it, so that its rest can be read by who answers', async () => {
    vi.stubEnv('TMPDIR', '/dev/null'); // no folder, and none can be made there
    let isLeft = false;
    async function* large(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield randomBytes(CHUNK_BYTES);
      } finally {
        isLeft = true;
      }
    }
    await expect(store.messages.accept(envelope(), large())).rejects.toThrow(NoSpoolError);
    vi.unstubAllEnvs();
    expect(isLeft).toBe(true);
  });

  it('stores nothing of a message whose bytes stop coming', async () => {
    const count = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from messages`.execute(store.db)).rows;
    const before = await count();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(CHUNK_BYTES);
      yield randomBytes(CHUNK_BYTES);
      yield randomBytes(CHUNK_BYTES);
      throw new Error('the client went away');
    }
    await expect(store.messages.accept(envelope(), broken())).rejects.toThrow('the client went away');
    expect(await count()).toEqual(before);
    const orphans =
      await sql`select 1 from message_chunks c where not exists (select from messages where id = c.message_id)`;
    expect((await orphans.execute(store.db)).rows).toEqual([]);
  });
});

describe('sealed bytes', () => {
  const tampering: [why: string, statement: (id: string) => ReturnType<typeof sql>][] = [
    [
      'a byte changed',
      (id) =>
        sql`update message_chunks set bytes = set_byte(bytes, 40, 255 - get_byte(bytes, 40)) where message_id = ${id} and ordinal = 1`,
    ],
    ['the last chunk dropped', (id) => sql`delete from message_chunks where message_id = ${id} and ordinal = 2`],
    [
      'a chunk dropped from the middle',
      (id) => sql`delete from message_chunks where message_id = ${id} and ordinal = 1`,
    ],
    [
      'two chunks swapped',
      (id) =>
        sql`update message_chunks c set bytes = (select bytes from message_chunks o where o.message_id = c.message_id and o.ordinal = 1 - c.ordinal) where message_id = ${id} and ordinal < 2`,
    ],
  ];
  it.each(tampering)('do not open with %s', async (_why, statement) => {
    const id = await store.messages.accept(
      envelope(),
      pieces(randomBytes(CHUNK_BYTES), randomBytes(CHUNK_BYTES), randomBytes(100)),
    );
    await statement(id).execute(store.db);
    await expect(store.messages.raw(id)).rejects.toThrow(SealBrokenError);
  });

  it('hold no word of the message', async () => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nthe quick brown fox'));
    const { rows } = await sql<{ found: boolean }>`
      select bytes like convert_to('%brown%', 'UTF8') as found from message_chunks where message_id = ${id}
    `.execute(store.db);
    expect(rows).toEqual([{ found: false }]);
  });
});

describe('settling', () => {
  const accepted = async () => {
    const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
    await store.messages.begin(id);
    return id;
  };
  const statesOf = async (id: string) => {
    const shown = await store.holds.show(id);
    return [shown?.state, ...(shown?.recipientStates.map(({ state }) => state) ?? [])];
  };

  const outcomes: [why: string, action: 'release' | 'hold' | 'split', held: string[], states: string[]][] = [
    ['a release', 'release', [], ['released', 'pending', 'pending']],
    ['a hold', 'hold', [], ['held', 'held', 'held']],
    ['a split', 'split', ['p.osei@home.example'], ['held', 'pending', 'held']],
  ];
  it('is no backlog where what was held for long is inspected again', async () => {
    const id = await accepted();
    await store.messages.settle(id, inspection('hold', addresses), versions);
    await sql`update messages set received_at = now() - interval '1 day' where id = ${id}`.execute(store.db);
    await store.holds.scanAgain(id, { userId: null, name: 'ann' });
    expect(await store.backlog.oldestSeconds()).toBeLessThan(3600);
  });

  it('takes a subject with NUL, which a text of PostgreSQL cannot hold', async () => {
    const id = await accepted();
    const made = inspection('hold', addresses);
    const head = made.head && { ...made.head, subject: 'a\0b' };
    expect(await store.messages.settle(id, { ...made, head }, versions)).toBe(true);
    expect((await store.holds.show(id))?.subject).toBe('ab');
  });

  it('takes a From: line with NUL, which its JSON cannot hold either', async () => {
    const id = await accepted();
    const found = { ...inspection('hold', addresses), findings: [finding('minutes')], from: ['a\0b@c.example'] };
    expect(await store.messages.settle(id, found, versions)).toBe(true);
    expect((await store.messages.inspection(id))?.from).toEqual(['a\0b@c.example']);
  });

  it.each(outcomes)('records %s for message and recipients', async (_why, action, held, states) => {
    const id = await accepted();
    expect(await store.messages.settle(id, inspection(action, addresses, held), versions)).toBe(true);
    expect(await statesOf(id)).toEqual(states);
  });

  it('happens once, whoever comes second and whatever he found', async () => {
    const id = await accepted();
    const both = await Promise.all([
      store.messages.settle(id, inspection('hold', addresses), versions),
      store.messages.settle(id, inspection('hold', addresses), versions),
    ]);
    expect(both.sort()).toEqual([false, true]);
    expect(await store.messages.settle(id, inspection('release', addresses), versions)).toBe(false);
    expect(await store.messages.begin(id)).toBeUndefined();
    expect(await statesOf(id)).toEqual(['held', 'held', 'held']);
    const records = await store.audit.records(0, 1000);
    expect(records.filter(({ messageId }) => messageId === id)).toHaveLength(1);
  });

  it('needs a beginning', async () => {
    const id = await store.messages.accept(envelope(), pieces('x'));
    expect(await store.messages.settle(id, inspection('release', addresses), versions)).toBe(false);
  });

  it('counts how often a message was taken', async () => {
    const id = await store.messages.accept(envelope(), pieces('x'));
    expect((await store.messages.begin(id))?.inspections).toBe(0);
    expect((await store.messages.begin(id))?.inspections).toBe(1);
  });

  it('keeps findings sealed, and gives them to whoever has the key', async () => {
    const id = await accepted();
    const found = inspection('hold', addresses);
    await store.messages.settle(id, { ...found, unscannable: [{ part: 'a.zip', reason: 'encrypted' }] }, versions);
    expect(await store.messages.inspection(id)).toMatchObject({
      unscannable: [{ part: 'a.zip', reason: 'encrypted' }],
    });
  });
});
