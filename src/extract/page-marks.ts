/**
 * Words highlighted on a drawn page of a PDF, where its text layer has them. Source: PDFium's fpdf_text.h.
 *
 * The marker is multiplied with what is drawn, so that print stays as dark as it was. Words of a picture are not found:
 * they stand in the text beside it.
 */
import { type Area, onBitmap } from './pdf-pictures.ts';
import type { Pdfium } from './pdfium.ts';
import type { Pixels } from './png.ts';

/** Yellow, as on the pages: red, green, blue. */
const MARKER = [255, 226, 138] as const;
/** A word that stands everywhere is marked so often and no more. */
const MOST_PLACES = 20;
/** Flags of FPDFText_FindStart. */
const [CASE, WHOLE_WORDS] = [1, 2];

/** Paints into `pixels`, which show the loaded `page` at their width and at `height`, cut off below or not. */
export function highlight(lib: Pdfium, page: number, pixels: Pixels, height: number, words: readonly string[]): void {
  const text = lib.call('FPDFText_LoadPage', page);
  if (text === 0) return;
  const marked = new Set<number>();
  try {
    // Searching for nothing never ends.
    for (const each of words.filter((any) => /[\p{L}\p{N}]/u.test(any))) {
      for (const area of areasOf(lib, text, each)) {
        const { x, y, width, height: high } = onBitmap(lib, page, area, pixels.width, height);
        for (let row = y; row < Math.min(y + high, pixels.height); row += 1)
          for (let column = x; column < Math.min(x + width, pixels.width); column += 1)
            marked.add(row * pixels.width + column);
      }
    }
  } finally {
    lib.call('FPDFText_ClosePage', text);
  }
  // Once each: where two overlap the marker is no darker.
  for (const pixel of marked)
    MARKER.forEach((ink, channel) => {
      const at = pixel * 3 + channel;
      pixels.rgb[at] = ((pixels.rgb[at] ?? 0) * ink) / 255;
    });
}

function areasOf(lib: Pdfium, text: number, words: string): Area[] {
  const wide = Buffer.from(`${words.replace(/[\s\p{Cc}]+/gu, ' ').trim()}\0`, 'utf16le');
  const address = lib.allocate(wide.length + 32);
  lib.heap().set(wide, address);
  const search = lib.call('FPDFText_FindStart', text, address, CASE | WHOLE_WORDS, 0);
  const areas: Area[] = [];
  try {
    for (
      let place = 0;
      place < MOST_PLACES && search !== 0 && lib.call('FPDFText_FindNext', search) === 1;
      place += 1
    ) {
      const [from, count] = [lib.call('FPDFText_GetSchResultIndex', search), lib.call('FPDFText_GetSchCount', search)];
      const rectangles = lib.call('FPDFText_CountRects', text, from, count);
      // Four doubles behind the words.
      const at = address + wide.length;
      for (let index = 0; index < rectangles; index += 1) {
        lib.call('FPDFText_GetRect', text, index, at, at + 8, at + 16, at + 24);
        const [left = 0, top = 0, right = 0, bottom = 0] = new Float64Array(lib.heap().slice(at, at + 32).buffer);
        areas.push({ left, bottom, right, top });
      }
    }
  } finally {
    if (search !== 0) lib.call('FPDFText_FindClose', search);
    lib.free(address);
  }
  return areas;
}
