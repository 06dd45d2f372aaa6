/**
 * Passwords at rest: argon2id, in the PHC string format, so that a hash says how it was made.
 *
 * Source: RFC 9106; the cost (19 MiB, two passes, one lane) is OWASP's first choice (docs/decisions/0017).
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

const derive = promisify(argon2);
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/-]+)\$([\w+/-]+)$/;
export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

/** Length is what counts (NIST SP 800-63B, 3.1.1): no rules about kinds of letters. */
export const password = z
  .string({ error: 'Please choose a password.' })
  .min(SHORTEST_PASSWORD, `Please choose a password of at least ${SHORTEST_PASSWORD} characters.`)
  .max(LONGEST_PASSWORD, `Please choose a password of at most ${LONGEST_PASSWORD} characters.`)
  .refine((chosen) => new Set(chosen).size >= 5, 'Please choose a password of more different characters.');

export async function hashPassword(chosen: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashWith(chosen, salt, COST);
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Takes as long for somebody who has no password. */
export async function isPassword(given: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = PHC.exec(stored ?? '') ?? [];
  const cost = hash ? { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) } : COST;
  const derived = await hashWith(
    given.slice(0, LONGEST_PASSWORD),
    Buffer.from(salt ?? 'AAAAAAAAAAAAAAAAAAAAAA', 'base64'),
    cost,
  );
  return hash !== undefined && timingSafeEqual(derived, Buffer.from(hash, 'base64'));
}

function hashWith(
  text: string,
  nonce: Buffer,
  cost: { readonly memory: number; readonly passes: number; readonly parallelism: number },
): Promise<Buffer> {
  // Two keyboards may write one letter in two ways (NIST SP 800-63B, 3.1.1.2).
  return derive('argon2id', { ...cost, nonce, message: Buffer.from(text.normalize('NFKC')), tagLength: HASH_BYTES });
}
