/**
 * The Document: everything that extraction found in a message or file, as text, each piece with its place.
 *
 * Pure data, read by classifiers and policy, made by `src/extract/`. Offsets are UTF-16 code units, end exclusive, into
 * the text of one segment; a part has at most one segment for each place, so (part, place, start, end) points at words.
 */

/** Where in a part a person would point. The names are a contract (`docs/contracts.md`) and appear in JSON and on screens. */
export const PLACES = [
  'subject',
  'header-field',
  'body',
  'quoted',
  'signature',
  'header',
  'footer',
  'footnote',
  'text-box',
  'comment',
  'insertion',
  'deletion',
  'hidden',
  'property',
  'label',
  'cell',
  'sheet-name',
  'notes',
  'annotation',
  'outline',
  'file-name',
  'metadata',
  'ocr',
] as const;
export type Place = (typeof PLACES)[number];

/** A half-open range of UTF-16 units in one segment's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A finer address inside a segment, for people: "page 3", "sheet Members, row 12". Covers text from `start` on. */
export interface Mark {
  readonly start: number;
  readonly label: string;
}

/**
 * All text of one place of one part. Table rows (sheets, CSV, tables of documents) are lines, their cells separated by
 * a tab, so that a table reads alike wherever it came from.
 */
export interface Segment {
  readonly place: Place;
  readonly text: string;
  readonly marks?: readonly Mark[];
}

/** A body, attachment, archive member or file. */
export interface Part {
  /** File names joined by `/`; a message's own body is `body`, a lone file its base name (`fwd.eml/body`). */
  readonly path: string;
  /** Media type as found from the content, such as `application/pdf`; what was declared counts only where content is silent. */
  readonly type: string;
  readonly sizeBytes: number;
  readonly segments: readonly Segment[];
  /** Pages of a PDF and pictures of a picture file, where there are any. */
  readonly pages?: number;
}

export const UNSCANNABLE_REASONS = [
  'encrypted',
  'corrupt',
  'too-large',
  'too-deep',
  'too-many-parts',
  'timed-out',
  'out-of-memory',
  'unsupported',
] as const;
export type UnscannableReason = (typeof UNSCANNABLE_REASONS)[number];

/** A part, or the rest of one, that could not be read. Its name may still be read as a `file-name` segment. */
export interface Unscannable {
  readonly part: string;
  readonly reason: UnscannableReason;
  /** Media type, as far as it is known: the policy file may allow a reason for a type. */
  readonly type?: string;
}

/** What is counted within parts: pages of PDF and pictures, sheets of books, slides, pictures that may hold words. */
export const COUNTED = ['pages', 'sheets', 'slides', 'pictures'] as const;
export type Counted = (typeof COUNTED)[number];

/** How many there were, hidden ones too, and how many of them were read. */
export interface Tally {
  readonly there: number;
  readonly read: number;
}

/** One part in the ledger of what was read: what was there, what was read of it, and why not more. */
export interface LedgerEntry extends Readonly<Record<Counted, Tally>> {
  readonly part: string;
  readonly type: string;
  /** All that was there at its own (unpacked) size, and that size again once all of it was read. */
  readonly bytes: Tally;
  /** How many containers lie around it: 0 for the message or file itself, 1 for what lies in that, and so on. */
  readonly depth: number;
  /** Null exactly where nothing was left out. */
  readonly why: UnscannableReason | null;
}

export const NOTHING_COUNTED: Readonly<Record<Counted, Tally>> = {
  pages: { there: 0, read: 0 },
  sheets: { there: 0, read: 0 },
  slides: { there: 0, read: 0 },
  pictures: { there: 0, read: 0 },
};

/** The entry of a part that is text as it stands, so that nothing of it can be left out. */
export function whollyRead({ path, type, sizeBytes }: Part): LedgerEntry {
  return { part: path, type, bytes: { there: sizeBytes, read: sizeBytes }, ...NOTHING_COUNTED, depth: 0, why: null };
}

/** The totals of a ledger. `read` equals `bytes` when nothing was left out. */
export interface Coverage {
  readonly parts: number;
  /** Bytes of all leaves and containers that were there, each counted once at its own (unpacked) size. */
  readonly bytes: number;
  readonly read: number;
  readonly pages: number;
  /** Pages and pictures given to OCR. */
  readonly ocrPages: number;
  /** That of the deepest part. */
  readonly depth: number;
}

/** There is no second count: what was read is told by the ledger alone. */
export function coverageOf(ledger: readonly LedgerEntry[]): Coverage {
  const sum = (of: (entry: LedgerEntry) => number) => ledger.reduce((total, entry) => total + of(entry), 0);
  return {
    parts: ledger.length,
    bytes: sum(({ bytes }) => bytes.there),
    read: sum(({ bytes }) => bytes.read),
    pages: sum(({ pages }) => pages.read),
    ocrPages: sum(({ pictures }) => pictures.read),
    depth: ledger.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
  };
}

/** One header field of the outermost message, unfolded and decoded, in order of appearance. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

export interface Mailbox {
  readonly address: string;
  readonly name: string;
}

/** What the outermost message says of itself. Nothing here is proven: the sender is known by the envelope and login. */
export interface MessageHead {
  readonly subject: string;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly messageId: string | null;
  readonly headers: readonly HeaderField[];
}

export interface Document {
  readonly kind: 'message' | 'document';
  /** Present exactly for `kind: 'message'`. */
  readonly head?: MessageHead;
  readonly parts: readonly Part[];
  readonly unscannable: readonly Unscannable[];
  /** One entry a part, in the order of the parts. */
  readonly ledger: readonly LedgerEntry[];
}
