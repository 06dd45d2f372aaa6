/**
 * Pictures in old Word, Excel and PowerPoint files: drawings of all three are made of the same records.
 *
 * Source: [MS-ODRAW] 2.2.23 (OfficeArtBlip). Records are searched in the bytes by their type and by what must follow, so
 * that a damaged drawing still gives its pictures.
 */
import { inflateSync } from 'node:zlib';
import { bitmapOf } from './bitmap.ts';
import type { Found } from './extractor.ts';

/** Record types, and what the kind of picture begins with; metafiles are packed, bitmaps have no header. */
const JPEG = [0xf01d, 0xf02a];
const [EMF, WMF, PICT, PNG, DIB] = [0xf01a, 0xf01b, 0xf01c, 0xf01e, 0xf01f];
const [RECORD_HEADER, UID, METAFILE_HEADER] = [8, 16, 34];
/** What a metafile may unpack to; one that holds more is `too-large`. */
const MAX_UNPACKED_BYTES = 50_000_000;

export function* blips(stream: Buffer): Generator<Found> {
  let count = 0;
  for (let at = stream.indexOf(0xf0); at >= 0; at = stream.indexOf(0xf0, at + 1)) {
    const record = at - 3;
    if (record < 0 || record + RECORD_HEADER > stream.length) continue;
    const type = stream.readUInt16LE(record + 2);
    const length = stream.readUInt32LE(record + 4);
    if ((type < EMF || type > DIB) && !JPEG.includes(type)) continue;
    if (length < UID || record + RECORD_HEADER + length > stream.length) continue;
    const open = pictureOf(type, stream.subarray(record + RECORD_HEADER, record + RECORD_HEADER + length));
    if (!open) continue;
    count += 1;
    yield { kind: 'child', name: `picture-${count}`, open: async () => open() };
    at = record + RECORD_HEADER + length - 1;
  }
}

/** A second identity of 16 bytes may stand behind the first. */
function pictureOf(type: number, body: Buffer): (() => Buffer) | undefined {
  for (const uids of [UID, UID * 2]) {
    const picture = body.subarray(uids + 1);
    if (JPEG.includes(type) && picture.length > 3 && picture.readUInt16BE(0) === 0xffd8) return () => picture;
    if (type === PNG && picture.toString('latin1', 1, 4) === 'PNG') return () => picture;
    if (type === DIB && picture.length > 40 && picture.readUInt32LE(0) === 40) return () => bitmapOf(picture);
    if (type !== EMF && type !== WMF && type !== PICT) continue;
    const packed = body.subarray(uids + METAFILE_HEADER);
    const isPacked = body[uids + METAFILE_HEADER - 2] === 0;
    if (isPacked && packed.length > 2 && packed[0] === 0x78) {
      return () => inflateSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
    }
  }
  return undefined;
}
