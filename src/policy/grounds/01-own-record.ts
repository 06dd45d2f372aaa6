/**
 * Own record: a membership record of one person may go to that person, and that person may send it on.
 *
 * Source: our inference from paragraph 2 (privacy over one's own affairs); the Code does not say it in these words.
 */
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question, unknown } from '../ground.ts';

export const ownRecord: Ground = {
  id: 'own-record',
  concerns: ({ category }) => category === 'membership',
  claims: [],
  conditions: (question) => [onePerson(question), isOwn(question)],
};

function onePerson({ finding: { people } }: Question): ConditionResult {
  const id = 'one-person';
  return people === 1 ? met(id, 'it exposes one person') : failed(id, `it exposes ${people} people`);
}

function isOwn({ finding, sender, recipient, register }: Question): ConditionResult {
  const id = 'own';
  const [exposed] = finding.exposed;
  if (!exposed || (exposed.email === null && exposed.membership === null)) {
    return unknown(id, 'whose record it is cannot be told from an address or a membership number');
  }
  const isTheirs = (address: string) => {
    if (exposed.email !== null && register.samePerson(exposed.email, address)) return true;
    const number = register.person(address)?.membership;
    return Boolean(number && exposed.membership && number.toUpperCase() === exposed.membership.toUpperCase());
  };
  if (
    exposed.isByName &&
    [recipient, sender.kind === 'known' ? sender.address : null].some((each) => each && isTheirs(each))
  ) {
    return unknown(
      id,
      `only the name tells that it is the record of ${exposed.email ?? exposed.name}, and others may bear it`,
    );
  }
  if (recipient !== null && isTheirs(recipient)) return met(id, `it is the record of ${recipient}, who gets it`);
  if (sender.kind === 'unknown') return unknown(id, sender.because);
  return isTheirs(sender.address)
    ? met(id, `it is the record of ${sender.address}, who sends it`)
    : failed(id, 'it is neither the sender’s nor the recipient’s own record');
}
