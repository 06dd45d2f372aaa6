/** `reticent drive findings`: what was found, in every form that it is asked for. */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import program from '../../package.json' with { type: 'json' };
import { csvHead, csvRows, jsonLine, textOf } from '../drives/report.ts';
import { sarifOf } from '../drives/sarif.ts';
import { printedSummary } from '../drives/summary.ts';
import { printPdf } from '../printed.ts';
import type { DriveFinding, FindingFilter, FindingState } from '../store/drive-findings.ts';
import type { Store } from '../store/store.ts';
import { NegativeAnswer, UsageError } from './errors.ts';

export const FORMATS = ['table', 'csv', 'jsonl', 'sarif', 'pdf'] as const;
type Format = (typeof FORMATS)[number];

export interface ListOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly format: Format;
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

const PAGE = 500;
const PRINTED_AT_MOST = 200;

/** Writes them to `--out`, else to standard output. Throws `UsageError` and `NegativeAnswer`. */
export async function writeFindings(store: Store, drive: string | undefined, options: ListOptions): Promise<void> {
  const format = options.json ? 'jsonl' : (formatOf(options.out) ?? options.format);
  if (format === 'table' && options.out?.endsWith('.json'))
    throw new UsageError(`${options.out}: expected .jsonl or .sarif, or --format`);
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
    write(`${JSON.stringify(sarifOf(whole, { version: program.version, roots: await rootsOf(store) }), null, 2)}\n`);
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

/** What was not read, to its last file. */
export async function* unread(
  { driveFindings }: Store,
  drive: string,
): AsyncGenerator<{ path: string; problem: string }> {
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

function formatOf(out: string | undefined): Format | undefined {
  return FORMATS.find((format) => out?.endsWith(`.${format}`) || out?.endsWith(`.${format}.json`));
}
