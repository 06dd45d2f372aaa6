/**
 * Workbooks that nobody has to give a password for: to protect their structure Excel encrypts them with a password that every
 * program knows, and opens them without asking. What has any other password stays encrypted.
 *
 * Source: [MS-OFFCRYPTO] 2.3.4 (packages: standard and agile), 2.3.5 and 2.3.6 (RC4), [MS-XLS] 2.2.10 (which password).
 */
import { createDecipheriv, createHash } from 'node:crypto';
import { type CompoundEntry, entryNamed } from './cfb.ts';
import { scanXml } from './xml-scan.ts';

export const DEFAULT_PASSWORD = 'VelvetSweatshop';
const PASSWORD = Buffer.from(DEFAULT_PASSWORD, 'utf16le');
/** Excel hashes 100,000 times; a hostile file may ask for four thousand million. */
const MOST_SPINS = 200_000;
const STANDARD_SPINS = 50_000;

/** The package within an encrypted one, or undefined where the password is another. */
export function openedPackage(root: CompoundEntry): Buffer | undefined {
  const info = entryNamed(root, 'EncryptionInfo')?.read();
  const sealed = entryNamed(root, 'EncryptedPackage')?.read();
  if (!info || !sealed || info.length < 12 || sealed.length < 8) return undefined;
  try {
    const isAgile = info.readUInt16LE(0) === 4 && info.readUInt16LE(2) === 4;
    const opened = isAgile ? agile(info, sealed.subarray(8)) : standard(info.subarray(4), sealed.subarray(8));
    return opened?.subarray(0, Number(sealed.readBigUInt64LE(0)));
  } catch (error) {
    // A cipher or a hash that is not there, sizes that do not fit.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

type Hash = (...pieces: readonly Buffer[]) => Buffer;

const HASHES: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);

/** Throws RangeError for one that Office does not use. */
function hashBy(algorithm: string): Hash {
  if (!HASHES.has(algorithm)) throw new RangeError(`there is no hash ${algorithm}`);
  return (...pieces) => {
    const hash = createHash(algorithm);
    for (const piece of pieces) hash.update(piece);
    return hash.digest();
  };
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function spun(hash: Hash, salt: Buffer, spins: number): Buffer {
  let spinning = hash(salt, PASSWORD);
  for (let index = 0; index < spins; index += 1) spinning = hash(u32(index), spinning);
  return spinning;
}

function decrypted(cipher: string, key: Buffer, iv: Buffer | null, bytes: Buffer): Buffer {
  const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length & ~15)), decipher.final()]);
}

/** Behind the version: flags, a header with its length, a verifier. */
function standard(info: Buffer, sealed: Buffer): Buffer | undefined {
  const { keyBytes, salt, verifier, verifierHash } = headerOf(info);
  const hash = hashBy('sha1');
  const last = hash(spun(hash, salt, STANDARD_SPINS), u32(0));
  const half = (fill: number) => hash(Buffer.alloc(64, fill).map((byte, at) => byte ^ (last[at] ?? 0)) as Buffer);
  const key = Buffer.concat([half(0x36), half(0x5c)]).subarray(0, keyBytes);
  const cipher = `aes-${keyBytes * 8}-ecb`;
  const isRight = hash(decrypted(cipher, key, null, verifier)).equals(
    decrypted(cipher, key, null, verifierHash).subarray(0, 20),
  );
  return isRight ? decrypted(cipher, key, null, sealed) : undefined;
}

interface Header {
  readonly keyBytes: number;
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly verifierHash: Buffer;
}

/** Takes what stands behind the version ([MS-OFFCRYPTO] 2.3.2 and 2.3.3). */
function headerOf(info: Buffer): Header {
  const headerBytes = info.readUInt32LE(4);
  const at = 8 + headerBytes + 4;
  const keyBits = info.readUInt32LE(8 + 16);
  return {
    keyBytes: (keyBits === 0 ? 40 : keyBits) / 8,
    salt: info.subarray(at, at + 16),
    verifier: info.subarray(at + 16, at + 32),
    verifierHash: info.subarray(at + 36),
  };
}

/** What each key is for ([MS-OFFCRYPTO] 2.3.4.11). */
const [VERIFIER, VERIFIER_HASH, KEY] = ['fea7d2763b4b9e79', 'd7aa0f6d3061344e', '146e0be7abacd0d6'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const SEGMENT_BYTES = 4096;

function agile(info: Buffer, sealed: Buffer): Buffer | undefined {
  const told = new Map<string, string>();
  scanXml(info.toString('utf8', 8), {
    open: (name, attribute) => {
      if (name !== 'keyData' && name !== 'encryptedKey') return;
      for (const each of ATTRIBUTES) told.set(`${name} ${each}`, attribute(each) ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  const bytes = (name: string) => Buffer.from(told.get(name) ?? '', 'base64');
  const number = (name: string) => Number(told.get(name));
  const spins = number('encryptedKey spinCount');
  if (!(spins >= 0 && spins <= MOST_SPINS)) return undefined;
  const hash = hashBy((told.get('encryptedKey hashAlgorithm') ?? '').replace('-', '').toLowerCase());
  const salt = bytes('encryptedKey saltValue');
  const keyBytes = number('encryptedKey keyBits') / 8;
  const secret = spun(hash, salt, spins);
  const opened = (purpose = Buffer.alloc(0), name = '') =>
    decrypted(`aes-${keyBytes * 8}-cbc`, sized(hash(secret, purpose), keyBytes), sized(salt, 16), bytes(name));
  const verifier = hash(opened(VERIFIER, 'encryptedKey encryptedVerifierHashInput'));
  const expected = opened(VERIFIER_HASH, 'encryptedKey encryptedVerifierHashValue').subarray(0, verifier.length);
  if (verifier.length === 0 || !verifier.equals(expected)) return undefined;

  const key = opened(KEY, 'encryptedKey encryptedKeyValue').subarray(0, number('keyData keyBits') / 8);
  const dataHash = hashBy((told.get('keyData hashAlgorithm') ?? '').replace('-', '').toLowerCase());
  const dataSalt = bytes('keyData saltValue');
  const segments: Buffer[] = [];
  for (let at = 0; at < sealed.length; at += SEGMENT_BYTES) {
    const iv = sized(dataHash(dataSalt, u32(at / SEGMENT_BYTES)), 16);
    segments.push(decrypted(`aes-${key.length * 8}-cbc`, key, iv, sealed.subarray(at, at + SEGMENT_BYTES)));
  }
  return Buffer.concat(segments);
}

const ATTRIBUTES = [
  'spinCount',
  'saltValue',
  'hashAlgorithm',
  'keyBits',
  'encryptedVerifierHashInput',
  'encryptedVerifierHashValue',
  'encryptedKeyValue',
];

function sized(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length), 0x36)]).subarray(0, length);
}

const BLOCK_BYTES = 1024;

/**
 * The key stream over an old workbook, from what its FilePass record says, or undefined where the password is another. RC4
 * is begun anew for each 1,024 bytes of the stream, whatever in them is encrypted.
 */
export function openedStream(filePass: Buffer, stream: Buffer): Buffer | undefined {
  const keyOf = rc4Keys(filePass);
  if (!keyOf) return undefined;
  const blocks: Buffer[] = [];
  for (let at = 0; at < stream.length; at += BLOCK_BYTES) {
    blocks.push(rc4(keyOf(at / BLOCK_BYTES), stream.subarray(at, at + BLOCK_BYTES)));
  }
  return Buffer.concat(blocks);
}

function rc4Keys(filePass: Buffer): ((block: number) => Buffer) | undefined {
  if (filePass.length < 54 || filePass.readUInt16LE(0) !== 1) return undefined;
  const isPlain = filePass.readUInt16LE(2) === 1;
  const hash = hashBy(isPlain ? 'md5' : 'sha1');
  const { salt, verifier, verifierHash, keyBytes } = isPlain
    ? {
        salt: filePass.subarray(6, 22),
        verifier: filePass.subarray(22, 38),
        verifierHash: filePass.subarray(38, 54),
        keyBytes: 16,
      }
    : headerOf(filePass.subarray(6));
  const once = isPlain ? hash(PASSWORD).subarray(0, 5) : hash(salt, PASSWORD);
  const secret = isPlain ? hash(...Array.from({ length: 16 }, () => Buffer.concat([once, salt]))).subarray(0, 5) : once;
  const keyOf = (block: number) => {
    const key = hash(secret, u32(block)).subarray(0, keyBytes);
    return keyBytes === 5 ? Buffer.concat([key, Buffer.alloc(11)]) : key;
  };
  const opened = rc4(keyOf(0), Buffer.concat([verifier, verifierHash]));
  const expected = hash(opened.subarray(0, 16));
  return opened.subarray(16, 16 + expected.length).equals(expected) ? keyOf : undefined;
}

/** OpenSSL no longer has it. */
function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number) => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let index = 0, other = 0; index < 256; index += 1) {
    other = (other + (state[index] ?? 0) + (key[index % key.length] ?? 0)) & 0xff;
    swap(index, other);
  }
  const out = Buffer.alloc(bytes.length);
  for (let at = 0, index = 0, other = 0; at < bytes.length; at += 1) {
    index = (index + 1) & 0xff;
    other = (other + (state[index] ?? 0)) & 0xff;
    swap(index, other);
    out[at] = (bytes[at] ?? 0) ^ (state[((state[index] ?? 0) + (state[other] ?? 0)) & 0xff] ?? 0);
  }
  return out;
}
