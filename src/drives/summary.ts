/**
 * The summary of a sweep for a committee, printed: what is open, who can read it, what changed, what was not read.
 *
 * It counts and names places and quotes nothing; it says itself that it is confidential. Pure.
 */
import type { Printed, PrintedBlock } from '../printed.ts';
import type { DriveFinding, FindingCounts } from '../store/drive-findings.ts';
import type { SweepProgress } from '../store/sweeps.ts';
import { counted } from './report.ts';

export interface Summarised {
  readonly drive: string;
  readonly location: string;
  readonly sweep: SweepProgress;
  readonly counts: FindingCounts;
  /** Open ones, the most exposed first; at most as many as are printed. */
  readonly open: readonly DriveFinding[];
  readonly openCount: number;
  /** How many of those everybody can read. */
  readonly forEveryone: number;
  /** How many of each event of the sweep. */
  readonly changes: Readonly<Record<string, number>>;
  /** By reason. */
  readonly unread: Readonly<Record<string, number>>;
  /** ISO 8601. */
  readonly drawnUpAt: string;
  readonly drawnUpBy: string;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  declared: 'declared confidential (5(a))',
  minutes: 'minutes (5(b))',
  'committee-papers': 'papers of national committees (5(b))',
  membership: 'membership records (5(b), 5(c))',
  elections: 'data pertaining to elections (5(b))',
  disciplinary: 'individual disciplinary matters (5(b), 5(c))',
};

const EVENTS: Readonly<Record<string, string>> = {
  found: 'found for the first time',
  'place added': 'found in a further place',
  moved: 'moved to another place',
  'content changed': 'edited since it was found',
  'wider access': 'can be read by more people than before',
  reopened: 'open again',
  remediated: 'lie nowhere any more',
};

const REASONS: Readonly<Record<string, string>> = {
  'not-a-file': 'links, sockets and devices',
  denied: 'permission is missing',
  vanished: 'gone before they could be read',
  unreachable: 'could not be reached',
  'too-large': 'larger than the limit, or a part of them',
  encrypted: 'encrypted, or a part of them',
  corrupt: 'damaged, or a part of them',
  unsupported: 'of a kind that is not read, or a part of them',
  'ends-workers': 'broke what reads them: to be looked at by hand',
  'scanner-failed': 'could not be judged: to be looked at by hand',
};

export function printedSummary(summary: Summarised): Printed {
  const { drive, location, sweep, counts, open, openCount, forEveryone, changes, unread, drawnUpAt, drawnUpBy } =
    summary;
  const number = (count: number) => count.toLocaleString('en-GB');
  const blocks: PrintedBlock[] = [
    {
      kind: 'paragraph',
      text: 'This summary names files that may hold Confidential Matters. It quotes none of them, and is itself to be kept within the committee that it is for.',
    },
    {
      kind: 'facts',
      rows: [
        ['Drive', `${drive}, ${location}`],
        ['Sweep', `${moment(sweep.startedAt)} to ${sweep.endedAt ? moment(sweep.endedAt) : 'now'}`],
        [
          'Files',
          `${number(sweep.listed)}: ${number(sweep.done)} read, ${number(sweep.unchanged)} unchanged since the sweep before, ${number(sweep.gone)} gone`,
        ],
        ['Open findings', `${number(openCount)}, of which everybody can read ${number(forEveryone)}`],
        [
          'Settled',
          `${number(counts.byState.accepted ?? 0)} accepted, ${number(counts.byState.false ?? 0)} false, ${number(counts.byState.remediated ?? 0)} remediated`,
        ],
      ],
    },
    { kind: 'heading', text: 'What changed since the sweep before' },
    Object.keys(changes).length === 0
      ? { kind: 'paragraph', text: 'Nothing.' }
      : {
          kind: 'facts',
          rows: Object.entries(changes).map(([event, count]) => [number(count), EVENTS[event] ?? event] as const),
        },
    { kind: 'heading', text: 'By kind' },
    {
      kind: 'table',
      head: ['Kind', 'Findings, in any state'],
      widths: [0.7, 0.3],
      rows: Object.entries(counts.byCategory).map(([category, count]) => [
        CATEGORIES[category] ?? category,
        number(count),
      ]),
    },
    { kind: 'heading', text: 'Open, the most exposed first' },
    open.length === 0
      ? { kind: 'paragraph', text: 'Nothing is open that somebody outside its circle can read.' }
      : {
          kind: 'table',
          head: ['Where', 'Kind', 'People', 'Owner', 'Who can read it'],
          widths: [0.36, 0.15, 0.09, 0.23, 0.17],
          rows: open.map(rowOf),
        },
    ...(openCount > open.length
      ? [
          {
            kind: 'paragraph',
            text: `${number(openCount - open.length)} more are open; \`reticent drive findings\` lists all.`,
          } as const,
        ]
      : []),
    { kind: 'heading', text: 'Not read' },
    Object.keys(unread).length === 0
      ? { kind: 'paragraph', text: 'Everything was read.' }
      : {
          kind: 'table',
          head: ['Why', 'Files'],
          widths: [0.7, 0.3],
          rows: Object.entries(unread).map(([reason, count]) => [
            REASONS[reason] ?? reason.replaceAll('-', ' '),
            number(count),
          ]),
        },
    { kind: 'paragraph', text: `Drawn up ${moment(new Date(drawnUpAt))} by ${drawnUpBy}.` },
  ];
  return { title: `Sweep of "${drive}"`, footer: `Confidential · sweep of ${drive}`, createdAt: drawnUpAt, blocks };
}

function rowOf({ places, placeCount, category, people, everyone, outsiders }: DriveFinding): string[] {
  const [first] = places;
  const more = placeCount > 1 ? ` and ${counted(placeCount - 1, 'more place')}` : '';
  const named = first?.outside.slice(0, 3).map(({ principal, address }) => address ?? principal) ?? [];
  const whom = everyone ? 'everybody' : `${named.join(', ')}${outsiders > named.length ? ' and others' : ''}`;
  return [
    breakable(`${first?.path ?? ''}${more}`),
    category.replaceAll('-', ' '),
    people > 0 ? people.toLocaleString('en-GB') : '',
    breakable(first?.owner ?? 'not known'),
    breakable(whom),
  ];
}

/** A long path may break after its slashes, an address after its sign: a zero-width space tells where. */
function breakable(text: string): string {
  return text.replace(/[/@_]/g, '$&\u200b');
}

const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' });

function moment(when: Date): string {
  return LONDON.format(when);
}
