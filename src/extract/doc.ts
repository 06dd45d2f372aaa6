/**
 * Word 97 to 2003: the text of every story, by the piece table.
 *
 * Source: [MS-DOC] 2.5 (Fib), 2.9.38 (Clx), 2.4.1 (retrieving text), 2.8.13 (headers and footers). Stories lie one behind
 * the other: body, footnotes, headers, comments, endnotes, text boxes. Embedded objects are parts of their own.
 */
import iconv from 'iconv-lite';
import type { Place } from '../document/document.ts';
import { blips } from './blips.ts';
import { openCompound } from './cfb.ts';
import { byteMarks, type Marks, markOfPiece, placeOfMark } from './doc-runs.ts';
import type { Extractor, Found } from './extractor.ts';
import { fieldWords } from './field-words.ts';
import { objectsOf, storageFound } from './ole.ts';
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
/** Where the main stream tells place and length of a table: of headers, of pages of character properties, of pieces. */
const [HEADERS_AT, PROPERTIES_AT, CLX_AT] = [0x00f2, 0x00fa, 0x01a2];

/** Not a document of Word 97 or later, or its tables do not hold together. `extract.ts` makes it `corrupt`. */
export class DocError extends Error {
  override readonly name = 'DocError';
}

export const doc: Extractor = {
  format: 'doc',
  types: ['application/msword'],

  *extract(bytes): Generator<Found> {
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    const stream = (name: string) => root.children.find((each) => each.name === name)?.read();
    const main = stream('WordDocument');
    if (!main || main.length < 0x01aa) throw new DocError('there is no word document in it');
    const flags = main.readUInt16LE(0x0a);
    if (flags & ENCRYPTED) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    const tables = stream(flags & TABLE_ONE ? '1Table' : '0Table');
    if (!tables) throw new DocError('its table stream is missing');
    const table = (at: number) => {
      const from = main.readUInt32LE(at);
      return tables.subarray(from, from + main.readUInt32LE(at + 4));
    };
    const text = textOf(main, table(CLX_AT), byteMarks(main, table(PROPERTIES_AT)));
    yield* stories(main, text, table(HEADERS_AT));
    yield* oleProperties(root);
    yield* objectsOf(root.children.find(({ name }) => name === 'ObjectPool'));
    // Pictures in the text stand in a stream of their own, those of drawings behind the text.
    for (const pictures of [stream('Data'), main]) if (pictures) yield* blips(pictures);
    for (const entry of root.children) if (entry.name === 'Macros') yield* storageFound(entry);
  },
};

/** All stories in one, and what each character is. */
interface Text {
  readonly characters: string;
  readonly marks: Marks;
}

/** Reads the pieces: their offsets in characters, and where each lies in the main stream. */
function textOf(main: Buffer, clx: Buffer, ofBytes: Marks): Text {
  const lists: Buffer[] = [];
  let at = 0;
  for (; clx[at] === 1; at += 3 + clx.readUInt16LE(at + 1)) {
    lists.push(clx.subarray(at + 3, at + 3 + clx.readUInt16LE(at + 1)));
  }
  if (clx[at] !== 2) throw new DocError('its piece table is missing');
  const pieces = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((pieces.length - 4) / 12);
  const texts: string[] = [];
  const marks: Marks[] = [];
  for (let index = 0; index < count; index += 1) {
    const characters = pieces.readUInt32LE((index + 1) * 4) - pieces.readUInt32LE(index * 4);
    const piece = (count + 1) * 4 + index * 8;
    const place = pieces.readUInt32LE(piece + 2);
    const isCompressed = (place & 0x4000_0000) !== 0;
    const start = isCompressed ? (place & 0x3fff_ffff) / 2 : place & 0x3fff_ffff;
    const width = isCompressed ? 1 : 2;
    const bytes = main.subarray(start, start + characters * width);
    const text = isCompressed ? iconv.decode(bytes, 'cp1252') : bytes.toString('utf16le');
    const own = markOfPiece(pieces.readUInt16LE(piece + 6), lists);
    texts.push(text);
    marks.push(Uint8Array.from(text, (_, character) => Math.max(own, ofBytes[start + character * width] ?? 0)));
  }
  return { characters: texts.join(''), marks: Buffer.concat(marks) };
}

function* stories(main: Buffer, text: Text, headers: Buffer): Generator<Found> {
  const texts = new PlaceTexts();
  let from = 0;
  for (const [lengthAt, place] of STORIES) {
    const length = main.readUInt32LE(lengthAt);
    if (place === 'header') addHeaders(texts, slice(text, from, from + length), headers);
    else addStory(texts, place, slice(text, from, from + length));
    from += length;
  }
  yield* texts.segments();
}

function slice({ characters, marks }: Text, from: number, to: number): Text {
  return { characters: characters.slice(from, to), marks: marks.subarray(from, to) };
}

/** Six separators of notes, then of each section: header of even and odd pages, footer of even and odd, both of the first. */
const SEPARATORS = 6;
const HEADER_PLACES: readonly Place[] = ['header', 'header', 'footer', 'footer', 'header', 'footer'];

function addHeaders(texts: PlaceTexts, story: Text, offsets: Buffer): void {
  let from = 0;
  const count = Math.floor(offsets.length / 4);
  for (let index = 0; index + 1 < count; index += 1) {
    const end = Math.max(from, offsets.readUInt32LE((index + 1) * 4));
    const place = index < SEPARATORS ? 'footnote' : HEADER_PLACES[(index - SEPARATORS) % 6];
    addStory(texts, place ?? 'header', slice(story, from, end));
    from = end;
  }
  addStory(texts, 'header', slice(story, from, story.characters.length));
}

/** Special characters ([MS-DOC] 2.4.1 and 2.8.25). */
const [CELL, LINE, PAGE, PARAGRAPH, FIELD, FIELD_RESULT, FIELD_END, HYPHEN] = [
  7, 0x0b, 0x0c, 0x0d, 0x13, 0x14, 0x15, 0x1e,
];

/** A field is its code, a mark, and what it shows. The code of one tells of links, and is no part of the sentence. */
function addStory(texts: PlaceTexts, place: Place, { characters, marks }: Text): void {
  const codes: string[] = [];
  let inCode = 0;
  let run = '';
  let runPlace = place;
  const flush = () => {
    if (run !== '') texts.add(runPlace, shown(run));
    run = '';
  };
  for (let at = 0; at < characters.length; at += 1) {
    const code = characters.charCodeAt(at);
    if (code === FIELD) {
      codes.push('');
      inCode += 1;
    } else if (code === FIELD_RESULT || code === FIELD_END) {
      // A field without result ends in its code; a mark without field is nothing.
      const own = codes.at(-1);
      if (own !== undefined && inCode === codes.length) {
        for (const { place: where, text } of fieldWords(own.replace(OTHER_CONTROLS, ''))) {
          // Where it has a result, that is what shows.
          if (where === 'shown') run += code === FIELD_END ? text : '';
          else texts.add(where, `${text}\n`);
        }
        inCode -= 1;
      }
      if (code === FIELD_END) codes.pop();
      inCode = Math.min(inCode, codes.length);
    } else if (inCode > 0) {
      codes[codes.length - 1] += characters[at] ?? '';
    } else if (code === CELL || code === PARAGRAPH) {
      flush();
      texts.part(place, code === CELL ? '\t' : '\n');
      // A row ends with a mark of its own.
      if (code === CELL && characters.charCodeAt(at + 1) === CELL) {
        texts.part(place, '\n');
        at += 1;
      }
    } else {
      const here = placeOfMark(marks[at] ?? 0) ?? place;
      if (here !== runPlace) flush();
      runPlace = here;
      run += characters[at];
    }
  }
  flush();
  texts.endLine(place);
}

/** Marks of pictures, notes and comments, and what else is no character. */
const OTHER_CONTROLS = /[^\P{Cc}\t\n]/gu;

function shown(run: string): string {
  const [line, page, hyphen] = [LINE, PAGE, HYPHEN].map((code) => String.fromCharCode(code ?? 0));
  return run
    .replaceAll(line ?? '', '\n')
    .replaceAll(page ?? '', '\n')
    .replaceAll(hyphen ?? '', '-')
    .replace(OTHER_CONTROLS, '');
}
