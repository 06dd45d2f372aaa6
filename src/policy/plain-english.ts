/**
 * A decision told to somebody who has never seen the matrix: what it is, who may have it and why, and what would have to
 * be true for the rest to go.
 *
 * For `reticent policy explain` and whoever asks "why was this held". Quotes the evidence, so it is only for people who
 * may read the message. Pure.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Unscannable } from '../document/document.ts';
import type { Register } from '../register/register.ts';
import type { ConditionResult, Decision, GroundId, GroundResult, RecipientDecision } from './decision.ts';
import { groundInWords, matterOf } from './explain.ts';
import { helpfulClaim } from './helpful-claims.ts';

export interface Told {
  readonly decision: Decision;
  readonly findings: readonly Finding[];
  readonly unscannable: readonly Unscannable[];
}

/** How many of the nearest grounds are told for each finding and recipient. */
const NEAREST = 3;
const LONGEST_QUOTE = 90;

/** What each condition asks, as a sentence that would have to be true. By ground where grounds mean different things. */
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
  'not-misdirected': 'The recipient is no slip.',
};

/** Lines of text, without a trailing line feed. */
export function plainEnglish(name: string, told: Told, register: Register): string[] {
  const { decision, findings, unscannable } = told;
  return [
    `${name}: ${verdict(decision)}`,
    '',
    findings.length === 0 ? nothingFound(unscannable) : 'What it is:',
    ...findings.flatMap((finding) => matterLines(finding, register)),
    ...unscannable.map(({ part, reason }) => `  ${part} could not be read (${reason}), and is not taken for innocent.`),
    ...decision.recipients.flatMap((recipient) => ['', ...recipientLines(recipient, findings)]),
    ...decision.warnings.map(({ address, because }) => `\nLook at ${address} again: ${because}.`),
  ];
}

function nothingFound(unscannable: readonly Unscannable[]): string {
  return unscannable.length === 0
    ? 'Nothing in it is a Confidential Matter.'
    : 'Nothing that could be read in it is a Confidential Matter.';
}

function verdict({ action, recipients }: Decision): string {
  if (action === 'release') return 'it may go.';
  const held = recipients.filter((each) => each.action === 'hold').map(({ address }) => address ?? 'somebody unknown');
  if (action === 'split') return `it goes, but not to ${held.join(', ')}.`;
  const others = recipients.length - held.length;
  return `it would be held for a reviewer, because of ${held.join(', ')}${others > 0 ? `; the other ${others} could have it` : ''}.`;
}

function matterLines(
  { category, part, confidence, strictly, body, people, cases, evidence }: Finding,
  register: Register,
): string[] {
  const facts = [
    strictly && 'strictly confidential',
    body && `of the ${register.committee(body)?.name ?? body}`,
    people > 1 && `of ${people} people`,
    cases.length > 0 && `in ${cases.join(', ')}`,
  ].filter(Boolean);
  const shows = [...evidence].filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)[0];
  return [
    `  In ${part}: ${[matterOf(category), ...facts].join(', ')} (${Math.round(confidence * 100)} % sure).`,
    ...(shows ? [`    It shows in the ${shows.place.replaceAll('-', ' ')}: “${oneLine(shows.quote)}”.`] : []),
  ];
}

function recipientLines(
  { address, action, reason, grounds }: RecipientDecision,
  findings: readonly Finding[],
): string[] {
  const whom = address ?? 'Somebody unknown';
  if (action === 'release') {
    const why = grounds.filter(({ clears }) => clears);
    const because = why.flatMap(({ conditions }) => conditions.map(({ because: each }) => each));
    return [
      `${whom} may have it: ${groundInWords(reason ?? 'no-confidential-matter')}.`,
      ...[...new Set(because)].map((each) => `  - ${each}`),
    ];
  }
  const open = findings.flatMap((finding, index) => {
    const tried = grounds.filter((each) => each.finding === index);
    return tried.some(({ clears }) => clears) ? [] : [{ finding, tried }];
  });
  return [
    `${whom} may not have it.`,
    ...(open.length === 0 ? ['  Something in it could not be read.'] : []),
    ...open.flatMap(({ finding, tried }) => wayLines(finding, tried)),
  ];
}

function wayLines({ category, part }: Finding, tried: readonly GroundResult[]): string[] {
  const ways = tried
    .map((result) => ({ result, lacking: result.conditions.filter(isLacking) }))
    // The nearest first: what lacks least, and of those what is met most.
    .sort((a, b) => a.lacking.length - b.lacking.length || metIn(b.result) - metIn(a.result));
  const waiting = ways.find(({ lacking }) => lacking.length === 0);
  if (waiting) {
    return [
      `  For ${matterOf(category)} (in ${part}) a reviewer has to confirm what the sender says under ${waiting.result.ground}.`,
    ];
  }
  const rest = ways.length - NEAREST;
  return [
    `  ${capital(matterOf(category))} (in ${part}) could go if one of these were true:`,
    ...ways
      .slice(0, NEAREST)
      .flatMap(({ result, lacking }) => [
        `  - ${titleOf(result.ground)} would let it. What is missing:`,
        ...lacking.flatMap((condition) => lackingLines(result.ground, condition)),
        ...howToSay(result),
      ]),
    ...(rest > 0 ? [`  - or by another ground: ${rest} more lack as much or more (\`reticent scan\` shows all).`] : []),
  ];
}

function metIn({ conditions }: GroundResult): number {
  return conditions.filter(({ state }) => state === 'met').length;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isLacking({ state }: ConditionResult): boolean {
  return state === 'failed' || state === 'unknown';
}

/** What a condition asks, as a sentence that would have to be true. */
export function requirementOf(ground: GroundId, id: string): string {
  return REQUIREMENTS[`${ground}/${id}`] ?? REQUIREMENTS[id] ?? `It fulfils “${id}”.`;
}

function lackingLines(ground: GroundId, { id, because, sentences = [] }: ConditionResult): string[] {
  const requirement = requirementOf(ground, id);
  return [`      ${requirement} (Now: ${because}.)`, ...sentences.map(({ quote }) => `        “${oneLine(quote)}”`)];
}

function howToSay(result: GroundResult): string[] {
  const code = helpfulClaim(result);
  return code ? [`      If it is so, the sender says it in the subject: [exception ${code}: the reason].`] : [];
}

/** A ground as the start of a sentence. */
export function titleOf(ground: GroundId): string {
  if (ground === 'own-record') return 'That it is one’s own record (our reading of paragraph 2)';
  if (ground === 'within-circle') return 'That it stays within the circle of those entitled (paragraph 7)';
  if (ground === 'permission') return 'A permission (paragraph 8)';
  if (ground === 'required-by-law') return 'The law (paragraph 8)';
  return `Paragraph ${ground}`;
}

function oneLine(quote: string): string {
  const plain = quote.replace(/\p{C}+|\s+/gu, ' ').trim();
  return plain.length > LONGEST_QUOTE ? `${plain.slice(0, LONGEST_QUOTE - 1)}…` : plain;
}
