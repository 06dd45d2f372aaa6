/**
 * Drawing up the report of an attempted disclosure from the record: for the command line and the page alike.
 */
import { type BreachReport, breachReport } from '../policy/breach-report.ts';
import type { Register } from '../register/register.ts';
import type { Store } from '../store/store.ts';
import { type Actor, type Loaded, load, type ReviewTools, type Standing, standingOf } from './reviewing.ts';
import { may } from './roles.ts';

/** A rejected message, as somebody may report it. */
export interface Reportable {
  readonly kind: 'reportable';
  readonly loaded: Loaded;
  /** Whether they may have it quoted. */
  readonly canQuote: boolean;
}
export interface NotReportable {
  readonly kind: 'not-found' | 'not-allowed' | 'conflict';
  readonly text: string;
}

/** Nobody reports on what is their own; the words of a message are quoted for who may read them. */
export async function reportable(tools: ReviewTools, me: Actor, id: string): Promise<Reportable | NotReportable> {
  const loaded = await load(tools, id);
  if (!loaded) return { kind: 'not-found', text: 'There is no such message.' };
  const standing = await standingOf(tools, loaded, me);
  if (standing.exclusion) return { kind: 'not-allowed', text: standing.exclusion };
  if (!loaded.message.isStopped)
    return { kind: 'conflict', text: 'The message was not rejected: there is nothing to report.' };
  return { kind: 'reportable', loaded, canQuote: await mayQuote(tools, me, id, standing) };
}

/** The same drawn up, for a page and `/v1`. */
export async function drawUpFor(
  tools: ReviewTools,
  me: Actor,
  id: string,
  withText: boolean,
): Promise<BreachReport | NotReportable> {
  const found = await reportable(tools, me, id);
  if (found.kind !== 'reportable') return found;
  if (withText && !found.canQuote)
    return {
      kind: 'not-allowed',
      text: 'Its words are quoted only for who may read it, and has opened what stays shut.',
    };
  const { register } = tools.reference();
  const report = await drawUpBreachReport(tools.store, register, id, { withText, by: me.name });
  return report ?? { kind: 'conflict', text: 'The message was not rejected: there is nothing to report.' };
}

async function mayQuote({ store }: ReviewTools, me: Actor, id: string, { isShut }: Standing): Promise<boolean> {
  return may(me.roles, 'holds:read') && (!isShut || (await store.holds.openedBecause(id, me.userId)) !== null);
}

export interface DrawUp {
  /** Quotes the message: only where somebody asked for it. */
  readonly withText: boolean;
  readonly by: string;
}

/** Undefined where the message is not there or nothing of it was rejected. That it was drawn up is on the audit log. */
export async function drawUpBreachReport(
  { holds, messages, claims, audit }: Pick<Store, 'holds' | 'messages' | 'claims' | 'audit'>,
  register: Register,
  id: string,
  { withText, by }: DrawUp,
): Promise<BreachReport | undefined> {
  const message = await holds.show(id);
  if (!message?.isStopped) return undefined;
  const inspection = await messages.inspection(id);
  const events = await audit.of(id);
  await audit.append(by, 'report drawn up', id, { withText });
  return breachReport(
    {
      id,
      receivedAt: message.receivedAt.toISOString(),
      login: message.login,
      from: inspection?.from ?? [],
      recipients: message.recipients,
      subject: message.subject,
      decision: message.decision,
      findings: inspection?.findings ?? [],
      claims: (await claims.of(id)).map(({ madeAt, ...claim }) => ({ ...claim, madeAt: madeAt.toISOString() })),
      events: events.map(({ at, actor, action, detail }) => ({ at: at.toISOString(), actor, action, detail })),
      versions: { register: message.registerVersion, policy: message.policyVersion },
    },
    register,
    { withText, drawnUpBy: by, drawnUpAt: new Date().toISOString() },
  );
}
