/**
 * One-time codes of an authenticator: six digits, every thirty seconds, by HMAC-SHA-1.
 *
 * Source: RFC 6238 (TOTP), RFC 4226 section 5.3 (truncation), RFC 4648 section 6 (base 32). SHA-1 because that is what
 * authenticators support; the construction does not rest on its resistance to collisions. Time is handed in.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
/** Clocks differ, and people type slowly: the code before and the code after count as well (RFC 6238, 5.2). */
const STEPS_AROUND = 1;
/** The length of what HMAC-SHA-1 gives (RFC 4226, section 4, R6). */
const SECRET_BYTES = 20;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function newTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The step that a code belongs to, so that it is used once; undefined for a wrong code. Takes milliseconds. */
export function totpStep(secret: Uint8Array, code: string, atMs: number): number | undefined {
  const given = Buffer.from(code.replaceAll(/\s/g, ''));
  const now = Math.floor(atMs / 1000 / STEP_SECONDS);
  for (let step = now - STEPS_AROUND; step <= now + STEPS_AROUND; step += 1) {
    const expected = Buffer.from(totpCode(secret, step));
    if (given.length === expected.length && timingSafeEqual(given, expected)) return step;
  }
  return undefined;
}

/** The code of a step: the number of half minutes since 1970. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** What the QR code says, as authenticators read it. */
export function totpUri(secret: Uint8Array, account: string): string {
  const label = `Reticent:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=Reticent&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

/** Without padding: authenticators take it so. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** Throws nothing: letters that are none are left out, and a secret of the wrong length is undefined. */
export function secretFromBase32(text: string): Buffer | undefined {
  const bits = [...text.toUpperCase()]
    .filter((letter) => BASE32.includes(letter))
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
  return bytes.length === SECRET_BYTES ? bytes : undefined;
}
