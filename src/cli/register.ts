/**
 * `reticent register check|import|versions`: is this register right, put it in force, and what was in force.
 */
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { checkRegister } from '../register/load.ts';
import type { Registers } from '../store/registers.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { today } from './reference.ts';
import { withStore } from './with-store.ts';

export function registerCommand(): Command {
  const command = new Command('register').description('who people are');
  command
    .command('check')
    .description('tell every error with its line, and what has run out')
    .argument('<file>')
    .action((file: string) => {
      if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
      const { register, warnings } = checkRegister(readFileSync(file, 'utf8'), file, today());
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
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  const text = readFileSync(file, 'utf8');
  const { register } = checkRegister(text, file, today());
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
