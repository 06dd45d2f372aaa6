/**
 * Drawing up the report of an attempted disclosure from the record: for the command line and the page alike.
 */
import { type BreachReport, breachReport } from '../policy/breach-report.ts';
import type { Register } from '../register/register.ts';
import type { Store } from '../store/store.ts';

export interface DrawUp {
  /** Quotes the message: only where somebody asked for it. */
  readonly withText: boolean;
  readonly by: string;
}

/** Undefined where the message is not there or was not rejected. That it was drawn up is on the audit log. */
export async function drawUpBreachReport(
  { holds, messages, claims, audit }: Pick<Store, 'holds' | 'messages' | 'claims' | 'audit'>,
  register: Register,
  id: string,
  { withText, by }: DrawUp,
): Promise<BreachReport | undefined> {
  const message = await holds.show(id);
  if (!message || (message.state !== 'rejected' && message.state !== 'returned')) return undefined;
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
