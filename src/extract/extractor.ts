/**
 * The contract of one format: bytes in, a stream of what was found out.
 *
 * A format is one file with one `Extractor`, one line in `index.ts`. An extractor knows nothing of limits, paths or
 * depth: `extract.ts` charges every child to the budget, names its path and turns what is thrown into `corrupt`.
 */
import type { HeaderField, MessageHead, Place, UnscannableReason } from '../document/document.ts';

/** A run of text at a place. Runs of one place are joined by a line feed; `mark` names where it is: "page 3". */
export interface SegmentFound {
  readonly kind: 'segment';
  readonly place: Place;
  readonly text: string;
  readonly mark?: string;
}

/** A part inside this one. It is opened only when the budget allows, one at a time, and its bytes are charged as read. */
export interface ChildFound {
  readonly kind: 'child';
  readonly name: string;
  readonly declaredType?: string;
  readonly open: () => Promise<Uint8Array | AsyncIterable<Uint8Array>>;
}

/** A part inside this one, or (without a name) the rest of this one, that cannot be read. */
export interface UnscannableFound {
  readonly kind: 'unscannable';
  readonly name?: string;
  readonly reason: UnscannableReason;
  readonly type?: string;
}

/** Counted for the coverage ledger and against the limits: pages read, pages given to OCR. */
export interface PagesFound {
  readonly kind: 'pages';
  readonly pages: number;
  readonly ocrPages: number;
}

/** What a message says of itself; of use for the outermost message alone. */
export interface HeadFound {
  readonly kind: 'head';
  readonly head: MessageHead;
}

export type Found = SegmentFound | ChildFound | UnscannableFound | PagesFound | HeadFound;

/** What an extractor is told besides the bytes. */
export interface Source {
  /** Name as the container gives it; `body` for a message's own. */
  readonly name: string;
  /** Media type as detected from the content, else as declared. */
  readonly type: string;
  readonly charset?: string;
  /** Pages that may still be read and given to OCR under the limits. */
  readonly pagesLeft: number;
  readonly ocrPagesLeft: number;
  /** Characters and expanded bytes that the whole message may still yield. */
  readonly bytesLeft: number;
}

export interface Extractor {
  readonly format: string;
  /** Media types that this extractor reads, as `detect.ts` gives them. */
  readonly types: readonly string[];
  readonly extract: (bytes: Uint8Array, source: Source) => AsyncIterable<Found> | Iterable<Found>;
}

export type { HeaderField };
