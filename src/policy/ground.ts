/**
 * A ground: one rule that can clear a finding for a recipient, as conditions that are all answered.
 *
 * Every condition is answered also after one has failed, because sender and reviewer read the whole matrix. `because`
 * names people and bodies and never quotes the message.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Document } from '../document/document.ts';
import type { Register } from '../register/register.ts';
import type { Circumstances, ConditionResult, GroundId } from './decision.ts';
import type { Sender } from './sender.ts';

/** One finding, one recipient, and everything around them. */
export interface Question {
  readonly finding: Finding;
  /** All findings of the message, in the order that the matrix counts by. */
  readonly findings: readonly Finding[];
  readonly document: Document;
  readonly sender: Sender;
  /** Null: somebody unknown. */
  readonly recipient: string | null;
  readonly register: Register;
  readonly circumstances: Circumstances;
}

export type Condition = (question: Question) => ConditionResult;

export interface Ground {
  readonly id: GroundId;
  /** Whether it speaks of such a finding at all; one that does not stands in no row of the matrix. */
  readonly concerns: (finding: Finding, question: Question) => boolean;
  readonly conditions: (question: Question) => readonly ConditionResult[];
  /** The codes of claims that can help it; none for grounds that rest on records alone. */
  readonly claims: readonly string[];
}

export function met(id: string, because: string): ConditionResult {
  return { id, state: 'met', because };
}

export function failed(id: string, because: string): ConditionResult {
  return { id, state: 'failed', because };
}

export function claimed(id: string, because: string): ConditionResult {
  return { id, state: 'claimed', because };
}

export function unknown(id: string, because: string): ConditionResult {
  return { id, state: 'unknown', because };
}
