/**
 * Commands on the record: importing a register, replaying past decisions, and the breach report. A real PostgreSQL, and
 * `reticent` as its own process.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadReference } from '../../src/cli/reference.ts';
import { messageOf } from '../../src/cli/scenarios.ts';
import { loadConfig } from '../../src/config/config.ts';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { loadScenarioFile } from '../../src/config/scenario-file.ts';
import { deriveKey, loadSecret } from '../../src/config/secret.ts';
import { extract } from '../../src/extract/extract.ts';
import { inspect } from '../../src/inspect.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { envelope, pieces, reject } from '../messages.ts';
import { type TestDatabase, testDatabase } from '../postgres.ts';
import { reticent } from './run.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
let database: TestDatabase;
let folder: string;
let store: Store;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'record-'));
  environment = { DATABASE_URL: database.databaseUrl, RETICENT_DATA_DIR: folder };
  store = await openStore(
    { databaseUrl: database.databaseUrl, dataDir: folder },
    deriveKey(loadSecret(folder), 'seal'),
  );
});
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => reticent(args, '', environment);

/** A scenario's message, through the store as a worker takes it. Gives its id. */
async function decided(name: string): Promise<string> {
  for (const file of ['minutes-and-papers', 'disciplinary']) {
    const path = join(FIXTURES, `scenarios/${file}.yaml`);
    const scenario = loadScenarioFile(await readFile(path, 'utf8'), path).scenarios.find((each) => each.name === name);
    if (!scenario) continue;
    const { from = '', to = [] } = scenario;
    const recipients = to.map((address) => ({ address }));
    const headers = scenario.claim ? { 'X-Confidential-Exception': scenario.claim } : {};
    const raw = await messageOf({ ...scenario, headers: { ...scenario.headers, ...headers } }, folder);
    const id = await store.messages.accept(envelope({ login: from, mailFrom: from, recipients }), pieces(raw));
    const begun = await store.messages.begin(id);
    const reference = loadReference(loadConfig(undefined, environment), { register: join(FIXTURES, 'register.yaml') });
    const inspection = await inspect(
      { bytes: begun?.bytes ?? raw, name: 'message.eml', kind: 'message', login: from, recipients: to },
      reference,
      (bytes, source) => extract(bytes, source, DEFAULT_LIMITS),
    );
    await store.messages.settle(id, inspection, { register: reference.register.version, policy: 'p' });
    return id;
  }
  throw new Error(`no scenario \`${name}\``);
}

describe('register import', () => {
  it('puts a version in force and keeps the one before', async () => {
    const first = await run('register', 'import', join(FIXTURES, 'register.yaml'), '--by', 'officer');
    expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/^version [0-9a-f]{16} is in force\n$/) });
    const again = await run('register', 'import', join(FIXTURES, 'register.yaml'));
    expect(again.stdout).toContain('is in force already');

    const second = join(folder, 'second.yaml');
    await writeFile(second, 'people: [{ email: a.khan@party.example, name: Amira Khan }]\n');
    await run('register', 'import', second, '--by', 'other');
    const versions = (await run('register', 'versions')).stdout.trim().split('\n');
    expect(versions.map((line) => line.split(' by ')[1])).toEqual(['other', 'officer']);
    const shown = await run('register', 'versions', '--show', versions[1]?.slice(0, 16) ?? '');
    expect(shown.stdout).toBe(await readFile(join(FIXTURES, 'register.yaml'), 'utf8'));
    expect((await store.registers.imported())?.text).toContain('Amira Khan');
    await run('register', 'import', join(FIXTURES, 'register.yaml'));
  });

  it.each([
    ['wrong', 'people:\n  - { email: a@b.example }\n', 2],
    ['empty, as of a program that failed', '', 1],
  ])('refuses a register that is %s, with its line, and the old one stays', async (_why, text, line) => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, text);
    const before = await store.registers.imported();
    const { status, stderr } = await run('register', 'import', bad);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`${bad}:${line}: `)]);
    expect((await store.registers.imported())?.version).toBe(before?.version);
  });

  it('is on the audit log', async () => {
    const records = await store.audit.records(0, 100);
    expect(records.filter(({ action }) => action === 'register changed').map(({ actor }) => actor)).toContain(
      'officer',
    );
  });
});

describe('policy replay', () => {
  it('tells which past decisions would flip: of what is there, and of what is forgotten', async () => {
    const held = await decided('the same without saying that it is a report back');
    const released = await decided('the same to a member of the Party, reported back by claim');
    const circle = await decided('an account of an NEC meeting to another member of the NEC');
    // Relayed and forgotten, as after a day in production.
    await store.db
      .updateTable('messages')
      .set({ state: 'relayed', data_key: null, inspection: null, subject: null })
      .where('id', 'in', [released, circle])
      .execute();

    const policy = join(folder, 'stricter.yaml');
    await writeFile(policy, 'claims: { "6(c)": review }\n');
    const { status, stdout } = await run('policy', 'replay', '--policy', policy);
    expect(status).toBe(0);
    expect(stdout).toContain(`${released} a.khan@party.example to p.osei@home.example`);
    expect(stdout).toContain('release (6(c)) → hold (claim-under-review)');
    expect(stdout).not.toContain(held);
    expect(stdout).not.toContain(circle);
    expect(stdout).toMatch(/\n3 decisions asked again, 1 would change\n$/);
  });

  it('tries a register as well', async () => {
    const register = join(folder, 'without-osei.yaml');
    const text = await readFile(join(FIXTURES, 'register.yaml'), 'utf8');
    await writeFile(
      register,
      text
        .replace('name: Peter Osei, member: true', 'name: Peter Osei, member: false')
        .replace('members: [p.osei@home.example, clp', 'members: [clp'),
    );
    const { stdout } = await run('policy', 'replay', '--register', register);
    expect(stdout).toContain('release (6(c)) → hold (confidential-matter)');
  });

  it('over scenarios and labelled lists, without a store', async () => {
    const policy = join(folder, 'stricter.yaml');
    const { stdout } = await run(
      'policy',
      'replay',
      '--policy',
      policy,
      join(FIXTURES, 'scenarios/minutes-and-papers.yaml'),
    );
    expect(stdout).toContain('the same to a member of the Party, reported back by claim\n  release (6(c)) →');
  });

  it('wants something to try', async () => {
    expect(await run('policy', 'replay')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nothing to try'),
    });
  });
});

describe('quarantine report', () => {
  it('states who, when, what and why, without a word of the message unless asked', async () => {
    const id = await decided("what the panel's chair whispers");
    expect(await run('quarantine', 'report', id, '--out', '-')).toMatchObject({ status: 1 });
    await reject(store, id, 'r.viewer', 'not yours to tell');

    const report = JSON.parse((await run('quarantine', 'report', id, '--out', '-', '--reviewer', 'officer')).stdout);
    expect(report).toMatchObject({
      message: id,
      drawnUpBy: 'officer',
      sender: { address: 'panel.chair@home.example', name: 'Petra Chairman' },
      recipients: [{ address: 'a.bright@council.example', name: null, action: 'hold' }],
      subject: null,
      matters: [{ category: 'disciplinary', paragraphs: ['5(b)', '5(c)'], cases: ['DC-2026-0071'] }],
    });
    expect(report.matters[0].evidence.length).toBeGreaterThan(0);
    expect(JSON.stringify(report.matters)).not.toContain('quote');
    expect(report.stoppedBy.map(({ ground }: { ground: string }) => ground)).toContain('9(e)');
    expect(report.events.at(-1)).toMatchObject({ actor: 'r.viewer', detail: { reason: 'not yours to tell' } });

    const shown = (await run('quarantine', 'show', id)).stdout;
    expect(shown).toMatch(/\n {2}reject, by r\.viewer, [-\d]+ [\d:]+: not yours to tell\n$/);

    const quoting = JSON.parse((await run('quarantine', 'report', id, '--out', '-', '--with-text')).stdout);
    expect(quoting.subject).toBe('between us');
    expect(quoting.matters[0].evidence[0].quote).toEqual(expect.any(String));
  });

  it('prints as PDF that another program reads', async () => {
    const id = await decided('no name, and somebody all the same');
    await reject(store, id, 'r.viewer', 'no');
    const out = join(folder, 'report.pdf');
    expect((await run('quarantine', 'report', id, '--out', out)).status).toBe(0);
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', out, '-']);
    expect(stdout).toContain('Report of an attempted disclosure');
    expect(stdout).toContain('t.vance@home.example');
    expect(stdout).toMatch(/page 1 of \d/);
    expect(stdout).not.toContain('suspended');
    expect((await store.audit.of(id)).at(-1)).toMatchObject({ action: 'report drawn up' });
  });
});
