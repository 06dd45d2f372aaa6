/**
 * The contract of one format: bytes in, a stream of what was found out.
 *
 * A format is one file with one `Extractor`, one line in `index.ts`. An extractor knows nothing of limits, paths or
 * depth: `extract.ts` charges every child to the budget, names its path and turns what is thrown into `corrupt`.
 */
import type { Counted, MessageHead, Place, UnscannableReason } from '../document/document.ts';

/** A run of text at a place. Runs of one place are joined by a line feed; `mark` names where it is: "page 3". */
export interface SegmentFound {
  readonly kind: 'segment';
  readonly place: Place;
  readonly text: string;
  readonly mark?: string;
}

/** What a container tells of a part before it is opened. */
interface Told {
  /** Unpacked size as the container says; anybody may write anything there. For the ledger, where nothing is read. */
  readonly sizeBytes?: number;
}

/** A part inside this one. It is opened only when the budget allows, one at a time, and its bytes are charged as read. */
export interface ChildFound extends Told {
  readonly kind: 'child';
  readonly name: string;
  readonly declaredType?: string;
  readonly open: () => Promise<Uint8Array | AsyncIterable<Uint8Array>>;
}

/** A part inside this one, or (without a name) the rest of this one, that cannot be read. */
export interface UnscannableFound extends Told {
  readonly kind: 'unscannable';
  readonly name?: string;
  readonly reason: UnscannableReason;
  readonly type?: string;
}

/**
 * Counted in the ledger and against the limits: how many more there are, and how many more are read. A reader says what is
 * there before it reads it, so that what it chokes on is not forgotten.
 */
export interface CountFound {
  readonly kind: 'count';
  readonly of: Counted;
  readonly there: number;
  readonly read: number;
  /** Of pictures that were read: how many pages' worth of OCR that was. */
  readonly ocrPages?: number;
}

/** What a message says of itself; of use for the outermost message alone. */
export interface HeadFound {
  readonly kind: 'head';
  readonly head: MessageHead;
}

export type Found = SegmentFound | ChildFound | UnscannableFound | CountFound | HeadFound;

/** What an extractor is told besides the bytes. */
export interface Source {
  /** Name as the container gives it; `body` for a message's own. */
  readonly name: string;
  /** Media type as detected from the content, else as declared. */
  readonly type: string;
  readonly charset?: string;
  /** Pages that may still be read under the limits. */
  readonly pagesLeft: number;
  /** Pages' worth of pictures that may still be given to OCR: half a page of a picture costs a half. */
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
