/** A past to show: decided holds by the real way, moved back in time, and figures of days gone by. */
import { sql } from 'kysely';
import type { Finding } from '../../classifiers/finding.ts';
import { gravityOfMessage } from '../../src/policy/gravity.ts';
import type { Lesson, NewVerdict } from '../../src/store/verdicts.ts';
import { envelope, inspection, pieces, verdict } from '../messages.ts';
import { finding } from '../policy/build.ts';
import type { TestStore } from '../postgres.ts';

const VERSIONS = { register: 'r', policy: 'p' };
const TO = ['j.bell@party.example', 'p.osei@home.example'];

/** A message that was held, `hoursAgo` where it is said. */
export async function heldMessage(
  store: TestStore,
  categories: readonly Finding['category'][] = ['minutes'],
  hoursAgo = 0,
): Promise<string> {
  const id = await store.messages.accept(envelope(), pieces('Subject: x\r\n\r\nHello\r\n'));
  await store.messages.begin(id);
  const findings = categories.map((category) => finding(category));
  await store.messages.settle(
    id,
    { ...inspection('hold', TO), findings, gravity: gravityOfMessage(findings, undefined) },
    VERSIONS,
  );
  if (hoursAgo > 0)
    await sql`update messages set held_at = held_at - ${hoursAgo} * interval '1 hour' where id = ${id}`.execute(
      store.db,
    );
  return id;
}

export function lesson(category: string, isMatter: boolean, signals: readonly string[]): Lesson {
  return {
    category,
    isMatter,
    confidence: 0.8,
    signals: signals.map((signal) => ({ signal, weight: 1.5 })),
    text: null,
  };
}

/** A decision on a new hold, `daysAgo`; the hold had waited for `hours`. */
export async function decided(
  store: TestStore,
  by: string,
  over: Partial<NewVerdict> = {},
  {
    categories = ['minutes'],
    daysAgo = 0,
    hours = 1,
  }: { categories?: Finding['category'][]; daysAgo?: number; hours?: number } = {},
): Promise<string> {
  const id = await heldMessage(store, categories);
  await store.verdicts.decide(id, { userId: null, name: by }, verdict(over));
  await sql`update verdicts set decided_at = decided_at - ${daysAgo} * interval '1 day' where message_id = ${id}`.execute(
    store.db,
  );
  await sql`
    update messages set held_at = (select max(decided_at) from verdicts where message_id = ${id}) - ${hours} * interval '1 hour'
    where id = ${id}`.execute(store.db);
  return id;
}

/** What the clock would have taken in on earlier days. */
async function figure(store: TestStore, daysAgo: number, name: string, key: string, count: number): Promise<void> {
  await sql`
    insert into day_figures values ((now() at time zone 'Europe/London')::date - ${daysAgo}::int, ${name}, ${key}, ${count})
    on conflict (day, figure, key) do update set count = day_figures.count + excluded.count
  `.execute(store.db);
}

/** Four weeks of a middling organisation, the same at each run. */
export async function fourWeeks(store: TestStore): Promise<void> {
  const CATEGORIES = [
    'minutes',
    'membership',
    'committee-papers',
    'disciplinary',
    'elections',
    'declared',
    'custom:donors',
  ] as const;
  for (let day = 1; day < 30; day += 1) {
    const isWeekend = day % 7 < 2;
    const held = isWeekend ? 2 : 9 + ((day * 5) % 11);
    await figure(store, day, 'held', 'all', held);
    await figure(store, day, 'held-reason', 'confidential-matter', held - 3 > 0 ? held - 3 : held);
    if (held > 3) await figure(store, day, 'held-reason', 'claim-under-review', 2);
    if (held > 3) await figure(store, day, 'held-reason', 'unscannable', 1);
    for (const [at, category] of CATEGORIES.entries())
      await figure(store, day, 'held-category', category, Math.floor((held * ((day + at) % 4)) / (at + 2)));
    await figure(store, day, 'released', 'no-confidential-matter', 4200 + day * 31);
    await figure(store, day, 'released', 'within-circle', 310 + day);
    await figure(store, day, 'released', '6(c)', 12 + (day % 5));
    if (day % 9 === 0) await figure(store, day, 'ran-out', 'seen', 1);
    if (day % 4 === 0) await figure(store, day, 'cleared', 'all', 2);
  }
  for (let at = 0; at < 48; at += 1) {
    const daysAgo = (at * 7) % 28;
    const by = ['ann.sharp', 'ben.okoro', 'cara.lloyd'][at % 3] ?? 'ann.sharp';
    const categories = [CATEGORIES[at % 5] ?? 'minutes'];
    const signals = [`${categories[0]}/title`, `${categories[0]}/attendance`];
    const when = { categories, daysAgo, hours: 0.3 + (at % 9) * 1.7 };
    if (at % 6 === 5)
      await decided(
        store,
        by,
        { paragraph: 'no-confidential-matter', lessons: [lesson(categories[0] ?? 'minutes', false, signals)] },
        when,
      );
    else if (at % 3 === 1) await decided(store, by, { kind: 'reject', paragraph: null, isBreach: at % 12 === 1 }, when);
    else await decided(store, by, { lessons: [lesson(categories[0] ?? 'minutes', true, signals)] }, when);
  }
  for (const [at, outcome] of ['confirmed', 'refused', null, 'confirmed', 'refused', 'refused'].entries()) {
    const id = await heldMessage(store, ['minutes'], 1);
    const codes = [['6(c)', '9(b)', '6(a)'][at % 3] ?? '6(c)'];
    await store.claims.redeem(await store.claims.link(id), { codes, reason: 'to the CLP' }, '192.0.2.1');
    const sender = ['a.khan@party.example', 'm.doyle@home.example'][at % 2];
    await sql`update claims set outcome = ${outcome}, sender = ${sender} where message_id = ${id}`.execute(store.db);
  }
  for (const hours of [0.2, 0.5, 2, 3, 9, 20, 30, 50]) await heldMessage(store, ['membership'], hours);
}
