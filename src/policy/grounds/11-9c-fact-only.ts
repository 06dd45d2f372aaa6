/**
 * 9(c): the NEC or an officer tells a third party that there is an investigation, and not of whom.
 *
 * Source: paragraph 9(c). The hard one: the subject's identity must be nowhere in the message. What cannot be proven is
 * unknown and goes to the reviewer.
 */
import { onClaim } from '../claims.ts';
import { holdsOffice } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question } from '../ground.ts';
import { identityNowhere } from '../identity.ts';

export const factOnly: Ground = {
  id: '9(c)',
  concerns: ({ category }) => category === 'disciplinary',
  claims: ['9(c)'],
  conditions: (question) => [
    holdsOffice(question),
    tellsFact(question),
    identityNowhere(question),
    onClaim(question, 'necessity', '9(c)', 'telling the fact is necessary in the interests of the Party'),
  ],
};

function tellsFact({ finding: { tells } }: Question): ConditionResult {
  const id = 'fact-only';
  return tells === 'fact'
    ? met(id, 'it tells that there is an investigation, and no more')
    : failed(id, `it tells ${tells === 'outcome' ? 'the outcome' : 'more than the fact of an investigation'}`);
}
