/**
 * What reviewers do with a held message, with the rules that hold for pages, `/v1` and many at once alike.
 *
 * Every act says what came of it in one sentence. The rules are asked here and the state is guarded in the store, so that
 * what changed in between is found there.
 */
import { z } from 'zod';
import { paragraph8Record, type ToRelease } from '../policy/paragraph-8.ts';
import type { Policy } from '../policy/policy.ts';
import { isShut } from '../policy/shut.ts';
import type { Queues } from '../queue/connect.ts';
import type { Register } from '../register/register.ts';
import type { RecordedClaim } from '../store/claims.ts';
import type { HeldMessage } from '../store/holds.ts';
import type { StoredInspection } from '../store/settle.ts';
import type { Store } from '../store/store.ts';
import type { Role } from '../store/users.ts';
import type { Lesson, NewVerdict, Outcome, Verdict } from '../store/verdicts.ts';
import { conflictOf, eligible, needsTwo } from './eligibility.ts';
import { isOwn } from './own.ts';
import { NOT_CONFIDENTIAL, PARAGRAPHS } from './paragraphs.ts';
import { ACTS, type Act, may } from './roles.ts';
import { said } from './said.ts';

/** Whoever acts: of a session or of a token. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
}

export interface ReviewTools {
  readonly store: Store;
  readonly queues: Pick<Queues, 'enqueue'>;
  readonly reference: () => { readonly register: Register; readonly policy: Policy; readonly today: string };
}

/** A message with what deciding rests on. */
export interface Loaded {
  readonly message: HeldMessage;
  readonly inspection: StoredInspection | undefined;
  readonly claims: readonly RecordedClaim[];
  readonly verdicts: readonly Verdict[];
}

/** How somebody stands to a message. */
export interface Standing {
  /** Why they may not decide, as a sentence; null where they may. */
  readonly refusal: string | null;
  readonly needsTwo: boolean;
  /** Names of all who may. */
  readonly eligible: readonly string[];
  /** Why they may not even read it, as a sentence; null where they may. */
  readonly exclusion: string | null;
  /** Its text stays shut until a reason is recorded. */
  readonly isShut: boolean;
  /** A decision that waits for its second reviewer. */
  readonly proposal: Verdict | null;
  /** They proposed it themselves. */
  readonly isOwnProposal: boolean;
}

export type Done =
  | { readonly kind: 'done'; readonly text: string; readonly until: Date | null }
  | { readonly kind: 'not-found' | 'not-allowed' | 'conflict' | 'invalid'; readonly text: string };

const UNDO_SECONDS = 10;
const USERS_AT_MOST = 1000;

const NOBODY = 'Please choose at least one recipient.';
/** A list of nobody is no list: it would be taken for everybody. */
const ordinals = z.array(z.coerce.number().pipe(z.int32().positive()), NOBODY).min(1, NOBODY).nullish();

/** A decision as a form or a program gives it. */
export const newVerdict = z
  .object({
    kind: z.enum(['release', 'reject']),
    paragraph: z.enum(PARAGRAPHS, { error: 'Please choose the paragraph that applies.' }).nullish(),
    reason: said('Please give a reason.', 'reason'),
    permission: z.string().trim().max(100).nullish(),
    recipients: ordinals,
    isBreach: z.boolean().default(false),
    keepText: z.boolean().default(false),
  })
  .refine(({ kind, paragraph }) => kind === 'reject' || paragraph, {
    message: 'Please choose the paragraph that applies.',
    path: ['paragraph'],
  });
export type GivenVerdict = z.output<typeof newVerdict>;

export async function load({ store }: ReviewTools, id: string): Promise<Loaded | undefined> {
  const message = await store.holds.show(id);
  if (!message?.decision) return undefined;
  const [inspection, claims, verdicts] = await Promise.all([
    store.messages.inspection(id),
    store.claims.of(id),
    store.verdicts.of(id),
  ]);
  return { message, inspection, claims, verdicts };
}

export async function standingOf({ store, reference }: ReviewTools, loaded: Loaded, me: Actor): Promise<Standing> {
  const { message, inspection, claims, verdicts } = loaded;
  const { register, policy } = reference();
  const waiting = verdicts.find(({ state }) => state === 'proposed') ?? null;
  const proposal = message.state === 'held' ? waiting : null;
  const conflict = conflictOf(me, message, inspection, register);
  return {
    refusal: refusalOf(me, loaded, register),
    exclusion: conflict && `You cannot read this, because ${conflict}.`,
    needsTwo: needsTwo(policy, message),
    eligible: eligible(await store.users.list(null, USERS_AT_MOST), 'holds:decide', (each) =>
      conflictOf(each, message, inspection, register),
    ),
    isShut: isShut(message.decision, claims),
    proposal,
    isOwnProposal: proposal !== null && (await isOwn(store, me, proposal, register)),
  };
}

function refusalOf(me: Actor, { message, inspection }: Loaded, register: Register): string | null {
  if (!may(me.roles, 'holds:decide')) return 'Your role does not decide on held messages.';
  const conflict = conflictOf(me, message, inspection, register);
  return conflict && `You cannot decide on this, because ${conflict}.`;
}

/** Release or reject; a proposal where two reviewers are needed. */
export async function decide(tools: ReviewTools, me: Actor, id: string, given: GivenVerdict): Promise<Done> {
  const found = await ready(tools, me, id);
  if ('kind' in found) return found;
  const { policy } = tools.reference();
  const { kind, paragraph, permission } = given;
  const problem = kind === 'release' && paragraph === '8' && problemOfPermission(tools, found, given);
  if (problem) return { kind: 'invalid', text: problem };
  const isTwo = needsTwo(policy, found.message);
  const verdict: NewVerdict = {
    kind,
    recipients: given.recipients ?? null,
    paragraph: kind === 'release' ? (paragraph ?? null) : null,
    reason: given.reason,
    permission: (kind === 'release' && permission) || null,
    isBreach: kind === 'reject' && given.isBreach,
    needsTwo: isTwo,
    undoSeconds: UNDO_SECONDS,
    lessons: isTwo ? [] : await lessonsOf(tools, found, given.paragraph ?? null, given.keepText),
  };
  return concluded(tools, id, kind, await tools.store.verdicts.decide(id, me, verdict));
}

/** The second reviewer agrees with what the first proposed. */
export async function second(tools: ReviewTools, me: Actor, id: string): Promise<Done> {
  const found = await ready(tools, me, id);
  if ('kind' in found) return found;
  const proposal = found.verdicts.find(({ state }) => state === 'proposed');
  if (!proposal) return { kind: 'conflict', text: 'No decision waits for a second reviewer.' };
  if (await isOwn(tools.store, me, proposal, tools.reference().register))
    return { kind: 'not-allowed', text: 'You proposed this: somebody else has to agree.' };
  // What permitted it may have ended since.
  const problem = proposal.paragraph === '8' && problemOfPermission(tools, found, proposal);
  if (problem) return { kind: 'conflict', text: problem };
  const lessons = await lessonsOf(tools, found, proposal.paragraph, false);
  const outcome = await tools.store.verdicts.second(id, me, { undoSeconds: UNDO_SECONDS, lessons });
  return concluded(tools, id, proposal.kind, outcome);
}

/** A proposal is taken back or refused. */
export async function decline(tools: ReviewTools, me: Actor, id: string, why: string): Promise<Done> {
  const found = await ready(tools, me, id);
  if ('kind' in found) return found;
  const isDone = await tools.store.verdicts.decline(id, me, why);
  return isDone ? done('The proposal is declined; the message waits on.') : gone();
}

export async function undo(tools: ReviewTools, me: Actor, id: string): Promise<Done> {
  const found = await ready(tools, me, id);
  if ('kind' in found) return found;
  if (await tools.store.verdicts.undo(id, me)) return done('Undone: the message is held again.');
  return { kind: 'conflict', text: 'It is too late to undo this: its ten seconds are over.' };
}

/** Mails the sender a question, with a link by which they answer. */
export async function ask(tools: ReviewTools, me: Actor, id: string, question: string): Promise<Done> {
  const found = await ready(tools, me, id);
  if ('kind' in found) return found;
  if (found.message.state !== 'held') return gone();
  const to = found.message.login;
  if (!to?.includes('@')) return { kind: 'conflict', text: 'Nobody is known who could be asked.' };
  await tools.store.claims.link(id, { by: me.name, question });
  await tools.store.audit.append(me.name, 'asked the sender', id, {});
  await tools.queues.enqueue('notify', { messageId: id });
  return done(`${to} is asked. The answer will stand on the message.`);
}

export async function escalate(tools: ReviewTools, me: Actor, id: string, why: string): Promise<Done> {
  const found = await ready(tools, me, id, 'holds:assign');
  if ('kind' in found) return found;
  return (await tools.store.holds.escalate(id, why, me)) ? done('It is before the deputies now.') : gone();
}

/** `to` is the name of an account, or null for nobody. */
export async function assign(tools: ReviewTools, me: Actor, id: string, to: string | null): Promise<Done> {
  const found = await ready(tools, me, id, 'holds:assign');
  if ('kind' in found) return found;
  const user = to === null ? null : await tools.store.users.find(to);
  if (user === undefined || (user && (user.isDisabled || !may(user.roles, 'holds:list'))))
    return { kind: 'invalid', text: 'There is no reviewer of this name.' };
  const { message, inspection } = found;
  if (user && conflictOf(user, message, inspection, tools.reference().register))
    return { kind: 'conflict', text: `It cannot be assigned to ${user.name}, who may not decide on it.` };
  if (message.state !== 'held') return gone();
  await tools.store.holds.assign(id, user, me);
  return done(user ? `Assigned to ${user.name}.` : 'Assigned to nobody.');
}

export async function note(tools: ReviewTools, me: Actor, id: string, text: string): Promise<Done> {
  const found = await ready(tools, me, id, 'holds:assign');
  if ('kind' in found) return found;
  return (await tools.store.holds.note(id, text, me)) ? done('Noted.') : gone();
}

/** Another inspection, by the register, policy and rules of today. */
export async function scanAgain(tools: ReviewTools, me: Actor, id: string): Promise<Done> {
  const found = await ready(tools, me, id);
  if ('kind' in found) return found;
  if (!(await tools.store.holds.scanAgain(id, me))) return gone();
  await tools.queues.enqueue('inspect', { messageId: id });
  return done('It is scanned again, and will be here or on its way in a moment.');
}

/** The message, where it is there, their role allows the act, and it is not their own. */
async function ready(
  tools: ReviewTools,
  me: Actor,
  id: string,
  act: 'holds:decide' | 'holds:assign' = 'holds:decide',
): Promise<Loaded | Done> {
  if (!may(me.roles, act)) return notYours(act);
  const loaded = await load(tools, id);
  if (!loaded) return { kind: 'not-found', text: 'There is no such message.' };
  const conflict = conflictOf(me, loaded.message, loaded.inspection, tools.reference().register);
  if (!conflict) return loaded;
  // Who notes, assigns or escalates has a hand in it too: nobody chooses their own judge.
  const what = act === 'holds:decide' ? 'decide on this' : 'do this';
  return { kind: 'not-allowed', text: `You cannot ${what}, because ${conflict}.` };
}

async function concluded(
  { queues }: ReviewTools,
  messageId: string,
  kind: 'release' | 'reject',
  outcome: Outcome,
): Promise<Done> {
  if (outcome.kind === 'not-held') return gone();
  if (outcome.kind === 'waits') {
    return { kind: 'conflict', text: 'A decision waits for its second reviewer already: agree with it or decline it.' };
  }
  if (outcome.kind === 'proposed') return done('Proposed. A second reviewer has to agree before anything happens.');
  // A moment after the time to undo, so that the row is free when the job comes; the reconciler would find it too.
  await queues.enqueue(kind === 'release' ? 'release' : 'notify', { messageId }, UNDO_SECONDS * 1000 + 100);
  return {
    kind: 'done',
    text: kind === 'release' ? 'Released.' : 'Rejected. Its sender will be told why.',
    until: outcome.until,
  };
}

/** A reviewer attests and cannot permit: what permits has to stand in the register, and to cover what is released. */
function problemOfPermission(
  tools: ReviewTools,
  loaded: Loaded,
  {
    permission,
    recipients,
  }: { readonly permission?: string | null | undefined; readonly recipients?: readonly number[] | null | undefined },
): string | null {
  if (!permission)
    return 'Paragraph 8 needs the recorded permission or obligation: a reviewer attests, and cannot permit.';
  const record = paragraph8Record(permission, toRelease(tools, loaded, recipients ?? []));
  if (!record) return `The register knows no permission or obligation ${permission}.`;
  return record.lacks && `${record.id} does not cover this: ${record.lacks}.`;
}

/** The message as a release to some of those for whom it is held would be; without ordinals to all of them. */
export function toRelease(
  { reference }: Pick<ReviewTools, 'reference'>,
  { message, inspection }: Loaded,
  ordinals: readonly number[] = [],
): ToRelease {
  const held = message.recipientStates.filter(({ state }) => state === 'held');
  const chosen = held.filter(({ ordinal }) => ordinals.length === 0 || ordinals.includes(ordinal));
  const addresses = new Set(chosen.map(({ address }) => address));
  return {
    ...reference(),
    findings: inspection?.findings ?? [],
    login: message.login,
    from: inspection?.from ?? [],
    recipients: message.decision.recipients.filter(({ address }) => addresses.has(address ?? '')),
  };
}

/** What the decision says of each finding: an exception confirms that it is a matter, "no Confidential Matter" does not. */
async function lessonsOf(
  { store }: ReviewTools,
  { message, inspection }: Loaded,
  paragraph: string | null,
  keepText: boolean,
): Promise<Lesson[]> {
  const text = keepText ? await store.holds.text(message.id) : undefined;
  return (inspection?.findings ?? []).map(({ category, confidence, evidence, part }) => {
    const weights = new Map<string, number>();
    for (const { signal, weight } of evidence) weights.set(signal, (weights.get(signal) ?? 0) + weight);
    const kept = text?.parts.find(({ path }) => path === part)?.segments.map((each) => each.text);
    return {
      category,
      isMatter: paragraph !== NOT_CONFIDENTIAL,
      confidence,
      signals: [...weights].map(([signal, weight]) => ({ signal, weight })),
      text: kept ? kept.join('\n') : null,
    };
  });
}

function done(text: string): Done {
  return { kind: 'done', text, until: null };
}

function gone(): Done {
  return { kind: 'conflict', text: 'It is no longer held, or somebody else was faster.' };
}

function notYours(act: Act): Done {
  return { kind: 'not-allowed', text: `Your role does not allow you to ${ACTS[act]}.` };
}
