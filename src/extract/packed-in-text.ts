/**
 * Files that stand in a text as letters: uuencoded ones are opened, encrypted ones and those of encodings that are not read
 * are told.
 *
 * Source: POSIX uuencode, RFC 9580 6.2 (armour), RFC 1741 (BinHex); yEnc as newsgroups have it.
 */
import type { Found } from './extractor.ts';
import { findUuencoded } from './mime.ts';

/** What stands in a text as letters and is none: how it begins, all of it, and as what it is told. */
const SEALED_IN_TEXT = [
  {
    begin: '-----BEGIN PGP MESSAGE-----',
    block: /^-----BEGIN PGP MESSAGE-----[\s\S]*?(?:^-----END PGP MESSAGE-----|(?![\s\S]))/gm,
    told: { name: 'message.pgp', reason: 'encrypted', type: 'application/pgp-encrypted' },
  },
  {
    begin: '(This file must be converted with BinHex', // RFC 1741
    block: /^\(This file must be converted with BinHex[^\n]*\n\s*:[^:]*(?::|(?![\s\S]))/gm,
    told: { name: 'binhex.hqx', reason: 'unsupported', type: 'application/mac-binhex40' },
  },
  {
    begin: '=ybegin ', // yEnc, of newsgroups
    block: /^=ybegin [^\n]*\bname=[\s\S]*?(?:^=yend |(?![\s\S]))/gm,
    told: { name: 'yenc.bin', reason: 'unsupported', type: 'application/x-yenc' },
  },
] as const;

/** Yields what is packed in a text, and returns the text without it. */
export function* withoutPacked(text: string): Generator<Found, string> {
  let rest = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  for (const { begin, block, told } of SEALED_IN_TEXT) {
    if (!rest.includes(begin)) continue;
    for (const [sealed] of rest.matchAll(block)) yield { kind: 'unscannable', ...told, sizeBytes: sealed.length };
    rest = rest.replace(block, '');
  }
  while (rest.includes('begin') && /^begin(?:-base64)? [0-7]{3,4} /m.test(rest)) {
    const found = findUuencoded(rest);
    if (!found) break;
    const { name, bytes, start, end } = found;
    yield { kind: 'child', name, open: async () => bytes };
    rest = rest.slice(0, start) + rest.slice(end);
  }
  return rest;
}
