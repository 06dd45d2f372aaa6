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

/** The ledger of what was read. `read` equals `bytes` when nothing was left out. */
export interface Coverage {
  readonly parts: number;
  /** Bytes of all leaves and containers that were there, each counted once at its own (unpacked) size. */
  readonly bytes: number;
  readonly read: number;
  readonly pages: number;
  readonly ocrPages: number;
  readonly depth: number;
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
  readonly coverage: Coverage;
}
