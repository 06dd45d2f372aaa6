/**
 * `reticent register check|import|versions`: is this register right, put it in force, and what was in force.
 */
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { textOf } from '../config/config.ts';
import { checkRegisterToKeep } from '../register/load.ts';
import type { Registers } from '../store/registers.ts';
import { NegativeAnswer } from './errors.ts';
import { today } from './reference.ts';
import { withStore } from './with-store.ts';

export function registerCommand(): Command {
  const command = new Command('register').description('who people are');
  command
    .command('check')
    .description('tell every error with its line, and what has run out')
    .argument('<file>')
    .action((file: string) => {
      const { register, warnings } = checkRegisterToKeep(textOf(file), file, today());
      for (const { line, message } of warnings) process.stdout.write(`${file}:${line}: warning: ${message}\n`);
      const { people, committees, cases, permissions } = register.entries;
      process.stdout.write(
        `${file}: version ${register.version}, with so many people: ${people.length}, committees: ${committees.length}, cases: ${cases.length}, permissions: ${permissions.length}\n`,
      );
    });
  command
    .command('import')
    .description('put a register in force where no file is configured; every version is kept')
    .argument('<file>')
    .option('--config <file>', 'reticent.yaml')
    .option('--by <name>', 'who imports it', userInfo().username)
    .action((file: string, { config, by }: { config?: string; by: string }) => importFile(file, by, config));
  command
    .command('versions')
    .description('every version that was in force, newest first')
    .option('--config <file>', 'reticent.yaml')
    .option('--show <version>', 'the text of one')
    .action(({ config, show }: { config?: string; show?: string }) =>
      withStore(config, ({ registers }) => (show ? showVersion(registers, show) : listVersions(registers))),
    );
  return command;
}

async function importFile(file: string, by: string, configFile: string | undefined): Promise<void> {
  const text = textOf(file);
  const { register } = checkRegisterToKeep(text, file, today());
  await withStore(configFile, async ({ registers }, config) => {
    const isNew = await registers.keep(register.version, text, 'import', by);
    process.stdout.write(`version ${register.version} ${isNew ? 'is in force' : 'is in force already'}\n`);
    if (config.register) {
      process.stderr.write(
        `reticent: \`register: ${config.register}\` is configured and goes before what is imported\n`,
      );
    }
  });
}

const VERSIONS_AT_MOST = 1000;

async function listVersions(registers: Registers): Promise<void> {
  for (const { version, keptAt, keptBy, source } of await registers.list(VERSIONS_AT_MOST)) {
    process.stdout.write(`${version}  ${keptAt.toISOString()}  ${source} by ${keptBy}\n`);
  }
}

async function showVersion(registers: Registers, version: string): Promise<void> {
  const text = await registers.textOf(version);
  if (text === undefined) throw new NegativeAnswer(`there is no version ${version}`);
  process.stdout.write(text);
}
