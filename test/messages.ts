/** Builders of envelopes, bytes and decisions for tests of store, queue and workers. */
import type { Inspection } from '../src/inspect.ts';
import type { Action } from '../src/policy/decision.ts';
import type { Envelope } from '../src/store/envelope.ts';
import type { NewVerdict, Outcome, Verdicts } from '../src/store/verdicts.ts';

export function envelope(over: Partial<Envelope> = {}): Envelope {
  return {
    via: 'smtp',
    login: 'a.khan@party.example',
    mailFrom: 'a.khan@party.example',
    recipients: [{ address: 'j.bell@party.example' }, { address: 'p.osei@home.example' }],
    smtputf8: false,
    body8bit: false,
    client: { address: '127.0.0.1', helo: 'mua.party.example', tls: false },
    ...over,
  };
}

/** Pieces as a socket would give them. */
export async function* pieces(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}

/** An Inspection that comes to `action`, for these recipients alike unless `held` names some. */
export function inspection(action: Action, recipients: readonly string[], held: readonly string[] = []): Inspection {
  const holds = (address: string) => action === 'hold' || held.includes(address);
  return {
    kind: 'message',
    head: { subject: 'Branch news', from: [], to: [], cc: [], bcc: [], messageId: null, headers: [] },
    document: null,
    findings: [],
    belowThreshold: [],
    gravity: 5,
    unscannable: [],
    coverage: { parts: 1, bytes: 10, read: 10, pages: 0, ocrPages: 0, depth: 0 },
    decision: {
      action,
      reason: action === 'release' ? 'no-confidential-matter' : 'confidential-matter',
      explanation: 'An explanation.',
      recipients: recipients.map((address) => ({
        address,
        action: holds(address) ? 'hold' : 'release',
        reason: holds(address) ? null : 'no-confidential-matter',
        grounds: [],
      })),
      warnings: [],
    },
    login: 'a.khan@party.example',
    from: ['a.khan@party.example'],
    recipients,
    claims: [],
    isSearchable: false,
  };
}

/** What a reviewer says; without more a release under 6(c) that cannot be undone. */
export function verdict(over: Partial<NewVerdict> = {}): NewVerdict {
  return {
    kind: 'release',
    recipients: null,
    paragraph: '6(c)',
    reason: 'her report',
    permission: null,
    isBreach: false,
    needsTwo: false,
    undoSeconds: 0,
    lessons: [],
    ...over,
  };
}

/** A held message, rejected for good. */
export function reject(
  { verdicts }: { readonly verdicts: Verdicts },
  id: string,
  by: string,
  reason: string,
): Promise<Outcome> {
  return verdicts.decide(id, { userId: null, name: by }, verdict({ kind: 'reject', paragraph: null, reason }));
}
