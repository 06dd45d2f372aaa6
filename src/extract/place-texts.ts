/** Collects text by place while a document is scanned, and gives it as segments in the order of first appearance. */
import type { Place } from '../document/document.ts';
import type { SegmentFound } from './extractor.ts';

export class PlaceTexts {
  readonly #texts = new Map<Place, string[]>();

  add(place: Place, text: string): void {
    if (text === '') return;
    const pieces = this.#texts.get(place);
    if (pieces) pieces.push(text);
    else this.#texts.set(place, [text]);
  }

  /** Ends a line in a place, unless nothing stands in it yet. */
  endLine(place: Place): void {
    this.#texts.get(place)?.push('\n');
  }

  *segments(mark?: string): Generator<SegmentFound> {
    for (const [place, pieces] of this.#texts) {
      const text = tidied(pieces.join(''));
      if (text !== '') yield { kind: 'segment', place, text, ...(mark !== undefined && { mark }) };
    }
  }
}

/** Without blanks at the end of cells and lines, empty lines beyond one, and any around the whole. */
function tidied(text: string): string {
  // Each run is looked at once, from its start: a million blanks before a word must not be tried a million times.
  let tidy = text.includes(' \t') ? text.replace(/(?<! ) +(?=\t)/g, '') : text;
  if (ENDS_IN_BLANK.test(tidy)) tidy = tidy.replace(/(?<![ \t])[ \t]+$/gm, '');
  if (tidy.includes('\n\n\n')) tidy = tidy.replace(/\n{3,}/g, '\n\n');
  return tidy.startsWith('\n') || tidy.endsWith('\n') ? tidy.replace(/^\n+|\n+$/g, '') : tidy;
}

/** A blank before the end of a line, whichever character ends it. */
const ENDS_IN_BLANK = /[ \t](?:[\n\r\u2028\u2029]|$)/;
