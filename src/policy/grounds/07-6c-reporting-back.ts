/**
 * 6(c): a member of a national committee reports back to a member of the Party, or to a Division that they represent.
 *
 * Source: paragraph 6(c) and the last sentence of 6. Relieves 5(b) and nothing else.
 */
import { onClaim } from '../claims.ts';
import { dutyOfSeat, isNamedIn, isOnlyUnder5b, nationalCommittee, ofRecipient, onCommittee } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question, unknown } from '../ground.ts';

export const reportingBack: Ground = {
  id: '6(c)',
  concerns: isOnlyUnder5b,
  claims: ['6(c)'],
  conditions: (question) => [
    onCommittee(question, false),
    recipientIsReportedTo(question),
    onClaim(question, 'report', '6(c)', 'this is a report back'),
    dutyOfSeat(question),
  ],
};

/** `met` by membership of the Party or by a Division, whichever the register shows; neither is asked of the sender. */
function recipientIsReportedTo(question: Question): ConditionResult {
  const id = 'recipient';
  const { register, sender } = question;
  return ofRecipient(question, id, (recipient) => {
    const person = register.person(recipient);
    if (person?.member) return met(id, `${recipient} is a member of the Party`);

    const committee = nationalCommittee(question);
    if (typeof committee !== 'string' && sender.kind === 'known') {
      const divisions = register.divisionsOf(sender.address, committee);
      const division = divisions.find(({ members }) => isNamedIn(question, members, recipient));
      if (division) return met(id, `${recipient} belongs to ${division.name}, which the sender represents`);
    }
    // Not in the register is not the same as not a member. Both clear nothing, but only one can be asked about.
    if (person?.member === undefined)
      return unknown(id, `the register does not say whether ${recipient} is a member of the Party`);
    return failed(id, `${recipient} is neither a member nor of a Division that the sender represents`);
  });
}
