/**
 * 6(d): a member who sits for an affiliated organisation reports back to that organisation's executive.
 *
 * Source: paragraph 6(d). Its executive alone: not its members, branches or press office, and no other affiliate.
 */

import type { Affiliate } from '../../register/types.ts';
import { onClaim } from '../claims.ts';
import { dutyOfSeat, isNamedIn, isOnlyUnder5b, nationalCommittee, ofRecipient, ofSender } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question, unknown } from '../ground.ts';

export const reportingToAffiliate: Ground = {
  id: '6(d)',
  concerns: isOnlyUnder5b,
  claims: ['6(d)'],
  conditions: (question) => [
    sitsForAffiliate(question),
    recipientIsExecutive(question),
    onClaim(question, 'report', '6(d)', 'this is a report back to the executive'),
    dutyOfSeat(question),
  ],
};

function affiliateOf(question: Question): Affiliate | undefined {
  const committee = nationalCommittee(question);
  if (typeof committee === 'string' || question.sender.kind === 'unknown') return undefined;
  const id = question.register.seatOn(question.sender.address, committee)?.affiliate;
  return question.register.entries.affiliates.find((each) => each.id === id);
}

function sitsForAffiliate(question: Question): ConditionResult {
  const id = 'on-committee';
  const committee = nationalCommittee(question);
  if (typeof committee === 'string') return (question.finding.body === null ? unknown : failed)(id, committee);
  return ofSender(question, id, (sender) => {
    const affiliate = affiliateOf(question);
    return affiliate
      ? met(id, `${sender} sits on the ${committee.name} for ${affiliate.name}`)
      : failed(id, `${sender} does not sit on the ${committee.name} for an affiliate`);
  });
}

function recipientIsExecutive(question: Question): ConditionResult {
  const id = 'recipient';
  const affiliate = affiliateOf(question);
  return ofRecipient(question, id, (recipient) => {
    if (!affiliate) return unknown(id, 'for which affiliate the sender sits is not known');
    return isNamedIn(question, affiliate.executive, recipient)
      ? met(id, `${recipient} sits on the executive of ${affiliate.name}`)
      : failed(id, `${recipient} is not recorded on the executive of ${affiliate.name}`);
  });
}
