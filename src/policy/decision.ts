/**
 * What deciding takes and gives, as data. `docs/policy.md` says what each word means; JSON, database and screens use
 * these names as they stand.
 */
import type { Category, Finding, Sentence } from '../../classifiers/finding.ts';
import type { Document } from '../document/document.ts';
import type { Register } from '../register/register.ts';
import type { Policy } from './policy.ts';

export type State = 'met' | 'failed' | 'claimed' | 'unknown';

/** One condition of one ground, answered. `because` names people and bodies, and quotes no text of the message. */
export interface ConditionResult {
  readonly id: string;
  readonly state: State;
  readonly because: string;
  /** The sentences that it rests on, for whoever may read the message: 9(f) lists what goes beyond the outcome. */
  readonly sentences?: readonly Sentence[];
  /** The code of the claim by which the sender's word would fill what is lacking here. */
  readonly claim?: string;
}

export type GroundId =
  | 'no-confidential-matter'
  | 'own-record'
  | 'within-circle'
  | 'permission'
  | 'required-by-law'
  | '6(a)'
  | '6(b)'
  | '6(c)'
  | '6(d)'
  | '9(a)'
  | '9(b)'
  | '9(c)'
  | '9(d)'
  | '9(e)'
  | '9(f)'
  | '10';

export type HoldReason = 'confidential-matter' | 'unscannable' | 'claim-under-review';
export type Reason = GroundId | HoldReason;
export type Action = 'release' | 'hold' | 'split';

/** One ground tried on one finding for one recipient. */
export interface GroundResult {
  readonly ground: GroundId;
  readonly category: Category | null;
  /** Index into the findings that were decided on; null for ground 0, which concerns the whole message. */
  readonly finding: number | null;
  readonly clears: boolean;
  /** For a group address: the member of the list whom this row is about. */
  readonly member?: string;
  readonly conditions: readonly ConditionResult[];
}

export interface RecipientDecision {
  /** Null where a document has no recipient: what would be held if it were sent to somebody unknown. */
  readonly address: string | null;
  readonly action: 'release' | 'hold';
  /** Null on hold. */
  readonly reason: GroundId | null;
  readonly grounds: readonly GroundResult[];
}

/** A recipient that looks like a slip; shown beside the verdict. */
export interface Warning {
  readonly kind: string;
  readonly address: string;
  readonly because: string;
}

export interface Decision {
  readonly action: Action;
  readonly reason: Reason;
  /** Plain English, for the sender and the reviewer; quotes no confidential text. */
  readonly explanation: string;
  readonly recipients: readonly RecipientDecision[];
  readonly warnings: readonly Warning[];
}

/** The sender's word: `claim = code *("," code) ";" reason` in a header, a subject tag or the signed link. */
export interface Claim {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly source: 'header' | 'subject' | 'link';
}

/** What narrows down who somebody is. `unit` is an id of the register; `date` a month of joining, or a year. */
export interface Facts {
  readonly unit?: string;
  readonly office?: string;
  readonly date?: string;
  readonly sex?: 'female' | 'male';
}

/** Everything that a decision rests on besides findings and document. No clock: `today` is handed in. */
export interface Circumstances {
  /** Who submitted: SASL login, or the envelope sender of a trusted MTA; null where nobody did (a lone document). */
  readonly login: string | null;
  /** Addresses of the `From:` header, to compare with the login; never proof of anything. */
  readonly from: readonly string[];
  /** Empty: a lone document. */
  readonly recipients: readonly string[];
  readonly claims: readonly Claim[];
  /** ISO date, Europe/London. */
  readonly today: string;
  readonly register: Register;
  readonly policy: Policy;
  /**
   * How many members of the roll fit what a message tells of a person (9(c), indirect identity); null: no roll is
   * loaded, or it does not tell such a thing.
   */
  readonly countOnRoll?: (facts: Facts) => number | null;
  /** Whether a telephone number stands on the roll. */
  readonly isPhoneOnRoll?: (phone: string) => boolean;
  /** How grave a finding of one of the organisation's own rules is, by category: 0 unless its rule says otherwise. */
  readonly gravity?: Readonly<Record<string, number>>;
  /** True where a set share of this sender's claims was refused: `accept` becomes `review`. */
  readonly claimsRefused?: boolean;
}

/** The engine: pure. `findings` have reached their thresholds. */
export type Decide = (document: Document, findings: readonly Finding[], circumstances: Circumstances) => Decision;
