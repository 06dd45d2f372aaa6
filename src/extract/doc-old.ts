/**
 * Where the text of Word 2, 6 and 95 documents lies: one stream for text and tables, a byte a character.
 *
 * Source: Microsoft's Word 6.0 and 95 binary file formats (FIB, PLCFPCD). What is not saved quickly lies in one piece behind
 * the head, and needs no table. The bytes are of the code page of the document's language.
 */
import iconv from 'iconv-lite';
import type { Place } from '../document/document.ts';
import { type Text, textOf } from './doc-pieces.ts';
import { byteMarks } from './doc-runs.ts';

/** Lengths of the stories: body, footnotes, headers, macros, comments, endnotes, text boxes, those of headers. */
export const OLD_STORIES: readonly (readonly [lengthAt: number, place: Place])[] = [
  [0x34, 'body'],
  [0x38, 'footnote'],
  [0x3c, 'header'],
  [0x40, 'hidden'],
  [0x44, 'comment'],
  [0x48, 'footnote'],
  [0x4c, 'text-box'],
  [0x50, 'text-box'],
];

/** Where the head tells language, kind of characters, and the text's own place; then place and length of two tables. */
const [LANGUAGE_AT, FLAGS_AT, CHARACTERS_AT, TEXT_AT] = [0x06, 0x0a, 0x14, 0x18];
const [PROPERTIES_AT, CLX_AT] = [0xb8, 0x160];
const [IS_QUICK, IS_WIDE] = [0x0004, 0x1000];
const WORD_6 = 0x65;
const OF_MACINTOSH = 256;

/** Takes the main stream, which has at least a head, and the code page of whoever wrote it. */
export function oldText(main: Buffer, codePage?: string): Text {
  const flags = main.readUInt16LE(FLAGS_AT);
  const width = flags & IS_WIDE ? 2 : 1;
  const hasTables = main.readUInt16LE(2) >= WORD_6 && main.length >= CLX_AT + 8;
  const table = (at: number) => {
    const from = main.readUInt32LE(at);
    return main.subarray(from, from + main.readUInt32LE(at + 4));
  };
  const marks = hasTables ? byteMarks(main, table(PROPERTIES_AT), true) : new Uint8Array(main.length);
  const decoded = decoderOf(main, codePage);
  if (hasTables && flags & IS_QUICK) {
    const placed = (start: number) => ({ start, width });
    return { ...textOf(main, table(CLX_AT), marks, { placed, narrow: 'latin1', isOld: true }), decoded };
  }
  const start = main.readUInt32LE(TEXT_AT);
  const characters = OLD_STORIES.reduce((sum, [lengthAt]) => sum + main.readUInt32LE(lengthAt), 0);
  const bytes = main.subarray(start, start + characters * width);
  const text = bytes.toString(width === 1 ? 'latin1' : 'utf16le');
  return { characters: text, marks: Uint8Array.from(text, (_, at) => marks[start + at * width] ?? 0), decoded };
}

/** By the lower ten bits of a language's number ([MS-LCID]); all others in what the writer's machine had. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  ...Object.fromEntries([0x05, 0x0e, 0x15, 0x18, 0x1a, 0x1b, 0x1c, 0x24].map((id) => [id, 'cp1250'])),
  ...Object.fromEntries([0x02, 0x19, 0x22, 0x23, 0x2f].map((id) => [id, 'cp1251'])),
  ...Object.fromEntries([0x25, 0x26, 0x27].map((id) => [id, 'cp1257'])),
  1: 'cp1256',
  4: 'gbk',
  8: 'cp1253',
  13: 'cp1255',
  17: 'shift_jis',
  18: 'cp949',
  30: 'cp874',
  31: 'cp1254',
  41: 'cp1256',
};
const TRADITIONAL_CHINESE = 0x0404;

function decoderOf(main: Buffer, codePage = 'cp1252'): (run: string) => string {
  const language = main.readUInt16LE(LANGUAGE_AT);
  const ofLanguage = language === TRADITIONAL_CHINESE ? 'big5' : (CODE_PAGES[language & 0x3ff] ?? codePage);
  const page = main.readUInt16LE(CHARACTERS_AT) === OF_MACINTOSH ? 'macintosh' : ofLanguage;
  // What is wide has letters beyond a byte, or means the same in both.
  return (run) => (/[^\0-\xff]/.test(run) ? run : iconv.decode(Buffer.from(run, 'latin1'), page));
}
