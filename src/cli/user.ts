/**
 * `reticent user invite`: a one-time link by which somebody signs in to the reviewer's pages.
 */
import { Command } from 'commander';
import { withStore } from './with-store.ts';

export function userCommand(): Command {
  const command = new Command('user').description('who may sign in to the reviewer’s pages');
  command
    .command('invite')
    .description('make a link that signs somebody in once, within a day')
    .argument('<name>', 'how the audit log calls them')
    .option('--config <file>', 'reticent.yaml')
    .action((name: string, { config: file }: { config?: string }) =>
      withStore(file, async ({ sessions }, { web }) => {
        const token = await sessions.invite(name);
        process.stdout.write(`http://${web.host}:${web.port}/sign-in/${token}\n`);
      }),
    );
  return command;
}
