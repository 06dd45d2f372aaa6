/**
 * Words of earlier versions of a PDF: a program that saves by appending leaves what it deleted in the file.
 *
 * Source: ISO 32000-2, 7.5.6 (incremental updates): each version ends with `%%EOF`, and the bytes up to there are the file
 * that it was.
 */
import type { Found } from './extractor.ts';
import { pageText } from './pdf-text.ts';
import type { Pdfium } from './pdfium.ts';

const END = '%%EOF';
/** Each signature and each save adds one; the first of them have what was taken out later. */
const MOST_VERSIONS = 4;

/** Takes where the file lies in memory, its bytes, and the pages of the last version; tells lines that these lack. */
export function* earlierWords(
  lib: Pdfium,
  address: number,
  bytes: Uint8Array,
  pages: readonly string[],
  pagesLeft: number,
): Generator<Found> {
  const ends = versionEnds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (ends.length === 0) return;
  const known = new Set(pages.flatMap((text) => text.split('\n').map(keyOf)));
  let left = pagesLeft;
  for (const [index, end] of ends.entries()) {
    const document = lib.call('FPDF_LoadMemDocument', address, end, 0);
    if (document === 0) continue;
    try {
      const count = Math.min(left, lib.call('FPDF_GetPageCount', document));
      left -= count;
      for (let page = 0; page < count; page += 1) {
        const fresh = textOf(lib, document, page)
          .split('\n')
          .filter((line) => !known.has(keyOf(line)));
        for (const line of fresh) known.add(keyOf(line));
        // Also where nothing is new, so that the clock is looked at.
        yield { kind: 'segment', place: 'hidden', text: fresh.join('\n'), mark: `version ${index + 1}` };
      }
    } finally {
      lib.call('FPDF_CloseDocument', document);
    }
  }
}

/** Where earlier versions end. The first mark of a file that is laid out for the web is none. */
function versionEnds(buffer: Buffer): number[] {
  const ends: number[] = [];
  const isForWeb = buffer.toString('latin1', 0, 1024).includes('/Linearized');
  const last = buffer.lastIndexOf(END);
  for (let at = buffer.indexOf(END); at >= 0 && at < last; at = buffer.indexOf(END, at + 1)) {
    ends.push(at + END.length);
    if (ends.length > MOST_VERSIONS) break;
  }
  return ends.slice(isForWeb ? 1 : 0, isForWeb ? MOST_VERSIONS + 1 : MOST_VERSIONS);
}

function textOf(lib: Pdfium, document: number, index: number): string {
  const page = lib.call('FPDF_LoadPage', document, index);
  if (page === 0) return '';
  try {
    return pageText(lib, page);
  } finally {
    lib.call('FPDF_ClosePage', page);
  }
}

/** The same words broken or spaced anew are no news. */
function keyOf(line: string): string {
  return line.replace(/\s+/g, '');
}
