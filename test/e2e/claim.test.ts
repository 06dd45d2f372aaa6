/**
 * The sender's word after a hold, as a sender gives it: the notice by mail, its link, the form, and what becomes of the
 * message. Real mail, a real database and the pages as they are served.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import { reject } from '../messages.ts';
import { mail, REPORT, send, type TestSite, testSite } from './gateway.ts';
import { type Sink, startSink } from './sink.ts';

let sink: Sink;
let site: TestSite;
let running: Running;
let events: MessageEvents;

beforeAll(async () => {
  sink = await startSink();
  site = await testSite('postgres', sink.port);
  running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
  events = await openEvents(running.store.poolConfig);
});
afterAll(async () => {
  await events.close();
  await running.close();
  await site.close();
  await sink.close();
});

/** Sends what is held, and gives its id and the link of its notice. */
async function heldWithLink(to: string): Promise<{ id: string; link: string }> {
  const relayed = events.all(AbortSignal.timeout(20_000));
  const [id = ''] = await send(running.smtpPort ?? 0, [mail('a.khan@party.example', [to], 'Tuesday', REPORT)]);
  for await (const { state } of relayed) {
    if (state !== 'relayed') continue;
    const notice = (await sink.messages()).find((each) => each.includes(`X-Reticent-Notice: ${id}`));
    const text = notice?.toString('latin1').replaceAll('=\n', '') ?? '';
    const link = /http:\/\/127\.0\.0\.1:\d+\/claim\/[\w-]+/.exec(text)?.[0];
    if (link) return { id, link };
  }
  throw new Error('no notice came');
}

async function submitted(link: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await fetch(link, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, text: await response.text() };
}

describe('the link of a notice', () => {
  it('shows what the sender wrote and nothing of the message, with the claim that would help first', async () => {
    const { link } = await heldWithLink('p.osei@home.example');
    const page = await (await fetch(link)).text();
    expect(page).toContain('p.osei@home.example');
    expect(page).toContain('Tuesday');
    expect(page).not.toContain('selections');
    expect(page.indexOf('value="6(c)"')).toBeLessThan(page.indexOf('<details>'));
    // Looking uses nothing up: mail scanners follow links.
    expect((await fetch(link)).status).toBe(200);
  });

  it('lets an accepted claim go at once, and works once', async () => {
    const { id, link } = await heldWithLink('p.osei@home.example');
    const gone = events.all(AbortSignal.timeout(20_000));
    const { status, text } = await submitted(link, { code: '6(c)', reason: 'I report back to those who elected me' });
    expect([status, text.includes('on its way')]).toEqual([200, true]);
    for await (const each of gone) if (each.id === id && each.state === 'relayed') break;
    const message = await running.store.holds.show(id);
    expect([message?.state, message?.reason]).toEqual(['relayed', '6(c)']);
    const again = await submitted(link, { code: '6(c)', reason: 'again' });
    expect([again.status, again.text.includes('was let go'), again.text.includes('Take the message back')]).toEqual([
      410,
      true,
      false,
    ]);
    expect((await fetch(link)).status).toBe(410);

    const records = await running.store.audit.records(0, 1000);
    expect(records.find((each) => each.messageId === id && each.action === 'claimed')).toMatchObject({
      actor: 'a.khan@party.example',
      detail: { codes: ['6(c)'], source: 'link', from: '127.0.0.1' },
    });
  });

  it('brings a claim that wants review to the reviewer, who confirms or refuses it', async () => {
    const { id, link } = await heldWithLink('p.osei@home.example');
    const { text } = await submitted(link, { code: '6(a)', reason: 'we prepare item 6' });
    expect(text).toContain('a reviewer reads it');
    expect(await running.store.holds.show(id)).toMatchObject({ state: 'held', reason: 'claim-under-review' });
    expect(await running.store.claims.of(id)).toMatchObject([
      { codes: ['6(a)'], reason: 'we prepare item 6', source: 'link', madeFrom: '127.0.0.1', outcome: null },
    ]);
    const used = await (await fetch(link)).text();
    expect([used.includes('You have answered'), used.includes('Take the message back')]).toEqual([true, true]);
    await reject(running.store, id, 'tester', 'not before the meeting');
    expect(await running.store.claims.of(id)).toMatchObject([{ outcome: 'refused' }]);
    const ended = await (await fetch(link)).text();
    expect([ended.includes('waits no longer'), ended.includes('Take the message back')]).toEqual([true, false]);
  });

  it('offers no claim that could not help, and to tell the reviewer without one', async () => {
    const { id, link } = await heldWithLink('x@nowhere.example');
    const page = await (await fetch(link)).text();
    expect([...page.matchAll(/name="code" value="([^"]+)"/g)].map(([, code]) => code)).not.toContain('9(b)');
    expect(page).toContain('I only tell the reviewer how it is');
    const { text } = await submitted(link, { code: 'answer', reason: 'She joins the committee on Monday' });
    expect(text).toContain('has your answer');
    expect(await running.store.holds.notes(id)).toMatchObject([{ kind: 'answer' }]);
  });

  it.each([
    ['at once', undefined],
    ['after they claimed', { code: '6(c)', reason: 'we prepare item 6' }],
  ])('lets the sender take the message back %s', async (_when, answer) => {
    const { id, link } = await heldWithLink('x@nowhere.example');
    if (answer) expect((await submitted(link, answer)).text).toContain('Take the message back');
    const { text } = await submitted(`${link}/withdraw`, {});
    expect(text).toContain('taken back');
    expect(await running.store.holds.show(id)).toMatchObject({
      state: 'returned',
      recipientStates: [{ address: 'x@nowhere.example', state: 'rejected' }],
    });
  });

  it.each([
    ['without a choice', { reason: 'because' }, 'Please choose why it may go.'],
    ['without a reason', { code: '6(c)', reason: ' ' }, 'Please say it in your own words.'],
    ['a code that is none', { code: '9(e)', reason: 'because' }, 'Please choose why it may go.'],
  ])('asks again %s', async (_why, fields, problem) => {
    const { link } = await heldWithLink('x@nowhere.example');
    const { status, text } = await submitted(link, fields);
    expect([status, text.includes(problem)]).toEqual([422, true]);
    expect((await fetch(link)).status).toBe(200);
  });

  it('is of no use with a letter changed', async () => {
    const { link } = await heldWithLink('x@nowhere.example');
    const last = link.at(-2) === 'A' ? 'B' : 'A';
    const forged = `${link.slice(0, -2)}${last}${link.slice(-1)}`;
    expect((await fetch(forged)).status).toBe(404);
    expect(await submitted(forged, { code: '6(c)', reason: 'because' })).toMatchObject({ status: 404 });
  });
});
