/**
 * What is encrypted as a whole: Office files with a password ([MS-OFFCRYPTO]), PGP messages (RFC 9580), files by OpenSSL's `enc` and by age.
 */
import { openCompound } from './cfb.ts';
import { openedPackage } from './default-password.ts';
import type { Extractor, Found } from './extractor.ts';

export const sealed: Extractor = {
  format: 'sealed',
  types: [
    'application/x-ole-encrypted',
    'application/x-microsoft-rpmsg-message',
    'application/pgp-encrypted',
    'application/x-sealed',
  ],

  *extract(bytes, { name, type }): Generator<Found> {
    const opened = type === 'application/x-ole-encrypted' ? openedPackage(openCompound(bytes)) : undefined;
    if (opened) yield { kind: 'child', name, open: async () => opened };
    else yield { kind: 'unscannable', reason: 'encrypted' };
  },
};
