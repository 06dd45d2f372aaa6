/**
 * What classifying gives: Findings with the Evidence that a person can point at.
 *
 * Source: paragraph 5 of the Code as `docs/policy.md` reads it. Pure data; `src/policy/` takes these types.
 */
import type { Place } from '../src/document/document.ts';

export const BUILT_IN_CATEGORIES = [
  'declared',
  'minutes',
  'committee-papers',
  'membership',
  'elections',
  'disciplinary',
] as const;
export type BuiltInCategory = (typeof BUILT_IN_CATEGORIES)[number];
export type Category = BuiltInCategory | `custom:${string}`;

/** A paragraph of the Code as a stable identifier: `'5(b)'`, `'9(c)'`. */
export type Paragraph = string;

/** One signal at one span, in the words as written. `weight` is log-odds and may be negative: why *not*. */
export interface Evidence {
  readonly part: string;
  readonly place: Place;
  /** The text of the span, exactly. */
  readonly quote: string;
  /** Category and name: `minutes/title`. */
  readonly signal: string;
  readonly weight: number;
  /** UTF-16 offsets into the (part, place) text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** One sentence as written, with its offsets into the (part, place) text. */
export type Sentence = Pick<Evidence, 'part' | 'place' | 'quote' | 'start' | 'end'>;

/** How much a disciplinary finding tells: that there is an investigation, its result, or anything else. */
export type Tells = 'fact' | 'outcome' | 'detail';

/** One individual whom a finding exposes, as far as known. `email` or `membership` tie it to the register or the roll. */
export interface ExposedPerson {
  readonly name: string | null;
  readonly email: string | null;
  readonly membership: string | null;
  /** Tied by nothing but a name, which others may bear. */
  readonly isByName?: true;
}

/** One category and distinct matter (body, case, list) in one part. */
export interface Finding {
  readonly category: Category;
  readonly paragraphs: readonly Paragraph[];
  readonly part: string;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
  /** The part stands under a strict declaration of paragraph 5(a). */
  readonly strictly: boolean;
  /** Id of the committee or meeting that it concerns, national or not; null if unknown. */
  readonly body: string | null;
  /** Id of the unit whose record it is, for `membership` and `elections`. */
  readonly unit: string | null;
  /** How many distinct individuals it exposes. */
  readonly people: number;
  /** Who they are, as far as known; at most 1,000 are listed, `people` is the whole count. */
  readonly exposed: readonly ExposedPerson[];
  /** References of the register's cases. */
  readonly cases: readonly string[];
  readonly tells: Tells | null;
  /** Where `tells` is `detail`: the sentences that tell more than a fact or an outcome (9(f) lists them). */
  readonly beyond: readonly Sentence[];
  /** Fingerprint ids that the part matched, with the share of the registered document that is there (0 to 1). */
  readonly fingerprints: readonly { readonly id: string; readonly title: string; readonly share: number }[];
  readonly evidence: readonly Evidence[];
}
