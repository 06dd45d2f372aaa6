/**
 * The main job, end to end: a real SMTP client, the gateway, a real PostgreSQL and a real queue, and a real next hop.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { verdict } from '../messages.ts';
import { mail, send, type TestSite, testSite } from './gateway.ts';
import { type Sink, startSink } from './sink.ts';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');

describe.each(['postgres', 'redis'] as const)('mail through the house, queues on %s', (queue) => {
  let sink: Sink;
  let site: TestSite;
  let running: Running;
  let events: MessageEvents;

  beforeAll(async () => {
    sink = await startSink();
    site = await testSite(queue, sink.port);
    running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
    events = await openEvents(running.store.poolConfig);
  });
  afterAll(async () => {
    await events.close();
    await running.close();
    await site.close();
    await sink.close();
  });

  /** Sends one message and waits until it has come to rest. */
  async function settled(message: ReturnType<typeof mail>): Promise<{ id: string; state: string }> {
    const abort = new AbortController();
    const seen = new Map<string, string>();
    const wanted = Promise.withResolvers<string>();
    let id = '';
    void (async () => {
      for await (const event of events.all(abort.signal)) {
        if (event.state !== 'released') seen.set(event.id, event.state);
        const state = seen.get(id);
        if (state) wanted.resolve(state);
      }
    })().catch(() => undefined);
    [id = ''] = await send(running.smtpPort ?? 0, [message]);
    const early = seen.get(id);
    const state = early ?? (await wanted.promise);
    abort.abort();
    return { id, state };
  }

  const rows: [why: string, file: string, from: string, to: string, state: string, reason: string][] = [
    [
      'ordinary mail',
      '01-lunch',
      'a.khan@party.example',
      'sam.pickard@kitchen.example',
      'relayed',
      'no-confidential-matter',
    ],
    [
      'branch minutes to a stranger',
      '02-branch-minutes',
      'r.olsen@home.example',
      'dee@gardeners.example',
      'held',
      'confidential-matter',
    ],
    [
      'a committee paper to its member',
      '03-paper-to-colleague',
      'sec@party.example',
      'a.khan@party.example',
      'relayed',
      'within-circle',
    ],
    [
      'a list of members in an attachment',
      '05-joiners-to-home',
      'a.khan@party.example',
      'amira.k@mailbox.example',
      'held',
      'confidential-matter',
    ],
    [
      'the accused to their solicitor',
      '07-accused-to-solicitor',
      'm.doyle@home.example',
      'solicitor@law.example',
      'relayed',
      '9(b)',
    ],
    ['what cannot be read', '10-encrypted', 'panel.chair@home.example', 'orders@print.example', 'held', 'unscannable'],
    [
      'minutes in Word, marked in the header',
      '15-minutes-in-word',
      'p.nair@home.example',
      'dee@gardeners.example',
      'held',
      'confidential-matter',
    ],
    [
      'members on a hidden sheet',
      '16-hidden-sheet',
      't.vance@home.example',
      'orders@print.example',
      'held',
      'confidential-matter',
    ],
    [
      'a paper in PDF with a permission',
      '17-permitted-paper',
      'a.khan@party.example',
      'press@paper.example',
      'relayed',
      'permission',
    ],
  ];
  it.each(rows)('settles %s', async (_why, file, from, to, state, reason) => {
    const raw = await readFile(join(DEMO, `${file}.eml`), 'latin1');
    const result = await settled({ from, to: [to], raw });
    expect(result.state).toBe(state);
    expect((await running.store.holds.show(result.id))?.reason).toBe(reason);
  });

  it('relays byte for byte but for its two lines', async () => {
    const odd = [
      '.a line that begins with a dot',
      '..',
      `${'x'.repeat(900)}`,
      '\tÜmlaut as raw bytes: \xfc',
      'From here on',
      '',
    ];
    const message = mail('a.khan@party.example', ['sam.pickard@kitchen.example'], 'bytes', odd);
    const { id } = await settled(message);

    const got = (await sink.messages()).find((each) => each.includes(id))?.toString('latin1') ?? '';
    const [, received, decision] = /^(Received: (?:[^\n]*\n[ \t])*[^\n]*\n)(X-Reticent: [^\n]*\n)/.exec(got) ?? [];
    expect(received).toContain(`id ${id}`);
    expect(decision).toBe(`X-Reticent: release no-confidential-matter; id=${id}\n`);
    // The sink writes line feeds, and an empty line at the end.
    const rest = got.slice((received?.length ?? 0) + (decision?.length ?? 0));
    expect(rest).toBe(`${message.raw.replaceAll('\r\n', '\n')}\n`);
  });

  it('takes the claim out before relay, and nothing else', async () => {
    const raw = (await readFile(join(DEMO, '04-report-back.eml'), 'latin1')).replace(
      'Subject: Report',
      'Subject: [exception 6(c): my report] Report',
    );
    const { id, state } = await settled({ from: 'a.khan@party.example', to: ['p.osei@home.example'], raw });
    expect(state).toBe('relayed');
    const got = (await sink.messages()).find((each) => each.includes(id))?.toString('latin1') ?? '';
    expect(got).toContain('X-Reticent: release 6(c);');
    expect(got).not.toMatch(/X-Confidential-Exception|\[exception/);
    expect(got).toContain('\nSubject: Report back from');
  });

  it('tells the audit chain of every decision, and the chain is whole', async () => {
    const { kind } = await running.store.audit.verify();
    expect(kind).toBe('whole');
    const records = await running.store.audit.records(0, 100);
    expect(records.filter(({ action }) => action.startsWith('decided')).length).toBe(rows.length + 2);
  });

  it('tells the sender of a hold, once, without a word of the message', async () => {
    const raw = mail('t.vance@home.example', ['dee@gardeners.example'], 'ABOUTSUBJECT', [
      'Minutes of Northfield CLP, 3 March',
      'Present: A, B',
      'Apologies: C',
      'Minutes of the last meeting were agreed as an accurate record.',
      'Motion on SECRETNAME, proposed by A, seconded by B. Carried, 9 for, 2 against.',
    ]);
    const relayed = events.all(AbortSignal.timeout(20_000));
    const [id = ''] = await send(running.smtpPort ?? 0, [raw]);
    let notice = '';
    for await (const { state } of relayed) {
      if (state !== 'relayed') continue;
      const found = (await sink.messages()).find((each) => each.includes(`X-Reticent-Notice: ${id}`));
      // Quoted-printable: a line that ends in `=` goes on.
      notice = found?.toString('latin1').replaceAll('=\n', '') ?? '';
      if (notice !== '') break;
    }
    expect(notice).toMatch(/^To: t\.vance@home\.example$/m);
    expect(notice).toContain('was not delivered to dee@gardeners.example');
    expect(notice).not.toMatch(/ABOUTSUBJECT|SECRETNAME/);
    expect(await running.store.notices.tell(id, async () => null)).toBeUndefined();
  });

  it('releases what a reviewer lets go', async () => {
    const page = await running.store.holdList.page({ state: 'held', order: 'gravest', category: 'minutes' }, null, 1);
    const id = page[0]?.id ?? '';
    const relayed = events.all(AbortSignal.timeout(20_000));
    const decide = () => running.store.verdicts.decide(id, { userId: null, name: 'tester' }, verdict());
    expect(await decide()).toMatchObject({ kind: 'standing' });
    await running.queues.enqueue('release', { messageId: id });
    for await (const event of relayed) if (event.id === id && event.state === 'relayed') break;
    expect(await decide()).toEqual({ kind: 'not-held' });
  });
});
