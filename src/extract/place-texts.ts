/** Collects text by place while a document is scanned, and gives it as segments in the order of first appearance. */
import type { Place } from '../document/document.ts';
import type { SegmentFound } from './extractor.ts';

/** What stands apart from the line or cell that it is written in, and ends with it all the same. */
const APART: readonly Place[] = ['insertion', 'deletion', 'hidden'];

/** Marks of pictures, fields, notes and breaks in the text of old programs, which are no characters. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '');
}

export class PlaceTexts {
  readonly #texts = new Map<Place, string[]>();
  /** Of those, where something of the open line stands. */
  readonly #inLine = new Set<Place>();

  add(place: Place, text: string): void {
    if (text === '') return;
    const pieces = this.#texts.get(place);
    if (pieces) pieces.push(text);
    else this.#texts.set(place, [text]);
    if (!APART.includes(place)) return;
    if (text.endsWith('\n')) this.#inLine.delete(place);
    else this.#inLine.add(place);
  }

  /** Ends a cell or a line of a place, and of what is tracked or hidden in it: a row that was deleted has cells too. */
  part(place: Place, mark: '\t' | ' ' | '\n'): void {
    for (const at of APART) if (at !== place && this.#inLine.has(at)) this.#end(at, mark);
    this.#end(place, mark);
    if (mark === '\n') this.#inLine.clear();
  }

  #end(place: Place, mark: string): void {
    if (mark === '\n') this.endLine(place);
    else this.add(place, mark);
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
