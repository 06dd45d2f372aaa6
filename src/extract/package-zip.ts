/**
 * The members of an office package (OOXML, ODF), read straight from its central directory.
 *
 * Source: PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.7. Office programs write plain packages: stored or deflated, no
 * encryption at this level, no disks. What is larger than the message may still expand to is refused before it inflates.
 */
import { inflateRawSync } from 'node:zlib';

/** The package does not hold together, or would expand over the limit. `extract.ts` makes it `corrupt`. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

/** A member would expand to more than is left; `too-large` and not `corrupt`. */
export class PackageTooLargeError extends PackageError {
  /** What zlib says of the same: `extract.ts` knows it by this. */
  readonly code = 'ERR_BUFFER_TOO_LARGE';
}

export interface Package {
  readonly names: readonly string[];
  /** Names of members that nobody has asked for. */
  readonly unread: () => readonly string[];
  /** The bytes of a member, or undefined where there is none of that name. */
  readonly read: (name: string) => Buffer | undefined;
  /** The same as text: XML in UTF-8 or, with its byte order mark, UTF-16. */
  readonly text: (name: string) => string | undefined;
}

interface Member {
  readonly method: number;
  readonly packedBytes: number;
  /** As the directory claims. */
  readonly plainBytes: number;
  readonly headerAt: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
/** The comment behind the end record may have 65,535 bytes. */
const END_SEARCH_BYTES = 65_557;

/** Takes the whole package and how many bytes its members may come to. Throws `PackageError`. */
export function openPackage(bytes: Uint8Array, bytesLeft: number): Package {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members = directory(buffer);
  let left = bytesLeft;
  const asked = new Set<string>();

  const read = (name: string): Buffer | undefined => {
    const member = members.get(name);
    if (!member) return undefined;
    asked.add(name);
    const { method, packedBytes, plainBytes, headerAt } = member;
    // Lengths of name and extra field differ between the directory and the local header.
    const start = headerAt + 30 + buffer.readUInt16LE(headerAt + 26) + buffer.readUInt16LE(headerAt + 28);
    const packed = buffer.subarray(start, start + packedBytes);
    const plain = method === 0 ? packed : inflated(packed, plainBytes, name, left);
    left -= plain.length;
    if (left < 0) throw new PackageTooLargeError(`${name} expands over the limit`);
    return plain;
  };
  return {
    names: [...members.keys()],
    unread: () => [...members.keys()].filter((name) => !asked.has(name)),
    read,
    text: (name) => {
      const plain = read(name);
      if (!plain) return undefined;
      if (plain[0] === 0xff && plain[1] === 0xfe) return plain.toString('utf16le', 2);
      if (plain[0] !== 0xfe || plain[1] !== 0xff) return plain.toString('utf8');
      return Buffer.from(plain.subarray(2, plain.length & ~1))
        .swap16()
        .toString('utf16le');
    },
  };
}

/** Node's own. */
const LEAST_CHUNK = 16_384;
/** No stream expands to more times its size. Source: zlib's own figure, `zlib_tech.html`. */
const MOST_EXPANDED = 1032;

/** In one piece where the claimed size is true; it is believed up to what the packed bytes can hold and the limit allows. */
function inflated(packed: Buffer, plainBytes: number, name: string, left: number): Buffer {
  const room = Math.floor(Math.min(plainBytes, packed.length * MOST_EXPANDED, left));
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left), chunkSize: Math.max(LEAST_CHUNK, room + 1) });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge) throw new PackageTooLargeError(`${name} expands over the limit`, { cause });
    throw new PackageError(`${name} does not inflate`, { cause });
  }
}

function directory(buffer: Buffer): Map<string, Member> {
  const from = Math.max(0, buffer.length - END_SEARCH_BYTES);
  let end = -1;
  for (let at = buffer.length - 22; at >= from && end < 0; at -= 1) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) end = at;
  }
  if (end < 0) throw new PackageError('the package has no directory');
  const count = buffer.readUInt16LE(end + 10);
  const members = new Map<string, Member>();
  let at = buffer.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== ENTRY)
      throw new PackageError('the directory breaks off');
    const nameBytes = buffer.readUInt16LE(at + 28);
    // Some writers put backslashes or a leading slash; the formats name parts with neither.
    const name = buffer
      .toString('utf8', at + 46, at + 46 + nameBytes)
      .replaceAll('\\', '/')
      .replace(/^\//, '');
    // Of two members of one name some programs open the first, others the last: both are there to be read.
    const first = members.get(name);
    if (first) members.set(`${name}~${index}`, first);
    members.set(name, {
      method: buffer.readUInt16LE(at + 10),
      packedBytes: buffer.readUInt32LE(at + 20),
      plainBytes: buffer.readUInt32LE(at + 24),
      headerAt: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return members;
}
