/**
 * Which claims would help a message that is held: where the sender's word is all that a ground still lacks.
 *
 * For the link of a notice, which shows these first. Pure.
 */
import type { Decision, GroundId, GroundResult } from './decision.ts';

/** Codes that a sender may claim, by ground: the way to say what only the sender knows. */
export const CLAIM_OF: Partial<Readonly<Record<GroundId, string>>> = {
  permission: '8-permission',
  'required-by-law': '8-law',
  '6(a)': '6(a)',
  '6(b)': '6(b)',
  '6(c)': '6(c)',
  '6(d)': '6(d)',
  '9(a)': '9(a)',
  '9(b)': '9(b)',
  '9(c)': '9(c)',
  '9(d)': '9(d)',
};

/** Conditions that the sender's word can fill, whatever the ground. */
const SAID = new Set(['report', 'necessity', 'false-report', 'capacity', 'purpose', 'obligation', 'recorded']);
/** And those that it fills for one ground alone. */
const SAID_OF: Partial<Readonly<Record<GroundId, readonly string[]>>> = {
  '6(a)': ['recipient'],
  '6(b)': ['recipient', 'duty'],
};

/** The code by which a claim would fill all that a ground lacks; undefined where something else is missing too. */
export function helpfulClaim({ ground, conditions }: GroundResult): string | undefined {
  const lacking = conditions.filter(({ state }) => state === 'failed' || state === 'unknown');
  const canBeSaid = lacking.every(({ id }) => SAID.has(id) || SAID_OF[ground]?.includes(id));
  return lacking.length > 0 && canBeSaid ? CLAIM_OF[ground] : undefined;
}

/** For the recipients who are held, in the order of the grounds; without repeats. */
export function helpfulClaims({ recipients }: Pick<Decision, 'recipients'>): string[] {
  const held = recipients.filter(({ action }) => action === 'hold');
  const codes = held.flatMap(({ grounds }) => grounds.map(helpfulClaim)).filter((code) => code !== undefined);
  return [...new Set(codes)];
}
