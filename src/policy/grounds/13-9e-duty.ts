/**
 * 9(e): the NEC or an officer tells another officer, or somebody with a duty in discipline.
 *
 * Source: paragraph 9(e). Being staff is not a duty: the register lists the roles that are (`duties.discipline`).
 */
import type { Case } from '../../register/types.ts';
import { casesOfRecord, holdsOffice, ofRecipient } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question } from '../ground.ts';

export const duty: Ground = {
  id: '9(e)',
  concerns: ({ category }, question) =>
    category === 'disciplinary' || (category === 'membership' && casesOfRecord(question).length > 0),
  claims: [],
  conditions: (question) => [matter(question), holdsOffice(question, casesAt(question)), recipientHasDuty(question)],
};

/** A record of membership is a matter of 9(e) only in a dispute over membership, and of nobody but its subject. */
function matter(question: Question): ConditionResult {
  const id = 'matter';
  const { category, people, exposed } = question.finding;
  if (category === 'disciplinary') return met(id, 'it is an individual disciplinary matter');
  const [dispute] = disputesOf(question);
  if (!dispute) return failed(id, 'it is no record of somebody in a dispute over membership');
  if (people > 1 || exposed.length > 1)
    return failed(id, `it is a record of others than the subject of ${dispute.ref}`);
  return met(id, `${dispute.ref} is a dispute over membership`);
}

/** The cases for which the sender has to hold an office. */
function casesAt(question: Question): readonly string[] {
  if (question.finding.category === 'disciplinary') return question.finding.cases;
  return disputesOf(question).map(({ ref }) => ref);
}

function disputesOf(question: Question): readonly Case[] {
  return casesOfRecord(question).filter(({ kind }) => kind === 'membership-dispute');
}

function recipientHasDuty(question: Question): ConditionResult {
  const id = 'recipient';
  const { register } = question;
  return ofRecipient(question, id, (recipient) => {
    if (register.isNationalOfficer(recipient)) return met(id, `${recipient} is a national officer`);
    const role = (register.entries.duties.discipline ?? []).find((each) => register.hasRole(recipient, each));
    return role
      ? met(id, `${recipient} has a duty in discipline as ${role}`)
      : failed(id, `no duty in discipline of ${recipient} is recorded`);
  });
}
