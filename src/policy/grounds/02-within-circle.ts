/**
 * Within the circle: the recipient is entitled to it, so that the matter stays confidential.
 *
 * Source: paragraph 7, as `docs/policy.md` reads it; it is no exception and has no paragraph of its own. By roles or
 * addresses of `entitled`, by a seat on the body, or by a part in the case.
 */
import type { Finding } from '../../../classifiers/finding.ts';
import type { Committee } from '../../register/types.ts';
import { casesOf, isNamedIn, isSubject, NOBODY, officeOf } from '../conditions.ts';
import type { ConditionResult } from '../decision.ts';
import { failed, type Ground, met, type Question, unknown } from '../ground.ts';

/** Why a recipient belongs to the circle; `asksSender` where that holds only for mail from an official side. */
interface Circle {
  readonly because: string;
  readonly asksSender: 'nothing' | 'official' | 'support-or-official';
}

export const withinCircle: Ground = {
  id: 'within-circle',
  concerns: () => true,
  claims: [],
  conditions: (question) => {
    const circle = circleOf(question);
    return [recipientCondition(question, circle), senderCondition(question, circle)];
  },
};

function recipientCondition(question: Question, circle: Circle | undefined): ConditionResult {
  const id = 'recipient-entitled';
  if (circle) return met(id, circle.because);
  const { finding, recipient, register } = question;
  const open = recipient === null ? undefined : (scopeUnknown(question, recipient) ?? bodyUnknown(question, recipient));
  if (open) return unknown(id, open);
  const of = finding.body ? ` of the ${register.committee(finding.body)?.name ?? finding.body}` : '';
  return failed(id, `${recipient ?? NOBODY} is not entitled to ${inWords(finding.category)}${of}`);
}

/** A role of one unit, and nobody can tell whose record it is. */
function scopeUnknown({ finding, register }: Question, recipient: string): string | undefined {
  if (finding.unit !== null) return undefined;
  const entitled = register.entries.entitled[finding.category] ?? [];
  const held = register.person(recipient)?.roles.find(({ role, of }) => of !== null && entitled.includes(role));
  return held && `${recipient} is ${held.role} of ${held.of}, and it cannot be told whether it is of that unit`;
}

/** A seat on some body, and nobody can tell which body it is of. */
function bodyUnknown({ finding, register }: Question, recipient: string): string | undefined {
  if (finding.body !== null || (finding.category !== 'minutes' && finding.category !== 'committee-papers'))
    return undefined;
  const body = register.entries.committees.find((each) => belongsTo(register, recipient, each));
  return body && `${recipient} belongs to the ${body.name}, and it cannot be told which body it is of`;
}

function belongsTo(register: Question['register'], address: string, body: Committee): boolean {
  return register.seatOn(address, body) !== undefined || register.supports(address, body);
}

/** The category as a noun. */
function inWords(category: Finding['category']): string {
  return NOUNS[category] ?? `what rule ${category.replace('custom:', '')} covers`;
}

const NOUNS: Readonly<Record<string, string>> = {
  declared: 'what is declared confidential',
  minutes: 'minutes',
  'committee-papers': 'committee papers',
  membership: 'membership records',
  elections: 'election data',
  disciplinary: 'individual disciplinary matters',
};

function senderCondition(question: Question, circle: Circle | undefined): ConditionResult {
  const id = 'sender-official';
  if (!circle || circle.asksSender === 'nothing') return met(id, 'nothing is asked of the sender here');
  const { sender, register, finding } = question;
  if (sender.kind === 'unknown') return unknown(id, sender.because);
  const { address } = sender;

  if (register.hasRole(address, 'staff')) return met(id, `${address} is staff`);
  const office = officeOf(question, address, finding.cases);
  if (office.state === 'met') return met(id, office.because);
  if (circle.asksSender === 'official') {
    const appointed = casesOf(question).every((each) => isNamedIn(question, each.appointed, address));
    if (appointed) return met(id, `${address} is appointed to the case`);
  } else if (bodiesOf(question).every((body) => register.supports(address, body))) {
    return met(id, `${address} supports the committee`);
  }
  if (office.state === 'unknown') return unknown(id, office.because);
  const asks = circle.asksSender === 'official' ? 'is appointed to the case' : 'supports the committee';
  return failed(id, `${address} neither ${asks} nor writes as staff or in an office`);
}

function circleOf(question: Question): Circle | undefined {
  const { finding, recipient, register } = question;
  if (recipient === null) return undefined;

  const listed = entitledBy(question, recipient);
  if (listed) return { because: listed, asksSender: 'nothing' };

  if (finding.category === 'disciplinary') return circleOfCase(question, recipient);
  if (finding.category === 'minutes' || finding.category === 'committee-papers' || finding.category === 'declared') {
    const bodies = bodiesOf(question);
    if (bodies.length > 0 && bodies.every((body) => belongsTo(register, recipient, body))) {
      const names = bodies.map(({ name }) => name).join(' and the ');
      const because = `${recipient} sits on the ${names} or supports it`;
      return { because, asksSender: finding.category === 'declared' ? 'support-or-official' : 'nothing' };
    }
  }
  return undefined;
}

/** A role in its scope, or an address, that `entitled` lists for the category. */
function entitledBy({ finding, register }: Question, recipient: string): string | undefined {
  const listed = register.entries.entitled[finding.category] ?? [];
  for (const entry of listed) {
    if (entry.includes('@')) {
      if (register.reaches(entry, recipient)) return `${recipient} is listed for ${finding.category}`;
    } else if (register.hasRole(recipient, entry, finding.unit)) {
      return `${recipient} is entitled to ${finding.category} as ${entry}`;
    }
  }
  return undefined;
}

/** The appointed; and for official mail the subject, and the complainants and witnesses of the bare fact. */
function circleOfCase(question: Question, recipient: string): Circle | undefined {
  const { finding, register } = question;
  const cases = casesOf(question);
  if (cases.length === 0) return undefined;
  if (cases.every(({ appointed }) => isNamedIn(question, appointed, recipient))) {
    return { because: `${recipient} is appointed to the case`, asksSender: 'nothing' };
  }
  if (cases.every((each) => isSubject(question, each, recipient))) {
    return { because: `${recipient} is the subject of the case`, asksSender: 'official' };
  }
  const concerned = cases.every(({ complainants, witnesses }) =>
    register.isAmong(recipient, [...complainants, ...witnesses]),
  );
  if (concerned && finding.tells === 'fact') {
    return { because: `${recipient} complained or is a witness, and only the fact is told`, asksSender: 'official' };
  }
  return undefined;
}

/** The bodies that a finding concerns; for a marked part, those whose minutes or papers it holds. */
function bodiesOf({ finding, findings, register }: Question): Committee[] {
  const isRecord = ({ category, part }: Finding) =>
    part === finding.part && (category === 'minutes' || category === 'committee-papers');
  const concerned = finding.category === 'declared' ? findings.filter(isRecord) : [finding];
  const bodies = concerned.map(({ body }) => register.committee(body));
  // One record of an unknown body in a marked part, and the circle of the part is unknown.
  return bodies.includes(undefined) ? [] : [...new Set(bodies.filter((body) => body !== undefined))];
}
