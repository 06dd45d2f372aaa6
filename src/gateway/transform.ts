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
  const fields = fieldsNamed([claims.header, ...claims.taggedFields, SIGNATURE], bytes);
  const pieces = [ownLines(outgoing)];
  const touched = new Set<string>();
  let at = 0;
  for (const { name, start, end } of fields) {
    const written = bytes.subarray(start, end);
    const plain = withoutClaim(name, written, claims);
    if (plain === written) continue;
    touched.add(name);
    pieces.push(bytes.subarray(at, start), plain);
    at = end;
  }
  pieces.push(bytes.subarray(at));
  const isBroken = ({ name, start, end }: Field) =>
    name === SIGNATURE && signs(bytes.toString('latin1', start, end), touched);
  return { pieces, breaksSignature: fields.some(isBroken) };
}

const SIGNATURE = 'dkim-signature';

interface Field {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Blanks of one line, or of lines that are folded. */
const BLANKS = String.raw`(?:[^\S\r\n]|\r\n[ \t])*`;

/**
 * The fields of these names (in lower case) with their folded lines (RFC 5322, 2.2). Offsets are bytes. A line that is no
 * field ends nothing: claims are believed up to the empty line (`mime.ts`), so they are looked for as far. One expression
 * looks for them all: without an empty line a header is as long as the message, and may have millions of lines.
 */
function fieldsNamed(names: readonly string[], bytes: Buffer): Field[] {
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return [];
  const end = bytes.indexOf('\r\n\r\n');
  // Without an empty line, what does not look like a header is a body.
  if (end < 0 && !/^[!-9;-~]+[ \t]*:/.test(bytes.toString('latin1', 0, 200))) return [];
  const header = bytes.toString('latin1', 0, end < 0 ? bytes.length : end + 2);
  const named = new RegExp(`(?:^|(?<=\\n)(?![ \\t]))${BLANKS}(${names.join('|')})${BLANKS}:`, 'gi');
  return Array.from(header.matchAll(named), ({ 1: name = '', index: start }) => ({
    name: name.toLowerCase(),
    start,
    end: fieldEnd(bytes, start),
  }));
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
