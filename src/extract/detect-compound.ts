/**
 * Which of the formats that travel as compound files (OLE2) a compound file is.
 *
 * Source: [MS-CFB] 2.6.1: directory entries hold names in UTF-16LE, NUL-terminated, at multiples of 128 bytes, the
 * length in bytes (with the NUL) at offset 64. Entries are searched in the bytes: damaged allocation tables hide nothing.
 */
const BY_STREAM: readonly (readonly [stream: string, type: string])[] = [
  ['EncryptedPackage', 'application/x-ole-encrypted'],
  ['__properties_version1.0', 'application/vnd.ms-outlook'],
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ['_VBA_PROJECT', 'application/vnd.ms-office.vbaproject'],
];

/** The media type of a compound file; `application/x-ole-storage` where no known stream stands in it. */
export function compoundType(buffer: Buffer): string {
  return BY_STREAM.find(([stream]) => hasEntry(buffer, stream))?.[1] ?? 'application/x-ole-storage';
}

function hasEntry(buffer: Buffer, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = buffer.indexOf(wanted, 512); at >= 0; at = buffer.indexOf(wanted, at + 2)) {
    if (at % 128 === 0 && at + 66 <= buffer.length && buffer.readUInt16LE(at + 64) === wanted.length) return true;
  }
  return false;
}
