/** `reticent roll import FILE`: the membership list as keyed hashes. What is kept cannot be read back. */
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { Command } from 'commander';
import { buildCircles, circlesIn } from '../../classifiers/circles.ts';
import { membersOf } from '../../classifiers/members.ts';
import { buildRoll, circleHash } from '../../classifiers/roll.ts';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import { extract } from '../extract/extract.ts';
import { NegativeAnswer } from './errors.ts';
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
    .action(async (file: string, options: { config?: string; by: string }) => {
      const document = await extract(await readFile(file), { name: basename(file) }, DEFAULT_LIMITS);
      const tables = document.parts.flatMap((part) =>
        part.segments.flatMap(({ place, text }) => (place === 'cell' || place === 'body' ? [text] : [])),
      );
      const members = tables.flatMap(membersOf);
      if (members.length === 0)
        throw new NegativeAnswer(
          `${file}: no column of membership numbers, names, addresses or telephones was recognised`,
        );
      const keys = members.flat();
      const circles = await withStore(options.config, async (store, { dataDir }) => {
        const key = rollKeyOf(dataDir);
        const made = buildCircles(tables.flatMap(circlesIn), circleHash(key));
        const roll = rollBytes(buildRoll(members.length, keys.length, keys, key));
        await store.referenceData.importRoll({ roll, circles: circlesBytes(made) }, options.by);
        await takeSnapshot(store, dataDir);
        return made;
      });
      process.stdout.write(`${members.length} members, ${keys.length} keys, ${told(circles.known)}\n`);
    });
  return new Command('roll').description("the organisation's membership list").addCommand(importList);
}

function told(known: readonly string[]): string {
  return known.length > 0 ? `circles by ${known.join(', ')}` : 'no column of branch, office, joining or sex';
}
