/**
 * The command `reticent`: arguments in, exit status out. Errors become words here and nowhere else.
 *
 * Started by `start.js`. Commands load when they are called, because `scan` on one plain message is to answer at once.
 */
import { type Command, CommanderError, program } from 'commander';
import { exitStatusOf, wordsFor } from './errors.ts';

/** Name → how the command is made. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan.ts')).scanCommand(),
  extract: async () => (await import('./extract.ts')).extractCommand(),
  quarantine: async () => (await import('./quarantine.ts')).quarantineCommand(),
  drive: async () => (await import('./drive.ts')).driveCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  user: async () => (await import('./user.ts')).userCommand(),
  'mail-account': async () => (await import('./mail-account.ts')).mailAccountCommand(),
  token: async () => (await import('./token.ts')).tokenCommand(),
  secret: async () => (await import('./secret.ts')).secretCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  policy: async () => (await import('./policy.ts')).policyCommand(),
  register: async () => (await import('./register.ts')).registerCommand(),
  evaluate: async () => (await import('./evaluate.ts')).evaluateCommand(),
  rules: async () => (await import('./rules.ts')).rulesCommand(),
  fingerprint: async () => (await import('./fingerprint.ts')).fingerprintCommand(),
  roll: async () => (await import('./roll.ts')).rollCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand('serve'),
  gateway: async () => (await import('./serve.ts')).serveCommand('gateway'),
  worker: async () => (await import('./serve.ts')).serveCommand('worker'),
  web: async () => (await import('./serve.ts')).serveCommand('web'),
  scheduler: async () => (await import('./serve.ts')).serveCommand('scheduler'),
};

// Whoever reads our lines may have seen enough (`| head`). What cannot be written otherwise (a full disk) is no answer:
// least of all 1, which says that something is to be held.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exit(exitStatusOf(error));
});

const name = process.argv[2];
try {
  program
    .name('reticent')
    .description('Finds Confidential Matters in mail and documents, and holds or releases by the Code of Conduct.')
    .exitOverride();
  // Only the command that is called is loaded; help needs all of them.
  const wanted = name && Object.hasOwn(commands, name) ? [name] : Object.keys(commands);
  for (const each of wanted) {
    const command = await commands[each]?.();
    if (!command) continue;
    // Of those below it too, which otherwise end the process with a status of their own.
    for (const below of command.commands) below.exitOverride();
    program.addCommand(command.exitOverride());
  }
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = exitStatusOf(error);
}
