import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tables } from '../../src/store/database.ts';
import { deliveriesOf } from '../../src/store/deliveries.ts';
import { lastMoments } from '../../src/store/last-moments.ts';
import { messagesOf } from '../../src/store/messages.ts';
import { preparedPool } from '../../src/store/prepared-pool.ts';
import { envelope, inspection, pieces } from '../messages.ts';
import { type TestDatabase, testDatabase } from '../postgres.ts';

/** What PostgreSQL tells of a plan that it has run, as `auto_explain` writes it. */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

const OTHERS = 300;
const addresses = envelope().recipients.map(({ address }) => address);
const versions = { register: 'r1', policy: 'p1' };

let database: TestDatabase;
let db: Kysely<Tables>;
const plans: { text: string; plan: Plan }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const told = ['session_preload_libraries=auto_explain', 'auto_explain.log_min_duration=0']
    .concat(['auto_explain.log_analyze=on', 'auto_explain.log_format=json', 'auto_explain.log_level=notice'])
    .map((setting) => `-c ${setting}`);
  const pool = new Pool({ connectionString: database.databaseUrl, options: told.join(' ') });
  pool.on('connect', (client) =>
    client.on('notice', ({ message = '' }) => {
      const [, json = '{}'] = /plan:\n(\{.*\})$/s.exec(message) ?? [];
      const { 'Query Text': text, Plan: plan } = JSON.parse(json);
      if (plan && text.startsWith('/* one plan */')) plans.push({ text, plan });
    }),
  );
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool(pool) }) });
  const data_key = randomBytes(60);
  await sql`
    with message as (
      insert into messages (id, state, via, mail_from, envelope, size_bytes, sha256, data_key)
      select gen_random_uuid(), (array['received', 'inspecting', 'released'])[1 + n % 3], 'smtp', '', '{}', 1, '', ${data_key}
      from generate_series(1, ${OTHERS}) as n returning id
    )
    insert into recipients (message_id, ordinal, address, state) select id, 1, 'o@party.example', 'pending' from message
  `.execute(db);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** Every node of a plan that reads one of these tables. */
function readsOf(plan: Plan, tables: readonly string[]): Plan[] {
  const isOne = tables.includes(plan['Relation Name'] ?? '') || plan['Index Name']?.startsWith('messages_');
  const isRead = isOne && plan['Node Type'].includes('Scan') && plan['Node Type'] !== 'Bitmap Heap Scan';
  return [...(isRead ? [plan] : []), ...(plan.Plans ?? []).flatMap((child) => readsOf(child, tables))];
}

it.each([false, true])(
  'goes by the message, whatever else lies there; tables looked at before: %s',
  async (isLookedAt) => {
    if (isLookedAt) await sql`analyze`.execute(db);
    plans.length = 0;
    const masterKey = randomBytes(32);
    const messages = messagesOf(db, masterKey, 1, lastMoments());
    const deliveries = deliveriesOf(db, masterKey, 1, lastMoments());
    const id = await messages.accept(envelope(), pieces('Subject: x\r\n\r\ny'));
    await messages.begin(id);
    await messages.settle(id, inspection('release', addresses, []), versions);
    const outgoing = await deliveries.take(id);
    if (!outgoing) throw new TypeError('nothing to take');
    const relayed = addresses.map((_, at) => ({ ordinal: at + 1, state: 'relayed' as const, response: '250 Ok' }));
    expect(await deliveries.record(outgoing, relayed, null)).toBe(true);
    await messages.giveBackAll([{ id: uuidv7(), lease: uuidv7() }]);

    const reads = plans.flatMap(({ text, plan }) =>
      readsOf(plan, ['messages', 'recipients']).map((read) => ({
        text: text.replace(/\s+/g, ' ').slice(0, 60),
        index: read['Index Name'] ?? '',
        by: read['Index Cond'] ?? '',
      })),
    );
    expect(new Set(reads.map(({ text }) => text)).size).toBe(5);
    expect(reads.filter(({ index, by }) => !index.endsWith('_pkey') || !/\b(?:message_)?id = /.test(by))).toEqual([]);
  },
);
