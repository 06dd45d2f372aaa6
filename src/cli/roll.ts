/** `reticent roll import FILE`: the membership list as keyed hashes. What is kept cannot be read back. */
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { buildCircles, circlesIn } from '../../classifiers/circles.ts';
import { membersOf } from '../../classifiers/members.ts';
import { buildRoll, circleHash } from '../../classifiers/roll.ts';
import { normalise } from '../document/text.ts';
import { NegativeAnswer } from './errors.ts';
import { givenDocument } from './given.ts';
import { circlesBytes, rollBytes, rollKeyOf } from './reference-files.ts';
import { takeSnapshot } from './snapshot.ts';
import { withStore } from './with-store.ts';

export function rollCommand(): Command {
  const importList = new Command('import')
    .description(
      'take over the membership list (CSV, XLSX): number, name with postcode, e-mail and telephone, as keyed hashes',
    )
    .argument('<file>')
    .option('--config <file>', 'configuration file')
    .option('--by <name>', 'who imports it', userInfo().username)
    .action(importFile);
  return new Command('roll').description("the organisation's membership list").addCommand(importList);
}

/** How many rows that are not taken over are named one by one. */
const NAMED = 20;

async function importFile(file: string, options: { config?: string; by: string }): Promise<void> {
  const { parts } = await givenDocument(file);
  const tables = parts.flatMap(({ segments }) =>
    segments.flatMap(({ place, text }) => (place === 'cell' || place === 'body' ? [normalise(text).text] : [])),
  );
  // Twice through, because all keys of a million members at once take a gigabyte and more.
  const told = new Set<string>();
  const repeated = tables.map(() => new Set<number>());
  const problems: string[] = [];
  let keys = 0;
  for (const [table, text] of tables.entries()) {
    for (const row of membersOf(text)) {
      if (row.problem) problems.push(`${file}:${row.line}: ${row.problem}`);
      if (row.keys.length === 0) continue;
      if (told.has(row.identity)) repeated[table]?.add(row.line);
      told.add(row.identity);
      keys += row.keys.length;
    }
  }
  if (told.size === 0)
    throw new NegativeAnswer(`${file}: no column of membership numbers, names, addresses or telephones was recognised`);

  const circles = await withStore(options.config, async (store, { dataDir }) => {
    const key = rollKeyOf(dataDir);
    const facts = tables
      .values()
      .flatMap((text, table) => circlesIn(text, (line) => repeated[table]?.has(line) ?? false));
    const made = buildCircles(facts, circleHash(key));
    const members = tables.values().flatMap((text) => membersOf(text).flatMap((row) => row.keys));
    const roll = rollBytes(buildRoll(told.size, keys, members, key));
    await store.referenceData.importRoll({ roll, circles: circlesBytes(made) }, options.by);
    await takeSnapshot(store, dataDir);
    return made;
  });
  for (const problem of problems.slice(0, NAMED)) process.stderr.write(`reticent: ${problem}\n`);
  if (problems.length > NAMED) process.stderr.write(`reticent: and ${problems.length - NAMED} more rows like these\n`);
  const rows = repeated.reduce((sum, { size }) => sum + size, 0);
  process.stdout.write(`${told.size} members, ${keys} keys, ${rows} rows repeated, ${circlesTold(circles.known)}\n`);
}

function circlesTold(known: readonly string[]): string {
  return known.length > 0 ? `circles by ${known.join(', ')}` : 'no column of branch, office, joining or sex';
}
