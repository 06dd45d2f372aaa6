/** Evidence as a person reads it: words on which several signals rest are one line, the loudest first. */
import type { Evidence } from '../../classifiers/finding.ts';

export interface Spoken extends Evidence {
  readonly signals: readonly string[];
}

/** What is quieter than this tells a person nothing, unless there is nothing louder. */
const [QUIET, LEAST] = [0.4, 3];

/** At most so many lines of what weighs something; the weight of a line is that of all its signals. */
export function loudest(evidence: readonly Evidence[], most: number): Spoken[] {
  return spoken(evidence)
    .filter(({ weight }, at) => at < LEAST || Math.abs(weight) >= QUIET)
    .slice(0, most);
}

function spoken(evidence: readonly Evidence[]): Spoken[] {
  const bySpan = new Map<string, Spoken>();
  for (const each of evidence) {
    const span = `${each.place} ${each.start} ${each.end} ${each.part}`;
    const known = bySpan.get(span) ?? { ...each, weight: 0, signals: [] };
    bySpan.set(span, { ...known, weight: known.weight + each.weight, signals: [...known.signals, each.signal] });
  }
  return [...bySpan.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/** Signals without the name of their category, each once. */
export function namesOf(signals: readonly string[]): string {
  return [...new Set(signals.map((signal) => signal.replace(/^[^/]*\//, '')))].join(', ');
}

/** With a sign of its own, not the hyphen. */
export function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}
