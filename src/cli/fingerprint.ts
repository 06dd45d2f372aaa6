/** `reticent fingerprint add|list|remove`: documents that are to be met again, as hashes and without their text. */
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { fingerprintOf } from '../../classifiers/classifier.ts';
import type { Fingerprint } from '../../classifiers/context.ts';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import { normalise } from '../document/text.ts';
import { extract } from '../extract/extract.ts';
import { NegativeAnswer } from './errors.ts';
import { takeSnapshot } from './snapshot.ts';
import { withStore } from './with-store.ts';

interface Options {
  readonly by: string;
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
    .option('--by <name>', 'who registers it', userInfo().username)
    .addOption(configured())
    .action(addFile);
  const list = new Command('list')
    .description('show the registered documents')
    .addOption(configured())
    .action((options: Options) =>
      withStore(options.config, async ({ referenceData }) => {
        for (const fingerprint of await referenceData.fingerprints()) tell(fingerprint);
      }),
    );
  const remove = new Command('remove')
    .description('forget a registered document')
    .argument('<id>')
    .addOption(configured())
    .option('--by <name>', 'who removes it', userInfo().username)
    .action((id: string, options: Options) =>
      withStore(options.config, async (store, { dataDir }) => {
        const isGone = await store.referenceData.removeFingerprint(id, options.by);
        if (!isGone) throw new NegativeAnswer(`no document is registered as \`${id}\``);
        await takeSnapshot(store, dataDir);
      }),
    );
  return new Command('fingerprint')
    .description('documents that are to be met again')
    .addCommand(add)
    .addCommand(list)
    .addCommand(remove);
}

async function addFile(file: string, options: Options): Promise<void> {
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
  const fingerprint: Fingerprint = { id, title, kind, shingles: fingerprintOf(document, normalise, kind) };
  if (fingerprint.shingles.length === 0)
    throw new NegativeAnswer(`${file}: there is not enough text in it to know it by`);
  await withStore(options.config, async (store, { dataDir }) => {
    await store.referenceData.addFingerprint(fingerprint, options.by);
    await takeSnapshot(store, dataDir);
  });
  tell(fingerprint);
}

function tell({ id, kind, title, shingles }: Fingerprint): void {
  process.stdout.write(`${id}  ${kind}  ${shingles.length}  ${title}\n`);
}
