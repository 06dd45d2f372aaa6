/**
 * Word 97 to 2003: the text of every story, by the piece table.
 *
 * Source: [MS-DOC] 2.5 (Fib), 2.9.38 (Clx), 2.4.1 (retrieving text). Stories lie one behind the other: body, footnotes,
 * headers, comments, endnotes, text boxes.
 */
import iconv from 'iconv-lite';
import type { Place } from '../document/document.ts';
import { openCompound } from './cfb.ts';
import type { Extractor, Found } from './extractor.ts';
import { oleProperties } from './ole-properties.ts';
import { PlaceTexts } from './place-texts.ts';

const ENCRYPTED = 0x0100;
const TABLE_ONE = 0x0200;
/** Lengths of the stories in characters, and where their text stands. */
const STORIES: readonly (readonly [lengthAt: number, place: Place])[] = [
  [0x4c, 'body'],
  [0x50, 'footnote'],
  [0x54, 'header'],
  [0x5c, 'comment'],
  [0x60, 'footnote'],
  [0x64, 'text-box'],
  [0x68, 'text-box'],
];
const CLX_AT = 0x01a2;

/** Not a document of Word 97 or later, or its tables do not hold together. `extract.ts` makes it `corrupt`. */
export class DocError extends Error {
  override readonly name = 'DocError';
}

export const doc: Extractor = {
  format: 'doc',
  types: ['application/msword'],

  *extract(bytes): Generator<Found> {
    const root = openCompound(bytes);
    const stream = (name: string) => root.children.find((each) => each.name === name)?.read();
    const main = stream('WordDocument');
    if (!main || main.length < 0x01aa) throw new DocError('there is no word document in it');
    const flags = main.readUInt16LE(0x0a);
    if (flags & ENCRYPTED) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    const table = stream(flags & TABLE_ONE ? '1Table' : '0Table');
    if (!table) throw new DocError('its table stream is missing');
    yield* stories(main, textOf(main, table));
    yield* oleProperties(root);
  },
};

/** Offsets of the pieces in characters, and where each lies in the main stream. */
function textOf(main: Buffer, table: Buffer): string {
  const from = main.readUInt32LE(CLX_AT);
  const clx = table.subarray(from, from + main.readUInt32LE(CLX_AT + 4));
  let at = 0;
  while (clx[at] === 1) at += 3 + clx.readInt16LE(at + 1); // property changes of saved-on-top documents
  if (clx[at] !== 2) throw new DocError('its piece table is missing');
  const pieces = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((pieces.length - 4) / 12);
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const characters = pieces.readUInt32LE((index + 1) * 4) - pieces.readUInt32LE(index * 4);
    const place = pieces.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    const isCompressed = (place & 0x4000_0000) !== 0;
    const start = isCompressed ? (place & 0x3fff_ffff) / 2 : place & 0x3fff_ffff;
    const bytes = main.subarray(start, start + characters * (isCompressed ? 1 : 2));
    text += isCompressed ? iconv.decode(bytes, 'cp1252') : bytes.toString('utf16le');
  }
  return text;
}

function* stories(main: Buffer, text: string): Generator<Found> {
  const texts = new PlaceTexts();
  let from = 0;
  for (const [lengthAt, place] of STORIES) {
    const length = main.readUInt32LE(lengthAt);
    addStory(texts, place, text.slice(from, from + length));
    from += length;
  }
  yield* texts.segments();
}

/** Special characters ([MS-DOC] 2.4.1 and 2.8.25). */
const [CELL, LINE, PAGE, FIELD, FIELD_RESULT, FIELD_END, HYPHEN] = [0x07, 0x0b, 0x0c, 0x13, 0x14, 0x15, 0x1e].map(
  (code) => String.fromCharCode(code),
);
/** A field is its code, a mark, and what it shows; one without result shows nothing. */
const FIELDS = new RegExp(
  `${FIELD}([^${FIELD}${FIELD_RESULT}${FIELD_END}]*)${FIELD_RESULT}?([^${FIELD}${FIELD_RESULT}${FIELD_END}]*)${FIELD_END}`,
  'g',
);
/** Marks of pictures, notes and comments, and what else is no character. */
const OTHER_CONTROLS = /[^\P{Cc}\t\n]/gu;

function addStory(texts: PlaceTexts, place: Place, story: string): void {
  // The code of a field tells of links, and is not part of the sentence.
  const shown = story.replace(FIELDS, (_field, code: string, result: string) => {
    if (/HYPERLINK|INCLUDE|LINK/.test(code)) texts.add('annotation', `${code.replace(OTHER_CONTROLS, '').trim()}\n`);
    return result;
  });
  const plain = shown
    .replaceAll(`${CELL}${CELL}`, '\t\n')
    .replaceAll(CELL ?? '', '\t')
    .replaceAll('\r', '\n')
    .replaceAll(LINE ?? '', '\n')
    .replaceAll(PAGE ?? '', '\n')
    .replaceAll(HYPHEN ?? '', '-')
    .replace(OTHER_CONTROLS, '');
  texts.add(place, `${plain}\n`);
}
