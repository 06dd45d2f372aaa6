/**
 * Permission: the NEC, the General Secretary, or an officer whom the General Secretary lets, has allowed it.
 *
 * Source: paragraph 8. The record is checked and so is the authority behind it. For an individual case it counts only
 * where it names that case: our reading, an act of the NEC or the General Secretary on that case.
 */
import type { Permission } from '../../register/types.ts';
import { isClaimed, sayable } from '../claims.ts';
import { fitsPattern, ofRecipient, ofSender, periodOf } from '../conditions.ts';
import { isInForce } from '../days.ts';
import type { ConditionResult } from '../decision.ts';
import { claimed, failed, type Ground, met, type Question, unknown } from '../ground.ts';

const CODE = '8-permission';

export const permission: Ground = {
  id: 'permission',
  concerns: () => true,
  claims: [CODE],
  conditions: (question) => {
    const { category } = question.finding;
    const candidates = question.register.entries.permissions.filter(({ categories }) => categories.includes(category));
    const answers = candidates.map((each) => conditionsOfPermission(question, each));
    const whole = answers.find((conditions) => conditions.every(({ state }) => state === 'met'));
    if (whole) return whole;
    if (isClaimed(question, CODE)) {
      const sender = ofSender(question, 'sender', (address) => claimed('sender', `${address} says so`));
      return [claimed('recorded', 'the sender says that a permission was given'), sender];
    }
    // Of several records the one is shown that is meant for these people: it says what is missing.
    const [closest] = answers.sort((a, b) => closeness(b) - closeness(a));
    const lacking = closest ?? [failed('recorded', 'no permission for this is recorded')];
    return lacking.map((each) => sayable(question, each, CODE));
  },
};

/** Whom and what a record names weighs more than whether it holds. */
const CLOSENESS: Readonly<Record<string, number>> = {
  recipient: 32,
  case: 16,
  document: 8,
  sender: 4,
  'in-force': 2,
  authority: 1,
};

function closeness(conditions: readonly ConditionResult[]): number {
  return conditions.reduce((sum, { id, state }) => sum + (state === 'met' ? (CLOSENESS[id] ?? 0) : 0), 0);
}

/** Every condition on one record; also asked of a reviewer's release by paragraph 8. */
export function conditionsOfPermission(question: Question, each: Permission): ConditionResult[] {
  const { today } = question.circumstances;
  return [
    met('recorded', `permission ${each.id} by ${each.by || 'nobody named'}`),
    authority(question, each),
    periodOf(each, today),
    ofSender(question, 'sender', (sender) =>
      each.senders.some((pattern) => fitsPattern(question, pattern, sender))
        ? met('sender', `it lets ${sender} send`)
        : failed('sender', `the permission does not name ${sender}`),
    ),
    ofRecipient(question, 'recipient', (recipient) =>
      each.recipients.some((pattern) => fitsPattern(question, pattern, recipient))
        ? met('recipient', `it names ${recipient}`)
        : failed('recipient', `the permission does not name ${recipient}`),
    ),
    document(question, each),
    ofCase(question, each),
  ];
}

function authority({ register, circumstances: { today } }: Question, each: Permission): ConditionResult {
  const id = 'authority';
  switch (each.authority) {
    case 'nec':
      return each.minute ? met(id, `the NEC gave it (${each.minute})`) : failed(id, 'no minute of the NEC is recorded');
    case 'general-secretary':
      return register.hasRole(each.by, 'general-secretary')
        ? met(id, `${each.by} is the General Secretary`)
        : failed(id, `${each.by} is not the General Secretary`);
    case 'national-officer':
      break;
    default:
      each.authority satisfies never;
  }
  const delegation = register.entries.delegations.find(({ id: delegationId }) => delegationId === each.delegation);
  if (!delegation) return failed(id, 'no delegation by the General Secretary is recorded');
  if (!register.isNationalOfficer(each.by)) return failed(id, `${each.by} is not a national officer`);
  if (!register.samePerson(delegation.officer, each.by))
    return failed(id, `delegation ${delegation.id} is not to ${each.by}`);
  if (delegation.power !== 'permissions') return failed(id, `delegation ${delegation.id} is for ${delegation.power}`);
  if (!register.hasRole(delegation.by, 'general-secretary')) {
    return failed(id, `delegation ${delegation.id} is not by the General Secretary`);
  }
  return isInForce(delegation, today)
    ? met(id, `${each.by} acts under delegation ${delegation.id}`)
    : failed(id, `delegation ${delegation.id} is not in force: ${periodOf(delegation, today).because}`);
}

function document({ finding }: Question, { fingerprint }: Permission): ConditionResult {
  const id = 'document';
  if (fingerprint === null) return met(id, 'it is not tied to one document');
  return finding.fingerprints.some((each) => each.id === fingerprint)
    ? met(id, `it is for document ${fingerprint}, which this is`)
    : failed(id, `it is for document ${fingerprint}, and this is not that`);
}

/** An individual case goes by its name alone; what else is permitted with it has to stand in one part with it. */
function ofCase({ finding, findings }: Question, { case: ref }: Permission): ConditionResult {
  const id = 'case';
  const isCase = finding.category === 'disciplinary';
  if (ref === null) return isCase ? failed(id, 'it names no case') : met(id, 'it is not tied to one case');

  const beside = findings.filter(({ category, part }) => category === 'disciplinary' && part === finding.part);
  const cases = (isCase ? [finding] : beside).flatMap((each): (string | null)[] =>
    each.cases.length > 0 ? [...each.cases] : [null],
  );
  if (isCase && cases.includes(null)) return unknown(id, `it is for ${ref}, and it cannot be told which case this is`);
  return cases.length > 0 && cases.every((each) => each === ref)
    ? met(id, `it is for ${ref}, which this concerns`)
    : failed(id, `it is for ${ref}, and this does not concern that case alone`);
}
