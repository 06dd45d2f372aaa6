import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reticent } from './run.ts';

const REGISTER = ['--register', 'fixtures/register.yaml'];
const DEMO = 'fixtures/demo';
const START = join(import.meta.dirname, '../../src/cli/start.js');

describe('scan: exit status', () => {
  const rows: [why: string, args: string[], status: number, says: RegExp][] = [
    ['nothing to hold', [`${DEMO}/01-lunch.eml`], 0, /release \(no-confidential-matter\)/],
    ['something to hold', [`${DEMO}/02-branch-minutes.eml`], 1, /hold \(confidential-matter\)/],
    [
      'a hold outweighs a release',
      [`${DEMO}/01-lunch.eml`, `${DEMO}/02-branch-minutes.eml`],
      1,
      /01-lunch.*[\s\S]*02-branch/,
    ],
    ['a file that is not there', ['no/such.eml'], 3, /no\/such\.eml: there is no such file/],
    ['what was read is printed before 3', ['no/such.eml', `${DEMO}/01-lunch.eml`], 3, /01-lunch\.eml: release/],
    ['no path', [], 2, /missing required argument/],
    ['an option that is none', ['--speed', '9', `${DEMO}/01-lunch.eml`], 2, /unknown option/],
    [
      'a register that is not there',
      [`${DEMO}/01-lunch.eml`, '--register', 'none.yaml'],
      2,
      /none\.yaml: there is no such file/,
    ],
    ['a register that is a folder', [`${DEMO}/01-lunch.eml`, '--register', DEMO], 2, /fixtures\/demo: cannot be read/],
    [
      'a configuration that is a folder',
      [`${DEMO}/01-lunch.eml`, '--config', DEMO],
      2,
      /fixtures\/demo: cannot be read/,
    ],
    [
      'a name beside a recipient',
      ['--to', 'A <a@b.example>', `${DEMO}/01-lunch.eml`],
      2,
      /an address like .* nothing else/,
    ],
    ['two recipients in one', ['--to', 'a@b.example,c@d.example', `${DEMO}/01-lunch.eml`], 2, /nothing else/],
    ['a name beside the sender', ['--from', 'A <a@b.example>', `${DEMO}/01-lunch.eml`], 2, /nothing else/],
    ['a device', ['/dev/null'], 3, /\/dev\/null: it is neither a file nor a folder/],
    ['standard input twice', ['-', '-'], 2, /given twice/],
    ['jobs that are none', ['--jobs', '0', `${DEMO}/01-lunch.eml`], 2, /whole number/],
  ];
  it.each(rows)('%s', async (_why, args, status, says) => {
    const ran = await reticent(['scan', ...args]);
    expect(ran.status).toBe(status);
    expect(ran.stdout + ran.stderr).toMatch(says);
  });

  it('is 3 and one line where the answer cannot be written, and never 1 by chance', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [START, 'scan', `${DEMO}/01-lunch.eml`], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stderr]).toEqual([3, expect.stringMatching(/^reticent: ENOSPC.*\n$/)]);
  });

  it('names file and line of a register that is wrong', async () => {
    const { status, stderr } = await reticent(['scan', `${DEMO}/01-lunch.eml`, '--register', `${DEMO}/01-lunch.eml`]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/01-lunch\.eml:\d+: /);
  });
});

describe('scan --json', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scan-'));
    await mkdir(join(folder, 'deep'));
    const message = (subject: string) => `From: a@b.example\nTo: c@d.example\nSubject: ${subject}\n\nLunch at noon.\n`;
    await writeFile(
      join(folder, 'box.mbox'),
      ['one', 'two'].map((each) => `From x Tue Nov 24 09:00:00 2026\n${message(each)}\n`).join(''),
    );
    await writeFile(join(folder, 'deep/note.txt'), 'Lunch at noon.\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function lines(...args: string[]): Promise<Record<string, unknown>[]> {
    const { stdout } = await reticent(['scan', '--json', ...args]);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('gives one object with the fields of the contract', async () => {
    const [line] = await lines(`${DEMO}/05-joiners-to-home.eml`, ...REGISTER);
    expect(line).toMatchObject({
      path: `${DEMO}/05-joiners-to-home.eml`,
      type: 'message',
      subject: 'list for the weekend',
      from: 'a.khan@party.example',
      to: ['amira.k@mailbox.example'],
      unscannable: [],
      decision: {
        action: 'hold',
        reason: 'confidential-matter',
        recipients: [{ address: 'amira.k@mailbox.example', action: 'hold', reason: null }],
      },
    });
    const [finding] = (line?.findings ?? []) as Record<string, unknown>[];
    expect(finding).toMatchObject({ category: 'membership', paragraphs: ['5(b)', '5(c)'], people: 8, strictly: false });
    expect(Object.keys(line ?? {})).toEqual([
      'path',
      'type',
      'subject',
      'from',
      'to',
      'findings',
      'unscannable',
      'decision',
      'coverage',
      'ms',
    ]);
  });

  it('quotes evidence at offsets into what `extract` gives for that part and place', async () => {
    const file = `${DEMO}/02-branch-minutes.eml`;
    const [line] = await lines(file);
    const extracted = (await reticent(['extract', '--json', file])).stdout
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    const findings = (line?.findings ?? []) as {
      evidence: { part: string; place: string; quote: string; start: number; end: number }[];
    }[];
    const evidence = findings.flatMap((finding) => finding.evidence);
    expect(evidence.length).toBeGreaterThan(3);
    for (const { part, place, quote, start, end } of evidence) {
      const text = extracted.find((each) => each.part === part && each.place === place)?.text;
      expect(text?.slice(start, end)).toBe(quote);
    }
  });

  it('takes each message of a mailbox for itself, folders whole, and keeps the order', async () => {
    const paths = (await lines(folder, '--jobs', '3')).map(({ path }) => path);
    expect(paths).toEqual([`${folder}/box.mbox#1`, `${folder}/box.mbox#2`, `${folder}/deep/note.txt`]);
  });

  it('means what is named, also by a link or a pipe, and follows no link that it meets', async () => {
    const named = join(folder, 'deep/named');
    await mkdir(named);
    await symlink(folder, join(named, 'all'));
    await symlink(join(folder, 'deep/note.txt'), join(named, 'note'));
    await symlink('gone', join(named, 'broken'));
    execFileSync('mkfifo', [join(named, 'pipe')]);
    try {
      const piped = writeFile(join(named, 'pipe'), 'Lunch at noon.\n');
      const given = ['note', 'all/deep', 'broken', 'pipe'].map((name) => join(named, name));
      const { status, stdout, stderr } = await reticent(['scan', '--json', ...given]);
      await piped;
      const paths = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).path);
      expect(paths).toEqual([`${named}/note`, `${named}/all/deep/note.txt`, `${named}/pipe`]);
      expect([status, stderr]).toEqual([3, `reticent: ${named}/broken: there is no such file\n`]);
    } finally {
      await rm(named, { recursive: true });
    }
  });

  it('says of a document what would be held if it went to somebody unknown', async () => {
    const [line] = await lines(join(folder, 'deep/note.txt'));
    expect(line).toMatchObject({ type: 'document', to: [], decision: { recipients: [{ address: null }] } });
  });

  it('reads a message from standard input, with other recipients', async () => {
    const raw = 'From: a@b.example\r\nTo: x@y.example\r\nSubject: s\r\n\r\nhello\r\n';
    const { stdout } = await reticent(['scan', '--json', '--to', 'p@q.example', '-'], raw);
    expect(JSON.parse(stdout)).toMatchObject({ path: '-', from: 'a@b.example', to: ['p@q.example'] });
  });

  it('compares --login with the author, and --from only replaces the header', async () => {
    const args = [`${DEMO}/04-report-back.eml`, ...REGISTER];
    const [own] = await lines(...args);
    const [other] = await lines(...args, '--login', 'k.north@home.example');
    expect([own, other].map((each) => (each?.decision as { reason: string } | undefined)?.reason)).toEqual([
      '6(c)',
      'confidential-matter',
    ]);
  });
});
