/**
 * Whether a record of the register carries a release by paragraph 8: a permission, or a duty by law, for these matters,
 * this sender and every recipient, in force today. Asked of the same conditions as the grounds of the matrix. Pure.
 *
 * A reviewer attests and cannot permit. So what is `failed` is not made good by their word; what is only `unknown` is
 * (which case it is, who sent it), because they look at the message and say so with their name.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Obligation, Permission } from '../register/types.ts';
import { fitsPattern } from './conditions.ts';
import { goesWith } from './decide.ts';
import type { Circumstances, ConditionResult, RecipientDecision } from './decision.ts';
import { isCleared } from './explain.ts';
import { failed, type Question } from './ground.ts';
import { conditionsOfPermission } from './grounds/03-permission.ts';
import { conditionsOfObligation } from './grounds/04-required-by-law.ts';
import { senderOf } from './sender.ts';
import { matterOf } from './words.ts';

/** A message as it was judged; `recipients` are those to whom it would be released. */
export interface ToRelease extends Pick<Circumstances, 'login' | 'from' | 'register' | 'policy' | 'today'> {
  readonly findings: readonly Finding[];
  readonly recipients: readonly RecipientDecision[];
}

export interface Paragraph8Record {
  readonly id: string;
  /** Who permitted, or by what it is a duty. */
  readonly by: string;
  /** What it lacks, as the end of "It does not cover this, because …"; null where it covers the message. */
  readonly lacks: string | null;
}

/** All records, those that cover the message first. */
export function paragraph8Records(release: ToRelease): Paragraph8Record[] {
  const { permissions, obligations } = release.register.entries;
  const records = [
    ...permissions.map((each) => ({
      id: each.id,
      by: each.by,
      lacks: lackOf(release, each, (question) => conditionsOfPermission(question, each)),
    })),
    ...obligations.map((each) => ({
      id: each.id,
      by: each.basis,
      lacks: lackOf(release, each, (question) => [
        ...appliesTo(question, each),
        ...conditionsOfObligation(question, each),
      ]),
    })),
  ];
  return records.sort((a, b) => Number(a.lacks !== null) - Number(b.lacks !== null));
}

/** Undefined where the register has no such record. */
export function paragraph8Record(id: string, release: ToRelease): Paragraph8Record | undefined {
  return paragraph8Records(release).find((each) => each.id === id);
}

function lackOf(
  release: ToRelease,
  { categories }: Pick<Permission, 'categories'>,
  conditions: (question: Question) => readonly ConditionResult[],
): string | null {
  const { findings, recipients, register, login, from } = release;
  const circumstances: Circumstances = {
    ...release,
    recipients: recipients.flatMap(({ address }) => address ?? []),
    claims: [],
  };
  const sender = senderOf({ login, from, register });
  if (categories.length === 0) return 'it is for no kind of matter';
  // What could not be read is no finding; whom and when a record covers counts all the same.
  const asked = findings.length > 0 ? findings : [{ ...UNREAD, category: categories[0] as Finding['category'] }];

  for (const { address, grounds } of recipients) {
    const isClear = (index: number) => grounds.some((each) => each.finding === index) && isCleared(grounds, index);
    const members = address === null ? [] : (register.membersOf(address) ?? []);
    for (const reader of members.length > 0 ? members : [address]) {
      const lacks = asked.map((finding) => {
        if (!categories.includes(finding.category)) return `it is not for ${matterOf(finding.category)}`;
        const question = {
          finding,
          findings,
          sender,
          recipient: reader,
          register,
          circumstances,
          document: NO_DOCUMENT,
        };
        return conditions(question).find(({ state }) => state === 'failed')?.because ?? null;
      });
      const open = asked.findIndex((finding, index) => {
        if (lacks[index] === null || isClear(index)) return false;
        const leaders = findings.flatMap((leader, at) => (goesWith({ finding, register }, leader) ? [at] : []));
        return leaders.length === 0 || leaders.some((at) => lacks[at] !== null && !isClear(at));
      });
      const lack = lacks[open];
      if (lack) return lack;
    }
  }
  return null;
}

/** A duty by law is for its recipients; for an individual case any legal duty counts, for the rest the law alone. */
function appliesTo(question: Question, each: Obligation): ConditionResult[] {
  const { finding, recipient } = question;
  const isNamed = each.recipients.some((pattern) => fitsPattern(question, pattern, recipient));
  return [
    ...(isNamed ? [] : [failed('recipient', `it does not name ${recipient ?? 'somebody unknown'}`)]),
    ...(each.kind === 'law' || finding.category === 'disciplinary'
      ? []
      : [failed('kind', `a duty that is not of law counts for individual cases alone`)]),
  ];
}

const UNREAD: Omit<Finding, 'category'> = {
  paragraphs: [],
  part: '',
  confidence: 0,
  strictly: false,
  body: null,
  unit: null,
  people: 0,
  exposed: [],
  cases: [],
  tells: null,
  beyond: [],
  fingerprints: [],
  evidence: [],
};
/** These conditions ask the record, the people and the findings, and never the text. */
const NO_DOCUMENT: Question['document'] = { kind: 'message', parts: [], unscannable: [], ledger: [] };
