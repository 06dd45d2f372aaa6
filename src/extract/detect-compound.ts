/**
 * Which of the formats that travel as compound files (OLE2) a compound file is.
 *
 * Source: [MS-CFB] 2.6.1: directory entries hold names in UTF-16LE, NUL-terminated, at multiples of 128 bytes, the
 * length in bytes (with the NUL) at offset 64. What stands at the root tells; a letter within a workbook does not make it
 * one. Where the directory tells nothing, entries are searched in the bytes: damaged allocation tables hide nothing.
 */
import { type Compound, entryNamed, openCompound } from './cfb.ts';

const BY_STREAM: readonly (readonly [stream: string, type: string])[] = [
  ['EncryptedPackage', 'application/x-ole-encrypted'],
  ['__properties_version1.0', 'application/vnd.ms-outlook'],
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ['Quill', 'application/x-mspublisher'],
  ['VisioDocument', 'application/vnd.visio'],
  ['_VBA_PROJECT', 'application/vnd.ms-office.vbaproject'],
];
const OTHER = 'application/x-ole-storage';

/** The media type of a compound file; `application/x-ole-storage` where no known stream stands in it. */
export function compoundType(buffer: Buffer): string {
  const root = rootOf(buffer);
  const told = root && BY_STREAM.find(([stream]) => entryNamed(root, stream))?.[1];
  if (told) return told;
  const macros = root && entryNamed(root, 'VBA');
  if (macros && entryNamed(macros, '_VBA_PROJECT')) return 'application/vnd.ms-office.vbaproject';
  if (root && !root.isCut && root.children.length > 0) return OTHER;
  return BY_STREAM.find(([stream]) => hasEntry(buffer, stream))?.[1] ?? OTHER;
}

function rootOf(buffer: Buffer): Compound | undefined {
  try {
    return openCompound(buffer);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function hasEntry(buffer: Buffer, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = buffer.indexOf(wanted, 512); at >= 0; at = buffer.indexOf(wanted, at + 2)) {
    if (at % 128 === 0 && at + 66 <= buffer.length && buffer.readUInt16LE(at + 64) === wanted.length) return true;
  }
  return false;
}
