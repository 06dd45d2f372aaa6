/** Encrypted files under names of lists and letters: told, never read as words of strange letters. */
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { readableTypes } from '../../src/extract/index.ts';

const list = Buffer.from('Amira Khan,A1234567,Northfield\n'.repeat(90));
const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16));
const SEALED = Buffer.concat([Buffer.from([0x91]), cipher.update(list)]);
const ENVELOPED = Buffer.concat([
  Buffer.from('308203e806092a864886f70d010703a08203d9', 'hex'),
  SEALED.subarray(0, 985),
]);
const block = (bytes: Buffer) => bytes.toString('base64').replace(/.{64}/g, '$&\n');

describe('what is encrypted', () => {
  it.each([
    ['a list', 'members.csv', SEALED, 'unsupported'],
    ['a letter', 'minutes.txt', SEALED, 'unsupported'],
    ['a page', 'minutes.html', SEALED, 'unsupported'],
    ['a message', 'a.eml', SEALED, 'unsupported'],
    ['by OpenSSL', 'members.csv', Buffer.concat([Buffer.from('Salted__'), SEALED]), 'encrypted'],
    ['by OpenSSL, in letters', 'a.txt', block(Buffer.concat([Buffer.from('Salted__'), SEALED])), 'encrypted'],
    [
      'by age',
      'a.txt',
      `-----BEGIN AGE ENCRYPTED FILE-----\n${block(SEALED)}\n-----END AGE ENCRYPTED FILE-----\n`,
      'encrypted',
    ],
    [
      'by Ansible',
      'a.yml',
      `$ANSIBLE_VAULT;1.1;AES256\n${SEALED.toString('hex').replace(/.{80}/g, '$&\n')}`,
      'encrypted',
    ],
    ['for a certificate', 'members.csv', ENVELOPED, 'encrypted'],
    [
      'for a certificate, in letters',
      'a.txt',
      `-----BEGIN PKCS7-----\n${block(ENVELOPED)}\n-----END PKCS7-----\n`,
      'encrypted',
    ],
  ])('is told: %s', async (_why, name, bytes, reason) => {
    const { unscannable } = await extract(Buffer.from(bytes), { name }, DEFAULT_LIMITS);
    expect(unscannable.map((each) => each.reason)).toContain(reason);
  });

  it.each([...readableTypes, 'font/ttf', 'application/pgp-signature', 'application/pkcs7-signature', 'text/other'])(
    'is not taken for the type that it is declared to be: %s',
    async (type) => {
      const head = `From: a@party.example\nSubject: x\nContent-Type: ${type}; name=a\nContent-Transfer-Encoding: base64`;
      const { unscannable } = await extract(
        Buffer.from(`${head}\n\n${block(SEALED)}`),
        { name: 'a.eml' },
        DEFAULT_LIMITS,
      );
      expect(unscannable).not.toEqual([]);
    },
  );

  it.each(['application/pgp-signature', 'application/pkcs7-signature', 'application/pgp-keys', 'font/ttf'])(
    'is not what is said in words, whatever its type: %s',
    async (type) => {
      const head = `From: a@party.example\nSubject: x\nContent-Type: ${type}; name=a`;
      const { parts, unscannable } = await extract(
        Buffer.from(`${head}\n\ntokWords here`),
        { name: 'a.eml' },
        DEFAULT_LIMITS,
      );
      expect(unscannable).toEqual([]);
      expect(JSON.stringify(parts)).toContain('tokWords');
    },
  );
});
