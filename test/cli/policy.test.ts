/** `reticent policy explain|test`, and the scenarios of the fixtures through the command and through `reticent scan`. */
import { readFileSync } from 'node:fs';
import { glob, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { differences, messageOf } from '../../src/cli/scenarios.ts';
import { loadScenarioFile, type Scenario } from '../../src/config/scenario-file.ts';
import { MINUTES } from '../drives/site.ts';
import { reticent } from './run.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const register = join(fixtures, 'register.yaml');
const files: string[] = [];
let folder: string;

beforeAll(async () => {
  for await (const file of glob('scenarios/*.yaml', { cwd: fixtures })) files.push(join(fixtures, file));
  folder = await mkdtemp(join(tmpdir(), 'reticent-policy-'));
});

/** A scenario that the command line can ask as well: nothing of it rests on another day or policy. */
function isForScan({ policy, today, file, name }: Scenario): boolean {
  return !policy && !today && !file && !name.startsWith('preparing');
}

describe('the scenarios', () => {
  it('are more than a hundred, and all end as expected', async () => {
    const { status, stdout } = await reticent(['policy', 'test', ...files]);
    expect(stdout.split('\n').filter((line) => !line.startsWith('ok '))).toEqual([
      expect.stringMatching(/^\d{3} scenarios, 0 failed$/),
      '',
    ]);
    expect(status).toBe(0);
  });

  it('end the same way as messages through `reticent scan`', async () => {
    let asked = 0;
    const told: string[] = [];
    for (const path of files) {
      const file = loadScenarioFile(readFileSync(path, 'utf8'), path);
      const scenarios = file.scenarios.filter(isForScan);
      asked += scenarios.length;
      // Who sends is in `From:`; only another login has to be told.
      for (const [login, group] of Map.groupBy(scenarios, (each) => each.login ?? '')) {
        const mail = await mkdtemp(join(folder, 'mail-'));
        for (const [index, scenario] of group.entries()) {
          const headers = scenario.claim ? { 'X-Confidential-Exception': scenario.claim } : {};
          const asSent = { ...scenario, headers: { ...scenario.headers, ...headers } };
          const message = await messageOf(asSent, join(fixtures, 'scenarios'));
          await writeFile(join(mail, `${String(index).padStart(3, '0')}.eml`), message);
        }
        const who = [
          ...(file.register ? ['--register', join(dirname(path), file.register)] : []),
          ...(login ? ['--login', login] : []),
        ];
        const { stdout } = await reticent(['scan', '--json', ...who, mail]);
        const lines = stdout.trim().split('\n');
        for (const [index, scenario] of group.entries()) {
          const differing = differences(scenario, JSON.parse(lines[index] ?? '{}'));
          told.push(...differing.map((each) => `${scenario.name}: ${each}`));
        }
      }
    }
    expect(told).toEqual([]);
    expect(asked).toBeGreaterThanOrEqual(120);
  }, 120_000);
});

describe('policy test', () => {
  it('exits with 1 and says what differs', async () => {
    const file = join(folder, 'wrong.yaml');
    await writeFile(
      file,
      'scenarios:\n  - { name: a, from: a@x.example, to: b@x.example, text: Hello, expect: { action: hold } }\n',
    );
    const { status, stdout } = await reticent(['policy', 'test', file]);
    expect(stdout).toContain(`FAILED ${file}:2: a\n    action: expected hold, was release\n`);
    expect(status).toBe(1);
  });

  it.each([
    ['an unknown action', 'expect: { action: maybe }', '`scenarios[0].expect.action`: expected release, hold or split'],
    ['an unknown key', 'expects: 1', 'unknown key `scenarios[0].expects`'],
    ['a policy that is none', 'policy: { claims: 3 }, expect: { action: hold }', '`claims`'],
  ])('exits with 2 for %s', async (_why, keys, message) => {
    const file = join(folder, 'bad.yaml');
    await writeFile(file, `scenarios:\n  - { name: a, text: Hello, ${keys} }\n`);
    const { status, stderr } = await reticent(['policy', 'test', file]);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe('policy explain', () => {
  it('tells what it is, who may not have it, and what is missing', async () => {
    const { status, stdout } = await reticent([
      'policy',
      'explain',
      '--register',
      register,
      join(fixtures, 'demo/08-accused-case-to-councillor.eml'),
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('it would be held for a reviewer, because of a.bright@council.example.');
    expect(stdout).toContain('an individual disciplinary matter, in DC-2026-0071');
    expect(stdout).toContain('The register entitles the recipient');
  });

  it('tells how to say what only the sender knows', async () => {
    const message = join(folder, 'account.eml');
    const file = join(fixtures, 'scenarios/minutes-and-papers.yaml');
    const { scenarios } = loadScenarioFile(readFileSync(file, 'utf8'), file);
    const scenario = scenarios.find(({ name }) => name === 'the same without saying that it is a report back');
    if (!scenario) throw new Error('the scenario is gone');
    await writeFile(message, await messageOf(scenario, fixtures));
    const { stdout } = await reticent(['policy', 'explain', '--register', register, message]);
    expect(stdout).toContain('[exception 6(c): the reason]');
  });
});

describe('policy replay', () => {
  it('flips nothing under the same register, and gives the same bytes each time', async () => {
    const file = join(fixtures, 'scenarios/permission-and-law.yaml');
    const same = join(fixtures, 'scenarios/registers/powers.yaml');
    const [one, other] = await Promise.all([1, 2].map(() => reticent(['policy', 'replay', '--register', same, file])));
    expect(one?.stdout).toMatch(/^\d+ decisions asked again, 0 would change\n$/);
    expect(other).toEqual(one);
  });

  it('tells what would change, and lets no name of a file drive the terminal', async () => {
    const file = join(folder, 'a\u001b[2J.txt');
    await writeFile(file, MINUTES);
    const policy = join(folder, 'no-minutes.yaml');
    await writeFile(policy, 'thresholds: { minutes: 1, committee-papers: 1 }\n');
    const { stdout, stderr } = await reticent(['policy', 'replay', '--policy', policy, file]);
    expect([stdout, stderr]).toEqual([expect.stringContaining('a\uFFFD[2J.txt\n  hold (confidential-matter) → '), '']);
    expect(stdout).toContain('1 decisions asked again, 1 would change\n');
  });
});
