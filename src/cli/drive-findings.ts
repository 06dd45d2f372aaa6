/**
 * `reticent drive findings|show|accept|false|reopen|quarantine|restrict|sealed|restore|unread`: what was found, in every
 * form that it is asked for, and what a records officer does about it.
 */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { putBack, quarantine, restrict } from '../drives/act.ts';
import { csvHead, csvRows, jsonLine, textOf } from '../drives/report.ts';
import { sarifOf } from '../drives/sarif.ts';
import { printedSummary } from '../drives/summary.ts';
import { printPdf } from '../printed.ts';
import type { DriveFinding, FindingDecision, FindingFilter, FindingState } from '../store/drive-findings.ts';
import type { SealedFile } from '../store/sealed-files.ts';
import type { Store } from '../store/store.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { findingsText } from './scan-text.ts';
import { forTerminal } from './terminal.ts';
import { withStore } from './with-store.ts';

interface ListOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly format: 'table' | 'csv' | 'jsonl' | 'sarif' | 'pdf';
  readonly out?: string;
  readonly all?: boolean;
  readonly state?: readonly FindingState[];
  readonly category?: readonly string[];
  readonly owner?: string;
  readonly path?: string;
  readonly everyone?: boolean;
  readonly changes?: boolean;
  readonly by: string;
}

interface ActOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly by: string;
  readonly reason: string;
  readonly paragraph: string;
}

const STATES: readonly FindingState[] = ['open', 'accepted', 'remediated', 'false'];
const FORMATS = ['table', 'csv', 'jsonl', 'sarif', 'pdf'] as const;
const PAGE = 500;
const PRINTED_AT_MOST = 200;
const VERSION = '0.1.0';

export function addFindingCommands(command: Command, byOption: () => Option): void {
  const config = ['--config <file>', 'reticent.yaml'] as const;
  command
    .command('findings')
    .description('what was found, the most exposed first')
    .argument('[drive]')
    .option('--format <format>', FORMATS.join(', '), oneOf(FORMATS), 'table')
    .option('--json', 'the same as --format jsonl')
    .option('--out <file>', 'where to write it; .csv, .jsonl, .sarif and .pdf say the format')
    .option('--all', 'in every state, and what lies within its circle')
    .option('--state <state>', `${STATES.join(', ')}; may be given again (default: open)`, collectedOf(STATES))
    .option('--category <category>', 'may be given again', (each: string, before: readonly string[] = []) => [
      ...before,
      each,
    ])
    .option('--owner <address>', 'whose files')
    .option('--path <text>', 'a part of the path')
    .option('--everyone', 'only what everybody can read')
    .option('--changes', 'only what changed in the newest sweep')
    .option(...config)
    .addOption(byOption())
    .action((drive: string | undefined, options: ListOptions) =>
      withStore(options.config, (store) => findings(store, drive, options)),
    );
  command
    .command('show')
    .description('one finding: evidence, places, history')
    .argument('<id>')
    .option('--json', 'as JSON')
    .option(...config)
    .addOption(byOption())
    .action((id: string, options: ActOptions) =>
      withStore(options.config, (store) => show(store, plainId(id), options)),
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
    if (state === 'accepted') decision.requiredOption('--paragraph <paragraph>', 'of the Code: 2, 6(a), 7, 8 …');
    decision
      .option(...config)
      .addOption(byOption())
      .action((ids: string[], options: ActOptions) =>
        withStore(options.config, (store) => decide(store, ids, state, options)),
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
        withStore(options.config, async (store) => {
          let failed = 0;
          for (const id of ids) {
            for (const each of await act(store, plainId(id), options.by)) {
              if (each.failed) failed += 1;
              process.stdout.write(
                `${each.path}: ${each.failed ?? (each.sealedId ? `sealed as ${each.sealedId}` : 'restricted')}\n`,
              );
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
    .requiredOption('--paragraph <paragraph>', 'of the Code: 2, 6(a), 7, 8 …')
    .requiredOption('--reason <text>', 'why')
    .option(...config)
    .addOption(byOption())
    .action((id: string, options: ActOptions) =>
      withStore(options.config, (store) => restore(store, plainId(id), options)),
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

async function findings(store: Store, drive: string | undefined, options: ListOptions): Promise<void> {
  const format = options.json ? 'jsonl' : (formatOf(options.out) ?? options.format);
  if (drive !== undefined && !(await store.drives.find(drive)))
    throw new NegativeAnswer(`there is no drive \`${drive}\``);
  if ((options.changes || format === 'pdf') && drive === undefined) throw new UsageError('name the drive');
  const filter = await filterOf(store, drive, options);
  if (format === 'pdf') {
    if (!options.out) throw new UsageError('a PDF needs --out FILE');
    await writeFile(options.out, await summaryPdf(store, drive ?? '', options.by), { mode: 0o600 });
    process.stdout.write(`${options.out}\n`);
    return;
  }
  const pieces: string[] = [];
  const write = (piece: string) => void (options.out ? pieces.push(piece) : process.stdout.write(piece));
  const whole: DriveFinding[] = [];
  if (format === 'csv') write(csvHead());
  for await (const finding of pages(store, filter)) {
    if (format === 'sarif') whole.push(finding);
    else if (format === 'csv') write(csvRows(finding));
    else write(`${format === 'jsonl' ? jsonLine(finding) : textOf(finding, process.stdout.columns || 200)}\n`);
  }
  if (format === 'sarif')
    write(`${JSON.stringify(sarifOf(whole, { version: VERSION, roots: await rootsOf(store) }), null, 2)}\n`);
  if (options.out) await writeFile(options.out, pieces.join(''), { mode: 0o600 });
}

async function filterOf(store: Store, drive: string | undefined, options: ListOptions): Promise<FindingFilter> {
  const { state, category, owner, path, everyone, changes, all } = options;
  const found = drive === undefined ? undefined : await store.drives.find(drive);
  const sweep = changes && found ? await store.sweeps.latest(found.id) : undefined;
  if (changes && sweep === undefined) throw new NegativeAnswer(`\`${drive}\` was never swept`);
  const everything = all || changes;
  return {
    limit: PAGE,
    ...(drive !== undefined && { drive }),
    ...(state ? { states: state } : !everything && { states: ['open'] as const }),
    ...(!everything && !state && { isExposed: true }),
    ...(category && { categories: category }),
    ...(owner !== undefined && { owner }),
    ...(path !== undefined && { path }),
    ...(everyone && { forEveryone: true }),
    ...(sweep !== undefined && { changedIn: sweep }),
  };
}

async function* pages({ driveFindings }: Store, filter: FindingFilter): AsyncGenerator<DriveFinding> {
  let after: string | null = '';
  while (after !== null) {
    const page = await driveFindings.list({ ...filter, ...(after && { after }) });
    yield* page.findings;
    after = page.next;
  }
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

async function* unread({ driveFindings }: Store, drive: string): AsyncGenerator<{ path: string; problem: string }> {
  let after = '';
  for (;;) {
    const rows = await driveFindings.unread(drive, after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.path;
  }
}

async function rootsOf({ drives }: Store): Promise<Record<string, string>> {
  const uriOf = (kind: string, location: string) => (kind === 'folder' ? pathToFileURL(location).href : location);
  const all = await drives.list();
  return Object.fromEntries(
    all.map(({ name, kind, location }) => [name, `${uriOf(kind, location).replace(/\/$/, '')}/`]),
  );
}

async function summaryPdf(store: Store, name: string, by: string): Promise<Buffer> {
  const drive = await store.drives.find(name);
  const id = drive && (await store.sweeps.latest(drive.id));
  const sweep = id && (await store.sweeps.progress(id));
  if (!drive || !id || !sweep) throw new NegativeAnswer(`\`${name}\` was never swept`);
  const openFilter = { drive: name, states: ['open'], isExposed: true } as const;
  const [counts, openCounts, open, changes] = await Promise.all([
    store.driveFindings.counts({ drive: name }),
    store.driveFindings.counts(openFilter),
    store.driveFindings.list({ ...openFilter, limit: PRINTED_AT_MOST }),
    store.driveFindings.changes(id),
  ]);
  const reasons: Record<string, number> = {};
  for await (const { problem } of unread(store, name)) {
    const reason = /^[\w-]+/.exec(problem)?.[0] ?? problem;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const byEvent: Record<string, number> = {};
  for (const { event } of changes) byEvent[event] = (byEvent[event] ?? 0) + 1;
  const printed = printedSummary({
    drive: name,
    location: drive.location,
    sweep,
    counts,
    open: open.findings,
    openCount: openCounts.exposed,
    forEveryone: openCounts.forEveryone,
    changes: byEvent,
    unread: reasons,
    drawnUpAt: new Date().toISOString(),
    drawnUpBy: by,
  });
  return printPdf(printed);
}

async function show(store: Store, id: string, { json, by }: ActOptions): Promise<void> {
  const found = await store.driveFindings.show(id);
  if (!found) throw new NegativeAnswer(`there is no finding ${id}`);
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
  { driveFindings }: Store,
  ids: readonly string[],
  state: FindingDecision['state'],
  { paragraph, reason, by }: ActOptions,
): Promise<void> {
  for (const id of ids) {
    const done = await driveFindings.decide(plainId(id), { state, paragraph: paragraph ?? null, reason, by });
    if (!done)
      throw new NegativeAnswer(`finding ${id} is not there, or is not in a state that can become \`${state}\``);
    process.stdout.write(`${id} ${state}\n`);
  }
}

async function restore(store: Store, id: string, attested: ActOptions): Promise<void> {
  const file = await store.sealedFiles.get(id);
  if (!file) throw new NegativeAnswer(`there is no sealed file ${id}`);
  if (!(await putBack(store, file, attested)))
    throw new NegativeAnswer(`file ${id} is not in the sealed store any more`);
  process.stdout.write(`${forTerminal(file.path)} is back\n`);
}

function formatOf(out: string | undefined): ListOptions['format'] | undefined {
  return FORMATS.find((format) => out?.endsWith(`.${format}`));
}

function oneOf<Value extends string>(values: readonly Value[]): (written: string) => Value {
  return (written) => {
    const found = values.find((each) => each === written);
    if (found) return found;
    throw new InvalidArgumentError(`expected one of ${values.join(', ')}`);
  };
}

function collectedOf<Value extends string>(values: readonly Value[]) {
  return (written: string, before: readonly Value[] = []): readonly Value[] => [...before, oneOf(values)(written)];
}

function plainId(id: string): string {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) return id;
  throw new UsageError(`\`${id}\` is no id: expected one as \`drive findings\` shows it`);
}
