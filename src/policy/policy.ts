/**
 * The policy file as data, and its defaults. Source: the last section of `docs/policy.md`.
 *
 * Pure: `src/config/policy-file.ts` reads YAML into this shape. Days, bytes, seconds and megabytes are in the names.
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
  /** By category; `custom:<id>` takes its own rule's threshold unless it stands here. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** By paragraph as the policy file writes it: `8` covers `8-law`; `8-permission` is always reviewed. */
  readonly claims: Readonly<Record<string, ClaimMode>>;
  readonly onMixedRecipients: 'hold' | 'split';
  readonly unscannable: { readonly allow: readonly UnscannableAllowance[] };
  readonly prepareDays: number;
  readonly twoReviewers: readonly string[];
  /** Whether a misdirection warning holds a message that would be released. */
  readonly misdirection: 'warn' | 'hold';
  readonly holdHours: { readonly warn: number; readonly escalate: number; readonly return: number };
  readonly retentionDays: { readonly rejected: number; readonly released: number; readonly audit: number };
  readonly limits: Limits;
}

const MB = 1_000_000;

export const DEFAULT_LIMITS: Limits = {
  messageBytes: 100 * MB,
  partSeconds: 30,
  partMemoryBytes: 512 * MB,
  depth: 10,
  parts: 10_000,
  expandedBytes: 500 * MB,
  ratio: 200,
  pages: 2_000,
  ocrPages: 50,
};

export const DEFAULT_POLICY: Policy = {
  thresholds: {
    declared: 0.5,
    minutes: 0.5,
    'committee-papers': 0.5,
    membership: 0.5,
    elections: 0.5,
    disciplinary: 0.5,
  },
  claims: {
    '6(a)': 'review',
    '6(b)': 'accept',
    '6(c)': 'accept',
    '6(d)': 'accept',
    '9(b)': 'accept',
    '8': 'review',
    '9(a)': 'review',
    '9(c)': 'review',
    '9(d)': 'review',
  },
  onMixedRecipients: 'hold',
  unscannable: { allow: [] },
  prepareDays: 28,
  twoReviewers: ['strictly'],
  misdirection: 'warn',
  holdHours: { warn: 48, escalate: 72, return: 336 },
  retentionDays: { rejected: 90, released: 0, audit: 2557 },
  limits: DEFAULT_LIMITS,
};
