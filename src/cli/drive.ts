/**
 * `reticent drive …`: shared drives, their sweeps, and what was found in them.
 *
 * Source: `docs/contracts.md`, `docs/records-officer.md`. Who may run it has the master key and the database, so the name
 * given with `--by` is believed and stands on the audit log.
 */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { textOf } from '../config/config.ts';
import { loadDriveFile } from '../config/drive-file.ts';
import { kindOf, openSource } from '../drives/index.ts';
import { counted } from '../drives/report.ts';
import type { DriveSummary } from '../store/drives.ts';
import { addFindingCommands } from './drive-findings.ts';
import { type SweepOptions, sweepDrive } from './drive-sweep.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { withQueues } from './with-queues.ts';
import { withStore } from './with-store.ts';

interface AddOptions {
  readonly config?: string;
  readonly settings?: string;
  readonly by: string;
}

export function driveCommand(): Command {
  const command = new Command('drive').description('shared drives: sweep them, and act on what is found');
  const byOption = () => new Option('--by <name>', 'who does it, for the audit log').default(userInfo().username);
  command
    .command('add')
    .description('add a drive, or change the one of that name')
    .argument('<name>')
    .argument('<location>', 'a folder, https://… (WebDAV), or s3://bucket/prefix')
    .option('--settings <file>', 'YAML: schedule, throttle, who people are, what to do (docs/records-officer.md)')
    .option('--config <file>', 'reticent.yaml')
    .addOption(byOption())
    .action(add);
  command
    .command('list')
    .description('drives, when they were swept, and what is open')
    .option('--config <file>', 'reticent.yaml')
    .option('--json', 'one JSON object a line')
    .action(({ config, json }: { config?: string; json?: boolean }) =>
      withStore(config, async ({ drives }) => {
        const all = await drives.list();
        for (const drive of all) process.stdout.write(`${json ? JSON.stringify(drive) : summary(drive)}\n`);
        if (all.length === 0 && !json) process.stdout.write('there are no drives\n');
      }),
    );
  command
    .command('remove')
    .description('forget a drive, its files and findings')
    .argument('<name>')
    .option('--config <file>', 'reticent.yaml')
    .addOption(byOption())
    .action(remove);
  command
    .command('sweep')
    .description('sweep a drive now, and show how far it is')
    .argument('<name>')
    .option('--detach', 'leave it to the workers that run')
    .option('--json', 'how far it is, one JSON object a line')
    .option('--config <file>', 'reticent.yaml')
    .addOption(byOption())
    .action((name: string, options: SweepOptions) => sweepDrive(name, options));
  command
    .command('stop')
    .description('stop the sweep that is under way; the next one goes on with what was not read')
    .argument('<name>')
    .option('--config <file>', 'reticent.yaml')
    .addOption(byOption())
    .action((name: string, { config, by }: { config?: string; by: string }) =>
      withStore(config, async ({ drives, sweeps }) => {
        const drive = await drives.find(name);
        if (!drive) throw new NegativeAnswer(`there is no drive \`${name}\``);
        if (!(await sweeps.stop(drive.id, by))) throw new NegativeAnswer(`no sweep of \`${name}\` is under way`);
        process.stdout.write(`the sweep of ${name} is stopped\n`);
      }),
    );
  addFindingCommands(command, byOption);
  return command;
}

async function add(name: string, location: string, { config: file, settings: named, by }: AddOptions): Promise<void> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw new UsageError(`\`${name}\`: expected a name of letters, digits, spaces, dots and hyphens`);
  }
  const settings = loadDriveFile(named === undefined ? '' : textOf(named), named ?? 'settings');
  const kind = kindOf(location);
  if (kind === 'webdav' && !settings.webdav)
    throw new UsageError('WebDAV needs `webdav: { user, password }` in --settings');
  if (kind === 's3' && !settings.s3)
    throw new UsageError('S3 needs `s3: { endpoint, access-key, secret-key }` in --settings');
  const drive = { name, kind, location: kind === 'folder' ? resolve(location) : location, settings };
  // The first thing that a sweep would do: a wrong password or path is told now, and not in the night.
  for await (const _first of openSource(drive).list(null)) break;

  await withStore(file, async (store, config) => {
    const { id, isNew } = await store.drives.put(drive, by);
    await withQueues(config, store, (queues) => queues.schedule(id, settings.schedule, settings.zone));
    const when = settings.schedule ? `swept at \`${settings.schedule}\` (${settings.zone})` : 'swept at once only';
    process.stdout.write(`${name} ${isNew ? 'added' : 'changed'}: ${drive.location}, ${when}\n`);
  });
}

async function remove(name: string, { config: file, by }: { config?: string; by: string }): Promise<void> {
  await withStore(file, async (store, config) => {
    const gone = await store.drives.remove(name, by);
    if (!gone.removed) {
      throw new NegativeAnswer(
        gone.held > 0
          ? `${counted(gone.held, 'file')} of \`${name}\` ${gone.held === 1 ? 'lies' : 'lie'} in the sealed store: restore ${gone.held === 1 ? 'it' : 'them'} first`
          : `there is no drive \`${name}\``,
      );
    }
    await withQueues(config, store, (queues) => queues.schedule(gone.id, null, 'UTC'));
    process.stdout.write(`${name} removed\n`);
  });
}

function summary({
  name,
  location,
  schedule,
  zone,
  files,
  unread,
  open,
  lastSweepAt,
  isSweeping,
}: DriveSummary): string {
  const swept = lastSweepAt ? `swept ${lastSweepAt.toISOString().slice(0, 16).replace('T', ' ')}` : 'never swept';
  return [
    `${name}: ${location}`,
    `  ${isSweeping ? 'a sweep is under way' : swept}; ${schedule ? `by \`${schedule}\` ${zone}` : 'no schedule'}`,
    `  ${counted(files, 'file')}, ${unread} of them not read or not whole, ${counted(open, 'finding')} open`,
  ].join('\n');
}
