/**
 * Pictures: the words on them by OCR, and what their metadata says.
 *
 * A scan or a screenshot of a list is a list. Marks too small to hold words (icons, tracking pixels, rules) are read as
 * having none.
 */
import type { Extractor, Found } from './extractor.ts';
import { gifFrames } from './gif-frames.ts';
import { affordable, readPicture } from './ocr.ts';
import { pictureMetadata } from './picture-metadata.ts';
import { pictureSize } from './picture-size.ts';
import { tiffPages } from './tiff.ts';

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
    if (type === 'image/gif') return yield* gifPages(buffer, ocrPagesLeft);
    if (type === 'image/tiff') return yield* scannedPages(buffer, ocrPagesLeft);
    if (size && !isLarge(size.width, size.height)) return;
    yield* pictures([{ open: () => bytes, share: shareOf(size) }], ocrPagesLeft);
    // Pictures of an animation behind the first, of which the engine reads none.
    if (type === 'image/png' && buffer.includes('acTL', 0, 'latin1'))
      yield { kind: 'unscannable', reason: 'unsupported' };
  },
};

/** Whether words fit on it; marks that are smaller are read as having none, and count as no page. */
export function isLarge(width: number, height: number): boolean {
  return Math.min(width, height) >= SMALLEST_SIDE && width * height >= SMALLEST_AREA;
}

/** Every picture of an animation that shows something new. */
async function* gifPages(gif: Buffer, pagesLeft: number): AsyncGenerator<Found> {
  const frames = gifFrames(gif, isLarge);
  const size = pictureSize(gif, 'image/gif');
  if (frames.length === 0 && size && !isLarge(size.width, size.height)) return;
  const share = shareOf(size);
  if (frames.length <= 1) return yield* pictures([{ open: () => frames[0] ?? gif, share }], pagesLeft);
  yield* pictures(
    frames.map((frame, index) => ({ open: () => frame, share, mark: `picture ${index + 1}` })),
    pagesLeft,
  );
}

/** A4 at 200 dots an inch. */
const PAGE_PIXELS = 1654 * 2339;

/** A picture's size in pages; one that does not tell its size counts as a page. */
function shareOf(size: { readonly width: number; readonly height: number } | undefined): number {
  return size ? (size.width * size.height) / PAGE_PIXELS : 1;
}

interface Picture {
  readonly open: () => Uint8Array;
  readonly share: number;
  readonly mark?: string;
}

/** As many as may be read; the ledger has the others too. */
async function* pictures(all: readonly Picture[], pagesLeft: number): AsyncGenerator<Found> {
  yield { kind: 'count', of: 'pages', there: all.length, read: 0 };
  yield { kind: 'count', of: 'pictures', there: all.length, read: 0 };
  const chosen = affordable(all, pagesLeft);
  for (const picture of all) {
    const ocrPages = chosen.get(picture);
    if (ocrPages === undefined) continue;
    const { open, mark } = picture;
    const text = await readPicture(open());
    yield { kind: 'count', of: 'pages', there: 0, read: 1 };
    yield { kind: 'count', of: 'pictures', there: 0, read: 1, ocrPages };
    if (text !== '') yield { kind: 'segment', place: 'ocr', text, ...(mark !== undefined && { mark }) };
  }
  if (chosen.size < all.length) yield { kind: 'unscannable', reason: 'too-large' };
}

/** The engine was built without TIFF: each page is decoded and handed to it as a plain pixel map. */
async function* scannedPages(bytes: Uint8Array, pagesLeft: number): AsyncGenerator<Found> {
  const { default: utif } = await import('utif2');
  const buffer = Buffer.from(bytes);
  const told = tiffPages(buffer);
  const pages = utif.decode(buffer).map((page, index) => ({
    open: () => {
      utif.decodeImage(buffer, page);
      return pixelMap(utif.toRGBA8(page), page.width, page.height);
    },
    share: 1, // its pages are scans
    mark: `page ${index + 1}`,
  }));
  const large = pages.filter((_, index) => {
    const size = told.pages[index];
    return !size || size.width === 0 || isLarge(size.width, size.height);
  });
  if (large.length > 0) yield* pictures(large, pagesLeft);
  // What is decoded of a page that breaks off is paper where pixels are missing.
  if (told.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
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
