/**
 * Conditions that several grounds share. Each answers for one question, and says why.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Case, Committee, Delegation, Period } from '../register/types.ts';
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
  return committee.national ? committee : `the ${committee.name} is not a national committee`;
}

/** Paragraph 6 speaks to members of national committees; `support` lets the recorded support stand in for them. */
export function onCommittee(question: Question, allowSupport: boolean): ConditionResult {
  const id = 'on-committee';
  const committee = nationalCommittee(question);
  if (typeof committee === 'string') return (question.finding.body === null ? unknown : failed)(id, committee);
  return ofSender(question, id, (sender) => {
    if (question.register.seatOn(sender, committee)) return met(id, `${sender} sits on the ${committee.name}`);
    if (allowSupport && question.register.supports(sender, committee)) {
      return met(id, `${sender} supports the ${committee.name}`);
    }
    return failed(id, `${sender} is not on the ${committee.name}`);
  });
}

/** The duties under the rule book that paragraph 6 asks for come with the seat. */
export function dutyOfSeat(question: Question, allowSupport = false): ConditionResult {
  const seat = onCommittee(question, allowSupport);
  return seat.state === 'met' ? met('duty', 'the duty comes with the seat') : { ...seat, id: 'duty' };
}

/** Whether somebody may act in a case, and by what. `unknown`: by a decision on other cases than can be told here. */
export interface Office {
  readonly state: 'met' | 'failed' | 'unknown';
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
    return { state: 'met', because: `${address} is the General Secretary` };
  const { delegations, decisions } = register.entries;

  const given = delegations.filter(
    ({ power, officer }) => power === 'discipline' && register.samePerson(officer, address),
  );
  const delegation = given.find((each) => isInForce(each, today) && isByNecOrSecretary(register, each));
  if (delegation && register.isNationalOfficer(address)) {
    return { state: 'met', because: `${address} is a national officer under delegation ${delegation.id}` };
  }
  const naming = decisions.filter(({ power, names }) => power === 'discipline' && register.isAmong(address, names));
  const forAll = naming.find((each) => each.cases.length === 0);
  if (forAll) return { state: 'met', because: `decision ${forAll.id} of the NEC names ${address}` };
  // Each case by a decision of its own is as good as all by one.
  const covering = cases.map((ref) => naming.find((each) => each.cases.includes(ref))?.id);
  if (covering.length > 0 && !covering.includes(undefined)) {
    const ids = [...new Set(covering)];
    const which =
      ids.length === 1 ? `decision ${ids[0]} of the NEC names` : `decisions ${ids.join(' and ')} of the NEC name`;
    return { state: 'met', because: `${which} ${address}` };
  }

  const [ofCases] = naming;
  if (ofCases && cases.length === 0) {
    const because = `decision ${ofCases.id} of the NEC names ${address} for ${ofCases.cases.join(', ')}, and it cannot be told whether this is that case`;
    return { state: 'unknown', because };
  }
  if (ofCases)
    return { state: 'failed', because: `decision ${ofCases.id} of the NEC names ${address} for other cases` };
  if (delegation)
    return { state: 'failed', because: `${address} has delegation ${delegation.id} and is no national officer` };
  const [lapsed] = given;
  if (lapsed) {
    const period = isInForce(lapsed, today)
      ? 'is by neither the NEC nor the General Secretary'
      : `is not in force today`;
    return { state: 'failed', because: `delegation ${lapsed.id} to ${address} ${period}` };
  }
  return { state: 'failed', because: `no delegation in force and no decision of the NEC lets ${address} act` };
}

function isByNecOrSecretary(register: Question['register'], { by, minute }: Delegation): boolean {
  return by.toLowerCase() === 'nec' ? minute !== null : register.hasRole(by, 'general-secretary');
}

/** The condition of 9(c) to 9(f); `cases` are those of the finding, unless a record of membership tells them. */
export function holdsOffice(question: Question, cases: readonly string[] = question.finding.cases): ConditionResult {
  const id = 'holds-office';
  return ofSender(question, id, (sender) => ({ id, ...officeOf(question, sender, cases) }));
}

/** The register's cases of a finding; none where one was not recognised, because then nobody knows whose matter it is. */
export function casesOf({ finding, register }: Question): readonly Case[] {
  const cases = finding.cases.map((ref) => register.case(ref));
  return cases.includes(undefined) ? [] : cases.filter((each) => each !== undefined);
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

/** Whether a record holds today; both its days belong to it, and one that is not given bounds nothing. */
export function periodOf(period: Period, today: string): ConditionResult {
  const from = period.from === null ? '' : ` from ${period.from}`;
  const until = period.until === null ? '' : ` until ${period.until}`;
  const bounds = from || until ? `it holds${from}${until}` : 'it holds without end';
  return isInForce(period, today) ? met('in-force', bounds) : failed('in-force', `${bounds}, and this is ${today}`);
}

/**
 * Fits an address against `*`, `*@domain`, an address of the same person, or a group address that they are behind; somebody
 * unknown fits nothing.
 */
export function fitsPattern(
  { register }: Pick<Question, 'register'>,
  pattern: string,
  address: string | null,
): boolean {
  if (address === null) return false;
  if (pattern === '*') return true;
  if (pattern.startsWith('*@')) return address.toLowerCase().endsWith(pattern.slice(1).toLowerCase());
  return register.reaches(pattern, address);
}

/** Whether a list of addresses names somebody, or a group that they are in: mail to a group is judged by each of it. */
export function isNamedIn(
  { register }: Pick<Question, 'register'>,
  addresses: readonly string[],
  somebody: string,
): boolean {
  return addresses.some((each) => register.reaches(each, somebody));
}
