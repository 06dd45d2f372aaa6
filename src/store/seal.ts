/**
 * Sealing at rest: AES-256-GCM with a data key for each message, wrapped by the master key.
 *
 * Deleting the wrapped data key is deleting the message, wherever copies of the ciphertext lie (docs/decisions/0011). A column that the master
 * key seals itself stands in `rotation.ts`, which seals it anew by another.
 * Source: NIST SP 800-38D; a data key seals at most a few hundred blobs, so that random 96-bit nonces cannot meet.
 */
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes that do not open: another key, or somebody changed them. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

// Given bytes for a key, Node finds out that they are no key object by two errors, thrown, caught and each with its stack:
// twice the time of sealing a message. So it is given a key object.

/** Nonce, tag, ciphertext. `bound` is authenticated, not stored: it ties the bytes to where they belong. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce).setAAD(Buffer.from(bound));
  const ciphertext = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

/** The inverse of `seal`. Throws `SealBrokenError`. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(bound))
      .setAuthTag(tag);
    const plain = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    decipher.final();
    return plain;
  } catch (cause) {
    throw new SealBrokenError(`sealed bytes of ${bound} do not open with this key`, { cause });
  }
}

export interface DataKey {
  readonly key: Buffer;
  readonly wrapped: Buffer;
}

/** A new data key for one message, and its wrapped form, which is all that is stored. */
export function newDataKey(masterKey: Uint8Array, messageId: string): DataKey {
  const key = randomBytes(32);
  return { key, wrapped: seal(masterKey, key, `key ${messageId}`) };
}

export function unwrapDataKey(masterKey: Uint8Array, wrapped: Uint8Array, messageId: string): Buffer {
  return unseal(masterKey, wrapped, `key ${messageId}`);
}

/** For keyed hashes by which threads and parts are compared: says nothing of what seals the messages (RFC 5869). */
export function printKeyOf(masterKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, 'reticent', 'prints of held messages', 32));
}
