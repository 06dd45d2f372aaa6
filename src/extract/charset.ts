/**
 * Bytes to text in the charset that they are really in.
 *
 * Declarations lie: a label is believed only while the bytes fit it. Order: byte order mark, UTF-16 by its zero bytes,
 * ASCII, UTF-8 if the bytes are valid UTF-8 (other charsets hardly ever form valid multi-byte sequences by chance),
 * the declared charset, windows-1252, which accepts anything. Source: WHATWG Encoding, RFC 2152 (UTF-7).
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';

/** Charsets that ASCII and UTF-8 look-alikes must not short-cut: escapes and shifts are made of ASCII bytes. */
const STATEFUL = /^(?:iso-2022-|utf-?7|hz-gb|unicode-1-1-utf-7|utf-16|utf-32|ucs-|cp037|ebcdic|ibm037)/i;

const WIDE = /^(?:utf-16|utf-32|ucs-)/i;

/** Reads text of unknown or declared charset; never throws, whatever the bytes or the label. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return '';
  const marked = byteOrderMark(buffer);
  if (marked) return marked;

  const label = labelOf(buffer, declared);
  if (label && STATEFUL.test(label)) {
    const text = decodeAs(buffer, label) ?? buffer.toString('latin1');
    return WIDE.test(label) ? withAscii(text, buffer) : text;
  }
  if (isAscii(buffer)) return zerosTell(buffer) ?? buffer.toString('latin1');
  if (isUtf8(buffer)) return buffer.toString('utf8');
  return zerosTell(buffer) ?? (label && decodeAs(buffer, label)) ?? decodeFallback(buffer, label);
}

/** What is declared, but that no text of two or four bytes a letter is ASCII without a zero. */
function labelOf(buffer: Buffer, declared: string | undefined): string | undefined {
  const label = declared?.trim().replace(/^["']|["']$/g, '');
  return label && WIDE.test(label) && isAscii(buffer) && buffer.indexOf(0) < 0 ? undefined : label;
}

/** UTF-8 with a few broken bytes stays UTF-8; anything else is windows-1252, as browsers read unlabelled text. */
function decodeFallback(buffer: Buffer, label: string | undefined): string {
  if (label && /^utf-?8$/i.test(label)) {
    const text = buffer.toString('utf8');
    const broken = text.split('\ufffd').length - 1;
    const good = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
    if (good > broken) return text;
  }
  return new TextDecoder('windows-1252').decode(buffer);
}

function byteOrderMark(buffer: Buffer): string | undefined {
  const [a, b, c, d] = buffer;
  if (a === 0xef && b === 0xbb && c === 0xbf) return isUtf8(buffer) ? buffer.toString('utf8', 3) : undefined;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return withAscii(decodeAs(buffer, 'utf-32le') ?? '', buffer);
  if (a === 0xff && b === 0xfe) return withAscii(new TextDecoder('utf-16le').decode(buffer), buffer);
  if (a === 0xfe && b === 0xff) return withAscii(new TextDecoder('utf-16be').decode(buffer), buffer);
  return undefined;
}

function isHalf(share: number): boolean {
  return share > 0.4 && share < 0.6;
}

/** Undefined where something of it (but for a last letter that is cut off) is no letter: zeros alone tell nothing of what follows them. */
function whole(text: string | undefined): string | undefined {
  return text?.slice(0, -1).includes('\ufffd') ? undefined : text;
}

/** So many bytes of ASCII in a row are no letters of two bytes each, but words that a beginning in UTF-16 would hide. */
const ASCII_RUN = /[\t\n\r -~]{40,}/g;

function withAscii(text: string, buffer: Buffer): string {
  return [text, ...(buffer.toString('latin1').match(ASCII_RUN) ?? [])].join('\n');
}

/** Latin text in UTF-16 or UTF-32 without a mark: nearly every second byte is zero, or three of four. */
function zerosTell(buffer: Buffer): string | undefined {
  if (buffer.length < 4 || buffer.indexOf(0) < 0) return undefined;
  const head = buffer.subarray(0, 1024);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = head.length / 2;
  // Of four bytes that are one letter the zeros fill one half of each pair and half of the other.
  if (odd > pairs * 0.9 && isHalf(even / pairs)) return whole(decodeAs(buffer, 'utf-32le'));
  if (even > pairs * 0.9 && isHalf(odd / pairs)) return whole(decodeAs(buffer, 'utf-32be'));
  if (odd > pairs * 0.6 && even < pairs * 0.1) return withAscii(new TextDecoder('utf-16le').decode(buffer), buffer);
  if (even > pairs * 0.6 && odd < pairs * 0.1) return withAscii(new TextDecoder('utf-16be').decode(buffer), buffer);
  return undefined;
}

const require = createRequire(import.meta.url);

/** Decodes by a label, or tells undefined where nobody knows the label or the bytes are no UTF-8 though it says so. */
function decodeAs(buffer: Buffer, label: string): string | undefined {
  if (/^(?:utf-?8|us-ascii|ascii)$/i.test(label)) return undefined;
  try {
    return new TextDecoder(label).decode(buffer);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // anything else than an unknown label is a fault of ours
  }
  // Rare labels (UTF-7, code pages of DOS and Macintosh) are worth the load only when they come.
  const iconv = require('iconv-lite') as typeof import('iconv-lite');
  return iconv.encodingExists(label) ? iconv.decode(buffer, label) : undefined;
}
