/** `reticent fingerprint add|list|remove`: documents that are to be met again, as hashes and without their text. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { fingerprintOf } from '../../classifiers/classifier.ts';
import type { Fingerprint } from '../../classifiers/context.ts';
import { loadConfig } from '../config/config.ts';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import { normalise } from '../document/text.ts';
import { extract } from '../extract/extract.ts';
import { NegativeAnswer } from './errors.ts';
import { readFingerprints, writeFingerprints } from './reference-files.ts';

interface Options {
  readonly config?: string;
  readonly strict?: true;
  readonly published?: true;
  readonly title?: string;
  readonly id?: string;
}

export function fingerprintCommand(): Command {
  const configured = () => new Option('--config <file>', 'configuration file');
  const add = new Command('add')
    .description('register a document: declared, strictly with --strict; --published clears what it covers')
    .argument('<file>')
    .addOption(new Option('--strict', 'strictly confidential').conflicts('published'))
    .option('--published', 'made public by the Party')
    .option('--title <title>', 'how people call it (default: the name of the file)')
    .option('--id <id>', 'its id (default: from the title)')
    .addOption(configured())
    .action(addFile);
  const list = new Command('list')
    .description('show the registered documents')
    .addOption(configured())
    .action((options: Options) => {
      for (const { id, kind, title, shingles } of readFingerprints(loadConfig(options.config).dataDir)) {
        process.stdout.write(`${id}  ${kind}  ${shingles.length}  ${title}\n`);
      }
    });
  const remove = new Command('remove')
    .description('forget a registered document')
    .argument('<id>')
    .addOption(configured())
    .action((id: string, options: Options) => {
      const { dataDir } = loadConfig(options.config);
      const known = readFingerprints(dataDir);
      if (!known.some((each) => each.id === id)) throw new NegativeAnswer(`no document is registered as \`${id}\``);
      writeFingerprints(
        dataDir,
        known.filter((each) => each.id !== id),
      );
    });
  return new Command('fingerprint')
    .description('documents that are to be met again')
    .addCommand(add)
    .addCommand(list)
    .addCommand(remove);
}

async function addFile(file: string, options: Options): Promise<void> {
  const { dataDir } = loadConfig(options.config);
  const title = options.title ?? basename(file);
  const id =
    options.id ??
    (title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') ||
      'document');
  const document = await extract(await readFile(file), { name: basename(file) }, DEFAULT_LIMITS);
  const kind: Fingerprint['kind'] = options.strict ? 'strict' : options.published ? 'published' : 'plain';
  const fingerprint: Fingerprint = { id, title, kind, shingles: fingerprintOf(document, normalise) };
  if (fingerprint.shingles.length === 0)
    throw new NegativeAnswer(`${file}: there is not enough text in it to know it by`);
  writeFingerprints(dataDir, [...readFingerprints(dataDir).filter((each) => each.id !== id), fingerprint]);
  process.stdout.write(`${id}  ${kind}  ${fingerprint.shingles.length}  ${title}\n`);
}
