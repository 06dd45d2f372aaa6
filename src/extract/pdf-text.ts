/**
 * The text layer of one PDF page, in the order of its content stream: that is reading order, column by column, in what
 * word processors write.
 *
 * PDFium gives a word that is broken at a line end with U+FFFE for its hyphen and without the line's end. Here the break
 * stands as U+FFFE and a line feed, so that a footer behind it is a line of its own; `linesOfPages` undoes it.
 */
import { BREAK, withRows } from './pdf-cells.ts';
import type { Pdfium } from './pdfium.ts';

/** Takes a loaded page; empty where it has no text layer. */
export function pageText(lib: Pdfium, page: number): string {
  const textPage = lib.call('FPDFText_LoadPage', page);
  if (textPage === 0) return '';
  try {
    const characters = lib.call('FPDFText_CountChars', textPage);
    if (characters <= 0) return '';
    const buffer = lib.allocate((characters + 1) * 2);
    try {
      const written = lib.call('FPDFText_GetText', textPage, 0, characters, buffer);
      const text = Buffer.from(lib.heap().buffer, buffer, Math.max(0, written - 1) * 2).toString('utf16le');
      const lines = withBreaks(lib, textPage, text)
        .replace(/\uFFFE(?:\r?\n)?/g, `${BREAK}\n`)
        .replace(/\r\n?/g, '\n')
        .replaceAll('\0', '');
      return withRows(lib, textPage, characters, lines);
    } finally {
      lib.free(buffer);
    }
  } finally {
    lib.call('FPDFText_ClosePage', textPage);
  }
}

const SPACED_HYPHEN = ' -\r\n';
const SMALL_LETTER = /^\p{Ll}$/u;

/**
 * In justified lines a gap may stand before the hyphen, and PDFium then sees a dash between words. A space that the page
 * does not hold, but that PDFium made from the gap, tells the two apart.
 */
function withBreaks(lib: Pdfium, textPage: number, text: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(SPACED_HYPHEN); at >= 0; at = text.indexOf(SPACED_HYPHEN, at + 1)) {
    const isInWord = SMALL_LETTER.test(text[at - 1] ?? '') && SMALL_LETTER.test(text[at + SPACED_HYPHEN.length] ?? '');
    if (!isInWord) continue;
    const character = lib.call('FPDFText_GetCharIndexFromTextIndex', textPage, at);
    if (lib.call('FPDFText_IsGenerated', textPage, character) !== 1) continue;
    result += text.slice(from, at) + BREAK;
    from = at + SPACED_HYPHEN.length;
  }
  return from === 0 ? text : result + text.slice(from);
}
