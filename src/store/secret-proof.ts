/**
 * Whether the master key is the one by which this database is sealed.
 *
 * With another one, as is made anew where a backup comes back without its `secret`, or where one machine of several has its
 * own, nothing of before opens, and what comes in is sealed by a key that nobody else has. So it is told at the start.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { SealBrokenError, seal, unseal } from './seal.ts';

export class WrongSecretError extends Error {
  override readonly name = 'WrongSecretError';
}

export interface SecretProof {
  /** Throws `WrongSecretError`. */
  readonly check: () => Promise<void>;
}

interface Sealed {
  readonly sealed: Buffer;
  readonly bound: string;
}

/** What the proof says, and what it is bound to. */
export const BOUND = 'secret proof';
const WRONG =
  'the secret is not the one by which this database is sealed: put that one back (`secret` in the data folder, or what RETICENT_SECRET or RETICENT_SECRET_FILE gives); where `reticent secret rotate` broke off, run it again';

export function secretProofOf(db: Db, masterKey: Uint8Array): SecretProof {
  return {
    check: async () => {
      const proof = await available(proofIn(db));
      const known = proof ? [proof] : await available(sealedBefore(db));
      for (const { sealed, bound } of known) tryToOpen(masterKey, sealed, bound);
      if (proof) return;
      const sealed = seal(masterKey, Buffer.from(BOUND), BOUND);
      await available(sql`insert into secret_proof (sealed) values (${sealed}) on conflict do nothing`.execute(db));
      // Of two that start at once, one writes it, and the other is checked by it.
      const first = await available(proofIn(db));
      if (first) tryToOpen(masterKey, first.sealed, first.bound);
    },
  };
}

/** Undefined before the first check of a database. */
export async function proofIn(db: Db): Promise<Sealed | undefined> {
  const { rows } = await sql<Sealed>`select sealed, ${BOUND} as bound from secret_proof`.execute(db);
  return rows[0];
}

/** What an earlier version sealed, which wrote no proof: a message that is held, an authenticator. */
export async function sealedBefore(db: Db): Promise<readonly Sealed[]> {
  const { rows } = await sql<Sealed>`
    (select data_key as sealed, 'key ' || id as bound from messages where state = 'held' and data_key is not null limit 1)
    union all
    (select totp_secret, 'totp ' || id from users where totp_secret is not null limit 1)
  `.execute(db);
  return rows;
}

/** Throws `WrongSecretError` for another key than the one that sealed. */
export function tryToOpen(masterKey: Uint8Array, sealed: Uint8Array, bound: string): void {
  try {
    unseal(masterKey, sealed, bound);
  } catch (error) {
    throw error instanceof SealBrokenError ? new WrongSecretError(WRONG, { cause: error }) : error;
  }
}
