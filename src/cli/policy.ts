/**
 * `reticent policy explain|test|replay`: why something was decided, what should be decided, and what a change would flip.
 */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { type Config, loadConfig } from '../config/config.ts';
import { createSandbox } from '../extract/sandbox.ts';
import { type Extract, inspect } from '../inspect.ts';
import { plainEnglish } from '../policy/plain-english.ts';
import type { Store } from '../store/store.ts';
import { collectedAddress, sender } from './arguments.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { inOrder } from './in-order.ts';
import { importedRegister, loadReference } from './reference.ts';
import { flips, type Replayed, replayPaths, replayStore, type Trial } from './replay.ts';
import { prepareScenarios, runScenario } from './scenarios.ts';
import { inputs } from './submissions.ts';
import { forTerminal } from './terminal.ts';
import { withStore } from './with-store.ts';

interface Options {
  readonly config?: string;
  readonly register?: string;
  readonly policy?: string;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly login?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

export function policyCommand(): Command {
  const command = new Command('policy').description('see why, try out, and replay a policy');
  command
    .command('explain')
    .description('tell a decision in plain English, and what would have to be true for the message to go')
    .argument('<file>', 'a message or document; - is a message on standard input')
    .option('--register <file>', 'who people are (default: the configured one)')
    .option('--policy <file>', 'the policy (default: the configured one)')
    .option('--config <file>', 'reticent.yaml')
    .option('--from <address>', 'replaces the From: header', sender)
    .option('--to <address>', 'a recipient, in place of To:, Cc: and Bcc:; may be given again', collectedAddress)
    .option('--login <address>', 'who sends it (default: --from, else From:)', sender)
    .action(explain);
  command
    .command('test')
    .description('run scenarios: messages, people, and the decision that is expected')
    .argument('<file...>', 'YAML files of scenarios')
    .option('--register <file>', 'where a file names none (default: the configured one)')
    .option('--policy <file>', 'where a file names none (default: the configured one)')
    .option('--config <file>', 'reticent.yaml')
    .action(test);
  command
    .command('replay')
    .description('what a changed policy, register or rules would have decided otherwise')
    .argument('[path...]', 'scenarios (.yaml), labelled lists (.jsonl), messages and folders (default: past decisions)')
    .option('--policy <file>', 'the policy to try')
    .option('--register <file>', 'the register to try')
    .option('--rules <path>', 'the rules to try')
    .option('--config <file>', 'reticent.yaml')
    .option('--json', 'one JSON object a line')
    .action(replay);
  return command;
}

async function explain(file: string, options: Options): Promise<void> {
  const reference = loadReference(loadConfig(options.config), options);
  const sandbox = createSandbox({ processes: 1, limits: reference.policy.limits });
  try {
    for await (const input of inputs([file], options)) {
      if (input.kind === 'unreadable') throw new UsageError(`${input.path}: ${input.because}`);
      const told = await inspect(input.submission, reference, sandbox.extract);
      process.stdout.write(`${forTerminal(plainEnglish(input.path, told, reference.register).join('\n'))}\n`);
    }
  } finally {
    await sandbox.close();
  }
}

async function test(files: readonly string[], options: Options): Promise<void> {
  const base = loadReference(loadConfig(options.config), options);
  const prepared = (await Promise.all(files.map((file) => prepareScenarios(file, base)))).flat();
  const processes = availableParallelism();
  const sandbox = createSandbox({ processes, limits: base.policy.limits });
  let failed = 0;
  try {
    const results = inOrder(prepared, processes, async (each) => ({
      each,
      told: await runScenario(each, sandbox.extract),
    }));
    for await (const { each, told } of results) {
      if (told.length > 0) failed += 1;
      const mark = told.length > 0 ? 'FAILED' : 'ok';
      process.stdout.write(`${mark} ${each.file}:${each.scenario.line}: ${each.scenario.name}\n`);
      for (const line of told) process.stdout.write(`    ${line}\n`);
    }
  } finally {
    await sandbox.close();
  }
  process.stdout.write(`${prepared.length} scenarios, ${failed} failed\n`);
  if (failed > 0) throw new NegativeAnswer(`${failed} of ${prepared.length} scenarios failed`);
}

async function replay(paths: readonly string[], options: Options): Promise<void> {
  if (!options.policy && !options.register && !options.rules) {
    throw new UsageError('nothing to try: expected --policy, --register or --rules');
  }
  if (paths.length > 0) {
    const trial = trialOf(loadConfig(options.config), options);
    return withSandbox(trial, (extract) => report(replayPaths(paths, trial, extract), options));
  }
  return withStore(options.config, async (store, config) => {
    const trial = await withImportedRegister(trialOf(config, options), store, config);
    await withSandbox(trial, (extract) => report(replayStore(store, trial, extract), options));
  });
}

function trialOf(config: Config, { policy, register, rules }: Options): Trial {
  return {
    now: loadReference(config),
    next: loadReference(config, { ...(policy && { policy }), ...(register && { register }), ...(rules && { rules }) }),
    given: { register: register !== undefined, policy: policy !== undefined },
  };
}

async function withImportedRegister(trial: Trial, store: Store, config: Config): Promise<Trial> {
  const register = await importedRegister(store, config);
  if (!register) return trial;
  return {
    ...trial,
    now: { ...trial.now, register },
    next: trial.given.register ? trial.next : { ...trial.next, register },
  };
}

async function withSandbox(trial: Trial, work: (extract: Extract) => Promise<void>): Promise<void> {
  const sandbox = createSandbox({ processes: availableParallelism(), limits: trial.next.policy.limits });
  try {
    await work(sandbox.extract);
  } finally {
    await sandbox.close();
  }
}

async function report(all: AsyncIterable<Replayed>, { json }: Options): Promise<void> {
  let asked = 0;
  let flipped = 0;
  for await (const each of all) {
    asked += 1;
    const lines = flips(each);
    if (lines.length === 0) continue;
    flipped += 1;
    const told = json ? JSON.stringify(each) : forTerminal([each.name, ...lines.map((line) => `  ${line}`)].join('\n'));
    process.stdout.write(`${told}\n`);
  }
  if (!json) process.stdout.write(`${asked} decisions asked again, ${flipped} would change\n`);
}
