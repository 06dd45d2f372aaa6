/** What each condition asks, for whoever reads why a message was held. Pure. */
import type { GroundId } from './decision.ts';

/** A sentence that would have to be true; by ground where grounds mean different things. */
const REQUIREMENTS: Readonly<Record<string, string>> = {
  'own-record/one-person': 'It exposes one person only.',
  'own-record/own': 'That person is the sender, or the one who gets it.',
  'within-circle/recipient-entitled': 'The register entitles the recipient, by a role, a seat or an appointment.',
  'within-circle/sender-official': 'It is written for the body, by staff, or by somebody who holds office.',
  'permission/recorded': 'A permission for just this stands in the register.',
  'permission/authority': 'Whoever gave the permission had the power to give it.',
  'permission/in-force': 'The permission is in force today.',
  'permission/sender': 'The permission is for this sender.',
  'permission/recipient': 'The permission is for this recipient.',
  'permission/document': 'The permission is for this document.',
  'required-by-law/in-force': 'The obligation is in force today.',
  '9(a)/in-force': 'The obligation is in force today.',
  'permission/case': 'The permission names this case.',
  'required-by-law/obligation':
    'The register shows a legal obligation towards this recipient, or the sender names one.',
  'required-by-law/sender': 'The sender is staff, holds office, or is named by the obligation.',
  '9(a)/obligation': 'The register shows a legal obligation towards this recipient, or the sender names one.',
  '9(a)/sender': 'The sender is staff, holds office, or is named by the obligation.',
  'on-committee': 'The sender sits on the national committee that it concerns.',
  '6(a)/recipient':
    'The recipient sits on that committee or supports it, or is a member with whom the sender prepares.',
  '6(b)/recipient': 'The recipient assists that committee member.',
  '6(c)/recipient': 'The recipient is a member of the Party, or belongs to a Division that the sender represents.',
  '6(d)/recipient': 'The recipient sits on the executive of the affiliate that the sender represents.',
  'not-strictly': 'It is not strictly confidential.',
  'in-advance': 'A meeting of the committee lies ahead, near enough to prepare for.',
  report: 'The sender says that this is a report back.',
  duty: 'It is part of the sender’s duties under the rule book.',
  '10/plp': 'The case runs under the Standing Orders of the Parliamentary Labour Party.',
  '10/sender': 'The sender is appointed to the case, or an officer of the PLP.',
  subject: 'The sender is the member whom the case is about.',
  capacity: 'The recipient gives that member legal, medical, social, family or trade-union support.',
  purpose: 'The purpose is advice or support.',
  'holds-office': 'The sender is the General Secretary, acts under a delegation, or is named by the NEC.',
  'fact-only': 'It tells that there is an investigation, and nothing more.',
  'identity-nowhere': 'Nothing in it tells who the member is.',
  necessity: 'The sender says why telling this is necessary in the interests of the Party.',
  media: 'The recipient is recorded as media.',
  'false-report': 'The sender says which false report this corrects.',
  '9(e)/matter': 'It is a disciplinary matter, or a record in a dispute over membership.',
  '9(e)/recipient': 'The recipient is a national officer, or has a duty in discipline.',
  complainant: 'The recipient complained in this case.',
  'outcome-only': 'It tells the outcome of that one case, and nothing more.',
  'not-misdirected': 'The recipient is who was meant.',
  concerns: 'The paragraph speaks of such a matter at all.',
  'goes-with-case': 'It belongs to a case that may go.',
};

/** What a condition asks, as a sentence that would have to be true. */
export function requirementOf(ground: GroundId, id: string): string {
  return REQUIREMENTS[`${ground}/${id}`] ?? REQUIREMENTS[id] ?? `It fulfils “${id}”.`;
}
