/**
 * Required by law: a recorded duty to disclose to this recipient.
 *
 * Source: paragraph 8, first half. For individual cases see `04-9a-required-by-law.ts`.
 */
import type { Obligation } from '../../register/types.ts';
import { isClaimed, sayable } from '../claims.ts';
import { fitsPattern, NOBODY, officeOf, ofSender, periodOf } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { claimed, failed, type Ground, met, type Question } from '../ground.ts';

export const requiredByLaw: Ground = {
  id: 'required-by-law',
  concerns: ({ category }) => category !== 'disciplinary',
  claims: ['8-law'],
  conditions: (question) => lawConditions(question, ['law'], '8-law'),
};

/**
 * Shared with 9(a): a record for this recipient and category, in force, and a sender who may answer it; where the record
 * or the sender falls short, the sender's word.
 */
export function lawConditions(
  question: Question,
  kinds: readonly Obligation['kind'][],
  code: string,
): ConditionResult[] {
  const { finding, register } = question;
  const covers = (each: Obligation) =>
    kinds.includes(each.kind) &&
    each.categories.includes(finding.category) &&
    each.recipients.some((pattern) => fitsPattern(question, pattern, question.recipient));
  const answers = register.entries.obligations.filter(covers).map((each) => conditionsOfObligation(question, each));
  const whole = answers.find((conditions) => conditions.every(({ state }) => state === 'met'));
  if (whole) return whole;
  if (isClaimed(question, code)) {
    const sender = ofSender(question, 'sender', (address) => claimed('sender', `${address} says so`));
    return [claimed('obligation', 'the sender says that the law requires it'), sender];
  }
  // Of several records the one that goes furthest is shown: it says what is missing.
  const metIn = (conditions: readonly ConditionResult[]) => conditions.filter(({ state }) => state === 'met').length;
  const [best] = answers.sort((a, b) => metIn(b) - metIn(a));
  const lacking = best ?? [
    failed('obligation', `no duty to disclose it to ${question.recipient ?? NOBODY} is recorded`),
  ];
  return lacking.map((each) => sayable(question, each, code));
}

/** Every condition on one record; also asked of a reviewer's release by paragraph 8. */
export function conditionsOfObligation(question: Question, each: Obligation): ConditionResult[] {
  const { finding, register, circumstances } = question;
  return [
    met('obligation', `${each.id}: ${each.basis}`),
    periodOf(each, circumstances.today),
    ofSender(question, 'sender', (sender) => {
      if (register.hasRole(sender, 'staff')) return met('sender', `${sender} is staff`);
      if (each.senders.some((pattern) => fitsPattern(question, pattern, sender)))
        return met('sender', `${each.id} names ${sender}`);
      const { state, because } = officeOf(question, sender, finding.cases);
      return state === 'failed'
        ? failed('sender', `${sender} is neither staff nor in an office, and ${each.id} does not name them`)
        : { id: 'sender', state, because };
    }),
  ];
}
