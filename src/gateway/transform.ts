/**
 * What a message looks like when it leaves: as it came, but for two lines on top and the claims taken out.
 *
 * A claim is meant for us, so it does not reach the recipient. Taking one out of a header that a DKIM signature covers
 * breaks that signature: that is told to the caller, who logs and shows it (`docs/contracts.md`, Mail).
 */
import { hostname } from 'node:os';
import type { Outgoing } from '../store/deliveries.ts';

/** How claims are written; handed in, because what a claim is belongs to the policy. */
export interface ClaimWords {
  /** Name of the header field, in lower case. */
  readonly header: string;
  /** A tag within a subject; global. */
  readonly subjectTag: RegExp;
  /** The fields that are looked through for such tags, in lower case. */
  readonly taggedFields: ReadonlySet<string>;
  /** Decodes encoded words (RFC 2047) of a field's value given in latin1. */
  readonly decode: (value: string) => string;
}

export interface Departing {
  /** Our lines, then the message without its claims. */
  readonly pieces: readonly Buffer[];
  /** Claims were removed from a header that a signature covers: it no longer verifies. */
  readonly breaksSignature: boolean;
}

/** Takes the bytes as they came. */
export function departing(outgoing: Outgoing, claims: ClaimWords): Departing {
  const { bytes } = outgoing;
  const { fields, end } = headerFields(bytes);
  const kept: Buffer[] = [];
  const touched = new Set<string>();
  for (const field of fields) {
    const written = bytes.subarray(field.start, field.end);
    const plain = withoutClaim(field.name, written, claims);
    if (plain !== written) touched.add(field.name);
    kept.push(plain);
  }
  const rest = bytes.subarray(end);
  const pieces = touched.size > 0 ? [ownLines(outgoing), ...kept, rest] : [ownLines(outgoing), bytes];
  const isBroken = ({ name, start, end }: Field) =>
    name === 'dkim-signature' && signs(bytes.toString('latin1', start, end), touched);
  return { pieces, breaksSignature: fields.some(isBroken) };
}

interface Field {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Fields with their folded lines, and where the header ends (RFC 5322, 2.2). Offsets are bytes. A line that is no field ends
 * nothing: claims are believed up to the empty line (`mime.ts`), so they are looked for as far.
 */
function headerFields(bytes: Buffer): { fields: Field[]; end: number } {
  const fields: Field[] = [];
  // Without an empty line, what does not look like a header is a body.
  if (!bytes.includes('\r\n\r\n') && !/^[!-9;-~]+[ \t]*:/.test(bytes.toString('latin1', 0, 200)))
    return { fields, end: 0 };
  let at = 0;
  while (at < bytes.length && !(bytes[at] === 0x0d && bytes[at + 1] === 0x0a)) {
    const end = fieldEnd(bytes, at);
    const [written = ''] = bytes.toString('latin1', at, end).split(':', 1);
    fields.push({ name: written.replaceAll('\r\n', '').trim().toLowerCase(), start: at, end });
    at = end;
  }
  return { fields, end: at };
}

/** After the line feed of the last line that belongs to the field. */
function fieldEnd(bytes: Buffer, start: number): number {
  let at = start;
  do {
    const lineFeed = bytes.indexOf(0x0a, at);
    if (lineFeed < 0) return bytes.length;
    at = lineFeed + 1;
  } while (bytes[at] === 0x20 || bytes[at] === 0x09);
  return at;
}

/** The same buffer where there was no claim. */
function withoutClaim(name: string, written: Buffer, claims: ClaimWords): Buffer {
  if (name === claims.header) return Buffer.alloc(0);
  if (!claims.taggedFields.has(name)) return written;
  const text = written.toString('latin1');
  const colon = text.indexOf(':') + 1;
  const plain = subjectWithoutClaim(text.slice(colon), claims);
  return plain === null ? written : Buffer.from(text.slice(0, colon) + plain, 'latin1');
}

/** Takes the value as written, its line ends included; null where there is no claim in it. */
export function subjectWithoutClaim(value: string, { subjectTag, decode }: ClaimWords): string | null {
  const plain = value.replace(subjectTag, '');
  // A client that encodes the subject, or folds it within the tag, hides the tag from who looks at bytes alone.
  const decoded = decode(plain.replace(/\r?\n(?=[ \t])/g, '').trim());
  const without = decoded.replace(subjectTag, '');
  if (without === decoded) return plain === value ? null : plain;
  return ` ${encoded(without)}${/\r?\n$/.exec(value)?.[0] ?? ''}`;
}

/** Characters for one encoded word: 45 bytes make 60 of base64, and a word may have 75 (RFC 2047, 2). */
const WORD_CHARACTERS = 11;

function encoded(text: string): string {
  if (/^[\x20-\x7e]{0,900}$/.test(text)) return text;
  const characters = [...text];
  const words: string[] = [];
  for (let at = 0; at < characters.length; at += WORD_CHARACTERS) {
    const word = characters.slice(at, at + WORD_CHARACTERS).join('');
    words.push(`=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`);
  }
  return words.join('\r\n ');
}

/** Whether a DKIM signature, given as written, names one of the headers touched (RFC 6376, 3.5, tag `h`). */
export function signs(signature: string, touched: ReadonlySet<string>): boolean {
  if (touched.size === 0) return false;
  const value = signature.replace(/\s+/g, '');
  const signed = /[;:]h=([^;]{1,2000})/i.exec(value)?.[1] ?? '';
  return signed
    .toLowerCase()
    .split(':')
    .some((each) => touched.has(each));
}

/** One `Received:` line (RFC 5321, 4.4) and one that says what was decided. */
function ownLines({ id, envelope, recipients, receivedAt, action, reason }: Outgoing): Buffer {
  const { helo, address, tls } = envelope.client;
  const from = `from ${printable(helo ?? 'unknown')} ([${printable(address)}])`;
  const by = `by ${printable(hostname())} (Reticent) with ${tls ? 'ESMTPS' : 'ESMTP'} id ${id}`;
  // With several grounds the message's own reason stands; after a split, that of those who get it.
  const code = action === 'release' ? reason : (recipients[0]?.reason ?? reason);
  const date = receivedAt.toUTCString().replace('GMT', '+0000');
  return Buffer.from(
    `Received: ${from}\r\n ${by};\r\n ${date}\r\nX-Reticent: release ${printable(code)}; id=${id}\r\n`,
  );
}

/** What a client said of itself must not end our line. */
function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || 'unknown';
}
