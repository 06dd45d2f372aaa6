/**
 * 9(b): the subject of a case seeks legal advice, medical or social support, or that of family, union, the NEC or an
 * officer.
 *
 * Source: paragraph 9(b). Only the subject, only of their own case. A national officer needs no delegation here, because
 * the member turns to the office.
 */
import type { Case } from '../../register/types.ts';
import { isClaimed, sayable } from '../claims.ts';
import { isSubject, ofEveryCase, ofRecipient, ofSender } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { claimed, failed, type Ground, met, type Question } from '../ground.ts';

export const support: Ground = {
  id: '9(b)',
  concerns: ({ category }) => category === 'disciplinary',
  claims: ['9(b)'],
  conditions: (question) => [senderIsSubject(question), recipientCapacity(question), purpose(question)],
};

function senderIsSubject(question: Question): ConditionResult {
  const id = 'subject';
  return ofSender(question, id, (sender) =>
    ofEveryCase(question, id, (each) =>
      isSubject(question, each, sender)
        ? met(id, `${sender} is the subject of ${each.ref}`)
        : failed(id, `${sender} is not the subject of ${each.ref}`),
    ),
  );
}

/** In what capacity the register knows the recipient for this case; undefined where it does not. */
export function capacityRecorded(
  { register }: Question,
  { advisers, ref }: Case,
  recipient: string,
): string | undefined {
  const adviser = advisers.find(({ email }) => register.samePerson(email, recipient));
  if (adviser) return `${recipient} is recorded as ${adviser.capacity} support in ${ref}`;
  if (register.hasRole(recipient, 'nec-member')) return `${recipient} sits on the National Executive Committee`;
  return register.isNationalOfficer(recipient) ? `${recipient} is a national officer` : undefined;
}

function recipientCapacity(question: Question): ConditionResult {
  const id = 'capacity';
  return ofRecipient(question, id, (recipient) =>
    ofEveryCase(question, id, (each) => {
      const recorded = capacityRecorded(question, each, recipient);
      if (recorded) return met(id, recorded);
      return isClaimed(question, '9(b)')
        ? claimed(id, `the sender says in what capacity ${recipient} supports them`)
        : sayable(
            question,
            failed(id, `in what capacity ${recipient} would support the member is not recorded`),
            '9(b)',
          );
    }),
  );
}

function purpose(question: Question): ConditionResult {
  const capacity = recipientCapacity(question);
  if (capacity.state === 'met') return met('purpose', 'advice or support is what the recipient is recorded for');
  return { ...capacity, id: 'purpose' };
}
