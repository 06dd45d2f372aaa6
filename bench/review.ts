/**
 * The quarantine with 100,000 held messages: what the server takes for its pages, from the request to the last byte.
 *
 * Asked in process (`inject`), signed in as a reviewer, on an embedded PostgreSQL of its own. Rows are of the size that
 * real decisions have; a tenth of the words of subjects is rare, one stands in every subject.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { driveActsOf } from '../src/cli/drive-acts.ts';
import { DEFAULT_POLICY } from '../src/config/policy-file.ts';
import { createLog } from '../src/log.ts';
import { createMetrics } from '../src/metrics.ts';
import { createQueues } from '../src/queue/connect.ts';
import { EMPTY_REGISTER } from '../src/register/register.ts';
import { createWeb } from '../src/review/web.ts';
import { openEvents } from '../src/store/events.ts';
import { openStore, type Store } from '../src/store/store.ts';

const MESSAGES = 100_000;
const RUNS = 15;
const LIMIT_MS = 200;

const ASKED: readonly (readonly [what: string, path: string])[] = [
  ['the first page', '/quarantine'],
  ['the first page, oldest first', '/quarantine?order=oldest'],
  ['one matter', '/quarantine?matter=disciplinary'],
  ['a matter that few have', '/quarantine?matter=custom:donors'],
  ['mine', '/quarantine?assigned=me'],
  ['with a claim', '/quarantine?claim=yes'],
  ['strictly confidential, escalated', '/quarantine?strictly=yes&late=escalated'],
  ['search: a word that few have', '/quarantine?q=rare77'],
  ['search: a word that all have', '/quarantine?q=branch'],
  ['search: two words and the beginning of a third', '/quarantine?q=branch rare7 s12'],
  ['search: an address', '/quarantine?q=sender4711@party.example'],
  ['search within a matter', '/quarantine?q=paper&matter=minutes'],
  ['what was decided', '/quarantine?state=decided'],
];

export async function benchReview(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-review-'));
  await chmod(dataDir, 0o755); // as root, PostgreSQL runs under a user of its own and has to enter
  const store = await openStore({ databaseUrl: null, dataDir }, randomBytes(32));
  const log = createLog({ log: 'error' });
  const queues = await createQueues({ redisUrl: null }, store, log);
  const events = await openEvents(store.poolConfig);
  const metrics = createMetrics(async () => ({ queues: {}, oldestSeconds: 0, held: 0, oldestHeldSeconds: 0 }));
  const reference = () => ({ register: EMPTY_REGISTER, policy: DEFAULT_POLICY, today: '2026-11-24' });
  const publicUrl = () => 'https://review.party.example';
  const app = await createWeb({
    ...{ store, queues, events, metrics, log, pages: true, reference, publicUrl },
    registerFile: null,
    provider: null,
    proxies: [],
    driveActs: driveActsOf(store),
    drawPage: async () => null,
    ownRules: { rules: () => [], tried: () => [] },
  });
  try {
    const { id } = await store.users.add({ name: 'bench', email: null, roles: ['senior-reviewer'] }, 'bench');
    await fill(store, id);
    const signedIn = await app.inject({ method: 'POST', url: `/sign-in/${await store.sessions.start(id, 'link')}` });
    const cookies = Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value]));
    const deep = await cursorAfter(async (url) => (await app.inject({ url, cookies })).body, 20);

    process.stdout.write(
      `  ${MESSAGES.toLocaleString('en-GB')} held; median and worst of ${RUNS} runs, limit ${LIMIT_MS} ms\n`,
    );
    let slow = 0;
    for (const [what, path] of [...ASKED, ['the 21st page', deep] as const]) {
      const times: number[] = [];
      let bytes = 0;
      for (let run = 0; run < RUNS; run += 1) {
        const start = performance.now();
        const answer = await app.inject({ url: encodeURI(path), cookies });
        times.push(performance.now() - start);
        bytes = answer.body.length;
        if (answer.statusCode !== 200) throw new Error(`${path}: status ${answer.statusCode}`);
      }
      times.sort((a, b) => a - b);
      const median = times[Math.floor(RUNS / 2)] ?? 0;
      const worst = times.at(-1) ?? 0;
      if (median > LIMIT_MS) slow += 1;
      const figures = `${median.toFixed(0).padStart(5)} ms ${worst.toFixed(0).padStart(6)} ms ${(bytes / 1000).toFixed(0).padStart(5)} kB`;
      process.stdout.write(`  ${what.padEnd(48)} ${figures}${median > LIMIT_MS ? '  over the limit' : ''}\n`);
    }
    process.stdout.write(slow === 0 ? '  all within the limit\n' : `  ${slow} over the limit\n`);
  } finally {
    await app.close();
    await events.close();
    await queues.close();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The address of a page so many pages further on, by the links of the pages. */
async function cursorAfter(get: (url: string) => Promise<string>, pages: number): Promise<string> {
  let url = '/quarantine';
  for (let page = 0; page < pages; page += 1) {
    const next = /href="([^"]*after=[^"]*)"/.exec(await get(url))?.[1]?.replaceAll('&amp;', '&');
    if (!next) return url;
    url = next;
  }
  return url;
}

async function fill({ db }: Store, userId: string): Promise<void> {
  const decision = JSON.stringify({
    action: 'hold',
    reason: 'confidential-matter',
    explanation: 'It is held for somebody: it holds minutes, and no paragraph of the Code lets it go there.',
    // What a real decision for one recipient with eight grounds comes to.
    recipients: Array.from({ length: 8 }, (_, index) => ({
      address: `r${index}@home.example`,
      grounds: Array.from({ length: 4 }, (_each, ground) => ({
        ground: `6(${ground})`,
        conditions: [{ id: 'recipient', state: 'failed', because: `r${index}@home.example is not on the committee` }],
      })),
    })),
    warnings: [],
  });
  const rows = sql`
    select n, (lpad(to_hex(1700000000000 + n), 12, '0') || '7000800000000000' || lpad(to_hex(n), 4, '0')) as hex
    from generate_series(1, ${MESSAGES + 5000}::int) as n`;
  await sql`
    insert into messages (id, state, via, login, mail_from, envelope, size_bytes, sha256, data_key, subject, action, reason,
      decision, categories, held_at, state_since, gravity, is_strictly, hold_level, assigned_to, search)
    select (left(hex, 8) || substr(hex, 9, 4) || substr(hex, 13, 20))::uuid, case when n <= ${MESSAGES} then 'held' else 'rejected' end,
      'smtp', 'sender' || n % 9000 || '@party.example', 'sender' || n % 9000 || '@party.example', '{}', 20000, ''::bytea, ''::bytea,
      'Branch paper rare' || n % 500 || ' s' || n, 'hold', 'confidential-matter', ${decision}::jsonb,
      case when n % 400 = 0 then array['custom:donors'] else array[(array['minutes', 'membership', 'elections', 'disciplinary', 'declared'])[1 + n % 5]] end,
      now() - n * interval '3 seconds', now() - n * interval '3 seconds', 10 * (1 + n % 5), n % 50 = 0, case when n % 40 = 0 then 2 when n % 9 = 0 then 1 else 0 end,
      case when n % 700 = 0 then ${userId}::uuid end,
      array_to_tsvector(array['branch', 'paper', 'rare' || n % 500, 's' || n, 'sender' || n % 9000 || '@party.example', 'sender' || n % 9000, 'party', 'example', 'minutes', 'docx'])
    from (${rows}) as made
  `.execute(db);
  await sql`
    insert into recipients (message_id, ordinal, address, state)
    select id, ordinal, 'r' || ordinal || '@home.example', 'held' from messages, generate_series(1, 2) as ordinal
  `.execute(db);
  await sql`
    insert into claims (id, message_id, sender, codes, reason, source)
    select gen_random_uuid(), id, login, array['6(c)'], ''::bytea, 'link' from messages where is_strictly and state = 'held'
  `.execute(db);
  await sql`vacuum analyze`.execute(db);
}
