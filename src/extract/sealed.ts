/**
 * What is encrypted as a whole: Office files with a password ([MS-OFFCRYPTO]), PGP messages (RFC 9580), files by OpenSSL's `enc` and by age.
 */
import type { Extractor } from './extractor.ts';

export const sealed: Extractor = {
  format: 'sealed',
  types: [
    'application/x-ole-encrypted',
    'application/x-microsoft-rpmsg-message',
    'application/pgp-encrypted',
    'application/x-sealed',
  ],

  *extract() {
    yield { kind: 'unscannable', reason: 'encrypted' };
  },
};
