/**
 * 10: proceedings under the Standing Orders of the Parliamentary Labour Party, to which paragraph 8 does not apply.
 *
 * Source: paragraph 10. It lifts paragraph 8 for those who run such proceedings; paragraph 7 still binds everybody else,
 * and the subject may turn to those of 9(b) alone.
 */
import type { Case } from '../../register/types.ts';
import { isNamedIn, isSubject, ofEveryCase, ofSender } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question } from '../ground.ts';
import { capacityRecorded } from './10-9b-support.ts';

export const plp: Ground = {
  id: '10',
  concerns: ({ category }) => category === 'disciplinary',
  claims: [],
  conditions: (question) => [underStandingOrders(question), senderMay(question)],
};

function underStandingOrders(question: Question): ConditionResult {
  const id = 'plp';
  return ofEveryCase(question, id, ({ ref, plp: isPlp }) =>
    isPlp
      ? met(id, `${ref} runs under the Standing Orders of the PLP`)
      : failed(id, `${ref} does not run under the Standing Orders of the PLP`),
  );
}

function senderMay(question: Question): ConditionResult {
  const id = 'sender';
  const { register } = question;
  return ofSender(question, id, (sender) =>
    ofEveryCase(question, id, (each) => {
      // First, because a whip may be the one whom the case is about, and then is bound like any subject.
      if (isSubject(question, each, sender)) return asSubject(question, each, sender);
      if (register.hasRole(sender, 'plp-officer')) return met(id, `${sender} is an officer of the PLP`);
      return isNamedIn(question, each.appointed, sender)
        ? met(id, `${sender} is appointed to ${each.ref}`)
        : failed(id, `${sender} is neither appointed to ${each.ref} nor an officer of the PLP`);
    }),
  );
}

function asSubject(question: Question, each: Case, sender: string): ConditionResult {
  const id = 'sender';
  const capacity = question.recipient === null ? undefined : capacityRecorded(question, each, question.recipient);
  return capacity
    ? met(id, `${sender} is the subject of ${each.ref}, and ${capacity}`)
    : failed(id, `${sender} is the subject of ${each.ref}, and the recipient is none of those recorded for 9(b)`);
}
