/**
 * 6(a): members of a national committee prepare for a meeting that lies ahead.
 *
 * Source: paragraph 6(a). The meeting comes from the register and is never claimed. "Not strictly confidential" is asked
 * here and nowhere else in paragraph 6.
 */
import { isClaimed, sayable } from '../claims.ts';
import { dutyOfSeat, isOnlyUnder5b, nationalCommittee, ofRecipient, onCommittee } from '../conditions.ts';
import { daysBetween } from '../days.ts';
import type { ConditionResult } from '../decision.ts';
import { claimed, failed, type Ground, met, type Question, unknown } from '../ground.ts';

export const preparing: Ground = {
  id: '6(a)',
  concerns: isOnlyUnder5b,
  claims: ['6(a)'],
  conditions: (question) => [
    onCommittee(question, true),
    recipientPrepares(question),
    notStrictly(question),
    inAdvance(question),
    dutyOfSeat(question, true),
  ],
};

function recipientPrepares(question: Question): ConditionResult {
  const id = 'recipient';
  const committee = nationalCommittee(question);
  if (typeof committee === 'string') return unknown(id, committee);
  const { register } = question;
  return ofRecipient(question, id, (recipient) => {
    if (register.seatOn(recipient, committee)) return met(id, `${recipient} sits on the ${committee.name}`);
    if (register.supports(recipient, committee)) return met(id, `${recipient} supports the ${committee.name}`);
    const member = register.person(recipient)?.member;
    if (member === undefined)
      return unknown(id, `the register does not say whether ${recipient} is a member of the Party`);
    if (!member) return failed(id, `${recipient} is neither on the ${committee.name} nor a member of the Party`);
    return isClaimed(question, '6(a)')
      ? claimed(id, `the sender says that they prepare with ${recipient}, a member of the Party`)
      : sayable(
          question,
          failed(id, `${recipient} is a member of the Party, but nobody has said that they prepare together`),
          '6(a)',
        );
  });
}

function notStrictly({ finding }: Question): ConditionResult {
  const id = 'not-strictly';
  return finding.strictly ? failed(id, 'it is strictly confidential') : met(id, 'it is not strictly confidential');
}

function inAdvance(question: Question): ConditionResult {
  const id = 'in-advance';
  const committee = nationalCommittee(question);
  if (typeof committee === 'string') return unknown(id, committee);
  const { today, policy } = question.circumstances;
  const ahead = committee.meetings.filter((day) => day >= today).sort()[0];
  if (ahead === undefined) return failed(id, `no meeting of the ${committee.name} ahead is recorded`);
  const days = daysBetween(today, ahead);
  return days <= policy.prepareDays
    ? met(id, `the ${committee.name} meets on ${ahead}`)
    : failed(id, `the ${committee.name} meets on ${ahead}, in more than ${policy.prepareDays} days`);
}
