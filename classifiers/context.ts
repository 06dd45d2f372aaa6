/**
 * What a classifier is handed besides the Document: everything that it may know of the organisation. Pure types.
 */
import type { NormalisedText } from '../src/document/text.ts';
import type { Register } from '../src/register/register.ts';

/** A registered document as shingle hashes; no text. `published` clears what it covers, `strict` is strictly declared. */
export interface Fingerprint {
  readonly id: string;
  readonly title: string;
  readonly kind: 'plain' | 'strict' | 'published';
  /** Sorted, distinct 53-bit hashes of the document's shingles. */
  readonly shingles: Float64Array;
}

/** The membership list as keyed hashes: what it holds cannot be read back. */
export interface Roll {
  readonly size: number;
  /** Whether the (already normalised) key of a kind stands on the roll. */
  readonly has: (kind: 'number' | 'name-postcode' | 'email' | 'phone', key: string) => boolean;
}

/** One rule of paragraph 5(d), as its YAML file gives it; `classifiers/custom.ts` says what each key does. */
export interface CustomRule {
  readonly id: string;
  readonly title: string;
  /** The NEC's opinion that the rule rests on. */
  readonly minute: string;
  readonly date: string;
  readonly threshold: number;
  readonly gravity: number;
  readonly phrases: readonly { readonly text: string; readonly weight: number }[];
  readonly patterns: readonly { readonly expression: string; readonly weight: number }[];
  readonly proximity: readonly {
    readonly terms: readonly string[];
    readonly words: number;
    readonly weight: number;
  }[];
  readonly fingerprints: readonly string[];
  readonly against: readonly { readonly text: string; readonly weight: number }[];
}

export interface ClassifyContext {
  /** `normalise` of `src/document/text.ts`, handed in: the classifiers take no values from other rooms. */
  readonly normalise: (text: string) => NormalisedText;
  readonly register: Register;
  readonly fingerprints: readonly Fingerprint[];
  readonly roll: Roll | null;
  readonly rules: readonly CustomRule[];
  /** ISO date, Europe/London: an embargo lapses with its date. */
  readonly today: string;
  /** The login of who submitted, null where nobody did; undefined takes the word of the `From:` header. */
  readonly login?: string | null;
}
