/** `reticent roll import FILE`: the membership list as keyed hashes. What is kept cannot be read back. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { buildCircles, circlesIn } from '../../classifiers/circles.ts';
import { membersOf } from '../../classifiers/members.ts';
import { buildRoll, circleHash } from '../../classifiers/roll.ts';
import { loadConfig } from '../config/config.ts';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import { extract } from '../extract/extract.ts';
import { NegativeAnswer } from './errors.ts';
import { rollKeyOf, writeCircles, writeRoll } from './reference-files.ts';

export function rollCommand(): Command {
  const importList = new Command('import')
    .description(
      'take over the membership list (CSV, XLSX): number, name with postcode, e-mail and telephone, as keyed hashes',
    )
    .argument('<file>')
    .option('--config <file>', 'configuration file')
    .action(async (file: string, options: { config?: string }) => {
      const { dataDir } = loadConfig(options.config);
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
      writeRoll(dataDir, buildRoll(members.length, keys.length, keys, rollKeyOf(dataDir)));
      const circles = buildCircles(tables.flatMap(circlesIn), circleHash(rollKeyOf(dataDir)));
      writeCircles(dataDir, circles);
      process.stdout.write(`${members.length} members, ${keys.length} keys, ${told(circles.known)}\n`);
    });
  return new Command('roll').description("the organisation's membership list").addCommand(importList);
}

function told(known: readonly string[]): string {
  return known.length > 0 ? `circles by ${known.join(', ')}` : 'no column of branch, office, joining or sex';
}
