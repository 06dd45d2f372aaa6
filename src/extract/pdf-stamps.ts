/**
 * Words of watermarks and stamps that are annotations: they stand in the drawing of the annotation alone, as a rule with
 * nothing in its contents. So do those of notes and fields whose writer left out what they say.
 *
 * Source: ISO 32000-2, 12.5.6.12 (stamps), 12.5.6.22 (watermarks). PDFium tells the words of a page only, so the drawings
 * are made part of it (in memory), and what it says then and did not say before is theirs.
 */
import type { Found } from './extractor.ts';
import { pageText } from './pdf-text.ts';
import type { Pdfium } from './pdfium.ts';

/** Subtypes of fpdf_annot.h. */
const DRAWN: readonly number[] = [13, 24];
const AS_SHOWN = 0;

/** Whether the loaded page has one. */
export function isStamped(lib: Pdfium, page: number): boolean {
  return drawnAlone(lib, page).includes(true);
}

/** Takes the text that the page has without them, and what its annotations tell. To be asked last: the page is another one then. */
export function* stamps(lib: Pdfium, document: number, index: number, text: string): Generator<Found> {
  const page = lib.call('FPDF_LoadPage', document, index);
  if (page === 0) return;
  const drawn = drawnAlone(lib, page);
  for (let at = drawn.length - 1; at >= 0; at -= 1) if (!drawn[at]) lib.call('FPDFPage_RemoveAnnot', page, at);
  lib.call('FPDFPage_Flatten', page, AS_SHOWN);
  lib.call('FPDF_ClosePage', page);
  const stamped = lib.call('FPDF_LoadPage', document, index);
  if (stamped === 0) return;
  const known = new Set(text.split('\n').map((line) => line.trim()));
  const added = pageText(lib, stamped)
    .split('\n')
    .filter((line) => /[\p{L}\p{N}]{2}/u.test(line) && !known.has(line.trim()));
  lib.call('FPDF_ClosePage', stamped);
  if (added.length > 0)
    yield { kind: 'segment', place: 'annotation', text: added.join('\n'), mark: `page ${index + 1}` };
}

/** Of each annotation of the page whether its words stand in its drawing and nowhere else. */
function drawnAlone(lib: Pdfium, page: number): boolean[] {
  const count = Math.max(0, lib.call('FPDFPage_GetAnnotCount', page));
  return Array.from({ length: count }, (_, at) => {
    const annotation = lib.call('FPDFPage_GetAnnot', page, at);
    if (annotation === 0) return false;
    try {
      const kind = lib.call('FPDFAnnot_GetSubtype', annotation);
      return DRAWN.includes(kind) || (!WITHOUT_WORDS.includes(kind) && isUntold(lib, annotation));
    } finally {
      lib.call('FPDFPage_CloseAnnot', annotation);
    }
  });
}

/** Links and the windows of notes. */
const WITHOUT_WORDS: readonly number[] = [2, 16];
/** Operators that show text, or another drawing, which may. */
const SHOWS = /\b(?:T[jJ]|Do)\b|['"]\s/;

/** A note or field that has a drawing with text, and neither contents nor a value to compare it with. */
function isUntold(lib: Pdfium, annotation: number): boolean {
  const isSaid = ['Contents', 'V', 'RC'].some((key) =>
    lib.withString(key, (name) => lib.call('FPDFAnnot_GetStringValue', annotation, name, 0, 0) > 2),
  );
  if (isSaid) return false;
  return SHOWS.test(lib.utf16((buffer, bytes) => lib.call('FPDFAnnot_GetAP', annotation, AS_SHOWN, buffer, bytes)));
}
