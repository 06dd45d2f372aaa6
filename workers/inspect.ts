/**
 * Queue `inspect`: a received message in, its Decision recorded.
 *
 * Safe to run twice, late, or beside itself: `begin` and `settle` are single statements guarded by the state before, so
 * the second runner changes no row. Throws only what waiting can mend (`StoreUnavailableError`). Any other fault ends as
 * a hold, never as a release.
 */
import type { Document } from '../src/document/document.ts';
import type { Place } from '../src/gateway/direct-relay.ts';
import { holdForFault, type Inspection, type Submission } from '../src/inspect.ts';
import type { Log } from '../src/log.ts';
import { type Enqueue, type Processor, payload } from '../src/queue/jobs.ts';
import type { Begun } from '../src/store/begun.ts';
import { outgoingOf } from '../src/store/deliveries.ts';
import { StoreUnavailableError } from '../src/store/errors.ts';
import type { Judgements } from '../src/store/judgements.ts';
import { type Messages, tellsNothing } from '../src/store/messages.ts';
import type { Versions } from '../src/store/settle.ts';

/** A Decision, and which register and policy it rests on. */
export interface Inspected {
  readonly inspection: Inspection;
  readonly versions: Versions;
}

export interface How {
  readonly signal?: AbortSignal | undefined;
  /** What is in the message, where somebody has begun to read it already. */
  readonly document?: Promise<Document> | undefined;
  /** What it was judged, before what its store knows of it was known. */
  readonly judgement?: Promise<Inspected> | undefined;
  /** Told before a message is settled of which this process relays what it releases: nothing but a fault can change that. */
  readonly released?: (() => void) | undefined;
  /** For relaying at once what is released: the place that this process has, if it has one. */
  readonly placeToRelay?: ((id: string) => Place | undefined) | undefined;
}

/** How a message is read. */
export const AS_MESSAGE = { name: 'message.eml', kind: 'message' } as const;

export interface InspectTools {
  readonly messages: Pick<Messages, 'begin' | 'settle'>;
  readonly judgements: Pick<Judgements, 'write'>;
  readonly enqueue: Enqueue;
  /** `inspect()` with the register, policy and sandbox of the day. */
  readonly inspect: (submission: Submission, how: How) => Promise<Inspected>;
  /** Told of what is settled, for the figures. */
  readonly decided: (inspection: Inspection) => void;
  readonly log: Log;
}

/** A message that ended this many workers is not given to another one: a person has to look at it. */
const MAX_INSPECTIONS = 3;

export function inspectProcessor(tools: InspectTools): Processor {
  const inspect = inspectorOf(tools);
  return async (job, _token, signal) => {
    const message = await tools.messages.begin(payload(job).messageId);
    return message ? inspect(message, { signal }) : 'already-settled';
  };
}

export type Inspector = (message: Begun, how: How) => Promise<string>;

/** Inspects what is begun: the part that a job and a message without a job have in common. */
export function inspectorOf({ messages, judgements, enqueue, inspect, decided, log }: InspectTools): Inspector {
  return async (message, how) => {
    const { id: messageId, lease } = message;
    const { inspection, versions } = await judged(message, inspect, log, how);
    if (message.isJudgedOnly) {
      if (!(await judgements.write(messageId, inspection))) return 'already-settled';
      decided(inspection);
      return 'judged';
    }

    const place = tellsNothing(inspection) ? how.placeToRelay?.(messageId) : undefined;
    const outgoing = place && outgoingOf(message, inspection.decision);
    if (outgoing) how.released?.();
    const isOurs = await messages
      .settle(messageId, inspection, versions, { lease, goesOn: outgoing !== undefined })
      .catch((error: unknown) => {
        place?.free();
        throw error;
      });
    if (place && outgoing && isOurs) place.send(outgoing);
    else place?.free();
    if (!isOurs) return 'already-settled';
    decided(inspection);

    // Should we die on this line, the row says held or released and the reconciler enqueues what is missing.
    const { action } = inspection.decision;
    // What is released at once its gateway relays without a job, because it hears of it (src/gateway/direct-relay.ts).
    const isHeard = action === 'release' && message.inspections === 0;
    if (action !== 'hold' && !isHeard) await enqueue('release', { messageId });
    if (action !== 'release') await enqueue('notify', { messageId });
    return action;
  };
}

async function judged(
  { id: messageId, envelope, bytes, inspections, claims, claimRecord, isJudgedOnly }: Begun,
  inspect: InspectTools['inspect'],
  log: Log,
  how: How,
): Promise<Inspected> {
  const recipients = envelope.recipients.map(({ address }) => address);
  const held = { inspection: holdForFault(recipients), versions: { register: 'none', policy: 'none' } };
  if (inspections >= MAX_INSPECTIONS) {
    log.error({ messageId, inspections }, 'held: its inspections never ended');
    return held;
  }
  try {
    const ahead = await how.judgement?.catch(() => undefined);
    // What a sender's earlier claims came to weighs on their claims alone.
    if (ahead && ahead.inspection.claims.length === 0) return ahead;
    return await inspect(submissionOf({ envelope, bytes, claims, claimRecord, isJudgedOnly }), how);
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    log.error({ messageId, error }, 'held: the inspection failed');
    return held;
  }
}

/** What is asked of an inspection. Nothing is known of claims where the message is judged before it is stored. */
export function submissionOf({
  envelope,
  bytes,
  isJudgedOnly,
  ...known
}: Pick<Begun, 'envelope' | 'bytes' | 'isJudgedOnly'> & Pick<Partial<Begun>, 'claims' | 'claimRecord'>): Submission {
  const recipients = envelope.recipients.map(({ address }) => address);
  // The envelope sender stands for the login only where a trusted way in handed it over; the gateway saw to that.
  return {
    bytes,
    ...AS_MESSAGE,
    // A judgement may leave it to the message who sends and who gets it, as `scan` does.
    ...(isJudgedOnly && !envelope.login ? {} : { login: envelope.login }),
    ...(isJudgedOnly && envelope.mailFrom ? { from: [envelope.mailFrom] } : {}),
    ...(isJudgedOnly && recipients.length === 0 ? {} : { recipients }),
    ...known,
  };
}
