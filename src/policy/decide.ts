/**
 * Decides: every finding for every recipient against every ground, and what that makes of the message.
 *
 * Pure: the same findings, register, policy and day give the same bytes. Nothing is released but by a ground that clears
 * it; `unknown` and `failed` clear nothing. Source: `docs/policy.md`, "The decision".
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Document } from '../document/document.ts';
import { isAccepted } from './claims.ts';
import { isSamePerson } from './conditions.ts';
import type {
  Action,
  Circumstances,
  ConditionResult,
  Decision,
  GroundId,
  GroundResult,
  HoldReason,
  RecipientDecision,
  Warning,
} from './decision.ts';
import { explain } from './explain.ts';
import { gravityOf } from './gravity.ts';
import { failed, type Ground, met, type Question } from './ground.ts';
import { grounds } from './grounds/index.ts';
import { misdirected } from './misdirection.ts';
import { senderOf } from './sender.ts';
import { unreadFor, untold } from './unread.ts';
import { matterOf } from './words.ts';

/** What became of one finding for one recipient. */
type Outcome =
  | { readonly kind: 'cleared'; readonly by: GroundId }
  | { readonly kind: 'under-review' }
  | { readonly kind: 'held' };

interface Judged {
  readonly outcome: Outcome;
  readonly results: readonly GroundResult[];
}

interface JudgedRecipient {
  readonly decision: RecipientDecision;
  /** Null on release. */
  readonly hold: HoldReason | null;
}

/** The order of the table: among recipients the latest ground is the reason. */
const ORDER: readonly GroundId[] = ['no-confidential-matter', ...grounds.map(({ id }) => id)];

/** `findings` have reached their thresholds; their order is the one that the matrix counts by. */
export function decide(document: Document, findings: readonly Finding[], circumstances: Circumstances): Decision {
  const sender = senderOf(circumstances);
  const warnings = misdirected(document, findings, circumstances);
  const recipients: (string | null)[] = circumstances.recipients.length > 0 ? [...circumstances.recipients] : [null];
  const matter: Matter = { document, findings, circumstances, sender, warnings, untold: untold(document) };
  const judged = recipients.map((recipient) => judgeRecipient(recipient, matter));
  const decisions = judged.map(({ decision }) => decision);

  const released = decisions.filter(({ action }) => action === 'release');
  const action = actionOf(decisions.length, released.length, circumstances);
  const reason =
    action === 'release'
      ? latest(released.map(({ reason: each }) => each ?? 'no-confidential-matter'))
      : holdReason(judged);
  const bare = { action, reason, recipients: decisions, warnings };
  const sentBy = sender.kind === 'known' && sender.sentBy ? `${sender.sentBy} sends it for ${sender.address}. ` : '';
  return { ...bare, explanation: `${sentBy}${explain(bare, findings, document.unscannable)}` };
}

function actionOf(all: number, released: number, { policy }: Circumstances): Action {
  if (released === all) return 'release';
  return released > 0 && policy.onMixedRecipients === 'split' ? 'split' : 'hold';
}

/** `confidential-matter` outweighs a claim that waits, which outweighs a part that could not be read. */
function holdReason(judged: readonly JudgedRecipient[]): HoldReason {
  const reasons = judged.map(({ hold }) => hold);
  if (reasons.includes('confidential-matter')) return 'confidential-matter';
  return reasons.includes('claim-under-review') ? 'claim-under-review' : 'unscannable';
}

interface Matter extends Pick<Question, 'document' | 'findings' | 'circumstances' | 'sender'> {
  readonly warnings: readonly Warning[];
  /** What the ledger shows as unread though no reader told it. */
  readonly untold: readonly string[];
}

function judgeRecipient(recipient: string | null, matter: Matter): JudgedRecipient {
  const { document, findings, circumstances } = matter;
  const readers = readersOf(recipient, circumstances);
  const judged = readers.map((reader) => judgeReader(reader, recipient, matter));

  const outcomes = judged.flat().map(({ outcome }) => outcome);
  const unread = [
    ...new Set([...readers.flatMap((reader) => unreadFor(reader, document, circumstances)), ...matter.untold]),
  ];
  const nothingThere = groundZero(findings, unread);
  const grounds = [nothingThere, ...judged.flat().flatMap(({ results }) => results)];

  const hold = holdOf(outcomes, unread);
  if (hold !== null) return { decision: { address: recipient, action: 'hold', reason: null, grounds }, hold };
  const reason =
    findings.length === 0 ? 'no-confidential-matter' : latest(judged.map((each) => ofGravest(matter, each)));
  return { decision: { address: recipient, action: 'release', reason, grounds }, hold };
}

/** A group address is its members; one that we do not know, or that has none, is an unknown recipient like any other. */
function readersOf(recipient: string | null, { register }: Circumstances): readonly (string | null)[] {
  const members = recipient === null ? [] : (register.membersOf(recipient) ?? []);
  return members.length > 0 ? members : [recipient];
}

function holdOf(outcomes: readonly Outcome[], unread: readonly string[]): HoldReason | null {
  if (outcomes.some(({ kind }) => kind === 'held')) return 'confidential-matter';
  if (outcomes.some(({ kind }) => kind === 'under-review')) return 'claim-under-review';
  return unread.length > 0 ? 'unscannable' : null;
}

/** The reason of the gravest finding; of several as grave, the latest in the table. */
function ofGravest({ findings, circumstances }: Matter, judged: readonly Judged[]): GroundId {
  const gravity = findings.map(({ category }) => gravityOf(category, circumstances.gravity));
  const gravest = Math.max(...gravity);
  const reasons = judged.flatMap(({ outcome }, index) =>
    outcome.kind === 'cleared' && gravity[index] === gravest ? [outcome.by] : [],
  );
  return latest(reasons);
}

function latest(reasons: readonly GroundId[]): GroundId {
  return reasons.reduce<GroundId>(
    (last, each) => (ORDER.indexOf(each) > ORDER.indexOf(last) ? each : last),
    'no-confidential-matter',
  );
}

/** One person who would read it: every finding, then those that go with a case. */
function judgeReader(reader: string | null, address: string | null, matter: Matter): readonly Judged[] {
  const { register } = matter.circumstances;
  const { document, findings, circumstances, sender } = matter;
  const question = (finding: Finding): Question => ({
    document,
    findings,
    circumstances,
    sender,
    finding,
    recipient: reader,
    register,
  });
  const slip = slipOf(address, matter);
  const own = findings.map((finding, index) =>
    judgeFinding(question(finding), index, reader === address ? undefined : reader, slip),
  );
  return findings.map((finding, index) => withItsCase(question(finding), index, own));
}

/** Where the policy says so, a recipient that looks like a slip fails every ground. */
function slipOf(address: string | null, { circumstances, warnings }: Matter): readonly ConditionResult[] {
  const warning = warnings.find((each) => each.address === address);
  if (circumstances.policy.misdirection === 'warn' || !warning) return [];
  return [failed('not-misdirected', `${warning.address} looks like a slip: ${warning.because}`)];
}

function judgeFinding(
  question: Question,
  index: number,
  member: string | null | undefined,
  slip: readonly ConditionResult[],
): Judged {
  const tried = grounds.flatMap((ground) => {
    if (ground.concerns(question.finding, question))
      return [{ ground, conditions: [...ground.conditions(question), ...slip] }];
    // Whoever claims a paragraph that does not speak of this is told so; otherwise it is no row of the matrix.
    const isClaimed = question.circumstances.claims.some(({ codes }) =>
      codes.some((code) => ground.claims.includes(code)),
    );
    return isClaimed ? [{ ground, conditions: [notConcerned(question)] }] : [];
  });
  const states = tried.map(({ ground, conditions }) => standingOf(ground, conditions, question));

  const recorded = states.indexOf('recorded');
  const accepted = states.indexOf('accepted');
  const clearing = recorded >= 0 ? recorded : accepted;
  const results = tried.map(({ ground, conditions }, at) => ({
    ground: ground.id,
    category: question.finding.category,
    finding: index,
    clears: at === clearing,
    conditions,
    ...(member && { member }),
  }));
  const by = tried[clearing]?.ground.id;
  if (by) return { outcome: { kind: 'cleared', by }, results };
  return { outcome: { kind: states.includes('review') ? 'under-review' : 'held' }, results };
}

function notConcerned({ finding: { category, paragraphs } }: Question): ConditionResult {
  return failed('concerns', `it does not speak of ${matterOf(category)}, a matter under ${paragraphs.join(' and ')}`);
}

/** How far a ground comes: on records alone, on a claim that is accepted, on one that wants review, or not. */
function standingOf(
  { claims }: Ground,
  conditions: readonly ConditionResult[],
  { circumstances }: Question,
): 'recorded' | 'accepted' | 'review' | 'no' {
  if (conditions.some(({ state }) => state === 'failed' || state === 'unknown')) return 'no';
  if (conditions.every(({ state }) => state === 'met')) return 'recorded';
  return claims.some((code) => isAccepted(circumstances, code)) ? 'accepted' : 'review';
}

/**
 * What goes with a case: a record of nobody but the subject goes with the case's disciplinary findings anywhere in the
 * message, and a marking with the disciplinary finding of the same part.
 */
function withItsCase(question: Question, index: number, own: readonly Judged[]): Judged {
  const judged = own[index] ?? { outcome: { kind: 'held' }, results: [] };
  if (judged.outcome.kind === 'cleared') return judged;
  const leaders = question.findings.flatMap((leader, at) => (goesWith(question, leader) ? [own[at]?.outcome] : []));
  if (leaders.length === 0) return judged;

  const reasons = leaders.flatMap((outcome) => (outcome?.kind === 'cleared' ? [outcome.by] : []));
  if (reasons.length === leaders.length) {
    const by = latest(reasons);
    return { outcome: { kind: 'cleared', by }, results: [...judged.results, companion(question, index, by)] };
  }
  const mayStill = leaders.every((outcome) => outcome?.kind !== 'held');
  return mayStill ? { ...judged, outcome: { kind: 'under-review' } } : judged;
}

/** Whether a finding belongs to an individual case and goes where that goes. */
export function goesWith({ finding, register }: Pick<Question, 'finding' | 'register'>, leader: Finding): boolean {
  if (leader.category !== 'disciplinary') return false;
  if (finding.category === 'declared') return leader.part === finding.part;
  const [exposed] = finding.exposed;
  if (finding.category !== 'membership' || finding.people !== 1 || !exposed) return false;
  return leader.cases.some((ref) => {
    const subject = register.case(ref)?.subject;
    return subject !== undefined && isSamePerson(register, exposed, subject);
  });
}

function companion({ finding }: Question, index: number, by: GroundId): GroundResult {
  const because = 'it belongs to an individual case in this message and goes where that goes';
  return {
    ground: by,
    category: finding.category,
    finding: index,
    clears: true,
    conditions: [met('goes-with-case', because)],
  };
}

/** Ground 0, for the whole message: no finding, and nothing that was left unread. */
function groundZero(findings: readonly Finding[], unread: readonly string[]): GroundResult {
  const conditions = [
    findings.length === 0
      ? met('no-finding', 'nothing in it is a Confidential Matter')
      : failed(
          'no-finding',
          `it holds ${findings.length} Confidential ${findings.length === 1 ? 'Matter' : 'Matters'}`,
        ),
    unread.length === 0 ? met('all-read', 'all of it was read') : failed('all-read', unread.join('; ')),
  ];
  const clears = conditions.every(({ state }) => state === 'met');
  return { ground: 'no-confidential-matter', category: null, finding: null, clears, conditions };
}
