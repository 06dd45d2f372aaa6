/**
 * The way out: a released message to the next hop, once, byte for byte, with every answer written down.
 *
 * A 4xx or a connection that fails is tried again with growing pauses for five days; a 5xx, or the end of those days,
 * becomes a bounce to the sender, written in the transaction that records it. What leaves is checked against the hash of
 * what came: a difference stops the relay.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Log } from '../log.ts';
import type { Enqueue } from '../queue/jobs.ts';
import type { Deliveries, Delivery, Outgoing } from '../store/deliveries.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import { reportFor } from './bounce.ts';
import type { LostLeases } from './lost-leases.ts';
import type { Answer, NextHop } from './next-hop.ts';
import { type ClaimWords, departing } from './transform.ts';

export interface RelayTools {
  readonly deliveries: Deliveries;
  readonly leases: Pick<LostLeases, 'add'>;
  readonly enqueue: Enqueue;
  readonly nextHop: NextHop | null;
  readonly claims: ClaimWords;
  readonly log: Log;
  readonly now: () => Date;
  /** Whether the policy keeps released messages for a time. */
  readonly keepsReleased: () => boolean;
  readonly retryMs?: number;
}

/** Until `signal` comes, a database that is away is waited for; without one nobody waits. */
export interface Relay {
  readonly byId: (messageId: string, signal?: AbortSignal) => Promise<string>;
  /** One that is on lease to us already. */
  readonly taken: (outgoing: Outgoing, signal?: AbortSignal) => Promise<string>;
}

const MINUTE_MS = 60_000;
/** Pauses before the next try; the last one repeats. RFC 5321, 4.5.4.1: at least half an hour, after quick first tries. */
const PAUSE_MINUTES = [1, 5, 15, 30, 60, 120, 240];
const NO_NEXT_HOP = {
  code: null,
  response: 'no next hop is configured',
  cause: 'no next hop',
  passedOnDsn: false,
} as const;
const GIVE_UP_MS = 5 * 24 * 60 * MINUTE_MS;
const RETRY_MS = 1_000;
/** Less than a lease lasts, with what sending took of it. */
const PATIENCE_MS = 5 * MINUTE_MS;

/** Each gives one word for the log. Throws `StoreUnavailableError`; what it sent and could not record is sent again then. */
export function relayOf(tools: RelayTools): Relay {
  const { deliveries, leases, nextHop, claims, log } = tools;
  const taken = async (outgoing: Outgoing, signal?: AbortSignal) => {
    const messageId = outgoing.id;
    if (!isAsItCame(outgoing)) {
      log.fatal({ messageId, alarm: 'hash-mismatch' }, 'not relayed: the stored bytes are not those that came in');
      await deliveries.giveBack(outgoing);
      return 'stopped';
    }
    const { pieces, breaksSignature } = departing(outgoing, claims);
    if (breaksSignature) log.warn({ messageId }, 'a claim stood in a signed header: the signature no longer verifies');

    const answers = nextHop
      ? await nextHop.send({ ...outgoing.envelope, recipients: outgoing.recipients }, pieces)
      : outgoing.recipients.map(({ ordinal }) => ({ ...NO_NEXT_HOP, ordinal }));
    return recorded(tools, outgoing, answers, signal);
  };
  return {
    taken,
    byId: async (messageId, signal) => {
      const take = () => deliveries.take(messageId, leases.add);
      const outgoing = await patiently(take, messageId, 'not taken for the relay yet', tools, signal);
      return outgoing ? taken(outgoing, signal) : 'nothing-to-do';
    },
  };
}

async function recorded(
  tools: RelayTools,
  outgoing: Outgoing,
  answers: readonly Answer[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { deliveries, enqueue, nextHop, log, now, keepsReleased } = tools;
  const isOver = now().getTime() - outgoing.releasedAt.getTime() > GIVE_UP_MS;
  const results = answers.map(
    (answer): Delivery => ({ ordinal: answer.ordinal, state: stateOf(answer, isOver), response: answer.response }),
  );
  // Who asked to hear of success hears it from who delivers; where the next hop cannot tell, we tell how far it came.
  const reported = results.filter(
    ({ state, ordinal }) =>
      state === 'bounced' || (state === 'relayed' && !answers.find((each) => each.ordinal === ordinal)?.passedOnDsn),
  );
  const report = reportFor(outgoing, reported, nextHop?.name ?? 'none', now());
  const bounce = report && { ...report, id: uuidv7() };
  const goesOn = takesMoreLater(answers);
  const isDeferred = results.some(({ state }) => state === 'deferred');
  const retryAt = isDeferred ? (goesOn ? now() : nextTry(outgoing, now())) : null;

  const record = () => deliveries.record(outgoing, results, retryAt, bounce, keepsReleased());
  const isRecorded = await patiently(record, outgoing.id, 'sent, and not recorded yet', tools, signal);
  // Also where this is not what was recorded: an earlier try may have been, unheard. One that was not stored is not found.
  if (bounce) await enqueue('release', { messageId: bounce.id });
  if (goesOn) await enqueue('release', { messageId: outgoing.id });
  const states = results.map(({ state }) => state);
  const causes = [...new Set(answers.flatMap(({ cause }) => cause ?? []))];
  const refused = causes.length > 0 && { nextHop: nextHop?.name, causes };
  log.info({ messageId: outgoing.id, states, isRecorded, ...refused }, 'sent to the next hop');
  return states.every((state) => state === 'relayed')
    ? 'relayed'
    : states.includes('deferred')
      ? 'deferred'
      : 'bounced';
}

/**
 * What the next hop answered is known here alone. To let go of it would leave the message to the end of its lease, and then
 * to somebody who sends it once more. Of what was written unheard the second try changes nothing: the lease is gone; of what
 * was taken unheard it finds nothing to do, and the lease is given back.
 */
async function patiently<Value>(
  ask: () => Promise<Value>,
  messageId: string,
  whatWaits: string,
  { log, retryMs = RETRY_MS }: RelayTools,
  signal: AbortSignal | undefined,
): Promise<Value> {
  const until = performance.now() + PATIENCE_MS;
  for (let isTold = false; ; isTold = true) {
    try {
      return await ask();
    } catch (error) {
      const mayWait = signal && !signal.aborted && performance.now() < until;
      if (!mayWait || !(error instanceof StoreUnavailableError)) throw error;
      if (!isTold) log.warn({ messageId, error }, whatWaits);
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function isAsItCame({ bytes, sha256 }: Outgoing): boolean {
  return createHash('sha256').update(bytes).digest().equals(sha256);
}

/** 5xx is final; everything else may pass, until the days are over. */
function stateOf({ code }: Answer, isOver: boolean): Delivery['state'] {
  if (code !== null && code >= 200 && code < 300) return 'relayed';
  return isOver || (code !== null && code >= 500) ? 'bounced' : 'deferred';
}

/** 452 to some beside others who are served: so many recipients at once, and the rest right after (RFC 5321, 4.5.3.1.10). */
function takesMoreLater(answers: readonly Answer[]): boolean {
  return answers.some(({ code }) => code === 250) && answers.some(({ code }) => code === 452);
}

function nextTry({ recipients }: Outgoing, now: Date): Date {
  const attempts = Math.max(...recipients.map((each) => each.attempts));
  const minutes = PAUSE_MINUTES[Math.min(attempts, PAUSE_MINUTES.length - 1)] ?? 240;
  return new Date(now.getTime() + minutes * MINUTE_MS);
}
