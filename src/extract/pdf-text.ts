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
  return readPage(lib, page).text;
}

interface TextLayer {
  readonly text: string;
  /** Whether the page tells of many of its characters how they are drawn and not which they are (`pdf-letters.ts`). */
  readonly isGuessed: boolean;
}

/** Takes a loaded page. */
export function readPage(lib: Pdfium, page: number): TextLayer {
  const asShown = lib.call('FPDFPage_GetRotation', page);
  const layer = textLayer(lib, page);
  const { turn } = layer;
  if (turn === undefined || turn === asShown) return layer;
  // The page shows its text sideways or upside down: PDFium would then give lines last first, or the columns of a table.
  lib.call('FPDFPage_SetRotation', page, turn);
  try {
    return textLayer(lib, page);
  } finally {
    lib.call('FPDFPage_SetRotation', page, asShown);
  }
}

const NOTHING = { text: '', turn: undefined, isGuessed: false };

/** With it, by how many quarters of a circle (to the right) the page has to be turned for it to be upright. */
function textLayer(lib: Pdfium, page: number): TextLayer & { readonly turn: number | undefined } {
  const textPage = lib.call('FPDFText_LoadPage', page);
  if (textPage === 0) return NOTHING;
  try {
    const characters = lib.call('FPDFText_CountChars', textPage);
    if (characters <= 0) return NOTHING;
    const { turn, isGuessed } = sampleOf(lib, textPage, characters);
    const buffer = lib.allocate((characters + 1) * 2);
    try {
      const written = lib.call('FPDFText_GetText', textPage, 0, characters, buffer);
      const text = Buffer.from(lib.heap().buffer, buffer, Math.max(0, written - 1) * 2).toString('utf16le');
      const lines = withBreaks(lib, textPage, text)
        .replace(/\uFFFE(?:\r?\n)?/g, `${BREAK}\n`)
        .replace(/\r\n?/g, '\n')
        .replaceAll('\0', '')
        .replace(FINE_LETTERS, (letter) => String.fromCharCode(letter.charCodeAt(0) - FINE_LETTERS_FROM));
      return { text: withRows(lib, textPage, characters, lines, turn ?? 0), turn, isGuessed };
    } finally {
      lib.free(buffer);
    }
  } finally {
    lib.call('FPDFText_ClosePage', textPage);
  }
}

/** Small capitals and old-style figures of fonts for print. Source: Adobe Glyph List, `Asmall`, `zerooldstyle` and their like. */
const FINE_LETTERS = /[\uF730-\uF739\uF761-\uF77A\uF7E0-\uF7FE]/g;
const FINE_LETTERS_FROM = 0xf700;

/** So many characters tell how all lie. */
const SAMPLE = 200;
const MOST_OF_THEM = 0.6;
const MANY_OF_THEM = 0.1;

interface Sample {
  /** How most of the text lies: 0 is upright, 1 runs up the page, 2 stands on its head, 3 runs down; undefined where none prevails. */
  readonly turn: number | undefined;
  readonly isGuessed: boolean;
}

function sampleOf(lib: Pdfium, textPage: number, characters: number): Sample {
  const counts = [0, 0, 0, 0];
  const step = Math.max(1, Math.floor(characters / SAMPLE));
  let seen = 0;
  let guessed = 0;
  for (let at = 0; at < characters; at += step) {
    if (lib.call('FPDFText_IsGenerated', textPage, at) === 1) continue;
    const clockwise = lib.call('FPDFText_GetCharAngle', textPage, at) / (Math.PI / 2);
    const quarters = Math.round(clockwise);
    const turn = (4 - quarters) % 4;
    seen++;
    if (lib.call('FPDFText_HasUnicodeMapError', textPage, at) === 1) guessed++;
    // What lies askew, and what has no angle, is no part of the text's lines.
    if (clockwise >= 0 && Math.abs(clockwise - quarters) < 0.1) counts[turn] = (counts[turn] ?? 0) + 1;
  }
  const most = counts.findIndex((count) => count > seen * MOST_OF_THEM);
  return { turn: most < 0 ? undefined : most, isGuessed: guessed > seen * MANY_OF_THEM };
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
