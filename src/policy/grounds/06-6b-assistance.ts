/**
 * 6(b): a member of a national committee gets the help that the seat needs.
 *
 * Source: paragraph 6(b). Who assists whom is recorded, or the sender says so; nobody assists a support officer.
 */
import { isClaimed, onClaim, sayable } from '../claims.ts';
import { isOnlyUnder5b, ofRecipient, ofSender, onCommittee } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { claimed, failed, type Ground, met, type Question } from '../ground.ts';

export const assistance: Ground = {
  id: '6(b)',
  concerns: isOnlyUnder5b,
  claims: ['6(b)'],
  conditions: (question) => [onCommittee(question, false), recipientAssists(question), duty(question)],
};

function recipientAssists(question: Question): ConditionResult {
  const id = 'recipient';
  return ofRecipient(question, id, (recipient) =>
    ofSender(question, id, (sender) => {
      if (assists(question, recipient, sender)) return met(id, `${recipient} is recorded as assisting ${sender}`);
      return isClaimed(question, '6(b)')
        ? claimed(id, `${sender} says that ${recipient} assists them`)
        : sayable(question, failed(id, `${recipient} is not recorded as assisting ${sender}`), '6(b)');
    }),
  );
}

function duty(question: Question): ConditionResult {
  const id = 'duty';
  return ofSender(question, id, (sender) =>
    question.recipient !== null && assists(question, question.recipient, sender)
      ? met(id, 'the recorded assistance serves the seat')
      : onClaim(question, id, '6(b)', 'the help serves the duties of the seat'),
  );
}

function assists({ register }: Question, recipient: string, sender: string): boolean {
  return register.entries.assistants.some(
    (each) => register.samePerson(each.email, recipient) && register.samePerson(each.assists, sender),
  );
}
