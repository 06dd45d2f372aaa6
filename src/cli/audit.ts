/**
 * `reticent audit verify|export`: is the chain whole, and what stands in it.
 */
import { Command } from 'commander';
import type { Store } from '../store/store.ts';
import { NegativeAnswer } from './errors.ts';
import { withStore } from './with-store.ts';

/** Records fetched at once: an export of years runs in flat memory. */
const PAGE_RECORDS = 5000;

/** The record is hashed, not sealed: it outlives a secret that was lost. */
const ANY_SECRET = { opensSealed: false };

interface Options {
  readonly config?: string;
}

export function auditCommand(): Command {
  const command = new Command('audit').description('the hash-chained record of everything decided');
  command
    .command('verify')
    .description('check that no record was changed, added or removed')
    .option('--config <file>', 'reticent.yaml')
    .action(({ config }: Options) => withStore(config, verify, ANY_SECRET));
  command
    .command('export')
    .description('every record, one JSON object a line')
    .option('--config <file>', 'reticent.yaml')
    .action(({ config }: Options) => withStore(config, exportAll, ANY_SECRET));
  return command;
}

async function verify({ audit }: Store): Promise<void> {
  const result = await audit.verify();
  if (result.kind === 'broken') throw new NegativeAnswer(`the chain is broken at record ${result.seq}`);
  process.stdout.write(`whole: ${result.records} records, head ${result.head ?? 'none'}\n`);
}

async function exportAll({ audit }: Store): Promise<void> {
  for (let after = 0; ; ) {
    const records = await audit.records(after, PAGE_RECORDS);
    for (const record of records) process.stdout.write(`${JSON.stringify(record)}\n`);
    if (records.length < PAGE_RECORDS) return;
    after = records.at(-1)?.seq ?? after;
  }
}
