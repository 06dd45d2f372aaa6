/**
 * The organisation's own rules, and trying a text out: what the pages ask for. Classifying is none of this room's; who
 * starts the pages hands these functions in.
 */
import type { CustomRule } from '../../classifiers/context.ts';
import type { Finding } from '../../classifiers/finding.ts';

export interface ListedRule {
  /** Base name of its file. */
  readonly file: string;
  readonly rule: CustomRule;
  /** Its file was changed since the rules were read: another version of it, or none, is in force. */
  readonly isInForce: boolean;
  readonly tests: readonly {
    readonly text: string;
    readonly found: boolean;
    readonly isFound: boolean;
    readonly confidence: number;
  }[];
}

/** A finding, and whether its confidence is enough. */
export interface TriedFinding extends Finding {
  readonly threshold: number;
  readonly isReached: boolean;
}

export interface OwnRules {
  /** As their files are now. Throws an error whose message names each problem by file and line. */
  readonly rules: () => readonly ListedRule[];
  /** What the rules in force and every category make of a text. Keeps nothing of it. */
  readonly tried: (text: string) => readonly TriedFinding[];
}

/** Patterns of the organisation's own are slow on long texts, and the page waits. */
export const LONGEST_TRIED = 20_000;
