/**
 * An Inspection as `scan --json` gives it: one object a line. The shape is a contract (`docs/contracts.md`).
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Inspection } from '../inspect.ts';

/** `path` as the user named it, `ms` the wall time of this file. */
export function scanLine(path: string, inspection: Inspection, ms: number, allSignals: boolean): string {
  return JSON.stringify(scanned(path, inspection, ms, allSignals));
}

export function scanned(
  path: string,
  inspection: Omit<Inspection, 'document'>,
  ms: number,
  allSignals: boolean,
): object {
  const { kind, head, findings, belowThreshold, unscannable, coverage, decision, from, recipients } = inspection;
  return {
    path,
    type: kind,
    subject: head?.subject ?? null,
    from: from[0] ?? null,
    to: recipients,
    findings: findings.map(findingOf),
    ...(allSignals && { belowThreshold: belowThreshold.map(findingOf) }),
    unscannable,
    decision,
    coverage,
    ms: Math.round(ms * 10) / 10,
  };
}

/** Who is exposed stays inside the product: the line counts people. Sentences stand with the condition that names them. */
function findingOf({ exposed: _inside, beyond: _shown, confidence, ...finding }: Finding): object {
  return { ...finding, confidence: Math.round(confidence * 1e4) / 1e4 };
}
