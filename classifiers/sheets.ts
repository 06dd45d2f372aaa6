/**
 * The sheets of a workbook, each a text of its own: a table says what it is by itself. Any other segment is one text. Pure.
 */
import type { Mark, Segment, Span } from '../src/document/document.ts';
import type { NormalisedText } from '../src/document/text.ts';
import { firstWhere } from './bisect.ts';
import { tablesBeside } from './columns.ts';
import type { ClassifyContext } from './context.ts';
import { spelledOut } from './disguise.ts';
import { type FingerprintMatch, matchFingerprints } from './fingerprint.ts';
import { vocabulary } from './lexicon.ts';
import { putTogether, type SpanOf, within } from './pieces.ts';
import { tokenise } from './tokens.ts';

export interface Run {
  readonly segment: Segment;
  readonly text: string;
  readonly normalised: NormalisedText;
  /** Where in its segment stands what stands in `text`. */
  readonly spanOf: SpanOf;
  /** What of registered documents stands in it, where that was looked for in all sheets together. */
  readonly fingerprints?: readonly FingerprintMatch[];
}

const SHEET_MARK = /^sheet /;
/** Of more sheets the small ones are judged several together, an empty line between them: each takes 8 KB of memory. */
const MOST_SHEETS = 5000;

export function sheetsOf(segment: Segment, { normalise, fingerprints }: ClassifyContext): Run[] {
  const { text, marks } = segment;
  if (!marks) return [{ segment, text, normalised: normalise(text), spanOf: (start, end) => ({ start, end }) }];
  const runs = groupsOf(text, marks).map((pieces): Run => {
    const { text: own, spanOf } = putTogether(text, pieces);
    return { segment, text: own, normalised: within(normalise(own), spanOf), spanOf };
  });
  if (runs.length === 1 || fingerprints.length === 0) return runs;

  // A registered workbook is known by words in a row that go on from one sheet to the next: small sheets have no others.
  const whole = normalise(text);
  const matches = matchFingerprints(spelledOut(tokenise(whole.text, vocabulary), vocabulary), fingerprints);
  const met = runs.map(() => new Map<FingerprintMatch, Span[]>());
  for (const match of matches) {
    for (const each of match.spans) {
      const { start, end } = whole.spanOf(each.start, each.end);
      let at = firstWhere(runs.length, (run) => beginOf(runs[run]) > start) - 1;
      for (let run = runs[at]; run && beginOf(run) < end; run = runs[++at]) {
        const span = spanIn(run.normalised, { start, end });
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

/** Of each run the sheets, in order; all of the segment is theirs. */
function groupsOf(text: string, marks: readonly Mark[]): Span[][] {
  const begins = [0, ...marks.flatMap(({ label, start }) => (SHEET_MARK.test(label) && start > 0 ? [start] : []))];
  const least = begins.length > MOST_SHEETS ? text.length / MOST_SHEETS : 0;
  const groups: Span[][] = [];
  for (const [at, start] of begins.entries()) {
    const end = begins[at + 1] ?? text.length;
    const open = groups.at(-1);
    const isSmall = end - start < least && start - (open?.[0]?.start ?? 0) < least;
    if (open && isSmall) open.push({ start, end });
    else groups.push([{ start, end }]);
  }
  return groups;
}

function beginOf(run: Run | undefined): number {
  return run?.spanOf(0, 0).start ?? 0;
}

/** The tables of a sheet that stand beside one another, each a text of its own; `read` is what was read of the whole sheet. */
export function besideIn(
  run: Run,
  read: Pick<Required<Run>, 'normalised' | 'fingerprints'>,
  { normalise }: ClassifyContext,
): Run[] {
  if (run.segment.place !== 'cell' && run.segment.place !== 'hidden') return [];
  return tablesBeside(run.text).map((lines): Run => {
    const { text, spanOf } = putTogether(run.text, lines);
    const toSegment: SpanOf = (start, end) => {
      const span = spanOf(start, end);
      return run.spanOf(span.start, span.end);
    };
    const normalised = within(normalise(text), toSegment);
    const fingerprints = read.fingerprints.flatMap((match) => {
      const spans = match.spans
        .map(({ start, end }) => spanIn(normalised, read.normalised.spanOf(start, end)))
        .filter(({ start, end }) => start < end);
      return spans.length > 0 ? [{ ...match, spans }] : [];
    });
    return { segment: run.segment, text, normalised, spanOf: toSegment, fingerprints };
  });
}

/** Where in the normalised text stands what stands there in the original; it begins and ends with the first thing behind it. */
function spanIn({ text, offsetOf }: NormalisedText, original: Span): Span {
  const indexOf = (offset: number) => firstWhere(text.length, (index) => offsetOf(index) >= offset);
  return { start: indexOf(original.start), end: indexOf(original.end) };
}
