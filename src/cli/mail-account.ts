/** `reticent mail-account add|list|remove`: logins of machines and people that send by SMTP AUTH. */
import { Command } from 'commander';
import { NegativeAnswer, UsageError } from './errors.ts';
import { who } from './user.ts';
import { withStore } from './with-store.ts';

export function mailAccountCommand(): Command {
  const command = new Command('mail-account').description(
    'logins that may send by SMTP AUTH, with a password made here',
  );
  const named = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument('<address>', 'who sends')
      .option('--config <file>', 'reticent.yaml');

  named('add', 'make a login, or give it a new password, and print the password this once').action(
    (address: string, { config }: { config?: string }) =>
      withStore(config, async ({ mailAccounts, audit }) => {
        // The login is the sender that a decision is about: the register knows people by their address.
        if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new UsageError(`\`${address}\`: expected an address`);
        const password = await mailAccounts.add(address);
        await audit.append(who(), 'mail account made', null, { login: address.toLowerCase() });
        process.stdout.write(`${password}\n`);
      }),
  );
  command
    .command('list')
    .description('logins, one a line')
    .option('--config <file>', 'reticent.yaml')
    .action(({ config }: { config?: string }) =>
      withStore(config, async ({ mailAccounts }) => {
        for (const login of await mailAccounts.list()) process.stdout.write(`${login}\n`);
      }),
    );
  named('remove', 'take a login away').action((address: string, { config }: { config?: string }) =>
    withStore(config, async ({ mailAccounts, audit }) => {
      if (!(await mailAccounts.remove(address))) throw new NegativeAnswer(`there is no login ${address}`);
      await audit.append(who(), 'mail account removed', null, { login: address.toLowerCase() });
      process.stdout.write(`${address} is removed\n`);
    }),
  );
  return command;
}
