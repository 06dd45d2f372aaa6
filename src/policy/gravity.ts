/**
 * How grave a finding is, and a message by its gravest: the reason of a release is that of the gravest finding, and the
 * quarantine shows the gravest first. The one scale of both. Pure.
 */
import type { Finding } from '../../classifiers/finding.ts';

/** The scale on which a rule of paragraph 5(d) places itself: 0, where it says nothing, is after all of these. */
const GRAVITY: Readonly<Record<string, number>> = {
  declared: 60,
  disciplinary: 50,
  membership: 40,
  elections: 30,
  'committee-papers': 20,
  minutes: 10,
};
const STRICTLY = 70;
/** Nobody knows what is in it, which is more than nothing. */
const NOT_READ = 5;

/** By category, of the organisation's own rules. */
export type OwnGravity = Readonly<Record<string, number>> | undefined;

export function gravityOf(category: Finding['category'], own: OwnGravity): number {
  return GRAVITY[category] ?? own?.[category] ?? 0;
}

/** Of a message: strictly confidential is as grave as it says, or graver where one of its findings is. */
export function gravityOfMessage(findings: readonly Pick<Finding, 'category' | 'strictly'>[], own: OwnGravity): number {
  const each = findings.map(({ category, strictly }) => Math.max(strictly ? STRICTLY : 0, gravityOf(category, own)));
  return Math.max(NOT_READ, ...each);
}
