/**
 * The whole path as one function: bytes → Document → Finding[] → Decision.
 *
 * Gateway, HTTP hook, `reticent scan`, sweeps and the reviewer's "scan again" all come through here; nobody builds a
 * second. What it needs is handed in, so it runs alike in a worker, a command or a test.
 */
import { classify } from '../classifiers/classifier.ts';
import type { ClassifyContext } from '../classifiers/context.ts';
import type { Finding } from '../classifiers/finding.ts';
import { type Coverage, coverageOf, type Document, type MessageHead, type Unscannable } from './document/document.ts';
import { normalise } from './document/text.ts';
import { claimsOf, withoutClaims } from './policy/claims.ts';
import { decide } from './policy/decide.ts';
import type { Circumstances, Claim, Decision } from './policy/decision.ts';
import { gravityOfMessage } from './policy/gravity.ts';
import type { Policy } from './policy/policy.ts';
import { isShut } from './policy/shut.ts';
import { thresholdOf } from './policy/thresholds.ts';

/** What is asked: the bytes, and who would disclose them to whom. */
export interface Submission {
  readonly bytes: Uint8Array;
  /** Base name of the file; `message.eml` for mail from the gateway. */
  readonly name: string;
  /** `message` forces reading as RFC 5322; undefined lets the content tell. */
  readonly kind?: 'message' | 'document';
  /** Who submitted; undefined takes the `From:` header's word (only `scan` may: a gateway always knows). */
  readonly login?: string | null;
  /** Replaces the `From:` header. */
  readonly from?: readonly string[];
  /** Replaces `To:`, `Cc:` and `Bcc:`. */
  readonly recipients?: readonly string[];
  /** Made after a hold, by the signed link; those of headers and subject are found in the message. */
  readonly claims?: readonly Claim[];
  /** What became of this sender's claims so far: past a share refused `accept` becomes `review`. */
  readonly claimRecord?: ClaimRecord;
  /** The same over all addresses of one person; asked where somebody of the register claims something. */
  readonly claimRecordOf?: (addresses: readonly string[]) => Promise<ClaimRecord>;
}

export interface ClaimRecord {
  readonly decided: number;
  readonly refused: number;
}

/** Reads bytes into a Document: the sandbox of `src/extract/`, or the reader in process. */
export type Extract = (
  bytes: Uint8Array,
  source: { readonly name: string; readonly kind?: 'message' | 'document' },
  signal?: AbortSignal,
) => Promise<Document>;

/** Everything that an inspection rests on besides the message. */
export interface Reference extends Omit<ClassifyContext, 'normalise'> {
  readonly policy: Policy;
  readonly countOnRoll?: NonNullable<Circumstances['countOnRoll']>;
}

export interface Inspection {
  readonly kind: 'message' | 'document';
  readonly head: MessageHead | null;
  /** What was read, for the reviewer of a hold; null where nothing was. */
  readonly document: Document | null;
  /** Those that reached their category's threshold; the decision's matrix counts through them. */
  readonly findings: readonly Finding[];
  /** Those that did not; `--all-signals` shows them. */
  readonly belowThreshold: readonly Finding[];
  /** Of the gravest finding; by it the quarantine is ordered. */
  readonly gravity: number;
  readonly unscannable: readonly Unscannable[];
  readonly coverage: Coverage;
  readonly decision: Decision;
  /** What was decided on, as it was understood: sender's login, `From:` addresses and recipients. */
  readonly login: string | null;
  readonly from: readonly string[];
  readonly recipients: readonly string[];
  /** All that the sender claims, in the message or by a link. */
  readonly claims: readonly Claim[];
  /** Whether search in the quarantine may find words of what it says; they are then stored unsealed. */
  readonly isSearchable: boolean;
}

/**
 * Reads, classifies and decides. Throws what `extract` throws when it cannot run at all (never for a bad part: that is
 * `unscannable`); the caller turns a fault into a hold.
 */
export async function inspect(
  submission: Submission,
  reference: Reference,
  extract: Extract,
  signal?: AbortSignal,
): Promise<Inspection> {
  const { bytes, name, kind } = submission;
  const document = await extract(bytes, kind ? { name, kind } : { name }, signal);
  const read = withoutClaims(document);
  const { login } = submission;
  const all = classify(read, { ...reference, normalise, ...(login !== undefined && { login }) });
  const reached = (finding: Finding) => finding.confidence >= thresholdOf(finding.category, reference);
  const findings = all.filter(reached);

  const stated = circumstancesOf(submission, document, reference);
  const record = stated.claims.length > 0 ? await claimRecordOf(submission, stated) : undefined;
  const circumstances = { ...stated, claimsRefused: isRefusedTooOften(record, reference.policy) };
  const decision = decide(read, findings, circumstances);
  return {
    kind: document.kind,
    head: document.head ?? null,
    document,
    findings,
    belowThreshold: all.filter((finding) => !reached(finding)),
    gravity: gravityOfMessage(findings, circumstances.gravity),
    unscannable: document.unscannable,
    coverage: coverageOf(document.ledger),
    decision,
    login: circumstances.login,
    from: circumstances.from,
    recipients: circumstances.recipients,
    claims: circumstances.claims,
    // What stays shut under 9(b) is not to be found out word by word either.
    isSearchable: reference.policy.indexContent && !isShut(decision, circumstances.claims),
  };
}

function circumstancesOf(submission: Submission, { head }: Document, reference: Reference): Circumstances {
  const from = submission.from ?? addresses(head?.from);
  return {
    login: submission.login === undefined ? (from[0] ?? null) : submission.login,
    from,
    recipients: submission.recipients ?? addresses([...(head?.to ?? []), ...(head?.cc ?? []), ...(head?.bcc ?? [])]),
    claims: [...(head ? claimsOf(head) : []), ...(submission.claims ?? [])],
    today: reference.today,
    register: reference.register,
    policy: reference.policy,
    gravity: Object.fromEntries(reference.rules.map(({ id, gravity }) => [`custom:${id}`, gravity])),
    ...(reference.countOnRoll && { countOnRoll: reference.countOnRoll }),
    ...(reference.roll && { isPhoneOnRoll: (phone) => reference.roll?.has('phone', phone) ?? false }),
  };
}

/** Two addresses of one person of the register are one sender. */
async function claimRecordOf(
  { claimRecord, claimRecordOf: ask }: Submission,
  { login, register }: Circumstances,
): Promise<ClaimRecord | undefined> {
  const person = login === null ? undefined : register.person(login);
  if (!ask || login === null || !person) return claimRecord;
  return ask([...new Set([login, person.email, ...person.also])]);
}

function isRefusedTooOften(record: ClaimRecord | undefined, { refusedClaims }: Policy): boolean {
  if (!record || record.decided < refusedClaims.of) return false;
  return record.refused / record.decided >= refusedClaims.share;
}

/** Each once, as it is first written: somebody in `To:` and `Cc:` gets one message. */
function addresses(mailboxes: MessageHead['to'] | undefined): string[] {
  const written = (mailboxes ?? []).map(({ address }) => address).filter(Boolean);
  return [...Map.groupBy(written, (address) => address.toLowerCase()).values()].flatMap(([first]) => first ?? []);
}

/**
 * What a fault of the scanner itself comes to: a hold, never a release (fail closed). The reviewer reads that nothing
 * was judged; the fault's own words stay in the log, because they might quote the message.
 */
export function holdForFault(recipients: readonly string[]): Inspection {
  return {
    kind: 'message',
    head: null,
    document: null,
    findings: [],
    belowThreshold: [],
    gravity: gravityOfMessage([], undefined),
    unscannable: [{ part: 'body', reason: 'corrupt' }],
    coverage: coverageOf([]),
    decision: {
      action: 'hold',
      reason: 'unscannable',
      explanation: 'The scanner failed on this message, so nothing in it was judged. A person has to look at it.',
      recipients: recipients.map((address) => ({ address, action: 'hold', reason: null, grounds: [] })),
      warnings: [],
    },
    login: null,
    from: [],
    recipients,
    claims: [],
    isSearchable: false,
  };
}
