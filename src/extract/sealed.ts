/**
 * What is encrypted as a whole: Office files with a password ([MS-OFFCRYPTO]), PGP messages (RFC 9580).
 */
import type { Extractor } from './extractor.ts';

export const sealed: Extractor = {
  format: 'sealed',
  types: ['application/x-ole-encrypted', 'application/x-microsoft-rpmsg-message', 'application/pgp-encrypted'],

  *extract() {
    yield { kind: 'unscannable', reason: 'encrypted' };
  },
};
