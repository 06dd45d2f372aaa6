/**
 * Conditions that several grounds share. Each answers for one question, and says why.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Case, Committee } from '../register/types.ts';
import { isInForce } from './days.ts';
import type { ConditionResult } from './decision.ts';
import { failed, met, type Question, unknown } from './ground.ts';

export const NOBODY = 'somebody unknown';

/** Answers a condition on the sender; where the sender is unknown, so is the answer. */
export function ofSender(
  { sender }: Question,
  id: string,
  answer: (address: string) => ConditionResult,
): ConditionResult {
  return sender.kind === 'known' ? answer(sender.address) : unknown(id, sender.because);
}

/** Answers a condition on the recipient; a document without one goes to somebody unknown, who fulfils nothing. */
export function ofRecipient(
  { recipient }: Question,
  id: string,
  answer: (address: string) => ConditionResult,
): ConditionResult {
  return recipient === null ? failed(id, 'no recipient is known') : answer(recipient);
}

/** Paragraph 6 relieves 5(b) alone: what is a matter under another paragraph too stays held. */
export function isOnlyUnder5b({ paragraphs }: Finding): boolean {
  return paragraphs.every((paragraph) => paragraph === '5(b)');
}

/** The national committee that a finding concerns, or why there is none. */
export function nationalCommittee({ finding, register }: Question): Committee | string {
  const committee = register.committee(finding.body);
  if (!committee) return 'which committee it concerns is not known';
  return committee.national ? committee : `${committee.name} is not a national committee`;
}

/** Paragraph 6 speaks to members of national committees; `support` lets the recorded support stand in for them. */
export function onCommittee(question: Question, allowSupport: boolean): ConditionResult {
  const id = 'on-committee';
  const committee = nationalCommittee(question);
  if (typeof committee === 'string') return (question.finding.body === null ? unknown : failed)(id, committee);
  return ofSender(question, id, (sender) => {
    if (question.register.seatOn(sender, committee)) return met(id, `${sender} sits on ${committee.name}`);
    if (allowSupport && question.register.supports(sender, committee)) {
      return met(id, `${sender} supports ${committee.name}`);
    }
    return failed(id, `${sender} is not on ${committee.name}`);
  });
}

/** The duties under the rule book that paragraph 6 asks for come with the seat. */
export function dutyOfSeat(question: Question, allowSupport = false): ConditionResult {
  const seat = onCommittee(question, allowSupport);
  return seat.state === 'met' ? met('duty', 'it comes with the seat') : { ...seat, id: 'duty' };
}

/** Whether somebody may act in a case, and by what. */
export interface Office {
  readonly held: boolean;
  readonly because: string;
}

/**
 * "Holds office" of 9(c) to 9(f): the General Secretary, a national officer with a delegation in force for discipline,
 * or a person whom a decision of the NEC names. A seat on the NEC alone is none.
 */
export function officeOf(
  { register, circumstances: { today } }: Pick<Question, 'register' | 'circumstances'>,
  address: string,
  cases: readonly string[],
): Office {
  if (register.hasRole(address, 'general-secretary'))
    return { held: true, because: `${address} is the General Secretary` };
  const { delegations, decisions } = register.entries;

  const delegation = delegations.find(
    (each) => each.power === 'discipline' && register.samePerson(each.officer, address) && isInForce(each, today),
  );
  if (delegation && register.isNationalOfficer(address)) {
    const byNec = delegation.by.toLowerCase() === 'nec' && delegation.minute !== null;
    if (byNec || register.hasRole(delegation.by, 'general-secretary')) {
      return { held: true, because: `${address} is a national officer under delegation ${delegation.id}` };
    }
  }
  const decision = decisions.find(
    (each) =>
      each.power === 'discipline' &&
      register.isAmong(address, each.names) &&
      (each.cases.length === 0 || (cases.length > 0 && cases.every((ref) => each.cases.includes(ref)))),
  );
  if (decision) return { held: true, because: `decision ${decision.id} of the NEC names ${address}` };
  return { held: false, because: `no delegation in force and no decision of the NEC lets ${address} act` };
}

/** The condition of 9(c) to 9(f). */
export function holdsOffice(question: Question): ConditionResult {
  const id = 'holds-office';
  return ofSender(question, id, (sender) => {
    const { held, because } = officeOf(question, sender, question.finding.cases);
    return held ? met(id, because) : failed(id, because);
  });
}

/** The register's cases of a finding; none where no case was recognised. */
export function casesOf({ finding, register }: Question): readonly Case[] {
  return finding.cases.map((ref) => register.case(ref)).filter((each) => each !== undefined);
}

/** The cases whose subject a record of membership exposes, beside those that it names. */
export function casesOfRecord(question: Question): readonly Case[] {
  const { finding, register } = question;
  const exposing = register.entries.cases.filter(({ subject }) =>
    finding.exposed.some((person) => isSamePerson(register, person, subject)),
  );
  return [...new Set([...casesOf(question), ...exposing])];
}

/** By number or address: a name alone is not enough to let a record go. */
export function isSamePerson(
  register: Question['register'],
  exposed: Finding['exposed'][number],
  subject: Case['subject'],
): boolean {
  const byNumber = exposed.membership && subject.membership?.toUpperCase() === exposed.membership.toUpperCase();
  const byAddress = exposed.email && subject.email && register.samePerson(exposed.email, subject.email);
  return Boolean(byNumber || byAddress);
}

/** Asks something of every case that the finding concerns; a finding without a recognised case answers nothing. */
export function ofEveryCase(question: Question, id: string, answer: (each: Case) => ConditionResult): ConditionResult {
  const cases = casesOf(question);
  if (cases.length === 0) return unknown(id, 'it cannot be told which case this is');
  const answers = cases.map(answer);
  return (
    answers.find(({ state }) => state === 'failed') ??
    answers.find(({ state }) => state !== 'met') ??
    answers[0] ??
    failed(id, '')
  );
}

/** Whether a case's subject is behind an address. */
export function isSubject({ register }: Pick<Question, 'register'>, { subject }: Case, address: string): boolean {
  if (subject.email !== null && register.samePerson(subject.email, address)) return true;
  const number = register.person(address)?.membership;
  return number !== undefined && number !== null && number.toUpperCase() === subject.membership?.toUpperCase();
}

/** Fits an address against `*`, `*@domain`, or an address of the same person. */
export function fitsPattern({ register }: Pick<Question, 'register'>, pattern: string, address: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*@')) return address.toLowerCase().endsWith(pattern.slice(1).toLowerCase());
  return register.samePerson(pattern, address);
}
