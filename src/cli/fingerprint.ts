/** `reticent fingerprint add|list|remove`: documents that are to be met again, as hashes and without their text. */
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import { fingerprintOf } from '../../classifiers/classifier.ts';
import type { Fingerprint } from '../../classifiers/context.ts';
import { normalise } from '../document/text.ts';
import { NegativeAnswer } from './errors.ts';
import { givenDocument } from './given.ts';
import { takeSnapshot } from './snapshot.ts';
import { forTerminal } from './terminal.ts';
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
    .option(
      '--id <id>',
      'its id, in place of what has it (default: from the title, with a number where another document has it)',
      fingerprintId,
    )
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
  const kind: Fingerprint['kind'] = options.strict ? 'strict' : options.published ? 'published' : 'plain';
  const document = await givenDocument(file);
  const shinglesAs = (as: Fingerprint['kind']) => fingerprintOf(document, normalise, as);
  const shingles = shinglesAs(kind);
  if (shingles.length === 0) throw new NegativeAnswer(`${file}: there is not enough text in it to know it by`);
  await withStore(options.config, async (store, { dataDir }) => {
    const registered = await store.referenceData.fingerprints();
    const id = options.id ?? freeId(title, [shinglesAs('plain'), shinglesAs('published')], registered);
    const fingerprint: Fingerprint = { id, title, kind, shingles };
    await store.referenceData.addFingerprint(fingerprint, options.by);
    await takeSnapshot(store, dataDir);
    tell(fingerprint);
  });
}

/** From the title, unless another document has it, which would no longer be met; `own` are the shingles it may be known by. */
function freeId(title: string, own: readonly Float64Array[], registered: readonly Fingerprint[]): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const known = new Map(registered.map((each) => [each.id, each.shingles]));
  for (let number = 1; ; number += 1) {
    const id = [plain || 'document', ...(number === 1 ? [] : [number])].join('-');
    const other = known.get(id);
    if (!other || own.some((shingles) => isDeepStrictEqual(shingles, other))) return id;
  }
}

/** As rules and permissions name it. */
function fingerprintId(written: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(written)) return written;
  throw new InvalidArgumentError('expected letters, digits, full stops and hyphens');
}

function tell({ id, kind, title, shingles }: Fingerprint): void {
  process.stdout.write(`${forTerminal(`${id}  ${kind}  ${shingles.length}  ${title}`)}\n`);
}
