/**
 * What a tagged PDF says of its figures to whoever cannot see them: word processors write a picture's description there. And
 * values of fields that stand on no page, for whoever takes pages out of a form leaves its fields.
 *
 * Source: ISO 32000-2, 7.3.4 (strings), 7.9.2.2 (text strings), 14.9.3 (alternate descriptions). A search in the bytes and
 * in what object streams unpack to, because PDFium tells only of elements that have content of their own on a page, and
 * LibreOffice's figures have none. Where a password encrypts strings nothing comes of it.
 */
import { objectStreams } from './pdf-info.ts';

const STRING = String.raw`\s{0,9}(?:\(((?:[^\\()]|\\[\s\S]|\((?:[^\\()]|\\[\s\S])*\))*)\)|<([0-9A-Fa-f\s]*)>)`;
const DESCRIPTION = new RegExp(`/Alt${STRING}`, 'g');
/** The value of a field, and what is said of a file. */
const VALUE = new RegExp(`/(?:V|Desc)${STRING}`, 'g');
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t', b: '', f: '' };

/** Each description once. */
export function descriptions(bytes: Uint8Array): Set<string> {
  return stringsOf(bytes, ['/Alt'], DESCRIPTION);
}

/** Values of the fields of forms, also of those that stand on no page, and descriptions of attached files; each once. */
export function valuesBeside(bytes: Uint8Array): Set<string> {
  return stringsOf(bytes, ['/V', '/Desc'], VALUE);
}

function stringsOf(bytes: Uint8Array, keys: readonly string[], pattern: RegExp): Set<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<string>();
  add(buffer, keys, pattern, found);
  for (const stream of objectStreams(buffer)) add(stream, keys, pattern, found);
  return found;
}

function add(buffer: Buffer, keys: readonly string[], pattern: RegExp, found: Set<string>): void {
  if (!keys.some((key) => buffer.includes(key))) return;
  for (const [, literal, hex] of buffer.toString('latin1').matchAll(pattern)) {
    const text = textOf(hex === undefined ? unescaped(literal ?? '') : Buffer.from(hex.replace(/\s/g, ''), 'hex'));
    if (/[\p{L}\p{N}]{2}/u.test(text)) found.add(text);
  }
}

function unescaped(literal: string): Buffer {
  const text = literal.replace(/\\(\r\n|[0-7]{1,3}|[\s\S])/g, (_, behind: string) => {
    if (/^[0-7]/.test(behind)) return String.fromCharCode(Number.parseInt(behind, 8) & 0xff);
    if (/^[\r\n]/.test(behind)) return '';
    return ESCAPED[behind] ?? behind;
  });
  return Buffer.from(text, 'latin1');
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  }
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString(isUtf8 ? 'utf8' : 'latin1', isUtf8 ? 3 : 0);
}
