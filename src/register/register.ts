/**
 * Questions of the register. Pure; `load.ts` makes the entries.
 */
import type { Person, RegisterEntries } from './types.ts';

export interface Register {
  readonly entries: RegisterEntries;
  /** Names this state of the register in decisions: a hash of its canonical entries. */
  readonly version: string;
  /** The person behind an address: any case, plus-tags removed, any of the person's addresses. */
  readonly person: (address: string) => Person | undefined;
  /** Whether two addresses are one person's (or the same address). */
  readonly samePerson: (a: string, b: string) => boolean;
}
