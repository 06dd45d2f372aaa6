/**
 * Words of watermarks and stamps that are annotations: they stand in the drawing of the annotation alone, as a rule with
 * nothing in its contents.
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
  return kindsOf(lib, page).some((kind) => DRAWN.includes(kind));
}

/** Takes the text that the page has without them. To be asked last: the page is another one then. */
export function* stamps(lib: Pdfium, document: number, index: number, text: string): Generator<Found> {
  const page = lib.call('FPDF_LoadPage', document, index);
  if (page === 0) return;
  const kinds = kindsOf(lib, page);
  for (let at = kinds.length - 1; at >= 0; at -= 1)
    if (!DRAWN.includes(kinds[at] ?? 0)) lib.call('FPDFPage_RemoveAnnot', page, at);
  lib.call('FPDFPage_Flatten', page, AS_SHOWN);
  lib.call('FPDF_ClosePage', page);
  const stamped = lib.call('FPDF_LoadPage', document, index);
  if (stamped === 0) return;
  const known = new Set(text.split('\n').map((line) => line.trim()));
  const added = pageText(lib, stamped)
    .split('\n')
    .filter((line) => !known.has(line.trim()));
  lib.call('FPDF_ClosePage', stamped);
  if (added.length > 0)
    yield { kind: 'segment', place: 'annotation', text: added.join('\n'), mark: `page ${index + 1}` };
}

function kindsOf(lib: Pdfium, page: number): number[] {
  const count = Math.max(0, lib.call('FPDFPage_GetAnnotCount', page));
  return Array.from({ length: count }, (_, at) => {
    const annotation = lib.call('FPDFPage_GetAnnot', page, at);
    if (annotation === 0) return 0;
    const kind = lib.call('FPDFAnnot_GetSubtype', annotation);
    lib.call('FPDFPage_CloseAnnot', annotation);
    return kind;
  });
}
