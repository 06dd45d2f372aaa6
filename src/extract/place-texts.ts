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
      const text = pieces
        .join('')
        // Each run is looked at once, from its start: a million blanks before a word must not be tried a million times.
        .replace(/(?<! ) +(?=\t)/g, '')
        .replace(/(?<![ \t])[ \t]+$/gm, '')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/^\n+|\n+$/g, '');
      if (text !== '') yield { kind: 'segment', place, text, ...(mark !== undefined && { mark }) };
    }
  }
}
