/** Which confidence makes a finding. Pure. */
import type { CustomRule } from '../../classifiers/context.ts';
import type { Category } from '../../classifiers/finding.ts';
import type { Policy } from './policy.ts';

/** The policy file's threshold for a category, else a custom rule's own; confidence is 0 to 1. */
export function thresholdOf(
  category: Category,
  { policy, rules }: { readonly policy: Policy; readonly rules: readonly CustomRule[] },
): number {
  const own = rules.find(({ id }) => category === `custom:${id}`);
  return policy.thresholds[category] ?? own?.threshold ?? 0.5;
}
