/**
 * 9(f): the NEC, the General Secretary or an officer tells the outcome to the person who complained.
 *
 * Source: paragraph 9(f). The outcome, of that one case, and nothing of evidence, witnesses or reasons.
 */
import { holdsOffice, ofEveryCase, ofRecipient } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question } from '../ground.ts';

export const outcome: Ground = {
  id: '9(f)',
  concerns: ({ category }) => category === 'disciplinary',
  claims: [],
  conditions: (question) => [holdsOffice(question), recipientComplained(question), outcomeOnly(question)],
};

function recipientComplained(question: Question): ConditionResult {
  const id = 'complainant';
  return ofRecipient(question, id, (recipient) =>
    ofEveryCase(question, id, ({ ref, complainants }) =>
      question.register.isAmong(recipient, complainants)
        ? met(id, `${recipient} complained in ${ref}`)
        : failed(id, `${recipient} did not complain in ${ref}`),
    ),
  );
}

/** What goes beyond the outcome is listed sentence by sentence, so that the sender knows what to take out. */
function outcomeOnly({ finding: { tells, cases, beyond } }: Question): ConditionResult {
  const id = 'outcome-only';
  if (cases.length > 1) return failed(id, `it concerns ${cases.length} cases`);
  return tells === 'outcome'
    ? met(id, 'it tells the outcome, and no more')
    : { ...failed(id, lacking(tells, beyond.length)), ...(beyond.length > 0 && { sentences: beyond }) };
}

function lacking(tells: Question['finding']['tells'], sentences: number): string {
  if (tells === 'fact') return 'it tells no outcome';
  if (sentences === 0) return 'it tells more than the outcome';
  return `${sentences} ${sentences === 1 ? 'sentence goes' : 'sentences go'} beyond the outcome`;
}
