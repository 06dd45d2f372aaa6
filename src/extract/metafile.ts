/**
 * Windows metafiles, in which office programs keep drawings, charts and previews of objects: the words that they draw, and
 * the pictures in them.
 *
 * Source: [MS-EMF] 2.3 (records), [MS-EMFPLUS] 2.3.4.14 (DrawString), [MS-WMF] 2.3. A word that is drawn in pieces comes in
 * pieces. Nothing is drawn here.
 */
import iconv from 'iconv-lite';
import { bitmapOf } from './bitmap.ts';
import type { Extractor, Found } from './extractor.ts';

export const metafile: Extractor = {
  format: 'metafile',
  types: ['image/emf', 'image/wmf'],

  *extract(bytes, { type }): Generator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const lines: string[] = [];
    let y = Number.NaN;
    for (const each of type === 'image/emf' ? emfRecords(buffer) : wmfRecords(buffer)) {
      if (each.kind !== 'words') {
        yield each;
        continue;
      }
      // What stands at one height is one line.
      if (each.y === y && lines.length > 0) lines.push(`${lines.pop()} ${each.text}`);
      else lines.push(each.text);
      y = each.y;
    }
    const text = lines.join('\n').replaceAll('\0', '').trim();
    if (text !== '') yield { kind: 'segment', place: 'text-box', text };
  },
};

interface Words {
  readonly kind: 'words';
  readonly text: string;
  readonly y: number;
}

const EMF = { header: 1, comment: 70, textA: 83, textW: 84, smallText: 108 } as const;
/** Records with a picture, and where they say where it lies. */
const EMF_PICTURES: Readonly<Record<number, number>> = { 76: 84, 77: 84, 80: 48, 81: 48, 114: 84, 116: 84 };
const [NO_RECTANGLE, SMALL_CHARACTERS] = [0x100, 0x200];

function* emfRecords(buffer: Buffer): Generator<Words | Found> {
  for (let at = 0; at + 8 <= buffer.length; ) {
    const size = Math.max(8, buffer.readUInt32LE(at + 4));
    const record = buffer.subarray(at, at + size);
    const type = record.readUInt32LE(0);
    at += size;
    const u32 = (offset: number) => (offset + 4 > record.length ? 0 : record.readUInt32LE(offset));
    if (type === EMF.header && u32(60) > 0) {
      yield words(record.toString('utf16le', u32(64), u32(64) + u32(60) * 2).replaceAll('\0', ' '), -1);
    } else if (type === EMF.textW) yield words(record.toString('utf16le', u32(48), u32(48) + u32(44) * 2), u32(40));
    else if (type === EMF.textA) yield words(narrow(record.subarray(u32(48), u32(48) + u32(44))), u32(40));
    else if (type === EMF.smallText) yield smallText(record, u32);
    else if (type === EMF.comment && record.toString('latin1', 12, 16) === 'EMF+')
      yield* plusRecords(record.subarray(16));
    const told = EMF_PICTURES[type];
    if (told !== undefined && u32(told + 4) > 0) {
      const part = (offset: number) => record.subarray(u32(offset), u32(offset) + u32(offset + 4));
      yield pictureFound(Buffer.concat([part(told), part(told + 8)]));
    }
  }
}

function smallText(record: Buffer, u32: (offset: number) => number): Words {
  const from = u32(20) & NO_RECTANGLE ? 36 : 52;
  const isSmall = (u32(20) & SMALL_CHARACTERS) !== 0;
  return words(record.toString(isSmall ? 'latin1' : 'utf16le', from, from + u32(16) * (isSmall ? 1 : 2)), u32(12));
}

const DRAW_STRING = 0x401c;

function* plusRecords(data: Buffer): Generator<Words> {
  for (let at = 0; at + 12 <= data.length; ) {
    const size = Math.max(12, data.readUInt32LE(at + 4));
    const record = data.subarray(at, at + size);
    if (record.readUInt16LE(0) === DRAW_STRING && record.length >= 40) {
      yield words(record.toString('utf16le', 40, 40 + record.readUInt32LE(20) * 2), record.readInt32LE(28));
    }
    at += size;
  }
}

const PLACEABLE = 0x9ac6cdd7;
const WMF = { text: 0x0521, extendedText: 0x0a32 } as const;
/** Records with a picture: bytes before it. */
const WMF_PICTURES: Readonly<Record<number, number>> = { 3907: 22, 2881: 20, 2368: 16, 3379: 18 };

function* wmfRecords(buffer: Buffer): Generator<Words | Found> {
  const start = buffer.length >= 4 && buffer.readUInt32LE(0) === PLACEABLE ? 22 : 0;
  for (let at = start + 18; at + 6 <= buffer.length; ) {
    const size = Math.max(6, buffer.readUInt32LE(at) * 2);
    const type = buffer.readUInt16LE(at + 4);
    const data = buffer.subarray(at + 6, at + size);
    at += size;
    if (type === WMF.text && data.length >= 2) {
      const length = data.readUInt16LE(0);
      const y = data.length >= 6 + length ? data.readInt16LE(2 + length + (length & 1)) : 0;
      yield words(narrow(data.subarray(2, 2 + length)), y);
    } else if (type === WMF.extendedText && data.length >= 8) {
      const from = data.readUInt16LE(6) & 6 ? 16 : 8;
      yield words(narrow(data.subarray(from, from + data.readUInt16LE(4))), data.readInt16LE(0));
    }
    const before = WMF_PICTURES[type];
    if (before !== undefined && data.length > before + 40) yield pictureFound(data.subarray(before));
  }
}

/** Letters of whatever Windows drew it; which one, only the font says. */
function narrow(bytes: Buffer): string {
  return iconv.decode(bytes, 'cp1252');
}

function words(text: string, y: number): Words {
  return { kind: 'words', text, y };
}

function pictureFound(bitmap: Buffer): Found {
  return { kind: 'child', name: 'picture.bmp', open: async () => bitmapOf(bitmap) };
}
