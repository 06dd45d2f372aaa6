/** Pieces of a text, put below one another as a text of their own with a map back. Pure. */
import type { Span } from '../src/document/document.ts';
import type { NormalisedText } from '../src/document/text.ts';
import { firstWhere } from './bisect.ts';

/** Where in the text that pieces are from stands what stands between two offsets. */
export type SpanOf = (start: number, end: number) => Span;

/** One line feed stands between a piece and the next; pieces come in order. */
export function putTogether(text: string, pieces: readonly Span[]): { readonly text: string; readonly spanOf: SpanOf } {
  const begins = new Int32Array(pieces.length);
  let length = 0;
  for (const [at, { start, end }] of pieces.entries()) {
    begins[at] = length;
    length += end - start + 1;
  }
  const offsetOf = (offset: number): number => {
    const at = Math.max(0, firstWhere(begins.length, (index) => (begins[index] ?? 0) > offset) - 1);
    const { start, end } = pieces[at] ?? { start: 0, end: 0 };
    return Math.min(end, start + offset - (begins[at] ?? 0));
  };
  return {
    text: pieces.map(({ start, end }) => text.slice(start, end)).join('\n'),
    spanOf: (start, end) => ({ start: offsetOf(start), end: end > start ? offsetOf(end - 1) + 1 : offsetOf(start) }),
  };
}

/** A text that is part of another, with that one's offsets. */
export function within(normalised: NormalisedText, spanOf: SpanOf): NormalisedText {
  return {
    text: normalised.text,
    offsetOf: (index) => {
      const offset = normalised.offsetOf(index);
      return spanOf(offset, offset).start;
    },
    spanOf: (start, end) => {
      const span = normalised.spanOf(start, end);
      return spanOf(span.start, span.end);
    },
  };
}
