/**
 * A page of a PDF or a picture, drawn for people: the bytes that go to a browser are a PNG of ours, never what came.
 *
 * Runs in the sandbox's children like reading does. Source of the pixels: PDFium for PDF, what OCR decodes with for
 * pictures (Leptonica, utif2). Throws for what cannot be drawn; the sandbox turns that into a reason.
 */
import { gifFrames } from './gif-frames.ts';
import { image, isLarge } from './image.ts';
import { highlight } from './page-marks.ts';
import { pdfium } from './pdfium.ts';
import { pictureSize } from './picture-size.ts';
import { fromPng, type Pixels, toPng } from './png.ts';

export interface PageImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The page is not there, or no page of this type can be drawn. */
export class NoPageError extends Error {
  override readonly name = 'NoPageError';
}

/** More pixels than this are a poster, or a small file that wants all memory. */
const MOST_PIXELS = 60_000_000;
/** A strip of paper may be long; nobody scrolls further. */
const HIGHEST = 4;

const PICTURES: ReadonlySet<string> = new Set(image.types);
const [BGRX, WHITE, ANNOTATIONS_TOO] = [3, 0xffffffff, 1];

/** A page, counted from 1, no wider than so many pixels (smaller pictures stay as they are), with words highlighted. */
export interface Drawing {
  readonly page: number;
  readonly width: number;
  readonly words: readonly string[];
}

export async function drawPage(bytes: Uint8Array, type: string, drawing: Drawing): Promise<PageImage> {
  if (type !== 'application/pdf' && !PICTURES.has(type)) throw new NoPageError('nothing of this type is drawn');
  const pixels =
    type === 'application/pdf' ? await pdfPage(bytes, drawing) : await picture(bytes, type, drawing.page - 1);
  const shown = shrunk(pixels, drawing.width);
  return { png: toPng(shown), width: shown.width, height: shown.height };
}

async function pdfPage(bytes: Uint8Array, { page: number, width, words }: Drawing): Promise<Pixels> {
  const index = number - 1;
  const lib = await pdfium();
  const address = lib.allocate(bytes.byteLength);
  lib.heap().set(bytes, address);
  const document = lib.call('FPDF_LoadMemDocument', address, bytes.byteLength, 0);
  try {
    if (document === 0 || index >= lib.call('FPDF_GetPageCount', document)) throw new NoPageError('no such page');
    const page = lib.call('FPDF_LoadPage', document, index);
    if (page === 0) throw new NoPageError('the page cannot be loaded');
    const size = (name: string) => Math.max(1, lib.call(name, page));
    const ratio = size('FPDF_GetPageHeight') / size('FPDF_GetPageWidth');
    const height = Math.max(1, Math.round(width * Math.min(ratio, HIGHEST)));
    const bitmap = lib.call('FPDFBitmap_CreateEx', width, height, BGRX, 0, 0);
    try {
      lib.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, WHITE);
      lib.call('FPDF_RenderPageBitmap', bitmap, page, 0, 0, width, Math.round(width * ratio), 0, ANNOTATIONS_TOO);
      const from = lib.call('FPDFBitmap_GetBuffer', bitmap);
      const stride = lib.call('FPDFBitmap_GetStride', bitmap);
      const rgb = new Uint8Array(width * height * 3);
      const heap = lib.heap();
      for (let y = 0, to = 0; y < height; y += 1)
        for (let x = 0, at = from + y * stride; x < width; x += 1, at += 4)
          for (const channel of [2, 1, 0]) rgb[to++] = heap[at + channel] ?? 0;
      highlight(lib, page, { width, height, rgb }, Math.round(width * ratio), words);
      return { width, height, rgb };
    } finally {
      lib.call('FPDFBitmap_Destroy', bitmap);
      lib.call('FPDF_ClosePage', page);
    }
  } finally {
    if (document !== 0) lib.call('FPDF_CloseDocument', document);
    lib.free(address);
  }
}

async function picture(bytes: Uint8Array, type: string, index: number): Promise<Pixels> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/tiff') return tiffPage(buffer, index);
  const size = pictureSize(buffer, type);
  if (size && size.width * size.height > MOST_PIXELS) throw new RangeError('out of memory: too many pixels');
  const frames = type === 'image/gif' ? gifFrames(buffer, isLarge) : [];
  // Counted as they are read: those that are large enough for words, or the whole file.
  const frame = frames[index] ?? (index === 0 ? buffer : undefined);
  if (!frame) throw new NoPageError('no such picture');
  const { decodePicture } = await import('./ocr.ts');
  return fromPng(await decodePicture(frame));
}

async function tiffPage(buffer: Buffer, index: number): Promise<Pixels> {
  const { default: utif } = await import('utif2');
  const page = utif.decode(buffer)[index];
  if (!page) throw new NoPageError('no such page');
  utif.decodeImage(buffer, page);
  const { width, height } = page;
  if (!(width > 0 && height > 0) || width * height > MOST_PIXELS)
    throw new RangeError('out of memory: too many pixels');
  const rgba = utif.toRGBA8(page);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const isPaper = (rgba[from + 3] ?? 255) < 128;
    for (let channel = 0; channel < 3; channel += 1) rgb[to + channel] = isPaper ? 255 : (rgba[from + channel] ?? 255);
  }
  return { width, height, rgb };
}

/** No wider than `most`, and no higher than a long page: each pixel is the mean of those that it stands for. */
export function shrunk(pixels: Pixels, most: number): Pixels {
  const scale = Math.min(1, most / pixels.width, (most * HIGHEST) / pixels.height);
  if (scale === 1) return pixels;
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y += 1) {
    const [top, bottom] = stretch(y, height, pixels.height);
    for (let x = 0; x < width; x += 1, to += 3) {
      const [left, right] = stretch(x, width, pixels.width);
      const sums = [0, 0, 0];
      for (let row = top; row < bottom; row += 1) {
        for (let at = (row * pixels.width + left) * 3; at < (row * pixels.width + right) * 3; at += 3)
          for (let channel = 0; channel < 3; channel += 1)
            sums[channel] = (sums[channel] ?? 0) + (pixels.rgb[at + channel] ?? 0);
      }
      const count = (bottom - top) * (right - left);
      for (let channel = 0; channel < 3; channel += 1) rgb[to + channel] = Math.round((sums[channel] ?? 0) / count);
    }
  }
  return { width, height, rgb };
}

/** The rows or columns that one of fewer stands for; at least one. */
function stretch(index: number, count: number, of: number): readonly [from: number, to: number] {
  const from = Math.floor((index * of) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * of) / count))];
}
