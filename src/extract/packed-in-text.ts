/**
 * Files that stand in a text as letters: uuencoded ones and those in base64 are opened, encrypted ones and those of encodings that
 * are not read are told.
 *
 * Source: POSIX uuencode, RFC 9580 6.2 (armour), age and Ansible's vault, RFC 1741 (BinHex); yEnc as newsgroups have it.
 */
import { withoutBase64 } from './base64-in-text.ts';
import type { Found } from './extractor.ts';
import { uuencodedIn } from './uuencode.ts';

/** A line of armour, or a few where something wrapped it anew. Who merely names the line above it writes words below. */
const ARMOUR = /^[A-Za-z0-9+/]{40,}[ \t]*$|(?:^[A-Za-z0-9+/]{8,}[ \t]*\n){3}/m;

/** What stands in a text as letters and is none: how it begins, all of it, what it has at least, and as what it is told. */
const SEALED_IN_TEXT = [
  {
    begin: '-----BEGIN PGP MESSAGE-----',
    block: /^-----BEGIN PGP MESSAGE-----[\s\S]*?(?:^-----END PGP MESSAGE-----|(?![\s\S]))/gm,
    has: ARMOUR,
    told: { name: 'message.pgp', reason: 'encrypted', type: 'application/pgp-encrypted' },
  },
  {
    begin: '-----BEGIN AGE ENCRYPTED FILE-----',
    block: /^-----BEGIN AGE ENCRYPTED FILE-----[\s\S]*?(?:^-----END AGE ENCRYPTED FILE-----|(?![\s\S]))/gm,
    has: ARMOUR,
    told: { name: 'message.age', reason: 'encrypted', type: 'application/x-sealed' },
  },
  {
    begin: '$ANSIBLE_VAULT;',
    block: /^\$ANSIBLE_VAULT;[^\n]*\n(?:[0-9a-f]{1,80}\s*\n?)+/gm,
    has: /^[0-9a-f]{40,}/m,
    told: { name: 'vault', reason: 'encrypted', type: 'application/x-sealed' },
  },
  {
    begin: '(This file must be converted with BinHex', // RFC 1741
    block: /^\(This file must be converted with BinHex[^\n]*\n\s*:[^:]*(?::|(?![\s\S]))/gm,
    has: undefined,
    told: { name: 'binhex.hqx', reason: 'unsupported', type: 'application/mac-binhex40' },
  },
  {
    begin: '=ybegin ', // yEnc, of newsgroups
    block: /^=ybegin [^\n]*\bname=[\s\S]*?(?:^=yend |(?![\s\S]))/gm,
    has: undefined,
    told: { name: 'yenc.bin', reason: 'unsupported', type: 'application/x-yenc' },
  },
] as const;

/** Yields what is packed in a text, and returns the text without it. */
export function* withoutPacked(text: string): Generator<Found, string> {
  let rest = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  for (const { begin, block, has, told } of SEALED_IN_TEXT) {
    if (!rest.includes(begin)) continue;
    const isSealed = (found: string) => has?.test(found) ?? true;
    for (const [found] of rest.matchAll(block))
      if (isSealed(found)) yield { kind: 'unscannable', ...told, sizeBytes: found.length };
    rest = rest.replace(block, (found) => (isSealed(found) ? '' : found));
  }
  rest = yield* withoutBase64(rest);
  if (!rest.includes('begin')) return rest;
  const words: string[] = [];
  let done = 0;
  for (const { name, bytes, start, end } of uuencodedIn(rest)) {
    yield { kind: 'child', name, open: async () => bytes };
    words.push(rest.slice(done, start));
    done = end;
  }
  return words.join('') + rest.slice(done);
}
