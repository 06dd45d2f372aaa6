/**
 * The milter as an MTA drives it, packet by packet, with a real store behind: what a real Postfix does seldom.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { intakeOf } from '../../src/gateway/intake.ts';
import { listenMilter } from '../../src/gateway/milter.ts';
import { type Packet, packet, packetsOf, STEPS } from '../../src/gateway/milter-wire.ts';
import type { Listener } from '../../src/gateway/smtp.ts';
import { createLog } from '../../src/log.ts';
import { StoreUnavailableError } from '../../src/store/errors.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { inspection } from '../messages.ts';
import { type TestStore, testStore } from '../postgres.ts';

const claims = {
  header: 'x-confidential-exception',
  subjectTag: /\[exception [^\]]*\]\s?/gi,
  taggedFields: new Set(['subject']),
  decode: String,
};
const versions = { register: 'r', policy: 'p' };
const TO = ['j.bell@party.example', 'p.osei@home.example'];
const log = createLog({ log: 'silent' });

let store: TestStore;
let events: MessageEvents;
let listener: Listener;
let socket: Socket;
beforeAll(async () => {
  store = await testStore();
  events = await openEvents(store.poolConfig);
});
afterAll(async () => {
  await events.close();
  await store.close();
});
afterEach(async () => {
  socket.destroy();
  await listener.close();
});

interface Setting {
  /** What the worker comes to; `silent` never answers. */
  readonly comesTo: 'release' | 'hold' | 'split' | 'silent';
  readonly hasNextHop?: boolean;
  readonly isTrusted?: boolean;
  readonly isAway?: boolean;
}

async function listen({ comesTo, hasNextHop = true, isTrusted = true, isAway = false }: Setting): Promise<void> {
  const inspect = async (id: string) => {
    const begun = await store.messages.begin(id);
    const addresses = begun?.envelope.recipients.map(({ address }) => address) ?? [];
    if (comesTo === 'silent') return;
    await store.messages.settle(id, inspection(comesTo, addresses, addresses.slice(1)), versions);
  };
  const messages = isAway
    ? { ...store.messages, acceptAndBegin: () => Promise.reject(new StoreUnavailableError(null)) }
    : store.messages;
  const enqueue = async (_queue: unknown, { messageId }: { messageId: string }) => {
    inspect(messageId).catch((error: unknown) => log.error({ error }));
    return true;
  };
  const intake = intakeOf({ messages, enqueue, events, isBehind: async () => false, log }, () => 1_000_000);
  const waitMs = comesTo === 'silent' ? 50 : 20_000;
  const options = { host: '127.0.0.1', port: 0, borrowed: store.borrowed, claims, waitMs, hasNextHop, intake, log };
  listener = await listenMilter({ ...options, isTrusted: () => isTrusted });
  socket = connect(listener.port, '127.0.0.1');
}

const ALL = 0x1fffff;
const offer = (steps: number) => {
  const data = Buffer.alloc(12);
  data.writeUInt32BE(6, 0);
  data.writeUInt32BE(0x1ff, 4);
  data.writeUInt32BE(steps, 8);
  return packet('O', data);
};
const strings = (...words: string[]) => words.map((word) => `${word}\0`).join('');
const START = [
  packet('C', Buffer.concat([Buffer.from('mua.example\x004'), Buffer.from([0, 25]), Buffer.from('192.0.2.7\0')])),
  packet('H', strings('mua.example')),
];
const envelope = (...headers: [string, string][]) => [
  packet('D', `M${strings('{auth_authen}', 'a.khan@party.example', '{auth_type}', 'PLAIN')}`),
  packet('M', strings('<other@party.example>', 'SMTPUTF8', 'BODY=8BITMIME', 'ENVID=a+2Bb')),
  ...TO.map((address) => packet('R', strings(`<${address}>`, 'NOTIFY=FAILURE'))),
  packet('T'),
  ...headers.map(([name, value]) => packet('L', strings(name, value))),
  packet('N'),
];
const BODY = packet('B', 'body\r\n');
const END = packet('E');

/** Sends all, and gives what is answered up to the verdict. */
async function answers(...packets: Buffer[]): Promise<Packet[]> {
  const heard: Packet[] = [];
  socket.write(Buffer.concat(packets));
  for await (const each of packetsOf(socket.iterator({ destroyOnReturn: false }))) {
    if (each.command === 'O') continue;
    heard.push(each);
    if ('cdyat'.includes(each.command)) return heard;
  }
  return heard;
}

const words = (heard: Packet[]) =>
  heard.map(({ command, data }) => `${command}${data.toString('latin1').replaceAll('\0', '|')}`);
const states = async () =>
  (
    await sql<{ state: string; to: string[] }>`
      select state, array(select state from recipients where message_id = messages.id order by ordinal) as to
      from messages order by id desc limit 1`.execute(store.db)
  ).rows[0];

describe('the milter', () => {
  it('tells only what it wants, and waits for no answer where the MTA lets it', async () => {
    await listen({ comesTo: 'release' });
    socket.write(offer(ALL));
    const { value } = await packetsOf(socket.iterator({ destroyOnReturn: false })).next();
    const wanted = Object.values(STEPS).reduce((sum, flag) => sum | flag, 0);
    expect([value?.data.readUInt32BE(0), value?.data.readUInt32BE(4), value?.data.readUInt32BE(8)]).toEqual([
      6,
      0x19,
      wanted,
    ]);
  });

  it('gives a cleared message back, marked, without its claims, and forgets it', async () => {
    await listen({ comesTo: 'release' });
    const message = envelope(
      ['X-Confidential-Exception', ' 6(c); a'],
      ['Subject', ' [exception 6(c): a] News'],
      ['x-confidential-exception', ' 6(b); b'],
      ['Subject ', ' [exception 6(c): a] More'],
    );
    const heard = words(await answers(offer(ALL), ...START, ...message, BODY, END));
    expect(heard.slice(0, 4)).toEqual([
      `m\0\0\0\x02Subject | More|`.replaceAll('\0', '|'),
      `m\0\0\0\x02x-confidential-exception||`.replaceAll('\0', '|'),
      `m\0\0\0\x01Subject| News|`.replaceAll('\0', '|'),
      `m\0\0\0\x01X-Confidential-Exception||`.replaceAll('\0', '|'),
    ]);
    expect(heard[4]).toMatch(/^i\|{4}X-Reticent\| release no-confidential-matter; id=[0-9a-f-]{36}\|$/);
    expect(heard[5]).toBe('c');
    expect(await states()).toEqual({ state: 'relayed', to: ['relayed', 'relayed'] });
    expect((await sql`select 1 from message_chunks`.execute(store.db)).rows).toEqual([]);
  });

  it('takes a held one, with its envelope and bytes, and has the MTA discard it', async () => {
    await listen({ comesTo: 'hold' });
    expect(words(await answers(offer(ALL), ...START, ...envelope(['Subject', ' x\n y']), BODY, END))).toEqual(['d']);
    const { rows } = await sql<{ id: string; login: string; envelope: object; dsn: object }>`
      select id, login, envelope, (select dsn from recipients where message_id = messages.id and ordinal = 1) as dsn
      from messages order by id desc limit 1`.execute(store.db);
    expect(rows[0]).toMatchObject({
      login: 'a.khan@party.example',
      envelope: {
        via: 'milter',
        mailFrom: 'other@party.example',
        smtputf8: true,
        body8bit: true,
        dsn: { envid: 'a+b' },
      },
      dsn: { notify: ['FAILURE'] },
    });
    expect((await store.messages.raw(rows[0]?.id ?? '')).toString()).toBe('Subject: x\r\n y\r\n\r\nbody\r\n');
    expect(await states()).toEqual({ state: 'held', to: ['held', 'held'] });
    expect((await store.deliveries.take(rows[0]?.id ?? ''))?.id).toBeUndefined();
  });

  it('leaves to the MTA of a mixed one who may have it', async () => {
    await listen({ comesTo: 'split' });
    const heard = words(await answers(offer(ALL), ...START, ...envelope(['Subject', ' x']), BODY, END));
    expect(heard).toEqual([`-<${TO[1]}>|`, expect.stringMatching(/X-Reticent\| release /), 'c']);
    expect(await states()).toEqual({ state: 'held', to: ['relayed', 'held'] });
  });

  it('relays by itself what is not decided in time', async () => {
    await listen({ comesTo: 'silent' });
    expect(words(await answers(offer(ALL), ...START, ...envelope(), BODY, END))).toEqual(['d']);
    const { rows } = await sql<{ id: string }>`select id from messages order by id desc limit 1`.execute(store.db);
    const id = rows[0]?.id ?? '';
    await store.messages.settle(id, inspection('release', TO), versions);
    expect((await store.deliveries.take(id))?.id).toBe(id);
  });

  it('asks to come again where it could not relay by itself, and keeps nothing', async () => {
    await listen({ comesTo: 'silent', hasNextHop: false });
    expect(words(await answers(offer(ALL), ...START, ...envelope(), BODY, END))).toEqual([
      'y451 4.3.2 no verdict in time, try again later|',
    ]);
    expect(await states()).toEqual({ state: 'returned', to: ['rejected', 'rejected'] });
  });

  it('asks to come again where the database is away', async () => {
    await listen({ comesTo: 'release', isAway: true });
    expect(words(await answers(offer(ALL), ...START, ...envelope(), BODY, BODY, END))).toEqual([
      'y451 4.3.0 cannot take it now, try again later|',
    ]);
  });

  it('stores nothing of a message that is given up, and takes the next on the same connection', async () => {
    await listen({ comesTo: 'hold' });
    const before = (await sql`select id from messages`.execute(store.db)).rows.length;
    socket.write(Buffer.concat([offer(ALL), ...START, ...envelope(), BODY, packet('A')]));
    expect(words(await answers(...envelope(['Subject', ' next']), BODY, END))).toEqual(['d']);
    expect((await sql`select id from messages`.execute(store.db)).rows.length).toBe(before + 1);
  });

  it('begins anew with each sender, where the MTA does not tell that a message was given up before its body', async () => {
    await listen({ comesTo: 'hold' });
    const next = [
      packet('D', `M${strings('i', 'second')}`),
      packet('M', strings('<m.doyle@home.example>')),
      packet('R', strings('<p.osei@home.example>')),
      packet('N'),
    ];
    expect(words(await answers(offer(ALL), ...START, ...envelope(), ...next, BODY, END))).toEqual(['d']);
    const { rows } = await sql<{ id: string; login: string }>`
      select id, login from messages order by id desc limit 1`.execute(store.db);
    expect(rows[0]?.login).toBe('m.doyle@home.example');
    expect((await store.messages.raw(rows[0]?.id ?? '')).toString()).toBe('\r\nbody\r\n');
    expect(await states()).toEqual({ state: 'held', to: ['held'] });
  });

  it('answers each step to an MTA that waits for answers', async () => {
    await listen({ comesTo: 'hold' });
    socket.write(offer(0));
    const heard = packetsOf(socket.iterator({ destroyOnReturn: false }));
    await heard.next();
    const commands: string[] = [];
    for (const each of [...START, ...envelope(['Subject', 'x']), BODY, END]) {
      socket.write(each);
      if (each[4] !== 'D'.charCodeAt(0)) commands.push((await heard.next()).value?.command ?? '');
    }
    expect(commands.join('')).toBe(`${'c'.repeat(9)}d`);
  });

  it('hears nobody who is not trusted, and drops who speaks something else', async () => {
    await listen({ comesTo: 'hold', isTrusted: false });
    await once(socket, 'close');
    await listener.close();
    await listen({ comesTo: 'hold' });
    socket.write('EHLO x.example\r\n');
    await once(socket, 'close');
  });
});
