/** `scan --json` by the letter of docs/contracts.md: every key of every line, and what may be null and when. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLACES, UNSCANNABLE_REASONS } from '../../src/document/document.ts';
import { reticent } from './run.ts';

const REGISTER = ['--register', 'fixtures/register.yaml'];

const category = z
  .string()
  .regex(/^(?:declared|minutes|committee-papers|membership|elections|disciplinary|custom:.+)$/);
const GROUNDS =
  'no-confidential-matter own-record within-circle permission required-by-law 6(a) 6(b) 6(c) 6(d) 9(a) 9(b) 9(c) 9(d) 9(e) 9(f) 10';
const ground = z.enum(GROUNDS.split(' '));
const sentence = z.strictObject({
  part: z.string(),
  place: z.enum(PLACES),
  quote: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
const finding = z.strictObject({
  category,
  paragraphs: z.array(z.enum(['5(a)', '5(b)', '5(c)', '5(d)'])).min(1),
  part: z.string().min(1),
  confidence: z.number().min(0).max(1),
  strictly: z.boolean(),
  body: z.string().nullable(),
  unit: z.string().nullable(),
  people: z.int().nonnegative(),
  cases: z.array(z.string()),
  tells: z.enum(['fact', 'outcome', 'detail']).nullable(),
  // Which registered documents the part was met by.
  fingerprints: z.array(z.strictObject({ id: z.string(), title: z.string(), share: z.number() })),
  evidence: z.array(sentence.extend({ signal: z.string().regex(/^[a-z0-9:-]+\/.+/), weight: z.number() })).min(1),
});
const condition = z.strictObject({
  id: z.string().min(1),
  state: z.enum(['met', 'failed', 'claimed', 'unknown']),
  because: z.string().min(1),
  sentences: z.array(sentence).optional(),
  // The claim that would fill it.
  claim: z.string().optional(),
});
const result = z.strictObject({
  ground,
  category: category.nullable(),
  // Which of `findings` it is about; null with ground 0, which is about all.
  finding: z.int().nonnegative().nullable(),
  clears: z.boolean(),
  member: z.string().optional(),
  conditions: z.array(condition).min(1),
});
const recipient = z
  .strictObject({
    address: z.string().nullable(),
    action: z.enum(['release', 'hold']),
    reason: ground.nullable(),
    grounds: z.array(result).min(1),
  })
  .refine(({ action, reason }) => (action === 'hold') === (reason === null), 'a reason on release, and null on hold');
const decision = z
  .strictObject({
    action: z.enum(['release', 'hold', 'split']),
    reason: z.union([ground, z.enum(['confidential-matter', 'unscannable', 'claim-under-review'])]),
    explanation: z.string().min(1),
    recipients: z.array(recipient).min(1),
    warnings: z.array(z.strictObject({ kind: z.string(), address: z.string(), because: z.string() })),
  })
  .refine(
    ({ action, reason }) => (action === 'release') === ground.safeParse(reason).success,
    'a ground on release alone',
  );
const line = z.strictObject({
  path: z.string().min(1),
  type: z.enum(['message', 'document']),
  subject: z.string().nullable(),
  from: z.string().nullable(),
  to: z.array(z.string()),
  findings: z.array(finding),
  unscannable: z.array(
    z.strictObject({ part: z.string(), reason: z.enum(UNSCANNABLE_REASONS), type: z.string().optional() }),
  ),
  decision,
  coverage: z.strictObject({
    parts: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    read: z.int().nonnegative(),
    pages: z.int().nonnegative(),
    ocrPages: z.int().nonnegative(),
    depth: z.int().nonnegative(),
  }),
  ms: z.number().nonnegative(),
});
type Line = z.output<typeof line>;

async function scanned(...args: string[]): Promise<{ lines: Line[]; status: number | null; stderr: string }> {
  const { stdout, status, stderr } = await reticent(['scan', '--json', ...args]);
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((each) => line.parse(JSON.parse(each)));
  return { lines, status, stderr };
}

describe('a line of scan --json', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scan-json-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has every key of the contract, for the demo and for what cannot be read', async () => {
    const { lines, status, stderr } = await scanned('fixtures/demo', 'fixtures/unscannable/encrypted', ...REGISTER);
    expect([status, stderr]).toEqual([1, '']);
    expect(lines.length).toBeGreaterThan(20);
    for (const {
      path,
      findings,
      decision: { recipients },
      to,
      type,
    } of lines) {
      expect(recipients.map(({ address }) => address)).toEqual(to.length > 0 ? to : [null]);
      if (type === 'document') expect(to).toEqual([]);
      // Every finding is asked about for every recipient, and no row speaks of one that is not there.
      for (const { grounds } of recipients) {
        const asked = new Set(grounds.map(({ finding: at }) => at).filter((at) => at !== null));
        expect([path, [...asked].sort()]).toEqual([path, findings.map((_each, index) => index)]);
        expect(grounds[0]?.ground).toBe('no-confidential-matter');
      }
    }
    const reasons = new Set(lines.flatMap(({ unscannable }) => unscannable.map(({ reason }) => reason)));
    expect([...reasons]).toEqual(['encrypted']);
  });

  it('has the same lines in the same order, whatever --jobs', async () => {
    const args = ['fixtures/demo', ...REGISTER];
    const told = async (jobs: string) =>
      (await scanned(...args, '--jobs', jobs)).lines.map(({ ms: _ms, ...rest }) => rest);
    const one = await told('1');
    expect(await told('4')).toEqual(one);
    expect(one.map(({ path }) => path)).toEqual(one.map(({ path }) => path).sort());
  });

  it('shows with --all-signals also what stays below its threshold, apart', async () => {
    const message = 'fixtures/demo/02-branch-minutes.eml';
    const policy = join(folder, 'sure.yaml');
    await writeFile(policy, 'thresholds: { minutes: 1 }\n');
    const { stdout } = await reticent(['scan', '--json', '--all-signals', message, ...REGISTER, '--policy', policy]);
    const { belowThreshold, ...rest } = JSON.parse(stdout);
    line.parse(rest);
    expect(z.array(finding).parse(belowThreshold)).toContainEqual(expect.objectContaining({ category: 'minutes' }));
    expect(rest.findings).toEqual([]);
  });

  it('takes To, Cc and Bcc, each once, and --to in their place', async () => {
    const message = join(folder, 'who.eml');
    await writeFile(
      message,
      'From: A <a@b.example>\nTo: c@d.example, "E, F" <e@f.example>\nCc: c@d.example\nBcc: g@h.example\nSubject: =?utf-8?q?T=C3=AAte?=\n\nLunch?\n',
    );
    const [own] = (await scanned(message)).lines;
    expect([own?.to, own?.from, own?.subject]).toEqual([
      ['c@d.example', 'e@f.example', 'g@h.example'],
      'a@b.example',
      'Tête',
    ]);
    const [other] = (await scanned(message, '--to', 'x@y.example', '--to', 'z@y.example', '--from', 'n@b.example'))
      .lines;
    expect([other?.to, other?.from]).toEqual([['x@y.example', 'z@y.example'], 'n@b.example']);
  });

  it('takes each message of a mailbox, numbered from 1, and none of an empty folder', async () => {
    const box = join(folder, 'a.mbox');
    const message = (to: string) =>
      `From x@y.example Tue Nov 24 09:00:00 2026\nFrom: a@b.example\nTo: ${to}\nSubject: s\n\nLunch?\n\n`;
    await writeFile(box, message('c@d.example') + message('e@f.example'));
    await mkdir(join(folder, 'empty'));
    const { lines, status } = await scanned(box, join(folder, 'empty'));
    expect(lines.map(({ path, to, type }) => [path, to, type])).toEqual([
      [`${box}#1`, ['c@d.example'], 'message'],
      [`${box}#2`, ['e@f.example'], 'message'],
    ]);
    expect(status).toBe(0);
  });

  it('names its parts by their path', async () => {
    const message = join(folder, 'fwd.eml');
    const inner =
      'From: c@d.example\nTo: a@b.example\nSubject: Minutes\n\nHill Ward Branch, Northfield CLP - minutes of the meeting on 16 November\nPresent: Ruth Olsen (chair), Tom Vance (secretary)\nApologies: Len Foster\nIt was agreed that the branch writes to the MP, proposed by Len, seconded by Priya.\n';
    const head =
      'From: a@b.example\nTo: e@f.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n';
    await writeFile(
      message,
      `${head}--x\nContent-Type: text/plain\n\nFor information.\n--x\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename="inner.eml"\n\n${inner}\n--x--\n`,
    );
    const [told] = (await scanned(message, ...REGISTER)).lines;
    expect(told?.findings.map(({ part, category: of }) => [part, of])).toEqual([['inner.eml/body', 'minutes']]);
    expect(told?.coverage).toMatchObject({ parts: 2, pages: 0, ocrPages: 0 });
    expect(told?.coverage.read).toBe(told?.coverage.bytes);
  });
});

describe('scan: what goes before what', () => {
  it('says errors on standard error, one line each, with file and line, and prints what was read before', async () => {
    const { lines, status, stderr } = await scanned('no/such.eml', 'fixtures/demo/02-branch-minutes.eml');
    expect(lines.map(({ path }) => path)).toEqual(['fixtures/demo/02-branch-minutes.eml']);
    expect([status, stderr]).toEqual([3, 'reticent: no/such.eml: there is no such file\n']);
  });

  it.each([
    ['a register', '--register', 'people:\n  - { email: a@b.example }\n', ':2: `people[0].name`: expected a text\n'],
    [
      'a policy file',
      '--policy',
      'claims:\n  "6(e)": accept\n',
      ':2: `claims.6(e)`: expected one of 8, 6(a), 6(b), 6(c), 6(d), 9(b), 9(a), 9(c), 9(d)\n',
    ],
  ])('is 2 for %s that is wrong, before anything is read', async (_why, option, text, says) => {
    const folder = await mkdtemp(join(tmpdir(), 'scan-json-'));
    const file = join(folder, 'wrong.yaml');
    await writeFile(file, text);
    const { lines, status, stderr } = await scanned('no/such.eml', 'fixtures/demo/02-branch-minutes.eml', option, file);
    await rm(folder, { recursive: true });
    expect([lines.length, status, stderr]).toEqual([0, 2, `reticent: ${file}${says}`]);
  });
});
