/**
 * Pictures: the words on them by OCR, and what their metadata says.
 *
 * A scan or a screenshot of a list is a list. Marks too small to hold words (icons, tracking pixels, rules) are read as
 * having none. Source: PNG 3rd edition 11.3.3 (text chunks), Exif 2.32 and XMP by their text, GIF89a, TIFF 6.0, WebP.
 */
import { inflateSync } from 'node:zlib';
import type { Extractor, Found } from './extractor.ts';
import { readPicture } from './ocr.ts';
import { pictureSize } from './picture-size.ts';

/** No line of print that a person reads fits below. */
const SMALLEST_SIDE = 24;
const SMALLEST_AREA = 24 * 80;
/** A text chunk of a picture is a caption, not a book. */
const MAX_CHUNK_CHARACTERS = 100_000;

export const image: Extractor = {
  format: 'image',
  types: ['image/png', 'image/jpeg', 'image/gif', 'image/bmp', 'image/webp', 'image/tiff'],

  async *extract(bytes, { type, ocrPagesLeft }): AsyncGenerator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const text of metadataOf(buffer, type)) yield { kind: 'segment', place: 'metadata', text };

    const size = pictureSize(buffer, type);
    if (size && (Math.min(size.width, size.height) < SMALLEST_SIDE || size.width * size.height < SMALLEST_AREA)) return;
    if (ocrPagesLeft < 1) {
      yield { kind: 'unscannable', reason: 'too-large' };
      return;
    }
    if (type === 'image/tiff') yield* tiffPages(bytes, ocrPagesLeft);
    else yield* words(bytes);
  },
};

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

function* metadataOf(buffer: Buffer, type: string): Generator<string> {
  if (type === 'image/png') yield* pngTexts(buffer);
  // XMP is one XML packet, wherever the format puts it.
  const start = buffer.indexOf('<x:xmpmeta');
  const end = start < 0 ? -1 : buffer.indexOf('</x:xmpmeta>', start);
  if (end > 0) {
    const text = buffer
      .toString('utf8', start, end)
      .replace(/<[^>]{0,10000}>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (text !== '') yield text.slice(0, MAX_CHUNK_CHARACTERS);
  }
  yield* exifTexts(buffer);
}

/** `tEXt`, `zTXt` and `iTXt`: keyword and text. */
function* pngTexts(buffer: Buffer): Generator<string> {
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const kind = buffer.toString('latin1', at + 4, at + 8);
    const chunk = buffer.subarray(at + 8, Math.min(at + 8 + length, buffer.length));
    const name = chunk.subarray(0, Math.max(0, chunk.indexOf(0)));
    if (kind === 'tEXt')
      yield `${name.toString('latin1')}: ${chunk.toString('latin1', name.length + 1)}`.slice(0, MAX_CHUNK_CHARACTERS);
    if (kind === 'zTXt')
      yield `${name.toString('latin1')}: ${inflated(chunk.subarray(name.length + 2)).toString('latin1')}`;
    if (kind === 'iTXt') yield `${name.toString('latin1')}: ${internationalText(chunk.subarray(name.length + 1))}`;
    if (kind === 'IEND') return;
    at += 12 + length;
  }
}

/** Compression flag and method, language, translated keyword, text (PNG 11.3.3.4). */
function internationalText(rest: Buffer): string {
  const language = rest.indexOf(0, 2);
  const keyword = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (keyword < 0) return '';
  const text = rest.subarray(keyword + 1);
  return (rest[0] === 1 ? inflated(text) : text).toString('utf8').slice(0, MAX_CHUNK_CHARACTERS);
}

function inflated(bytes: Buffer): Buffer {
  return inflateSync(bytes, { maxOutputLength: MAX_CHUNK_CHARACTERS });
}

/** ImageDescription, Make, Software, Artist, Copyright, UserComment and the Windows titles. */
const EXIF_TAGS = new Set([0x010e, 0x0131, 0x013b, 0x8298, 0x9286, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f]);
const MAX_ENTRIES = 500;

function* exifTexts(buffer: Buffer): Generator<string> {
  const marker = buffer.indexOf('Exif\0\0', 0, 'latin1');
  const isTiff = /^(?:II\*\0|MM\0\*)/.test(buffer.toString('latin1', 0, 4));
  const tiff = isTiff ? buffer : marker >= 0 ? buffer.subarray(marker + 6) : undefined;
  if (!tiff || tiff.length < 8) return;
  const little = tiff[0] === 0x49;
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const folders = [u32(4)];
  for (let left = MAX_ENTRIES, folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = u16(folder);
    for (let index = 0; index < entries && left > 0; index += 1, left -= 1) {
      const entry = folder + 2 + index * 12;
      const tag = u16(entry);
      const count = u32(entry + 4);
      if (tag === 0x8769) folders.push(u32(entry + 8));
      if (!EXIF_TAGS.has(tag) || count === 0 || count > MAX_CHUNK_CHARACTERS) continue;
      const from = count <= 4 ? entry + 8 : u32(entry + 8);
      const raw = tiff.subarray(from, from + count);
      const text = tag >= 0x9c9b ? raw.toString('utf16le') : raw.toString('utf8');
      const plain = text
        .replace(/^(?:ASCII|UNICODE|JIS)\0+/, '')
        .replace(/\p{C}+/gu, ' ')
        .trim();
      if (plain !== '') yield plain;
    }
  }
}
