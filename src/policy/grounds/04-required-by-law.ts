/**
 * Required by law: a recorded duty to disclose to this recipient.
 *
 * Source: paragraph 8, first half. For individual cases see `04-9a-required-by-law.ts`.
 */

import type { Obligation } from '../../register/types.ts';
import { claimFor } from '../claims.ts';
import { fitsPattern, officeOf, ofRecipient, ofSender } from '../conditions.ts';
import { isInForce } from '../days.ts';
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
  const { finding, register, circumstances } = question;
  const fits = (each: Obligation) =>
    kinds.includes(each.kind) &&
    each.categories.includes(finding.category) &&
    isInForce(each, circumstances.today) &&
    question.recipient !== null &&
    each.recipients.some((pattern) => fitsPattern(question, pattern, question.recipient ?? ''));
  const recorded = register.entries.obligations.filter(fits);

  const answers = recorded.map((each) => [
    met('obligation', `${each.id}: ${each.basis}`),
    ofSender(question, 'sender', (sender) => {
      if (register.hasRole(sender, 'staff')) return met('sender', `${sender} is staff`);
      if (each.senders.some((pattern) => fitsPattern(question, pattern, sender)))
        return met('sender', `${each.id} names ${sender}`);
      const office = officeOf(question, sender, finding.cases);
      return office.held
        ? met('sender', office.because)
        : failed('sender', `${sender} is not who answers for the Party`);
    }),
  ]);
  const whole = answers.find((conditions) => conditions.every(({ state }) => state === 'met'));
  if (whole) return whole;
  if (claimFor(question, [code]) === code) return [claimed('obligation', 'the sender says that the law requires it')];
  return (
    answers[0] ?? [
      ofRecipient(question, 'obligation', (recipient) =>
        failed('obligation', `no duty to disclose to ${recipient} is recorded`),
      ),
    ]
  );
}
