/**
 * Pictures: the words on them by OCR, and what their metadata says.
 *
 * A scan or a screenshot of a list is a list. Marks too small to hold words (icons, tracking pixels, rules) are read as
 * having none.
 */
import type { Extractor, Found } from './extractor.ts';
import { gifFrames } from './gif-frames.ts';
import { readPicture } from './ocr.ts';
import { pictureMetadata } from './picture-metadata.ts';
import { pictureSize } from './picture-size.ts';

/** No line of print that a person reads fits below. */
const SMALLEST_SIDE = 24;
const SMALLEST_AREA = 24 * 80;

export const image: Extractor = {
  format: 'image',
  types: ['image/png', 'image/jpeg', 'image/gif', 'image/bmp', 'image/webp', 'image/tiff'],

  async *extract(bytes, { type, ocrPagesLeft }): AsyncGenerator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    yield* pictureMetadata(buffer, type);

    const size = pictureSize(buffer, type);
    if (size && !isLarge(size.width, size.height)) return;
    if (ocrPagesLeft < 1) {
      yield { kind: 'unscannable', reason: 'too-large' };
      return;
    }
    if (type === 'image/tiff') yield* tiffPages(bytes, ocrPagesLeft);
    else if (type === 'image/gif') yield* gifPages(buffer, ocrPagesLeft);
    else yield* words(bytes);
    // Pictures of an animation behind the first, of which the engine reads none.
    if (type === 'image/png' && buffer.includes('acTL', 0, 'latin1'))
      yield { kind: 'unscannable', reason: 'unsupported' };
  },
};

function isLarge(width: number, height: number): boolean {
  return Math.min(width, height) >= SMALLEST_SIDE && width * height >= SMALLEST_AREA;
}

/** Every picture of an animation that shows something new. */
async function* gifPages(gif: Buffer, pagesLeft: number): AsyncGenerator<Found> {
  const frames = gifFrames(gif, isLarge);
  if (frames.length <= 1) return yield* words(gif);
  for (const [index, frame] of frames.slice(0, pagesLeft).entries()) yield* words(frame, `picture ${index + 1}`);
  if (frames.length > pagesLeft) yield { kind: 'unscannable', reason: 'too-large' };
}

async function* words(bytes: Uint8Array, mark?: string): AsyncGenerator<Found> {
  const text = await readPicture(bytes);
  yield { kind: 'pages', pages: 1, ocrPages: 1 };
  if (text !== '') yield { kind: 'segment', place: 'ocr', text, ...(mark !== undefined && { mark }) };
}

/** The engine was built without TIFF: each page is decoded and handed to it as a plain pixel map. */
async function* tiffPages(bytes: Uint8Array, pagesLeft: number): AsyncGenerator<Found> {
  const { default: utif } = await import('utif2');
  const buffer = Buffer.from(bytes);
  const pages = utif.decode(buffer);
  for (const [index, page] of pages.slice(0, pagesLeft).entries()) {
    utif.decodeImage(buffer, page);
    yield* words(pixelMap(utif.toRGBA8(page), page.width, page.height), `page ${index + 1}`);
  }
  if (pages.length > pagesLeft) yield { kind: 'unscannable', reason: 'too-large' };
}

/** Netpbm P6: three bytes a pixel; transparent pixels are paper. */
function pixelMap(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const head = Buffer.from(`P6 ${width} ${height} 255\n`);
  const map = Buffer.alloc(head.length + width * height * 3, 255);
  head.copy(map);
  for (let pixel = 0, at = head.length; pixel < width * height; pixel += 1, at += 3) {
    if ((rgba[pixel * 4 + 3] ?? 255) < 128) continue;
    map[at] = rgba[pixel * 4] ?? 255;
    map[at + 1] = rgba[pixel * 4 + 1] ?? 255;
    map[at + 2] = rgba[pixel * 4 + 2] ?? 255;
  }
  return map;
}
