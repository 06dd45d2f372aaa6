/**
 * `reticent token add|list|revoke`: tokens of programs that use the interface under `/v1`.
 */
import { Command } from 'commander';
import { ACTS, type Act, may } from '../review/roles.ts';
import { newApiToken } from '../review/routes/account.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { known, who } from './user.ts';
import { withStore } from './with-store.ts';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly user: string;
  readonly scope: readonly string[];
  readonly days: string;
}

export function tokenCommand(): Command {
  const command = new Command('token').description('tokens of programs that use /v1');
  command
    .command('add')
    .description('make a token that acts for an account, and print it this once')
    .argument('<name>', 'what it is for')
    .requiredOption('--user <name>', 'the account that it acts for')
    .requiredOption('--scope <scope...>', `one or several of ${Object.keys(ACTS).join(', ')}`)
    .option('--days <number>', 'how long it works', '90')
    .option('--config <file>', 'reticent.yaml')
    .action((name: string, { config, user, scope, days }: Options) =>
      withStore(config, async ({ users, apiTokens }) => {
        const { data, error } = newApiToken.safeParse({ name, scopes: scope, days });
        if (!data) throw new UsageError(error.issues.map(({ message }) => message).join('\n'));
        const owner = await known(users, user);
        const beyond = data.scopes.find((each: Act) => !may(owner.roles, each));
        if (beyond) throw new UsageError(`the roles of \`${owner.name}\` do not allow ${beyond}`);
        const { token } = await apiTokens.add(owner.id, data, who());
        process.stdout.write(`${token}\n`);
      }),
    );
  command
    .command('list')
    .description('tokens, whom they act for, and until when')
    .option('--config <file>', 'reticent.yaml')
    .option('--json', 'one JSON object a line')
    .action(({ config, json }: Options) =>
      withStore(config, async ({ apiTokens }) => {
        for (const token of await apiTokens.list(null)) {
          const { id, name, owner, scopes, expiresAt, isRevoked } = token;
          const until = isRevoked ? 'revoked' : `until ${expiresAt.toISOString().slice(0, 10)}`;
          const line = json ? JSON.stringify(token) : `${id}  ${name}  for ${owner}  ${scopes.join(', ')}  ${until}`;
          process.stdout.write(`${line}\n`);
        }
      }),
    );
  command
    .command('revoke')
    .description('stop a token')
    .argument('<id>', 'as `token list` shows it')
    .option('--config <file>', 'reticent.yaml')
    .action((id: string, { config }: Options) =>
      withStore(config, async ({ apiTokens }) => {
        if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id))
          throw new UsageError(`\`${id}\` is no id: expected one as \`token list\` shows it`);
        if (!(await apiTokens.revoke(id, null, who()))) throw new NegativeAnswer(`there is no token ${id} that works`);
        process.stdout.write(`${id} is revoked\n`);
      }),
    );
  return command;
}
