/**
 * `reticent scan PATH…`: messages, documents and folders, without a server.
 *
 * Source: `docs/contracts.md`. Lines come in the order of the input whatever `--jobs` says, and all that was read is
 * printed before an exit status above 1: 2 wins over 3 over 1 over 0.
 */
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { createSandbox } from '../extract/sandbox.ts';
import type { Inspection, Submission } from '../inspect.ts';
import { collectedAddress, sender, wholeNumber } from './arguments.ts';
import type { ExitStatus } from './errors.ts';
import { inOrder } from './in-order.ts';
import { progressOf } from './progress.ts';
import { loadReference } from './reference.ts';
import { scanLine } from './scan-json.ts';
import { scanText } from './scan-text.ts';
import { countFiles, type Input, inputs } from './submissions.ts';
import { forTerminal } from './terminal.ts';

interface Options {
  readonly register?: string;
  readonly policy?: string;
  readonly config?: string;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly login?: string;
  readonly json?: boolean;
  readonly allSignals?: boolean;
  readonly jobs: number;
}

type Outcome =
  | { readonly kind: 'inspected'; readonly path: string; readonly inspection: Inspection; readonly ms: number }
  | { readonly kind: 'unreadable'; readonly path: string; readonly because: string };

export function scanCommand(): Command {
  return new Command('scan')
    .description('say of messages, documents and folders what is a Confidential Matter, and whether it may go')
    .argument('<path...>', 'files (.eml, .msg, .mbox, any document) and folders; - is a message on standard input')
    .option('--register <file>', 'who people are (default: the configured one)')
    .option('--policy <file>', 'thresholds and how the grounds apply (default: the configured one)')
    .option('--config <file>', 'reticent.yaml')
    .option('--from <address>', 'replaces the From: header', sender)
    .option('--to <address>', 'a recipient, in place of To:, Cc: and Bcc:; may be given again', collectedAddress)
    .option('--login <address>', 'who sends it (default: --from, else From:)', sender)
    .option('--json', 'one JSON object a line')
    .option('--all-signals', 'also what stayed below its threshold')
    .option('--jobs <n>', 'how many files at once', wholeNumber, availableParallelism())
    .action(scan);
}

async function scan(paths: readonly string[], options: Options): Promise<void> {
  const config = loadConfig(options.config);
  const reference = loadReference(config, options);
  const sandbox = createSandbox({ processes: options.jobs, limits: reference.policy.limits });
  // The child starts while the classifiers load: a plain message is to be answered at once.
  sandbox.warm();
  const { inspect } = await import('../inspect.ts');
  const progress = await progressOf(process.stderr, () => countFiles(paths));
  let worst: ExitStatus = 0;
  try {
    const outcomes = inOrder(inputs(paths, options), options.jobs, (input) =>
      outcome(input, (submission) => inspect(submission, reference, sandbox.extract)),
    );
    for await (const each of outcomes) {
      progress.advance(each.path);
      if (each.kind === 'unreadable')
        process.stderr.write(`${forTerminal(`reticent: ${each.path}: ${each.because}`)}\n`);
      else {
        const { path, inspection, ms } = each;
        const { json, allSignals } = options;
        const shown = json
          ? scanLine(path, inspection, ms, allSignals ?? false)
          : forTerminal(scanText(path, inspection, allSignals ?? false));
        process.stdout.write(`${shown}\n`);
      }
      worst = graver(worst, statusOf(each));
      // Already now, for a reader that goes away before the end.
      process.exitCode = worst;
    }
  } finally {
    progress.end();
    await sandbox.close();
  }
}

async function outcome(input: Input, judge: (submission: Submission) => Promise<Inspection>): Promise<Outcome> {
  if (input.kind === 'unreadable') return input;
  const start = performance.now();
  const inspection = await judge(input.submission);
  return { kind: 'inspected', path: input.path, inspection, ms: performance.now() - start };
}

/** 3 means that a file could not even be opened; one that was, and held nothing that could be read, is held like any other. */
function statusOf(each: Outcome): ExitStatus {
  if (each.kind === 'unreadable') return 3;
  return each.inspection.decision.action === 'release' ? 0 : 1;
}

function graver(a: ExitStatus, b: ExitStatus): ExitStatus {
  return a > b ? a : b;
}
