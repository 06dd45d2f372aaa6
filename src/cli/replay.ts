/**
 * Replay: what a changed policy, register or set of rules would have decided otherwise, before it goes live.
 *
 * Over past decisions: a message that is still there is read again; of one that is forgotten the findings are kept
 * without a word of it, and asked under both policies alike. Or over scenarios, labelled lists and files. The day of a
 * past decision is the day on which it came.
 */
import { basename } from 'node:path';
import type { Document } from '../document/document.ts';
import { type Extract, inspect, type Reference, type Submission } from '../inspect.ts';
import { decide } from '../policy/decide.ts';
import type { Decision } from '../policy/decision.ts';
import type { PastDecision } from '../store/decided.ts';
import { MessageForgottenError } from '../store/messages.ts';
import type { Store } from '../store/store.ts';
import { UsageError } from './errors.ts';
import { readLabelledBytes } from './labelled.ts';
import { dayOf } from './reference.ts';
import { prepareScenarios } from './scenarios.ts';
import { inputs } from './submissions.ts';

/** One decision as it is (or was), and as it would be. */
export interface Replayed {
  readonly name: string;
  readonly before: Decision;
  readonly after: Decision;
}

/** What is in force, what is tried, and which of the two files of the trial were given. */
export interface Trial {
  readonly now: Reference;
  readonly next: Reference;
  readonly given: { readonly register: boolean; readonly policy: boolean };
}

const PAGE = 200;

/** Everything that the store can still be asked about, newest first. */
export async function* replayStore(store: Store, trial: Trial, extract: Extract): AsyncGenerator<Replayed> {
  for (let before: string | null = null; ; ) {
    const page: readonly PastDecision[] = await store.decided.page(before, PAGE);
    for (const past of page) {
      const name = `${past.id} ${past.login ?? 'nobody known'} to ${past.recipients.join(', ')}`;
      const replayed = await replayPast(store, past, trial, extract);
      if (replayed) yield { name, ...replayed };
    }
    if (page.length < PAGE) return;
    before = page.at(-1)?.id ?? null;
  }
}

async function replayPast(
  store: Store,
  past: PastDecision,
  { now, next }: Trial,
  extract: Extract,
): Promise<Pick<Replayed, 'before' | 'after'> | undefined> {
  const today = dayOf(past.receivedAt);
  if (!past.isForgotten) {
    try {
      const { id, login, recipients } = past;
      const claims = (await store.claims.of(id)).filter(({ source }) => source === 'link');
      const bytes = await store.messages.raw(id);
      const submission: Submission = { bytes, name: 'message.eml', kind: 'message', login, recipients, claims };
      const { decision } = await inspect(submission, { ...next, today }, extract);
      return { before: past.decision, after: decision };
    } catch (error) {
      // Forgotten since the page was read: what is kept is asked instead.
      if (!(error instanceof MessageForgottenError)) throw error;
    }
  }
  if (!past.kept) return undefined;
  return { before: decideKept(past, { ...now, today }), after: decideKept(past, { ...next, today }) };
}

/** Of what is kept alone, so that before and after lack the same. */
function decideKept({ kept, login, recipients }: PastDecision, { policy, register, today }: Reference): Decision {
  const document: Document = {
    kind: 'message',
    parts: [],
    unscannable: kept?.unscannable ?? [],
    ledger: [],
  };
  const claims = (kept?.claims ?? []).map(({ codes }) => ({ codes, reason: '', source: 'link' as const }));
  const circumstances = { login, from: kept?.from ?? [], recipients, claims, today, register, policy };
  return decide(document, kept?.findings ?? [], circumstances);
}

/** Scenario files (`.yaml`), labelled lists (`.jsonl`), messages, documents and folders. */
export async function* replayPaths(paths: readonly string[], trial: Trial, extract: Extract): AsyncGenerator<Replayed> {
  for (const path of paths) {
    if (/\.ya?ml$/i.test(path)) yield* replayScenarios(path, trial, extract);
    else if (/\.jsonl$/i.test(path)) {
      for await (const { file, bytes } of readLabelledBytes(path)) {
        yield await both(file, { bytes, name: basename(file) }, trial.now, trial.next, extract);
      }
    } else {
      for await (const input of inputs([path], {})) {
        if (input.kind === 'unreadable') throw new UsageError(`${input.path}: ${input.because}`);
        yield await both(input.path, input.submission, trial.now, trial.next, extract);
      }
    }
  }
}

/** A scenario keeps its own register and policy but for what is tried. */
async function* replayScenarios(path: string, { now, next, given }: Trial, extract: Extract): AsyncGenerator<Replayed> {
  for (const { scenario, submission, reference } of await prepareScenarios(path, now)) {
    const tried: Reference = {
      ...reference,
      rules: next.rules,
      ...(given.register && { register: next.register }),
      ...(given.policy && { policy: next.policy }),
    };
    yield await both(scenario.name, submission, reference, tried, extract);
  }
}

/** Read once, judged twice. */
async function both(
  name: string,
  submission: Submission,
  now: Reference,
  next: Reference,
  extract: Extract,
): Promise<Replayed> {
  let read: Promise<Document> | undefined;
  const once: Extract = (...asked) => {
    read ??= extract(...asked);
    return read;
  };
  const before = await inspect(submission, now, once);
  const after = await inspect(submission, next, once);
  return { name, before: before.decision, after: after.decision };
}

/** What changes, a line each; empty where nothing does. */
export function flips({ before, after }: Replayed): string[] {
  const lines: string[] = [];
  if (before.action !== after.action || before.reason !== after.reason) {
    lines.push(`${before.action} (${before.reason}) → ${after.action} (${after.reason})`);
  }
  for (const { address, action, reason } of after.recipients) {
    const was = before.recipients.find((each) => each.address === address);
    if (!was || (was.action === action && was.reason === reason)) continue;
    lines.push(`  ${address ?? 'somebody unknown'}: ${inShort(was.action, was.reason)} → ${inShort(action, reason)}`);
  }
  return lines;
}

function inShort(action: string, reason: string | null): string {
  return reason ? `${action} by ${reason}` : action;
}
