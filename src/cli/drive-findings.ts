/**
 * `reticent drive findings|show|accept|false|reopen|quarantine|restrict|sealed|restore|unread`: what was found, and what a
 * records officer does about it.
 */
import type { Command, Option } from 'commander';
import type { Config } from '../config/config.ts';
import { putBack, quarantine, restrict } from '../drives/act.ts';
import { textOf } from '../drives/report.ts';
import { type DriveTools, exclusionFrom, exclusionFromFile, LYING_PARAGRAPHS } from '../review/drives.ts';
import type { Account } from '../review/eligibility.ts';
import type { FindingDecision, FindingState } from '../store/drive-findings.ts';
import type { SealedFile } from '../store/sealed-files.ts';
import type { Store } from '../store/store.ts';
import { collectedCategory, collectedOf, idIn, oneOf } from './arguments.ts';
import { FORMATS, type ListOptions, unread, writeFindings } from './drive-report.ts';
import { NegativeAnswer } from './errors.ts';
import { registerInForce } from './reference.ts';
import { findingsText } from './scan-text.ts';
import { forTerminal } from './terminal.ts';
import { withStore } from './with-store.ts';

interface ActOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly by: string;
  readonly reason: string;
  readonly paragraph: string;
}

const STATES: readonly FindingState[] = ['open', 'accepted', 'remediated', 'false'];
const PAGE = 500;

export function addFindingCommands(command: Command, byOption: () => Option): void {
  const config = ['--config <file>', 'reticent.yaml'] as const;
  const paragraph = [
    '--paragraph <paragraph>',
    `of the Code: ${LYING_PARAGRAPHS.join(', ')}`,
    oneOf(LYING_PARAGRAPHS),
  ] as const;
  command
    .command('findings')
    .description('what was found, the most exposed first')
    .argument('[drive]')
    .option('--format <format>', FORMATS.join(', '), oneOf(FORMATS), 'table')
    .option('--json', 'the same as --format jsonl')
    .option('--out <file>', 'where to write it; .csv, .jsonl, .sarif and .pdf say the format')
    .option('--all', 'in every state, and what lies within its circle')
    .option('--state <state>', `${STATES.join(', ')}; may be given again (default: open)`, collectedOf(STATES))
    .option('--category <category>', 'may be given again', collectedCategory)
    .option('--owner <address>', 'whose files')
    .option('--path <text>', 'a part of the path')
    .option('--everyone', 'only what everybody can read')
    .option('--changes', 'only what changed in the newest sweep')
    .option(...config)
    .addOption(byOption())
    .action((drive: string | undefined, options: ListOptions) =>
      withStore(options.config, (store) => writeFindings(store, drive, options)),
    );
  command
    .command('show')
    .description('one finding: evidence, places, history')
    .argument('<id>')
    .option('--json', 'as JSON')
    .option(...config)
    .addOption(byOption())
    .action((id: string, options: ActOptions) =>
      withStore(options.config, (store, config) => show(store, config, plainId(id), options)),
    );
  for (const [name, state, what] of [
    ['accept', 'accepted', 'it may lie where it lies, under a paragraph'],
    ['false', 'false', 'it is no Confidential Matter after all'],
    ['reopen', 'open', 'it is open again'],
  ] as const) {
    const decision = command
      .command(name)
      .description(what)
      .argument('<id...>')
      .requiredOption('--reason <text>', 'why');
    if (state === 'accepted') decision.requiredOption(...paragraph);
    decision
      .option(...config)
      .addOption(byOption())
      .action((ids: string[], options: ActOptions) =>
        withStore(options.config, (store, config) => decide(store, config, ids, state, options)),
      );
  }
  for (const [name, act, what] of [
    ['quarantine', quarantine, 'move the files of a finding into the sealed store'],
    ['restrict', restrict, 'take the rights of everybody but the owner away'],
  ] as const) {
    command
      .command(name)
      .description(what)
      .argument('<id...>')
      .option(...config)
      .addOption(byOption())
      .action((ids: string[], options: ActOptions) =>
        withStore(options.config, async (store, config) => {
          const refuseOwn = await refusalOf(store, config, options);
          let failed = 0;
          for (const id of ids) {
            await refuseOwn(plainId(id));
            for (const each of await act(store, id, options.by)) {
              if (each.failed) failed += 1;
              const outcome = each.failed ?? (each.sealedId ? `sealed as ${each.sealedId}` : 'restricted');
              process.stdout.write(`${forTerminal(`${each.path}: ${outcome}`)}\n`);
            }
          }
          if (failed > 0) throw new NegativeAnswer(`${failed} ${failed === 1 ? 'file stays' : 'files stay'} as before`);
        }),
      );
  }
  command
    .command('sealed')
    .description('files in the sealed store')
    .argument('[drive]')
    .option('--json', 'one JSON object a line')
    .option(...config)
    .action((drive: string | undefined, options: ActOptions) =>
      withStore(options.config, async ({ sealedFiles }) => {
        for await (const { key: _bytes, sha256, ...file } of sealed(sealedFiles, drive)) {
          const line = { ...file, sha256: sha256.toString('hex') };
          const text = `${file.id}  ${file.drive}: ${file.path} (${file.sizeBytes} bytes, by ${file.takenBy})`;
          process.stdout.write(`${options.json ? JSON.stringify(line) : forTerminal(text)}\n`);
        }
      }),
    );
  command
    .command('restore')
    .description('put a file back where it lay; what was found in it is accepted under a paragraph')
    .argument('<id>', 'as the note in its place and `drive sealed` tell it')
    .requiredOption(...paragraph)
    .requiredOption('--reason <text>', 'why')
    .option(...config)
    .addOption(byOption())
    .action((id: string, options: ActOptions) =>
      withStore(options.config, (store, config) => restore(store, config, plainId(id), options)),
    );
  command
    .command('unread')
    .description('files that were not read, or not whole, and why')
    .argument('<drive>')
    .option('--json', 'one JSON object a line')
    .option(...config)
    .action((drive: string, options: ActOptions) =>
      withStore(options.config, async (store) => {
        for await (const row of unread(store, drive)) {
          process.stdout.write(`${options.json ? JSON.stringify(row) : forTerminal(`${row.path}: ${row.problem}`)}\n`);
        }
      }),
    );
}

async function* sealed(files: Store['sealedFiles'], drive: string | undefined): AsyncGenerator<SealedFile> {
  let before: string | undefined;
  for (;;) {
    const page: readonly SealedFile[] = await files.list(drive, PAGE, before);
    yield* page;
    before = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

async function show(store: Store, config: Config, id: string, options: ActOptions): Promise<void> {
  const { json, by } = options;
  const found = await store.driveFindings.show(id);
  if (!found) throw new NegativeAnswer(`there is no finding ${id}`);
  const refuseOwn = await refusalOf(store, config, options);
  await refuseOwn(id);
  await store.audit.append(by, 'read', null, { finding: id, by: 'terminal' });
  if (json) {
    process.stdout.write(`${JSON.stringify(found)}\n`);
    return;
  }
  const text = [
    textOf(found, Number.POSITIVE_INFINITY),
    ...found.places.flatMap(({ path, owner, readers, outside, goneAt }) => [
      `  ${path}${goneAt ? ` (gone ${goneAt.toISOString().slice(0, 10)})` : ''}: owner ${owner ?? 'not known'}, read by ${readers.join(', ')}`,
      ...outside.map(
        ({ principal, address, because }) => `      outside: ${principal}${address ? ` (${address})` : ''}: ${because}`,
      ),
    ]),
    ...findingsText([found.finding], []),
    ...found.events.map(
      ({ at, actor, event, detail }) => `  ${at.toISOString()} ${actor}: ${event} ${JSON.stringify(detail)}`,
    ),
  ];
  process.stdout.write(`${forTerminal(text.join('\n'))}\n`);
}

async function decide(
  store: Store,
  config: Config,
  ids: readonly string[],
  state: FindingDecision['state'],
  options: ActOptions,
): Promise<void> {
  const { paragraph, reason, by } = options;
  const refuseOwn = await refusalOf(store, config, options);
  for (const id of ids) {
    await refuseOwn(plainId(id));
    const done = await store.driveFindings.decide(id, { state, paragraph: paragraph ?? null, reason, by });
    if (!done)
      throw new NegativeAnswer(`finding ${id} is not there, or is not in a state that can become \`${state}\``);
    process.stdout.write(`${id} ${state}\n`);
  }
}

async function restore(store: Store, config: Config, id: string, attested: ActOptions): Promise<void> {
  const file = await store.sealedFiles.get(id);
  if (!file) throw new NegativeAnswer(`there is no sealed file ${id}`);
  const exclusion = await exclusionFromFile(await toolsOf(store, config), await actor(store, attested), file);
  if (exclusion) throw new NegativeAnswer(exclusion);
  if (!(await putBack(store, file, attested)))
    throw new NegativeAnswer(`file ${id} is not in the sealed store any more`);
  process.stdout.write(`${forTerminal(file.path)} is back\n`);
}

/** By the rules of the pages: nobody reads or decides on what is their own. Gives what throws `NegativeAnswer` for such a finding. */
async function refusalOf(store: Store, config: Config, options: ActOptions): Promise<(id: string) => Promise<void>> {
  const [tools, me] = [await toolsOf(store, config), await actor(store, options)];
  return async (id) => {
    const found = await store.driveFindings.show(id);
    const exclusion = found && (await exclusionFrom(tools, me, found));
    if (exclusion) throw new NegativeAnswer(exclusion);
  };
}

async function toolsOf(store: Store, config: Config): Promise<DriveTools> {
  const register = await registerInForce(store, config);
  return { store, reference: () => ({ register }) };
}

/** Who acts, as an account knows them. */
async function actor({ users }: Store, { by }: ActOptions): Promise<Account> {
  return (await users.find(by)) ?? { name: by, email: null };
}

function plainId(written: string): string {
  return idIn(written, 'drive findings');
}
