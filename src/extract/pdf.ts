/**
 * PDF: words in reading order page by page, and what a page does not show: annotations, form fields, links, outline,
 * properties, labels, attached files. Pages without a text layer go to OCR.
 *
 * Source: ISO 32000-2; PDFium reads. A line-end hyphen comes as U+FFFE and is undone. A file that wants a user's
 * password is `encrypted`; one with an owner's password alone is read.
 */
import type { Extractor, Found, Source } from './extractor.ts';
import { linesOfPages } from './pdf-lines.ts';
import { type Pdfium, pdfium } from './pdfium.ts';

const ERROR_PASSWORD = 4;
/** Resolution for OCR: print of 10 points is then 28 pixels high. */
const OCR_DOTS_PER_INCH = 200;
/** A page larger than this is drawn smaller: 50 million pixels are a poster. */
const MAX_PIXELS = 50_000_000;
const MAX_OUTLINE_ITEMS = 10_000;
const MAX_ANNOTATIONS = 20_000;
const LINK = 2;
const POPUP = 16;
const WIDGET = 20;

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
  yield* attachments(lib, document);
}

function pageText(lib: Pdfium, page: number): string {
  const textPage = lib.call('FPDFText_LoadPage', page);
  if (textPage === 0) return '';
  try {
    const characters = lib.call('FPDFText_CountChars', textPage);
    if (characters <= 0) return '';
    const buffer = lib.allocate((characters + 1) * 2);
    try {
      const written = lib.call('FPDFText_GetText', textPage, 0, characters, buffer);
      const text = Buffer.from(lib.heap().buffer, buffer, Math.max(0, written - 1) * 2).toString('utf16le');
      return text
        .replace(/\uFFFE\r?\n?/g, '')
        .replace(/\r\n?/g, '\n')
        .replaceAll('\0', '');
    } finally {
      lib.free(buffer);
    }
  } finally {
    lib.call('FPDFText_ClosePage', textPage);
  }
}

function* annotations(lib: Pdfium, document: number, page: number, index: number): Generator<Found> {
  const mark = `page ${index + 1}`;
  const count = Math.min(lib.call('FPDFPage_GetAnnotCount', page), MAX_ANNOTATIONS);
  for (let at = 0; at < count; at += 1) {
    const annotation = lib.call('FPDFPage_GetAnnot', page, at);
    if (annotation === 0) continue;
    try {
      const kind = lib.call('FPDFAnnot_GetSubtype', annotation);
      const value = (key: string) =>
        lib.withString(key, (name) =>
          lib.utf16((buffer, bytes) => lib.call('FPDFAnnot_GetStringValue', annotation, name, buffer, bytes)),
        );
      // A widget's value is what somebody filled in; a note's contents what somebody wrote beside.
      const keys = kind === WIDGET ? ['V', 'TU', 'Contents'] : kind === POPUP ? [] : ['Contents', 'T', 'Subj'];
      const texts = keys.map(value).filter((text) => text.trim() !== '');
      if (kind === LINK) texts.push(...linkTarget(lib, document, annotation));
      for (const text of texts) yield { kind: 'segment', place: 'annotation', text, mark };
    } finally {
      lib.call('FPDFPage_CloseAnnot', annotation);
    }
  }
}

function linkTarget(lib: Pdfium, document: number, annotation: number): string[] {
  const link = lib.call('FPDFAnnot_GetLink', annotation);
  const action = link === 0 ? 0 : lib.call('FPDFLink_GetAction', link);
  if (action === 0) return [];
  const bytes = lib.call('FPDFAction_GetURIPath', document, action, 0, 0);
  if (bytes <= 1 || bytes > 65_536) return [];
  const buffer = lib.allocate(bytes);
  try {
    lib.call('FPDFAction_GetURIPath', document, action, buffer, bytes);
    return [Buffer.from(lib.heap().buffer, buffer, bytes - 1).toString('latin1')];
  } finally {
    lib.free(buffer);
  }
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

function* properties(lib: Pdfium, document: number): Generator<Found> {
  for (const key of ['Title', 'Author', 'Subject', 'Keywords']) {
    const text = lib.withString(key, (name) =>
      lib.utf16((buffer, bytes) => lib.call('FPDF_GetMetaText', document, name, buffer, bytes)),
    );
    if (text.trim() !== '') yield { kind: 'segment', place: 'metadata', text };
  }
}

function* outline(lib: Pdfium, document: number): Generator<Found> {
  const first = (of: number) => lib.call('FPDFBookmark_GetFirstChild', document, of);
  const waiting = [first(0)];
  // A chain of bookmarks may bite its own tail.
  const seen = new Set<number>();
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (item === 0 || seen.has(item) || seen.size >= MAX_OUTLINE_ITEMS) continue;
    seen.add(item);
    const current = item;
    const text = lib.utf16((buffer, bytes) => lib.call('FPDFBookmark_GetTitle', current, buffer, bytes));
    if (text.trim() !== '') yield { kind: 'segment', place: 'outline', text };
    waiting.push(lib.call('FPDFBookmark_GetNextSibling', document, item), first(item));
  }
}

function* attachments(lib: Pdfium, document: number): Generator<Found> {
  const count = lib.call('FPDFDoc_GetAttachmentCount', document);
  for (let index = 0; index < count; index += 1) {
    const attachment = lib.call('FPDFDoc_GetAttachment', document, index);
    if (attachment === 0) continue;
    const name = lib.utf16((buffer, bytes) => lib.call('FPDFAttachment_GetName', attachment, buffer, bytes));
    // Read now: the document is closed before the budget opens the next child.
    const content = attachedBytes(lib, attachment);
    if (content) yield { kind: 'child', name: name || `attachment ${index + 1}`, open: async () => content };
    else yield { kind: 'unscannable', name: name || `attachment ${index + 1}`, reason: 'corrupt' };
  }
}

function attachedBytes(lib: Pdfium, attachment: number): Uint8Array | undefined {
  const length = lib.allocate(4);
  try {
    if (!lib.call('FPDFAttachment_GetFile', attachment, 0, 0, length)) return undefined;
    const size = Buffer.from(lib.heap().buffer, length, 4).readUInt32LE();
    const buffer = lib.allocate(Math.max(1, size));
    try {
      if (!lib.call('FPDFAttachment_GetFile', attachment, buffer, size, length)) return undefined;
      return lib.heap().slice(buffer, buffer + size);
    } finally {
      lib.free(buffer);
    }
  } finally {
    lib.free(length);
  }
}

/** XMP packets are not compressed, so that other programs find them (ISO 16684-1); sensitivity labels stand there. */
function* xmp(bytes: Uint8Array): Generator<Found> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.indexOf('<x:xmpmeta');
  const end = start < 0 ? -1 : buffer.indexOf('</x:xmpmeta>', start);
  if (end < 0) return;
  const xml = buffer.toString('utf8', start, end);
  for (const [, name, value] of xml.matchAll(/(MSIP_Label_[\w-]{1,80})(?:>|=")([^<"]{1,500})/g)) {
    yield { kind: 'segment', place: 'label', text: `${name}: ${value}` };
  }
  const text = xml
    .replace(/<[^>]{0,10000}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text !== '') yield { kind: 'segment', place: 'metadata', text };
}
