/**
 * Which claims would help a message that is held: where the sender's word is all that a ground still lacks.
 *
 * And which could, were other things so too. For the link of a notice, which shows these first and offers no others. Pure.
 */
import type { Decision, GroundResult } from './decision.ts';

/** The code by which a claim would fill all that a ground lacks; undefined where something else is missing too. */
export function helpfulClaim({ conditions }: GroundResult): string | undefined {
  const lacking = conditions.filter(({ state }) => state === 'failed' || state === 'unknown');
  const [first] = lacking;
  return first && lacking.every(({ claim }) => claim === first.claim) ? first.claim : undefined;
}

/** For the recipients who are held, in the order of the grounds; without repeats. */
export function helpfulClaims({ recipients }: Pick<Decision, 'recipients'>): string[] {
  const held = recipients.filter(({ action }) => action === 'hold');
  const codes = held.flatMap(({ grounds }) => grounds.map(helpfulClaim)).filter((code) => code !== undefined);
  return [...new Set(codes)];
}

/** Where the sender's word is something that a ground lacks, whatever else it lacks; in the order of the grounds. */
export function possibleClaims({ recipients }: Pick<Decision, 'recipients'>): string[] {
  const held = recipients.filter(({ action }) => action === 'hold');
  const lacking = held.flatMap(({ grounds }) => grounds.flatMap(({ conditions }) => conditions));
  return [...new Set(lacking.flatMap(({ claim }) => claim ?? []))];
}
