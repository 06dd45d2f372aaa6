/**
 * Scenarios run: each becomes a real message, goes the whole way through `inspect()`, and is compared with what was
 * expected.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import { stringify } from 'yaml';
import { loadPolicyFile } from '../config/policy-file.ts';
import { loadScenarioFile, type Scenario, type ScenarioFile } from '../config/scenario-file.ts';
import type { Extract, Inspection, Reference, Submission } from '../inspect.ts';
import { inspect } from '../inspect.ts';
import { claimsOf } from '../policy/claims.ts';
import type { Claim } from '../policy/decision.ts';
import { loadRegister } from '../register/load.ts';
import { UsageError } from './errors.ts';

/** One scenario with everything that it is judged by. */
export interface PreparedScenario {
  readonly file: string;
  readonly scenario: Scenario;
  readonly submission: Submission;
  readonly reference: Reference;
}

/** Reads a file of scenarios. `base` stands where the file names no register or policy. */
export async function prepareScenarios(path: string, base: Reference): Promise<PreparedScenario[]> {
  const file = loadScenarioFile(read(path), path);
  const folder = dirname(path);
  const registerPath = file.register && resolve(folder, file.register);
  const register = registerPath ? loadRegister(read(registerPath), registerPath) : base.register;
  const prepared: PreparedScenario[] = [];
  for (const scenario of file.scenarios) {
    const policy = policyOf(file, scenario, path) ?? base.policy;
    const reference = { ...base, register, policy, today: scenario.today ?? file.today ?? base.today };
    prepared.push({ file: path, scenario, submission: await submissionOf(scenario, folder), reference });
  }
  return prepared;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot be read`, { cause: error });
  }
}

/** The file's policy with the scenario's own keys over it; undefined where neither says anything. */
function policyOf({ policy: shared }: ScenarioFile, { policy: own }: Scenario, path: string) {
  return shared || own ? loadPolicyFile(stringify({ ...shared, ...own }), path) : undefined;
}

async function submissionOf(scenario: Scenario, folder: string): Promise<Submission> {
  const { file, from, login = from, to, cc, bcc, claim } = scenario;
  const recipients = to || cc || bcc ? [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])] : undefined;
  const who = {
    ...(login && { login }),
    ...(from && { from: [from] }),
    ...(recipients && { recipients }),
    ...(claim && { claims: claimOf(claim) }),
  };
  if (file) return { bytes: readFileSync(join(folder, file)), name: basename(file), ...who };
  return { bytes: await messageOf(scenario, folder), name: 'message.eml', kind: 'message', ...who };
}

function claimOf(written: string): Claim[] {
  const headers = [{ name: 'X-Confidential-Exception', value: written }];
  const head = { subject: '', from: [], to: [], cc: [], bcc: [], messageId: null, headers };
  return claimsOf(head).map((claim) => ({ ...claim, source: 'link' }));
}

/** The message as a mail program would send it. */
export function messageOf(scenario: Scenario, folder: string): Promise<Buffer> {
  const { from, to, cc, bcc, subject, headers, text, html, attachments } = scenario;
  const mail = new MailComposer({
    from,
    to,
    cc,
    bcc,
    subject,
    headers,
    text,
    html,
    attachments: attachments.map((each) =>
      'file' in each
        ? { filename: basename(each.file), content: readFileSync(join(folder, each.file)) }
        : { filename: each.name, content: each.text },
    ),
    // The same file gives the same bytes.
    date: new Date('2026-11-24T09:00:00Z'),
    messageId: '<scenario@party.example>',
    newline: 'windows',
  }).compile();
  mail.keepBcc = true;
  return mail.build();
}

/** Gives what differs from what was expected, in words; nothing where all is as expected. */
export async function runScenario(
  { scenario, submission, reference }: PreparedScenario,
  extract: Extract,
): Promise<string[]> {
  return differences(scenario, await inspect(submission, reference, extract));
}

export function differences({ expect }: Scenario, { decision, findings, unscannable }: Inspection): string[] {
  const told: string[] = [];
  const differ = (what: string, wanted: unknown, was: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(was))
      told.push(`${what}: expected ${shown(wanted)}, was ${shown(was)}`);
  };
  differ('action', expect.action, decision.action);
  if (expect.reason) differ('reason', expect.reason, decision.reason);
  if (expect.categories) {
    differ('categories', [...expect.categories].sort(), [...new Set(findings.map(({ category }) => category))].sort());
  }
  for (const [address, action] of Object.entries(expect.recipients ?? {})) {
    differ(address, action, decision.recipients.find((each) => each.address === address)?.action ?? 'no recipient');
  }
  const conditions = decision.recipients.flatMap(({ grounds }) =>
    grounds.flatMap(({ ground, conditions: each }) => each.map(({ id, state }) => [`${ground}/${id}`, state] as const)),
  );
  for (const [id, state] of Object.entries(expect.conditions ?? {})) {
    const states = [...new Set(conditions.filter(([each]) => each === id).map(([, each]) => each))];
    if (!states.includes(state)) differ(id, state, states.join(' and ') || 'not asked');
  }
  if (expect.warnings)
    differ('warnings', [...expect.warnings].sort(), decision.warnings.map(({ kind }) => kind).sort());
  if (expect.unscannable)
    differ(
      'unscannable',
      expect.unscannable,
      unscannable.map(({ reason }) => reason),
    );
  return told;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}
