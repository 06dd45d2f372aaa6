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
import type { ConditionResult, Decision, GroundResult, RecipientDecision } from './decision.ts';
import { isCleared, nearestFirst } from './explain.ts';
import { helpfulClaim } from './helpful-claims.ts';
import { requirementOf } from './requirements.ts';
import { firstListed, groundInWords, listed, matterOf, partInWords, sentenceOf, unreadInWords } from './words.ts';

export interface Told {
  readonly decision: Decision;
  readonly findings: readonly Finding[];
  readonly unscannable: readonly Unscannable[];
}

/** How many of the nearest grounds are told for each finding and recipient. */
const NEAREST = 3;
/** And how many of the strongest signs of each finding. */
const STRONGEST = 3;
const LONGEST_QUOTE = 90;

/** Lines of text, without a trailing line feed. */
export function plainEnglish(name: string, told: Told, register: Register): string[] {
  const { decision, findings, unscannable } = told;
  return [
    `${name}: ${verdict(decision)}`,
    '',
    findings.length === 0 ? nothingFound(unscannable) : 'What it is',
    ...findings.flatMap((finding) => matterLines(finding, register)),
    ...unscannable.map(
      ({ part, reason }) => `  ${sentenceOf(`${partInWords(part)} could not be read: ${unreadInWords(reason)}`)}`,
    ),
    ...decision.recipients.flatMap((recipient) => ['', ...recipientLines(recipient, findings)]),
    ...decision.warnings.flatMap(({ address, because }) => ['', `Look at ${address} again: ${because}.`]),
  ];
}

function nothingFound(unscannable: readonly Unscannable[]): string {
  return unscannable.length === 0
    ? 'Nothing in it is a Confidential Matter.'
    : 'Nothing that could be read in it is a Confidential Matter, and what could not be read is not taken for innocent.';
}

function verdict({ action, recipients }: Decision): string {
  if (action === 'release') return 'it may go.';
  const held = firstListed(recipients.filter((each) => each.action === 'hold').map(whom));
  const others = recipients.filter((each) => each.action === 'release').map(whom);
  if (action === 'split') return `it goes to ${firstListed(others)}, and is held for ${held}.`;
  const rest = others.length > 0 ? ` Sent to ${firstListed(others)} alone it might go.` : '';
  return `it would be held for a reviewer, because of ${held}.${rest}`;
}

function whom({ address }: RecipientDecision): string {
  return address ?? 'somebody unknown';
}

function matterLines(
  { category, part, confidence, strictly, body, people, cases, evidence }: Finding,
  register: Register,
): string[] {
  const facts = [
    strictly && 'strictly confidential',
    body && `of the ${register.committee(body)?.name ?? body}`,
    // An individual matter is of one person anyway.
    people > 0 && category !== 'disciplinary' && `of ${people === 1 ? 'one person' : `${people} people`}`,
    cases.length > 0 && `in ${listed(cases)}`,
  ].filter(Boolean);
  const strongest = evidence.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const shown = strongest.map(({ place, quote }) => `“${oneLine(quote)}” (${place.replaceAll('-', ' ')})`);
  return [
    `  In ${partInWords(part)}: ${[matterOf(category), ...facts].join(', ')}. ${howSure(confidence)}`,
    ...(shown.length > 0 ? [`    What shows it: ${[...new Set(shown)].slice(0, STRONGEST).join('; ')}.`] : []),
  ];
}

/** Never a hundred per cent: it is a machine that says so. */
function howSure(confidence: number): string {
  return confidence > 0.99 ? 'We are more than 99 % sure.' : `We are ${Math.round(confidence * 100)} % sure.`;
}

function recipientLines(recipient: RecipientDecision, findings: readonly Finding[]): string[] {
  const { action, reason, grounds } = recipient;
  if (action === 'release') {
    const because = grounds.filter(({ clears }) => clears).flatMap(({ conditions }) => conditions);
    return [
      `${sentenceOf(`${whom(recipient)} may have it: ${groundInWords(reason ?? 'no-confidential-matter')}`)}`,
      ...[...new Set(because.map((each) => each.because))].map((each) => `  - ${each}`),
    ];
  }
  const open = findings.flatMap((finding, index) =>
    isCleared(grounds, index) ? [] : [{ finding, tried: grounds.filter((each) => each.finding === index) }],
  );
  return [
    sentenceOf(`${whom(recipient)} may not have it`),
    ...(open.length === 0
      ? ['  It could go in a form that can be read, or if the policy let it go to them unread.']
      : []),
    ...open.flatMap(({ finding, tried }) => wayLines(finding, tried)),
  ];
}

function wayLines({ category, part }: Finding, tried: readonly GroundResult[]): string[] {
  const ways = nearestFirst(
    tried.filter(({ member }) => member === undefined || !isCleared(ofMember(tried, member), tried[0]?.finding ?? 0)),
  );
  const what = `${matterOf(category)} (${partInWords(part)})`;
  const waiting = ways.find(({ conditions }) => !conditions.some(isLacking));
  if (waiting) {
    return [`  For ${what} a reviewer has to confirm what the sender says: that ${groundInWords(waiting.ground)}.`];
  }
  const rest = ways.length - NEAREST;
  return [
    `  ${sentenceOf(`for ${what} to go there, one of these would have to be true`).replace(/\.$/, ':')}`,
    ...ways
      .slice(0, NEAREST)
      .flatMap((way, index) => [
        `  ${index + 1}. ${sentenceOf(groundInWords(way.ground))}${way.member ? ` (For ${way.member}, who is on that list.)` : ''}`,
        ...way.conditions.filter(isLacking).flatMap((condition) => lackingLines(way, condition)),
        ...howToSay(way),
      ]),
    ...(rest > 0
      ? [
          `  ${rest === 1 ? 'One other ground lacks' : `${rest} other grounds lack`} as much or more; \`reticent scan\` shows all.`,
        ]
      : []),
  ];
}

function ofMember(tried: readonly GroundResult[], member: string): GroundResult[] {
  return tried.filter((each) => each.member === member);
}

function isLacking({ state }: ConditionResult): boolean {
  return state === 'failed' || state === 'unknown';
}

function lackingLines({ ground }: GroundResult, { id, because, sentences = [] }: ConditionResult): string[] {
  return [
    `     Needed: ${requirementOf(ground, id)}`,
    `     Now: ${because}.`,
    ...sentences.map(({ quote }) => `       “${oneLine(quote)}”`),
  ];
}

function howToSay(way: GroundResult): string[] {
  const code = helpfulClaim(way);
  return code ? [`     If it is so, the sender writes into the subject: [exception ${code}: the reason]`] : [];
}

function oneLine(quote: string): string {
  const plain = quote.replace(/\p{C}+|\s+/gu, ' ').trim();
  return plain.length > LONGEST_QUOTE ? `${plain.slice(0, LONGEST_QUOTE - 1)}…` : plain;
}
