/**
 * `reticent register check FILE`: is this register right, and what should somebody look at.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { checkRegister } from '../register/load.ts';
import { UsageError } from './errors.ts';
import { today } from './reference.ts';

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
        `${file}: version ${register.version}: ${people.length} people, ${committees.length} committees, ${cases.length} cases, ${permissions.length} permissions\n`,
      );
    });
  return command;
}
