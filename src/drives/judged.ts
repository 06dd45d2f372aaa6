/**
 * An Inspection of a file as the findings of a drive: one for each matter, and who outside its circle can read it.
 *
 * Source: `docs/policy.md`: a file is judged like a message from its owner to everybody on its access list. Pure.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Inspection } from '../inspect.ts';
import type { RecipientDecision } from '../policy/decision.ts';
import type { Found, Outsider } from '../store/drive-record.ts';
import type { Circle } from './readers.ts';

/** `name` is the file's own, by which the inspection was asked for. */
export function foundIn({ findings, decision }: Inspection, circle: Circle, name: string): Found[] {
  const found = new Map<string, Found>();
  for (const [index, finding] of findings.entries()) {
    const matter = matterOf(finding, withoutName(finding.part, name));
    const outside = circle.readers.flatMap((reader) => outsiderOf(reader, decision.recipients, index));
    const before = found.get(matter);
    if (before && before.finding.confidence >= finding.confidence) continue;
    found.set(matter, { matter, part: finding.part, finding, outside });
  }
  return [...found.values()];
}

/** What makes it the same finding in a copy under another name: where in the file, and which matter. */
function matterOf({ category, body, unit, cases }: Finding, inside: string): string {
  return JSON.stringify([category, inside, body, unit, [...cases].sort()]);
}

/** A lone file's own part bears its name, which a copy does not. */
function withoutName(part: string, name: string): string {
  return part === name ? '' : part.startsWith(`${name}/`) ? part.slice(name.length + 1) : part;
}

function outsiderOf(
  { principal, recipients }: Circle['readers'][number],
  decisions: readonly RecipientDecision[],
  finding: number,
): Outsider[] {
  const decided = decisions.filter(({ address }) => address === null || recipients.includes(address));
  const held = decided.find((each) => !isCleared(each, finding));
  if (!held && decided.length > 0) return [];
  const rows = held?.grounds.filter((each) => each.finding === finding) ?? [];
  // Why they do not belong to the circle says more than why some exception does not hold.
  const telling = rows.filter(({ ground }) => ground === 'within-circle').concat(rows);
  const because = telling
    .flatMap(({ conditions }) => conditions)
    .find(({ state }) => state === 'failed' || state === 'unknown')?.because;
  const address = held?.address ?? null;
  return [
    { principal, address: address === principal ? null : address, because: because ?? 'nobody knows who that is' },
  ];
}

/** For a group address: when every member of the list is. */
function isCleared({ grounds }: RecipientDecision, finding: number): boolean {
  const rows = grounds.filter((each) => each.finding === finding);
  const members = new Set(rows.map(({ member }) => member));
  return members.size > 0 && [...members].every((member) => rows.some((row) => row.member === member && row.clears));
}
