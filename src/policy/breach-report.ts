/**
 * The report of an attempted disclosure, for the NEC: what, who, when, which paragraph, the evidence and the decision.
 *
 * Source: paragraph 11. It states facts and no judgement, and is itself a disciplinary matter. Without `withText` it
 * quotes nothing of the message: evidence is told by its place. Pure.
 */
import type { Category, Finding } from '../../classifiers/finding.ts';
import type { Printed, PrintedBlock } from '../printed.ts';
import type { Register } from '../register/register.ts';
import type { Claim, Decision, GroundId } from './decision.ts';
import { listed, matterOf, partInWords, titleOf } from './words.ts';

const UNKNOWN = 'somebody unknown';

/** What the record knows of a message that was rejected. */
export interface BreachRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly login: string | null;
  readonly from: readonly string[];
  readonly recipients: readonly string[];
  readonly subject: string | null;
  readonly decision: Decision;
  readonly findings: readonly Finding[];
  readonly claims: readonly (Claim & { readonly madeAt: string; readonly outcome: string | null })[];
  /** The audit records of the message, oldest first. */
  readonly events: readonly {
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly detail: unknown;
  }[];
  readonly versions: { readonly register: string | null; readonly policy: string | null };
}

export interface BreachOptions {
  readonly withText: boolean;
  /** ISO 8601. */
  readonly drawnUpAt: string;
  readonly drawnUpBy: string;
}

interface Person {
  readonly address: string;
  /** As the register knows them; null for somebody whom it does not. */
  readonly name: string | null;
}

export interface BreachReport {
  readonly kind: 'report-of-an-attempted-disclosure';
  readonly message: string;
  readonly drawnUpAt: string;
  readonly drawnUpBy: string;
  readonly receivedAt: string;
  readonly sender: Person | null;
  /** Addresses of the `From:` header, where they are not the sender's. */
  readonly namedAsAuthor: readonly Person[];
  readonly recipients: readonly (Person & { readonly action: string })[];
  readonly subject: string | null;
  readonly matters: readonly {
    readonly category: string;
    readonly what: string;
    readonly paragraphs: readonly string[];
    readonly part: string;
    readonly strictly: boolean;
    readonly body: string | null;
    readonly people: number;
    readonly cases: readonly string[];
    readonly confidence: number;
    readonly evidence: readonly {
      readonly place: string;
      readonly signal: string;
      readonly start: number;
      readonly end: number;
      readonly quote?: string;
    }[];
  }[];
  readonly stoppedBy: readonly {
    readonly recipient: string | null;
    readonly category: Category | null;
    readonly ground: GroundId;
    readonly unmet: readonly { readonly condition: string; readonly state: string; readonly because: string }[];
  }[];
  readonly claims: readonly {
    readonly codes: readonly string[];
    readonly reason?: string;
    readonly source: string;
    readonly madeAt: string;
    readonly outcome: string | null;
  }[];
  readonly events: BreachRecord['events'];
  readonly versions: BreachRecord['versions'];
}

export function breachReport(record: BreachRecord, register: Register, options: BreachOptions): BreachReport {
  const { withText, drawnUpAt, drawnUpBy } = options;
  const { id, receivedAt, login, from, decision, findings, claims, events, versions } = record;
  const person = (address: string): Person => ({ address, name: register.person(address)?.name ?? null });
  return {
    kind: 'report-of-an-attempted-disclosure',
    message: id,
    drawnUpAt,
    drawnUpBy,
    receivedAt,
    sender: login === null ? null : person(login),
    namedAsAuthor: from.filter((address) => login === null || !register.samePerson(address, login)).map(person),
    recipients: decision.recipients.map(({ address, action }) => ({
      ...person(address ?? UNKNOWN),
      action,
    })),
    subject: withText ? record.subject : null,
    matters: findings.map((finding) => ({
      category: finding.category,
      what: matterOf(finding.category),
      paragraphs: finding.paragraphs,
      part: finding.part,
      strictly: finding.strictly,
      body: register.committee(finding.body)?.name ?? finding.body,
      people: finding.people,
      cases: finding.cases,
      confidence: Math.round(finding.confidence * 1000) / 1000,
      evidence: finding.evidence
        .filter(({ weight }) => weight > 0)
        .map(({ place, signal, start, end, quote }) => ({ place, signal, start, end, ...(withText && { quote }) })),
    })),
    stoppedBy: decision.recipients.flatMap(({ address, action, grounds }) =>
      action === 'release'
        ? []
        : grounds.flatMap(({ ground, category, clears, conditions }) => {
            const unmet = conditions.filter(({ state }) => state === 'failed' || state === 'unknown');
            if (clears || unmet.length === 0) return [];
            return [
              {
                recipient: address,
                category,
                ground,
                unmet: unmet.map(({ id: condition, state, because }) => ({ condition, state, because })),
              },
            ];
          }),
    ),
    claims: claims.map(({ codes, reason, source, madeAt, outcome }) => ({
      codes,
      source,
      madeAt,
      outcome,
      ...(withText && { reason }),
    })),
    events,
    versions,
  };
}

/** The report as it is printed. */
export function printedBreachReport(report: BreachReport): Printed {
  const named = ({ name, address }: Person) => (name ? `${name} <${address}>` : address);
  const blocks: PrintedBlock[] = [
    {
      kind: 'paragraph',
      text: 'This report states what the record holds of a message that was stopped and not sent on. It makes no judgement. It is itself confidential, as a matter of an individual (paragraphs 5(b) and 5(c)).',
    },
    { kind: 'heading', text: 'Who and when' },
    {
      kind: 'facts',
      rows: [
        ['Message', report.message],
        ['Received', momentOf(report.receivedAt)],
        ['Sender, by sign-in', report.sender ? named(report.sender) : 'not known'],
        ...(report.namedAsAuthor.length > 0
          ? [['Named as author', report.namedAsAuthor.map(named).join(', ')] as const]
          : []),
        ['Recipients', report.recipients.map(named).join(', ')],
        ...(report.subject ? [['Subject', report.subject] as const] : []),
      ],
    },
    { kind: 'heading', text: 'What it holds' },
    {
      kind: 'table',
      head: ['Matter', 'Paragraphs', 'Where', 'Further'],
      widths: [0.34, 0.14, 0.24, 0.28],
      rows: report.matters.map((matter) => [
        matter.what,
        matter.paragraphs.join(', '),
        partInWords(matter.part),
        furtherOf(matter),
      ]),
    },
    { kind: 'heading', text: 'Evidence' },
    {
      kind: 'table',
      head: ['Where', 'Characters', 'What shows it', ...(quotes(report) ? ['As written'] : [])],
      widths: quotes(report) ? [0.26, 0.13, 0.26, 0.35] : [0.36, 0.16, 0.48],
      rows: report.matters.flatMap(evidenceRows),
    },
    ...report.recipients.flatMap(({ address }) => stoppedBlocks(report, address)),
    ...claimBlocks(report),
    { kind: 'heading', text: 'What was done' },
    {
      kind: 'table',
      head: ['When', 'Who', 'What'],
      widths: [0.28, 0.24, 0.48],
      rows: report.events.map(({ at, actor, action, detail }) => [
        momentOf(at),
        actor,
        `${action} ${reasonIn(detail)}`.trim(),
      ]),
    },
    {
      kind: 'paragraph',
      text: `Decided under register ${report.versions.register ?? 'unknown'} and policy ${report.versions.policy ?? 'unknown'}. Drawn up ${momentOf(report.drawnUpAt)} by ${report.drawnUpBy}.`,
    },
  ];
  return {
    title: 'Report of an attempted disclosure',
    footer: `Confidential · message ${report.message}`,
    createdAt: report.drawnUpAt,
    blocks,
  };
}

/** One row for each place, whatever signals met there; single words that only a machine weighs stay in the JSON. */
function evidenceRows({ part, evidence }: BreachReport['matters'][number]): string[][] {
  const spoken = evidence.filter(({ signal }) => !signal.includes('/ngram:'));
  const byPlace = Map.groupBy(spoken, ({ place, start, end }) => `${place} ${start} ${end}`);
  return [...byPlace.values()].flatMap((each) => {
    const [first] = each;
    if (!first) return [];
    const signals = each.map(({ signal }) => signal.replace(/^.*\//, '').replaceAll('-', ' '));
    return [
      [
        `${partInWords(part)}, ${first.place.replaceAll('-', ' ')}`,
        `${first.start}–${first.end}`,
        listed(signals),
        ...(first.quote === undefined ? [] : [first.quote]),
      ],
    ];
  });
}

/** For one recipient: which grounds were tried, and what each lacked. */
function stoppedBlocks({ stoppedBy }: BreachReport, address: string): PrintedBlock[] {
  const tried = stoppedBy.filter(({ recipient, category }) => (recipient ?? UNKNOWN) === address && category !== null);
  if (tried.length === 0) return [];
  return [
    { kind: 'heading', text: `Why it could not go to ${address}` },
    {
      kind: 'table',
      head: ['Matter', 'Ground of the Code', 'What was not met'],
      widths: [0.22, 0.24, 0.54],
      rows: tried.map(({ category, ground, unmet }) => [
        category === null ? '' : matterOf(category),
        titleOf(ground),
        listed(unmet.map(({ because, state }) => (state === 'unknown' ? `${because} (not known)` : because))),
      ]),
    },
  ];
}

/** `2026-11-24 09:00 UTC`, because here is no clock and no calendar. */
function momentOf(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
}

function claimBlocks({ claims }: BreachReport): PrintedBlock[] {
  if (claims.length === 0) return [];
  return [
    { kind: 'heading', text: 'What the sender said' },
    {
      kind: 'table',
      head: ['When', 'Paragraph', 'How', 'Outcome', 'In their words'],
      widths: [0.26, 0.12, 0.12, 0.14, 0.36],
      rows: claims.map(({ madeAt, codes, source, outcome, reason }) => [
        momentOf(madeAt),
        codes.join(', '),
        source,
        outcome ?? 'open',
        reason ?? 'not printed',
      ]),
    },
  ];
}

function quotes({ matters }: BreachReport): boolean {
  return matters.some(({ evidence }) => evidence.some(({ quote }) => quote !== undefined));
}

function furtherOf({ strictly, body, people, cases, confidence }: BreachReport['matters'][number]): string {
  return [
    strictly && 'strictly confidential',
    body && `of the ${body}`,
    people > 0 && `${people} ${people === 1 ? 'person' : 'people'}`,
    cases.join(', '),
    `${Math.round(confidence * 100)} % sure`,
  ]
    .filter(Boolean)
    .join(', ');
}

function reasonIn(detail: unknown): string {
  return typeof detail === 'object' && detail !== null && 'reason' in detail && typeof detail.reason === 'string'
    ? `(${detail.reason})`
    : '';
}
