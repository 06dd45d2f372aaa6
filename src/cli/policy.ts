/**
 * `reticent policy explain|test|replay`: why something was decided, what should be decided, and what a change would flip.
 */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { createSandbox } from '../extract/sandbox.ts';
import { inspect } from '../inspect.ts';
import { plainEnglish } from '../policy/plain-english.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { inOrder } from './in-order.ts';
import { loadReference } from './reference.ts';
import { prepareScenarios, runScenario } from './scenarios.ts';
import { inputs } from './submissions.ts';

interface Options {
  readonly config?: string;
  readonly register?: string;
  readonly policy?: string;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly login?: string;
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
    .option('--from <address>', 'replaces the From: header')
    .option('--to <address>', 'a recipient, in place of To:, Cc: and Bcc:; may be given again', collected)
    .option('--login <address>', 'who sends it (default: --from, else From:)')
    .action(explain);
  command
    .command('test')
    .description('run scenarios: messages, people, and the decision that is expected')
    .argument('<file...>', 'YAML files of scenarios')
    .option('--register <file>', 'where a file names none (default: the configured one)')
    .option('--policy <file>', 'where a file names none (default: the configured one)')
    .option('--config <file>', 'reticent.yaml')
    .action(test);
  return command;
}

function collected(address: string, before: readonly string[] = []): readonly string[] {
  return [...before, address];
}

async function explain(file: string, options: Options): Promise<void> {
  const reference = loadReference(loadConfig(options.config), options);
  const sandbox = createSandbox({ processes: 1, limits: reference.policy.limits });
  try {
    for await (const input of inputs([file], options)) {
      if (input.kind === 'unreadable') throw new UsageError(`${input.path}: ${input.because}`);
      const told = await inspect(input.submission, reference, sandbox.extract);
      process.stdout.write(`${plainEnglish(input.path, told, reference.register).join('\n')}\n`);
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
