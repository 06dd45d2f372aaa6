/**
 * PDF: words in reading order page by page, and what a page does not show: annotations, form fields, links, outline,
 * properties, labels, attached files. Pages without a text layer go to OCR.
 *
 * Source: ISO 32000-2; PDFium reads. A line-end hyphen comes as U+FFFE and is undone. A file that wants a user's
 * password is `encrypted`; one with an owner's password alone is read.
 */
import type { Extractor, Found, Source } from './extractor.ts';
import { annotations, attachments, outline, properties, xfa } from './pdf-beside.ts';
import { linesOfPages } from './pdf-lines.ts';
import { pageText } from './pdf-text.ts';
import { type Pdfium, pdfium } from './pdfium.ts';
import { xmp } from './xmp.ts';

const ERROR_PASSWORD = 4;
/** Resolution for OCR: print of 10 points is then 28 pixels high. */
const OCR_DOTS_PER_INCH = 200;
/** A page larger than this is drawn smaller: 50 million pixels are a poster. */
const MAX_PIXELS = 50_000_000;

export const pdf: Extractor = {
  format: 'pdf',
  types: ['application/pdf'],

  async *extract(bytes, source): AsyncGenerator<Found> {
    const lib = await pdfium();
    const address = lib.allocate(bytes.byteLength);
    lib.heap().set(bytes, address);
    try {
      const document = lib.call('FPDF_LoadMemDocument', address, bytes.byteLength, 0);
      if (document === 0) {
        if (lib.call('FPDF_GetLastError') === ERROR_PASSWORD) yield { kind: 'unscannable', reason: 'encrypted' };
        else yield* (await import('./pdf-second.ts')).readBySecond(bytes, source.pagesLeft);
        return;
      }
      try {
        yield* readDocument(lib, document, source);
      } finally {
        lib.call('FPDF_CloseDocument', document);
      }
    } finally {
      lib.free(address);
    }
    yield* xmp(bytes);
  },
};

async function* readDocument(
  lib: Pdfium,
  document: number,
  { pagesLeft, ocrPagesLeft }: Source,
): AsyncGenerator<Found> {
  const count = lib.call('FPDF_GetPageCount', document);
  const pages = Math.min(count, pagesLeft);
  yield { kind: 'pages', pages, ocrPages: 0 };

  const texts: string[] = [];
  const pictures: number[] = [];
  for (let index = 0; index < pages; index += 1) {
    const page = lib.call('FPDF_LoadPage', document, index);
    if (page === 0) {
      texts.push('');
      yield { kind: 'unscannable', reason: 'corrupt' };
      continue;
    }
    try {
      const text = pageText(lib, page);
      texts.push(text);
      if (text.trim() === '' && lib.call('FPDFPage_CountObjects', page) > 0) pictures.push(index);
      yield* annotations(lib, document, page, index);
    } finally {
      lib.call('FPDF_ClosePage', page);
    }
  }
  yield* linesOfPages(texts);
  yield* ocr(lib, document, pictures, ocrPagesLeft);
  if (pages < count) yield { kind: 'unscannable', reason: 'too-large' };
  yield* properties(lib, document);
  yield* outline(lib, document);
  yield* xfa(lib, document);
  yield* attachments(lib, document);
}

/** Pages that are pictures, drawn and read. */
async function* ocr(
  lib: Pdfium,
  document: number,
  pages: readonly number[],
  ocrPagesLeft: number,
): AsyncGenerator<Found> {
  if (pages.length === 0) return;
  const { readPicture } = await import('./ocr.ts');
  for (const index of pages.slice(0, ocrPagesLeft)) {
    const text = await readPicture(drawn(lib, document, index));
    yield { kind: 'pages', pages: 0, ocrPages: 1 };
    if (text !== '') yield { kind: 'segment', place: 'ocr', text, mark: `page ${index + 1}` };
  }
  if (pages.length > ocrPagesLeft) yield { kind: 'unscannable', reason: 'too-large' };
}

const GRAY = 1;
const ANNOTATIONS_TOO = 1;
const WHITE = 0xffffffff;

/** A page as a grey pixel map (Netpbm P5). */
function drawn(lib: Pdfium, document: number, index: number): Buffer {
  const page = lib.call('FPDF_LoadPage', document, index);
  const size = (name: string) => Math.max(1, lib.call(name, page));
  const [wide, high] = [size('FPDF_GetPageWidth'), size('FPDF_GetPageHeight')];
  const scale = Math.min(OCR_DOTS_PER_INCH / 72, Math.sqrt(MAX_PIXELS / (wide * high)));
  const width = Math.max(1, Math.round(wide * scale));
  const height = Math.max(1, Math.round(high * scale));
  const bitmap = lib.call('FPDFBitmap_CreateEx', width, height, GRAY, 0, 0);
  try {
    lib.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, WHITE);
    lib.call('FPDF_RenderPageBitmap', bitmap, page, 0, 0, width, height, 0, ANNOTATIONS_TOO);
    const from = lib.call('FPDFBitmap_GetBuffer', bitmap);
    const stride = lib.call('FPDFBitmap_GetStride', bitmap);
    const rows = Array.from({ length: height }, (_, row) =>
      lib.heap().slice(from + row * stride, from + row * stride + width),
    );
    return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), ...rows]);
  } finally {
    lib.call('FPDFBitmap_Destroy', bitmap);
    lib.call('FPDF_ClosePage', page);
  }
}
