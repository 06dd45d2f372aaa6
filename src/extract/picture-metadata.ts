/**
 * What a picture says beside its pixels: captions, comments, Exif, IPTC, XMP.
 *
 * Source: PNG 3rd edition 11.3.3 (text chunks) and 11.3.3.6 (eXIf), JPEG (ITU T.81, B.2.4.5, comments), GIF89a 24, TIFF 6.0,
 * Exif 2.32, IPTC-IIM 4.2.
 */
import { inflateSync } from 'node:zlib';
import type { SegmentFound } from './extractor.ts';
import { xmp } from './xmp.ts';

/** What a packed chunk may unpack to; one that holds more makes the picture `too-large`. */
const MAX_UNPACKED_BYTES = 10_000_000;

export function* pictureMetadata(buffer: Buffer, type: string): Generator<SegmentFound> {
  const texts = [...(type === 'image/png' ? pngTexts(buffer) : [])];
  if (type === 'image/jpeg') texts.push(...jpegTexts(buffer));
  if (type === 'image/gif') texts.push(...gifComments(buffer));
  const tiff = tiffOf(buffer, type);
  if (tiff) texts.push(...exifTexts(tiff));
  for (const text of texts) if (text.trim() !== '') yield { kind: 'segment', place: 'metadata', text: text.trim() };
  yield* xmp(buffer);
}

/** `tEXt`, `zTXt` and `iTXt`: keyword and text. */
function* pngTexts(buffer: Buffer): Generator<string> {
  for (const { kind, data } of pngChunks(buffer)) {
    const name = data.subarray(0, Math.max(0, data.indexOf(0)));
    const keyword = name.toString('latin1');
    // XMP is read by its own reader.
    if (keyword === 'XML:com.adobe.xmp') continue;
    if (kind === 'tEXt') yield `${keyword}: ${data.toString('latin1', name.length + 1)}`;
    if (kind === 'zTXt') yield `${keyword}: ${inflated(data.subarray(name.length + 2)).toString('latin1')}`;
    if (kind === 'iTXt') yield `${keyword}: ${internationalText(data.subarray(name.length + 1))}`;
  }
}

function* pngChunks(buffer: Buffer): Generator<{ readonly kind: string; readonly data: Buffer }> {
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const kind = buffer.toString('latin1', at + 4, at + 8);
    if (kind === 'IEND') return;
    yield { kind, data: buffer.subarray(at + 8, Math.min(at + 8 + length, buffer.length)) };
    at += 12 + length;
  }
}

/** Compression flag and method, language, translated keyword, text (PNG 11.3.3.4). */
function internationalText(rest: Buffer): string {
  const language = rest.indexOf(0, 2);
  const keyword = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (keyword < 0) return '';
  const text = rest.subarray(keyword + 1);
  return (rest[0] === 1 ? inflated(text) : text).toString('utf8');
}

function inflated(bytes: Buffer): Buffer {
  return inflateSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
}

const [COMMENT, PHOTOSHOP, SCAN] = [0xfe, 0xed, 0xda];

/** Comments, and captions of the press (IPTC) in Photoshop's segment. */
function* jpegTexts(buffer: Buffer): Generator<string> {
  for (let at = 2; at + 4 <= buffer.length && buffer[at] === 0xff && buffer[at + 1] !== SCAN; ) {
    const length = Math.max(2, buffer.readUInt16BE(at + 2));
    const data = buffer.subarray(at + 4, at + 2 + length);
    if (buffer[at + 1] === COMMENT) yield data.toString('utf8');
    if (buffer[at + 1] === PHOTOSHOP) yield* iptcTexts(data);
    at += 2 + length;
  }
}

/** Data sets of record 2: a mark, record, number, length in two bytes. Those below 5 and dates hold no words. */
function* iptcTexts(data: Buffer): Generator<string> {
  for (let at = data.indexOf(IPTC_APPLICATION); at >= 0 && at + 5 <= data.length; ) {
    const length = data.readUInt16BE(at + 3);
    if ((data[at + 2] ?? 0) >= 5) yield data.toString('utf8', at + 5, at + 5 + length);
    at = data.indexOf(IPTC_APPLICATION, at + 5 + length);
  }
}

const IPTC_APPLICATION = Buffer.from([0x1c, 0x02]);

/** Sub-blocks of a comment extension, each behind its length. */
function* gifComments(buffer: Buffer): Generator<string> {
  const introducer = Buffer.from([0x21, 0xfe]);
  for (let at = buffer.indexOf(introducer); at >= 0; at = buffer.indexOf(introducer, at + 2)) {
    const blocks: Buffer[] = [];
    let block = at + 2;
    for (let length = buffer[block] ?? 0; length > 0; length = buffer[block] ?? 0) {
      blocks.push(buffer.subarray(block + 1, block + 1 + length));
      block += 1 + length;
    }
    const text = Buffer.concat(blocks).toString('utf8');
    // The two bytes stand among pixels as well; a comment is print.
    if (/^[^\p{Cc}\uFFFD]{3,}$/u.test(text.replace(/\s+/g, ' '))) yield text;
  }
}

/** Exif is a small TIFF inside a picture. */
function tiffOf(buffer: Buffer, type: string): Buffer | undefined {
  if (type === 'image/tiff') return buffer;
  if (type === 'image/png') return pngChunks(buffer).find(({ kind }) => kind === 'eXIf')?.data;
  const marker = buffer.indexOf('Exif\0\0', 0, 'latin1');
  if (marker >= 0) return buffer.subarray(marker + 6);
  const chunk = type === 'image/webp' ? buffer.indexOf('EXIF', 12, 'latin1') : -1;
  return chunk < 0 ? undefined : buffer.subarray(chunk + 8);
}

/** ImageDescription, Software, Artist, Copyright, UserComment, the Windows titles, and what scanners name a page. */
const EXIF_TAGS = new Set([
  0x010d, 0x010e, 0x011d, 0x0131, 0x013b, 0x8298, 0x9286, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f,
]);
const [EXIF_FOLDER, USER_COMMENT, WINDOWS_TITLE] = [0x8769, 0x9286, 0x9c9b];
const ENTRY_BYTES = 12;

function* exifTexts(tiff: Buffer): Generator<string> {
  if (tiff.length < 8) return;
  const little = tiff[0] === 0x49;
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const waiting = [u32(4)];
  // Folders may lead to one another in a ring.
  const seen = new Set([0]);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (seen.has(folder) || folder + 2 > tiff.length) continue;
    seen.add(folder);
    const entries = Math.min(u16(folder), Math.floor((tiff.length - folder) / ENTRY_BYTES));
    for (let index = 0; index < entries; index += 1) {
      const entry = folder + 2 + index * ENTRY_BYTES;
      const tag = u16(entry);
      const count = u32(entry + 4);
      if (tag === EXIF_FOLDER) waiting.push(u32(entry + 8));
      if (!EXIF_TAGS.has(tag) || count === 0) continue;
      const from = count <= 4 ? entry + 8 : u32(entry + 8);
      yield printable(tag, tiff.subarray(from, from + count), little);
    }
    // A second picture of the file: the pages of a TIFF.
    waiting.push(u32(folder + 2 + entries * ENTRY_BYTES));
  }
}

function printable(tag: number, raw: Buffer, isLittle: boolean): string {
  const isWideComment = tag === USER_COMMENT && raw.toString('latin1', 0, 7) === 'UNICODE';
  const isWide = tag >= WINDOWS_TITLE || isWideComment;
  const body = isWideComment ? raw.subarray(8) : raw;
  const ordered = isWideComment && !isLittle ? Buffer.from(body.subarray(0, body.length & ~1)).swap16() : body;
  return ordered
    .toString(isWide ? 'utf16le' : 'utf8')
    .replace(/^(?:ASCII|JIS)\0+/, '')
    .replace(/\p{C}+/gu, ' ')
    .trim();
}
