/**
 * `reticent serve`, and the roles one by one: `gateway`, `worker`, `web`, `scheduler`.
 *
 * SIGTERM and SIGINT stop gracefully: nothing new is taken, what is at work ends. A second signal ends at once.
 */
import { once } from 'node:events';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { createLog } from '../log.ts';
import { ROLES, type Role, type Running, startRoles } from './roles.ts';
import { spareMemory } from './spare-memory.ts';

const DESCRIPTIONS: Readonly<Record<Role | 'serve', string>> = {
  serve: 'everything in one process: gateway, workers, reviewer’s pages, schedules',
  gateway: 'take mail in and relay what is released',
  worker: 'inspect messages',
  web: 'serve the reviewer’s pages',
  scheduler: 'look after messages whose job is lost, and start what runs by the clock',
};

export function serveCommand(name: Role | 'serve'): Command {
  const roles = name === 'serve' ? ROLES : [name];
  return new Command(name)
    .description(DESCRIPTIONS[name])
    .option('--config <file>', 'reticent.yaml')
    .action(async ({ config: file }: { config?: string }) => {
      const config = loadConfig(file);
      const log = createLog(config);
      const running = await startRoles(config, roles, log);
      const stopSparing = spareMemory();
      if (roles.includes('web')) await printFirstLink(running);
      // Before anybody is told that we are there to be stopped.
      const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
      log.info({ roles, smtp: running.smtpPort, web: running.webUrl }, 'ready');
      await told;
      // A person who asks twice does not want to wait.
      process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
      log.info('stopping');
      stopSparing();
      await running.close();
      // What was left behind unclosed (`src/queue/closing.ts`) must not keep the process. The log is written out as it ends.
      process.exit();
    });
}

/** Until somebody can manage accounts, each start prints a way in: once, on standard output and in no log. */
async function printFirstLink({ store: { users, sessions }, webUrl }: Running): Promise<void> {
  if (await users.hasAdministrator()) return;
  const name = 'administrator';
  const first = (await users.find(name)) ?? (await users.add({ name, email: null, roles: [name] }, 'reticent'));
  const token = await sessions.start(first.id, 'welcome');
  process.stdout.write(`the first administrator signs in here, once, within a day: ${webUrl}/sign-in/${token}\n`);
}
