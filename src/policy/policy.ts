/**
 * The policy file as data: thresholds, how claims count, what may be left unread, limits. Source: `docs/policy-file.md`.
 *
 * Pure: `src/config/policy-file.ts` reads YAML into this shape and knows the defaults. Units are in the names.
 */
import type { UnscannableReason } from '../document/document.ts';

export type ClaimMode = 'accept' | 'review';

/** What of the unscannable counts as read: every given key must fit. Recipients are addresses or `*@domain`. */
export interface UnscannableAllowance {
  readonly reason: UnscannableReason;
  readonly type?: string;
  readonly recipients?: readonly string[];
}

export interface Limits {
  readonly messageBytes: number;
  readonly partSeconds: number;
  readonly partMemoryBytes: number;
  readonly depth: number;
  readonly parts: number;
  readonly expandedBytes: number;
  readonly ratio: number;
  readonly pages: number;
  readonly ocrPages: number;
}

export interface Policy {
  /** Names this state of the policy in decisions: a hash of its values. */
  readonly version: string;
  /** By category; `custom:<id>` takes its own rule's threshold unless it stands here. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** By paragraph as the policy file writes it: `8` covers `8-law`; `8-permission` is always reviewed. */
  readonly claims: Readonly<Record<string, ClaimMode>>;
  readonly onMixedRecipients: 'hold' | 'split';
  /** Whether a recipient that looks like a slip stops a Confidential Matter, or is only pointed out. */
  readonly misdirection: 'warn' | 'hold';
  /** From which share of a sender's claims refused on `accept` becomes `review`, once so many were decided. */
  readonly refusedClaims: { readonly share: number; readonly of: number };
  readonly unscannable: { readonly allow: readonly UnscannableAllowance[] };
  readonly prepareDays: number;
  readonly twoReviewers: readonly string[];
  /** Whether search in the quarantine finds words of what messages say: they are then stored unsealed. */
  readonly indexContent: boolean;
  readonly holdHours: { readonly warn: number; readonly escalate: number; readonly return: number };
  readonly retentionDays: { readonly rejected: number; readonly released: number };
  readonly limits: Limits;
}
