/**
 * `reticent user add|list|disable|enable|reset|invite`: accounts of the reviewer's pages, from the machine of the store.
 *
 * Who may run it has the master key, so it needs no sign-in; what it does stands on the audit log under their login.
 */
import { userInfo } from 'node:os';
import { Command } from 'commander';
import type { Config } from '../config/config.ts';
import { namelessWarning, newUser } from '../review/accounts.ts';
import type { Store } from '../store/store.ts';
import { ROLES, type User } from '../store/users.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { forTerminal } from './terminal.ts';
import { withStore } from './with-store.ts';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly role?: readonly string[];
  readonly email?: string;
}

const LIST_AT_MOST = 10_000;

export function userCommand(): Command {
  const command = new Command('user').description('who may sign in to the reviewer’s pages');
  const named = (name: string, description: string) =>
    command.command(name).description(description).argument('<name>').option('--config <file>', 'reticent.yaml');
  const on = (work: (store: Store, config: Config, name: string, options: Options) => Promise<void>) => {
    return (name: string, options: Options) =>
      withStore(options.config, (store, config) => work(store, config, name, options));
  };

  named('add', 'add an account, and make the link by which they choose a password')
    .requiredOption('--role <role...>', `one or several of ${ROLES.join(', ')}`)
    .option('--email <address>', 'by which the register and an identity provider know them')
    .action(on(add));
  command
    .command('list')
    .description('accounts, their roles and states')
    .option('--config <file>', 'reticent.yaml')
    .option('--json', 'one JSON object a line')
    .action((options: Options) => withStore(options.config, (store) => list(store, options)));
  named('disable', 'sign somebody out for good, and stop their tokens').action(
    on(async ({ users }, _config, name) => {
      await users.disable((await known(users, name)).id, who());
      process.stdout.write(`${name} is disabled\n`);
    }),
  );
  named('enable', 'let a disabled account sign in again').action(
    on(async ({ users }, _config, name) => {
      await users.enable((await known(users, name)).id, who());
      process.stdout.write(`${name} can sign in again\n`);
    }),
  );
  named('reset', 'forget password and authenticator, and make the link by which they begin again').action(
    on(async (store, config, name) => {
      const { id } = await known(store.users, name);
      await store.users.resetCredentials(id, who());
      printLink(config, await store.sessions.start(id, 'welcome'));
    }),
  );
  named('invite', 'make a link that signs somebody in once, within a day')
    .option('--role <role...>', 'roles of an account that is new', ['reviewer'])
    .action(
      on(async (store, config, name, { role = [] }) => {
        const user = (await store.users.find(name)) ?? (await store.users.add(checked(name, role), who()));
        printLink(config, await store.sessions.start(user.id, 'link'));
      }),
    );
  return command;
}

async function add(store: Store, config: Config, name: string, { role = [], email }: Options): Promise<void> {
  const user = await store.users.add(checked(name, role, email), who());
  const warning = namelessWarning(user);
  if (warning) process.stderr.write(`reticent: ${forTerminal(warning)} (--email)\n`);
  printLink(config, await store.sessions.start(user.id, 'welcome'));
}

async function list({ users }: Store, { json }: Options): Promise<void> {
  for (const user of await users.list(null, LIST_AT_MOST))
    process.stdout.write(
      json ? `${JSON.stringify(user)}\n` : `${user.name}  ${user.roles.join(', ')}  ${stateOf(user)}\n`,
    );
}

function stateOf({ isDisabled, hasPassword, hasProvider, lockedUntil }: User): string {
  if (isDisabled) return 'disabled';
  if (lockedUntil) return 'locked';
  return hasPassword || hasProvider ? 'active' : 'waits for its first sign-in';
}

function checked(name: string, roles: readonly string[], email?: string) {
  const { data, error } = newUser.safeParse({ name, roles, email });
  if (data) return data;
  throw new UsageError(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}

/** Throws `NegativeAnswer` for nobody. */
export async function known(users: Store['users'], name: string): Promise<User> {
  const user = await users.find(name);
  if (user) return user;
  throw new NegativeAnswer(`there is no account \`${name}\``);
}

/** Who runs the command, as the audit log says it. */
export function who(): string {
  return `${userInfo().username} (terminal)`;
}

function printLink({ publicUrl, web }: Config, token: string): void {
  const url = (publicUrl ?? `http://${web.host}:${web.port}`).replace(/\/$/, '');
  process.stdout.write(`${url}/sign-in/${token}\n`);
}
