/**
 * 9(d): the NEC or an officer corrects a false report in the media.
 *
 * Source: paragraph 9(d). That the recipient is recorded as media is our safe narrowing.
 */
import { onClaim } from '../claims.ts';
import { holdsOffice, ofRecipient } from '../conditions.ts';
import { failed, type Ground, met } from '../ground.ts';

export const correcting: Ground = {
  id: '9(d)',
  concerns: ({ category }) => category === 'disciplinary',
  claims: ['9(d)'],
  conditions: (question) => [
    holdsOffice(question),
    ofRecipient(question, 'media', (recipient) =>
      question.register.hasRole(recipient, 'media')
        ? met('media', `${recipient} is recorded as media`)
        : failed('media', `${recipient} is not recorded as media`),
    ),
    onClaim(question, 'false-report', '9(d)', 'a report in the media is false'),
    onClaim(question, 'necessity', '9(d)', 'correcting it is necessary for the Party'),
  ],
};
