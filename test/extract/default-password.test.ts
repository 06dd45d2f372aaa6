/** Workbooks encrypted with the password that every program knows, written as [MS-OFFCRYPTO] says; not by what reads them. */
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { openCompound } from '../../src/extract/cfb.ts';
import { writeCompound } from '../../src/extract/cfb-write.ts';
import { extract } from '../../src/extract/extract.ts';
import { compound, stream } from './compound-build.ts';

const office = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/format/office', name));
const sha = (...pieces: Buffer[]) => createHash('sha1').update(Buffer.concat(pieces)).digest();
const md5 = (...pieces: Buffer[]) => createHash('md5').update(Buffer.concat(pieces)).digest();
const u32 = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const padded = (bytes: Buffer, to: number) => Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
const filled = (bytes: Buffer, length: number) =>
  Buffer.concat([bytes, Buffer.alloc(length, 0x36)]).subarray(0, length);
const aes = (cipher: string, key: Buffer, iv: Buffer | null, bytes: Buffer) => {
  const by = createCipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([by.update(padded(bytes, 16)), by.final()]);
};
const [SALT, VERIFIER, KEY] = [1, 2, 3].map((byte) => Buffer.alloc(16, byte)) as [Buffer, Buffer, Buffer];
const length = (bytes: Buffer) => Buffer.concat([u32(bytes.length), u32(0)]);

function agile(plain: Buffer, password: string, spins = 3): Buffer {
  let secret = sha(SALT, utf16(password));
  for (let index = 0; index < Math.min(spins, 10); index += 1) secret = sha(u32(index), secret);
  const sealed = (block: string, bytes: Buffer) =>
    aes('aes-128-cbc', filled(sha(secret, Buffer.from(block, 'hex')), 16), SALT, bytes).toString('base64');
  const hashed = 'saltSize="16" blockSize="16" keyBits="128" hashSize="20" cipherAlgorithm="AES" hashAlgorithm="SHA1"';
  const salt = SALT.toString('base64');
  const xml = `<encryption><keyData ${hashed} saltValue="${salt}"/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount="${spins}" ${hashed} saltValue="${salt}" encryptedVerifierHashInput="${sealed('fea7d2763b4b9e79', VERIFIER)}" encryptedVerifierHashValue="${sealed('d7aa0f6d3061344e', sha(VERIFIER))}" encryptedKeyValue="${sealed('146e0be7abacd0d6', KEY)}"/></keyEncryptor></keyEncryptors></encryption>`;
  const segments: Buffer[] = [];
  for (let at = 0; at < plain.length; at += 4096) {
    const iv = filled(sha(SALT, u32(at / 4096)), 16);
    segments.push(aes('aes-128-cbc', KEY, iv, plain.subarray(at, at + 4096)));
  }
  const info = Buffer.concat([Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]), Buffer.from(xml)]);
  return compound(stream('EncryptionInfo', info), stream('EncryptedPackage', length(plain), ...segments));
}

function standard(plain: Buffer, password: string): Buffer {
  let secret = sha(SALT, utf16(password));
  for (let index = 0; index < 50_000; index += 1) secret = sha(u32(index), secret);
  secret = sha(secret, u32(0));
  const inner = Buffer.alloc(64, 0x36);
  for (const [index, byte] of secret.entries()) inner[index] = 0x36 ^ byte;
  const key = sha(inner).subarray(0, 16);
  const header = Buffer.concat([u32(0x24, 0, 0x660e, 0x8004, 128, 0x18, 0, 0), utf16('AES\0')]);
  const hash = aes('aes-128-ecb', key, null, sha(VERIFIER));
  const verifier = [u32(16), SALT, aes('aes-128-ecb', key, null, VERIFIER), u32(20), hash];
  const info = Buffer.concat([Buffer.from([3, 0, 2, 0]), u32(0x24, header.length), header, ...verifier]);
  const sealed = aes('aes-128-ecb', key, null, plain);
  return compound(stream('EncryptionInfo', info), stream('EncryptedPackage', length(plain), sealed));
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const s = [...Array(256).keys()];
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (s[i] as number) + (key[i % key.length] as number)) & 255;
    [s[i], s[j]] = [s[j] as number, s[i] as number];
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (s[i] as number)) & 255;
      [s[i], s[j]] = [s[j] as number, s[i] as number];
      return byte ^ (s[((s[i] as number) + (s[j] as number)) & 255] as number);
    }),
  );
}

/** A workbook of LibreOffice, its records encrypted as Excel 97 and as Excel 2002 do. */
function workbook(password: string, kind: 'rc4' | 'cryptoapi'): Buffer {
  const once = kind === 'rc4' ? md5(utf16(password)).subarray(0, 5) : sha(SALT, utf16(password));
  const secret = kind === 'rc4' ? md5(...Array<Buffer>(16).fill(Buffer.concat([once, SALT]))).subarray(0, 5) : once;
  const key = (block: number) => (kind === 'rc4' ? md5(secret, u32(block)) : sha(secret, u32(block)).subarray(0, 16));
  const hash = kind === 'rc4' ? md5 : sha;
  const sealed = rc4(key(0), Buffer.concat([VERIFIER, hash(VERIFIER)]));
  const header = Buffer.concat([u32(4, 0, 0x6801, 0x8004, 128, 1, 0, 0), utf16('RC4\0')]);
  const verifier =
    kind === 'rc4'
      ? [SALT, sealed]
      : [u32(4, header.length), header, u32(16), SALT, sealed.subarray(0, 16), u32(20), sealed.subarray(16)];
  const pass = Buffer.concat([Buffer.from(kind === 'rc4' ? [1, 0, 1, 0, 1, 0] : [1, 0, 2, 0, 2, 0]), ...verifier]);
  const root = openCompound(office('places.xls'));
  const children = root.children.map((entry) => {
    if (entry.name !== 'Workbook') return entry;
    const plain = entry.read();
    const first = 4 + plain.readUInt16LE(2);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(0x2f, 0);
    head.writeUInt16LE(pass.length, 2);
    const book = Buffer.concat([plain.subarray(0, first), head, pass, plain.subarray(first)]);
    const mask = Buffer.alloc(book.length);
    for (let at = 0; at + 4 <= book.length; at += 4 + book.readUInt16LE(at + 2)) {
      const [type, size] = [book.readUInt16LE(at), book.readUInt16LE(at + 2)];
      if (type === 0x85) book.writeUInt32LE(book.readUInt32LE(at + 4) + 4 + pass.length, at + 4);
      if (![0x809, 0x2f, 0xe1].includes(type)) mask.fill(1, at + (type === 0x85 ? 8 : 4), at + 4 + size);
    }
    const written = Buffer.from(book);
    for (let at = 0; at < book.length; at += 1024) {
      const block = rc4(key(at / 1024), book.subarray(at, at + 1024));
      for (const [index, byte] of block.entries()) if (mask[at + index]) written[at + index] = byte;
    }
    return { ...entry, read: () => written };
  });
  return writeCompound({ ...root, children });
}

const PASSWORD = 'VelvetSweatshop';
const wordsOf = async (bytes: Buffer, name: string) => {
  const { parts, unscannable } = await extract(bytes, { name }, DEFAULT_LIMITS);
  const cells = parts.flatMap(({ segments }) =>
    segments.filter(({ place }) => place === 'cell').map(({ text }) => text),
  );
  return { cells, reasons: unscannable.map(({ reason }) => reason) };
};

describe('a workbook whose structure is protected', () => {
  it.each([
    ['agile', () => agile(office('places.xlsx'), PASSWORD), 'places.xlsx'],
    ['standard', () => standard(office('places.xlsx'), PASSWORD), 'places.xlsx'],
    ['of Excel 97', () => workbook(PASSWORD, 'rc4'), 'places.xls'],
    ['of Excel 2002', () => workbook(PASSWORD, 'cryptoapi'), 'places.xls'],
  ])('is read: %s', async (_kind, bytes, plain) => {
    const expected = await wordsOf(office(plain), plain);
    expect(expected.cells.join()).not.toBe('');
    expect(await wordsOf(bytes(), plain)).toEqual(expected);
  });

  it.each([
    ['agile', () => agile(office('places.xlsx'), 'hunter2')],
    ['standard', () => standard(office('places.xlsx'), 'hunter2')],
    ['of Excel 97', () => workbook('hunter2', 'rc4')],
    ['of Excel 2002', () => workbook('hunter2', 'cryptoapi')],
    ['that would be hashed for hours', () => agile(office('places.xlsx'), PASSWORD, 4_000_000_000)],
  ])('is encrypted with another password: %s', async (_kind, bytes) => {
    expect(await wordsOf(bytes(), 'a.xls')).toEqual({ cells: [], reasons: ['encrypted'] });
  });
});
