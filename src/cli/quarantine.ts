/**
 * `reticent quarantine list|show|release|reject|second|report|lessons`: the reviewer's queue from a terminal, on the machine of the store.
 *
 * Who may run it has the master key and the database, so the name given is believed and stands on the audit log.
 */
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { Command } from 'commander';
import type { Config } from '../config/config.ts';
import { printedBreachReport } from '../policy/breach-report.ts';
import { paragraph8Record } from '../policy/paragraph-8.ts';
import { printPdf } from '../printed.ts';
import { drawUpBreachReport } from '../review/breach.ts';
import { type Account, conflictOf, needsTwo } from '../review/eligibility.ts';
import { isOwn, withoutOwn } from '../review/own.ts';
import { PARAGRAPHS } from '../review/paragraphs.ts';
import { toRelease } from '../review/reviewing.ts';
import type { RecordedClaim } from '../store/claims.ts';
import { type HeldSummary, type HoldKey, keyOf } from '../store/hold-list.ts';
import type { HeldMessage } from '../store/holds.ts';
import type { Store } from '../store/store.ts';
import type { Outcome, Reviewer, Verdict } from '../store/verdicts.ts';
import { idIn } from './arguments.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { loadReference, registerInForce } from './reference.ts';
import { decisionText, findingsText } from './scan-text.ts';
import { forTerminal } from './terminal.ts';
import { withQueues } from './with-queues.ts';
import { withStore } from './with-store.ts';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly reviewer: string;
  readonly paragraph?: string;
  readonly reason?: string;
  readonly permission?: string;
}

interface ReportOptions extends Options {
  readonly out: string;
  readonly withText?: boolean;
}

const PAGE = 1000;
const LESSONS_AT_MOST = 100_000;

export function quarantineCommand(): Command {
  const command = new Command('quarantine').description('held messages: list, show, release, reject');
  command
    .command('list')
    .description('what waits for a decision, the gravest first')
    .option('--config <file>', 'reticent.yaml')
    .option('--json', 'one JSON object a line')
    .option('--reviewer <name>', 'who looks', userInfo().username)
    .action((options: Options) => withStore(options.config, (store, config) => list(store, config, options)));
  command
    .command('show')
    .description('one message: what it is, why it is held, and the evidence')
    .argument('<id>')
    .option('--config <file>', 'reticent.yaml')
    .option('--json', 'as JSON')
    .option('--reviewer <name>', 'who looks', userInfo().username)
    .action((id: string, options: Options) =>
      withStore(options.config, (store, config) => show(store, config, id, options)),
    );
  command
    .command('release')
    .description('let a held message go, attesting which paragraph applies')
    .argument('<id>')
    .requiredOption('--paragraph <paragraph>', `one of ${PARAGRAPHS.join(', ')}`)
    .requiredOption('--reason <text>', 'why it applies')
    .option('--permission <id>', 'the recorded permission, for paragraph 8')
    .option('--config <file>', 'reticent.yaml')
    .option('--reviewer <name>', 'who decides', userInfo().username)
    .action((id: string, options: Options) =>
      withStore(options.config, (store, config) => release(store, config, id, options)),
    );
  command
    .command('reject')
    .description('send a held message back to its sender')
    .argument('<id>')
    .requiredOption('--reason <text>', 'what the sender is told')
    .option('--config <file>', 'reticent.yaml')
    .option('--reviewer <name>', 'who decides', userInfo().username)
    .action((id: string, options: Options) =>
      withStore(options.config, (store, config) => reject(store, config, id, options)),
    );
  command
    .command('second')
    .description('agree with what another reviewer proposed')
    .argument('<id>')
    .option('--config <file>', 'reticent.yaml')
    .option('--reviewer <name>', 'who decides', userInfo().username)
    .action((id: string, options: Options) =>
      withStore(options.config, (store, config) => second(store, config, id, options)),
    );
  command
    .command('lessons')
    .description('what reviewers confirmed and overruled, signal by signal, one JSON object a line')
    .option('--out <file>', 'where to write it; - is standard output', '-')
    .option('--config <file>', 'reticent.yaml')
    .action((options: Options & { out: string }) => withStore(options.config, (store) => lessons(store, options.out)));
  command
    .command('report')
    .description('the report of an attempted disclosure (paragraph 11), from the record of a rejected message')
    .argument('<id>')
    .requiredOption('--out <file>', 'where to write it: .pdf or .json; - is JSON on standard output')
    .option('--with-text', 'quote what was found, and the subject')
    .option('--config <file>', 'reticent.yaml')
    .option('--reviewer <name>', 'who draws it up', userInfo().username)
    .action((id: string, options: ReportOptions) =>
      withStore(options.config, (store, config) => report(store, config, plainId(id), options)),
    );
  return command;
}

async function list(store: Store, config: Config, { json, reviewer }: Options): Promise<void> {
  const me = await accountOf(store, reviewer);
  const register = await registerInForce(store, config);
  const reference = () => ({ ...loadReference(config), register });
  const filter = { state: 'held', order: 'gravest' } as const;
  let after: HoldKey | null = null;
  let listed = 0;
  do {
    const page: readonly HeldSummary[] = await store.holdList.page(filter, after, PAGE);
    for (const message of withoutOwn({ reference }, me, page))
      process.stdout.write(`${json ? JSON.stringify(message) : forTerminal(summary(message, message.heldAt))}\n`);
    listed += page.length;
    const last = page.length === PAGE ? page.at(-1) : undefined;
    after = last ? keyOf(last, filter) : null;
  } while (after !== null);
  if (listed === 0 && !json) process.stdout.write('nothing waits for a decision\n');
}

function summary({ id, login, mailFrom, subject, categories, reason, recipients }: HeldSummary, since: Date): string {
  return `${id}  ${minuteOf(since)}  ${login ?? mailFrom} to ${recipients.join(', ')}\n  ${categories.join(', ') || reason}: ${subject ?? '(no subject)'}`;
}

function minuteOf(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

async function show(store: Store, config: Config, id: string, { json, reviewer }: Options): Promise<void> {
  const { holds, messages, claims, verdicts, audit } = store;
  const message = await holds.show(plainId(id));
  if (!message) throw new NegativeAnswer(`there is no message ${id}`);
  if (!message.decision) throw new NegativeAnswer(`message ${id} is ${message.state}: nothing is decided yet`);
  const inspection = await messages.inspection(id);
  const conflict = await conflictWith(store, config, message, reviewer);
  if (conflict) throw new NegativeAnswer(`${reviewer} cannot read message ${id}: ${conflict}`);
  await audit.append(reviewer, 'read', id, { by: 'terminal' });
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...message, ...inspection })}\n`);
    return;
  }
  const text = [
    summary(message, message.receivedAt),
    `  state ${message.state}: ${message.recipientStates.map(({ address, state }) => `${address} ${state}`).join(', ')}`,
    `  ${message.decision.explanation}`,
    ...findingsText(inspection?.findings ?? [], inspection?.unscannable ?? []),
    ...decisionText(message.decision),
    ...(await claims.of(id)).map(claimText),
    ...(await verdicts.of(id)).map(verdictText),
  ];
  process.stdout.write(`${forTerminal(text.join('\n'))}\n`);
}

function claimText({ codes, reason, source, madeAt, outcome }: RecordedClaim): string {
  const what = `the sender says ${codes.join(', ')}, by the ${source}, ${minuteOf(madeAt)}`;
  return `  ${what}${outcome ? `, ${outcome}` : ''}: ${reason || '(no longer kept)'}`;
}

/** What a person decided: the last word, where there is one. */
function verdictText({ kind, state, paragraph, permission, byName, secondedName, madeAt, reason }: Verdict): string {
  const what = kind === 'release' ? `release by ${paragraph}${permission ? ` (${permission})` : ''}` : 'reject';
  const who = secondedName ? `${byName} and ${secondedName}` : byName;
  return `  ${what}, by ${who}, ${minuteOf(madeAt)}${state === 'standing' ? '' : `, ${state}`}: ${reason}`;
}

async function release(store: Store, config: Config, id: string, options: Options): Promise<void> {
  const { paragraph = '', reason = '', permission } = options;
  if (!PARAGRAPHS.includes(paragraph))
    throw new UsageError(`\`${paragraph}\`: expected one of ${PARAGRAPHS.join(', ')}`);
  if (paragraph === '8' && !permission)
    throw new UsageError('paragraph 8 needs --permission: a reviewer attests, and cannot permit');
  if (paragraph === '8' && permission) await checkPermission(store, config, plainId(id), permission);
  const verdict = { kind: 'release', paragraph, reason, permission: permission ?? null } as const;
  await decided(store, config, id, options, (by, needsTwo) =>
    store.verdicts.decide(id, by, { ...ALONE, ...verdict, needsTwo }),
  );
}

/** What permits has to stand in the register in force and to cover the message, as on the pages. */
async function checkPermission(
  store: Store,
  config: Config,
  id: string,
  permission: string,
  ordinals: readonly number[] = [],
): Promise<void> {
  const message = await store.holds.show(id);
  if (message?.state !== 'held') throw new NegativeAnswer(`message ${id} is not held`);
  const inspection = await store.messages.inspection(id);
  const register = await registerInForce(store, config);
  const reference = () => ({ ...loadReference(config), register });
  const loaded = { message, inspection, claims: [], verdicts: [] };
  const record = paragraph8Record(permission, toRelease({ reference }, loaded, ordinals));
  if (!record) throw new NegativeAnswer(`the register knows no permission or obligation ${permission}`);
  if (record.lacks) throw new NegativeAnswer(`${permission} does not cover message ${id}: ${record.lacks}`);
}

async function reject(store: Store, config: Config, id: string, options: Options): Promise<void> {
  const verdict = { kind: 'reject', paragraph: null, reason: options.reason ?? '', permission: null } as const;
  await decided(store, config, id, options, (by, needsTwo) =>
    store.verdicts.decide(id, by, { ...ALONE, ...verdict, needsTwo }),
  );
}

async function second(store: Store, config: Config, id: string, options: Options): Promise<void> {
  const proposal = (await store.verdicts.of(plainId(id))).find(({ state }) => state === 'proposed');
  const user = await store.users.find(options.reviewer);
  const me = { userId: user?.id ?? null, name: user?.name ?? options.reviewer, email: user?.email ?? null };
  if (proposal && (await isOwn(store, me, proposal, await registerInForce(store, config))))
    throw new NegativeAnswer(`${options.reviewer} proposed this: somebody else has to agree`);
  // What permitted it may have ended since.
  if (proposal?.permission) await checkPermission(store, config, id, proposal.permission, proposal.recipients);
  await decided(store, config, id, options, (by) => store.verdicts.second(id, by, ALONE));
}

/** At a terminal a decision is final at once, for all for whom the message is held. */
const ALONE = { recipients: null, isBreach: false, undoSeconds: 0, lessons: [] } as const;

/** By the rules of the pages: two reviewers where the policy wants them, and nobody on what is their own. */
async function decided(
  store: Store,
  config: Config,
  id: string,
  { reviewer }: Options,
  decide: (by: Reviewer, needsTwo: boolean) => Promise<Outcome>,
): Promise<void> {
  const message = await store.holds.show(plainId(id));
  if (message?.state !== 'held') throw new NegativeAnswer(`message ${id} is not held`);
  const conflict = await conflictWith(store, config, message, reviewer);
  if (conflict) throw new NegativeAnswer(`${reviewer} cannot decide on message ${id}: ${conflict}`);

  const user = await store.users.find(reviewer);
  const by = { userId: user?.id ?? null, name: user?.name ?? reviewer };
  const outcome = await decide(by, needsTwo(loadReference(config).policy, message));
  if (outcome.kind === 'waits')
    throw new NegativeAnswer(`a decision on message ${id} waits for its second reviewer: \`quarantine second ${id}\``);
  if (outcome.kind === 'not-held')
    throw new NegativeAnswer(`message ${id} is not held, or there is nothing that ${reviewer} could agree with`);
  if (outcome.kind === 'proposed') {
    process.stdout.write(`${id} proposed: another reviewer has to agree by \`quarantine second\`\n`);
    return;
  }
  // A gateway that runs acts at once; without one, the reconciler of the next start does.
  const { state = '' } = (await store.holds.show(id)) ?? {};
  const queue = state === 'rejected' ? 'notify' : 'release';
  await withQueues(config, store, (queues) => queues.enqueue(queue, { messageId: id }));
  process.stdout.write(`${id} ${state}\n`);
}

async function lessons(store: Store, out: string): Promise<void> {
  const lines = (await store.lessons.all(LESSONS_AT_MOST)).map((lesson) => `${JSON.stringify(lesson)}\n`);
  if (out === '-') process.stdout.write(lines.join(''));
  else await writeFile(out, lines.join(''), { mode: 0o600 });
}

async function report(store: Store, config: Config, id: string, options: ReportOptions): Promise<void> {
  const { out, withText = false, reviewer } = options;
  const message = await store.holds.show(id);
  const conflict = message && (await conflictWith(store, config, message, reviewer));
  if (conflict) throw new NegativeAnswer(`${reviewer} cannot draw up a report of message ${id}: ${conflict}`);
  const drawnUp = await drawUpBreachReport(store, await registerInForce(store, config), id, { withText, by: reviewer });
  if (!drawnUp) throw new NegativeAnswer(`message ${id} was not rejected: there is nothing to report`);
  if (out === '-') process.stdout.write(`${JSON.stringify(drawnUp)}\n`);
  else {
    const bytes = out.endsWith('.json')
      ? `${JSON.stringify(drawnUp, null, 2)}\n`
      : await printPdf(printedBreachReport(drawnUp));
    await writeFile(out, bytes, { mode: 0o600 });
    process.stdout.write(`${out}\n`);
  }
}

/** Who somebody is to the register. */
async function accountOf({ users }: Store, reviewer: string): Promise<Account> {
  return (await users.find(reviewer)) ?? { name: reviewer, email: null };
}

/** Why a message is their own; null where it is not. */
async function conflictWith(
  store: Store,
  config: Config,
  message: HeldMessage,
  reviewer: string,
): Promise<string | null> {
  const inspection = await store.messages.inspection(message.id);
  return conflictOf(await accountOf(store, reviewer), message, inspection, await registerInForce(store, config));
}

function plainId(written: string): string {
  return idIn(written, 'quarantine list');
}
