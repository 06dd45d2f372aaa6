/**
 * PDF: words in reading order page by page, and what a page does not show: annotations, form fields, links, outline,
 * properties, labels, descriptions of figures, attached files. Pages without a text layer go to OCR.
 *
 * Source: ISO 32000-2; PDFium reads. A line-end hyphen comes as U+FFFE and is undone. A file that wants a user's
 * password is `encrypted`; one with an owner's password alone is read.
 */
import type { Extractor, Found, Source } from './extractor.ts';
import { annotations, attachments, type Form, openForm, outline, properties, xfa } from './pdf-beside.ts';
import { earlierWords } from './pdf-earlier.ts';
import { type Attached, unlistedFiles } from './pdf-files.ts';
import { infoKeys, packedXmp } from './pdf-info.ts';
import { understood } from './pdf-letters.ts';
import { linesOfPages } from './pdf-lines.ts';
import { drawn, type Picture, picturesOf, wholePage } from './pdf-pictures.ts';
import { isStamped, stamps } from './pdf-stamps.ts';
import { descriptions, valuesBeside } from './pdf-tags.ts';
import { readPage } from './pdf-text.ts';
import { type Pdfium, pdfium } from './pdfium.ts';
import { xmp } from './xmp.ts';

/** Errors of fpdfview.h: a password is wanted, or a key that some rights management keeps, such as Microsoft's. */
const [ERROR_PASSWORD, ERROR_SECURITY] = [4, 5];

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
        const error = lib.call('FPDF_GetLastError');
        if (error === ERROR_PASSWORD || error === ERROR_SECURITY) yield { kind: 'unscannable', reason: 'encrypted' };
        else yield* (await import('./pdf-second.ts')).readBySecond(bytes, source.pagesLeft);
        return;
      }
      try {
        const form = openForm(lib, document);
        try {
          const pages: string[] = [];
          yield* readDocument(lib, document, form, bytes, source, pages);
          yield* earlierWords(lib, address, bytes, pages, source.pagesLeft);
        } finally {
          form.close();
        }
      } finally {
        lib.call('FPDF_CloseDocument', document);
      }
    } finally {
      lib.free(address);
    }
    yield* xmp(bytes);
    for (const packet of packedXmp(bytes)) yield* xmp(packet);
    if (isEncrypted(bytes)) yield* (await import('./pdf-second.ts')).metadataBySecond(bytes);
  },
};

/** An owner's password encrypts all strings and streams with a key that every reader has. */
function isEncrypted(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [' ', '\r', '\n', '<'].some((behind) => buffer.includes(`/Encrypt${behind}`));
}

/** Adds the text of each page to `texts`. */
async function* readDocument(
  lib: Pdfium,
  document: number,
  form: Form,
  bytes: Uint8Array,
  { pagesLeft, ocrPagesLeft, bytesLeft }: Source,
  texts: string[],
): AsyncGenerator<Found> {
  const count = lib.call('FPDF_GetPageCount', document);
  const pages = Math.min(count, pagesLeft);
  yield { kind: 'count', of: 'pages', there: count, read: 0 };

  const files: Attached = { listed: new Set<string>(), unread: [] };
  const told = new Set<string>();
  const pictures: Picture[] = [];
  const guessed = new Set<number>();
  // Pages with words in drawings alone, and what their annotations say besides.
  const stamped = new Map<number, string>();
  const seen = new Map<string, number>();
  for (let index = 0; index < pages; index += 1) {
    const page = lib.call('FPDF_LoadPage', document, index);
    if (page === 0) {
      texts.push('');
      yield { kind: 'unscannable', reason: 'corrupt' };
      continue;
    }
    try {
      const { text, isGuessed } = readPage(lib, page);
      texts.push(text);
      if (isGuessed) guessed.add(index);
      yield { kind: 'count', of: 'pages', there: 0, read: 1 };
      pictures.push(...picturesOf(lib, page, index, text, seen));
      const said: string[] = [];
      for (const found of annotations(lib, document, page, index, form, files)) {
        if (found.kind === 'segment') said.push(found.text);
        if (found.kind === 'segment') told.add(found.text.trim());
        yield found;
      }
      if (isStamped(lib, page)) stamped.set(index, said.join('\n'));
    } finally {
      lib.call('FPDF_ClosePage', page);
    }
  }
  const { texts: said, unread } = await understood(bytes, texts, guessed);
  yield* linesOfPages(said);
  // A page whose text says nothing is a picture, with all that is on it.
  const others = pictures.filter(({ page }) => !unread.has(page));
  yield* ocr(lib, document, [...others, ...[...unread].map(wholePage)], ocrPagesLeft);
  if (pages < count) yield { kind: 'unscannable', reason: 'too-large' };
  yield* properties(lib, document, infoKeys(bytes));
  yield* outline(lib, document);
  yield* xfa(lib, document);
  if (lib.call('FPDFCatalog_IsTagged', document) !== 0 && !isEncrypted(bytes))
    for (const text of descriptions(bytes)) yield { kind: 'segment', place: 'annotation', text };
  // Fields whose pages were taken out keep what was filled in; so do descriptions of files.
  if (!isEncrypted(bytes))
    for (const text of valuesBeside(bytes))
      if (!told.has(text.trim())) yield { kind: 'segment', place: 'annotation', text };
  yield* attachments(lib, document, files);
  if (!isEncrypted(bytes)) yield* unlistedFiles(bytes, files, bytesLeft);
  else for (const name of files.unread) yield { kind: 'unscannable', name, reason: 'corrupt' };
  for (const [index, beside] of stamped) yield* stamps(lib, document, index, `${texts[index]}\n${beside}`);
}

/** Pages that are pictures, and pictures on pages, drawn and read. */
async function* ocr(
  lib: Pdfium,
  document: number,
  pictures: readonly Picture[],
  ocrPagesLeft: number,
): AsyncGenerator<Found> {
  if (pictures.length === 0) return;
  yield { kind: 'count', of: 'pictures', there: pictures.length, read: 0 };
  const { affordable, readPicture } = await import('./ocr.ts');
  const chosen = affordable(pictures, ocrPagesLeft);
  for (const picture of pictures) {
    const ocrPages = chosen.get(picture);
    if (ocrPages === undefined) continue;
    const text = await readPicture(drawn(lib, document, picture));
    yield { kind: 'count', of: 'pictures', there: 0, read: 1, ocrPages };
    if (text !== '') yield { kind: 'segment', place: 'ocr', text, mark: `page ${picture.page + 1}` };
  }
  if (chosen.size < pictures.length) yield { kind: 'unscannable', reason: 'too-large' };
}
