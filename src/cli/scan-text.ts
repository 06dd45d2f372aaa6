/**
 * An Inspection for a person at a terminal: the verdict, what was found and where, and for each recipient why or why not.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Unscannable } from '../document/document.ts';
import type { Inspection } from '../inspect.ts';
import type { Decision, GroundResult, RecipientDecision } from '../policy/decision.ts';

/** As wide as `unknown`, the longest of the four states. */
const STATE_WIDTH = 7;

/** Several lines without a trailing line feed. `allSignals` also shows what stayed below its threshold. */
export function scanText(path: string, inspection: Inspection, allSignals: boolean): string {
  const { decision, findings, belowThreshold, unscannable } = inspection;
  return [
    `${path}: ${decision.action} (${decision.reason})`,
    `  ${decision.explanation}`,
    ...findingsText(findings, unscannable),
    ...(allSignals ? belowThreshold.flatMap((finding) => findingLines(finding, 'below threshold: ')) : []),
    ...decisionText(decision),
  ].join('\n');
}

/** What was found, where, and what could not be read. */
export function findingsText(findings: readonly Finding[], unscannable: readonly Unscannable[]): string[] {
  return [
    ...findings.flatMap((finding, index) => findingLines(finding, `[${index}] `)),
    ...unscannable.map(({ part, reason }) => `  not read: ${part} (${reason})`),
  ];
}

/** The whole matrix: every recipient, ground and condition. */
export function decisionText({ warnings, recipients }: Decision): string[] {
  return [
    ...warnings.map(({ address, because }) => `  warning: ${address}: ${because}`),
    ...recipients.flatMap(recipientLines),
  ];
}

function findingLines(finding: Finding, label: string): string[] {
  const { category, paragraphs, part, confidence, evidence, strictly, people, cases, body, tells } = finding;
  const facts = [
    `${Math.round(confidence * 100)} % sure`,
    strictly && 'strictly confidential',
    body && `body ${body}`,
    people > 0 && `${people} ${people === 1 ? 'person' : 'people'}`,
    cases.length > 0 && cases.join(', '),
    tells && `tells ${tells}`,
  ].filter(Boolean);
  const strongest = [...evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 5);
  return [
    `  ${label}${category} (${paragraphs.join(', ')}) in ${part}: ${facts.join(', ')}`,
    ...strongest.map(({ weight, signal, place, quote }) => {
      const sign = weight < 0 ? '-' : '+';
      return `      ${sign}${Math.abs(weight).toFixed(1)} ${signal}, ${place}: "${oneLine(quote)}"`;
    }),
  ];
}

function recipientLines({ address, action, reason, grounds }: RecipientDecision): string[] {
  const whom = address ?? 'somebody unknown';
  return [`  to ${whom}: ${action}${reason ? ` by ${reason}` : ''}`, ...grounds.flatMap(groundLines)];
}

function groundLines({ ground, finding, clears, member, conditions }: GroundResult): string[] {
  const about = finding === null ? 'all' : `[${finding}]`;
  const whom = member ? `, for ${member}` : '';
  return [
    `      ${about} ${ground}${whom}: ${clears ? 'clears it' : 'does not clear it'}`,
    ...conditions.flatMap(({ id, state, because, sentences = [] }) => [
      `          ${state.padEnd(STATE_WIDTH)}  ${id}: ${because}`,
      ...sentences.map(({ part, quote }) => `                     ${part}: "${oneLine(quote)}"`),
    ]),
  ];
}

/** Control characters could drive the terminal; a quote is shown on one line, whatever it held. */
function oneLine(quote: string): string {
  const plain = quote.replace(/\p{C}+|\s+/gu, ' ').trim();
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}
