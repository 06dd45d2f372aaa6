/**
 * Which of the formats that travel as ZIP a ZIP is: Office packages, OpenDocument, EPUB, iWork, or a plain archive.
 *
 * Source: PKWARE APPNOTE 4.3.12 (central directory), ECMA-376 part 2, ODF 1.3 part 2 section 3.3 (`mimetype` stands
 * first, stored). Names are searched in the bytes of the directory, so a damaged archive still tells what it was.
 */
const OFFICE = 'application/vnd.openxmlformats-officedocument';

const BY_MEMBER: readonly (readonly [member: string, type: string])[] = [
  ['visio/document.xml', 'application/vnd.ms-visio.drawing'],
  ['word/document.xml', `${OFFICE}.wordprocessingml.document`],
  ['word/', `${OFFICE}.wordprocessingml.document`],
  ['xl/workbook.bin', 'application/vnd.ms-excel.sheet.binary.macroenabled.12'],
  ['xl/', `${OFFICE}.spreadsheetml.sheet`],
  ['ppt/', `${OFFICE}.presentationml.presentation`],
];

/** Members that only such packages have, since 2013 and before. */
const IWORK = [['Index/Document.iwa'], ['index.apxl'], ['index.xml', 'buildVersionHistory.plist']];

/** The media type of bytes that begin with `PK`. */
export function zipType(buffer: Buffer): string {
  if (buffer.toString('latin1', 30, 38) === 'mimetype') {
    const size = Math.min(buffer.readUInt32LE(18), 100);
    const start = 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
    const told = buffer.toString('latin1', start, start + size).trim();
    if (/^application\/(?:vnd\.oasis\.opendocument\.[a-z-]+|vnd\.sun\.xml\.[a-z.]+|epub\+zip)$/.test(told)) {
      return told.replace(/-template$/, '');
    }
  }
  // The directory when there is one, else (cut off) whatever local headers are left.
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const directory = end >= 0 && end + 20 <= buffer.length ? buffer.readUInt32LE(end + 16) : 0;
  const names = directory < buffer.length ? buffer.subarray(directory) : buffer;
  if (names.indexOf('[Content_Types].xml', 0, 'latin1') < 0) {
    return IWORK.some((all) => all.every((name) => names.includes(name, 0, 'latin1')))
      ? 'application/vnd.apple.iwork'
      : 'application/zip';
  }
  return BY_MEMBER.find(([member]) => names.indexOf(member, 0, 'latin1') >= 0)?.[1] ?? 'application/zip';
}
