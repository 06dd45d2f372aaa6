/**
 * The sheets of a workbook, each a text of its own: a table says what it is by itself. Any other segment is one text. Pure.
 */
import type { Segment, Span } from '../src/document/document.ts';
import type { NormalisedText } from '../src/document/text.ts';
import { firstWhere } from './bisect.ts';
import type { ClassifyContext } from './context.ts';
import { spelledOut } from './disguise.ts';
import { type FingerprintMatch, matchFingerprints } from './fingerprint.ts';
import { vocabulary } from './lexicon.ts';
import { tokenise } from './tokens.ts';

export interface Run {
  readonly segment: Segment;
  /** Where it begins in its segment. */
  readonly from: number;
  readonly text: string;
  readonly normalised: NormalisedText;
  /** What of registered documents stands in it, where that was looked for in all sheets together. */
  readonly fingerprints?: readonly FingerprintMatch[];
}

const SHEET_MARK = /^sheet /;

export function sheetsOf(segment: Segment, { normalise, fingerprints }: ClassifyContext): Run[] {
  const { text, marks = [] } = segment;
  const begins = marks.flatMap(({ label, start }) => (SHEET_MARK.test(label) && start > 0 ? [start] : []));
  const cuts = [0, ...begins, text.length];
  const runs = cuts.slice(1).map((to, at): Run => {
    const from = cuts[at] ?? 0;
    const own = text.slice(from, to);
    return { segment, from, text: own, normalised: within(normalise(own), from) };
  });
  if (runs.length === 1 || fingerprints.length === 0) return runs;

  // A registered workbook is known by words in a row that go on from one sheet to the next: small sheets have no others.
  const whole = normalise(text);
  const matches = matchFingerprints(spelledOut(tokenise(whole.text, vocabulary), vocabulary), fingerprints);
  const met = runs.map(() => new Map<FingerprintMatch, Span[]>());
  for (const match of matches) {
    for (const each of match.spans) {
      const { start, end } = whole.spanOf(each.start, each.end);
      let at = firstWhere(runs.length, (run) => (runs[run]?.from ?? 0) > start) - 1;
      for (let run = runs[at]; run && run.from < end; run = runs[++at]) {
        const span = { start: indexOf(run.normalised, start), end: indexOf(run.normalised, end) };
        const spans = met[at]?.get(match) ?? [];
        if (span.start < span.end) spans.push(span);
        if (spans.length > 0) met[at]?.set(match, spans);
      }
    }
  }
  return runs.map((run, at) => ({
    ...run,
    fingerprints: [...(met[at] ?? [])].map(([match, spans]) => ({ ...match, spans })),
  }));
}

/** A text that begins at `from` in its segment, with the segment's offsets. */
function within(normalised: NormalisedText, from: number): NormalisedText {
  if (from === 0) return normalised;
  return {
    text: normalised.text,
    offsetOf: (index) => from + normalised.offsetOf(index),
    spanOf: (start, end) => {
      const span = normalised.spanOf(start, end);
      return { start: from + span.start, end: from + span.end };
    },
  };
}

/** Where in the normalised text stands what stands there in the original, or the first thing behind it. */
function indexOf({ text, offsetOf }: NormalisedText, offset: number): number {
  return firstWhere(text.length, (index) => offsetOf(index) >= offset);
}
