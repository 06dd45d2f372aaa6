/** Width, height and pages of a picture, from its header alone. */

import { tiffPages } from './tiff.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** More than one only for TIFF. */
  readonly pages: number;
}

/** Undefined where the header does not tell: the picture is then read like one that is large enough. */
export function pictureSize(buffer: Buffer, type: string): PictureSize | undefined {
  switch (type) {
    case 'image/png':
      return buffer.length < 24
        ? undefined
        : { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20), pages: 1 };
    case 'image/gif':
      return buffer.length < 10
        ? undefined
        : { width: buffer.readUInt16LE(6), height: buffer.readUInt16LE(8), pages: 1 };
    case 'image/bmp':
      if (buffer.length < 26) return undefined;
      return { width: Math.abs(buffer.readInt32LE(18)), height: Math.abs(buffer.readInt32LE(22)), pages: 1 };
    case 'image/jpeg':
      return jpegSize(buffer);
    case 'image/tiff':
      return tiffSize(buffer);
    case 'image/webp':
      return webpSize(buffer);
    default:
      return undefined;
  }
}

/** The first start-of-frame segment (ITU T.81, B.2.2). */
function jpegSize(buffer: Buffer): PictureSize | undefined {
  for (let at = 2; at + 9 < buffer.length && buffer[at] === 0xff; ) {
    const marker = buffer[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: buffer.readUInt16BE(at + 7), height: buffer.readUInt16BE(at + 5), pages: 1 };
    at += 2 + buffer.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The first chunk says how the rest is coded, and how large it is (RFC 9649, 2.5 to 2.7). */
function webpSize(buffer: Buffer): PictureSize | undefined {
  if (buffer.length < 30) return undefined;
  switch (buffer.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: buffer.readUInt16LE(26) & 0x3fff, height: buffer.readUInt16LE(28) & 0x3fff, pages: 1 };
    case 'VP8L': {
      const bits = buffer.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, pages: 1 };
    }
    case 'VP8X':
      return { width: buffer.readUIntLE(24, 3) + 1, height: buffer.readUIntLE(27, 3) + 1, pages: 1 };
    default:
      return undefined;
  }
}

function tiffSize(buffer: Buffer): PictureSize | undefined {
  const { pages } = tiffPages(buffer);
  const [first] = pages;
  return first && first.width > 0 && first.height > 0 ? { ...first, pages: pages.length } : undefined;
}
