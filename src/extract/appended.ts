/**
 * Archives hidden behind another file: `copy /b picture.jpg + list.rar` opens as a picture, and as an archive.
 *
 * Source: ZIP is found from its end (APPNOTE 4.3.16), so anything may stand before it; programs that open RAR and 7z look
 * for their signature behind a stub of any kind.
 */

/** Types whose own programs pass over what stands behind, and what only its beginning calls text. Documents hold archives by right. */
const CARRIERS =
  /^(?:image|audio|video|text)\/|^application\/(?:octet-stream|x-msdownload|x-elf|vnd\.microsoft\.portable-executable)$/;

const SIGNATURES = ['Rar!\x1a\x07', "7z\xbc\xaf'\x1c"].map((signature) => Buffer.from(signature, 'latin1'));
const END = Buffer.from('PK\x05\x06', 'latin1');
const LOCAL = 0x04034b50;
/** The end record with the longest comment. */
const TAIL_BYTES = 22 + 65_535;

/** The archive behind a file of `type`, or undefined where there is none. */
export function appendedArchive(bytes: Uint8Array, type: string): Buffer | undefined {
  if (!CARRIERS.test(type)) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = appendedZip(buffer);
  if (zip) return zip;
  for (const signature of SIGNATURES) {
    const at = buffer.indexOf(signature, 1);
    if (at > 0) return buffer.subarray(at);
  }
  return undefined;
}

function appendedZip(buffer: Buffer): Buffer | undefined {
  const end = buffer.lastIndexOf(END);
  if (end < Math.max(0, buffer.length - TAIL_BYTES) || end + 22 > buffer.length) return undefined;
  // Offsets count from the start of the archive, or (rewritten by `zip -A`) from that of the file.
  const directory = end - buffer.readUInt32LE(end + 12);
  const start = directory - buffer.readUInt32LE(end + 16);
  if (start > 0 && start + 4 <= buffer.length && buffer.readUInt32LE(start) === LOCAL) return buffer.subarray(start);
  return start === 0 ? buffer : undefined;
}
