/** What an inspection is given. */
import type { Claim } from '../policy/decision.ts';
import type { Envelope } from './envelope.ts';

/** A message that a worker has taken for inspection. */
export interface Begun {
  readonly id: string;
  readonly envelope: Envelope;
  readonly bytes: Buffer;
  /** How often it was taken before: a message that ends its workers must not do so for ever. */
  readonly inspections: number;
  /** Made by the link of a notice; those of header and subject stand in the message. */
  readonly claims: readonly Claim[];
  /** How many of this sender's claims of the last year were decided, and refused. */
  readonly claimRecord: { readonly decided: number; readonly refused: number };
  readonly isJudgedOnly: boolean;
  /** Of a message that its own process took for inspection as it was stored; null where a job began it. */
  readonly lease: string | null;
  /** Of the bytes as they came in. */
  readonly sha256: Buffer;
  readonly receivedAt: Date;
}
